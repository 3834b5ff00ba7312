"""The reader's own words: on an article, on a passage of it, or a passage marked without words."""

from dataclasses import dataclass
from datetime import datetime

from newsreader.model.article import Article
from newsreader.model.quotation import STANDFIRST, TITLE

#: What is the same to a reader and not to a computer: an article that is set anew keeps its notes.
_ALIKE = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'", "“": '"', "”": '"', "\n": " "})


@dataclass(frozen=True, slots=True)
class Note:
    """`words` are the reader's, "" for a mark alone; `passage` is what they are about, "" for the whole
    article, found at `block`, `start`, `stop` when the note was made. `speaker` is whose words the passage
    is, where it is a quotation. `article` is 0 once the article is not in the library any more: what
    it was called stays.
    """

    id: int
    article: int
    words: str
    passage: str = ""
    block: int = 0
    start: int = 0
    stop: int = 0
    speaker: str = ""
    url: str = ""
    title: str = ""
    outlet: str = ""
    created: datetime | None = None
    updated: datetime | None = None


def place_of(note: Note, article: Article) -> tuple[int, int, int] | None:
    """Where the passage of a note stands in the article as it is now: block, start, stop; None where it
    stands no more. Where it was is looked at first, then its block, then the others; of a passage of
    several paragraphs, the first."""
    wanted = note.passage.partition("\n")[0].translate(_ALIKE)
    texts = {TITLE: article.title, STANDFIRST: article.standfirst.value}
    texts |= {number: block.text.value for number, block in enumerate(article.blocks)}
    if not wanted:
        return None
    here = texts.get(note.block, "").translate(_ALIKE)
    if here[note.start : note.stop] == wanted:
        return note.block, note.start, note.stop
    for block, text in sorted(texts.items(), key=lambda one: abs(one[0] - note.block)):
        at = text.translate(_ALIKE).find(wanted)
        if at >= 0:
            return block, at, at + len(wanted)
    return None
