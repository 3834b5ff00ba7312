"""Search for quotations by their words, speaker, outlet and date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from newsreader.i18n import language
from newsreader.library.search.parser import parse_query
from newsreader.library.service import Service
from newsreader.library.speaker_groups import name_resolver
from newsreader.model.query import All, Any, Dated, Query, Quoted, RoleIs, Said, Words
from newsreader.model.values import dataclass

if TYPE_CHECKING:
    from newsreader.library.statements import Statement
    from newsreader.model.quotation import QuotationInArticle

#: From how many on the quotations that a search finds are many: counting ends there.
MANY = 1000
#: By so many runs of its words a statement is looked up.
_LOOKED_UP = 12


class QuotationOrder(StrEnum):
    """The order of quotations; where two are equal, the newer one comes first."""

    TIME = "time"
    SPEAKER = "speaker"
    OUTLET = "outlet"


@dataclass(frozen=True)
class QuotationCount:
    """The number of quotations that a search finds, counted up to a limit. `uncertain`: how many of them have no
    speaker that is sure enough; or, where the search names a speaker, how many others match but for that."""

    found: int
    uncertain: int


class QuotationSearch(Service):
    """Searches for quotations, in the language of searches; `Library.quotation_search`."""

    def parse(self, text: str, typing: bool = False) -> Query | None:
        """Return what a search for quotations asks for; while `typing`, its last word is only begun. Raises
        QueryError."""
        left = datetime.fromtimestamp(int(self._store.state.get("left") or 0), UTC)
        return parse_query(text, self._now(), name_resolver(self._store), typing, left, quotations=True)

    def find(self, query: Query | None, limit: int = -1, articles: Sequence[int] = ()) -> list[QuotationInArticle]:
        """The quotations that a search finds (all, without one) in these articles (all, without any), newest first;
        -1 is no limit."""
        return self._store.quotations.find(query, limit, articles)

    def count(self, query: Query | None, articles: Sequence[int] = (), most: int = MANY) -> QuotationCount:
        """Count what a search finds, and what is left out of it or uncertain in it; counting ends at `most`."""
        count = self._store.quotations.count
        rest = _without_speaker(query)
        if names_speaker(query) and not rest and not articles:
            return QuotationCount(count(query, most), 0)  # nothing but the speaker tells which are like them
        return QuotationCount(count(query, most, articles), count(All((*rest, Said(("",)))), most, articles))

    def versions(self, quoted: QuotationInArticle) -> Statement:
        """Return a quotation with what says the same in other articles, of a month before it and a month after."""
        from newsreader.library.statements import statement_of  # few ask for it
        from newsreader.quotes.statements import APART, is_same_statement, statement_words, telling_runs

        words = statement_words(quoted.quotation.spoken())
        runs = tuple(Words(run) for run in telling_runs(words, _LOOKED_UP))
        within = Dated(since=quoted.when - APART, before=quoted.when + APART)
        quotations = self.find(All((Any(runs), within)), MANY) if runs else []
        same = [other for other in quotations if is_same_statement(words, statement_words(other.quotation.spoken()))]
        key = (quoted.article, quoted.number)
        others = [other for other in same if (other.article, other.number) != key]
        return statement_of(
            sorted((quoted, *others), key=lambda version: (version.when, version.article, version.number))
        )

    def is_indexed(self) -> bool:
        """Return whether every quotation can be found by its words: those of an older library are made so little by
        little."""
        return not self._store.quotation_index.missing(1)


def names_speaker(query: Query | None) -> bool:
    """Return whether a search asks who speaks: it leaves out what nobody is certain of."""
    return len(_without_speaker(query)) < len(_parts(query))


def _parts(query: Query | None) -> list[Query]:
    match query:
        case None:
            return []
        case All(queries):
            return [part for each in queries for part in _parts(each)]
        case Quoted(inside):
            return _parts(inside)
        case _:
            return [query]


def _without_speaker(query: Query | None) -> list[Query]:
    """The parts of a search but those that name a speaker or a role."""
    return [part for part in _parts(query) if not isinstance(part, Said | RoleIs)]


def as_article_search(text: str) -> str:
    """A search for quotations as one for the articles that have such a quotation, in the language of the reader: so it
    is kept, and a rule made."""
    return f"{'citation' if language() == 'fr' else 'quotation'}:({text.strip()})"


def quotations_within(text: str) -> str:
    """The inverse: the search for quotations in such a search for articles; "" where it is another one."""
    match = re.fullmatch(r"(?:quotation|citation):\((.*)\)", text.strip(), re.IGNORECASE | re.DOTALL)
    depth = 0
    for letter in match.group(1) if match else ")":
        depth += (letter == "(") - (letter == ")")
        if depth < 0:  # its brackets end before the search does
            return ""
    return match.group(1) if match else ""


def in_order(quotations: Iterable[QuotationInArticle], order: QuotationOrder) -> list[QuotationInArticle]:
    """Sort quotations, given the newest first. Those without a speaker come last by speaker."""
    match order:
        case QuotationOrder.SPEAKER:
            return sorted(
                quotations, key=lambda quoted: (not quoted.quotation.speaker, quoted.quotation.speaker.casefold())
            )
        case QuotationOrder.OUTLET:
            return sorted(quotations, key=lambda quoted: (not quoted.outlet, quoted.outlet.casefold()))
        case QuotationOrder.TIME:
            return list(quotations)
