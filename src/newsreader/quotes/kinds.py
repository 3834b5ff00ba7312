"""Features of what a span between marks is: somebody's words, a document's, a title, scare quotes."""

import re
from collections.abc import Sequence

from newsreader.quotes.discourse import Discourse
from newsreader.quotes.mentions import Mention, MentionKind
from newsreader.quotes.sentences import MASK
from newsreader.quotes.spans import Span, bucket, is_person

_WORD = re.compile(r"[\w'’-]+")
_DIGIT = re.compile(r"[0-9]")
_POINT = re.compile(r"[,;:.!?]\s")
_INFINITIVE = re.compile(r"[a-zà-ÿ]{2,}(?:er|ir|re)")
#: What names or entitles begins no farther than so many letters before the marks.
_FRAME = 90
_LIGHT = frozenset("est sont ont a n' n’ ne pas c'est c’est is are was has not don't".split())


def kind_features(discourse: Discourse, span: Span, alike: Sequence[tuple[float, Span]], spans: int) -> list[str]:
    """Return the features of a span: `alike` are other spans with the share of its words that they have, `spans` is the
    number of spans in the article."""
    found: list[str] = []
    for seen in (_shape, _inside, _led_by, _neighbours, _followed_by, _verbs, _cues, _frames, _place, _beside):
        seen(discourse, span, found)
    found.append("of article" + bucket(spans, (2, 6, 15)))
    _repeats(discourse, span, alike, found)
    return found


def _size(span: Span) -> str:
    return "<5" if span.count < 5 else ">=5"


def _shape(discourse: Discourse, span: Span, features: list[str]) -> None:
    """Length, first letter, points."""
    text = span.text
    capital = "capital" if text[:1].isupper() else "small"
    features += [
        "always", "words" + bucket(span.count, (1, 2, 3, 4, 6, 9, 15)), "words" + _size(span), capital,
        f"{capital} words" + bucket(span.count, (1, 2, 4)),
    ]  # fmt: skip
    if text[-1:] in (".", "!", "?", "…"):
        features.append("ends a sentence")
    if _POINT.search(text):
        features.append("points inside")
    if span.first_person:
        features.append("first person")
    if _DIGIT.search(text):
        features.append("digit")
    if text[:1] in "#@":
        features.append("handle")


def _inside(discourse: Discourse, span: Span, features: list[str]) -> None:
    """The words between the marks."""
    words = _WORD.findall(span.text)
    if not words:
        return
    lows = [word.lower() for word in words]
    verbs, grammar = discourse.verbs, discourse.grammar
    first = verbs.get(lows[0])
    for low in lows:
        verb = verbs.get(low)
        if verb and verb.finite and low not in grammar.determiners:
            features.append("finite verb")
            break
    if first and first.finite:
        features.append("starts with a verb")
    if _INFINITIVE.fullmatch(words[0]):
        features.append("starts with an infinitive")
    if lows[0] in grammar.determiners or lows[0][:2] in ("l'", "l’"):
        features.append("starts with a determiner")
    elif lows[0] in grammar.governors or lows[0][:2] in ("d'", "d’"):
        features.append("starts with a preposition")
    capitals = sum([word[0].isupper() for word in words]) - words[0][0].isupper()
    if capitals:
        features.append("capitals" + bucket(capitals, (1, 2)))
        if capitals >= (len(words) - 1) * 0.6:
            features.append("title case")
    if not _LIGHT.isdisjoint(lows):
        features.append("light verb")
    if span.text.isupper() and len(span.text) > 3:
        features.append("upper case")
    features.append("first=" + discourse.word(lows[0]))


def _led_by(discourse: Discourse, span: Span, features: list[str]) -> None:
    """The two words before the mark."""
    tokens = discourse.tokens[span.paragraph]
    before = span.lead_tokens[-5:]
    if not before:
        features += ["opens", "opens " + ("capital" if span.text[:1].isupper() else "small")]
        return
    grammar = discourse.grammar
    for number, name in zip(reversed(before), ("before", "second before"), strict=False):
        low = tokens.lows[number]
        verb = discourse.verbs.get(low)
        if low[0] == MASK or low in '«»"“”':
            what = "quotation"
        elif grammar.is_saying_verb(low):
            what = "saying"
        elif low in grammar.determiners or low in grammar.governors or not low[0].isalpha():
            what = low
        elif verb:
            what = "verb " + ("f" if verb.finite else "p" if verb.participle else "g")
        else:
            what = "word"
        features += [f"{name} {what}", f"{name}={discourse.word(low)}"]
    features.append(
        ("before " + tokens.lows[before[-1]] if tokens.lows[before[-1]] in grammar.determiners else "before other")
        + _size(span)
    )
    for number in before:
        low = tokens.lows[number]
        if len(low) > 3:
            features.append("near=" + discourse.word(low))


def _neighbours(discourse: Discourse, span: Span, features: list[str]) -> None:
    """The word after the mark."""
    tokens = discourse.tokens[span.paragraph]
    number = tokens.at(span.mark.outer_stop)
    if number < len(tokens):
        features.append("after=" + discourse.word(tokens.lows[number]))


def _followed_by(discourse: Discourse, span: Span, features: list[str]) -> None:
    after = discourse.paragraphs[span.paragraph].masked[span.mark.outer_stop : span.mark.outer_stop + 3].strip()[:1]
    features.append("then " + (after if after and after in '.,;:()!?"»' else "word" if after else "nothing"))


def _verbs(discourse: Discourse, span: Span, features: list[str]) -> None:
    """The verb that leads to the mark."""
    tokens, number = discourse.tokens[span.paragraph], span.governing_verb()
    if number is None:
        features += ["verbless", "verbless" + _size(span)]
        return
    low = tokens.lows[number]
    verb = discourse.verbs.get(low)
    form = ("f" if verb.finite else "p" if verb.participle else "g") if verb else "?"
    features.append("verb=" + (verb.lemma if verb else low))
    if span.saying_verb is None:
        features += ["verb", "verb " + form, "verb" + _size(span)]
        return
    distance = span.lead_tokens.stop - 1 - number
    features += ["says" + bucket(distance, (0, 1, 2, 4, 8, 16)), "says" + _size(span), "says " + form]


def _cues(discourse: Discourse, span: Span, features: list[str]) -> None:
    """Whether anybody is shown to speak."""
    grammar, begin, stop = discourse.grammar, span.mark.outer_start, span.mark.outer_stop
    inverted = [m for m in span.around if m.inversion == "say" and (m.start >= stop or span.within_reporting_clause(m))]
    if grammar.straight:
        inverted += [m for m in span.around if m.says_next and m.subject and m.start >= stop]
    source = any([m.sourced and m.governor in grammar.sources for m in span.around])
    shown = ((bool(inverted), "inverted"), (source, "source"), (bool(span.reporting_clauses), "reporting clause"))
    for holds, name in shown:
        if holds:
            features += [name, name + _size(span)]
    if inverted:
        features.append("inverted=" + inverted[0].verb)
    if not (inverted or source or span.saying_verb is not None):
        features += ["no cue", "no cue words" + bucket(span.count, (1, 2, 3, 4, 6, 9, 15))]
    before = [m for m in span.around if m.start < begin]
    if any([is_person(m) and _viewed(discourse, span, m) for m in before]):
        features += ["viewed", "viewed" + _size(span)]
    somebody = any([is_person(m) for m in span.around])
    features.append("somebody" if somebody else "nobody" + _size(span))
    subjects = [m.kind for m in before if m.subject]
    if MentionKind.DOCUMENT in subjects:
        features += ["document", "document" + _size(span)]
    if MentionKind.ORGANISATION in subjects:
        features.append("organisation")


def _viewed(discourse: Discourse, span: Span, mention: Mention) -> bool:
    """Whether somebody's view opens the sentence: `Pour X, …`."""
    lead = discourse.paragraphs[span.paragraph].masked[span.begin : mention.start].strip()
    return len(lead) < 30 and discourse.grammar.viewpoint.match(lead) is not None


def _frames(discourse: Discourse, span: Span, features: list[str]) -> None:
    """Phrases that name, entitle, charge, or provide."""
    grammar = discourse.grammar
    begin = max(0, len(span.led_by) - _FRAME)
    if grammar.naming.search(span.led_by, begin):
        features += ["naming", "naming words" + bucket(span.count, (2, 4, 6))]
    if grammar.working.search(span.led_by, begin):
        features += ["working", "working words" + bucket(span.count, (4, 10))]
    if span.charged:
        features += ["charging", "charging" + _size(span)]
    if grammar.entitled.match(discourse.paragraphs[span.paragraph].masked, span.mark.outer_stop):
        features += ["entitled", "entitled" + _size(span)]
    text = grammar.texts.search(span.led_by)
    if text:
        features.append("text")
        if grammar.provides.search(span.led_by, text.end()):
            features.append("text provides")


def _place(discourse: Discourse, span: Span, features: list[str]) -> None:
    """Where the span stands in the article."""
    text = discourse.paragraphs[span.paragraph].text
    if span.set_apart:
        features += ["heading", "heading words" + bucket(span.count, (2, 4))]
        if span.mark.outer_start <= 1 and len(text) - span.mark.outer_stop <= 1:
            features.append("whole heading")
    if span.paragraph == 0:
        features.append("first paragraph")
    if span.bare:
        features += ["bare", "bare" + _size(span)]
    if span.colon:
        features += ["colon", "colon" + _size(span)]


def _beside(discourse: Discourse, span: Span, features: list[str]) -> None:
    """Other spans of the sentence and the paragraph."""
    counts = discourse.word_counts(span.paragraph)
    lengths = [
        counts[n] for n, mark in enumerate(span.marks) if n != span.index and span.begin <= mark.outer_start < span.end
    ]
    features += [
        "others" + bucket(len(lengths), (0, 1, 2)),
        "longest other" + bucket(max(lengths, default=0), (0, 2, 4, 8)),
    ]
    if sum([count >= 8 for count in counts]) > (counts[span.index] >= 8):
        features.append("long one in paragraph")
    if span.group_start < span.mark.outer_start or span.group_stop > span.mark.outer_stop:
        features += ["linked", "linked" + _size(span)]


def _repeats(discourse: Discourse, span: Span, alike: Sequence[tuple[float, Span]], features: list[str]) -> None:
    """The same words elsewhere, in marks or not."""
    same = longer = 0
    for share, other in alike:
        if other.words == span.words:
            same += 1
        elif len(other.words) > len(span.words) + 3 and share >= 0.8:
            longer += 1
    if same:
        features.append("repeated" + bucket(same, (1, 2)))
    if longer:
        features += ["within a longer one", "within a longer one" + _size(span)]
    if 0 < len(span.words) <= 6 and span.phrase in discourse.plain:
        features.append("unmarked too")
