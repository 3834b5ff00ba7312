"""The page of a person, as a sheet: roles, months, topics, outlets, neighbours, changes; of all articles or some."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from newsreader.i18n import _, language
from newsreader.library.core import Library
from newsreader.model.errors import NewsreaderError
from newsreader.model.profile import Profile
from newsreader.model.quotation import Speaker
from newsreader.model.text import clean_line
from newsreader.render.profile import profile_text
from newsreader.tui.screens.asking import AskScreen
from newsreader.tui.screens.sheet import Sheet
from newsreader.tui.services.background import BackgroundRunner

#: Cells of the sheet that are no text; it is no wider than this.
_EDGE, _WIDEST = 8, 92


class ProfileScreen(Sheet):
    """It is put together in the background, and anew when the reader says what it is to be about."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("slash,f", "about", show=False)]

    def __init__(self, library: Library, person: Speaker) -> None:
        super().__init__()
        self._library, self._person = library, person
        self._about = ""
        self._profile: Profile | None = None
        self._said = ""
        self._background = BackgroundRunner(self, self._say)

    def on_mount(self) -> None:
        """Begin to put it together."""
        self._make()

    def on_unmount(self) -> None:
        """Nobody waits for it any more."""
        self._background.close(wait=False)

    def lines(self) -> list[Content]:
        """What it is about, by which key that changes, and the page."""
        about = _("about: {words}").format(words=clean_line(self._about)) if self._about else _("all articles")
        head = [Content.styled(_("{about} · / about something · Esc back").format(about=about), "dim"), Content("")]
        if self._said or self._profile is None:
            return [*head, Content(self._said or _("Counting…"))]
        width = max(30, min(_WIDEST, self.app.size.width) - _EDGE)
        page = profile_text(self._profile, language(), width)
        return [*head, *(Content(line) if line[:1] == " " else Content.styled(line, "bold") for line in page)]

    def action_about(self) -> None:
        """Say which articles it is to be about."""

        def then(typed: str | None) -> None:
            if typed is not None:
                self._about = typed
                self._make()

        self.app.push_screen(AskScreen(_("a search for articles; empty for all of them"), self._about), then)

    def _make(self) -> None:
        about, self._profile, self._said = self._about, None, ""

        def make() -> Profile | str:
            try:
                return self._library.profiles.of(self._person.names, self._library.searches.parse(about))
            except NewsreaderError as error:
                return error.sentence

        def show(made: Profile | str) -> None:
            if about == self._about:
                self._profile, self._said = (None, made) if isinstance(made, str) else (made, "")
                self.on_resize()

        self.on_resize()
        self._background.run(make, show)

    def _say(self, text: str, seconds: float = 0.0) -> None:
        self._said = text
        self.on_resize()
