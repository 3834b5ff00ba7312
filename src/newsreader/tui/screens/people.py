"""The people screen: everyone quoted in the library with their quotations; organisations and unnamed sources in lists
of their own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import DescendantFocus, Key, Resize
from textual.timer import Timer
from textual.widgets import Input

from newsreader.i18n import _, plural
from newsreader.library.speaker_groups import filter_people, of_kind
from newsreader.model.quotation import QuotationInArticle, Speaker, SpeakerType
from newsreader.render.article import SPEAKER_LOOKS
from newsreader.tui.key_names import with_keys
from newsreader.tui.keymap import bindings
from newsreader.tui.layout import TWO, LibraryPane
from newsreader.tui.library_places import Leaving, OpenQuotation, PeoplePlace
from newsreader.tui.panes.people import PeoplePane
from newsreader.tui.panes.person_quotations import PersonQuotationsPane
from newsreader.tui.screens.library_screen import LibraryScreen
from newsreader.tui.screens.profile import ProfileScreen
from newsreader.tui.widgets.pane_frame import PaneFrame
from newsreader.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from newsreader.config import Config
    from newsreader.library.core import Library

#: The lists, in the order in which a key goes through them.
_KINDS = (SpeakerType.PERSON, SpeakerType.ORGANISATION, SpeakerType.ANONYMOUS)


class PeopleScreen(LibraryScreen):
    """Shows people at the left and the quotations of one at the right, or one of the two where it is narrow. `looks`
    are the colours of the speakers in the open article, `place` is the state to restore."""

    BINDINGS = bindings("people")

    def __init__(self, library: Library, settings: Config, looks: dict[str, int], place: PeoplePlace) -> None:
        super().__init__(
            "people",
            library,
            settings,
            lambda: self.quotation_list.current if self.at is LibraryPane.PERSON_QUOTATIONS else None,
            self.load,
        )
        self.kind = place.kind
        #: Where one was, until that is shown again.
        self._before: PeoplePlace | None = place
        self.everyone: list[Speaker] = []
        self.merging: Speaker | None = None
        self.at: LibraryPane = LibraryPane.SPEAKERS
        self.people_list = PeoplePane(lambda: datetime.now(UTC), looks)
        self.quotation_list = PersonQuotationsPane()
        self._frames = {
            LibraryPane.SPEAKERS: PaneFrame(LibraryPane.SPEAKERS, self.people_list),
            LibraryPane.PERSON_QUOTATIONS: PaneFrame(LibraryPane.PERSON_QUOTATIONS, self.quotation_list),
        }
        self._frames[LibraryPane.SPEAKERS].add_class("-first")
        self._resting: Timer | None = None

    def compose(self) -> ComposeResult:
        """The two lists under their titles, what is typed above them, the status line below."""
        yield Input(id="find")
        with Horizontal(id="panes"):
            yield from self._frames.values()
        yield self.status

    def on_mount(self) -> None:
        """Load everyone."""
        find, place = self.query_one("#find", Input), self._before
        if place:
            with self.prevent(Input.Changed):
                find.value = place.typed
        find.display = bool(find.value)
        self.go_to(place.pane if place else LibraryPane.SPEAKERS)
        self.load()

    @property
    def place(self) -> PeoplePlace:
        """Where one is."""
        person, typed = self.people_list.current, "" if self.merging else self.query_one("#find", Input).value
        return PeoplePlace(self.kind, typed, person.names if person else (), self.at, self.quotation_list.cursor)

    # ------------------------------------------------------------ what is shown

    def load(self) -> None:
        """Read who is quoted, in the background."""

        def show(people: list[Speaker]) -> None:
            self.everyone = people
            self.filter()

        self.background.run(self.library.people.all, show)

    @on(Input.Changed)
    def filter(self) -> None:
        """Show those who match what is typed."""
        typed = self.query_one("#find", Input).value
        people = of_kind(filter_people(self.everyone, typed) if typed else self.everyone, self.kind)
        if self.merging:
            people = [speaker for speaker in people if speaker is not self.merging]
        self.people_list.empty_text = _empty_text(typed, bool(self.everyone))
        self.people_list.show(people)
        if self._before:
            self.people_list.go_to(self._before.names)
        self._frames[LibraryPane.SPEAKERS].set_title(_counted(self.kind, len(people)))
        if not self.everyone:
            self.status.say(message=_("Nobody is quoted yet: refresh first."))
        self.show_quotations()

    def show_quotations(self) -> None:
        """Show what the person under the cursor said."""
        person = self.people_list.current

        def show(found: tuple[list[QuotationInArticle], dict[int, int]]) -> None:
            if person is self.people_list.current:  # else the cursor has moved on
                self.quotation_list.show(*found)
                if self._before:  # where one was, is here again
                    self.quotation_list.go(self._before.quotation if person else 0, quiet=True)
                    self._before = None
                self._frames[LibraryPane.PERSON_QUOTATIONS].set_title(person.name if person else "")

        def read() -> tuple[list[QuotationInArticle], dict[int, int]]:
            quotations = self.library.people.quotations(person.names if person else ())
            numbers = self.library.people.speaker_numbers(quotations)
            return quotations, {article: number % SPEAKER_LOOKS for article, number in numbers.items()}

        if person:
            self.background.run(read, show)
        else:
            show(([], {}))

    @on(Resize)
    def set_out(self) -> None:
        """Show two panes where there is room, else the one with the focus."""
        for name, frame in self._frames.items():
            frame.display = self.app.size.width >= TWO or name == self.at
        self.set_class(self.app.size.width < TWO, "-narrow")
        self.status.hint(self._focused_list.hints)

    # ------------------------------------------------------------ keys and mouse

    @property
    def _focused_list(self) -> PeoplePane | PersonQuotationsPane:
        return self.people_list if self.at is LibraryPane.SPEAKERS else self.quotation_list

    def go_to(self, pane: LibraryPane) -> None:
        """Bring the reader into a pane."""
        self.at = pane
        self._frames[pane].display = True
        self.set_focus(self._focused_list, scroll_visible=False)
        self.set_out()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """The mouse has given a list the focus."""
        if event.widget is self.focused and isinstance(event.widget, RowList) and event.widget.pane != self.at:
            self.go_to(LibraryPane(event.widget.pane))

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        """The words follow the cursor, once it rests."""
        if message.pane == LibraryPane.SPEAKERS:
            if self._resting:
                self._resting.stop()
            self._resting = self.set_timer(0.06, self.show_quotations)

    def on_row_list_selected(self, message: RowList.Selected) -> None:
        """A row was clicked open."""
        self.go_to(LibraryPane(message.pane))
        self.action_open()

    def action_open(self) -> None:
        """A person's words; an article at its quotation; or the person that another one is."""
        if self.at is LibraryPane.PERSON_QUOTATIONS:
            if quoted := self.quotation_list.current:
                self.dismiss(Leaving(self.place, OpenQuotation(quoted)))
        elif person := self.merging:
            other = self.people_list.current
            self._close_find()
            if other:
                names, name = [*person.names, *other.names], other.name
                self.background.run(lambda: self.library.people.merge(names, name), lambda _done: self.load())
                words = with_keys(_("{name} and {other} are now one person; {key:split-person} splits them again."))
                self.notify_below(words.format(name=person.name, other=name))
        elif self.people_list.current:
            self.go_to(LibraryPane.PERSON_QUOTATIONS)

    def action_back(self) -> None:
        """Go back from the words to the people, from there to the articles."""
        if self.at is LibraryPane.PERSON_QUOTATIONS and not self.merging:
            self.go_to(LibraryPane.SPEAKERS)
        elif self.merging or self.query_one("#find").display:
            self._close_find()
        else:
            self.dismiss(Leaving(self.place))

    def action_profile(self) -> None:
        """Show the profile of the person under the cursor."""
        if person := self.people_list.current:
            self.app.push_screen(ProfileScreen(self.library, person))

    def action_kind(self) -> None:
        """Go on from the people to the organisations, to unnamed sources, and back to the people."""
        self.kind = _KINDS[(_KINDS.index(self.kind) + 1) % len(_KINDS)]
        self.go_to(LibraryPane.SPEAKERS)
        self.filter()

    def action_find(self) -> None:
        """Type a name or a role; the list follows each letter."""
        self.go_to(LibraryPane.SPEAKERS)
        find = self.query_one("#find", Input)
        find.placeholder = _("a name or a role; Enter to accept, Esc to cancel")
        find.value = ""
        find.display = True
        find.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go back to the list, filtered by what was typed."""
        self.go_to(LibraryPane.SPEAKERS)
        if self.merging:
            self.action_open()

    def on_key(self, event: Key) -> None:
        """While a name is typed, move the cursor of the list with the arrows, and cancel with Esc."""
        if not isinstance(self.focused, Input):
            return
        if event.key in ("up", "down"):
            self.people_list.action_move(event.key)
            event.stop()
        elif event.key == "escape":
            self._close_find()
            event.stop()

    def _close_find(self) -> None:
        self.merging = None
        find = self.query_one("#find", Input)
        find.display = False
        find.value = ""
        self.go_to(self.at)
        self.status.say(message="")
        self.filter()

    # ------------------------------------------------------------ who is whom

    def action_same(self) -> None:
        """Merge the person under the cursor with another one, which is chosen next."""
        if self.at is LibraryPane.SPEAKERS and (person := self.people_list.current):
            self.merging = person
            self.action_find()
            self.status.say(
                message=_("{name} is the same person as… (Enter chooses the one under the cursor)").format(
                    name=person.name
                )
            )
            self.filter()

    def action_apart(self) -> None:
        """Split the names of the person under the cursor into different people."""
        person = self.people_list.current
        if self.at is not LibraryPane.SPEAKERS or person is None:
            return
        if len(person.names) == 1:
            self.notify_below(_("{name} has only one name.").format(name=person.name))
            return
        self.background.run(lambda: self.library.people.split(person.names), lambda _done: self.load())
        self.notify_below(_("{names} are now separate people.").format(names=", ".join(person.names)))


def _empty_text(typed: str, others: bool) -> str:
    """What an empty list says, and what leads on; `others`: whether anybody is quoted at all."""
    if typed:
        return _("Nobody here has that name or role. Esc shows everyone.")
    if others:
        return with_keys(_("None of these is quoted yet. {key:kind} shows the others."))
    return _("Nobody is quoted yet: refresh first.")


def _counted(kind: SpeakerType, n: int) -> str:
    if kind is SpeakerType.PERSON:
        return plural("{n} person quoted", "{n} people quoted", n).format(n=n)
    if kind is SpeakerType.ORGANISATION:
        return plural("{n} organisation quoted", "{n} organisations quoted", n).format(n=n)
    return plural("{n} unnamed source quoted", "{n} unnamed sources quoted", n).format(n=n)
