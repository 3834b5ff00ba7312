"""A search's tree as a condition on the table of articles."""

import re
from collections.abc import Iterable, Iterator

from newsreader.model.query import All, Any, Dated, Is, Not, Of, Query, Ruled, Said, State, Tagged, Words
from newsreader.model.text import expand_ligatures, fold
from newsreader.model.unspaced import wanted_pairs
from newsreader.store.fts_index import ROOM

#: A condition, and its values.
Condition = tuple[str, list[str | int]]

_STATES = {
    State.UNREAD: "article.read IS NULL",
    State.READ: "article.read IS NOT NULL",
    State.SAVED: "article.saved IS NOT NULL",
    State.NOTED: "article.id IN (SELECT article FROM note)",
    State.QUOTED: "article.id IN (SELECT article FROM quotation WHERE speaker <> '')",
    State.DISCUSSED: "article.comment_count > 0",
    State.HIDDEN: "article.hidden IS NOT NULL",
    State.TAGGED: "article.id IN (SELECT article FROM article_tag)",
}
_OF = """(
    article.outlet IN (
        -- Each outlet once, from one to the next along the index.
        WITH RECURSIVE known (outlet) AS (
            SELECT MIN(outlet) FROM article
            UNION ALL
            SELECT (SELECT MIN(outlet) FROM article WHERE outlet > known.outlet) FROM known WHERE outlet IS NOT NULL
        )
        SELECT outlet FROM known WHERE instr(bare(COALESCE(outlet, '')), ?)
    )
    OR article.id IN (
        SELECT article FROM feed_article
        WHERE feed IN (SELECT id FROM feed WHERE instr(bare(title), ?) OR instr(bare(folder), ?) OR url = ?)
    )
)"""


def to_sql(query: Query, few: bool = False) -> Condition:
    """What an article has to be for this query; `few`: it is asked of few articles, one by one."""
    match query:
        case Words():
            match = to_fts(query)
            return _found(match, few) if match else ("1", [])
        case Said(names):
            marks = ",".join("?" * len(names))
            return f"article.id IN (SELECT article FROM quotation WHERE speaker IN ({marks}))", list(names)
        case Of(words):
            return _OF, [*[fold(words)] * 3, words]
        case Tagged(tag):
            alike = "SELECT DISTINCT tag FROM article_tag WHERE bare(tag) = ?"
            return f"article.id IN (SELECT article FROM article_tag WHERE tag IN ({alike}))", [fold(tag)]
        case Ruled(rule):
            return "article.id IN (SELECT article FROM rule_match WHERE rule = ?)", [rule]
        case Is(state):
            return _STATES[state], []
        case Dated(seen=seen) if seen:
            return "article.id IN (SELECT id FROM article WHERE first_seen >= ?)", [int(seen.timestamp())]
        case Dated(since, before):
            at = since or before
            return f"article.sort_time {'>=' if since else '<'} ?", [int(at.timestamp()) if at else 0]
        case Not(inside):
            words, values = to_sql(inside, few)
            return f"NOT ({words})", values
        case All(queries):
            match, rest = _parted(queries)
            return _joined(" AND ", [*([_found(match, few)] if match else []), *(to_sql(one, few) for one in rest)])
        case Any(queries):
            return _joined(" OR ", [to_sql(one, few) for one in queries])


def _joined(by: str, parts: list[Condition]) -> Condition:
    return "(" + by.join(words for words, _values in parts) + ")", [value for _w, values in parts for value in values]


def _found(match: str, few: bool) -> Condition:
    if few:
        return "EXISTS (SELECT 1 FROM article_fts WHERE article_fts MATCH ? AND rowid = article.fts_rowid)", [match]
    return "article.fts_rowid IN (SELECT rowid FROM article_fts WHERE article_fts MATCH ?)", [match]


def split_fts(query: Query) -> tuple[str, Condition | None]:
    """What the index of words is asked first, in its own language, and what its articles have to be besides;
    None where the rest is a list of its own, which it is quicker to begin with."""
    match, rest = _parted(query.queries if isinstance(query, All) else (query,))
    if any(isinstance(one, Said | Of | Tagged | Ruled) or (isinstance(one, Is) and one.state in _FEW) for one in rest):
        return match, None
    # The index is in order of time: it need not be read beyond a date.
    bounds = [bound for one in rest if isinstance(one, Dated) for bound in _bounds(one)]
    return match, _joined(" AND ", [("1", []), *bounds, *map(to_sql, rest)])


def _bounds(dated: Dated) -> Iterator[Condition]:
    if dated.since:
        yield "article_fts.rowid >= ?", [int(dated.since.timestamp()) // 60 * ROOM]


#: What few articles are.
_FEW = (State.SAVED, State.NOTED, State.TAGGED, State.HIDDEN)


def _parted(queries: Iterable[Query]) -> tuple[str, list[Query]]:
    """What the index of words can answer by itself, as one question to it; and the rest."""
    wanted, unwanted, rest = list[str](), list[str](), list[Query]()
    for query in queries:
        if isinstance(query, Not) and (match := to_fts(query.query)):
            unwanted.append(match)
        elif match := to_fts(query):
            wanted.append(match)
        else:
            rest.append(query)
    if not wanted:
        return "", list(queries)
    return " NOT ".join([f"({' AND '.join(wanted)})", *unwanted]), rest


def to_fts(query: Query) -> str:
    """A query in the language of FTS5, words in quotation marks so that none is an operator; "" where words are
    not all that it asks for."""
    match query:
        case Words(words, where, begun):
            paired, letter = wanted_pairs(expand_ligatures(words))
            plain = " ".join(re.findall(r"\w+", paired))
            column = f"{where} : " if where else ""
            return f'({column}"{plain}"{" *" if begun or letter else ""})' if plain else ""
        case Any(queries) if all(map(to_fts, queries)):
            return f"({' OR '.join(map(to_fts, queries))})"
        case All(queries):
            match, rest = _parted(queries)
            return f"({match})" if match and not rest else ""
        case _:
            return ""
