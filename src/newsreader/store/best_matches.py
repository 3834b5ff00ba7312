"""Rank what the index of words finds: by BM25, a word of the title counting for more, and the more the newer it is."""

import heapq
import time
from collections.abc import Sequence
from typing import NamedTuple

from newsreader.store.database import Database

#: What the index of words finds, with its articles; its rows are in the order of their time.
FOUND = "article_fts CROSS JOIN article ON article.fts_rowid = article_fts.rowid WHERE article_fts MATCH ? AND "
#: How many of the newest matches are compared, and how many of those in titles.
_AMONG, _IN_TITLES = 1000, 300
#: BM25 is below 0; of an article of a month it counts for seven tenths, of an old one for four.
_SCORE = "bm25(article_fts, 4.0, 1.0, 2.0) * (0.4 + 0.6 * 2592000 / (2592000 + MAX(0, ? - sort_time)))"
#: What is in a title comes first, each kind by its time.
_IN_TITLE, _ANYWHERE = -2.0, -1.0


class Matches(NamedTuple):
    """The numbers of the best articles, the best first; how many were found, and whether there are more than those."""

    articles: list[int]
    found: int
    are_more: bool


def best_matches(
    database: Database, match: str, tests: str, values: Sequence[str | int], limit: int, scored: bool
) -> Matches:
    """Return the best of what `match` finds and `tests` (with `values`) let through, at most `limit`.

    It is looked for among the newest, and the newest in titles. BM25 asks in how many articles the words are: for a
    word of which only two letters are known that takes longer than to find them, and says nothing. Not `scored`, titles
    come first, and there may be enough of them.
    """
    if scored:
        scores = _scores(database, match, tests, values, _AMONG)
        count, are_more = len(scores), len(scores) == _AMONG
        if are_more:  # the others are all there
            for article, score in _scores(database, f"title : ({match})", tests, values, _IN_TITLES).items():
                scores[article] = min(score, scores.get(article, 0.0))
    else:
        scores = dict.fromkeys(_newest(database, f"title : ({match})", tests, values, _IN_TITLES), _IN_TITLE)
        count, are_more = len(scores), len(scores) == _IN_TITLES
        if not are_more:
            newest = _newest(database, match, tests, values, _AMONG)
            scores = dict.fromkeys(newest, _ANYWHERE) | scores
            count, are_more = len(newest), len(newest) == _AMONG
    return Matches(heapq.nsmallest(limit, scores, key=lambda article: scores[article]), count, are_more)


def _scores(database: Database, match: str, tests: str, values: Sequence[str | int], most: int) -> dict[int, float]:
    rows = database.rows(
        f"SELECT article.id, {_SCORE} AS score FROM {FOUND}{tests} ORDER BY article_fts.rowid DESC LIMIT ?",
        [int(time.time()), match, *values, most],
    )
    return {row["id"]: row["score"] for row in rows}


def _newest(database: Database, match: str, tests: str, values: Sequence[str | int], most: int) -> list[int]:
    rows = database.rows(
        f"SELECT article.id FROM {FOUND}{tests} ORDER BY article_fts.rowid DESC LIMIT ?", [match, *values, most]
    )
    return [row["id"] for row in rows]
