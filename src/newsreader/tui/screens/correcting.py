"""Who says a quotation, put right where one reads; and why somebody is taken for its speaker."""

from typing import TYPE_CHECKING

from newsreader.i18n import _
from newsreader.library.evidence import evidence_of
from newsreader.model.quotation import Quotation, Speaker
from newsreader.model.text import clean_line
from newsreader.tui.panes import Pane
from newsreader.tui.screens.listing import Listing

if TYPE_CHECKING:
    from newsreader.tui.screens.speakers import Choice


class Correcting(Listing):
    """The two keys on the quotation that the reader is at, in the text or among the quotations."""

    def action_speaker(self) -> None:
        """Say who says it: somebody of the article, anybody whose name is typed, or nobody."""
        reading, quotation = self.article_view.reading, self._quotation()
        if reading is None or quotation is None:
            self.say(_("Open an article and go to a quotation with , to say who says it."))
            return
        article = reading.number

        def choose(people: list[Speaker]) -> None:
            from newsreader.tui.screens.speakers import SpeakersScreen  # nothing that the first screen does not need

            language, looks = self.article_view.language, self.article_view.looks
            self.app.push_screen(
                SpeakersScreen(quotation, language, people, looks, self.library.people),
                lambda choice: self._correct(article, quotation, choice) if choice else None,
            )

        self.beside(lambda: self.library.voices(article), choose)

    def _correct(self, article: int, quotation: Quotation, choice: "Choice") -> None:
        name = clean_line(choice.name)

        def done(kept: bool) -> None:
            if kept:
                self.say(
                    _("— {name}: kept as you say. U undoes.").format(name=name)
                    if name
                    else _("Nobody that can be told: kept as you say. U undoes."),
                    20,
                )
                self.notes_changed(article)
            else:
                self.say(_("This article is not in the library any more."))

        self.beside(lambda: self.library.correct(article, quotation, name, choice.type), done)

    def action_why(self) -> None:
        """Show the words that tell who says it, and say them; once more, show them no longer."""
        reading, view = self.article_view.reading, self.article_view
        if view.evidence:
            view.show_evidence(None)
            return
        if reading is None or self._quotation() is None:
            self.say(_("Open an article and go to a quotation with , to see why it is somebody’s."))
            return
        evidence = evidence_of(reading.article, reading.quotations, view.current_quotation)
        if Pane.ARTICLE not in self.shown():
            self.go_to(Pane.ARTICLE)
        view.show_evidence(evidence)
        self.say(evidence.words, 20)

    def _quotation(self) -> Quotation | None:
        """The quotation that the reader is at; without one, the next in sight."""
        if self.at in (Pane.FEEDS, Pane.HEADLINES):
            return None
        if self.at is Pane.QUOTES and (under := self.quote_list.current):
            self.article_view.point_at(under[0])
        return self.article_view.current() or self.article_view.step(1)

    def notes_changed(self, article: int) -> None:
        """Show the open article anew."""
        raise NotImplementedError
