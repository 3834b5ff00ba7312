"""Attribute each span, in reading order: a probability for each speaker in the article."""

from collections.abc import Sequence

from newsreader.quotes import slots
from newsreader.quotes.antecedents import Antecedent, Antecedents, Node
from newsreader.quotes.discourse import Discourse
from newsreader.quotes.mention_candidates import ABOVE, MentionCandidates
from newsreader.quotes.mentions import Entity, Mention, MentionKind
from newsreader.quotes.ranker import Ranker, softmax
from newsreader.quotes.slots import Slot, Spoken
from newsreader.quotes.spans import REPEATED, Span, overlap

#: Ways less likely than this are not followed; those of words that must first be resolved, from a higher share on.
_FAINT, _DIM = 0.01, 0.025


def decoding_order(spans: Sequence[Span]) -> list[Span]:
    """The body first: headings repeat it."""
    return [span for span in spans if not span.heading] + [span for span in spans if span.heading]


class Attribution:
    """Attributes the spans of one discourse with a ranker or, in training, with known speakers."""

    def __init__(self, candidates: MentionCandidates, ranker: Ranker) -> None:
        self.candidates, self.discourse, self.ranker = candidates, candidates.discourse, ranker
        self.antecedents = Antecedents(self.discourse)
        self.done: list[Spoken] = []
        self._resolved: dict[tuple[int, Node], dict[Node, float]] = {}
        self._above: dict[int, list[Slot]] = {}

    # ------------------------------------------------------------ the ways

    def slots(self, span: Span, previous: Spoken | None) -> list[Slot]:
        """Return all slots of a span."""
        beside = [Slot(features, mention) for mention, features in self.candidates.beside(span)]
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
        repeated = self._repeated(span) if span.heading or span.bare or span.paragraph <= 1 else None
        if repeated:
            other, share = repeated
            found.append(Slot(slots.repeats(span, share, cue), other=other))
        found.append(Slot(slots.nobody(span, previous, cue)))
        return found

    def _slots_above(self, paragraph: int, span: Span) -> list[Slot]:
        """Those of an earlier paragraph, which spans share, and so their scores."""
        candidates = self.candidates.above(paragraph, span)
        known = self._above.get(id(candidates))
        if known is None:
            known = self._above[id(candidates)] = [Slot(features, mention) for mention, features in candidates]
        return known

    def _below(self, span: Span) -> Spoken | None:
        """Who speaks first below a heading."""
        if not span.heading:
            return None
        below = [s for s in self.done if s.span.paragraph > span.paragraph]
        return min(below, key=lambda s: (s.span.paragraph, s.span.index), default=None)

    def _repeated(self, span: Span) -> tuple[Spoken, float] | None:
        best: tuple[Spoken, float] | None = None
        for other in self.done:
            if other.span.paragraph == span.paragraph:
                continue
            share = overlap(span, other.span)
            if share >= REPEATED and (best is None or share > best[1]):
                best = other, share
        return best

    # ------------------------------------------------------------ from ways to speakers

    def resolve(self, mention: Mention, last: Node) -> dict[Node, float]:
        """Return the probabilities of the entities that a mention may mean."""
        if mention.entity is not None:
            return {mention.entity: 1.0}
        key = (mention.number, last)
        if key not in self._resolved:
            candidates = self.antecedents.of(mention, last)
            self._resolved[key] = self._spread(mention, candidates, last) if candidates else {}
        return self._resolved[key]

    def _spread(self, mention: Mention, candidates: list[Antecedent], last: Node) -> dict[Node, float]:
        found: dict[Node, float] = {}
        for candidate, share in zip(candidates, self._shares(candidates), strict=True):
            node = candidate.node
            if isinstance(node, Mention) and mention.kind is MentionKind.PRONOUN:
                for further, part in self.resolve(node, last).items():
                    found[further] = found.get(further, 0.0) + share * part
            else:
                found[node] = found.get(node, 0.0) + share
        return found

    def _shares(self, ways: "Sequence[Slot] | Sequence[Antecedent]") -> list[float]:
        """The probability of each way, or of each antecedent; what was scored once is not scored again."""
        score = self.ranker.score
        for way in ways:
            if way.score is None:
                way.score = score(way.features)
        return softmax([way.score or 0.0 for way in ways])

    def attribute(self, span: Span, previous: Spoken | None) -> Spoken:
        """The speakers of one span."""
        ways = self.slots(span, previous)
        shares = self._shares(ways)
        last = previous.best() if previous else None
        spoken = Spoken(span, slots=ways, shares=shares)
        for slot, share in zip(ways, shares, strict=True):
            if share < _FAINT or (share < _DIM and slot.mention and slot.mention.entity is None):
                continue
            if slot.mention is not None:
                entity = slot.mention.entity
                if entity is not None:
                    spoken.nodes[entity] = spoken.nodes.get(entity, 0.0) + share
                    continue
                nodes = self.resolve(slot.mention, last) or {None: 1.0}
            else:
                nodes = slot.other.nodes if slot.other else {None: 1.0}
            for node, part in nodes.items():
                spoken.nodes[node] = spoken.nodes.get(node, 0.0) + share * part
        return spoken

    def previous(self, span: Span) -> Spoken | None:
        """Return who spoke before a span: in the body whoever was attributed last, for a heading whoever stands above
        it."""
        if not span.heading:
            return self.done[-1] if self.done and not self.done[-1].span.heading else None
        before = [s for s in self.done if (s.span.paragraph, s.span.index) < (span.paragraph, span.index)]
        return max(before, key=lambda s: (s.span.paragraph, s.span.index), default=None)

    def run(self, spans: Sequence[Span]) -> list[Spoken]:
        """The speakers of every span, each in the light of those before; in decoding order."""
        for span in decoding_order(spans):
            self.done.append(self.attribute(span, self.previous(span)))
        return self.done


def name_of(node: Node, discourse: Discourse) -> str:
    """The words that stand for a node: a name, or a description without its article."""
    if node is None:
        return ""
    if isinstance(node, Entity):
        return node.name
    return discourse.grammar.articles.sub("", node.text).strip()
