"""The screen that changes settings; the file keeps its comments."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from newsreader.config import OPTIONS, Config, change
from newsreader.i18n import _
from newsreader.model.errors import ConfigError
from newsreader.model.text import clean_line
from newsreader.render.page import cut
from newsreader.tui.screens.asking import AskScreen
from newsreader.tui.screens.list_dialog import ListDialog
from newsreader.tui.setting_names import name_of, value_of
from newsreader.tui.widgets.row_list import ItemList, RowList

if TYPE_CHECKING:
    from newsreader.tui.widgets.row_painter import Row

#: Keys, services and themes are chosen elsewhere: in the file, and with the screen before one's eyes.
NAMES = tuple(name for name in OPTIONS if name not in ("keys", "send", "theme"))


class SettingList(ItemList[str]):
    """Lists settings, by their names, with their values."""

    def __init__(self, settings: Config) -> None:
        super().__init__("settings", NAMES)
        self.settings = settings

    def row(self, index: int, width: int) -> Row:
        """Name and value, which stands out where it is not the default."""
        name = self.items[index]
        value = getattr(self.settings, name)
        changed = value != getattr(Config(), name)
        wide = min(width // 2, max(cell_len(name_of(name)) for name in self.items) + 2)
        shown, words = cut(name_of(name), wide - 1).ljust(wide), clean_line(value_of(value))
        return [[(shown, ("unread",)), (cut(words, max(8, width - wide)), ("speaker" if changed else "meta",))]]


class SettingsScreen(ListDialog[None]):
    """Shows each setting with its explanation; `use` is called with the settings after each change."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left,C", "dismiss", show=False),
        Binding("enter,l,right,space", "change", show=False),
        Binding("backspace,d", "default", show=False),
    ]

    rows: SettingList

    def __init__(self, settings: Config, use: Callable[[Config], None]) -> None:
        super().__init__()
        self._use = use
        self.rows = SettingList(settings)
        self._words = Static("", id="setting-words")

    def compose(self) -> ComposeResult:
        """The list, between what its keys do and what the setting under the cursor is for."""
        with Vertical(id="sheet", classes="settings"):
            yield Static(Content(_("Enter change · Backspace reset · q close")))
            yield self.rows
            yield self._words

    def on_mount(self) -> None:
        """Say what the first one is for."""
        self._explain()

    def _explain(self, trouble: str = "") -> None:
        more = OPTIONS[self._here].metadata
        sentences = [_sentence(_(more["help"]))]
        if more["needs_restart"]:
            sentences.append(_("Takes effect at the next start."))
        sentences.append(_("In the file: {name}.").format(name=self._here))
        self._words.update(Content(clean_line(trouble or " ".join(sentences))))

    @property
    def _here(self) -> str:
        return self.rows.items[self.rows.cursor]

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        """Say what it is for."""
        self._explain()

    def on_row_list_selected(self, message: RowList.Selected) -> None:
        """A click on the row of the cursor."""
        self.action_change()

    def action_change(self) -> None:
        """The next of a few values, or one that is typed."""
        name = self._here
        now, choices = getattr(self.rows.settings, name), OPTIONS[name].metadata["choices"]
        if isinstance(now, bool):
            self._set(name, not now)
        elif choices:
            self._set(name, choices[(choices.index(now) + 1) % len(choices)])
        else:

            def typed(words: str | None) -> None:
                if words is not None:
                    number = isinstance(now, int)
                    self._set(name, int(words) if number and words.isdecimal() else words)

            self.app.push_screen(AskScreen(_(OPTIONS[name].metadata["help"]), str(now)), typed)

    def action_default(self) -> None:
        """Reset the setting to its default."""
        self._set(self._here, getattr(Config(), self._here))

    def _set(self, name: str, value: object) -> None:
        try:
            settings = change(self.rows.settings.file, name, value)
        except ConfigError as error:
            self._explain(error.sentence)
            return
        self.rows.settings = settings
        self.rows.redraw()
        self._explain()
        self._use(settings)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
