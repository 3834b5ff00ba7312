"""Write notes on articles, passages and quotations, and highlight passages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from newsreader.i18n import _
from newsreader.tui.article_marks import note_on
from newsreader.tui.key_names import with_keys
from newsreader.tui.layout import LISTS

if TYPE_CHECKING:
    from newsreader.model.note import Note
    from newsreader.tui.controllers.views import ArticleView, LayoutView
    from newsreader.tui.services.base import Services


class NotesController:
    """Notes and highlights what is selected in the article."""

    def __init__(
        self,
        services: Services,
        layout: LayoutView,
        article_view: ArticleView,
        changed: Callable[[int], None],
        open_current: Callable[[], Awaitable[None]],
    ) -> None:
        """`changed` is told of which article the notes are others now; `open_current` opens the article under the
        cursor of the list."""
        self._services, self._layout, self._article_view = services, layout, article_view
        self._changed, self._open_current = changed, open_current

    async def write(self) -> None:
        """Write about what is selected, the current quotation, or the article."""
        await self._open_current()
        note = self._note_here()
        if note is None:
            self._services.notify(_("Open an article to write a note on it."))
            return
        if note.speaker:
            question = _("your note on what {name} says; empty removes it").format(name=note.speaker)
        elif note.quote:
            question = _("your note on this passage; empty removes it")
        else:
            question = _("your note on this article; empty removes it")

        def write(text: str | None) -> None:
            if text:
                done = with_keys(_("Note saved. {key:comments} shows your notes, “newsreader notes” lists them all."))
                self._keep(replace(note, text=text), done)
            elif text is not None and note.id:
                self._remove(note)

        self._services.dialogs.ask(question, write, note.text, adds=True)

    def highlight(self) -> None:
        """Mark what is selected or the current quotation, without words; or take the mark away."""
        note = self._note_here()
        if note is None or not note.quote:
            self._services.notify(
                with_keys(_("{key:select} selects a passage to highlight, and {key:next-quote} a quotation."))
            )
        elif note.is_highlight:
            self._remove(note)
        elif not note.id:
            self._keep(note, with_keys(_("Highlighted. {key:highlight} removes it.")))
        else:
            self._services.notify(with_keys(_("There is already a note here; {key:note} edits it.")))

    def _note_here(self) -> Note | None:
        """The note that is kept on what is selected, the current quotation or the article, else a new one on it; None
        where no article is open."""
        opened, focused = self._article_view.opened, self._layout.focused_pane
        if opened is None or focused in LISTS:
            return None
        return note_on(opened, self._article_view.marks.selection, self._article_view.current)

    def _keep(self, note: Note, text: str) -> None:
        library = self._services.library
        self._services.run(lambda: library.notes.save(note), lambda _number: self._done(note.article, text))

    def _remove(self, note: Note) -> None:
        library = self._services.library
        self._services.run(lambda: library.notes.remove(note.id), lambda _done: self._done(note.article, _("Removed.")))

    def _done(self, article: int, text: str) -> None:
        self._services.notify(text)
        self._article_view.marks.selection.clear()
        self._changed(article)
