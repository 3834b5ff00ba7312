"""The full-text index of quotations, by their words, speakers and outlets (SQLite's FTS5)."""

import sqlite3
from collections.abc import Iterable

from newsreader.model.quotation_kind import QuotationKind
from newsreader.model.text import expand_ligatures
from newsreader.model.unspaced import in_pairs
from newsreader.store.database import Database
from newsreader.store.fts_table import FtsTable

#: How many quotations of the same minute the index has room for, before they go to the next one.
ROOM = 1024
#: Stands in the index for the speaker of whom nobody is certain: a letter of no script (Unicode's private use).
NOBODY = "\ue000"
#: What it holds, and what people are counted by: words that somebody says.
_ATTRIBUTABLE = (QuotationKind.SPEECH, QuotationKind.PULL_QUOTE)
ATTRIBUTABLE = f"quotation.kind IN ({', '.join(repr(str(kind)) for kind in _ATTRIBUTABLE)})"


class QuotationIndex(FtsTable):
    """Indexes and searches quotations. Those of an article have consecutive numbers, the first of them the greatest
    (`article.quotes_rowid`), made from the minute by which the article is sorted: read downward, the index gives the
    newest article first, and each from its beginning. An article whose quotations change gets new numbers."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, "quotation_fts", ("text", "speaker", "role", "outlet"))
        #: Of minutes that are full: the next one with room.
        self._roomy: dict[int, int] = {}
        #: The numbers that this transaction has given: the first and the last of each row.
        self._taken: list[tuple[int, int]] = []

    def index(self, articles: Iterable[int]) -> None:
        """Make the quotations of these articles findable, as they are now."""
        with self._db.transaction():
            for article in articles:
                self._index(article)

    def _index(self, article: int) -> None:
        row = self._db.row("SELECT sort_time, outlet FROM article WHERE id = ?", (article,))
        quotations = self._db.rows("SELECT * FROM quotation WHERE article = ? ORDER BY number", (article,))
        if row is None:
            return
        first = 0
        if quotations:
            first = self._unused(max(row["sort_time"] // 60, 1), quotations[-1]["number"] + 1)
            outlet = _indexed(row["outlet"])
            self._waiting += ((first - row["number"], _words(row, outlet)) for row in quotations)
        self._db.write("UPDATE article SET quotes_rowid = ? WHERE id = ?", (first, article))

    def write_out(self) -> None:
        """Write the words that wait."""
        self._taken = []
        super().write_out()

    def forget(self) -> None:
        """Let go of the words that wait."""
        self._taken = []
        super().forget()

    def _unused(self, minute: int, count: int) -> int:
        """The last of so many numbers in a row that nothing has been under, from a minute on."""
        at = self._roomy.get(minute, minute)
        while True:
            start = max([at * ROOM, *(last + 1 for last in self._ends((at + 1) * ROOM, before=True))])
            following = [first for first in self._ends(start, before=False) if first < start + count]
            if not following and start < (at + 1) * ROOM:
                break
            at += 1
        if at > minute:
            self._roomy[minute] = at
        self._taken.append((start, start + count - 1))
        return start + count - 1

    def _ends(self, bound: int, before: bool) -> list[int]:
        """The last numbers that are taken before a bound, or the first ones from there on."""
        which, sign = ("MAX", "<") if before else ("MIN", ">=")
        row = self._db.row(f"SELECT {which}(id) FROM quotation_fts_docsize WHERE id {sign} ?", (bound,))
        given = [last if before else first for first, last in self._taken if (first < bound) == before]
        return [number for number in (*(row or ()), *given) if number is not None]

    def missing(self, limit: int) -> list[int]:
        """Return articles whose quotations are not indexed yet, newest first."""
        rows = self._db.rows(
            "SELECT id FROM article WHERE quotes_rowid IS NULL AND quotes_version > 0 ORDER BY sort_time DESC LIMIT ?",
            (limit,),
        )
        return [row["id"] for row in rows]

    def stale_share(self) -> float:
        """Return which share of the index belongs to quotations that are gone, or have other words or speakers now."""
        held, indexed = self.count(), self._db.row(f"SELECT COUNT(*) FROM quotation WHERE {ATTRIBUTABLE}")
        return max(0.0, 1 - indexed[0] / held) if held and indexed else 0.0

    def clear(self) -> None:
        """Empty the index: it is filled again when nobody waits (`missing`)."""
        with self._db.transaction():
            self.delete_all()
            self._db.write("UPDATE article SET quotes_rowid = NULL")
        self._roomy.clear()


def _words(row: sqlite3.Row, outlet: str) -> tuple[str, str, str, str]:
    """The words of a quotation; none of what is nobody's, which takes a number all the same."""
    if row["kind"] not in _ATTRIBUTABLE:
        return "", "", "", ""
    from newsreader.store.codec import quotation_of  # who only reads lists needs no articles

    return _indexed(quotation_of(row).spoken()), _indexed(row["speaker"]) or NOBODY, _indexed(row["role"]), outlet


def _indexed(words: str) -> str:
    return in_pairs(expand_ligatures(words))
