"""Features of a person as the one whom a description means."""

from collections import Counter

from newsreader.quotes.discourse import Discourse
from newsreader.quotes.lexicon import person_nouns
from newsreader.quotes.mentions import PERSON, Entity, Mention, MentionKind, folded
from newsreader.quotes.spans import bucket


class Described:
    """Compares descriptions with the people named in a discourse; `persons` has these, the most often named first."""

    def __init__(self, discourse: Discourse, persons: list[Entity]) -> None:
        self.discourse, self.persons = discourse, persons
        self._roles: dict[Entity, tuple[set[str], set[str]]] = {}
        #: How many of the persons bear the noun of a role.
        self.bearers = Counter(noun for person in persons for noun in self.nouns(person)[0])

    def itself(self, mention: Mention) -> list[str]:
        """Return the features that speak for a description's naming nobody else."""
        kind = str(mention.kind)
        words = mention.text.split()
        extent = "indefinite" if mention.indefinite else "plural" if mention.plural else "definite"
        return [
            "itself", f"itself {kind}", f"itself {kind} {extent}", f"itself noun={mention.noun}",
            "itself words" + bucket(len(words), (2, 3, 4, 6, 9)),
            "itself det=" + self.discourse.tokens[mention.paragraph].lows[mention.first],
            "itself " + ("sure" if mention.sure else "unsure"),
            f"itself {kind} persons" + bucket(len(self.persons), (0, 1, 3, 8)),
        ]  # fmt: skip

    def role(self, mention: Mention, entity: Entity, wanted: set[str], bearers: int) -> list[str]:
        """Return the features that speak for somebody's being meant, by roles: `wanted` are the words of the
        description beside its noun, `bearers` how many have that noun."""
        features = ["described " + agreement(mention.gender, entity.gender), f"described level{entity.level}"]
        if mention.kind is MentionKind.ORGANISATION:
            features.append(f"described organisation level{min(entity.level, 2)}")
            features.append("described organisation noun=" + mention.noun)
            if folded(mention.noun) in map(folded, entity.words):
                features.append("described organisation by its noun")
            if "acronym" in entity.facts or "article" in entity.facts:
                features.append("described organisation named")
        nouns, groups = self.nouns(entity)
        exact = mention.noun in nouns
        group = self.discourse.grammar.alike.get(mention.noun, mention.noun) in groups
        match = "exact" if exact else "alike" if group else "other" if nouns else "none"
        features.append("described role " + match)
        shared = any_shared = 0
        for role in entity.roles if wanted else ():
            words = len(wanted & role.words)
            any_shared = max(any_shared, words)
            if role.noun == mention.noun:
                shared = max(shared, words)
        features += [
            "described shared" + bucket(shared, (0, 1, 2)),
            "described any shared" + bucket(any_shared, (0, 1, 2)),
        ]
        if exact and not wanted:
            features.append("described exact bare")
        if exact and wanted and not shared:
            features.append("described exact but other")
        if exact:
            features.append("described exact among" + bucket(bearers, (1, 2)))
        elif bearers:
            features.append("described another has the role")
        features.append("described times" + bucket(len(entity.mentions), (1, 2, 4)))
        if entity.level >= PERSON:
            if len(self.persons) == 1:
                features.append("described only person")
            if self.persons[0] is entity:
                features.append("described most named")
        if len(mention.text.split()) <= 2:
            features.append("described briefly")
        return features

    def nouns(self, entity: Entity) -> tuple[set[str], set[str]]:
        """The nouns of somebody's roles, and the groups of like nouns that they belong to."""
        known = self._roles.get(entity)
        if known is None:
            nouns, alike = {role.noun for role in entity.roles}, self.discourse.grammar.alike
            known = self._roles[entity] = nouns, {alike.get(noun, noun) for noun in nouns}
        return known

    @staticmethod
    def nearness(mention: Mention, at: Mention, rank: int, features: list[str]) -> None:
        """Return the features that speak for somebody by where they were last named."""
        gap = mention.paragraph - at.paragraph
        features += ["described gap" + bucket(gap, (0, 1, 2, 4, 8)), "described rank" + bucket(rank, (0, 1, 2, 4))]
        if at.subject:
            features.append("described subject")
        if gap == 0:
            features.append("described sentence" + bucket(mention.sentence - at.sentence, (0, 1, 2)))
            if at.subject:
                features.append("described subject here")


def may_be(mention: Mention, entity: Entity, language: str) -> bool:
    """Return whether a description may be of a named thing at all: `la maire` is of no man, though `la victime` may be,
    and `le maire` of a woman."""
    if mention.kind is not MentionKind.PERSON:
        return entity.level < PERSON
    if mention.gender == "f" and entity.masculine > entity.feminine + 1 and mention.noun in person_nouns(language):
        return False
    return entity.level >= PERSON or (entity.level == 1 and "acronym" not in entity.facts)


def agreement(wanted: str, known: str) -> str:
    """Name how a gender fits the one that is wanted."""
    return "any" if not wanted else "good" if known == wanted else "unknown" if not known else "bad"
