"""The sheet with the profile of a person: roles, months, topics, outlets, neighbours, changed quotations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from newsreader.i18n import _, language
from newsreader.model.profile import Profile
from newsreader.model.text import clean_line
from newsreader.render.profile import profile_text
from newsreader.tui.screens.asking import AskScreen
from newsreader.tui.screens.sheet import CountedSheet

if TYPE_CHECKING:
    from newsreader.library.core import Library
    from newsreader.model.quotation import Speaker

#: The page has room on lines of so many cells, and is cut on shorter ones.
_LEAST = 30


class ProfileScreen(CountedSheet[Profile]):
    """Shows a profile, over all articles or over those that a search finds."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("slash,f", "about", show=False)]

    def __init__(self, library: Library, person: Speaker) -> None:
        super().__init__()
        self._library, self._person = library, person
        self._about = ""

    def head(self) -> list[Content]:
        """Say what it is about, and by which key that changes."""
        about = _("about: {words}").format(words=clean_line(self._about)) if self._about else _("all articles")
        return [Content.styled(_("{about} · / about something · Esc back").format(about=about), "dim"), Content("")]

    def counting(self) -> Callable[[], Profile]:
        """Put it together from the articles that it is about."""
        library, names, about = self._library, self._person.names, self._about
        return lambda: library.profiles.of(names, library.searches.parse(about))

    def shown(self, counted: Profile, width: int) -> list[Content]:
        """The page, its headings in bold."""
        page = profile_text(counted, language(), max(_LEAST, width))
        return [Content(line) if line[:1] == " " else Content.styled(line, "bold") for line in page]

    def action_about(self) -> None:
        """Say which articles it is to be about."""

        def then(typed: str | None) -> None:
            if typed is not None:
                self._about = typed
                self.count()

        self.app.push_screen(AskScreen(_("a search for articles; empty for all of them"), self._about), then)
