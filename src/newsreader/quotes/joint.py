"""Decide on all spans of an article together: what each is, and who speaks it."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.model.quotation import SPOKEN, QuotationKind
from newsreader.quotes.antecedents import Candidate
from newsreader.quotes.described import may_be
from newsreader.quotes.discourse import Discourse
from newsreader.quotes.first_view import MarkedSpans, View, first_views, logit
from newsreader.quotes.mentions import PERSON, Entity, Mention, MentionKind
from newsreader.quotes.models import Models
from newsreader.quotes.neighbourhood import Neighbourhood
from newsreader.quotes.ranker import sigmoid, softmax
from newsreader.quotes.spans import Span

# ---------------------------------------------------------------- words or not

#: What is told of a span, its neighbours considered; `_NONE` where there is no such neighbour.
OF_WORDS = (
    *(f"kind {kind}" for kind in QuotationKind), "own", "words", "explicit", "viewpoint", "framed", "best", "top level",
    "top person", "top indefinite", "heading", "bare", "colon", "says", "verb", "capital", "stop", "first person",
    "before", "before tie", "after", "after tie", "paragraph", "article", "spans", "same words", "within",
)  # fmt: skip
_NONE = -9.0
_UNSPOKEN = tuple(kind for kind in QuotationKind if kind not in SPOKEN)
#: How far a span's first view tempers what its neighbours say: an article of one span is judged by trees that hardly
#: saw any.
_BLEND = 0.5
#: From these shares on, a span has a cue beside it, and who spoke it is likely.
_WITH_CUE, _LIKELY = 0.3, 0.7
#: So surely a cue shows the speaker, and so likely is it somebody's words, that it is taken for that.
_CUED, _DOUBTED = 0.9, 0.4
#: What a text provides is its words from this probability on.
_PROVIDED = 0.6
#: A name or a title has no more words than this, and no cue from this share on.
_NAMED, _SAID = 6, 0.6
#: So many words in a heading are no chance likeness with what somebody says below.
_CUT_OUT = 3


def word_row(marks: MarkedSpans, views: Sequence[View], number: int) -> list[float]:
    """Return the numbers that speak for a span's being somebody's words, as `OF_WORDS` says."""
    view = views[number]
    span = view.span
    top = view.top
    person = (top.level >= PERSON) if isinstance(top, Entity) else (top is not None and top.kind is MentionKind.PERSON)
    level = top.level if isinstance(top, Entity) else -1 if top is None else -2
    others = [other for other in views if other is not view]
    longer = {other for share, other in marks.alike[span] if share >= 0.8 and other.count > span.count + 3}
    return [
        *view.kinds.values(), logit(view.words), min(span.count, 30), view.explicit, view.viewpoint,
        marks.is_framed(span), max(view.speakers.values(), default=0.0), level, person,
        isinstance(top, Mention) and top.indefinite,
        span.set_apart, span.bare, span.colon, span.saying_verb is not None, span.verb is not None,
        span.text[:1].isupper(), span.text[-1:] in ".!?…", span.first_person,
        *_neighbour(marks, views, number, -1), *_neighbour(marks, views, number, 1),
        _mean([other.words for other in others if other.span.paragraph == span.paragraph]),
        _mean([other.words for other in others]), len(views),
        _mean([other.words for other in others if other.span.words == span.words]),
        max([other.words for other in others if other.span in longer], default=_NONE) if longer else _NONE,
    ]  # fmt: skip


def _mean(shares: Sequence[float]) -> float:
    return logit(sum(shares) / len(shares)) if shares else _NONE


def _neighbour(marks: MarkedSpans, views: Sequence[View], number: int, step: int) -> tuple[float, float]:
    """How likely the neighbour in the same paragraph is words, and how it is tied to the span: 2 by a comma or
    "et", 1 by the sentence, 0 not."""
    other = number + step
    if not 0 <= other < len(views) or views[other].span.paragraph != views[number].span.paragraph:
        return _NONE, _NONE
    first, second = views[min(number, other)].span, views[max(number, other)].span
    if marks.discourse.linked(first.paragraph)[first.index]:
        return logit(views[other].words), 2
    text = marks.discourse.paragraphs[first.paragraph].text
    return logit(views[other].words), "." not in text[first.mark.outer_stop : second.mark.outer_start]


def is_spoken(marks: MarkedSpans, views: Sequence[View], number: int, models: Models) -> bool:
    """Decide whether a span is somebody's words: what names or entitles and nobody says is not, what a person is shown
    to say is, unless much speaks against it; all else is learned."""
    view, framed = views[number], marks.is_framed(views[number].span)
    if framed and view.span.count <= _NAMED and view.explicit < _SAID:
        return False
    shown = max(view.explicit, view.viewpoint) > _CUED and view.words >= _DOUBTED
    if shown and not framed and isinstance(view.top, Entity) and view.top.level >= PERSON:
        return True
    if not framed and (view.span.announcer() or (view.span.set_apart and _is_cut_out(views, view))):
        return True
    if not framed and view.words >= _PROVIDED and "text provides" in marks.kinds[view.span]:
        return True  # `la loi prévoit « … »`
    score = models.words_trees.score(word_row(marks, views, number))
    return sigmoid((1 - _BLEND) * score + _BLEND * logit(view.words)) >= models.spoken_from


def _is_cut_out(views: Sequence[View], view: View) -> bool:
    """Whether the words of a heading are cut out of what is surely somebody's below it."""
    span = view.span
    return span.count >= _CUT_OUT and any(
        other.words > _CUED and not other.span.set_apart and span.phrase in other.span.phrase for other in views
    )


def _alone_beside(discourse: Discourse, view: View) -> Candidate:
    """Who seems to speak a span that a cue follows or leads to, where its paragraph names no other person: whoever
    speaks before and after it is of no weight against that."""
    if view.explicit < _WITH_CUE or view.speakers.get(view.top, 0.0) < _LIKELY:
        return None
    named = {m.entity for m in discourse.inside[view.span.paragraph] if m.entity and m.entity.level >= PERSON}
    return view.top if named == {view.top} else None


def _may_speak(discourse: Discourse, span: Span, candidate: Candidate) -> bool:
    """Whether a candidate is not ruled out by a description that announces a span: no man is `la commandante`."""
    teller = span.announcer()
    if teller is None or teller.kind is not MentionKind.PERSON or not isinstance(candidate, Entity):
        return True
    return may_be(teller, candidate, discourse.grammar.language)


# ---------------------------------------------------------------- an article


@dataclass(slots=True, eq=False)
class ReadSpan:
    """The final reading of a span: its kind, and its speaker with the probability that it is right."""

    span: Span
    kind: QuotationKind
    speaker: Candidate = None
    probability: float = 0.0
    view: View | None = None


def read_spans(marks: MarkedSpans, models: Models) -> list[ReadSpan]:
    """Decide what every span of an article is and who speaks it."""
    views = first_views(marks, models)
    spoken_views = [view for number, view in enumerate(views) if is_spoken(marks, views, number, models)]
    together = Neighbourhood(marks, spoken_views)
    speakers: dict[Span, tuple[Candidate, float]] = {}
    for number, view in enumerate(spoken_views):
        if (alone := _alone_beside(marks.discourse, view)) is not None:
            speakers[view.span] = alone, view.speakers[alone]
            continue
        found = [
            (candidate, row)
            for candidate, row in together.rows(number)
            if _may_speak(marks.discourse, view.span, candidate)
        ]
        candidates, rows = zip(*found, strict=True)
        shares = softmax([models.speaker_trees.score(row) for row in rows])
        speakers[view.span] = max(zip(candidates, shares, strict=True), key=lambda pair: pair[1])
    read = []
    for view in views:
        kind = max(SPOKEN if view.span in speakers else _UNSPOKEN, key=view.kinds.__getitem__)
        read.append(ReadSpan(view.span, kind, *speakers.get(view.span, (None, 0.0)), view))
    return read
