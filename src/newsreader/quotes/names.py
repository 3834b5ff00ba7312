"""Find names in a text: runs of capitalised words."""

import re
from collections.abc import Iterator

from newsreader.model.values import dataclass
from newsreader.quotes.grammar import Grammar
from newsreader.quotes.lexicon import common_words, verbs
from newsreader.quotes.mentions import given_strength
from newsreader.quotes.tokens import Tokens

#: Particles that any name may have, and those that only follow a given name.
_PARTICLES = frozenset("van von ben bin el al ter ten der den di da do dos del della abou abu ould ibn y".split())
_GIVEN_PARTICLES = frozenset(("de", "du", "la", "le", "des", "d'", "d’"))
_PLACES = frozenset("New Los San Saint Santa Sainte Wall La Le El North South West East".split())
_HANDLE = re.compile(r"@([A-Z][a-zà-ÿ]+)([A-Z][a-zà-ÿ]+)\b")
_MONTH = frozenset("Janvier Février Mars Avril Mai Juin Juillet Août Septembre Octobre Novembre Décembre".split())


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: the indexes of its first and last token, its offsets, and its words without particles."""

    first: int
    last: int
    start: int
    stop: int
    words: list[str]


def _capital(word: str) -> bool:
    return word[0].isupper()


class Names:
    """Finds the names of a text, given the words that it also has in lower case."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.language = grammar.language
        self.common, self.verbs = common_words(grammar.language), verbs(grammar.language)

    def find(self, tokens: Tokens, text: str) -> Iterator[Name]:
        """The names of a paragraph, in order; a place glued to a person is cut off."""
        for numbers, last in self._runs(tokens):
            for run in self._cut(tokens, numbers):
                end = last if run[-1] == numbers[-1] else run[-1]
                stop = tokens.stops[end]
                yield Name(run[0], end, tokens.starts[run[0]], stop, [tokens.words[n] for n in run])
        for match in _HANDLE.finditer(text) if "@" in text else ():
            first, last = tokens.at(match.start() + 1), tokens.at(match.end()) - 1
            if first <= last < len(tokens):
                yield Name(first, last, match.start() + 1, match.end(), [match[1], match[2]])

    def surnames(self, tokens: Tokens, known: set[str]) -> Iterator[Name]:
        """Words that open a sentence and would say nothing there, were they no surnames of people named in full."""
        for at in tokens.opening:
            if at < len(tokens) and tokens.words[at] in known and not self._begins(tokens, at):
                word = tokens.words[at]
                if word not in self.grammar.openers:
                    yield Name(at, at, tokens.starts[at], tokens.stops[at], [word])

    def _runs(self, tokens: Tokens) -> Iterator[tuple[list[int], int]]:
        """Numbers of the words of each run, particles left out, and of its last token."""
        done = -1
        for at, word in enumerate(tokens.words):
            if word[0].isupper() and at > done and self._begins(tokens, at):
                numbers, done = self._run(tokens, at)
                yield numbers, done

    def _begins(self, tokens: Tokens, at: int) -> bool:
        word = tokens.words[at]
        following = tokens.words[at + 1] if at + 1 < len(tokens) else ""
        if word in self.grammar.title_words or word in _MONTH:
            return False
        if len(word) == 1:
            after = tokens.words[at + 2] if at + 2 < len(tokens) else "x"
            return following == "." and tokens.starts[at + 1] == tokens.stops[at] and _capital(after)
        if word[-1] in "'’":
            return (
                len(word) == 2
                and word[0] in "DONM"
                and bool(following)
                and _capital(following)
                and at not in tokens.opening
            )
        if at and tokens.words[at - 1][0].isdigit() and word == "Minutes":
            return False
        if at not in tokens.opening:
            return word not in self.grammar.openers or given_strength(word, self.language) == 2
        return self._name_opens(tokens, at, word, following)

    def _name_opens(self, tokens: Tokens, at: int, word: str, following: str) -> bool:
        """Whether a capital that a sentence demands is a name's all the same."""
        strength, low = given_strength(word, self.language), word.lower()
        capital = bool(following) and _capital(following) and len(following) > 1 and following[-1] not in "'’"
        if word in self.grammar.openers:
            return strength == 2 and capital
        if following[:1] == "-":
            return False  # `Fêterez-vous`
        if low not in self.common:
            return True
        if not strength:
            return False
        verb = self.verbs.get(following.lower())
        return (strength == 2 and (capital or following == "," or bool(verb and verb.finite))) or (
            capital and not following.isupper()
        )

    def _run(self, tokens: Tokens, at: int) -> tuple[list[int], int]:
        words, numbers, last = tokens.words, [at], at
        while last + 1 < len(tokens):
            word, gap = words[last + 1], tokens.starts[last + 1] - tokens.stops[last]
            if word == "." and len(words[last]) == 1 and gap == 0:
                last += 1
                continue
            elided = word[-1] in "'’"
            if gap == 0 and words[last][-1] in "'’" and _capital(word):
                last += 1
                numbers.append(last)
                continue
            if gap != 1:
                break
            if (
                _capital(word)
                and (last + 1) not in tokens.opening
                and word not in self.grammar.titles
                and (not elided or (len(word) == 2 and word[0] in "DONM"))
            ):
                last += 1
                numbers.append(last)
                continue
            joined = self._joined(tokens, numbers, last)
            if joined is None:
                break
            last = joined
            numbers.append(last)
        return numbers, last

    def _joined(self, tokens: Tokens, numbers: list[int], last: int) -> int | None:
        """The number of the capitalised word that a particle ties to the run, if one does."""
        particle = tokens.words[last + 1]
        if particle not in _PARTICLES and particle not in _GIVEN_PARTICLES:
            return None
        after = last + 2
        if (
            particle in ("de", "van", "von")
            and after < len(tokens)
            and tokens.words[after] in ("la", "l'", "l’", "der", "den")
        ):
            after += 1
        if after >= len(tokens) or not _capital(tokens.words[after]) or len(tokens.words[after]) < 2:
            return None
        if tokens.starts[after] - tokens.stops[last + 1] > 5:
            return None
        if particle in _PARTICLES:
            return after
        given = given_strength(tokens.words[numbers[0]], self.language)
        return after if given and len(numbers) <= (2 if particle == "du" else 1) else None

    def _cut(self, tokens: Tokens, numbers: list[int]) -> list[list[int]]:
        """`Pékin Kellan Rothwell` and `AFP Anne Bec` are two names each."""
        words = [tokens.words[n] for n in numbers]
        if len(words) < 2:
            return [numbers]
        strengths = [given_strength(word, self.language) for word in words]
        for at in range(1, len(words) - 1):
            if (
                strengths[at]
                and not any(strengths[:at])
                and len(words[at - 1].rstrip(".")) > 2
                and words[at - 1] not in _PLACES
            ):
                return [numbers[:at], numbers[at:]]
        first = words[0]
        abbreviation = first.isupper() and len(first) > 2 and not all(word.isupper() for word in words)
        if abbreviation or (first in self.grammar.parties and not words[1].isupper()):
            return [numbers[:1], numbers[1:]]
        return [numbers]
