"""The sheet with the revisions of an article."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from newsreader.i18n import _, language
from newsreader.model.text import clean
from newsreader.render.dates import moment
from newsreader.tui.screens.sheet import Sheet

if TYPE_CHECKING:
    from newsreader.render.revisions import Piece

#: Told by signs as well as by looks.
_SIGNS = {"": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}
_LOOKS = {"": "", "-": "strike dim", "+": "bold underline"}


class ChangesScreen(Sheet):
    """Shows each change with the time it was noticed, the newest first."""

    def __init__(self, changes: Sequence[tuple[datetime, list[list[Piece]]]]) -> None:
        super().__init__()
        self.found = changes

    def lines(self) -> list[Content]:
        """The date, then the paragraphs that changed."""
        made: list[Content] = []
        for when, paragraphs in self.found:
            noticed = _("Seen {when}").format(when=moment(when, language()))
            made += [Content(noticed).stylize("bold"), Content("")]
            for pieces in paragraphs:
                made += [Content("").join(_shown(*piece) for piece in pieces), Content("")]
        return made


def _shown(what: str, words: str) -> Content:
    before, after = _SIGNS[what]
    words = clean(words)
    lead = words[: len(words) - len(words.lstrip())]
    return Content(f"{lead}{before}{words.lstrip()}{after}").stylize(_LOOKS[what])
