"""Find the roles of people who are named: `le maire de Y, X`, `X, maire de Y`, `X, 32 ans`."""

import re

from newsreader.quotes.grammar import Grammar
from newsreader.quotes.lexicon import verbs
from newsreader.quotes.mentions import Entity, Mention, MentionKind, Role, folded, given_strength
from newsreader.quotes.sentences import Paragraph
from newsreader.quotes.tokens import Tokens

_BRACKETS = re.compile(r"\([^)]*\)")
_INITIAL = re.compile(r"\b[A-Z]\.")
_AND = re.compile(r"\bet (?=d[eu]s?\s|d['’]|aux?\s|à\s)")
_WORD = re.compile(r"[\w-]+['’]?")
_CLAUSE = re.compile(r"(?:qui|dont|que|où|who|which|that)$|(?:qu|lorsqu)['’]")
_THE, _OF = frozenset(("le", "la", "l'", "l’")), frozenset(("de", "d'", "d’", "du", "des", "of"))
_STOPS = re.compile(r"[.;:«»\"“”·–!?]")


class Roles:
    """Finds the roles that a text gives, and their holders."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar, self.verbs = grammar, verbs(grammar.language)
        self._infinitives = frozenset(verb.lemma for verb in self.verbs.values())

    def bare(self, paragraph: Paragraph, tokens: Tokens, named: list[Mention], at: int) -> None:
        """Find `Habitante de Craon, Marie-Annick …`: a role without an article opens the sentence."""
        noun = self.grammar.person(tokens.lows[at])
        start, stop = tokens.starts[at], tokens.stops[at]
        if self._acts(tokens.lows[at], paragraph.masked[stop : stop + 60]):
            return
        mention = Mention(
            MentionKind.PERSON,
            paragraph.number,
            at,
            at,
            start,
            stop,
            tokens.words[at],
            noun=noun.plain if noun else "",
            gender=noun.gender if noun else "",
        )
        self.beside(paragraph, tokens, named, mention, at, bare=True)

    def beside(
        self,
        paragraph: Paragraph,
        tokens: Tokens,
        named: list[Mention],
        group: Mention,
        head: int,
        *,
        bare: bool = False,
    ) -> bool:
        """Find `le maire de Y, X`: give the role to the name that it leads to, which then begins with it."""
        start = tokens.starts[head]
        for mention in named:
            if mention.start <= start:
                continue
            between = paragraph.masked[tokens.stops[head] : mention.start]
            if len(between) > 100:
                return False
            leads = self._leads(between, group, mention, named, bare=bare)
            if leads is None:
                return False
            if not leads:
                continue
            entity = mention.entity
            if entity is None:
                return False
            if group.kind is MentionKind.ORGANISATION:
                strong = given_strength(entity.words[0], self.grammar.language) == 2
                if "," in between or strong or mention.title:
                    return False  # `au Sénat, X …`: a place, and somebody
                entity.note("organisation role")
            elif group.plural:
                continue
            else:
                first, noun = self._begin(tokens, group, head, mention)
                role = paragraph.masked[tokens.starts[first] : mention.start]
                self.give(entity, role, tokens.lows[noun], group.gender if noun == head else "")
                mention.with_role = True
            if not bare:
                mention.start, mention.first = group.start, group.first
            return True
        return False

    def _begin(self, tokens: Tokens, group: Mention, head: int, mention: Mention) -> tuple[int, int]:
        """The numbers of the first word and of the noun of the role that a group leads to: behind a preposition in its
        article (`du maire`), or where another role begins in it (`au tribunal pour le patron le procureur X`)."""
        first, noun = group.first + (tokens.lows[group.first] in self.grammar.contracted), head
        for number in range(head + 2, mention.first - 1):
            before, low, following = tokens.lows[number - 1 : number + 2]
            begins = low in _THE and before != "," and before not in self.grammar.governors
            if begins and self.grammar.surely_person(following):
                first, noun = number, number + 1
        return first, noun

    def _leads(
        self, between: str, group: Mention, mention: Mention, named: list[Mention], *, bare: bool
    ) -> bool | None:
        """Whether only the rest of a description stands between its noun and a name; None: nor before any later one."""
        rest = _BRACKETS.sub("", between) if "(" in between else between
        rest = _INITIAL.sub("", rest) if "." in rest else rest
        rest = _AND.sub("", rest)
        if _STOPS.search(rest):
            return None
        before, comma, tail = rest.rpartition(",")
        if comma:
            chained = (
                re.fullmatch(r"\s*(?:le|la|l['’]|son|sa|the|his|her)?\s?([\w-]+)(?:\s[\w-]+)?\s*", tail)
                if tail.strip()
                else None
            )
            if tail.strip() and not (chained and self.grammar.person(chained[1].lower())):
                return False
            if "," in before and not bare and len(before) > 60:
                return False
            if chained:
                rest = before + ","
        words = re.findall(r"[\w-]+['’]?", rest.lower())
        if self.grammar.clause_words & set(words) and not bare:
            return False
        entity = mention.entity
        if entity is None:
            return False
        name = entity.words
        strong = given_strength(name[0], self.grammar.language) == 2
        solid = (
            mention.title
            or strong
            or (len(name) > 1 and not self.grammar.named_organisation(mention.text) and not name[0].isupper())
        )
        inside = any(group.start < other.start < mention.start for other in named)
        if not comma and words and (words[-1] in self.grammar.governors or words[-1] in self.grammar.determiners):
            return False
        if not solid and (name[0].isupper() or (words and not comma) or (comma and not bare)):
            return False
        if group.indefinite and (inside or not solid):
            return False
        if not comma and inside and not solid and set(words) & self.grammar.governors:
            return False
        glued = next((o for o in named if 0 <= o.start - mention.stop <= 1 and o is not mention), None)
        if glued is not None and not strong:
            return False
        return not any(self._finite_saying_verb(word) for word in words)

    def _finite_saying_verb(self, word: str) -> bool:
        verb = self.verbs.get(word)
        return bool(verb and verb.finite and not verb.doubtful and self.grammar.is_saying_verb(word))

    def apposition(self, paragraph: Paragraph, mention: Mention) -> None:
        """Find `X, 32 ans, maire de Y` without an article, and ages in general."""
        entity, tail = mention.entity, paragraph.masked[mention.stop : mention.stop + 130]
        if entity is None:
            return
        match = self.grammar.apposition.match(tail)
        noun = self.grammar.person(match["noun"].lower()) if match else None
        if match and noun and not self._acts(match["noun"].lower(), match["rest"]):
            self.give(entity, match["noun"] + match["rest"], match["noun"].lower(), noun.gender)
        if self.grammar.age.match(tail):
            entity.note("age")

    def _acts(self, noun: str, rest: str) -> bool:
        """Whether words behind a name say what is done, no role: `X, engagée dans la lutte`, `X, juge le procédé`."""
        verb, words = self.verbs.get(noun), _WORD.findall(rest)
        participle, surely = verb is not None and verb.participle, self.grammar.surely_person(noun)
        if not words or (surely and verb is None):
            return False
        if words[0] in _OF:
            return (participle or not surely) and len(words) > 1 and words[1] in self._infinitives
        if participle and words[0] in self.grammar.governors:
            return words[0] in self.grammar.agents or not surely
        return verb is not None and verb.finite and words[0] in self.grammar.plain_determiners

    def give(self, entity: Entity, text: str, noun: str, gender: str) -> None:
        """Give a role to somebody."""
        known = self.grammar.person(noun)
        plain = known.plain if known else noun
        text = self._whole(text)
        words = frozenset(word for word in re.findall(r"\w{4,}", folded(text)))
        entity.roles.append(Role(plain, words, text))
        entity.note("role")
        entity.note_gender(gender or (known.gender if known else "") or self.grammar.noun_gender(noun))

    def _whole(self, text: str) -> str:
        """A role without the clause behind it, or what was begun and cut off: `élu qui a voté`, `envoyée sur les`."""
        words = text.strip(" ,").split(" ")
        clause = next((n for n, word in enumerate(words) if n and _CLAUSE.match(word)), len(words))
        del words[clause:]
        while len(words) > 1 and (words[-1] in self.grammar.governors or words[-1] in self.grammar.determiners):
            words.pop()
        return " ".join(words)
