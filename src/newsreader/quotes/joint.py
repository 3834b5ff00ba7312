"""All spans of an article together: what each is and who speaks it, in the light of what its neighbours seem to be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from newsreader.model.quotation import SPOKEN, QuotationKind
from newsreader.quotes.antecedents import Node
from newsreader.quotes.decoding import Attribution, Spoken, Ways, overlap
from newsreader.quotes.discourse import Discourse
from newsreader.quotes.kinds import kind_features
from newsreader.quotes.mentions import PERSON, Entity
from newsreader.quotes.ranker import Models, Ranker, softmax
from newsreader.quotes.spans import Span, bucket, spans_of

#: Of a span's speakers, those from this probability on are looked at again, and no more than so many.
_LEAST, _MOST = 0.01, 8
#: A name or a title has no more words than this.
NAMED = 6
#: How far a span's first view tempers what its neighbours say.
BLEND = 0.5
#: From this probability on a span's speaker is whoever spoke before.
GOES_ON = 0.8


@dataclass(slots=True, eq=False)
class View:
    """A first view of a span: the probability that it is somebody's words, and who may have spoken them."""

    span: Span
    words: float
    spoken: Spoken
    explicit: float = 0.0
    viewed: float = 0.0
    speakers: dict[Node, float] = field(default_factory=dict)


def logit(share: float) -> float:
    """A probability on the scale of scores."""
    share = min(max(share, 0.001), 0.999)
    return log(share / (1 - share))


def view_of(span: Span, words: float, spoken: Spoken) -> View:
    """The first view of a span; `explicit` is how much of the speaker is by a cue beside the marks, `viewed` by
    a phrase such as "pour X"."""
    explicit = viewed = 0.0
    for slot, share in zip(spoken.slots, spoken.shares, strict=True):
        if slot.mention is None or share < _UNSEEN:
            continue
        if any(feature in _EXPLICIT or feature.startswith("after inverted say") for feature in slot.features):
            explicit += share
        if "before viewed" in slot.features:
            viewed += share
    return View(span, words, spoken, explicit, viewed, spoken.nodes)


#: A way this unlikely shows nothing.
_UNSEEN = 0.005
#: Whoever may have spoken what is this surely nobody's words is not asked.
_NO_WORDS = 0.05
_EXPLICIT = frozenset(("incise", "source", "before say f nearest", "before say p nearest"))


# ---------------------------------------------------------------- words or not


def word_features(
    discourse: Discourse, views: Sequence[View], number: int, *, framed: bool = False
) -> dict[str, float]:
    """What speaks for a span's being somebody's words, its neighbours considered; `framed` when a phrase that names
    or entitles leads to it."""
    view = views[number]
    span = view.span
    size = " <5" if span.count < 5 else " >=5"
    found = {"always": 1.0, "own": logit(view.words), "own" + size: logit(view.words)}
    found["explicit" + size] = view.explicit
    best = max(view.speakers.values(), default=0.0)
    found["sure" + size] = best
    top = max(view.speakers, key=lambda node: view.speakers[node], default=None)
    found["top " + _what(top)] = 1.0
    if view.explicit > 0.5:
        found["shown" if isinstance(top, Entity) and top.level >= PERSON else "shown other"] = 1.0
        found[f"shown {_what(top)}{size}"] = view.explicit
    elif span.count <= NAMED and framed:
        found["named"] = 1.0
    text = discourse.paragraphs[span.paragraph].text
    for name, other in (("before", number - 1), ("after", number + 1)):
        if not 0 <= other < len(views) or views[other].span.paragraph != span.paragraph:
            continue
        beside = views[other]
        first, second = sorted((beside.span, span), key=lambda s: s.index)
        score = logit(beside.words)
        found[f"{name} in paragraph"] = score
        if discourse.grammar.link.fullmatch(text, first.mark.outer_stop, second.mark.outer_start):
            found[f"{name} linked"] = score
        elif "." not in text[first.mark.outer_stop : second.mark.outer_start]:
            found[f"{name} in sentence"] = score
    others = [v.words for v in views if v.span.paragraph == span.paragraph and v is not view]
    if others:
        found["paragraph"] = logit(sum(others) / len(others))
    rest = [v.words for v in views if v is not view]
    if rest:
        found["article"] = logit(sum(rest) / len(rest))
    same = [v.words for v in views if v is not view and v.span.words == span.words]
    if same:
        found["same words"] = logit(sum(same) / len(same))
    return found


# ---------------------------------------------------------------- who speaks


def candidates(views: Sequence[View], number: int) -> list[Node]:
    """Who may speak a span after all: who seemed to, and those who speak beside it."""
    view = views[number]
    ranked = sorted(view.speakers, key=lambda node: -view.speakers[node])
    found = [node for node in ranked[:_MOST] if view.speakers[node] >= _LEAST]
    for other in (number - 1, number + 1):
        if 0 <= other < len(views) and views[other].speakers:
            top = max(views[other].speakers, key=lambda node: views[other].speakers[node])
            if top not in found:
                found.append(top)
    return found if None in found else [*found, None]


class Neighbourhood:
    """What the views of an article say together, once for all candidates."""

    def __init__(self, discourse: Discourse, views: Sequence[View]) -> None:
        self.discourse, self.views = discourse, views
        self.total: dict[Node, float] = {}
        self.cued: dict[Node, float] = {}
        for view in views:
            for node, share in view.speakers.items():
                self.total[node] = self.total.get(node, 0.0) + share
                self.cued[node] = self.cued.get(node, 0.0) + share * view.explicit
        persons = {
            node: share for node, share in self.total.items() if isinstance(node, Entity) and node.level >= PERSON
        }
        self.leading = max(persons, key=lambda node: persons[node], default=None)

    def features(self, number: int) -> list[dict[str, float]]:
        """The features of each of the candidates of a span."""
        view = self.views[number]
        span = view.span
        cue = "cued" if view.explicit > 0.5 else "uncued"
        ties = [tie for tie in (self._tie(number, number - 1, "before"), self._tie(number, number + 1, "after")) if tie]
        same = [
            other for other in self.views
            if other is not view and other.span.paragraph != span.paragraph and overlap(span, other.span) >= 0.75
        ]  # fmt: skip
        others = max(1, len(self.views) - 1)
        place = "heading" if span.heading else "body"
        found = []
        for node in candidates(self.views, number):
            share = view.speakers.get(node, 0.0)
            what = _what(node)
            row = {
                "own": log(max(share, 0.003)),
                "own " + cue: log(max(share, 0.003)),
                "share": share,
                f"{what}": 1.0,
                f"{what} {cue}": 1.0,
                f"{what} words" + bucket(span.count, (2, 5)): 1.0,
                f"{place} elsewhere": (self.total.get(node, 0.0) - share) / others,
                f"{place} elsewhere {cue}": (self.total.get(node, 0.0) - share) / others,
                f"elsewhere cued {cue}": min(1.0, self.cued.get(node, 0.0) - share * view.explicit),
            }
            if node is self.leading and node is not None:
                row[f"{place} leading {cue}"] = 1.0
            for tie, neighbour in ties:
                row[tie] = neighbour.speakers.get(node, 0.0)
            if same:
                row["repeats"] = max(other.speakers.get(node, 0.0) for other in same)
                row[f"repeats {place} {cue}"] = row["repeats"]
            found.append(row)
        return found

    def _tie(self, number: int, other: int, side: str) -> tuple[str, View] | None:
        """How a neighbour stands to a span, in a word or two."""
        if not 0 <= other < len(self.views):
            return None
        mine, its = self.views[number].span, self.views[other].span
        first, second = (its, mine) if other < number else (mine, its)
        text = self.discourse.paragraphs[first.paragraph].text
        if first.paragraph != second.paragraph:
            gap = second.paragraph - first.paragraph
            tie = "next paragraph" if gap == 1 else "further"
            if second.bare and not second.heading:
                tie += " whole"
        elif self.discourse.grammar.link.fullmatch(text, first.mark.outer_stop, second.mark.outer_start):
            tie = "linked"
        elif first.last_sentence >= second.first_sentence:
            tie = "sentence"
        else:
            tie = "paragraph" if second.mark.outer_start != second.begin else "paragraph starts"
        cues = "".join("c" if self.views[n].explicit > 0.5 else "-" for n in (number, other))
        return f"{side} {tie} {cues}", self.views[other]


def _what(node: Node) -> str:
    if node is None:
        return "nobody"
    if isinstance(node, Entity):
        return f"name level{node.level}"
    return f"{node.kind}" + (" indefinite" if node.indefinite else " plural" if node.plural else "")


# ---------------------------------------------------------------- an article


def grounds(view: View, node: Node, share: float, spans: int) -> dict[str, float]:
    """What tells how far the speaker that was found is to be trusted; `share` is what the neighbours left to it."""
    own, what = view.speakers.get(node, 0.0), _what(node)
    ways = list(zip(view.spoken.slots, view.spoken.shares, strict=True))
    known = min(len(node.mentions), 6) / 6 if isinstance(node, Entity) else 0.0
    return {
        "always": 1.0,
        "share": logit(share),
        "own": logit(own),
        "explicit": view.explicit,
        "direct": sum(part for slot, part in ways if slot.mention and slot.mention.entity is node),
        "goes on": sum(part for slot, part in ways if slot.other),
        "best way": max(view.spoken.shares, default=0.0),
        "heading": float(view.span.heading),
        "short": float(view.span.count < 5),
        "spans": log(1 + spans),
        "known": known,
        what: 1.0,
        f"share {what}": logit(share),
    }


@dataclass(slots=True, eq=False)
class Reading:
    """A span as it is read in the end: its kind, and its speaker with the probability that it is right, on these
    `grounds`."""

    span: Span
    kind: QuotationKind
    speaker: Node = None
    probability: float = 0.0
    view: View | None = None
    grounds: dict[str, float] = field(default_factory=dict)


class Marks:
    """The marked spans of a discourse with what is seen of each, whatever the models."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.spans = spans_of(discourse)
        self.kinds = {span: kind_features(discourse, span, self.spans) for span in self.spans}
        self.ways: Ways = {}

    def framed(self, span: Span) -> bool:
        """Whether a phrase that names or entitles leads to a span."""
        return "naming" in self.kinds[span] or "working" in self.kinds[span]


def first_views(marks: Marks, models: Models) -> tuple[list[View], dict[Span, dict[QuotationKind, float]]]:
    """A view of each span by itself and those before it, and what each may be."""
    discourse, spans = marks.discourse, marks.spans
    kinds = {span: kind_shares(models.kinds, marks.kinds[span]) for span in spans}
    words = {span: sum(kinds[span][kind] for kind in SPOKEN) for span in spans}
    attribution = Attribution(discourse, models.speakers, marks.ways)
    spoken = {s.span: s for s in attribution.run([span for span in spans if words[span] >= 0.5])}
    for span in spans:
        if span not in spoken and words[span] < _NO_WORDS:
            spoken[span] = Spoken(span)
        elif span not in spoken:
            before = [s for s in attribution.done if (s.span.paragraph, s.span.index) < (span.paragraph, span.index)]
            last = max(before, key=lambda s: (s.span.paragraph, s.span.index), default=None)
            spoken[span] = attribution.attribute(span, last)
    return [view_of(span, words[span], spoken[span]) for span in spans], kinds


def kind_shares(ranker: Ranker, features: Sequence[str]) -> dict[QuotationKind, float]:
    """The probability of each kind."""
    by_feature = ranker.by_feature(tuple(f"{kind}|" for kind in QuotationKind)).get
    found = [weights for feature in features if (weights := by_feature(feature))]
    scores = [sum(column) for column in zip(*found, strict=True)] if found else [0.0] * len(QuotationKind)
    return dict(zip(QuotationKind, softmax(scores), strict=True))


def is_spoken(marks: Marks, views: Sequence[View], number: int, models: Models) -> bool:
    """Whether a span is somebody's words: what names or entitles and nobody says is none, and what a person is shown
    to say is, unless much speaks against it; all else is learned."""
    view = views[number]
    framed = marks.framed(view.span)
    if framed and view.span.count <= NAMED and view.explicit < 0.6:
        return False
    if not framed and max(view.explicit, view.viewed) > 0.9 and view.words >= 0.4:
        top = max(view.speakers, key=lambda node: view.speakers[node], default=None)
        if isinstance(top, Entity) and top.level >= PERSON:
            return True
    features = word_features(marks.discourse, views, number, framed=framed)
    return models.words.distribution([features, {}])[0] >= models.spoken_from


def going_on(view: View, speakers: Mapping[Span, tuple[Node, float]]) -> Mapping[Node, float]:
    """The first view of a span, but where it only goes on, with the speaker that the one before has in the end."""
    for slot, share in zip(view.spoken.slots, view.spoken.shares, strict=True):
        if slot.other and share >= GOES_ON and slot.other.span in speakers:
            mine = {node: part - share * slot.other.nodes.get(node, 0.0) for node, part in view.speakers.items()}
            last = speakers[slot.other.span][0]
            mine[last] = mine.get(last, 0.0) + share
            return mine
    return view.speakers


def blended(shares: Sequence[float], view: Mapping[Node, float], nodes: Sequence[Node]) -> list[float]:
    """What the neighbours say, tempered by what the span says by itself: a weighted geometric mean."""
    mixed = [
        share ** (1 - BLEND) * max(view.get(node, 0.0), 0.003) ** BLEND
        for node, share in zip(nodes, shares, strict=True)
    ]
    total = sum(mixed)
    return [share / total for share in mixed]


def read_spans(marks: Marks, models: Models) -> list[Reading]:
    """What every span of an article is and who speaks it."""
    views, kinds = first_views(marks, models)
    discourse = marks.discourse
    spoken = [view for number, view in enumerate(views) if is_spoken(marks, views, number, models)]
    speakers: dict[Span, tuple[Node, float]] = {}
    trust: dict[Span, dict[str, float]] = {}
    together = Neighbourhood(discourse, spoken)
    for number, view in enumerate(spoken):
        nodes = candidates(spoken, number)
        shares = blended(models.joint.distribution(together.features(number)), going_on(view, speakers), nodes)
        best = max(range(len(shares)), key=shares.__getitem__)
        speakers[view.span] = nodes[best], shares[best]
        trust[view.span] = grounds(view, nodes[best], shares[best], len(spoken))
    found = []
    for view in views:
        of = SPOKEN if view.span in speakers else [kind for kind in QuotationKind if kind not in SPOKEN]
        kind = max(of, key=lambda kind: kinds[view.span][kind])
        speaker = speakers[view.span][0] if view.span in speakers else None
        mine = trust.get(view.span, {})
        probability = models.sure.distribution([mine, {}])[0] if mine else 0.0
        found.append(Reading(view.span, kind, speaker, probability, view, mine))
    return found
