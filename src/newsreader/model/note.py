"""Notes and highlights: the reader's words on an article or a passage, or a passage marked without words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from newsreader.model.quotation import STANDFIRST, TITLE
from newsreader.model.text import alike
from newsreader.model.values import dataclass

if TYPE_CHECKING:
    from newsreader.model.article import Article


@dataclass(frozen=True, slots=True)
class Note:
    """A note or a highlight.

    `text` is the reader's own words, "" for a highlight; `quote` is the passage that they are about, "" for the whole
    article, found at `block`, `start`, `stop` when the note was made. `speaker` is whose words the passage
    is, where it is a quotation. `article` is 0 once the article is not in the library any more: what
    it was called stays. `id` is 0 until it is stored.
    """

    id: int
    article: int
    text: str
    quote: str = ""
    block: int = 0
    start: int = 0
    stop: int = 0
    speaker: str = ""
    url: str = ""
    title: str = ""
    outlet: str = ""
    created: datetime | None = None
    updated: datetime | None = None

    @property
    def is_highlight(self) -> bool:
        """Whether it is a stored mark without words."""
        return bool(self.id and not self.text)


def place_of(note: Note, article: Article) -> tuple[int, int, int] | None:
    """Find the passage of a note in the article as it is now: block, start, stop; None where it
    stands no more. Where it was is looked at first, then its block, then the others; of a passage of
    several paragraphs, the first."""
    wanted = alike(note.quote.partition("\n")[0])
    texts = {TITLE: article.title, STANDFIRST: article.standfirst.value}
    texts |= {number: block.text.value for number, block in enumerate(article.blocks)}
    if not wanted:
        return None
    expected = alike(texts.get(note.block, ""))
    if expected[note.start : note.stop] == wanted:
        return note.block, note.start, note.stop
    for block, text in sorted(texts.items(), key=lambda item: abs(item[0] - note.block)):
        at = alike(text).find(wanted)
        if at >= 0:
            return block, at, at + len(wanted)
    return None
