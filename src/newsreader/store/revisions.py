"""Revisions: articles as they were before their outlets changed them, stored as differences, and thinned out with
age."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from newsreader.model.article import Article
from newsreader.model.serialize import article_from_dict
from newsreader.store.codec import ArticleRow, pack_delta, plain_of, unpack
from newsreader.store.database import Database

#: Two versions are both kept where the time between them is at least this share of their age.
_SPACING = 0.1


class Revisions:
    """Reads and writes the former texts of an article, the oldest first, with when each change was noticed."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, article: int, row: ArticleRow, when: int) -> None:
        """Keep the text that is here, where another one is about to take its place."""
        old = self._db.row(
            "SELECT content FROM article_body JOIN article ON id = article WHERE id = ? AND complete AND NOT unparsed",
            (article,),
        )
        if old is None or not row.complete or not _differ(unpack(old["content"]), unpack(row.content)):
            return
        first = self._db.row("SELECT content FROM article_revision WHERE article = ? ORDER BY id LIMIT 1", (article,))
        content = pack_delta(old["content"], first["content"]) if first else old["content"]
        self._db.write(
            "INSERT INTO article_revision (article, until, content) VALUES (?, ?, ?)", (article, when, content)
        )
        rows = self._db.rows("SELECT id, until FROM article_revision WHERE article = ? ORDER BY id", (article,))
        kept = thin_out([row["until"] for row in rows], when)
        gone = [(row["id"],) for row in rows if row["until"] not in kept]
        self._db.write_many("DELETE FROM article_revision WHERE id = ?", gone)

    def of(self, article: int) -> list[tuple[datetime, Article]]:
        """Return the earlier versions of an article, oldest first."""
        rows = self._db.rows("SELECT until, content FROM article_revision WHERE article = ? ORDER BY id", (article,))
        first = plain_of(rows[0]["content"]) if rows else b""
        return [
            (datetime.fromtimestamp(row["until"], UTC), article_from_dict(unpack(row["content"], first)))
            for row in rows
        ]

    def among(self, articles: Collection[int]) -> list[int]:
        """Return which of these articles have earlier versions, those that were changed last first."""
        rows = self._db.rows(
            "SELECT article FROM article_revision WHERE article IN (SELECT value FROM json_each(?)) "
            "GROUP BY article ORDER BY MAX(until) DESC",
            (json.dumps(sorted(articles)),),
        )
        return [row["article"] for row in rows]

    def changed(self, article: int) -> tuple[datetime | None, bool]:
        """Return when its outlet changed an article last, and whether that was after it was read."""
        row = self._db.row(
            "SELECT MAX(until) AS until, article.read FROM article_revision JOIN article ON article.id = "
            "article_revision.article "
            "WHERE article_revision.article = ?",
            (article,),
        )
        until = row["until"] if row else None
        when = datetime.fromtimestamp(until, UTC) if until is not None else None
        return when, bool(until and row and row["read"] and until > row["read"])


def thin_out(times: Sequence[int], now: int) -> set[int]:
    """Choose which times of changes, oldest first, to keep: the first, the last, and between them ever fewer the longer
    ago they are."""
    kept = [times[0]]
    for time in times[1:-1]:
        if time - kept[-1] >= _SPACING * (now - time):
            kept.append(time)
    return {*kept, times[-1]}


def _differ(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Return whether a reader would find other words."""
    return any(old.get(part) != new.get(part) for part in ("title", "standfirst", "blocks"))
