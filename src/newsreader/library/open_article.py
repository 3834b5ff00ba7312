"""An article as it is opened to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.model.quotation import SPOKEN
from newsreader.model.values import dataclass

if TYPE_CHECKING:
    from datetime import datetime

    from newsreader.model.article import Article
    from newsreader.model.feed import Headline
    from newsreader.model.note import Note
    from newsreader.model.quotation import Quotation


@dataclass(frozen=True)
class OpenArticle:
    """An article with everything that its page shows.

    `error` says why its text is missing ("" where it is not), `next_try` when it is fetched again. `changed` is when
    its outlet changed it last, as far as that was seen, `changed_since` whether that was after it was read. `position`
    is where the reader stopped (block and offset); `copies` are other outlets' articles with the same text;
    `visited` is when the reader was last in a live page.
    """

    number: int
    headline: Headline
    article: Article
    quotations: tuple[Quotation, ...]
    error: str = ""
    next_try: datetime | None = None
    notes: tuple[Note, ...] = ()
    changed: datetime | None = None
    changed_since: bool = False
    position: tuple[int, int] | None = None
    copies: tuple[Headline, ...] = ()
    visited: datetime | None = None

    @property
    def spoken(self) -> list[tuple[int, Quotation]]:
        """The quotations that are somebody's words, with their numbers."""
        return [(number, each) for number, each in enumerate(self.quotations) if each.kind in SPOKEN]
