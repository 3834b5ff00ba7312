"""Translate a query into FTS5's query language, as far as a full-text index can answer it."""

import re
from collections.abc import Callable, Sequence

from newsreader.model.query import All, Any, Not, Query
from newsreader.model.text import expand_ligatures
from newsreader.model.unspaced import has_unspaced, wanted_pairs

#: A query that holds no other, in the language of FTS5; "" for what the index does not know.
Leaf = Callable[[Query], str]


def part(queries: Sequence[Query], leaf: Leaf) -> tuple[str, list[Query]]:
    """Return what an index of words can answer by itself, as one question to it; and the rest."""
    wanted, unwanted, rest = list[str](), list[str](), list[Query]()
    for query in queries:
        if isinstance(query, Not) and (match := to_fts(query.query, leaf)):
            unwanted.append(match)
        elif match := to_fts(query, leaf):
            wanted.append(match)
        else:
            rest.append(query)
    if not wanted:
        return "", list(queries)
    return " NOT ".join([f"({' AND '.join(wanted)})", *unwanted]), rest


def to_fts(query: Query, leaf: Leaf) -> str:
    """A query in the language of FTS5; "" where words are not all that it asks for."""
    match query:
        case Any(queries) if all(to_fts(each, leaf) for each in queries):
            return f"({' OR '.join(to_fts(each, leaf) for each in queries)})"
        case All(queries):
            match, rest = part(queries, leaf)
            return f"({match})" if match and not rest else ""
        case _:
            return leaf(query)


def phrase(words: str, begun: bool = False, shortest: int = 1) -> str:
    """Words that stand together, in quotation marks so that none is an operator; "" where they have no letter. The last
    is left out while it is only `begun` and has fewer letters than the `shortest` that is worth while."""
    paired, letter = wanted_pairs(expand_ligatures(words))
    plain = re.findall(r"\w+", paired)
    if begun and plain and len(plain[-1]) < shortest and plain[-1].isalpha() and not has_unspaced(plain[-1]):
        plain, begun = plain[:-1], False
    return f'"{" ".join(plain)}"{" *" if begun or letter else ""}' if plain else ""
