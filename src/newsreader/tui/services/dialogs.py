"""The dialogs of the app. Each screen is imported when it is first shown: the first screen needs none."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from inspect import iscoroutine
from typing import TYPE_CHECKING, Any

from textual.app import App

if TYPE_CHECKING:
    from newsreader.config import Config
    from newsreader.library.core import Library
    from newsreader.model.feed import Headline
    from newsreader.model.quotation import Quotation, Speaker, SpeakerType
    from newsreader.model.rule import Rule
    from newsreader.render.image_cells import Image
    from newsreader.render.revisions import Piece
    from newsreader.tui.key_names import Hints
    from newsreader.tui.library_places import Leaving, PeoplePlace, QuotationsPlace
    from newsreader.tui.screens.asking import AskScreen
    from newsreader.tui.services.base import RuleAct


class DialogStack:
    """The dialogs of an app (`services.base.Dialogs`): a screen each, pushed over the others."""

    def __init__(self, app: Callable[[], App[Any]], library: Library, settings: Callable[[], Config]) -> None:
        self._app, self._library, self._settings = app, library, settings

    def ask(
        self,
        question: str,
        then: Callable[[str | None], object],
        text: str = "",
        follow: Callable[[str], None] = lambda _text: None,
        complete: Callable[[str], str] | None = None,
        adds: bool = False,
    ) -> AskScreen:
        """See `Dialogs.ask`."""
        from newsreader.tui.screens.asking import AskScreen

        screen = AskScreen(question, text, follow, complete, adds)
        self._app().push_screen(screen, lambda answer: _finish(then(answer)))
        return screen

    def choose(
        self,
        title: str,
        choices: Sequence[tuple[str, str]],
        then: Callable[[tuple[int, ...]], object],
        several: bool = False,
        beside: object = None,
        hint: str = "",
    ) -> None:
        """See `Dialogs.choose`."""
        from newsreader.tui.screens.choices import ChoiceScreen
        from newsreader.tui.widgets.row_list import RowList

        at = beside.region.offset + (3, beside.line + 1) if isinstance(beside, RowList) else None
        screen = ChoiceScreen(title, choices, several, at, hint)
        self._app().push_screen(screen, lambda chosen: _ignore(then(chosen or ())))

    def show_rules(self, rules: list[Rule], then: Callable[[tuple[RuleAct, Rule] | None], object]) -> None:
        """See `Dialogs.show_rules`."""
        from newsreader.tui.screens.rules import RulesScreen

        self._app().push_screen(RulesScreen(rules), lambda answer: _ignore(then(answer)))

    def preview_rule(self, rule: Rule, many: str, found: list[Headline], then: Callable[[bool], object]) -> None:
        """See `Dialogs.preview_rule`."""
        from newsreader.tui.screens.rules import PreviewScreen

        screen = PreviewScreen(rule, many, found)
        self._app().push_screen(screen, lambda _none: _ignore(then(screen.kept)))

    def show_revisions(self, revisions: list[tuple[datetime, list[list[Piece]]]]) -> None:
        """See `Dialogs.show_revisions`."""
        from newsreader.tui.screens.changes import ChangesScreen

        self._app().push_screen(ChangesScreen(revisions))

    def show_feed_status(self, rows: list[tuple[str, str]]) -> None:
        """See `Dialogs.show_feed_status`."""
        from newsreader.tui.screens.health import HealthScreen

        self._app().push_screen(HealthScreen(rows))

    def choose_speaker(
        self,
        quotation: Quotation,
        language: str,
        people: list[Speaker],
        looks: dict[str, int],
        then: Callable[[str, SpeakerType | None], object],
    ) -> None:
        """See `Dialogs.choose_speaker`."""
        from newsreader.tui.screens.speakers import SpeakersScreen

        self._app().push_screen(
            SpeakersScreen(quotation, language, people, looks, self._library.people.all),
            lambda choice: _ignore(then(choice.name, choice.type)) if choice else None,
        )

    def show_people(
        self, looks: dict[str, int], place: PeoplePlace, then: Callable[[Leaving], Awaitable[None]]
    ) -> None:
        """See `Dialogs.show_people`."""
        from newsreader.tui.screens.people import PeopleScreen

        self._app().push_screen(
            PeopleScreen(self._library, self._settings(), looks, place),
            lambda left: then(left) if left else _nothing(),
        )

    def show_quotations(self, place: QuotationsPlace, then: Callable[[Leaving], Awaitable[None]]) -> None:
        """See `Dialogs.show_quotations`."""
        from newsreader.tui.screens.quotation_search import QuotationsScreen

        self._app().push_screen(
            QuotationsScreen(self._library, self._settings(), place),
            lambda left: then(left) if left else _nothing(),
        )

    def show_settings(self, then: Callable[[Config], None]) -> None:
        """The settings, told whenever one has changed."""
        from newsreader.tui.screens.settings import SettingsScreen

        self._app().push_screen(SettingsScreen(self._settings(), then))

    def show_help(self, pane: str = "", hints: Hints = ()) -> None:
        """Show all keys, those of a pane first, beginning with those on its status line."""
        from newsreader.tui.keymap import keymap
        from newsreader.tui.screens.help import HelpScreen

        self._app().push_screen(HelpScreen(keymap(self._settings()), pane, hints))

    def show_images(self, images: Sequence[tuple[str, Image]]) -> None:
        """Show images full-screen, with their captions."""
        from newsreader.tui.screens.picture import PictureScreen

        self._app().push_screen(PictureScreen(images))


async def _finish(result: object) -> None:
    """Wait for what a callback has begun to read; the keys that follow wait too."""
    if iscoroutine(result):
        await result


def _ignore(_result: object) -> None:
    """Drop the result of a callback: Textual would await it."""


async def _nothing() -> None:
    """Do nothing after a screen that was left without an answer."""
