"""The dialog that asks who says a quotation: people of the article, people of the library as their names are typed,
anybody, nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from newsreader.i18n import _, plural
from newsreader.library.speaker_groups import filter_people, normalize_name
from newsreader.model.text import clean_line
from newsreader.model.values import dataclass
from newsreader.render.citation import marked
from newsreader.render.page import cut
from newsreader.tui.services.background import is_open
from newsreader.tui.widgets.extent import jump
from newsreader.tui.widgets.row_list import ItemList, RowList

if TYPE_CHECKING:
    from newsreader.model.quotation import Quotation, Speaker, SpeakerType
    from newsreader.tui.widgets.row_painter import Row

#: So many of the library's people are proposed.
_MOST = 30


@dataclass(frozen=True)
class Choice:
    """A possible speaker; "" for nobody that can be told, a `type` of None to be found out."""

    name: str
    type: SpeakerType | None = None
    about: str = ""


class ChoiceList(ItemList[Choice]):
    """Lists possible speakers."""

    def __init__(self, looks: dict[str, int]) -> None:
        super().__init__("choices")
        self.looks = looks

    def show(self, choices: list[Choice]) -> None:
        """Offer these."""
        self.items, self.cursor = choices, 0
        self.rows_changed()
        jump(self, 0)

    def row(self, index: int, width: int) -> Row:
        """Say who, and what is known of them."""
        choice = self.items[index]
        name = clean_line(choice.name) or _("? nobody that can be told")
        look = self.looks.get(choice.name)
        about = f"  {clean_line(choice.about)}" if choice.about else ""
        shown = cut(name, width - 1)
        return [
            [
                (shown, ("name",) if look is None else ("name", f"quote-{look}")),
                (cut(about, max(0, width - 1 - cell_len(shown))), ("meta",)),
            ]
        ]


class SpeakersScreen(ModalScreen[Choice | None]):
    """Returns the choice, or None. `people` are those of the article; `more` looks up people of the library."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(
        self,
        quotation: Quotation,
        language: str,
        people: Sequence[Speaker],
        looks: dict[str, int],
        more: Callable[[], Sequence[Speaker]],
    ) -> None:
        super().__init__()
        self.quotation, self.language, self.people, self.more = quotation, language, people, more
        self.everyone: Sequence[Speaker] = ()
        self.list = ChoiceList(looks)

    def compose(self) -> ComposeResult:
        """The words, what is typed, and who there is."""
        with Vertical(id="speakers-sheet"):
            yield Static(Content(clean_line(marked(self.quotation, self.language))), id="speakers-words")
            yield Input(
                placeholder=_("who says it: type a name, or ↑ ↓; Enter takes it, Esc gives up"), id="speakers-name"
            )
            yield self.list

    def on_mount(self) -> None:
        """Offer the article's people at once; the library's are read meanwhile."""
        self.offer()
        self.run_worker(self._read_everyone, thread=True)

    def _read_everyone(self) -> None:
        everyone = self.more()
        self.app.call_from_thread(self._know, everyone)

    def _know(self, everyone: Sequence[Speaker]) -> None:
        self.everyone = everyone
        if is_open(self) and self.query_one(Input).value:
            self.offer()

    def offer(self) -> None:
        """Offer who matches what is typed: here, then as it is typed, then elsewhere; and nobody."""
        typed = self.query_one(Input).value.strip()
        in_article = [self._choice(speaker) for speaker in filter_people(self.people, typed)]
        if not typed:
            self.list.show([*in_article, Choice("")])
            return
        known = {normalize_name(choice.name) for choice in in_article}
        elsewhere = [
            Choice(speaker.name, speaker.type, speaker.role)
            for speaker in filter_people(self.everyone, typed)[:_MOST]
            if normalize_name(speaker.name) not in known
        ]
        names = known | {normalize_name(choice.name) for choice in elsewhere}
        own = (
            []
            if normalize_name(typed) in names or not normalize_name(typed)
            else [Choice(typed, about=_("as you typed it"))]
        )
        self.list.show([*in_article, *own, *elsewhere, Choice("")])

    def _choice(self, speaker: Speaker) -> Choice:
        count = (
            plural("{n} quotation", "{n} quotations", speaker.count).format(n=speaker.count) if speaker.count else ""
        )
        now = _("as it is now") if speaker.name == self.quotation.speaker else ""
        return Choice(speaker.name, speaker.type, " · ".join(filter(None, (speaker.role, count, now))))

    def on_input_changed(self, event: Input.Changed) -> None:
        """A letter more or less."""
        self.offer()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The one under the cursor."""
        self.dismiss(self.list.items[self.list.cursor])

    def on_row_list_selected(self, message: RowList.Selected) -> None:
        """The one that was clicked."""
        self.dismiss(self.list.items[message.index])

    def on_key(self, event: Key) -> None:
        """Move the cursor of the list with the arrows while a name is typed."""
        if event.key in ("up", "down"):
            self.list.action_move(event.key)
            event.stop()
