"""Attribute each span, in reading order: a probability for each speaker in the article."""

from collections.abc import Sequence

from newsreader.quotes import slots
from newsreader.quotes.antecedents import Antecedent, Antecedents, Candidate
from newsreader.quotes.discourse import Discourse
from newsreader.quotes.mention_slots import ABOVE, MentionSlots
from newsreader.quotes.mentions import Entity, Mention, MentionKind
from newsreader.quotes.ranker import Ranker, softmax
from newsreader.quotes.slots import Slot, SpanSpeakers
from newsreader.quotes.spans import REPEATED, Span, overlap

#: Slots less likely than this are not followed; those of mentions that must first be resolved, from a higher share on.
_FAINT, _DIM = 0.01, 0.025


def decoding_order(spans: Sequence[Span]) -> list[Span]:
    """The body first: what is set apart repeats it."""
    return [span for span in spans if not span.set_apart] + [span for span in spans if span.set_apart]


class Attribution:
    """Attributes the spans of one discourse with a ranker or, in training, with known speakers."""

    def __init__(self, mention_slots: MentionSlots, ranker: Ranker) -> None:
        self.mention_slots, self.discourse, self.ranker = mention_slots, mention_slots.discourse, ranker
        self.antecedents = Antecedents(self.discourse)
        self.done: list[SpanSpeakers] = []
        self._resolved: dict[tuple[int, Candidate], dict[Candidate, float]] = {}
        self._above: dict[int, list[Slot]] = {}

    # ------------------------------------------------------------ the slots

    def slots(self, span: Span, previous: SpanSpeakers | None) -> list[Slot]:
        """Return all slots of a span."""
        beside = [Slot(features, mention) for mention, features in self.mention_slots.beside(span)]
        cue = slots.cued(span, beside)
        found = [
            slot for n in range(max(0, span.paragraph - ABOVE), span.paragraph) for slot in self._slots_above(n, span)
        ]
        found += beside
        if previous is not None:
            found.append(Slot(slots.goes_on(self.discourse, span, previous.span, cue), other=previous))
        below = self._below(span)
        if below is not None:
            found.append(Slot(slots.announces(span, below.span), other=below))
        repeated = self._repeated(span) if span.set_apart or span.bare or span.paragraph <= 1 else None
        if repeated:
            other, share = repeated
            found.append(Slot(slots.repeats(span, share, cue), other=other))
        found.append(Slot(slots.nobody(span, previous, cue)))
        return found

    def _slots_above(self, paragraph: int, span: Span) -> list[Slot]:
        """Those of an earlier paragraph, which spans share, and so their scores."""
        mentions = self.mention_slots.above(paragraph, span)
        known = self._above.get(id(mentions))
        if known is None:
            known = self._above[id(mentions)] = [Slot(features, mention) for mention, features in mentions]
        return known

    def _below(self, span: Span) -> SpanSpeakers | None:
        """Who speaks first below what is set apart."""
        if not span.set_apart:
            return None
        below = [s for s in self.done if s.span.paragraph > span.paragraph]
        return min(below, key=lambda s: (s.span.paragraph, s.span.index), default=None)

    def _repeated(self, span: Span) -> tuple[SpanSpeakers, float] | None:
        best: tuple[SpanSpeakers, float] | None = None
        for other in self.done:
            if other.span.paragraph == span.paragraph:
                continue
            share = overlap(span, other.span)
            if share >= REPEATED and (best is None or share > best[1]):
                best = other, share
        return best

    # ------------------------------------------------------------ from slots to speakers

    def resolve(self, mention: Mention, last: Candidate) -> dict[Candidate, float]:
        """Return the probabilities of the entities that a mention may mean."""
        if mention.entity is not None:
            return {mention.entity: 1.0}
        key = (mention.number, last)
        if key not in self._resolved:
            antecedents = self.antecedents.of(mention, last)
            self._resolved[key] = self._spread(mention, antecedents, last) if antecedents else {}
        return self._resolved[key]

    def _spread(self, mention: Mention, antecedents: list[Antecedent], last: Candidate) -> dict[Candidate, float]:
        found: dict[Candidate, float] = {}
        for antecedent, share in zip(antecedents, self._shares(antecedents), strict=True):
            candidate = antecedent.candidate
            if isinstance(candidate, Mention) and mention.kind is MentionKind.PRONOUN:
                for further, part in self.resolve(candidate, last).items():
                    found[further] = found.get(further, 0.0) + share * part
            else:
                found[candidate] = found.get(candidate, 0.0) + share
        return found

    def _shares(self, choices: "Sequence[Slot] | Sequence[Antecedent]") -> list[float]:
        """The probability of each slot, or of each antecedent; what was scored once is not scored again."""
        score = self.ranker.score
        for choice in choices:
            if choice.score is None:
                choice.score = score(choice.features)
        return softmax([choice.score or 0.0 for choice in choices])

    def attribute(self, span: Span, previous: SpanSpeakers | None) -> SpanSpeakers:
        """The speakers of one span."""
        found = self.slots(span, previous)
        shares = self._shares(found)
        last = previous.best() if previous else None
        speakers = SpanSpeakers(span, slots=found, shares=shares)
        for slot, share in zip(found, shares, strict=True):
            if share < _FAINT or (share < _DIM and slot.mention and slot.mention.entity is None):
                continue
            if slot.mention is not None:
                entity = slot.mention.entity
                if entity is not None:
                    speakers.probabilities[entity] = speakers.probabilities.get(entity, 0.0) + share
                    continue
                candidates = self.resolve(slot.mention, last) or {None: 1.0}
            else:
                candidates = slot.other.probabilities if slot.other else {None: 1.0}
            for candidate, part in candidates.items():
                speakers.probabilities[candidate] = speakers.probabilities.get(candidate, 0.0) + share * part
        return speakers

    def previous(self, span: Span) -> SpanSpeakers | None:
        """Return who spoke before a span: in the body whoever was attributed last, for what is set apart whoever
        stands above it."""
        if not span.set_apart:
            return self.done[-1] if self.done and not self.done[-1].span.set_apart else None
        before = [s for s in self.done if (s.span.paragraph, s.span.index) < (span.paragraph, span.index)]
        return max(before, key=lambda s: (s.span.paragraph, s.span.index), default=None)

    def run(self, spans: Sequence[Span]) -> list[SpanSpeakers]:
        """The speakers of every span, each in the light of those before; in decoding order."""
        for span in decoding_order(spans):
            self.done.append(self.attribute(span, self.previous(span)))
        return self.done


def name_of(candidate: Candidate, discourse: Discourse) -> str:
    """The words that stand for a candidate: a name, or a description without its article."""
    if candidate is None:
        return ""
    if isinstance(candidate, Entity):
        return candidate.name
    return discourse.grammar.articles.sub("", candidate.text).strip()
