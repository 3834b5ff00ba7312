"""The reader's own words: notes on articles, passages and quotations, and marks without words."""

from dataclasses import replace

from newsreader.i18n import _
from newsreader.model.note import Note
from newsreader.tui.panes import Pane
from newsreader.tui.screens.asking import AskScreen
from newsreader.tui.screens.listing import Listing


class Noting(Listing):
    """Selecting a passage, writing about it, marking it."""

    def action_select(self) -> None:
        """Begin to select paragraphs, or give it up; in the list, choose a headline."""
        if self.at is Pane.HEADLINES:
            self.action_choose("one")
        elif self.at is not Pane.ARTICLE:
            self.say(_("Passages are selected in the article."))
        elif self.article_view.select():
            self.say(_("j and k select more; a writes a note, M marks, v gives up."), 20)
        else:
            self.say(_("Nothing is selected."))

    def action_note(self) -> None:
        """Write about what is selected, the current quotation, or the article."""
        note = self._about()
        if note is None:
            self.say(_("Open an article to write about it."))
            return
        if note.speaker:
            question = _("your note on what {name} says; left empty, it is removed").format(name=note.speaker)
        elif note.passage:
            question = _("your note on this passage; left empty, it is removed")
        else:
            question = _("your note on this article; left empty, it is removed")

        def write(words: str | None) -> None:
            if words is None:
                return
            if words:
                self._keep(
                    replace(note, words=words), _("Noted. c shows your notes, “newsreader notes” lists them all.")
                )
            elif note.id:
                self._take_away(note)

        self.app.push_screen(AskScreen(question, note.words), write)

    def action_mark(self) -> None:
        """Mark what is selected or the current quotation, without words; or take the mark away."""
        note = self._about()
        if note is None or not note.passage:
            self.say(_("v selects a passage to mark, and , a quotation."))
        elif note.id and not note.words:
            self._take_away(note)
        elif not note.id:
            self._keep(note, _("Marked. M takes the mark away."))
        else:
            self.say(_("There is a note here already; a changes it."))

    def _about(self) -> Note | None:
        return self.article_view.passage() if self.at not in (Pane.FEEDS, Pane.HEADLINES) else None

    def _keep(self, note: Note, sentence: str) -> None:
        self.beside(lambda: self.library.keep_note(note), lambda _number: self._noted(note.article, sentence))

    def _take_away(self, note: Note) -> None:
        self.beside(
            lambda: self.library.remove_note(note.id), lambda _done: self._noted(note.article, _("Taken away."))
        )

    def _noted(self, article: int, sentence: str) -> None:
        self.say(sentence)
        self.article_view.picked = None
        self.notes_changed(article)

    def notes_changed(self, article: int) -> None:
        """Show the notes of the open article anew."""
        raise NotImplementedError
