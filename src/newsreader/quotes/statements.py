"""Match quotations of the same statement in several articles, also shortened or corrected ones."""

import re
from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from itertools import chain

from newsreader.model.text import fold, word_list
from newsreader.model.values import dataclass

#: Words that stand together in what is looked up, and words that two statements have in common at least.
_RUN, _LEAST = 4, 5
#: Of these, so many say something; two are enough where all of the shorter statement stands in the other.
_TELLING, _TELLING_WHOLE = 4, 2
#: The share of the shorter statement's words that the other one has, in runs of at least `_PIECE`; of statements that
#: were cut out of the middle of one another, as long as they have so many words in one run, less.
_SHARED, _PIECE, _OVERLAP, _LONG = 0.6, 3, 0.25, 10
#: A phrase that so many statements have is one that everybody uses.
_COMMON = 40
#: What is repeated later than this is said again.
APART = timedelta(days=30)
_WORD = re.compile(r"\w+")
#: Words of four letters and more that say nothing of what is said.
_EMPTY = frozenset(
    """alors apres assez aucun aucune aujourd aussi autre autres avait avant avec avoir beaucoup bien cela celle celui
    cette ceux chaque chose choses chez comme comment contre dans depuis deja deux dire dont donc elle elles encore
    entre etait etaient etre etes eux faire fait faut font ici jamais jusque leur leurs mais meme moins notre nous
    nos parce parmi pendant peut peuvent plus plusieurs pour pourquoi quand quelle quelque quelques quoi rien sans
    sera serait soit sommes sont sous toujours tous tout toute toutes tres trop vers voici voila votre vous about
    after also been before could does from have here into just more most much only other over should some such than
    that their them then there these they this those very were what when where which while will with would
    your""".split()
)


def statement_words(text: str) -> tuple[str, ...]:
    """The words by which statements are compared, whatever their accents, case and marks."""
    return tuple(word_list(fold(text)))


def is_same_statement(words: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether one statement is the other, shortened, corrected or cut differently. Translations are not
    found."""
    shorter = min(len(words), len(other))
    if shorter < _LEAST:
        return False
    blocks = SequenceMatcher(None, words, other, autojunk=False).get_matching_blocks()
    pieces = [words[block.a : block.a + block.size] for block in blocks if block.size >= min(_PIECE, shorter)]
    shared, telling = sum(map(len, pieces)), sum(map(_is_telling, chain(*pieces)))
    if shared < _LEAST or telling < _TELLING:
        return shared == shorter and telling >= _TELLING_WHOLE
    return shared >= _SHARED * shorter or (max(map(len, pieces)) >= _LONG and shared >= _OVERLAP * shorter)


def telling_runs(words: Sequence[str], most: int) -> list[str]:
    """Return up to so many runs of words of a statement, spread over it, by which it can be looked up elsewhere."""
    runs = [words[at : at + _RUN] for at in range(0, max(1, len(words) - _RUN + 1))]
    telling = [" ".join(run) for run in runs if len(run) == _RUN and any(map(_is_telling, run))]
    return telling[:: max(1, -(-len(telling) // most))]


def _is_telling(word: str) -> bool:
    """Whether a word says something of what is said."""
    return len(word) > 3 and word not in _EMPTY


@dataclass(frozen=True, slots=True)
class _Known:
    when: datetime
    number: int
    words: tuple[str, ...]


class StatementIndex:
    """An index of statements by their n-grams. They have to be added in the order of time; those older than `apart` are
    dropped, which bounds its size."""

    def __init__(self, apart: timedelta = APART) -> None:
        self._apart = apart
        self._by_run: dict[int, list[_Known]] = {}
        self._known: deque[_Known] = deque()

    def add(self, number: int, words: tuple[str, ...], when: datetime) -> list[int]:
        """Add a statement; returns the numbers of those that say the same."""
        while self._known and when - self._known[0].when > self._apart:
            self._forget(self._known.popleft())
        runs = _runs(words)
        near: dict[int, _Known] = {}
        for run in runs:
            near.update((statement.number, statement) for statement in self._by_run.get(run, ()))
        numbers = [statement.number for statement in near.values() if is_same_statement(statement.words, words)]
        known = _Known(when, number, words)
        self._known.append(known)
        for run in runs:
            statements = self._by_run.setdefault(run, [])
            if len(statements) < _COMMON:
                statements.append(known)
        return numbers

    def _forget(self, known: _Known) -> None:
        for run in _runs(known.words):
            statements = self._by_run.get(run)
            if statements and statements[0] is known:
                del statements[0]
                if not statements:
                    del self._by_run[run]


def _runs(words: tuple[str, ...]) -> set[int]:
    """What stands for the runs of a statement's words; none for one that is too short to be compared."""
    if len(words) < _LEAST:
        return set()
    return {hash(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def cut_of(version: str, whole: str) -> str:
    """A version of a statement with […] where it leaves words of the whole one out, at its ends too."""
    words, all_words = list(_WORD.finditer(version)), statement_words(whole)
    folded = [fold(word.group()) for word in words]
    blocks = SequenceMatcher(None, all_words, folded, autojunk=False).get_opcodes()
    out, at = [], 0
    for kind, left, right, start, stop in blocks:
        if kind == "delete" or (kind == "replace" and right - left > 2 * (stop - start)):
            offset = words[start].start() if start < len(words) else len(version)
            out += [version[at:offset].rstrip(), "[…]"]
            at = offset
    return " ".join(part for part in (*out, version[at:].strip()) if part)
