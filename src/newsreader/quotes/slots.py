"""Slots: the possible answers to who speaks a span (a mention, the speaker of another span who goes on, nobody), with
features of those that are no mentions."""

from dataclasses import field

from newsreader.model.values import dataclass
from newsreader.quotes.antecedents import Candidate
from newsreader.quotes.discourse import Discourse
from newsreader.quotes.mentions import Mention, MentionKind
from newsreader.quotes.ranker import Features
from newsreader.quotes.spans import Span, bucket, content_overlap


@dataclass(slots=True, eq=False)
class SpanSpeakers:
    """A span with the probability of each candidate; `slots` are those it was computed from, `shares` their
    probabilities."""

    span: Span
    probabilities: dict[Candidate, float] = field(default_factory=dict)
    slots: "list[Slot]" = field(default_factory=list)
    shares: list[float] = field(default_factory=list)

    def best(self) -> Candidate:
        """The likeliest speaker."""
        return max(self.probabilities, key=self.probabilities.__getitem__) if self.probabilities else None


@dataclass(slots=True, eq=False)
class Slot:
    """A possible answer to who speaks a span: a mention, the speaker of another span (`other`) who goes on, or nobody
    (neither); `score` is the ranker's, computed when it is asked for."""

    features: Features
    mention: Mention | None = None
    other: SpanSpeakers | None = None
    score: float | None = None

    @property
    def goes_on(self) -> bool:
        """Whether whoever spoke before goes on."""
        return self.other is not None and "goes on" in self.features


@dataclass(frozen=True, slots=True)
class Cued:
    """The cues to a span's speaker: a verb after or inside its marks, "selon" or the like."""

    verb: bool
    source: bool


_SOURCED = frozenset(("after source near", "before source opens"))


def cued(span: Span, beside: list[Slot]) -> Cued:
    """Find what shows the speaker of a span, by the mentions beside it."""
    verb = any(m.inversion == "say" and span.mark.outer_stop <= m.start < span.end for m in span.around)
    verb = verb or any("reporting clause inverted" in slot.features for slot in beside if span.reporting_clauses)
    return Cued(verb, not all(_SOURCED.isdisjoint(slot.features) for slot in beside))


def announces(span: Span, below: Span) -> list[str]:
    """Return the features that speak for a heading's being of whoever speaks first below it."""
    where = "announces" if span.paragraph else "announces in title"
    gap = "gap" + bucket(below.paragraph - span.paragraph, (1, 2, 4))
    share = content_overlap(span, below)
    return [
        where, f"{where} {gap}", "announces words" + bucket(int(share * 4), (0, 1, 2, 3)),
        "announces " + ("bare" if span.bare else "led"),
    ]  # fmt: skip


def repeats(span: Span, share: float, cue: Cued) -> list[str]:
    """Return the features that speak for the speaker of a span of which this one has such a share of words."""
    features = [
        "repeats", "repeats " + ("in heading" if span.set_apart else "in body"),
        "repeats share" + bucket(int(share * 4), (2, 3, 4)), "repeats words" + bucket(span.count, (2, 4, 8)),
    ]  # fmt: skip
    return features + ["repeats bare"] * span.bare + ["repeats cued"] * cue.verb


def led(discourse: Discourse, span: Span) -> str:
    """Name who is the subject of the verb that leads to the marks, and how near it."""
    if not span.verb_subjects:
        return "by none" + " colon" * span.colon
    subject, verb = span.verb_subjects[-1], span.governing_verb() or 0
    near = "near" if verb - subject.last <= 3 else "far"
    return f"{subject.letter} {near} {'says' if span.saying_verb is not None else 'any'}" + " colon" * span.colon


def nobody(span: Span, previous: SpanSpeakers | None, cue: Cued) -> list[str]:
    """Return the features that speak for a span's having no speaker."""
    features = ["nobody", "nobody words" + bucket(span.count, (2, 4, 8))]
    for holds, name in (
        (cue.verb, "cued"), (span.set_apart, "heading"), (span.bare, "bare"), (span.saying_verb is not None, "says"),
        (previous is None, "first"), (span.charged, "charge"),
    ):  # fmt: skip
        if holds:
            features.append("nobody " + name)
    return features


def goes_on(discourse: Discourse, span: Span, last: Span, cue: Cued) -> list[str]:
    """Return the features that speak for the speaker of the span before going on."""
    gap = span.paragraph - last.paragraph
    found = [
        "goes on",
        "goes on gap" + bucket(gap, (0, 1, 2, 4, 8)),
        "goes on words" + bucket(span.count, (2, 4, 8)),
    ]
    (_goes_on_here if gap == 0 else _goes_on_below)(discourse, span, last, cue, found)
    verb = span.governing_verb()
    if verb is not None:
        low = discourse.tokens[span.paragraph].lows[verb]
        known = discourse.verbs.get(low)
        found.append("goes on verb=" + (known.lemma if known else low))
        found.append("goes on says" if span.saying_verb is not None else "goes on has verb")
    found.append("goes on led " + led(discourse, span))
    for holds, name in (
        (cue.verb, "cued"), (cue.source, "sourced"), (span.colon, "colon"),
        (bool(span.reporting_clauses), "reporting clause"), (span.asked, "asked"),
        (span.asked and last.asked, "asked again"),
    ):  # fmt: skip
        if holds:
            found.append("goes on " + name)
    return found


def _goes_on_here(discourse: Discourse, span: Span, last: Span, cue: Cued, features: list[str]) -> None:
    """In the same paragraph."""
    same = last.last_sentence >= span.first_sentence
    features.append("goes on same sentence" if same else "goes on other sentence")
    if last.index + 1 == span.index and discourse.linked(span.paragraph)[last.index]:
        features.append("goes on linked")
    fresh = [
        m for m in discourse.inside[span.paragraph]
        if last.mark.outer_stop <= m.start < span.mark.outer_start
        and m.subject and m.kind not in (MentionKind.PRONOUN, MentionKind.NOUN)
    ]  # fmt: skip
    features.append("goes on new" + bucket(len(fresh), (0, 1, 2)))
    if not same and span.mark.outer_start == span.begin and not cue.verb:
        features.append("goes on starts")


def _goes_on_below(discourse: Discourse, span: Span, last: Span, _cue: Cued, features: list[str]) -> None:
    """In a later paragraph."""
    subjects = [m for m in discourse.names[span.paragraph] if m.subject and m.start < span.mark.outer_start]
    features.append("goes on subjects" + bucket(len(subjects), (0, 1)))
    between = range(last.paragraph + 1, span.paragraph)
    named = sum(m.subject for number in between for m in discourse.names[number])
    features.append("goes on between" + bucket(named, (0, 1, 3)))
    text = discourse.paragraphs[span.paragraph].text
    if span.mark.outer_start <= len(text) - len(text.lstrip(" \u00a0")) + 1:
        features += ["goes on opens"] + ["goes on whole"] * span.bare
    if span.mark.open_ended or last.mark.open_ended:
        features.append("goes on left open")
    set_apart = sum(number in discourse.set_apart for number in between)
    if set_apart:
        features.append("goes on headings" + bucket(set_apart, (1, 2)))
