"""Noun groups that can speak: `la maire`, `les syndicats`, `le rapport`."""

import re
from collections.abc import Iterator
from functools import lru_cache

from newsreader.quotes.grammar import Grammar
from newsreader.quotes.lexicon import verbs
from newsreader.quotes.mentions import Mention, MentionKind
from newsreader.quotes.roles import Roles
from newsreader.quotes.sentences import MASK, Paragraph
from newsreader.quotes.tokens import Tokens

_PLAIN = re.compile(r"[a-zà-ÿœ][a-zà-ÿœ'’-]+")
_LONGEST = 90
#: What ends the way from a noun to its verb.
_BREAKS = MASK + ",;:."
_PEOPLE = re.compile(
    r".*(?:ien|ienne|ais|aise|ois|oise|ain|aine|and|ande|in|ine|ol|ole|que|an|ane|ec|ecque|be|sse|is|ise|on|onne)s?"
)


class Descriptions:
    """Finds the descriptions of a text, and gives the roles among them to their bearers."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.verbs, self.roles = verbs(grammar.language), Roles(grammar)
        self._kind_of_noun = lru_cache(8192)(self._noun_kind)

    def find(self, paragraph: Paragraph, tokens: Tokens, named: list[Mention]) -> Iterator[Mention]:
        """The descriptions of a paragraph that stand beside no name; `named` are its names, in order."""
        determiners, opening, after = self.grammar.determiners, tokens.opening, 0
        begins = [n for n, low in enumerate(tokens.lows) if low in determiners or n in opening or low.isdigit()]
        taken = {m.first for m in named}
        for at in begins:
            low = tokens.lows[at]
            if at < after:
                continue
            if low in determiners or low.isdigit():
                mention, after = self._group(paragraph, tokens, named, at)
                if mention:
                    yield mention
            elif at not in taken and self.grammar.person(low):
                self.roles.bare(paragraph, tokens, named, at)
        for mention in named:
            self.roles.apposition(paragraph, mention)

    def _head(self, tokens: Tokens, at: int) -> int:
        """The number of the noun that a determiner leads to, adjectives before it stepped over."""
        head, lows, modifiers = at + 1, tokens.lows, self.grammar.modifiers
        last = len(lows) - 1
        while head < last and lows[head] in modifiers and head - at < 4:
            if (
                self.grammar.person(lows[head])
                and not self.grammar.person(lows[head + 1])
                and not (lows[head + 1] in modifiers or self._noun_like(tokens.words[head + 1]))
            ):
                break
            head += 1
        return head

    def _noun_like(self, word: str) -> bool:
        return self.grammar.organisation(word) and _PLAIN.fullmatch(word) is not None

    def _group(self, paragraph: Paragraph, tokens: Tokens, named: list[Mention], at: int) -> tuple[Mention | None, int]:
        head = at + 1
        if head >= len(tokens.lows):
            return None, head
        if tokens.lows[head] in self.grammar.modifiers:
            head = self._head(tokens, at)
        if tokens.sentences[head] != tokens.sentences[at]:
            return None, at + 1
        low = tokens.lows[head]
        kind = self._kind(tokens, at, head)
        if kind is None and paragraph.spans and self._speaks(tokens, at, head) and _PLAIN.fullmatch(tokens.words[head]):
            kind = MentionKind.NOUN  # only beside quotations is it looked for
        if kind is None:
            return None, at + 1
        stop = self._stop(paragraph, tokens, at, head)
        text = paragraph.masked[tokens.starts[at] : stop].rstrip()
        noun = self.grammar.person(low) if kind is MentionKind.PERSON else None
        mention = Mention(
            kind,
            paragraph.number,
            at,
            max(head, tokens.at(tokens.starts[at] + len(text)) - 1),
            tokens.starts[at],
            tokens.starts[at] + len(text),
            text,
            noun=noun.plain if noun else low,
            gender=self._gender(tokens.lows[at], low, noun.gender if noun else ""),
            plural=bool(self.grammar.plural.match(text + " ")) or text[0].isdigit(),
            indefinite=bool(self.grammar.indefinite.match(text + " ")) or text[0].isdigit(),
            sure=kind is not MentionKind.PERSON or self.grammar.surely_person(low),
        )
        if kind in (MentionKind.PERSON, MentionKind.ORGANISATION) and self.roles.beside(
            paragraph, tokens, named, mention, head
        ):
            return None, head + 1
        before = next((m for m in named if 0 <= mention.start - m.stop <= 3), None)
        apposed = before is not None and "," in paragraph.masked[before.stop : mention.start]
        if before and before.entity and apposed and kind is MentionKind.PERSON and not mention.plural:
            self.roles.give(before.entity, text, low, mention.gender)
            return None, head + 1
        return mention, head + 1

    def _kind(self, tokens: Tokens, at: int, head: int) -> MentionKind | None:
        word, low = tokens.words[head], tokens.lows[head]
        people = word[0].isupper() and head == at + 1 and self._people(word, low)
        if people and not (head + 1 < len(tokens.words) and tokens.words[head + 1][0].isupper()):
            return MentionKind.PERSON  # `un Palestinien`, `les Français`
        return self._kind_of_noun(word)

    def _people(self, word: str, low: str) -> bool:
        """Whether a noun with a capital, no role, means somebody by where they are from."""
        roles = self.grammar.capital_roles
        if low in roles or word in roles:
            return False
        return _PEOPLE.fullmatch(low) is not None and self.grammar.person(low) is not None

    def _noun_kind(self, word: str) -> MentionKind | None:
        """What a noun means, whatever stands around it."""
        low, capital = word.lower(), word[0].isupper()
        role = not capital or low in self.grammar.capital_roles or word in self.grammar.capital_roles
        person = self.grammar.surely_person(low) or (self.grammar.person(low) and not self._noun_like(word))
        if role and person:
            return MentionKind.PERSON
        if self.grammar.organisation(word) and not word.isupper():
            return MentionKind.ORGANISATION
        return MentionKind.DOCUMENT if not capital and self.grammar.document(low) else None

    def _speaks(self, tokens: Tokens, at: int, head: int) -> bool:
        """Whether any noun here stands where a speaker does: behind an inverted verb, after "selon", or as the
        subject of a verb of saying."""
        if at:
            before = tokens.lows[at - 1]
            verb = self.verbs.get(before)
            if verb and (verb.finite or verb.participle) and self._after_words(tokens, at - 1):
                return True
            if before in self.grammar.sources:
                return True
            if tokens.sentences[at - 1] == tokens.sentences[at] and before not in self.grammar.clause_openers:
                return False
        for number in range(head + 1, min(len(tokens), head + 4)):
            low = tokens.lows[number]
            if tokens.sentences[number] != tokens.sentences[at] or low[0] in _BREAKS:
                return False
            if self.grammar.is_saying_verb(low) and tokens.lows[number - 1] not in self.grammar.determiners:
                found = self.verbs.get(low)
                return bool(found and (found.finite or found.participle))
        return False

    def _after_words(self, tokens: Tokens, at: int) -> bool:
        """Whether a quotation closes shortly before."""
        for number in range(at - 1, max(-1, at - 7), -1):
            word = tokens.words[number]
            if word[0] == MASK or word in '»”"':
                return True
            if word in ".;:":
                return False
        return False

    def _stop(self, paragraph: Paragraph, tokens: Tokens, at: int, head: int) -> int:
        """Where a description ends: at a break, at a verb, or when it is long."""
        begin = tokens.starts[at]
        text = paragraph.masked
        cut = self.grammar.breaks.search(text, tokens.stops[head], min(len(text), begin + _LONGEST + 10))
        stop = min(cut.start() if cut else len(text), begin + _LONGEST)
        quoted = text.find(MASK, tokens.stops[head], stop)
        stop = quoted if quoted >= 0 else stop
        for number in range(head + 1, len(tokens)):
            if tokens.starts[number] >= stop:
                break
            verb = self.verbs.get(tokens.lows[number])
            if verb is None or not verb.finite:
                continue
            clitic = number
            while clitic > head + 1 and tokens.lows[clitic - 1] in self.grammar.clitics:
                clitic -= 1
            before = tokens.lows[clitic - 1]
            if self._acts(tokens, head, number):
                return tokens.starts[clitic]
            if before in self.grammar.governors or before in self.grammar.determiners:
                continue
            if not verb.doubtful or tokens.lows[number].endswith(("ait", "aient", "era")):
                return tokens.starts[clitic]
        return stop

    def _acts(self, tokens: Tokens, head: int, number: int) -> bool:
        """Whether a form that may be a noun is a verb by what stands beside it: `la pilote s'avance`, `le patron hausse
        les épaules`, `la directrice tranche :`."""
        if tokens.lows[number - 1] in self.grammar.reflexives:
            return True
        following = tokens.lows[number + 1] if number + 1 < len(tokens) else ""
        return number == head + 1 and (following == ":" or following in self.grammar.plain_determiners)

    def _gender(self, determiner: str, noun: str, known: str) -> str:
        return self.grammar.determiner_gender.get(determiner, "") or known or self.grammar.noun_gender(noun)
