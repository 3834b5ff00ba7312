"""A search's tree as a condition on the table of articles."""

import re

from newsreader.model.query import All, Any, Dated, Is, Not, Of, Query, Said, State, Tagged, Words
from newsreader.model.text import bare, spelled_out

#: A condition, and its values.
Condition = tuple[str, list[str | int]]

_STATES = {
    State.UNREAD: "article.read IS NULL",
    State.READ: "article.read IS NOT NULL",
    State.SAVED: "article.saved IS NOT NULL",
    State.NOTED: "article.id IN (SELECT article FROM note)",
    State.QUOTED: "article.id IN (SELECT article FROM quotation WHERE speaker <> '')",
    State.DISCUSSED: "article.comments > 0",
}
_OF = """(
    article.outlet IN (SELECT outlet FROM (SELECT DISTINCT outlet FROM article) WHERE instr(bare(outlet), ?))
    OR article.id IN (
        SELECT article FROM membership JOIN feed ON feed.id = feed
        WHERE instr(bare(feed.title), ?) OR instr(bare(feed.folder), ?)
    )
)"""


def condition(query: Query) -> Condition:
    """What an article has to be for this query."""
    match query:
        case Words():
            match = fts(query)
            return _found(match) if match else ("1", [])
        case Said(names):
            marks = ",".join("?" * len(names))
            return f"article.id IN (SELECT article FROM quotation WHERE speaker IN ({marks}))", list(names)
        case Of(words):
            return _OF, [bare(words)] * 3
        case Tagged(tag):
            return "article.id IN (SELECT article FROM tagging WHERE tag = ?)", [tag]
        case Is(state):
            return _STATES[state], []
        case Dated(since, before):
            at = since or before
            return f"article.sorted {'>=' if since else '<'} ?", [int(at.timestamp()) if at else 0]
        case Not(inside):
            words, values = condition(inside)
            return f"NOT ({words})", values
        case All(queries):
            # Words that are looked for together are one question to the index.
            together = [fts(one) for one in queries if isinstance(one, Words)]
            parts = [condition(one) for one in queries if not isinstance(one, Words)]
            if any(together):
                parts.insert(0, _found(" AND ".join(filter(None, together))))
            return _joined(" AND ", parts)
        case Any(queries):
            return _joined(" OR ", [condition(one) for one in queries])


def _joined(by: str, parts: list[Condition]) -> Condition:
    return "(" + by.join(words for words, _values in parts) + ")", [value for _w, values in parts for value in values]


def _found(match: str) -> Condition:
    return "article.doc IN (SELECT rowid FROM search WHERE search MATCH ?)", [match]


def fts(words: Words) -> str:
    """Words as FTS5 takes them: in quotation marks, so that none is an operator."""
    plain = " ".join(re.findall(r"\w+", spelled_out(words.words)))
    if not plain:
        return ""
    column = f"{words.where} : " if words.where else ""
    return f'{column}"{plain}"{" *" if words.begun else ""}'
