"""Correct the speaker of a quotation, and show the evidence for an attribution."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from newsreader.i18n import _
from newsreader.library.evidence import evidence_of
from newsreader.model.text import clean_line
from newsreader.tui.key_names import with_keys
from newsreader.tui.layout import LISTS, Pane

if TYPE_CHECKING:
    from newsreader.model.quotation import Quotation, Speaker, SpeakerType
    from newsreader.tui.controllers.views import ArticleView, LayoutView, QuotesView
    from newsreader.tui.services.base import Services


class CorrectionController:
    """Handles the two keys that act on the quotation under the cursor, in the text or in a list."""

    def __init__(
        self,
        services: Services,
        layout: LayoutView,
        article_view: ArticleView,
        quotes: QuotesView,
        changed: Callable[[int], None],
    ) -> None:
        """`changed` is told of which article a quotation is somebody else's now."""
        self._services, self._layout, self._article_view = services, layout, article_view
        self._quotes, self._changed = quotes, changed
        #: What was said last of why a quotation is somebody's.
        self._told = ""

    def choose_speaker(self) -> None:
        """Say who says it: somebody of the article, anybody whose name is typed, or nobody."""
        services, opened, quotation = self._services, self._article_view.opened, self._quotation()
        if opened is None or quotation is None:
            services.notify(
                with_keys(_("Open an article and go to a quotation with {key:next-quote} to say who says it."))
            )
            return
        article = opened.number

        def choose(people: list[Speaker]) -> None:
            services.dialogs.choose_speaker(
                quotation,
                self._article_view.language,
                people,
                self._article_view.looks,
                lambda name, kind: self._correct(article, quotation, name, kind),
            )

        services.run(lambda: services.library.people.in_article(article), choose)

    def _correct(self, article: int, quotation: Quotation, name: str, kind: SpeakerType | None) -> None:
        services, name = self._services, clean_line(name)

        def done(kept: bool) -> None:
            if kept:
                known = with_keys(_("— {name}: kept as you say. {key:undo} undoes.")).format(name=name)
                services.notify(
                    known if name else with_keys(_("Nobody that can be told: kept as you say. {key:undo} undoes.")), 20
                )
                self._changed(article)
            else:
                services.notify(_("This article is no longer in the library."))

        services.run(lambda: services.library.people.correct(article, quotation, name, kind), done)

    def show_evidence(self) -> None:
        """Show the words that tell who says it, and say them; once more, show them no longer."""
        opened, page = self._article_view.opened, self._article_view
        self.forget_evidence()
        if page.marks.evidence:
            page.show_evidence(None)
            return
        if opened is None or self._quotation() is None:
            self._services.notify(
                with_keys(_("Open an article and go to a quotation with {key:next-quote} to see why it is somebody’s."))
            )
            return
        evidence = evidence_of(opened.article, opened.quotations, page.current_quotation)
        if Pane.ARTICLE not in self._layout.shown():
            self._layout.focus_pane(Pane.ARTICLE)
        page.show_evidence(evidence)
        self._told = evidence.words
        if page.current and not page.current.speaker:
            self._told += " " + with_keys(_("{key:speaker} lets you say who."))
        self._services.notify(self._told, 20)

    def forget_evidence(self) -> None:
        """Take the evidence for the last quotation off the status line."""
        self._services.forget(self._told)

    def _quotation(self) -> Quotation | None:
        """The quotation that the cursor is on; without one, the next in sight."""
        focused = self._layout.focused_pane
        if focused in LISTS:
            return None
        if focused is Pane.QUOTES and (under := self._quotes.current):
            self._article_view.point_at(under[0])
        return self._article_view.current or self._article_view.step(1)
