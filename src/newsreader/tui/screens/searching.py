"""Searching while typing, keeping searches, tagging."""

from dataclasses import replace

from textual.timer import Timer

from newsreader.i18n import _
from newsreader.library.querying import QueryError
from newsreader.library.reading import MANY
from newsreader.model.feed import Headline
from newsreader.model.scope import Order, Scope
from newsreader.tui.panes import Pane
from newsreader.tui.screens.asking import AskScreen
from newsreader.tui.screens.listing import Listing
from newsreader.tui.screens.marking import Marking

#: Seconds that the fingers rest before the list follows.
REST = 0.03


class Searching(Listing, Marking):
    """The list of headlines narrowed to what a search finds."""

    _typing: Timer | None = None
    _asking: AskScreen | None = None

    def search(self) -> None:
        """Type a search; the list follows each letter, Esc brings the list before back."""
        before, text = self.scope, self.searched
        base = replace(before, query=None, order=Order.BEST)

        def follow(words: str) -> None:
            if self._typing:
                self._typing.stop()
            self._typing = self.set_timer(REST, lambda: self.look(words, base, typing=True))

        def done(words: str | None) -> None:
            self._asking = None
            if self._typing:
                self._typing.stop()
            if words is None:
                self.searched = text
                self.show_list(before)
            else:
                # What was found while typing stays found: the last word may be only begun.
                self.look(words, base, typing=True)
                self.go_to(Pane.HEADLINES)

        question = _('words, "a phrase", title: by: said: source: tag: is:unread since:3d -not OR ( )')
        self._asking = AskScreen(question, text, follow, self.library.complete)
        self.app.push_screen(self._asking, done)

    def look(self, words: str, base: Scope, typing: bool) -> None:
        """Show what a search finds, beside the keys; what cannot be understood is said."""

        def look() -> tuple[Scope, list[Headline], int] | QueryError:
            try:
                scope = replace(base, query=self.library.query(words, typing))
            except QueryError as error:
                return error
            return scope, self.library.headlines(scope), self.library.count(scope, MANY)

        def show(found: tuple[Scope, list[Headline], int] | QueryError) -> None:
            if isinstance(found, QueryError):
                self._show_feedback(f"{words[: found.at]}▸{words[found.at : found.stop]}◂  {found.sentence}")
                return
            scope, page, count = found
            self.searched = words.strip()
            self.show_list(scope, page)
            if scope.query:
                many = f"{count}+" if count >= MANY else str(count)
                self._show_feedback(_("{n} found; S keeps this search as a list, / changes it.").format(n=many))

        self.beside(look, show)

    def _show_feedback(self, words: str) -> None:
        """Say something of the search: at the line where it is typed, and afterwards below the list."""
        if self._asking and self._asking.is_attached:
            self._asking.tell(words)
        else:
            self.say(words, 10)

    def action_keep_search(self) -> None:
        """Keep the search as a list among the feeds."""
        text = self.searched
        if not text:
            self.say(_("/ searches; then S keeps the search."))
            return

        def keep(name: str | None) -> None:
            if name:
                self.beside(lambda: self.library.keep_search(name, text), lambda _done: self.counts_changed())
                self.say(
                    _("“{name}” is among your lists; “newsreader searches” lists and removes them.").format(name=name)
                )

        self.app.push_screen(AskScreen(_("a name for this search"), text), keep)

    def action_tag(self) -> None:
        """The tags of the article, apart by spaces; of several, those to add, and with - those to take away."""
        rows = self.meant()
        if not rows:
            return
        articles = [row.id for row in rows]

        def write(words: str | None) -> None:
            if words is None:
                return
            tags = words.replace(",", " ").split()
            self.headline_list.let_go()
            self.beside(lambda: self.library.tag(articles, tags), lambda _done: self.counts_changed())
            self.say(_("Tags: {tags}").format(tags=" ".join(tags)) if tags else _("No tags any more."))

        if len(articles) == 1:
            question = _("tags, apart by spaces; left empty, they are removed")
            self.app.push_screen(AskScreen(question, " ".join(self.library.tags_of(articles[0]))), write)
        else:
            self.app.push_screen(AskScreen(_("tags to add, apart by spaces; -tag takes one away")), write)
