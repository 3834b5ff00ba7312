"""Roles of those who are named: `le maire de Y, X`, `X, maire de Y`, `X, 32 ans`."""

import re

from newsreader.quotes.grammar import Grammar
from newsreader.quotes.lexicon import verbs
from newsreader.quotes.mentions import Entity, Mention, MentionKind, Role, folded, given_strength
from newsreader.quotes.sentences import Paragraph
from newsreader.quotes.tokens import Tokens

_BRACKETS = re.compile(r"\([^)]*\)")
_INITIAL = re.compile(r"\b[A-Z]\.")
_AND = re.compile(r"\bet (?=d[eu]s?\s|d['’]|aux?\s|à\s)")
_STOPS = re.compile(r"[.;:«»\"“”·–!?]")


class Roles:
    """Gives the roles that a text states to their bearers."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar, self.verbs = grammar, verbs(grammar.language)

    def bare(self, paragraph: Paragraph, tokens: Tokens, named: list[Mention], at: int) -> None:
        """`Habitante de Craon, Marie-Annick …`: a role without an article opens the sentence."""
        noun = self.grammar.person(tokens.lows[at])
        start = tokens.starts[at]
        mention = Mention(
            MentionKind.PERSON,
            paragraph.number,
            at,
            at,
            start,
            tokens.stops[at],
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
        """`le maire de Y, X`: give the role to the name that it leads to, which then begins with it."""
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
                role = paragraph.masked[group.start : mention.start].strip(" ,")
                self.give(entity, role, tokens.lows[head], group.gender)
                mention.with_role = True
            if not bare:
                mention.start, mention.first = group.start, group.first
            return True
        return False

    def _leads(
        self, between: str, group: Mention, mention: Mention, named: list[Mention], *, bare: bool
    ) -> bool | None:
        """Whether only the rest of a description stands between its noun and a name; None: nor before any later one."""
        rest = _INITIAL.sub("", _BRACKETS.sub("", between))
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
        return not any(self._finite_saying(word) for word in words)

    def _finite_saying(self, word: str) -> bool:
        verb = self.verbs.get(word)
        return bool(verb and verb.finite and not verb.doubtful and self.grammar.saying(word))

    def apposition(self, paragraph: Paragraph, mention: Mention) -> None:
        """`X, 32 ans, maire de Y` without an article, and ages in general."""
        entity, tail = mention.entity, paragraph.masked[mention.stop : mention.stop + 130]
        if entity is None:
            return
        found = self.grammar.apposition.match(tail)
        if found and self.grammar.person(found["noun"].lower()):
            noun = self.grammar.person(found["noun"].lower())
            self.give(entity, found["noun"] + found["rest"], found["noun"].lower(), noun.gender if noun else "")
        if self.grammar.age.match(tail):
            entity.note("age")

    def give(self, entity: Entity, text: str, noun: str, gender: str) -> None:
        """Give a role to somebody."""
        known = self.grammar.person(noun)
        plain = known.plain if known else noun
        words = frozenset(word for word in re.findall(r"\w{4,}", folded(text)))
        entity.roles.append(Role(plain, words, text.strip(" ,")))
        entity.note("role")
        entity.note_gender(gender or (known.gender if known else "") or self.grammar.noun_gender(noun))
