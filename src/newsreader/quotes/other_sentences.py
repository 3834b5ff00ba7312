"""Features of a mention in another sentence than the span's, or in another paragraph."""

import re

from newsreader.quotes.discourse import Discourse
from newsreader.quotes.mentions import Mention, MentionKind
from newsreader.quotes.sentences import MASK
from newsreader.quotes.spans import Span, bucket, near

_SENTENCES = (1, 2, 3)
_NO_WORDS = re.compile(r"[\s\u00a0.,]*")


def sentence_above(discourse: Discourse, span: Span, mention: Mention) -> list[str]:
    """Features of a mention in an earlier sentence of the paragraph."""
    kind = mention.letter
    where = "above" + bucket(span.first_sentence - mention.sentence, _SENTENCES)
    features = [f"{where} {kind}{'s' if mention.subject else '-'}"]
    if mention.subject:
        subjects = discourse.subjects(span.paragraph, mention.sentence)
        same = [m for m in near(subjects, mention.start) if m.kind is not MentionKind.NOUN or m is mention]
        if same[0] is mention:
            features.append(where + " first")
        if same[-1] is mention:
            features.append(where + " last")
        if len(same) == 1:
            features.append(where + " only")
    features.append("above quotations" if mention.start < span.last_start else "above none between")
    starts = discourse.paragraphs[span.paragraph].starts
    if mention.sentence < len(starts) and mention.start == starts[mention.sentence]:
        features.append("above opens")
    if mention.inversion:
        features.append("above inverted " + mention.inversion)
    if mention.says_next:
        features.append("above says")
    return features


def sentence_below(discourse: Discourse, span: Span, mention: Mention) -> list[str] | None:
    """Features of a mention in one of the two sentences after the span's."""
    distance = mention.sentence - span.last_sentence
    if distance > 2:
        return None
    kind, masked = mention.letter, discourse.paragraphs[span.paragraph].masked
    where = "below" + bucket(max(distance, 1), (1, 2))
    features = [f"{where} {kind}{'s' if mention.subject else '-'}"]
    if mention.subject and discourse.subjects(span.paragraph, mention.sentence)[0] is mention:
        features.append(where + " first")
    if _NO_WORDS.fullmatch(masked, span.mark.outer_stop, mention.start):
        features.append(where + " adjacent")
    between = [mark for mark in span.marks[span.index + 1 :] if mark.outer_start < mention.start]
    if between:
        features.append(where + " others")
    if mention.says_next:
        features.append(where + " says")
    if span.bare:
        features.append(where + " bare")
    if span.verb is not None:
        features.append(where + " has verb")
    if mention.inversion:
        features.append(f"{where} inverted {mention.inversion}")
        if between:
            glue = len(re.findall(r"\w+", masked[span.mark.outer_stop : between[-1].outer_start].replace(MASK, "")))
            features.append(f"{where} inverted glue" + bucket(glue, (0, 2, 6, 12)))
            if span.mark.outer_start == span.begin:
                features.append(where + " inverted opens")
            if span.saying_verb is not None or any(m.inversion == "say" for m in span.around):
                features.append(where + " inverted but cued")
    if mention.sourced:
        features.append(where + " source")
    return features


def paragraph_above(discourse: Discourse, mention: Mention, gap: int, opens: bool) -> list[str]:
    """Return the features of a mention so many paragraphs above a span that `opens` its own, or does not."""
    kind, where = mention.letter, "paragraph above" + bucket(gap, (1, 2, 4))
    features = [f"{where} {kind}{'s' if mention.subject else '-'}"]
    if mention.paragraph in discourse.set_apart:
        features.append("paragraph above heading")
    ends = discourse.subjects_at_ends(mention.paragraph)
    if ends:
        if ends[0] is mention:
            features.append(where + " first")
        if ends[1] is mention:
            features.append(where + " last")
    if mention.inversion:
        features.append("paragraph above inverted")
    if opens:
        features.append("paragraph above opens")
    return features


def paragraph_below(discourse: Discourse, span: Span, mention: Mention) -> list[str] | None:
    """Features of a mention in the paragraph below: the signature of a quotation, or the speaker of the next."""
    text = discourse.paragraphs[mention.paragraph].text
    if mention.start < 3 and len(text) - mention.stop < 3:
        return ["signed", "signed bare" if span.bare else "signed led"]
    marks = discourse.paragraphs[mention.paragraph].spans
    if span.bare and mention.inversion == "say" and mention.sentence == 0 and marks and marks[0].outer_start < 4:
        return ["paragraph below inverted", "paragraph below inverted " + mention.letter]
    return None
