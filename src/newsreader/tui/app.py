"""The application: themes, keys, and the screen that is up. It is handed a library and settings."""

import gc
import os
from pathlib import Path

from textual.app import App

from newsreader.config import Config
from newsreader.library.helper import Helper
from newsreader.library.reading import Library
from newsreader.tui.driver import driver
from newsreader.tui.first_frame import keep
from newsreader.tui.keys import keymap
from newsreader.tui.palette import Actions
from newsreader.tui.screens.reading import ReadingScreen
from newsreader.tui.themes import DARK, LIGHT, THEMES


class NewsreaderApp(App[None]):
    """`newsreader` in full screen. Raises ConfigError for keys that mean nothing."""

    TITLE = "newsreader"
    CSS_PATH = Path("styles/newsreader.tcss")
    COMMANDS = {Actions}  # noqa: RUF012 - Textual's own way of declaring them
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(self, library: Library, settings: Config, helper: Helper | None = None) -> None:
        super().__init__(driver_class=driver())
        self.library, self.settings = library, settings
        self.helper = helper or Helper(library.path)
        for theme in THEMES:
            self.register_theme(theme)
        chosen = settings.theme or library.setting("theme", DARK.name)
        self.theme = chosen if chosen in self.available_themes else DARK.name
        self.set_keymap(keymap(settings.keys))

    def on_mount(self) -> None:
        """Open on the reading screen."""
        self.reading = ReadingScreen(self.library, self.settings, self.helper)
        self.push_screen(self.reading)
        self.call_after_refresh(_collect_garbage)
        if not self.is_headless:
            self.set_interval(2, self._leave_with_the_terminal)

    async def on_unmount(self) -> None:
        """Leave nothing running behind, and everything remembered."""
        self.reading.leave()
        self.reading.let_go()
        await self.helper.close()

    def _leave_with_the_terminal(self) -> None:
        """A terminal that is closed may take its programs along or not: one that stays would read its end for ever."""
        if not os.isatty(0):
            self.exit()

    async def action_quit(self) -> None:
        """Leave; the first screen is drawn once more, for the next start."""
        if self.screen is self.reading and not self.is_headless:
            self.reading.show_first()
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

    def action_next_theme(self) -> None:
        """Light or dark, remembered."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name
        self.reading.beside(lambda: self.library.remember("theme", self.theme))


def _collect_garbage() -> None:
    """Begin again, but for what is there for good (see `cli.main`)."""
    gc.freeze()
    gc.enable()
