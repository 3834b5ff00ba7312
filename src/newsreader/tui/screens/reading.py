"""The one screen of every day: feeds, headlines, the article, its quotations and its comments."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

from textual.events import Key
from textual.timer import Timer

from newsreader.i18n import _, plural
from newsreader.library.reading import Reading
from newsreader.model.errors import NewsreaderError
from newsreader.model.feed import Headline
from newsreader.model.query import words_of
from newsreader.model.quotation import Quotation, Saying
from newsreader.model.scope import Scope
from newsreader.model.text import clean_line
from newsreader.render.article import reading_minutes
from newsreader.tui.keys import bindings
from newsreader.tui.messages import PageLaidOut, PageMoved, PaneClicked, QuotationClicked, RowChosen, RowHighlighted
from newsreader.tui.panes import Pane
from newsreader.tui.screens.commenting import OLD, Commenting
from newsreader.tui.screens.correcting import Correcting
from newsreader.tui.screens.hearing import Hearing
from newsreader.tui.screens.linking import Linking
from newsreader.tui.screens.noting import Noting
from newsreader.tui.screens.paging import Paging
from newsreader.tui.screens.picturing import Picturing
from newsreader.tui.screens.refreshing import Refreshing
from newsreader.tui.screens.ruling import Ruling
from newsreader.tui.screens.sending import Sending
from newsreader.tui.screens.showing import Showing
from newsreader.tui.widgets.page_view import TOP

#: Seconds that the cursor rests on a headline before the article beside it is drawn.
REST = 0.06
#: Seconds that the page rests before the reader's place in it is kept.
REMEMBERED = 0.8
#: Seconds after which the number of a link is whole.
PAUSE = 0.8
DIGITS = "0123456789"


class ReadingScreen(
    Paging, Hearing, Picturing, Linking, Ruling, Commenting, Noting, Correcting, Showing, Sending, Refreshing
):
    """Moving between the panes, and opening what the cursor is on."""

    BINDINGS = bindings("reading")

    #: Digits that were typed and may go on.
    _number = ""
    _pausing: Timer | None = None

    _resting: Timer | None = None
    _scrolled: Timer | None = None

    def on_mount(self) -> None:
        """Show what the library has; then, and only then, begin to fetch."""
        self.grouping = self.library.setting("stories", "on") == "on"
        self.since = int(self.library.setting("left") or 0)
        self.set_out()
        self.show_first()
        self.call_after_refresh(self.begin)

    def show_first(self) -> None:
        """The screen on which the reader begins: the newest headlines of all feeds."""
        self.side = None
        self.at = Pane.HEADLINES
        self.show_list(Scope())
        self.go_to(Pane.HEADLINES)

    # ------------------------------------------------------------ rows

    def on_row_highlighted(self, message: RowHighlighted) -> None:
        """The article beside a list follows its cursor, once that rests."""
        self.place_changed()
        if message.pane == Pane.HEADLINES:
            if self._resting:
                self._resting.stop()
            self._resting = self.set_timer(REST, self.preview)
        elif message.pane == Pane.QUOTES:
            self._point_from_list()

    def on_row_chosen(self, message: RowChosen) -> None:
        """A row was clicked open."""
        self.go_to(Pane(message.pane))
        self.action_open()

    def on_page_laid_out(self, message: PageLaidOut) -> None:
        """Say how far, of the page as it is now."""
        if message.pane == self.at:
            self.place_changed()

    def on_page_moved(self, message: PageMoved) -> None:
        """Say how far, and remember it once the page rests."""
        if message.pane == self.at:
            self.place_changed()
        if message.pane == Pane.ARTICLE:
            if self._scrolled:
                self._scrolled.stop()
            self._scrolled = self.set_timer(REMEMBERED, self.keep_place)
            self._read_to_its_end()

    def _read_to_its_end(self) -> None:
        """Where an article counts as read when its end has been seen."""
        reading = self.article_view.reading
        if reading and self.settings.read_when == "finished" and self.at is Pane.ARTICLE and self.article_view.at_end:
            self.mark_read(reading.number)

    def on_pane_clicked(self, message: PaneClicked) -> None:
        """A click into a pane brings the reader there."""
        if message.pane != self.at:
            self.go_to(Pane(message.pane))

    # ------------------------------------------------------------ the article

    def preview(self) -> None:
        """Show the article under the cursor, where there is room beside the list; it stays unread."""
        current = self.headline_list.current
        reading = self.article_view.reading
        if Pane.ARTICLE in self.shown() and self.at in (Pane.HEADLINES, Pane.FEEDS):
            if current is None:
                self.article_view.open(None)
                self.titled(Pane.ARTICLE, "")
            elif reading is None or reading.number != current.id:
                self.show_article(current.id)

    def show_article(self, article: int) -> bool:
        """Put an article into its pane, at the place where it was left."""
        reading = self.library.open(article)
        if reading is None:
            self.say(_("This article is not in the library any more."))
            return False
        self.keep_place()
        self.article_view.open(reading, reading.place)
        minutes = reading_minutes(reading.article)
        length = plural("{n} min", "{n} min", minutes).format(n=minutes)
        self.titled(Pane.ARTICLE, " · ".join(part for part in (clean_line(reading.article.outlet), length) if part))
        self.list_quotations()
        count = self.quote_list.count
        self.titled(Pane.QUOTES, plural("{n} quotation", "{n} quotations", count).format(n=count))
        self.list_links()
        self.show_thread()
        self.images.draw()
        self.mark_updates()
        if reading.headline.raw:
            self.helper.ask("article", article=article)  # its text is here, and has to be read
        return True

    def list_quotations(self) -> None:
        """The quotations of the open article, the cursor on the one that the reader is at."""
        view = self.article_view
        self.quote_list.show(view.spoken(), view.looks, view.language)
        self.quote_list.point_at(view.current_quotation)

    def keep_place(self) -> None:
        """Remember where the reader is in the open article."""
        if moved := self._moved():
            self.beside(lambda: self.library.keep_place(*moved))

    def _moved(self) -> tuple[int, tuple[int, int] | None] | None:
        """The open article and the place in it, where that has not been kept; None for its top."""
        reading, place = self.article_view.reading, self.article_view.place()
        if reading is None or place == (reading.place or TOP):
            return None
        kept = None if place == TOP else place
        self.article_view.reading = replace(reading, place=kept)
        return reading.number, kept

    def read(self, article: int) -> None:
        """Open an article to read it."""
        reading = self.article_view.reading
        if (reading and reading.number == article) or self.show_article(article):
            self.go_to(Pane.ARTICLE)
            self.learned()
            if self.scope.query:
                found = self.article_view.find(words_of(self.scope.query))
                self.say(_("{n} matches: n and N walk through them.").format(n=found)) if found > 1 else None
            if self.is_live():
                self.beside(lambda: self.library.visit(article))
            if self.settings.read_when == "opened":
                self.mark_read(article)
            else:
                self.call_after_refresh(self._read_to_its_end)
            opened = self.article_view.reading
            if opened and not opened.headline.complete:
                self.helper.ask("article", article=article)  # what could not be collected may be had now
            else:
                self.ask_comments(OLD)

    def article_came(self, article: int) -> None:
        """What came in for the open article: its place is kept, and so is the quotation."""
        reading = self.article_view.reading
        if reading is None or reading.number != article:
            return
        fresh = self.library.open(article)
        if fresh is None or (fresh.article, fresh.error) == (reading.article, reading.error):
            return
        self._show_anew(fresh)

    def notes_changed(self, article: int) -> None:
        """The reader has written or taken away a note."""
        reading = self.article_view.reading
        fresh = self.library.open(article) if reading and reading.number == article else None
        if fresh:
            self._show_anew(fresh)

    def _show_anew(self, fresh: Reading) -> None:
        if before := self.article_view.reading:
            # What was new when the reader came stays marked until they come again.
            thread = replace(fresh.article.thread, visited=before.article.thread.visited)
            fresh = replace(fresh, article=replace(fresh.article, thread=thread))
        self.article_view.open(fresh, self.article_view.place())
        self.list_quotations()
        self.show_thread(keep=True)

    def leave(self) -> None:
        """The reader goes: what they did is done, and where they were is kept."""
        self.let_go()
        with suppress(NewsreaderError):  # there is no screen any more to say it on
            if moved := self._moved():
                self.library.keep_place(*moved)
            self.library.remember("left", str(int(datetime.now(UTC).timestamp())))

    # ------------------------------------------------------------ keys: moving

    def action_move(self, how: str) -> None:
        """Move in the pane that the reader is in."""
        match self.at:
            case Pane.ARTICLE if self.article_view.picked and how in ("down", "up"):
                self.article_view.extend(1 if how == "down" else -1)
            case Pane.ARTICLE:
                self.article_view.move(how)
            case Pane.COMMENTS:
                self.comment_pane.move(how)
            case Pane.FEEDS:
                self.feed_list.move(how)
            case Pane.HEADLINES:
                self.headline_list.move(how)
            case Pane.QUOTES:
                self.quote_list.move(how)
            case Pane.LINKS:
                self.link_list.move(how)

    def action_open(self) -> None:
        """Open what the cursor is on."""
        match self.at:
            case Pane.FEEDS:
                shelf = self.feed_list.shelves[self.feed_list.cursor] if self.feed_list.shelves else None
                if shelf and shelf.search:
                    self.go_to(Pane.HEADLINES)
                    self.look(shelf.search, Scope(unread=self.scope.unread), typing=False)
                elif shelf and shelf.scope:
                    self.go_to(Pane.HEADLINES)
                    self.show_list(replace(shelf.scope, unread=self.scope.unread, order=self.scope.order))
                    self.place_changed()
            case Pane.HEADLINES:
                if current := self.headline_list.current:
                    self.trail.clear()
                    self.read(current.id)
            case Pane.QUOTES:
                self._point_from_list()
                self.go_to(Pane.ARTICLE)
            case Pane.LINKS:
                self.follow_link()
            case Pane.COMMENTS:
                self.action_comment("fold")

    def on_key(self, event: Key) -> None:
        """In the article, digits are the number of a link."""
        if self.at is not Pane.ARTICLE or not event.character or event.character not in DIGITS:
            return
        event.stop()
        event.prevent_default()
        self._number += event.character
        count = len(self.article_links())
        if self._pausing:
            self._pausing.stop()
        if int(self._number) * 10 > count:
            self._follow_number()
        else:
            self.say(_("Link {n} …").format(n=self._number), PAUSE)
            self._pausing = self.set_timer(PAUSE, self._follow_number)

    def _follow_number(self) -> None:
        number, self._number = int(self._number or 0), ""
        links = self.article_links()
        if 1 <= number <= len(links):
            self.follow(links[number - 1][1])
        elif number:
            self.say(
                plural("This article has {n} link.", "This article has {n} links.", len(links)).format(n=len(links))
            )

    def action_forward(self) -> None:
        """To the article from which the reader went back."""
        if not self.ahead:
            self.say(_("There is nothing to go forward to."))
            return
        reading = self.article_view.reading
        if reading:
            self.trail.append(reading.number)
        self.side = None
        self.show_article(self.ahead.pop())
        self.go_to(Pane.ARTICLE)

    def action_back(self) -> None:
        """Out of the pane, towards the feeds; from there, out of the program."""
        match self.at:
            case Pane.FEEDS:
                self.app.call_later(self.app.action_quit)
            case Pane.HEADLINES if self.headline_list.chosen:
                self.headline_list.let_go()
                self.say(_("None is chosen."))
            case Pane.HEADLINES:
                self.go_to(Pane.FEEDS)
            case Pane.ARTICLE if self.article_view.picked:
                self.action_select()
            case Pane.ARTICLE if self.article_view.found and not self.scope.query:
                self.article_view.find([])
            case Pane.ARTICLE if self.zen:
                self.toggle_zen()
            case Pane.ARTICLE if self.trail:
                # Back along the links that led here.
                self.side = None
                if reading := self.article_view.reading:
                    self.ahead.append(reading.number)
                self.show_article(self.trail.pop())
                self.go_to(Pane.ARTICLE)
            case Pane.ARTICLE:
                self.side = None
                self.go_to(Pane.HEADLINES)
                if reading := self.article_view.reading:
                    index = self.headline_list.index_of(reading.number)
                    if index is not None:
                        self.headline_list.go(index, quiet=True)
            case _:
                self.side = None
                self.go_to(Pane.ARTICLE)

    def action_pane(self, by: int) -> None:
        """To the next pane of those there are, on the screen or not."""
        order = [Pane.FEEDS, Pane.HEADLINES, Pane.ARTICLE, *([self.side] if self.side else [])]
        if self.article_view.reading is None:
            order.remove(Pane.ARTICLE)
        # What was open may have gone meanwhile, and its pane with it: then it is the first one's turn.
        at = order.index(self.at) if self.at in order else -by
        self.go_to(order[(at + by) % len(order)])

    def action_read_on(self) -> None:
        """A page further; at the end of an article, the next unread one."""
        if self.at in (Pane.FEEDS, Pane.HEADLINES):
            self.action_open()
        elif self.at is Pane.COMMENTS and not self.comment_pane.at_end:
            self.comment_pane.move("page_down")
        elif self.at is Pane.ARTICLE and not self.article_view.at_end:
            self.article_view.move("page_down")
        else:
            self._read_next_unread()

    def _read_next_unread(self) -> None:
        reading = self.article_view.reading
        found = self.library.next_unread(self.scope, reading.headline if reading else None)
        if found is None:
            self.say(_("Everything in this list is read."))
            return
        self._follow(found)
        self.trail.clear()
        self.read(found.id)

    def _follow(self, headline: Headline) -> None:
        """Bring the list's cursor to a headline, loading up to it where need be."""
        self.headline_list.reveal(headline.id)
        index = self.headline_list.index_of(headline.id)
        if index is None:
            self.headline_list.update([*self.headline_list.headlines, headline])
            index = self.headline_list.index_of(headline.id)
        if index is not None:
            self.headline_list.go(index, quiet=True)

    def action_next(self, by: int) -> None:
        """The next or previous unread headline; in the comments, the next or previous thread."""
        if self.at is Pane.COMMENTS:
            moved = self.comment_pane.next_match(by) if self.comment_pane.words else self.comment_pane.step(by)
            if not moved:
                self.say(_("There is no other."))
        elif self.at is Pane.ARTICLE and self.article_view.found:
            self._next_match(by)
        elif self.at is Pane.ARTICLE and by > 0:
            self._read_next_unread()
        else:
            self._walk(by, lambda headline: not headline.read)

    def _next_match(self, by: int) -> None:
        view = self.article_view
        if not view.next_match(by):
            self.say(_("There is no other."))
        else:
            self.say(_("Match {n} of {all}.").format(n=view.at_match + 1, all=len(view.found)))

    def action_article(self, by: int) -> None:
        """The next or previous article of the list; in the comments, the one beside."""
        if self.at is Pane.COMMENTS:
            if not self.comment_pane.sibling(by):
                self.say(_("There is no other."))
            return
        self._walk(by, lambda _headline: True)

    def _walk(self, by: int, wanted: Callable[[Headline], bool]) -> None:
        rows = self.headline_list.headlines
        index = self.headline_list.cursor + by
        while 0 <= index < len(rows) and not wanted(rows[index]):
            index += by
        if not 0 <= index < len(rows):
            self.say(_("There is no other."))
            return
        self.headline_list.go(index, quiet=self.at is Pane.ARTICLE)
        if self.at is Pane.ARTICLE:
            self.read(rows[index].id)

    def action_save(self) -> None:
        """Save what is selected; among the links, what the link leads to."""
        if self.at is Pane.LINKS and self.link_list.current and not self.link_list.at_picture:
            self.save_address(self.link_list.current)
        else:
            super().action_save()

    def address_saved(self) -> None:
        """What was kept by its address is in the list."""
        self.say(_("Saved for later. U undoes."))
        self.rows_changed()
        self.counts_changed()

    # ------------------------------------------------------------ keys: quotations and comments

    def action_quote(self, by: int) -> None:
        """To the next quotation or the one before, and say whose it is."""
        if self.at in (Pane.FEEDS, Pane.HEADLINES):
            self.action_open() if self.at is Pane.HEADLINES else None
        quotation = self.article_view.step(by)
        self.quote_list.point_at(self.article_view.current_quotation)
        self._say_whose(quotation)

    def _say_whose(self, quotation: Quotation | None) -> None:
        if quotation is None:
            self.say(_("There is no quotation here."))
            return
        speaker = clean_line(quotation.speaker) or _("? (the article does not say clearly who)")
        cue = f" ({clean_line(quotation.cue.text)})" if quotation.cue and quotation.speaker else ""
        self.say(f"— {speaker}{cue}", 20)

    def _point_from_list(self) -> None:
        if current := self.quote_list.current:
            number, quotation = current
            self.article_view.point_at(number)
            self._say_whose(quotation)

    def on_quotation_clicked(self, message: QuotationClicked) -> None:
        """A quotation was clicked in the text."""
        self.article_view.point_at(message.number)
        self.quote_list.point_at(message.number)
        self._say_whose(self.article_view.current())

    def action_find(self) -> None:
        """Words in the article, in the comments, or in the whole library."""
        match self.at:
            case Pane.ARTICLE:
                self.find_here()
            case Pane.COMMENTS:
                self.find_in_comments()
            case _:
                self.search()

    def action_fold(self) -> None:
        """Fold what is under the cursor; in the article, fold away everything else."""
        match self.at:
            case Pane.ARTICLE:
                self.toggle_zen()
            case Pane.HEADLINES:
                self.fold_story()
            case _:
                self.action_comment("fold")

    def action_stop(self) -> None:
        """Stop what is heard, or else the refresh."""
        if not self.audio.stop():
            self.stop_refreshing()

    def action_order(self) -> None:
        """Sort the list, the comments or the updates of a live page by something else."""
        if self.at is Pane.COMMENTS:
            self.action_comment("order")
        elif self.at is Pane.ARTICLE:
            self.turn_updates()
        else:
            self.next_order()

    def action_side(self, which: str) -> None:
        """Open the quotations, the comments or the links beside the article, or close them."""
        pane = Pane(which)
        if self.at in (Pane.FEEDS, Pane.HEADLINES):
            self.action_open() if self.at is Pane.HEADLINES else None
        if self.article_view.reading is None or self.at is Pane.FEEDS:
            return
        if self.side is pane and self.at in (pane, Pane.ARTICLE) and pane in self.shown():
            self.side = None
            self.go_to(Pane.ARTICLE)
            return
        if pane is Pane.LINKS:
            self.list_links()
        self.go_to(pane)
        if pane is Pane.COMMENTS:
            self.enter_comments()

    def action_people(self) -> None:
        """Everyone quoted in the library; a quotation chosen there is opened here."""
        from newsreader.tui.screens.people import PeopleScreen  # nothing that the first screen does not need

        self.app.push_screen(PeopleScreen(self.library, self.settings, self.article_view.looks), self._open_saying)

    def _open_saying(self, saying: Saying | None) -> None:
        if saying and self.show_article(saying.article):
            self.go_to(Pane.ARTICLE)
            self.mark_read(saying.article)
            self.article_view.point_at(saying.number)
            self.quote_list.point_at(saying.number)
            self._say_whose(self.article_view.current())
