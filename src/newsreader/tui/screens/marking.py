"""What a reader does to articles: read, unread, saved, and the way back."""

from collections.abc import Callable
from dataclasses import replace

from newsreader.i18n import _, plural
from newsreader.model.feed import Headline
from newsreader.tui.panes import Pane
from newsreader.tui.screens.desk import Desk


class Marking(Desk):
    """The keys that change an article's state. The list shows it at once, the library follows."""

    def mark_read(self, article: int, on: bool = True) -> None:
        """Mark one article; its row stays where it is."""
        headline = self._row(article)
        if headline is None or headline.read != on:
            if headline:
                self.headline_list.replace(replace(headline, read=on))
            self.beside(lambda: self.library.mark_read([article], on), lambda _changed: self.counts_changed())

    def action_toggle_read(self) -> None:
        """Read becomes unread, and the other way round; several become read unless all of them are."""
        rows = self.meant()
        if len(rows) == 1:
            headline = rows[0]
            self.mark_read(headline.id, not headline.read)
            self.say(_("Marked as unread. U undoes.") if headline.read else _("Marked as read. U undoes."))
        elif rows:
            on = not all(row.read for row in rows)
            self._change([replace(row, read=on) for row in rows], lambda ids: self.library.mark_read(ids, on))

    def action_save(self) -> None:
        """Saved for later, or no longer; several are saved unless all of them are."""
        rows = self.meant()
        if not rows:
            return
        on = not all(row.saved for row in rows)
        self._change([replace(row, saved=on) for row in rows], lambda ids: self.library.mark_saved(ids, on))
        if len(rows) == 1:
            self.say(_("Saved for later. U undoes.") if on else _("No longer saved. U undoes."))

    def _change(self, rows: list[Headline], act: Callable[[list[int]], int]) -> None:
        """Show rows as they are from now on, and have it done; what was chosen has been dealt with."""
        for row in rows:
            self.headline_list.replace(row)
        self.headline_list.let_go()
        ids = [row.id for row in rows]

        def done(changed: int) -> None:
            self.counts_changed()
            if len(ids) > 1:
                words = plural("{n} article changed. U undoes.", "{n} articles changed. U undoes.", changed)
                self.say(words.format(n=changed))

        self.beside(lambda: act(ids), done)

    def meant(self) -> list[Headline]:
        """The headlines that a key means: those chosen in the list, else the one that is selected."""
        chosen = self.headline_list.chosen if self.at is Pane.HEADLINES else set()
        if chosen:
            return [row for row in self.headline_list.headlines if row.id in chosen]
        headline = self._headline()
        return [headline] if headline else []

    def action_mark_all_read(self) -> None:
        """The whole list, also what is not loaded of it; no row goes away."""
        rows = [replace(row, read=True) for row in self.headline_list.headlines]
        scope = self.scope

        def done(changed: int) -> None:
            self.counts_changed()
            words = plural("{n} article marked as read. U undoes.", "{n} articles marked as read. U undoes.", changed)
            self.say(words.format(n=changed) if changed else _("Everything was read already."))

        self.headline_list.update(rows)
        self.beside(lambda: self.library.mark_all_read(scope), done)

    def action_undo(self) -> None:
        """Take the last deed back."""

        def done(sentence: str) -> None:
            self.say(sentence)
            self.rows_changed()
            self.counts_changed()
            if reading := self.article_view.reading:
                self.notes_changed(reading.number)

        self.beside(self.library.undo, done)

    def _row(self, article: int) -> Headline | None:
        index = self.headline_list.index_of(article)
        return None if index is None else self.headline_list.headlines[index]

    def _headline(self) -> Headline | None:
        """The selected article's headline; from the library where it is not in the list."""
        article = self.selected()
        return self._row(article) or self.library.headlines_of([article]).get(article)

    def notes_changed(self, article: int) -> None:
        """The notes of an article are others now."""
        raise NotImplementedError

    def rows_changed(self) -> None:
        """Read the rows in sight anew, and whatever came in above them."""
        raise NotImplementedError

    def counts_changed(self) -> None:
        """Read the feeds' counts anew."""
        raise NotImplementedError
