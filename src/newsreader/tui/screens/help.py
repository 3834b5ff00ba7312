"""The help screen: all keys, made from the table of keys, those of the current pane first, and the signs."""

from collections.abc import Iterator
from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from newsreader.i18n import N_, _, everywhere
from newsreader.model.text import fold
from newsreader.tui.key_names import Hints, shown
from newsreader.tui.keys import KEYS, MOVING, Key
from newsreader.tui.synonyms import SYNONYMS

#: The cells of a sheet at most (`newsreader.tcss`), those that its frame takes, and those of the keys.
WIDTH, _BESIDE, _KEYS = 92, 8, 19
#: From so many cells on, what a key does stands beside it; below it else.
_WIDE = 60
#: Every sign that a row, a page or the list of feeds may have.
SIGNS = (
    ("●", N_("not read yet; in the comments, new")),
    ("+", N_("saved for later")),
    ("*", N_("selected, to do the same to several")),
    (">", N_("where the cursor is, told by shape too")),
    ("▸", N_("more articles on the same story, which unfold below it")),
    ("└", N_("one of those articles")),
    ("[12 +3]", N_("comments, and new ones (where there is little room)")),
    ("“4”", N_("quotations (where there is little room)")),
    ("=1", N_("other outlets with the same text (where there is little room)")),
    ("#word", N_("a tag of your own")),
    ("│", N_("a quotation, in the colour of its speaker")),
    ("┃", N_("a quotation set apart; the one you are at")),
    ("?", N_("a speaker that the article does not make clear")),
    ("✎", N_("corrected or written by you")),
    ("⌕", N_("a saved search")),
    ("⊘", N_("a muted feed: in no list but its own")),
    ("!", N_("a feed that could not be read")),
    ("¹ ²", N_("links: type the number to follow one")),
)
_PANES = {
    "feeds": N_("Here, in the feeds"),
    "headlines": N_("Here, in the list"),
    "article": N_("Here, in the article"),
    "quotes": N_("Here, in the quotations"),
    "comments": N_("Here, in the comments"),
    "links": N_("Here, in the links"),
    "people": N_("Here, among the people quoted"),
    "quotations": N_("Here, among the quotations"),
}


class HelpScreen(ModalScreen[None]):
    """Shows the keys. `pane` is the pane it was opened from, `hints` are the keys on its status line. What is typed
    filters the rows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("f1,enter", "dismiss", show=False, priority=True),
        Binding("down", "scroll('down')", show=False),
        Binding("up", "scroll('up')", show=False),
        Binding("pagedown", "scroll('page_down')", show=False),
        Binding("pageup", "scroll('page_up')", show=False),
    ]

    def __init__(self, keys: dict[str, str], pane: str = "", hints: Hints = ()) -> None:
        super().__init__()
        self._keys, self._pane = keys, pane
        self._hinted = [action for action, _words in hints]

    def compose(self) -> ComposeResult:
        """A line to type in, over the keys."""
        with Vertical(id="sheet", classes="help"):
            yield Input(placeholder=_("type to filter · ↑ ↓ scroll · Esc close"), id="filter")
            with VerticalScroll(id="help-keys", can_focus=False):
                yield Static(id="sheet-text")

    def on_mount(self) -> None:
        """Show all of them."""
        self._show()

    def on_resize(self) -> None:
        """Lay out the keys for the new width."""
        self._show()

    def on_input_changed(self, _event: Input.Changed) -> None:
        """A letter more or less."""
        self._show()
        self.query_one("#help-keys", VerticalScroll).scroll_home(animate=False)

    def action_leave(self) -> None:
        """Let go of the filter, then of the sheet."""
        line = self.query_one(Input)
        if line.value:
            line.value = ""
        else:
            self.dismiss()

    def action_scroll(self, how: str) -> None:
        """Scroll the sheet."""
        getattr(self.query_one("#help-keys", VerticalScroll), f"scroll_{how}")(animate=False)

    # ------------------------------------------------------------ what it says

    def _show(self) -> None:
        typed = fold(self.query_one(Input).value).split()
        lines = [line for title, group in self._groups() for line in self._drawn(title, list(group), typed)]
        nothing = [Content(_("No key and no sign for that."))]
        self.query_one("#sheet-text", Static).update(Content("\n").join(lines[1:] or nothing))

    def _groups(self) -> Iterator[tuple[str, Iterator[tuple[str, str, str]]]]:
        """Each group under its name: keys or sign, what it does, and more words by which it is found."""
        own_keys = [key for key in KEYS if self._is_for_here(key)]
        own_keys.sort(key=lambda key: self._hinted.index(key.id) if key.id in self._hinted else len(KEYS))
        if own_keys:
            yield _(_PANES.get(self._pane, "")), map(self._row, own_keys)
        for group in dict.fromkeys(key.group for key in KEYS):
            yield _(group), (self._row(key) for key in KEYS if key.group == group and key not in own_keys)
        yield _("Signs"), ((sign, _(words), " ".join(everywhere(words))) for sign, words in SIGNS)

    def _is_for_here(self, key: Key) -> bool:
        own = self._pane in key.panes or key.context == self._pane
        return key.id in self._hinted or (own and key.group != MOVING)

    def _row(self, key: Key) -> tuple[str, str, str]:
        searched = " ".join((*everywhere(key.help), SYNONYMS.get(key.id, ""), key.id))
        return shown(self._keys[key.id]), _(key.help), searched

    def _drawn(self, title: str, rows: list[tuple[str, str, str]], typed: list[str]) -> Iterator[Content]:
        rows = [row for row in rows if all(word in fold(f"{row[0]} {row[1]} {row[2]}") for word in typed)]
        if rows:
            yield from (Content(""), Content.styled(title, "bold $accent"))
        wide = self.app.size.width >= _WIDE
        room = max(12, min(WIDTH, self.app.size.width) - _BESIDE - (_KEYS if wide else 4))
        for keys, words, _more in rows:
            lines = wrap(words, room) or [""]
            if wide and len(keys) < _KEYS - 3:
                first = Content.assemble((f"  {keys}".ljust(_KEYS), "bold"), lines.pop(0))
            else:
                first = Content.styled(f"  {keys}", "bold")
            yield first
            yield from (Content(" " * (_KEYS if wide else 4) + line) for line in lines)
