"""Who speaks each span: a distribution over everyone in the article, in reading order, then all spans together."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from newsreader.quotes.antecedents import Antecedent, Antecedents, Node
from newsreader.quotes.attribution import ABOVE, BELOW, mention_features
from newsreader.quotes.discourse import Discourse
from newsreader.quotes.mentions import Entity, Mention, MentionKind
from newsreader.quotes.ranker import Features, Ranker, softmax
from newsreader.quotes.spans import Span, bucket, near

#: Ways less likely than this are not followed; those of words that must first be resolved, from a higher share on.
_FAINT, _DIM = 0.01, 0.025
#: Nobody so many letters away speaks, however long the paragraph.
_FAR = 2500

#: From this share of words on, a span repeats another.
_REPEATED = 0.6


#: The mentions that may speak a span, with their features, by paragraph and number of the span.
Ways = dict[tuple[int, int], list[tuple[Mention, Features]]]


@dataclass(slots=True, eq=False)
class Spoken:
    """A span with the probability of each node as its speaker; `slots` are the ways that led there."""

    span: Span
    nodes: dict[Node, float] = field(default_factory=dict)
    slots: "list[Slot]" = field(default_factory=list)
    shares: list[float] = field(default_factory=list)

    def best(self) -> Node:
        """The likeliest speaker."""
        return max(self.nodes, key=lambda node: self.nodes[node]) if self.nodes else None


@dataclass(slots=True)
class Slot:
    """A way to a speaker: a mention, another span whose speaker goes on (`other`), or nobody (neither)."""

    features: Features
    mention: Mention | None = None
    other: Spoken | None = None

    @property
    def goes_on(self) -> bool:
        """Whether whoever spoke before goes on."""
        return self.other is not None and "goes on" in self.features


def overlap(span: Span, other: Span) -> float:
    """How much of a span's words another has, in their order or, of three and more, in any."""
    if not span.words or not other.words:
        return 0.0
    common = len(span.distinct & other.distinct)
    if not common:
        return 0.0
    if span.phrase in other.phrase or (len(other.words) > 3 and other.phrase in span.phrase):
        return 1.0
    return common / len(span.distinct) if len(span.distinct) >= 3 else 0.0


def content_overlap(span: Span, other: Span) -> float:
    """How much of a span's longer words another has."""
    mine = {word for word in span.distinct if len(word) > 3}
    return len(mine & other.distinct) / len(mine) if mine else 0.0


def decoding_order(spans: Sequence[Span]) -> list[Span]:
    """The body first: headings repeat it."""
    return [span for span in spans if not span.heading] + [span for span in spans if span.heading]


class Attribution:
    """Attributes the spans of one discourse, by a ranker or, to train one, as told."""

    def __init__(self, discourse: Discourse, ranker: Ranker, ways: "Ways | None" = None) -> None:
        self.discourse, self.ranker = discourse, ranker
        self.antecedents = Antecedents(discourse)
        self.done: list[Spoken] = []
        self._resolved: dict[tuple[int, Node], dict[Node, float]] = {}
        self._features: Ways = {} if ways is None else ways
        self._above: dict[int, float] = {}

    # ------------------------------------------------------------ the ways

    def mentions(self, span: Span) -> list[tuple[Mention, Features]]:
        """Every mention that may speak a span, with its features."""
        key = (span.paragraph, span.index)
        if key not in self._features:
            first, last = max(0, span.paragraph - ABOVE), min(len(self.discourse.inside) - 1, span.paragraph + BELOW)
            self._features[key] = [
                (mention, features)
                for paragraph in range(first, last + 1)
                for mention in near(self.discourse.inside[paragraph], span.mark.start)
                if abs(mention.start - span.mark.start) < _FAR
                if (features := mention_features(self.discourse, span, mention))
            ]
        return self._features[key]

    def slots(self, span: Span, previous: Spoken | None) -> list[Slot]:
        """Every way to a speaker of a span."""
        found = [Slot(features, mention) for mention, features in self.mentions(span)]
        cued = any(
            (slot.mention and slot.mention.inversion == "say" and slot.mention.paragraph == span.paragraph
            and span.mark.outer_stop <= slot.mention.start < span.end) or "incise inverted" in slot.features
            for slot in found
        )  # fmt: skip
        sourced = any("after source near" in slot.features or "before source opens" in slot.features for slot in found)
        if previous is not None:
            found.append(Slot(self._goes_on(span, previous.span, cued, sourced), other=previous))
        below = self._below(span)
        if below is not None:
            found.append(Slot(self._announces(span, below.span), other=below))
        repeated = self._repeated(span)
        if repeated and (span.heading or span.bare or span.paragraph <= 1):
            other, share = repeated
            features = [
                "repeats",
                "repeats " + ("in heading" if span.heading else "in body"),
                "repeats share" + bucket(int(share * 4), (2, 3, 4)),
            ]
            features.append("repeats words" + bucket(span.count, (2, 4, 8)))
            features += ["repeats bare"] * span.bare + ["repeats cued"] * cued
            found.append(Slot(features, other=other))
        found.append(Slot(self._nobody(span, previous, cued)))
        return found

    def _below(self, span: Span) -> Spoken | None:
        """Who speaks first below a heading."""
        if not span.heading:
            return None
        below = [s for s in self.done if s.span.paragraph > span.paragraph]
        return min(below, key=lambda s: (s.span.paragraph, s.span.index), default=None)

    def _announces(self, span: Span, below: Span) -> list[str]:
        """What speaks for a heading's being of whoever speaks first below it."""
        where = "announces" if span.paragraph else "announces in title"
        gap = "gap" + bucket(below.paragraph - span.paragraph, (1, 2, 4))
        share = content_overlap(span, below)
        return [
            where, f"{where} {gap}", "announces words" + bucket(int(share * 4), (0, 1, 2, 3)),
            "announces " + ("bare" if span.bare else "led"),
        ]  # fmt: skip

    def _repeated(self, span: Span) -> tuple[Spoken, float] | None:
        best: tuple[Spoken, float] | None = None
        for other in self.done:
            if other.span.paragraph == span.paragraph:
                continue
            share = overlap(span, other.span)
            if share >= _REPEATED and (best is None or share > best[1]):
                best = other, share
        return best

    def _nobody(self, span: Span, previous: Spoken | None, cued: bool) -> list[str]:
        features = ["nobody", "nobody words" + bucket(span.count, (2, 4, 8))]
        for holds, name in (
            (cued, "cued"), (span.heading, "heading"), (span.bare, "bare"), (span.saying is not None, "says"),
            (previous is None, "first"), (bool(self.discourse.grammar.charging.search(span.lead)), "charge"),
        ):  # fmt: skip
            if holds:
                features.append("nobody " + name)
        return features

    def _goes_on(self, span: Span, last: Span, cued: bool, sourced: bool) -> list[str]:
        """What speaks for the speaker of the span before going on."""
        gap = span.paragraph - last.paragraph
        features = [
            "goes on",
            "goes on gap" + bucket(gap, (0, 1, 2, 4, 8)),
            "goes on words" + bucket(span.count, (2, 4, 8)),
        ]
        inside = self.discourse.inside
        if gap == 0:
            self._goes_on_here(span, last, cued, features)
        else:
            text = self.discourse.paragraphs[span.paragraph].text
            subjects = [
                m
                for m in inside[span.paragraph]
                if m.start < span.mark.outer_start and m.subject and m.kind is MentionKind.NAME
            ]
            features.append("goes on subjects" + bucket(len(subjects), (0, 1)))
            between = [
                m
                for p in range(last.paragraph + 1, span.paragraph)
                for m in inside[p]
                if m.kind is MentionKind.NAME and m.subject
            ]
            features.append("goes on between" + bucket(len(between), (0, 1, 3)))
            if span.mark.outer_start <= len(text) - len(text.lstrip(" \u00a0")) + 1:
                features += ["goes on opens"] + ["goes on whole"] * span.bare
            if span.mark.open_ended or last.mark.open_ended:
                features.append("goes on left open")
            headings = sum(p in self.discourse.headings for p in range(last.paragraph + 1, span.paragraph))
            if headings:
                features.append("goes on headings" + bucket(headings, (1, 2)))
        verb = span.of_saying()
        if verb is not None:
            low = self.discourse.tokens[span.paragraph].lows[verb]
            known = self.discourse.verbs.get(low)
            features.append("goes on verb=" + (known.lemma if known else low))
            features.append("goes on says" if span.saying is not None else "goes on has verb")
        for holds, name in (
            (cued, "cued"),
            (sourced, "sourced"),
            (span.colon, "colon"),
            (bool(span.incises), "incise"),
            (span.asked, "asked"),
            (span.asked and last.asked, "asked again"),
        ):
            if holds:
                features.append("goes on " + name)
        return features

    def _goes_on_here(self, span: Span, last: Span, cued: bool, features: list[str]) -> None:
        same = last.last_sentence >= span.first_sentence
        features.append("goes on same sentence" if same else "goes on other sentence")
        text = self.discourse.paragraphs[span.paragraph].text
        if self.discourse.grammar.link.fullmatch(text, last.mark.outer_stop, span.mark.outer_start):
            features.append("goes on linked")
        fresh = [
            m for m in self.discourse.inside[span.paragraph]
            if last.mark.outer_stop <= m.start < span.mark.outer_start
            and m.subject and m.kind not in (MentionKind.PRONOUN, MentionKind.NOUN)
        ]  # fmt: skip
        features.append("goes on new" + bucket(len(fresh), (0, 1, 2)))
        if not same and span.mark.outer_start == span.begin and not cued:
            features.append("goes on starts")

    # ------------------------------------------------------------ from ways to speakers

    def resolve(self, mention: Mention, last: Node) -> dict[Node, float]:
        """Whom a mention means, with probabilities."""
        if mention.entity is not None:
            return {mention.entity: 1.0}
        key = (mention.number, last)
        if key not in self._resolved:
            candidates = self.antecedents.of(mention, last)
            self._resolved[key] = self._spread(mention, candidates, last) if candidates else {}
        return self._resolved[key]

    def _spread(self, mention: Mention, candidates: list[Antecedent], last: Node) -> dict[Node, float]:
        found: dict[Node, float] = {}
        shares = self.ranker.distribution([candidate.features for candidate in candidates])
        for candidate, share in zip(candidates, shares, strict=True):
            node = candidate.node
            if isinstance(node, Mention) and mention.kind is MentionKind.PRONOUN:
                for further, part in self.resolve(node, last).items():
                    found[further] = found.get(further, 0.0) + share * part
            else:
                found[node] = found.get(node, 0.0) + share
        return found

    def attribute(self, span: Span, previous: Spoken | None) -> Spoken:
        """The speakers of one span."""
        slots = self.slots(span, previous)
        shares = softmax([self._score(span, slot) for slot in slots])
        last = previous.best() if previous else None
        spoken = Spoken(span, slots=slots, shares=shares)
        for slot, share in zip(slots, shares, strict=True):
            if share < _FAINT or (share < _DIM and slot.mention and slot.mention.entity is None):
                continue
            if slot.mention is not None:
                nodes = self.resolve(slot.mention, last) or {None: 1.0}
            else:
                nodes = slot.other.nodes if slot.other else {None: 1.0}
            for node, part in nodes.items():
                spoken.nodes[node] = spoken.nodes.get(node, 0.0) + share * part
        return spoken

    def _score(self, span: Span, slot: Slot) -> float:
        """The score of a way; mentions above share their features among spans, and so their score."""
        if slot.mention is None or slot.mention.paragraph >= span.paragraph:
            return self.ranker.score(slot.features)
        key = id(slot.features)
        known = self._above.get(key)
        if known is None:
            known = self._above[key] = self.ranker.score(slot.features)
        return known

    def previous(self, span: Span) -> Spoken | None:
        """Who spoke before a span: in the body whoever was attributed last, for a heading whoever stands above it."""
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
