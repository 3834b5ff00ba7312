"""Annotated articles as `train_quotes.py` learns from them: read once, with what the annotation says of each span."""

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsreader.library.annotations import annotated_article
from newsreader.model.quotation import SPOKEN
from newsreader.quotes.antecedents import Candidate
from newsreader.quotes.attribution import Attribution, decoding_order, name_of
from newsreader.quotes.discourse import Discourse
from newsreader.quotes.engine import read_article
from newsreader.quotes.first_view import MarkedSpans
from newsreader.quotes.mentions import Mention, MentionKind
from newsreader.quotes.ranker import Ranker
from newsreader.quotes.slots import SpanSpeakers
from newsreader.quotes.spans import Span
from scripts.log_linear import Choices, Row

#: An annotated article, as the scorer reads it (docs/json.md).
Gold = dict[str, Any]


@dataclass
class Sample:
    """An annotated article, read once: its discourse, its spans, and the annotation of each span."""

    gold: Gold
    places: list[int]
    discourse: Discourse
    marks: MarkedSpans
    marked: dict[Span, Gold] = field(default_factory=dict)


def load_scorer(path: Path) -> Any:
    """The scorer as a module: its matching of spans and of speakers is what is learned for."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(gold: Gold, scorer: Any) -> Sample:
    """Read an article, and match its annotation to the spans that are found."""
    article, numbers = annotated_article(gold)
    blocks, discourse = read_article(article)
    places = [numbers[place] if place >= 0 else place for place in blocks]
    sample = Sample(gold, places, discourse, MarkedSpans(discourse))
    for quote in gold["quotes"]:
        if quote.get("nested") or quote["paragraph"] not in places:
            continue
        number = places.index(quote["paragraph"])
        text = discourse.paragraphs[number].text
        wanted = scorer.trim(text, quote["start"], quote["end"])
        mine = [span for span in sample.marks.spans if span.paragraph == number and span not in sample.marked]
        best = max(mine, key=lambda s: scorer.iou(wanted, scorer.trim(text, s.mark.start, s.mark.stop)), default=None)
        if best and scorer.iou(wanted, scorer.trim(text, best.mark.start, best.mark.stop)) >= 0.5:
            sample.marked[best] = quote
    return sample


def is_right(scorer: Any, quote: Gold, candidate: Candidate, discourse: Discourse) -> bool:
    """Whether a candidate is the annotated speaker."""
    if quote["speaker"] is None or candidate is None:
        return quote["speaker"] is None and candidate is None
    return bool(scorer.same_speaker(quote, name_of(candidate, discourse)))


def candidate_of(scorer: Any, quote: Gold, span: Span, discourse: Discourse) -> Candidate:
    """The candidate that is the annotated speaker: a name before a description, the nearest of those."""
    entities = [e for e in discourse.entities.all if is_right(scorer, quote, e, discourse)]
    if entities:
        return max(entities, key=lambda e: len(e.mentions))
    described = [
        m
        for m in discourse.mentions
        if m.kind is not MentionKind.PRONOUN and not m.entity and is_right(scorer, quote, m, discourse)
    ]
    return min(
        described, key=lambda m: abs(m.paragraph - span.paragraph) * 1000 + abs(m.start - span.mark.start), default=None
    )


def attribution_rows(
    owner: int, sample: Sample, scorer: Any, top: Choices, below: Choices, before: "dict[Span, SpanSpeakers] | None"
) -> None:
    """The choices that the annotation of an article teaches, each span in the light of `before`, else of the truth."""
    discourse = sample.discourse
    attribution = Attribution(sample.marks.mention_slots, Ranker({}))
    spoken = [
        s for s in decoding_order(sample.marks.spans) if s in sample.marked and sample.marked[s]["kind"] in SPOKEN
    ]
    for span in spoken:
        quote = sample.marked[span]
        previous = attribution.previous(span)
        last = previous.best() if previous else None
        units: dict[int, int] = {}

        def value(candidate: Candidate, quote: Gold = quote) -> float:
            return float(is_right(scorer, quote, candidate, discourse))

        def unit(
            mention: Mention,
            last: Candidate = last,
            units: dict[int, int] = units,
            value: Callable[[Candidate], float] = value,
        ) -> int:
            if mention.number not in units:
                rows = []
                for antecedent in attribution.antecedents.of(mention, last):
                    candidate = antecedent.candidate
                    if isinstance(candidate, Mention) and mention.kind is MentionKind.PRONOUN:
                        rows.append(Row(antecedent.features, leads=unit(candidate)))
                    else:
                        rows.append(Row(antecedent.features, value(candidate)))
                units[mention.number] = below.add(owner, rows) if rows else -1
            return units[mention.number]

        rows = []
        for slot in attribution.slots(span, previous):
            if slot.mention and slot.mention.entity is None:
                number = unit(slot.mention)
                rows.append(Row(slot.features, leads=number) if number >= 0 else Row(slot.features, 0.0))
            elif slot.mention:
                rows.append(Row(slot.features, value(slot.mention.entity)))
            elif slot.other:
                rows.append(
                    Row(
                        slot.features,
                        sum(share * value(candidate) for candidate, share in slot.other.probabilities.items()),
                    )
                )
            else:
                rows.append(Row(slot.features, value(None)))
        top.add(owner, rows)
        if before is not None and span in before:
            attribution.done.append(before[span])
        else:
            candidate = candidate_of(scorer, quote, span, discourse)
            attribution.done.append(
                SpanSpeakers(span, {candidate: 1.0} if candidate is not None or quote["speaker"] is None else {})
            )
