"""Translate a query into SQL conditions on the tables of articles and quotations."""

import json
from collections.abc import Iterator, Sequence

from newsreader.model.query import (
    About,
    All,
    Any,
    Dated,
    Is,
    Not,
    Of,
    PrintedBy,
    Query,
    Quoted,
    RoleIs,
    Ruled,
    Said,
    State,
    Tagged,
    Words,
)
from newsreader.model.text import fold
from newsreader.store.fts_index import ROOM
from newsreader.store.fts_query import part, phrase
from newsreader.store.quotation_index import ATTRIBUTABLE, NOBODY
from newsreader.store.quotation_index import ROOM as QUOTATION_ROOM

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
_PRINTED_BY = """article.outlet IN (
        -- Each outlet once, from one to the next along the index.
        WITH RECURSIVE known (outlet) AS (
            SELECT MIN(outlet) FROM article
            UNION ALL
            SELECT (SELECT MIN(outlet) FROM article WHERE outlet > known.outlet) FROM known WHERE outlet IS NOT NULL
        )
        SELECT outlet FROM known WHERE instr(bare(COALESCE(outlet, '')), ?)
    )"""
_OF = f"""(
    {_PRINTED_BY}
    OR article.id IN (
        SELECT article FROM feed_article
        WHERE feed IN (SELECT id FROM feed WHERE instr(bare(title), ?) OR instr(bare(folder), ?) OR url = ?)
    )
)"""


def to_sql(query: Query, few: bool = False) -> Condition:
    """Return the condition that a query puts on an article; `few`: it is asked of few articles, one by one."""
    match query:
        case Words():
            match = _article_words(query)
            return _found(match, few) if match else ("1", [])
        case Said(names) if "" in names:  # what nobody says at all, such as a name between marks, is not meant
            return to_sql(Quoted(query), few)
        case Said(names):
            placeholders = ",".join("?" * len(names))
            return f"article.id IN (SELECT article FROM quotation WHERE speaker IN ({placeholders}))", list(names)
        case Of(words):
            return _OF, [*[fold(words)] * 3, words]
        case PrintedBy(words):
            return _PRINTED_BY, [fold(words)]
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
        case RoleIs():
            return to_sql(Quoted(query), few)
        case Quoted(inside):
            return _with_quotation(inside, few)
        case About(inside):
            return to_sql(inside, few)
        case Not(inside):
            words, values = to_sql(inside, few)
            return f"NOT ({words})", values
        case All(queries):
            match, rest = part(queries, _article_words)
            return joined(" AND ", [*([_found(match, few)] if match else []), *(to_sql(each, few) for each in rest)])
        case Any(queries):
            return joined(" OR ", [to_sql(each, few) for each in queries])


def joined(by: str, parts: Sequence[Condition]) -> Condition:
    """Join conditions to one."""
    return "(" + by.join(words for words, _values in parts) + ")", [value for _w, values in parts for value in values]


def _found(match: str, few: bool) -> Condition:
    if few:
        return "EXISTS (SELECT 1 FROM article_fts WHERE article_fts MATCH ? AND rowid = article.fts_rowid)", [match]
    return "article.fts_rowid IN (SELECT rowid FROM article_fts WHERE article_fts MATCH ?)", [match]


#: What is looked up in other tables.
_ELSEWHERE = (Said, Of, PrintedBy, RoleIs, Quoted, About, Tagged, Ruled)


def split_fts(query: Query) -> tuple[str, Condition | None]:
    """Return what the index of words is asked first, in its own language, and what its articles have to be besides;
    None where the rest is a list of its own, which it is quicker to begin with."""
    match, rest = part(query.queries if isinstance(query, All) else (query,), _article_words)
    if any(isinstance(each, _ELSEWHERE) or (isinstance(each, Is) and each.state in _FEW) for each in rest):
        return match, None
    # The index is in order of time: it need not be read beyond a date.
    bounds = [bound for each in rest for bound in _bounds(each, "article_fts", ROOM)]
    return match, joined(" AND ", [("1", []), *bounds, *map(to_sql, rest)])


def _bounds(query: Query, index: str, room: int) -> Iterator[Condition]:
    if isinstance(query, Dated) and query.since:
        yield f"{index}.rowid >= ?", [int(query.since.timestamp()) // 60 * room]
    if isinstance(query, Dated) and query.before:  # a day more: what has no room at its minute is further on
        yield f"{index}.rowid < ?", [(int(query.before.timestamp()) // 60 + 1440) * room]


#: What few articles are.
_FEW = (State.SAVED, State.NOTED, State.TAGGED, State.HIDDEN)


def _article_words(query: Query) -> str:
    """Return what the index of articles is asked."""
    if not isinstance(query, Words) or not (plain := phrase(query.words, query.begun)):
        return ""
    return f"({query.where} : {plain})" if query.where else f"({plain})"


#: What the index of quotations finds, with its rows.
_QUOTATIONS_FOUND = """quotation_fts CROSS JOIN article ON article.id = (
    SELECT id FROM article AS holder
    WHERE holder.quotes_rowid >= quotation_fts.rowid AND holder.quotes_rowid > 0 ORDER BY holder.quotes_rowid LIMIT 1
) CROSS JOIN quotation ON quotation.article = article.id
    AND quotation.number = article.quotes_rowid - quotation_fts.rowid"""
_QUOTATIONS = "article CROSS JOIN quotation ON quotation.article = article.id"
#: Of how many names at most the index is asked; how short a word may be that is only begun (its `prefix` option).
_NAMES, _SHORTEST = 60, 2


def quotation_rows(query: Query | None, articles: Sequence[int] = ()) -> tuple[str, Condition, str]:
    """Return where the quotations of a query are (tables `quotation` and `article`), in these articles (all, without
    any); what they have to be; and the order in which the newest come first, each article's from its beginning."""
    queries, order = _together(query), "article.sort_time DESC, article.id DESC, quotation.number"
    if articles:
        within: Condition = ("article.id IN (SELECT value FROM json_each(?))", [json.dumps(articles)])
        few = [quotation_sql(each, few=True) for each in queries]
        return _QUOTATIONS, joined(" AND ", [within, (ATTRIBUTABLE, []), *few]), order
    match, rest = part(queries, _quotation_words)
    speakers = [asked for each in queries if isinstance(each, Said) and (asked := _speaker_words(each))]
    tests = [quotation_sql(each) for each in rest]
    if not match and not speakers:
        return _QUOTATIONS, joined(" AND ", [(ATTRIBUTABLE, []), *tests]), order
    bounds = [bound for each in queries for bound in _bounds(each, "quotation_fts", QUOTATION_ROOM)]
    asked = " AND ".join([*([f"({match})"] if match else []), *speakers])
    found = joined(" AND ", [("quotation_fts MATCH ?", [asked]), *bounds, *tests])
    return _QUOTATIONS_FOUND, found, "quotation_fts.rowid DESC"


def _together(query: Query | None) -> list[Query]:
    """Return what a quotation has to be, one by one."""
    match query:
        case None:
            return []
        case All(queries):
            return [part for each in queries for part in _together(each)]
        case Quoted(inside):
            return _together(inside)
        case _:
            return [query]


def quotation_sql(query: Query, few: bool = False) -> Condition:
    """Return the condition that a query puts on a quotation or its article; `few`: it is asked of few quotations, one
    by one."""
    match query:
        case Words(where="") | RoleIs() | PrintedBy():
            match = _quotation_words(query)
            return _quotation_found(match, few) if match else ("1", [])
        case Said(names):
            return "quotation.speaker IN (SELECT value FROM json_each(?))", [json.dumps(names)]
        case Quoted(inside):
            return quotation_sql(inside, few)
        case Not(inside):
            words, values = quotation_sql(inside, few)
            return f"NOT ({words})", values
        case All(queries):
            return joined(" AND ", [quotation_sql(each, few) for each in queries])
        case Any(queries):
            return joined(" OR ", [quotation_sql(each, few) for each in queries])
        case _:
            return to_sql(query, few)


def _quotation_found(match: str, few: bool) -> Condition:
    at = "article.quotes_rowid - quotation.number"
    if few:
        return f"EXISTS (SELECT 1 FROM quotation_fts WHERE quotation_fts MATCH ? AND rowid = {at})", [match]
    return f"{at} IN (SELECT rowid FROM quotation_fts WHERE quotation_fts MATCH ?)", [match]


def _with_quotation(query: Query, few: bool) -> Condition:
    """An article that has such a quotation."""
    if few:
        tests, values = joined(" AND ", [quotation_sql(part, few) for part in _together(query)])
        own = f"quotation.article = article.id AND {ATTRIBUTABLE} AND {tests}"
        return f"EXISTS (SELECT 1 FROM quotation WHERE {own})", values
    tables, (tests, values), _order = quotation_rows(query)
    return f"article.id IN (SELECT quotation.article FROM {tables} WHERE {tests})", values


def _quotation_words(query: Query) -> str:
    """Return what the index of quotations is asked."""
    match query:
        case Words(words, "", begun):
            column, asked = "text", phrase(words, begun, _SHORTEST)
        case RoleIs(words):
            column, asked = "role", phrase(words, True, _SHORTEST)
        case PrintedBy(words):
            column, asked = "outlet", phrase(words, True, _SHORTEST)
        case _:
            return ""
    return f"({column} : {asked})" if asked else ""


def _speaker_words(query: Said) -> str:
    """Return what the index of quotations is asked for the speakers: it finds those who have more names, too."""
    asked = [f'"{NOBODY}"' if not name else phrase(name) for name in query.names]
    return f"(speaker : ({' OR '.join(asked)}))" if all(asked) and 0 < len(asked) <= _NAMES else ""
