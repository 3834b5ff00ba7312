"""Features for the joint decision: what all spans of an article say together of each candidate speaker."""

from bisect import bisect_left
from collections.abc import Sequence
from math import log

from newsreader.quotes.antecedents import Candidate
from newsreader.quotes.first_view import MarkedSpans, View
from newsreader.quotes.mentions import PERSON, Entity, MentionKind

#: Of a span's speakers, those from this probability on are looked at again, and no more than so many.
_LEAST, _MOST = 0.02, 5
#: A span is cued from this share of slots with a cue on; how far a cued neighbour is looked for.
_CUED, _REACH = 0.5, 6
#: Paragraphs and mentions are counted no further; "never named" is one more.
_FAR = 10

#: What is told of a span, whoever the candidate; of a candidate in itself; and of a candidate for a span.
OF_SPAN = (
    "words", "says", "opens", "subjects", "likely words", "explicit", "best", "second", "place", "spans", "speakers",
    "persons", "asked", "before explicit", "after explicit",
)  # fmt: skip
OF_CANDIDATE = (
    "nobody", "level", "organisation", "noun", "mentions", "roles", "fame", "full", "article", "place name", "in head",
    "first",
)  # fmt: skip
OF_BOTH = (
    "own", "to best", "rank", "named", "named by cue", "goes on", "resolved", "since", "until", "here", "elsewhere",
    "elsewhere cued", "before", "after", "second before", "second after", "after by cue", "repeated", "last cued",
    "next cued", "paragraph",
)  # fmt: skip


#: Who speaks the spans beside one in its paragraph; how explicit the next is; who speaks the nearest with a cue above
#: and below.
_Around = tuple[list[dict[Candidate, float]], float, dict[Candidate, float], dict[Candidate, float]]


def candidates(views: Sequence[View], number: int) -> list[Candidate]:
    """List who may speak a span after all: who seemed to, and those who speak beside it."""
    view = views[number]
    ranked = sorted(view.speakers, key=view.speakers.__getitem__, reverse=True)
    kept = [candidate for candidate in ranked[:_MOST] if view.speakers[candidate] >= _LEAST]
    for other in (number - 1, number + 1):
        if 0 <= other < len(views) and views[other].speakers:
            top = views[other].top
            if top not in kept:
                kept.append(top)
    return kept if None in kept else [*kept, None]


class Neighbourhood:
    """The views of all spans of an article that are somebody's words, in reading order."""

    def __init__(self, marks: MarkedSpans, views: Sequence[View]) -> None:
        self.discourse, self.marks, self.views = marks.discourse, marks, views
        self.by_span = {view.span: view for view in views}
        self.total: dict[Candidate, float] = {}
        self.cued: dict[Candidate, float] = {}
        for view in views:
            for candidate, share in view.speakers.items():
                self.total[candidate] = self.total.get(candidate, 0.0) + share
                self.cued[candidate] = self.cued.get(candidate, 0.0) + share * view.explicit
        persons = sorted(
            (e for e in self.discourse.entities.all if e.level >= PERSON and e.mentions), key=lambda e: -len(e.mentions)
        )
        self.fame = {entity: rank for rank, entity in enumerate(persons)}
        self.in_head = {m.entity for mentions in self.discourse.inside[:2] for m in mentions if m.entity}
        self.about = (
            len(views),
            sum(isinstance(candidate, Entity) and share > 0.5 for candidate, share in self.total.items()),
            min(len(persons), 12),
            sum(view.span.asked for view in views) / max(1, len(views)),
        )
        self._candidates: dict[Candidate, tuple[float, ...]] = {}
        self._named: dict[Entity, list[tuple[int, int]]] = {}

    def rows(self, number: int) -> list[tuple[Candidate, list[float]]]:
        """The candidates of a span, each with its numbers: `OF_SPAN`, `OF_CANDIDATE`, `OF_BOTH`."""
        view = self.views[number]
        best, second = (*sorted(view.speakers.values(), reverse=True)[:2], 0.0, 0.0)[:2]
        by_slots = _shares_by_slots(view)
        repeats = [
            (share, self.by_span[other])
            for share, other in self.marks.alike[view.span]
            if other.paragraph != view.span.paragraph and other in self.by_span
        ]
        of_span, around = self._of_span(number, best, second), self._around(number)
        return [
            (
                candidate,
                [
                    *of_span,
                    *self._of_candidate(candidate),
                    *self._of_both(number, candidate, best, by_slots, repeats, around),
                ],
            )
            for candidate in candidates(self.views, number)
        ]

    def _of_span(self, number: int, best: float, second: float) -> list[float]:
        view, span = self.views[number], self.views[number].span
        return [
            min(span.count, 30), span.saying_verb is not None, span.mark.outer_start == span.begin,
            min(len(span.subjects), 4), view.words, view.explicit, best, second,
            span.paragraph / max(1, len(self.discourse.paragraphs)), *self.about,
            self.views[number - 1].explicit if number else -1.0,
            self.views[number + 1].explicit if number + 1 < len(self.views) else -1.0,
        ]  # fmt: skip

    def _of_candidate(self, candidate: Candidate) -> tuple[float, ...]:
        known = self._candidates.get(candidate)
        if known is None:
            if isinstance(candidate, Entity):
                mentions, facts = candidate.mentions, candidate.facts
                times = max(1, len(mentions))
                known = (
                    0, candidate.level, 0, 0, min(times, 12), len(candidate.roles), self.fame.get(candidate, 20),
                    len(candidate.words) > 1, facts.get("article", 0) / times, facts.get("place", 0) / times,
                    candidate in self.in_head,
                    min((m.paragraph for m in mentions), default=0) / max(1, len(self.discourse.paragraphs)),
                )  # fmt: skip
            else:
                kind = candidate.kind if candidate else None
                organisation, noun = kind is MentionKind.ORGANISATION, kind is MentionKind.NOUN
                known = (candidate is None, -1, organisation, noun, 0, -1, -1, -1, -1, -1, -1, -1)
            self._candidates[candidate] = known
        return known

    def _around(self, number: int) -> _Around:
        """The views about one, the same for all its candidates."""
        views = self.views
        beside = [views[other].speakers for step in (-1, 1) for other in self._of_paragraph(number, step)]
        explicit_after = views[number + 1].explicit if number + 1 < len(views) else -1.0
        return (
            beside, explicit_after, self._cued(range(number - 1, max(-1, number - _REACH), -1)),
            self._cued(range(number + 1, min(len(views), number + _REACH))),
        )  # fmt: skip

    def _of_both(
        self,
        number: int,
        candidate: Candidate,
        best: float,
        by_slots: "dict[Candidate, list[float]]",
        repeats: Sequence[tuple[float, View]],
        around: _Around,
    ) -> list[float]:
        view, views, speakers = self.views[number], self.views, self.views[number].speakers
        beside, explicit_after, last_cued, next_cued = around
        own = speakers.get(candidate, 0.0)
        scaled = _scale(own)
        named, by_cue, goes_on, repeating = by_slots.get(candidate, (0.0, 0.0, 0.0, 0.0))
        before, after = self._share(number - 1, candidate), self._share(number + 1, candidate)
        return [
            scaled, scaled - _scale(best), len([share for share in speakers.values() if share > own]),
            named, by_cue, goes_on, max(0.0, own - named - goes_on - repeating), *self._places(view, candidate),
            (self.total.get(candidate, 0.0) - own) / max(1, len(views) - 1),
            min(4.0, self.cued.get(candidate, 0.0) - own * view.explicit),
            before, after, self._share(number - 2, candidate), self._share(number + 2, candidate),
            after * explicit_after,
            max([other.speakers.get(candidate, 0.0) * share for share, other in repeats]) if repeats else -1.0,
            last_cued.get(candidate, 0.0), next_cued.get(candidate, 0.0),
            max([others.get(candidate, 0.0) for others in beside]) if beside else -1.0,
        ]  # fmt: skip

    def _share(self, number: int, candidate: Candidate) -> float:
        return self.views[number].speakers.get(candidate, 0.0) if 0 <= number < len(self.views) else 0.0

    def _of_paragraph(self, number: int, step: int) -> list[int]:
        """The spans of the same paragraph on one side."""
        spans, other = [], number + step
        while 0 <= other < len(self.views) and (self.views[other].span.paragraph == self.views[number].span.paragraph):
            spans.append(other)
            other += step
        return spans

    def _cued(self, numbers: range) -> dict[Candidate, float]:
        """Who speaks the nearest of some spans that has a cue."""
        return next((self.views[number].speakers for number in numbers if self.views[number].explicit > _CUED), {})

    def _places(self, view: View, candidate: Candidate) -> tuple[float, float, float]:
        """How many paragraphs since a candidate was named and until it is; how often it is named beside the span."""
        if not isinstance(candidate, Entity):
            return -1.0, -1.0, 0.0
        places = self._named.get(candidate)
        if places is None:
            places = self._named[candidate] = sorted((m.paragraph, m.start) for m in candidate.mentions)
        paragraph = view.span.paragraph
        at = bisect_left(places, (paragraph, view.span.mark.start))
        since = min(paragraph - places[at - 1][0], _FAR) if at else _FAR + 1
        until = min(places[at][0] - paragraph, _FAR) if at < len(places) else _FAR + 1
        return since, until, bisect_left(places, (paragraph + 1, 0)) - bisect_left(places, (paragraph, 0))


def _scale(share: float) -> float:
    return log(share if share > 0.002 else 0.002)


def _shares_by_slots(view: View) -> dict[Candidate, list[float]]:
    """The shares by which a span leads to each candidate: by its name, by its name and a cue, by going on, by
    repetition."""
    found: dict[Candidate, list[float]] = {}
    for share, slot, cue in zip(view.by_slots.shares, view.by_slots.slots, view.cues, strict=True):
        if slot.mention is not None and slot.mention.entity is not None:
            shares = found.setdefault(slot.mention.entity, [0.0, 0.0, 0.0, 0.0])
            shares[0] += share
            shares[1] += share * cue
        elif slot.other is not None:
            number = 2 if slot.goes_on else 3
            for candidate, part in slot.other.probabilities.items():
                found.setdefault(candidate, [0.0, 0.0, 0.0, 0.0])[number] += share * part
    return found
