"""The base class of the people screen and the quotation search."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from newsreader.i18n import _, language
from newsreader.render.citation import cite_in_article
from newsreader.tui.key_names import with_keys
from newsreader.tui.keymap import keymap
from newsreader.tui.library_places import Leaving, LibraryPlace, StepHistory, SwitchScreen
from newsreader.tui.panes.quotation_rows import article_language
from newsreader.tui.screens.help import HelpScreen
from newsreader.tui.screens.pane_screen import PaneScreen
from newsreader.tui.screens.speakers import Choice, SpeakersScreen
from newsreader.tui.screens.statement import StatementScreen
from newsreader.tui.services.background import BackgroundRunner
from newsreader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from newsreader.config import Config
    from newsreader.library.core import Library
    from newsreader.model.quotation import QuotationInArticle, Speaker

#: Seconds that a message stays.
_MESSAGE = 8.0


class LibraryScreen(PaneScreen[Leaving]):
    """A screen with a list of quotations from the whole library, a status line and work in the background. `pane` is
    its name in the table of keys; `current` returns the quotation under its cursor; `load` reloads what it shows after
    a correction."""

    def __init__(
        self,
        pane: str,
        library: Library,
        settings: Config,
        current: Callable[[], QuotationInArticle | None],
        load: Callable[[], None],
    ) -> None:
        super().__init__()
        self.pane, self.library, self.settings = pane, library, settings
        self.status = StatusLine()
        self.background = BackgroundRunner(self, self.notify_below)
        self._current, self._load = current, load

    def notify_below(self, text: str, seconds: float = 0.0) -> None:
        """Show a message on the status line for some seconds."""
        self.status.say(message=text)
        self.set_timer(seconds or _MESSAGE, lambda: self.status.forget(text))

    def on_unmount(self) -> None:
        """Let what was begun finish, without waiting for it."""
        self.background.close(wait=False)

    def action_speaker(self) -> None:
        """Say who says the quotation under the cursor."""
        quoted = self._current()
        if quoted is None:
            self.notify_below(with_keys(_("{key:open} goes to what was said; {key:speaker} there says who says it.")))
            return

        def correct(choice: Choice | None) -> None:
            if choice:
                name, quotation = choice.name, quoted.quotation
                self.background.run(
                    lambda: self.library.people.correct(quoted.article, quotation, name, choice.type),
                    lambda _kept: self._load(),
                )
                self.notify_below(with_keys(_("Kept as you say. {key:undo} undoes.")))

        def choose(people: list[Speaker]) -> None:
            everyone = self.library.people.all
            screen = SpeakersScreen(quoted.quotation, article_language(quoted), people, {}, everyone)
            self.app.push_screen(screen, correct)

        self.background.run(lambda: self.library.people.in_article(quoted.article), choose)

    def action_versions(self) -> None:
        """Show how other outlets have what the quotation under the cursor says."""
        if quoted := self._current():
            self.background.run(
                lambda: self.library.quotation_search.versions(quoted),
                lambda statement: self.app.push_screen(StatementScreen(statement)),
            )

    def action_revert(self, again: bool = False) -> None:
        """Undo the last step, or redo (`again`) the one undone last."""
        history = self.library.undo_history

        def done(sentence: str) -> None:
            self.notify_below(sentence)
            self._load()

        self.background.run(history.redo if again else history.undo, done)

    def action_copy_quote(self) -> None:
        """Copy the quotation with its speaker and source."""
        if quoted := self._current():
            words = cite_in_article(quoted, language())
            self.app.copy_to_clipboard(words)
            self.notify_below(_("Copied: {words}").format(words=words))

    @property
    def place(self) -> LibraryPlace:
        """Where one is in this screen."""
        raise NotImplementedError

    def action_step_history(self, by: int) -> None:
        """Leave for what was opened before (-1) or after (1)."""
        self.dismiss(Leaving(self.place, StepHistory(by)))

    def action_switch(self) -> None:
        """Show the quotations after the people, or the people after the quotations."""
        self.dismiss(Leaving(self.place, SwitchScreen()))

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(HelpScreen(keymap(self.settings), self.pane, self.status.hints))
