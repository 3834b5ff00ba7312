"""The quotations of all articles."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from newsreader.model.query import Query
from newsreader.model.quotation import Quotation, QuotationInArticle, Speaker, SpeakerType
from newsreader.store.codec import INSERT_QUOTATION, quotation_of, quotation_row
from newsreader.store.corrections import Corrections
from newsreader.store.database import Database
from newsreader.store.quotation_index import ATTRIBUTABLE, QuotationIndex
from newsreader.store.rules import Rules
from newsreader.store.search_sql import quotation_rows
from newsreader.store.undo import UndoStep

if TYPE_CHECKING:
    from newsreader.model.study import StudiedQuotation

_COLUMNS = "quotation.*, article.title, article.outlet, article.url, article.sort_time"
_QUOTATIONS = f"SELECT {_COLUMNS} FROM quotation JOIN article ON article.id = quotation.article"


class Quotations:
    """Reads and writes quotations, and the reader's merges of names: which of them mean one person."""

    def __init__(self, database: Database, index: QuotationIndex, rules: Rules, corrections: Corrections) -> None:
        self._db, self._index, self._rules, self._corrections = database, index, rules, corrections

    def of(self, article: int) -> tuple[Quotation, ...]:
        """The quotations of an article, in reading order."""
        rows = self._db.rows("SELECT * FROM quotation WHERE article = ? ORDER BY number", (article,))
        return tuple(quotation_of(row) for row in rows)

    def put(self, article: int, quotations: Iterable[Quotation], engine_version: int) -> None:
        """The quotations of an article, in place of those an earlier text or engine gave; what the reader has
        corrected stays so."""
        with self._db.transaction():
            self._db.write("DELETE FROM quotation WHERE article = ?", (article,))
            rows = (quotation_row(article, number, quotation) for number, quotation in enumerate(quotations))
            self._db.write_many(INSERT_QUOTATION, rows)
            self._db.write("UPDATE article SET quotes_version = ? WHERE id = ?", (engine_version, article))
            if not self._corrections.apply(article):
                self._index.index([article])
            self._rules.enqueue([article])

    def keep(self, article: int, engine_version: int) -> bool:
        """Keep the quotations of an article that this engine could not read; False where they are of an earlier text,
        or there are none."""
        return bool(
            self._db.write(
                "UPDATE article SET quotes_version = ? WHERE id = ? AND quotes_version > 0", (engine_version, article)
            ).rowcount
        )

    def outdated(self, engine_version: int, limit: int, only: int = 0) -> list[tuple[int, int | None]]:
        """Return articles that an engine before this version read, or none, newest first (or `only` this one), each
        with its number in the full-text index, which tells whether it has changed since."""
        rows = self._db.rows(
            "SELECT id, fts_rowid FROM article WHERE quotes_version < ?1 AND fetched IS NOT NULL AND complete AND ?3 "
            "IN (0, id) "
            "ORDER BY sort_time DESC LIMIT ?2",
            (engine_version, limit, only),
        )
        return [(row["id"], row["fts_rowid"]) for row in rows]

    def speakers(self) -> list[Speaker]:
        """Return all named or described speakers, each as an article named them, with the role that most articles
        give."""
        rows = self._db.rows(
            "SELECT speaker, speaker_type, role, COUNT(*) AS count, COUNT(DISTINCT article.id) AS articles, "
            "MAX(sort_time) AS last "
            "FROM quotation JOIN article ON article.id = quotation.article "
            # Without the index of speakers (+): in its order, to read quotations and articles takes five times as long.
            f"WHERE +speaker <> '' AND {ATTRIBUTABLE} "
            "GROUP BY speaker, speaker_type, role ORDER BY speaker, speaker_type"
        )
        by_speaker = groupby(rows, lambda row: (row["speaker"], row["speaker_type"]))
        return [_speaker(*speaker, [*called]) for speaker, called in by_speaker]

    def quotations_by(
        self,
        names: Sequence[str],
        since: datetime | None = None,
        limit: int = -1,
        articles: Sequence[int] | None = None,
    ) -> list[QuotationInArticle]:
        """Return the quotations of these names in these articles (all, for None), newest first; -1 is no
        limit."""
        where = [ATTRIBUTABLE]
        values: list[str | int] = []
        if names:
            where.append(f"speaker IN ({','.join('?' * len(names))})")
            values += names
        if articles is not None:
            where.append("article.id IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(list(articles)))
        if since:
            where.append("article.sort_time >= ?")
            values.append(int(since.timestamp()))
        rows = self._db.rows(
            f"{_QUOTATIONS} WHERE {' AND '.join(where)} ORDER BY article.sort_time DESC, article.id, number LIMIT ?",
            [*values, limit],
        )
        return [_quotation_in_article(row) for row in rows]

    def studied(
        self, since: datetime | None = None, until: datetime | None = None, articles: Sequence[int] | None = None
    ) -> "Iterator[StudiedQuotation]":
        """Yield what is said in these articles (all, without any), each statement once: no copies of an article, and
        neither pull-quotes nor headlines, which repeat what stands in the text."""
        from newsreader.model.study import StudiedQuotation  # few need it

        rows = self._db.rows(
            "SELECT article.id, article.outlet, article.sort_time, speaker, speaker_type, role, "
            "quotation.text, reporting_clauses, start FROM quotation JOIN article ON article.id = quotation.article "
            "WHERE quotation.kind IN ('speech', 'document') AND block >= 0 AND hidden IS NULL AND duplicate_of IS NULL "
            "AND sort_time >= ?1 AND sort_time < ?2 "
            "AND (?3 IS NULL OR article.id IN (SELECT value FROM json_each(?3)))",
            (
                int(since.timestamp()) if since else 0,
                int(until.timestamp()) if until else 1 << 62,
                None if articles is None else json.dumps(list(articles)),
            ),
        )
        for row in rows:
            yield StudiedQuotation(
                article=row["id"],
                outlet=row["outlet"],
                when=datetime.fromtimestamp(row["sort_time"], UTC),
                speaker=row["speaker"],
                type=SpeakerType(row["speaker_type"]) if row["speaker_type"] else None,
                role=row["role"],
                word_count=_words(row),
            )

    def find(self, query: Query | None, limit: int = -1, articles: Sequence[int] = ()) -> list[QuotationInArticle]:
        """Return what a search for quotations finds (all of them, without one) in these articles (all, without any),
        newest first; -1 is no limit."""
        tables, (tests, values), order = quotation_rows(query, articles)
        rows = self._db.rows(
            f"SELECT {_COLUMNS} FROM {tables} WHERE {tests} ORDER BY {order} LIMIT ?", [*values, limit]
        )
        return [_quotation_in_article(row) for row in rows]

    def count(self, query: Query | None, most: int = -1, articles: Sequence[int] = ()) -> int:
        """Count what a search for quotations finds; counting ends at `most`."""
        tables, (tests, values), _order = quotation_rows(query, articles)
        row = self._db.row(f"SELECT COUNT(*) FROM (SELECT 1 FROM {tables} WHERE {tests} LIMIT ?)", [*values, most])
        return int(row[0]) if row else 0

    def total(self) -> int:
        """Count the quotations that somebody says."""
        row = self._db.row(f"SELECT COUNT(*) FROM quotation WHERE {ATTRIBUTABLE}")
        return int(row[0]) if row else 0

    def having(self, words: Sequence[str]) -> dict[str, int]:
        """Count the quotations of the index that have each of these words, those that are found no more among them."""
        counts = {}
        for word in words:
            row = self._db.row("SELECT COUNT(*) FROM quotation_fts WHERE quotation_fts MATCH ?", (f'text : "{word}"',))
            counts[word] = int(row[0]) if row else 0
        return counts

    def beside(self, articles: Sequence[int], names: Sequence[str], most: int) -> list[tuple[str, int]]:
        """List who else is quoted in these articles, and in how many of them, those in most of them first."""
        rows = self._db.rows(
            "SELECT speaker, COUNT(DISTINCT article) AS count FROM quotation "
            "WHERE article IN (SELECT value FROM json_each(?)) AND speaker <> '' "
            f"AND speaker NOT IN (SELECT value FROM json_each(?)) AND {ATTRIBUTABLE} "
            "GROUP BY speaker ORDER BY count DESC, speaker LIMIT ?",
            (json.dumps(list(articles)), json.dumps(list(names)), most),
        )
        return [(row["speaker"], row["count"]) for row in rows]

    def order(self, articles: Sequence[int]) -> dict[int, list[str]]:
        """Return the speakers of each article, in the order in which they speak."""
        names: dict[int, list[str]] = {}
        for start in range(0, len(articles), 500):
            part = list(articles[start : start + 500])
            placeholders = ",".join("?" * len(part))
            sql = (
                f"SELECT article, speaker FROM quotation WHERE article IN ({placeholders}) AND speaker <> '' "
                "AND kind IN ('speech', 'pull-quote', 'document') GROUP BY article, speaker ORDER BY MIN(number)"
            )
            for row in self._db.rows(sql, part):
                names.setdefault(row["article"], []).append(row["speaker"])
        return names

    def aliases(self) -> dict[str, str]:
        """Return the reader's merges of names: a name, and the person whom it means."""
        return {row["name"]: row["person"] for row in self._db.rows("SELECT * FROM person_alias")}

    def set_alias(self, step: UndoStep, names: Iterable[str], person: str) -> None:
        """Let these names mean this person from now on; "" lets each of them stand for itself."""
        for name in names:
            step.upsert("person_alias", {"name": name}, {"person": person or name})


def _speaker(name: str, kind: str | None, called: Sequence[sqlite3.Row]) -> Speaker:
    """Put together somebody of whom there is a row for each role that articles gave them, perhaps none."""
    role = max((row for row in called if row["role"]), key=lambda row: (row["articles"], row["last"]), default=None)
    return Speaker(
        (name,),
        SpeakerType(kind or "anonymous"),
        sum(row["count"] for row in called),
        datetime.fromtimestamp(max(row["last"] for row in called), UTC),
        role["role"] if role else "",
    )


def _words(row: sqlite3.Row) -> int:
    """Return how many words somebody says: those of the text without the writer's in it."""
    text, start = row["text"], row["start"]
    writers = (text[a - start : b - start] for a, b in json.loads(row["reporting_clauses"]))
    return len(text.split()) - sum(len(words.split()) for words in writers)


def _quotation_in_article(row: sqlite3.Row) -> QuotationInArticle:
    return QuotationInArticle(
        article=row["article"],
        number=row["number"],
        quotation=quotation_of(row),
        title=row["title"],
        outlet=row["outlet"],
        url=row["url"],
        when=datetime.fromtimestamp(row["sort_time"], UTC),
    )
