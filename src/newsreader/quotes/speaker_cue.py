"""The cue of an attribution: the words that show who speaks, and the mention they point to."""

from newsreader.model.values import dataclass
from newsreader.quotes.antecedents import Candidate
from newsreader.quotes.discourse import Discourse
from newsreader.quotes.joint import ReadSpan
from newsreader.quotes.mentions import Entity, Mention
from newsreader.quotes.spans import Span


@dataclass(frozen=True, slots=True)
class SpeakerCue:
    """`mention` stands with the quotation, `named` is the mention that it points to (often itself); `cue` is the range
    of the words that tie it to the quotation, in the paragraph of `mention`."""

    mention: Mention
    named: Mention
    cue: tuple[int, int] | None


def find_speaker_cue(reading: ReadSpan, discourse: Discourse) -> SpeakerCue | None:
    """The likeliest slot that leads from a span to its speaker, along those who spoke before where one goes on."""
    by_slots = reading.view.by_slots if reading.view else None
    if by_slots is None or reading.speaker is None:
        return None
    likeliest = sorted(range(len(by_slots.slots)), key=by_slots.shares.__getitem__, reverse=True)
    for number in likeliest[:6]:
        mention = by_slots.slots[number].mention
        if mention is None or not (mention.entity is reading.speaker or mention.entity is None):
            continue
        named = _named(mention, reading.speaker, discourse)
        if named is not None:
            return SpeakerCue(mention, named, _whole(_cue(reading.span, mention, discourse), mention, discourse))
    last = _last_named(reading.span, reading.speaker, discourse)
    return SpeakerCue(last, last, None) if last else None


def _named(mention: Mention, candidate: Candidate, discourse: Discourse) -> Mention | None:
    """The mention of a candidate that another points to: itself, else the last before it, else the first after."""
    if mention.entity is candidate or mention is candidate:
        return mention
    if not isinstance(candidate, Entity):
        return candidate
    if mention.entity is not None:
        return None
    before = [m for m in candidate.mentions if m.number < mention.number]
    return before[-1] if before else candidate.mentions[0] if candidate.mentions else None


def _last_named(span: Span, candidate: Candidate, discourse: Discourse) -> Mention | None:
    if not isinstance(candidate, Entity):
        return candidate
    before = [m for m in candidate.mentions if (m.paragraph, m.start) < (span.paragraph, span.mark.start)]
    return before[-1] if before else candidate.mentions[0] if candidate.mentions else None


def _whole(cue: tuple[int, int] | None, mention: Mention, discourse: Discourse) -> tuple[int, int] | None:
    """A cue with the reflexive pronoun of its verb: "se réjouit"."""
    tokens = discourse.tokens[mention.paragraph]
    if cue and cue[0] in tokens.starts:
        before = tokens.starts.index(cue[0]) - 1
        if before >= 0 and tokens.lows[before] in discourse.grammar.reflexives:
            return tokens.starts[before], cue[1]
    return cue


def _cue(span: Span, mention: Mention, discourse: Discourse) -> tuple[int, int] | None:
    """The words that tie a mention to a quotation: "selon", the verb, or the colon before the mark."""
    paragraph = discourse.paragraphs[mention.paragraph]
    if mention.sourced:
        tokens = discourse.tokens[mention.paragraph]
        for number in range(mention.first - 1, max(-1, mention.first - 5), -1):
            if tokens.lows[number] in discourse.grammar.sources:
                begin = number - 1 if number and tokens.lows[number - 1] in ("d'", "d’") else number
                return tokens.starts[begin], tokens.stops[number]
    if mention.paragraph == span.paragraph and mention.start < span.mark.outer_start and mention.start >= span.begin:
        verb = span.governing_verb()
        tokens = discourse.tokens[span.paragraph]
        if verb is not None and not (mention.verb_range and mention.inversion):
            begin = verb
            if verb and tokens.lows[verb - 1] in discourse.grammar.auxiliaries:
                begin = verb - 1
            return tokens.starts[begin], tokens.stops[verb]
        if verb is None and span.colon:
            at = paragraph.masked.rfind(":", 0, span.mark.outer_start)
            return at, at + 1
    return mention.verb_range if mention.inversion or mention.says_next else None
