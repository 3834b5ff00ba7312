"""The profile of a person quoted in a library: roles, months, outlets, topics, and others quoted beside them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from newsreader.model.text import fold, word_list
from newsreader.model.values import dataclass

if TYPE_CHECKING:
    from newsreader.model.quotation import QuotationInArticle

#: A word is asked after where this many of the quotations have it, and is no shorter; so many are asked after at most.
_OFTEN, _SHORTEST, _ASKED = 2, 4, 150
#: The share of its words that an earlier form of a quotation has.
_ALIKE = 0.6
#: From here on a word marks somebody off: the critical value of chi-squared with one degree of freedom at 0.001.
_MARKED = 10.83


@dataclass(frozen=True)
class RoleSpan:
    """A role that articles give somebody, from the first to the last such article, and in how many quotations."""

    role: str
    first: datetime
    last: datetime
    count: int


@dataclass(frozen=True)
class ChangedQuotation:
    """A quotation that an earlier revision of its article had in other words (`before`), or not at all ("")."""

    quotation: QuotationInArticle
    noticed: datetime
    before: str


@dataclass(frozen=True)
class Profile:
    """`names` mean the person, the fullest first. `months` are quotations by month ("2026-11"), the oldest first;
    `topics` the words that mark their quotations off from all others, with how many have them, the most telling first;
    `outlets` how many quotations each printed; `beside` in how many of the articles others are quoted. `uncertain`: how
    many quotations in the same articles have no speaker that is certain."""

    names: tuple[str, ...]
    count: int
    articles: int
    uncertain: int
    roles: tuple[RoleSpan, ...]
    months: tuple[tuple[str, int], ...]
    topics: tuple[tuple[str, int], ...]
    outlets: tuple[tuple[str, int], ...]
    beside: tuple[tuple[str, int], ...]
    changed: tuple[ChangedQuotation, ...]


def role_spans(quotations: Iterable[QuotationInArticle]) -> tuple[RoleSpan, ...]:
    """The roles in the order in which they were first given."""
    spans: dict[str, RoleSpan] = {}
    for quoted in sorted(quotations, key=lambda each: each.when):
        if role := quoted.quotation.role:
            known = spans.get(fold(role), RoleSpan(role, quoted.when, quoted.when, 0))
            spans[fold(role)] = RoleSpan(known.role, known.first, quoted.when, known.count + 1)
    return tuple(spans.values())


def months(quotations: Iterable[QuotationInArticle]) -> tuple[tuple[str, int], ...]:
    """Count the quotations of each month, from the first to the last; months without any are among them."""
    counts = Counter((quoted.when.astimezone().year, quoted.when.astimezone().month) for quoted in quotations)
    if not counts:
        return ()
    numbers = range(_number(min(counts)), _number(max(counts)) + 1)
    return tuple((f"{n // 12:04}-{n % 12 + 1:02}", counts[n // 12, n % 12 + 1]) for n in numbers)


def _number(month: tuple[int, int]) -> int:
    return month[0] * 12 + month[1] - 1


def telling_words(
    quotations: Sequence[QuotationInArticle],
    total: int,
    having: Callable[[Sequence[str]], Mapping[str, int]],
    most: int,
) -> tuple[tuple[str, int], ...]:
    """The words that mark some quotations off from all the `total` of a library, of which `having` says how many have
    each word: by the log-likelihood ratio of T. Dunning ("Accurate Methods for the Statistics of Surprise and
    Coincidence", 1993), where that is significant."""
    forms: dict[str, Counter[str]] = {}
    for quoted in quotations:
        for word in set(word_list(quoted.quotation.spoken())):
            if len(word) >= _SHORTEST and word.isalpha():
                forms.setdefault(fold(word), Counter())[word] += 1
    counts_here = {word: counts.total() for word, counts in forms.items() if counts.total() >= _OFTEN}
    asked = sorted(counts_here, key=lambda word: (-counts_here[word], word))[:_ASKED]
    everywhere = having(asked)
    scored = [
        (log_likelihood(counts_here[word], len(quotations), everywhere.get(word, 0), total), word) for word in asked
    ]
    best = sorted((-score, word) for score, word in scored if score >= _MARKED)[:most]
    return tuple((forms[word].most_common(1)[0][0], counts_here[word]) for _score, word in best)


def log_likelihood(have: int, count: int, have_all: int, total: int) -> float:
    """Dunning's G² of a word that `have` of `count` quotations have, and `have_all` of `total`; 0 where it is no more
    frequent here than elsewhere."""
    rest, others = max(0, have_all - have), max(0, total - count)
    if not count or not others or have / count <= rest / others:
        return 0.0
    table = ((have, count - have), (rest, max(0, others - rest)))
    whole = sum(map(sum, table))
    columns = [sum(row[n] for row in table) for n in (0, 1)]
    return 2 * sum(
        seen * math.log(seen * whole / (sum(row) * columns[n])) for row in table for n, seen in enumerate(row) if seen
    )


def as_it_was(words: str, paragraphs: Sequence[str]) -> str | None:
    """Return how an earlier version of an article had a quotation, in its paragraphs: None where it had it so, "" where
    it had nothing like it, else the piece of it that has most of the same words."""
    wanted = [fold(word) for word in word_list(words)]
    best, share = "", _ALIKE
    for text in paragraphs:
        found = [fold(word) for word in word_list(text)]
        if len(set(wanted).intersection(found)) < _ALIKE * len(set(wanted)):
            continue
        if f" {' '.join(wanted)} " in f" {' '.join(found)} ":
            return None
        piece, alike = _likest(wanted, found, text)
        if alike > share:
            best, share = piece, alike
    return best


def _likest(wanted: list[str], words: list[str], text: str) -> tuple[str, float]:
    """The run of a text that has the words of a quotation, with as many before and after as the quotation has there,
    and the share of the quotation's words in it; longer runs than half as much again are none."""
    blocks = [b for b in SequenceMatcher(None, wanted, words, autojunk=False).get_matching_blocks() if b.size > 1]
    if not wanted or not blocks:
        return "", 0.0
    start = max(0, blocks[0].b - blocks[0].a)
    stop = min(len(words), blocks[-1].b + len(wanted) - blocks[-1].a)
    share = sum(block.size for block in blocks) / len(wanted)
    if stop - start > 1.5 * len(wanted) + 3:
        return "", 0.0
    spans = [match.span() for match in re.finditer(r"\w+", text)][start:stop]
    return (text[spans[0][0] : spans[-1][1]], share) if spans else ("", 0.0)
