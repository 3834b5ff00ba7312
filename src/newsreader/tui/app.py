"""The Textual application: themes, keys, and its main screen. It is given a library and settings."""

from __future__ import annotations

import os
from collections.abc import Callable
from inspect import isawaitable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App, ScreenStackError
from textual.css.query import NoMatches
from textual.dom import NoScreen
from textual.events import Event, InputEvent, Key, Paste
from textual.message import Message
from textual.widget import MountError
from textual.worker import WorkerFailed

from newsreader.library.fetcher.client import FetcherClient
from newsreader.model.errors import NewsreaderError
from newsreader.tui import key_names
from newsreader.tui.driver import driver
from newsreader.tui.first_frame import keep
from newsreader.tui.garbage import EVERY, GarbageCollection
from newsreader.tui.keymap import bindings, held_keys, keymap
from newsreader.tui.keys import APP, KEYS
from newsreader.tui.screens.main import MainScreen
from newsreader.tui.style_sheet import ParsedOnce
from newsreader.tui.themes import DARK, LIGHT, THEMES, chosen, own_colours
from newsreader.tui.typed_ahead import TypedAhead
from newsreader.tui.widgets.page_view import PageView
from newsreader.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from newsreader.config import Config
    from newsreader.library.core import Library
    from newsreader.library.messages.requests import WatchTerminal

#: What is raised where a widget looks for another, or for its screen, and that is not there.
_NOT_THERE = (NoMatches, NoScreen, ScreenStackError, MountError)


class NewsreaderApp(App[None]):
    """The full-screen reader. Raises ConfigError for keys of the settings that mean nothing."""

    TITLE = "newsreader"
    CSS_PATH = Path("styles/newsreader.tcss")
    ENABLE_COMMAND_PALETTE = False  # there is one of our own
    BINDINGS = bindings(APP)

    def __init__(
        self,
        library: Library,
        settings: Config,
        helper: FetcherClient | None = None,
        on_light: bool = False,
        warning: str = "",
    ) -> None:
        """`on_light`: the terminal's own background is light. `warning`: what there is to say of the library."""
        in_force = keymap(settings)
        super().__init__(driver_class=driver(held_keys(in_force)))
        self.stylesheet = ParsedOnce(variables=self.get_css_variables())
        self.library, self.settings, self.on_light = library, settings, on_light
        self._warning = warning
        self._typed = TypedAhead(self, self._act)
        self._garbage = GarbageCollection()
        self.helper = helper or FetcherClient(library.path)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self._wanted_theme()
        if settings.ascii:
            from newsreader.tui.plain_signs import PlainSigns

            self._filters.append(PlainSigns())
        # Only what differs: Textual goes through all of it at every key.
        usual = {key.id: key.keys for key in KEYS}
        key_names.use(in_force)
        self.set_keymap({name: keys for name, keys in in_force.items() if keys != usual[name]})

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return what our style sheet names, for themes that do not know us."""
        return dict(own_colours(self.get_theme(self.theme)))

    def _wanted_theme(self) -> str:
        """The one of the settings, or that was chosen last, or one as light or dark as the terminal. Raises
        ConfigError for one that does not exist."""
        named = chosen(self.settings) or self.library.state("theme")
        return named if named in self.available_themes else (LIGHT if self.on_light else DARK).name

    def get_default_screen(self) -> MainScreen:
        """The main screen is at the bottom of all: there is no empty one below it that would be styled and drawn."""
        self.main = MainScreen(self.library, self.settings, self.helper, self._typed)
        return self.main

    def on_mount(self) -> None:
        """Begin what goes on as long as the app is open."""
        self.call_after_refresh(self._garbage.begin)
        self.set_interval(EVERY, self._garbage.collect)
        if self._warning:
            self.call_after_refresh(self.main.say, self._warning, 60)
        if not self.is_headless:
            self.set_interval(2, self._leave_with_the_terminal)

    async def on_unmount(self) -> None:
        """Leave nothing running behind, and everything remembered."""
        self._garbage.end()
        await self.main.leave(crashed=self._exception is not None)
        await self.helper.close()

    def _leave_with_the_terminal(self) -> None:
        """A terminal that is closed may take its programs along or not: one that stays would read its end for ever."""
        if not os.isatty(0):
            self.exit()

    async def action_quit(self) -> None:
        """Leave; the first screen is drawn once more, for the next start."""
        while self.screen is not self.main and self._is_up:
            self.pop_screen()
        if self._is_up and not self.is_headless:
            await self.main.show_as_next_time()
            self.call_after_refresh(self._keep_first_frame)
            self.call_after_refresh(self.exit)
        else:
            self.exit()

    def _keep_first_frame(self) -> None:
        drawn = self.screen._compositor.render_full_update().render_segments(self.console)
        keep(drawn, *self.size, settings=str(self.settings.file))

    def write_to_terminal(self, escapes: str) -> None:
        """Send the terminal something that is not a part of the screen."""
        if self._driver is not None:
            self._driver.write(escapes)

    def terminal(self) -> WatchTerminal | None:
        """The terminal as it was before, for who gives it back if we are killed; None where it is none."""
        from newsreader.library.fetcher.terminal_restore import terminal_state

        before = getattr(self._driver, "attrs_before", None)
        return terminal_state(os.ttyname(0), before) if before and os.isatty(0) else None

    def post_message(self, message: Message) -> bool:
        """See MessagePump; what is typed before the first screen is there comes before all else that it shows."""
        if isinstance(message, Key):
            self._typed.has_begun = True
        return super().post_message(message)

    async def on_event(self, event: Event) -> None:
        """Handle keys in the order in which they were typed, also where several come at once."""
        if isinstance(event, InputEvent):
            self._garbage.key_pressed()
        if not isinstance(event, InputEvent | Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._is_up and not self._exit:  # else there is nobody to do it any more
            await self._typed.take(event, isinstance(event, Key) and self._is_in_pane)

    @property
    def _is_in_pane(self) -> bool:
        return isinstance(self.focused, RowList | PageView)

    @property
    def _is_selecting(self) -> bool:
        """Whether there is something that Ctrl+C copies."""
        return bool(getattr(self.focused, "selected_text", "") or self.screen.get_selected_text())

    async def _act(self, event: InputEvent | Paste) -> None:
        """Keys for a pane are done at once: by way of the queues of the widgets, each on its own, one could overtake
        another."""
        if not self._is_up or self._exit:
            return
        if isinstance(event, Key) and event.key == "ctrl+c" and not self._is_selecting:
            await self.action_quit()
            return
        if isinstance(event, Key) and self._is_in_pane:
            self.app_focus = True
            if await self._check_bindings(event.key, priority=True) or await self._check_bindings(event.key):
                return
        await super().on_event(event)

    async def on_key_handled(self) -> None:
        """A dialog has done what it was told."""
        await self._typed.go_on()

    async def _dispatch_message(self, message: Message) -> None:
        """Textual ends an app at every error. Expected trouble is a sentence."""
        try:
            await super()._dispatch_message(message)
        except NewsreaderError as error:
            if not self._is_up:
                raise
            self.main.say(error.sentence, 30)

    @property
    def _is_up(self) -> bool:
        return getattr(self, "main", None) in self._screen_stack

    def _handle_exception(self, error: Exception) -> None:
        """What nobody expected is written down, and the terminal given back with a sentence."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(cause, NewsreaderError) and self._is_up:
            self.main.say(cause.sentence, 30)
            return
        if isinstance(cause, _NOT_THERE) and (self._exit or not self.is_running):
            return  # it closes, and what opened just now has nothing on it any more
        from newsreader.library.crash_report import write_crash_report  # most never need it

        self._return_code = 2
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self.panic(cause.sentence if isinstance(cause, NewsreaderError) else write_crash_report(cause))

    def action_redraw(self) -> None:
        """Draw all of the screen, where something else has written over it."""
        self.refresh()

    def action_next_theme(self) -> None:
        """Switch between light and dark, and remember it."""
        self.wear(DARK.name if self.theme == LIGHT.name else LIGHT.name)

    def wear(self, theme: str) -> None:
        """Put a theme on, and keep it."""
        self.theme = theme
        self.main.background.run(lambda: self.library.set_state("theme", theme))

    def action_command_palette(self) -> None:
        """Show what can be done here, and where one can go."""
        # Nothing that the first screen does not need.
        from newsreader.tui.palette import Command, actions, destination, feed_actions
        from newsreader.tui.screens.palette import PaletteScreen

        def more(add: Callable[[list[Command]], None]) -> None:
            if screen is self.main:
                self.main.controllers.destinations.find(
                    self.main.feeds.items, lambda found: add([destination(*row) for row in found])
                )

        async def run(command: Command | None) -> None:
            if command and isawaitable(done := command.run()):
                await done

        screen = self.screen
        elsewhere = feed_actions(self) if screen is self.main else []
        self.push_screen(PaletteScreen([*actions(self), *elsewhere], more), run)

    def action_study(self) -> None:
        """Show who is quoted how much."""
        from newsreader.tui.screens.study import StudyScreen  # few ask for it

        self.push_screen(StudyScreen(self.library))

    def action_themes(self) -> None:
        """Choose among all themes, which are tried on meanwhile."""
        from newsreader.tui.screens.themes import ThemeScreen  # nothing that the first screen does not need

        ours = [theme.name for theme in THEMES]
        names = [*ours, *sorted(name for name in self.available_themes if name not in ours)]
        self.push_screen(ThemeScreen(names, self.theme), lambda name: self.wear(name) if name else None)
