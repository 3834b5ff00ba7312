"""Candidates for the antecedent of a pronoun or a description, with features for each."""

import re
from dataclasses import dataclass

from newsreader.quotes.described import Described, agreement, may_be
from newsreader.quotes.discourse import Discourse
from newsreader.quotes.mentions import PERSON, Entity, Mention, MentionKind, folded
from newsreader.quotes.ranker import Features
from newsreader.quotes.spans import bucket

#: Who may speak: somebody with a name, a description that names nobody, or nobody that is known.
Candidate = Entity | Mention | None

#: A pronoun looks this many paragraphs up, and at no more candidates than this.
REACH, MOST = 4, 14
#: A description looks at no more than so many names, those last named and those who have the role aside.
_DESCRIBED = 8
_LONG = re.compile(r"\w{4,}")
_RELATIVE = re.compile(r"\b(?:dont|que|qui|quand|où|who|which|when|that)\b")


@dataclass(slots=True, eq=False)
class Antecedent:
    """A candidate for an antecedent. A description among them may have one itself; `score` is the ranker's, computed
    when it is asked for."""

    candidate: Entity | Mention
    features: Features
    score: float | None = None


class Antecedents:
    """Finds the candidates for the pronouns and descriptions of a discourse."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.persons = [entity for entity in discourse.entities.all if entity.level >= PERSON]
        self.by_frequency = sorted(self.persons, key=lambda entity: -len(entity.mentions))
        #: Whom the article is about: a pronoun may mean them however far they were last named.
        self.leading = frozenset(entity for entity in self.by_frequency[:2] if len(entity.mentions) > 2)
        self._alike: dict[str, Mention] = {}
        self._latest: dict[int, dict[Entity, Mention]] = {}
        self._found: dict[int, list[Antecedent]] = {}
        self.described = Described(discourse, self.by_frequency)

    def of(self, mention: Mention, last: Candidate) -> list[Antecedent]:
        """The candidates for a pronoun or a description, given who spoke last."""
        pronoun = mention.kind is MentionKind.PRONOUN
        found = self._found.get(mention.number)
        if found is None:
            found = self._of_pronoun(mention) if pronoun else self._of_description(mention)
            self._found[mention.number] = found
        if last is None:
            return found
        spoke = "pronoun spoke last" if pronoun else "described spoke last"
        return [Antecedent(a.candidate, [*a.features, spoke]) if a.candidate is last else a for a in found]

    def one(self, mention: Mention) -> Mention:
        """Descriptions with one noun are one candidate, so that who is quoted twice is one source."""
        if mention.kind is MentionKind.NOUN:
            return mention
        key = f"{mention.kind}{mention.noun}{mention.plural}"
        return self._alike.setdefault(key, mention)

    def _before(self, mention: Mention) -> dict[Entity, Mention]:
        """Everyone named before a mention, with the last place; who was named last comes first."""
        known = self._latest.get(mention.number)
        if known is None:
            known = {}
            for other in reversed(self.discourse.mentions[: mention.number]):
                if other.entity is not None and other.entity not in known:
                    known[other.entity] = other
            self._latest[mention.number] = known
        return known

    # ------------------------------------------------------------ pronouns

    def _of_pronoun(self, mention: Mention) -> list[Antecedent]:
        near: list[tuple[Mention, Entity | Mention]] = [
            (at, entity)
            for entity, at in self._before(mention).items()
            if mention.paragraph - at.paragraph <= REACH or at.paragraph == 0 or entity in self.leading
        ]
        for paragraph in (mention.paragraph - 1, mention.paragraph):
            if paragraph >= 0:
                near += [
                    (other, other)
                    for other in self.discourse.inside[paragraph]
                    if other.kind in (MentionKind.PERSON, MentionKind.ORGANISATION) and other.number < mention.number
                ]
        near.sort(key=lambda pair: -pair[0].number)
        found, fitting = [], 0
        for rank, (at, candidate) in enumerate(near[:MOST]):
            features = _fit(mention, candidate)
            fits = features[0] != "pronoun gender bad" and _like(candidate) and mention.plural == _plural(candidate)
            if fits:
                order = bucket(fitting, (0, 1, 2))
                features += ["pronoun fit" + order, f"pronoun fit{order}" + ("s" if at.subject else "-")]
                fitting += 1
            else:
                features.append("pronoun unfit")
            features.append("pronoun rank" + bucket(rank, (0, 1, 2, 4)))
            if candidate in self.leading:
                features.append("pronoun to leading")
                if self.by_frequency[0] is candidate:
                    features.append("pronoun to most named")
            self._distance(mention, at, features)
            found.append(Antecedent(candidate, features))
        return found

    def _distance(self, mention: Mention, at: Mention, features: list[str]) -> None:
        if at.subject:
            features.append("pronoun to subject")
        if at.aside:
            features.append("pronoun to aside")
        gap = mention.paragraph - at.paragraph
        inside = self.discourse.inside[at.paragraph]
        if gap == 0:
            sentences = mention.sentence - at.sentence
            where = "pronoun sentence" + bucket(sentences, (0, 1, 2, 4))
            features += [where, where + ("s" if at.subject else "-")]
            first = next(
                (m for m in inside if m.sentence == at.sentence and m.subject and m.kind is not MentionKind.PRONOUN),
                None,
            )
            if first is at:
                features.append(where + " first")
                if mention.governor in ("que", "qu'", "qu’", "that"):
                    features.append(where + " first that")
            if sentences == 0:
                text = self.discourse.paragraphs[at.paragraph].masked
                if _RELATIVE.search(text, at.stop, mention.start):
                    features.append("pronoun relative")
            return
        features += ["pronoun gap" + bucket(gap, (1, 2, 4, 8)), "pronoun gap " + ("s" if at.subject else "-")]
        subjects = [m for m in inside if m.subject and m.kind is MentionKind.NAME]
        if subjects and subjects[0] is at:
            features.append("pronoun gap first")
        if subjects and subjects[-1] is at:
            features.append("pronoun gap last")

    # ------------------------------------------------------------ descriptions

    def _of_description(self, mention: Mention) -> list[Antecedent]:
        itself = self.one(mention)
        found = [Antecedent(itself, self.described.itself(mention))]
        if mention.indefinite or (mention.plural and mention.kind is not MentionKind.ORGANISATION):
            return found
        if mention.kind in (MentionKind.DOCUMENT, MentionKind.NOUN):
            return found
        before = self._before(mention)
        wanted = set(_LONG.findall(folded(mention.text))) - {folded(mention.noun)}
        bearers = self.described.bearers.get(mention.noun, 0)
        fitting = rank = 0
        person = mention.kind is MentionKind.PERSON
        for entity in [*before, *(e for e in self.discourse.entities.all if e not in before)]:
            if not may_be(mention, entity, self.discourse.grammar.language):
                continue
            at = before.get(entity)
            bears = mention.noun in self.described.nouns(entity)[0]
            if rank >= _DESCRIBED and not bears:
                continue
            features = self.described.role(mention, entity, wanted, bearers)
            if at is None:
                features.append("described later")
            else:
                self.described.nearness(mention, at, rank, features)
                if bears:
                    features.append("described exact gap" + bucket(mention.paragraph - at.paragraph, (0, 2, 6)))
                if features[0] != "described bad" and (entity.level >= PERSON) is person:
                    features.append(f"described {mention.kind} fit" + bucket(fitting, (0, 1, 2)))
                    fitting += 1
                else:
                    features.append("described unfit")
            rank += 1
            found.append(Antecedent(entity, features))
        return found


def _plural(candidate: Entity | Mention) -> bool:
    return isinstance(candidate, Mention) and candidate.plural


def _like(candidate: Entity | Mention) -> bool:
    """Whether a candidate may be somebody."""
    return candidate.level >= PERSON if isinstance(candidate, Entity) else candidate.kind is MentionKind.PERSON


def _fit(mention: Mention, candidate: Entity | Mention) -> list[str]:
    """How well number, gender and kind of a candidate fit a pronoun."""
    gender = agreement(mention.gender, candidate.gender)
    if isinstance(candidate, Mention):
        same = "same" if candidate.plural == mention.plural else "other"
        found = [
            "pronoun gender " + gender,
            "pronoun description " + gender,
            f"pronoun number {same}",
            f"pronoun to {candidate.kind}",
        ]
        return [*found, "pronoun to indefinite"] if candidate.indefinite else found
    found = ["pronoun gender " + gender, f"pronoun to level{candidate.level} {gender}"]
    if mention.plural:
        found.append("pronoun plural to name")
    facts = candidate.facts
    if candidate.level < PERSON:
        found += [f"pronoun to {fact}" for fact in ("acronym", "place", "organisation", "article") if fact in facts]
    if len(candidate.words) > 1:
        found.append("pronoun to full name")
    return [*found, "pronoun times" + bucket(len(candidate.mentions), (1, 2, 4))]
