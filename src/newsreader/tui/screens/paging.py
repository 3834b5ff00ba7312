"""The page itself: its width, one thing on the screen, its sections, words in it."""

import math
from dataclasses import replace

from newsreader.i18n import _, plural
from newsreader.model.article import BlockType
from newsreader.render.article import reading_minutes
from newsreader.tui.panes import Pane
from newsreader.tui.screens.asking import AskScreen
from newsreader.tui.screens.desk import Desk

#: How narrow and how wide the text may be set by keys, and by how many cells at a time.
NARROWEST, WIDEST, STEP = 28, 160, 4


class Paging(Desk):
    """Keys that change how the open article is shown, or where in it the reader is."""

    def action_measure(self, by: int) -> None:
        """A wider or narrower column, which stays for the next time."""
        measure = max(NARROWEST, min(WIDEST, self.article_view.measure + by * STEP))
        for view in (self.article_view, self.comment_pane):
            view.measure = measure
            view.show(view.place())
        self.say(_("The text is {n} cells wide.").format(n=measure))
        self.beside(lambda: self.library.remember("measure", str(measure)))

    def toggle_zen(self) -> None:
        """The article alone on the screen, or with what is beside it."""
        self.zen = not self.zen
        self.set_out()

    def action_section(self, by: int) -> None:
        """To the next heading, or the one before."""
        if self.at is not Pane.ARTICLE:
            self.say(_("Open an article: this key goes from heading to heading."))
        elif not self.article_view.to_section(by):
            self.say(_("There is no other heading."))

    def find_here(self) -> None:
        """Words in the open article; the page follows each letter."""
        view, before = self.article_view, self.article_view.place()

        def follow(words: str) -> None:
            view.find([words.strip()] if words.strip() else [])

        def done(words: str | None) -> None:
            follow(words or "")
            if not words:
                view.show(before)
            elif view.found:
                count = len(view.found)
                self.say(plural("{n} match.", "{n} matches: n and N walk through them.", count).format(n=count))
            else:
                self.say(_("“{words}” is not in this article.").format(words=words))
                view.show(before)

        self.app.push_screen(AskScreen(_("words in this article"), follow=follow), done)

    def is_live(self) -> bool:
        """Whether the open article is a page of updates."""
        reading = self.article_view.reading
        return reading is not None and any(block.type is BlockType.UPDATE for block in reading.article.blocks)

    def mark_updates(self) -> None:
        """Mark what came to a live page since the reader was last in it."""
        view, reading = self.article_view, self.article_view.reading
        since = reading.visited if reading and self.is_live() else None
        turned = self.is_live() and self.library.setting("live") == "oldest"
        if (since, turned) != (view.setting.since, view.setting.oldest_first):
            view.setting = replace(view.setting, since=since, oldest_first=turned)
            view.show(view.place())

    def turn_updates(self) -> None:
        """The updates of a live page as they happened, or the newest first."""
        view, reading = self.article_view, self.article_view.reading
        if reading is None or not self.is_live():
            self.say(_("This is no live page: there is nothing to sort."))
            return
        oldest = not view.setting.oldest_first
        view.setting = replace(view.setting, oldest_first=oldest)
        view.show()
        self.beside(lambda: self.library.remember("live", "oldest" if oldest else "newest"))
        self.say(_("As it happened.") if oldest else _("The newest first."))

    def time_left(self) -> str:
        """How long the rest of the open article takes to read."""
        reading = self.article_view.reading
        if reading is None or self.article_view.at_end:
            return ""
        left = math.ceil(reading_minutes(reading.article) * (100 - self.article_view.percent) / 100)
        return plural("{n} min left", "{n} min left", left).format(n=left)
