"""A first view of each span by itself: what it is, and who may have spoken it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress
from math import log

from newsreader.model.quotation import SPOKEN, QuotationKind
from newsreader.quotes.antecedents import Candidate
from newsreader.quotes.attribution import Attribution
from newsreader.quotes.discourse import Discourse
from newsreader.quotes.kinds import kind_features
from newsreader.quotes.mention_slots import MentionSlots
from newsreader.quotes.models import Models
from newsreader.quotes.ranker import Ranker, softmax
from newsreader.quotes.slots import Slot, SpanSpeakers
from newsreader.quotes.spans import Span, alike, spans_of

#: A slot this unlikely shows nothing.
_UNSEEN = 0.005
#: Whoever may have spoken what is this surely nobody's words is not asked.
_NO_WORDS = 0.05
_KINDS = tuple(QuotationKind)
_PREFIXES = tuple(f"{kind}|" for kind in _KINDS)
#: What is seen where something is named or entitled.
_FRAMES = frozenset(("naming", "working", "entitled"))
_EXPLICIT = frozenset(
    (
        "reporting clause", "source", "before say f nearest", "before say p nearest", "after inverted say near",
        "after inverted say mid", "after inverted say far",
    )
)  # fmt: skip


@dataclass(slots=True, eq=False)
class View:
    """A first view of a span: the probability of each kind and of its being somebody's `words`, and possible speakers,
    `top` above all. `by_slots` is what they were computed from, `cues` says of each of those slots whether a cue beside
    the marks shows it, `explicit` is the share of these, `viewpoint` that of phrases such as "pour X"."""

    span: Span
    kinds: dict[QuotationKind, float]
    by_slots: SpanSpeakers
    words: float
    top: Candidate
    explicit: float = 0.0
    viewpoint: float = 0.0
    speakers: dict[Candidate, float] = field(default_factory=dict)
    cues: list[bool] = field(default_factory=list)


def logit(share: float) -> float:
    """A probability on the scale of scores."""
    share = min(max(share, 0.001), 0.999)
    return log(share / (1 - share))


def words_of(kinds: dict[QuotationKind, float]) -> float:
    """Return, of the probabilities of kinds, that of all that is somebody's words."""
    return sum([kinds[kind] for kind in SPOKEN])


def view_of(span: Span, kinds: dict[QuotationKind, float], speakers: SpanSpeakers) -> View:
    """The first view of a span."""
    slots = list(zip(speakers.shares, speakers.slots, strict=True))
    cues = [share >= _UNSEEN and _is_cue(slot) for share, slot in slots]
    explicit = sum(compress(speakers.shares, cues))
    viewpoint = sum([share for share, slot in slots if share >= _UNSEEN and "before viewed" in slot.features])
    top, likely = speakers.best(), speakers.probabilities
    return View(span, kinds, speakers, words_of(kinds), top, explicit, viewpoint, likely, cues)


def _is_cue(slot: Slot) -> bool:
    """Whether a slot is shown by a verb or a "selon" beside the marks."""
    return slot.mention is not None and not _EXPLICIT.isdisjoint(slot.features)


class MarkedSpans:
    """The marked spans of a discourse with their features; independent of the models."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.spans = spans_of(discourse)
        #: The other spans that repeat so much of a span's words, in reading order.
        self.alike = {span: alike(span, self.spans) for span in self.spans}
        many = len(self.spans)
        self.kinds = {span: kind_features(discourse, span, self.alike[span], many) for span in self.spans}
        self.mention_slots = MentionSlots(discourse)

    def is_framed(self, span: Span) -> bool:
        """Return whether a phrase that names or entitles leads to a span or follows it."""
        return not _FRAMES.isdisjoint(self.kinds[span])


def first_views(marks: MarkedSpans, models: Models) -> list[View]:
    """A view of each span by itself and those before it."""
    spans = marks.spans
    kinds = {span: kind_shares(models.kinds, marks.kinds[span]) for span in spans}
    words = {span: words_of(kinds[span]) for span in spans}
    attribution = Attribution(marks.mention_slots, models.speakers)
    speakers = {s.span: s for s in attribution.run([span for span in spans if words[span] >= 0.5])}
    for span in spans:
        if span not in speakers and words[span] < _NO_WORDS:
            speakers[span] = SpanSpeakers(span)
        elif span not in speakers:
            before = [s for s in attribution.done if (s.span.paragraph, s.span.index) < (span.paragraph, span.index)]
            last = max(before, key=lambda s: (s.span.paragraph, s.span.index), default=None)
            speakers[span] = attribution.attribute(span, last)
    return [view_of(span, kinds[span], speakers[span]) for span in spans]


def kind_shares(ranker: Ranker, features: Sequence[str]) -> dict[QuotationKind, float]:
    """The probability of each kind."""
    found = list(filter(None, map(ranker.by_feature(_PREFIXES).get, features)))
    scores = list(map(sum, zip(*found, strict=True))) if found else [0.0] * len(_KINDS)
    return dict(zip(_KINDS, softmax(scores), strict=True))
