"""Tokens of a paragraph with their offsets."""

import re
from bisect import bisect_right
from itertools import accumulate, pairwise

from newsreader.quotes.sentences import MASK, Paragraph

#: A word with nothing joined to it comes first: most are.
_TOKEN = re.compile(
    rf"([A-Za-zÀ-ÖØ-öø-ÿ]{{2,}}(?![\w'’-])|{MASK}+|-(?:t-)?(?:ils?|elles?|on|ce|je|nous|vous)(?!\w)|[Aa]ujourd['’]hui|"
    r"(?:[^\W\d_]|[Qq]u|[Ll]orsqu|[Pp]uisqu|[Jj]usqu|[Qq]uoiqu|[Qq]uelqu)['’](?=\w)|"
    r"[^\W\d_]\w*(?:(?:-(?!(?:t-)?(?:ils?|elles?|on|ce|je|nous|vous)(?!\w))(?=\w)|['’](?=s(?!\w)))\w*)*|"
    r"\d+(?:[.,]\d+)*|[^\w\s])"
)
_OPENING = frozenset("•–—>→")


class Tokens:
    """Lists that run in step: `words`, `lows` (lower case), `starts`, `stops`, and `sentences` (the number of each
    word's sentence). `opening` holds the numbers of the words that begin a sentence."""

    __slots__ = ("lows", "opening", "sentences", "starts", "stops", "words")

    def __init__(self, paragraph: Paragraph) -> None:
        pieces = _TOKEN.split(paragraph.masked)  # gap, word, gap, word … gap
        ends = list(accumulate(map(len, pieces)))
        self.words = pieces[1::2]
        self.starts, self.stops = ends[:-1:2], ends[1::2]
        self.lows = list(map(str.lower, self.words))
        self.sentences: list[int] = []
        self.opening: set[int] = set()
        begins = [0, *(self.at(start) for start in paragraph.starts[1:]), len(self.words)]
        for sentence, (begin, end) in enumerate(pairwise(begins)):
            self.sentences += [sentence] * (end - begin)
            first = next((number for number in range(begin, end) if self.words[number][0].isalnum()), None)
            if first is not None:
                self.opening.add(first)
        if not _OPENING.isdisjoint(self.words):
            self.opening |= {number + 1 for number, word in enumerate(self.words) if word in _OPENING}

    def __len__(self) -> int:
        return len(self.words)

    def at(self, offset: int) -> int:
        """The number of the first word that begins at an offset or after it."""
        return bisect_right(self.starts, offset - 1)
