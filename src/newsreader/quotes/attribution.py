"""What speaks for a mention as the speaker of a span: small functions that name what they see.

A feature's name says where the mention stands, then what is seen; the letter is the mention's kind.
"""

import re

from newsreader.quotes.discourse import Discourse
from newsreader.quotes.mentions import Mention, MentionKind
from newsreader.quotes.ranker import Features
from newsreader.quotes.sentences import MASK
from newsreader.quotes.spans import Span, bucket, near

#: How many paragraphs above and below a span may hold its speaker.
ABOVE, BELOW = 4, 1

_SENTENCES = (1, 2, 3)
#: What speaks only where it stands.
_NEAR_ONLY = (MentionKind.PRONOUN, MentionKind.NOUN, MentionKind.DOCUMENT)
_NO_WORDS = re.compile(r"[\s\u00a0.,]*")
_ARTICLES = re.compile(
    r"(?<!\w)(?:l[ea]s?\s|l['’]|(?:M|MM|Me|Dr|Pr|Mgr)\.?\s|Mmes?\s|Mlle\s|sons?\s|sa\s|ses\s|leurs?\s|une?\s|ce\s|cette\s|the\s)+$",
    re.I,
)


def mention_features(discourse: Discourse, span: Span, mention: Mention) -> Features | None:
    """The features of a mention as a candidate, None where it cannot be one."""
    gap = span.paragraph - mention.paragraph
    found: list[str] | None
    if gap > 0:
        return _far_above(discourse, span, mention, gap)
    if gap < 0:
        found = _paragraph_below(discourse, span, mention)
    elif span.within_incise(mention):
        found = _in_incise(mention)
    elif span.mark.start <= mention.start < span.mark.stop:
        return None
    elif span.mark.outer_stop <= mention.start < span.end:
        found = _after(discourse, span, mention)
    elif span.begin <= mention.start < span.mark.outer_start:
        found = _before(discourse, span, mention)
    elif mention.start < span.begin:
        found = _sentence_above(discourse, span, mention)
    else:
        found = _sentence_below(discourse, span, mention)
    if found and span.asked:
        found.append(f"asked {_kind(mention)}{'s' if mention.subject else '-'}")
    return [*found, *_what(discourse, mention)] if found else None


def _far_above(discourse: Discourse, span: Span, mention: Mention, gap: int) -> Features | None:
    """The features of a mention in an earlier paragraph: the same for every span that is as far."""
    if gap > ABOVE or mention.kind in _NEAR_ONLY or (gap > 1 and not mention.subject):
        return None
    key = (mention.number, min(gap, 3), span.begin == 0)
    known = discourse.above.get(key)
    if known is None:
        known = [*_paragraph_above(discourse, span, mention, gap), *_what(discourse, mention)]
        discourse.above[key] = known
    return known


def _kind(mention: Mention) -> str:
    if mention.kind is MentionKind.NAME:
        level = mention.entity.level if mention.entity else 0
        return "N" if level >= 2 else "T"
    return str(mention.kind)


def _what(discourse: Discourse, mention: Mention) -> list[str]:
    """What the mention is, wherever it stands."""
    known = discourse.what.get(mention.number)
    if known is None:
        known = discourse.what[mention.number] = []
        _describe(discourse, mention, known)
    return known


def _describe(discourse: Discourse, mention: Mention, found: list[str]) -> None:
    if mention.kind is MentionKind.NAME and mention.entity:
        entity = mention.entity
        facts = entity.facts
        found.append(f"N level{entity.level}")
        if entity.level < 2:
            found += [
                f"T {fact}"
                for fact in ("acronym", "article", "place", "organisation", "organisation role")
                if fact in facts
            ]
        if len(entity.words) > 1:
            found.append("N many")
        if mention.with_role:
            found.append("N with role")
        if "speaks" in facts:
            found.append("N speaks" + bucket(facts["speaks"], (1, 3)) + ("p" if entity.level >= 2 else "t"))
    elif mention.kind is MentionKind.PRONOUN:
        found.append("P " + mention.noun)
        if mention.impersonal:
            found.append("P impersonal")
    else:
        kind = str(mention.kind)
        found += [
            f"{kind} noun={mention.noun}",
            f"{kind} det={discourse.tokens[mention.paragraph].lows[mention.first]}",
        ]
        if mention.indefinite:
            found.append(kind + " indefinite")
        if mention.plural:
            found.append(kind + " plural")
        if not mention.sure:
            found.append(kind + " unsure")
    if mention.aside:
        found.append("aside")
    if mention.inner:
        found.append("inner " + _kind(mention))


def sourced(discourse: Discourse, mention: Mention) -> bool:
    """Whether "selon" or the like leads to a mention."""
    text = discourse.paragraphs[mention.paragraph].masked
    lead = _ARTICLES.sub("", text[max(0, mention.start - 24) : mention.start]).rstrip()
    return discourse.grammar.sourced.search(lead) is not None


def _in_incise(mention: Mention) -> list[str]:
    kind = _kind(mention)
    return ["incise", f"incise {kind}", *(["incise inverted"] if mention.inversion else ())]


def _after(discourse: Discourse, span: Span, mention: Mention) -> list[str]:
    """Between the closing mark and the end of the sentence."""
    kind, masked = _kind(mention), discourse.paragraphs[span.paragraph].masked
    side = "s" if mention.subject else "-"
    begin = span.group_stop if mention.start >= span.group_stop else span.mark.outer_stop
    gap = masked[begin : mention.start]
    others = any(span.mark.outer_stop <= mark.outer_start < mention.start for mark in span.marks)
    inside = [
        m for m in span.around if span.mark.outer_stop <= m.start < mention.start and m.kind is not MentionKind.NOUN
    ]
    near = "near" if len(gap) < 45 else "mid" if len(gap) < 110 else "far"
    order = bucket(sum(m.subject for m in inside), (0, 1, 2))
    found = [f"after {kind}{side}", f"after {near}", f"after order{order}"]
    inversion, form = mention.inversion, mention.form
    if not inversion and discourse.grammar.straight and mention.says_next and mention.subject:
        inversion, form = "say", "f"
    source = sourced(discourse, mention)
    if inversion:
        found += [
            f"after inverted {inversion} {form}", f"after inverted {inversion} {near}", f"after inverted {kind}{side}",
            f"after inverted {inversion} order{order}", f"after verb={mention.verb}",
            f"after inverted {inversion} {form} {kind} order{order}",
        ]  # fmt: skip
        if others and begin == span.mark.outer_stop:
            found.append("after inverted others")
        if span.incises:
            found.append("after inverted incise")
    else:
        found.append("after plain")
        if not gap.strip(" ,\u00a0"):
            found.append(f"after adjacent {kind}")
        if mention.kind is MentionKind.PRONOUN:
            found.append("after pronoun plain")
    if source:
        found += ["source", f"source {kind}", "after source", f"after source {near}"]
    if others and begin == span.mark.outer_stop:
        found.append("after others")
    if ";" in gap:
        found.append("after semicolon")
    if _clause(discourse, gap):
        found.append("after clause")
    if mention.governor in discourse.grammar.agents:
        found.append("after agent")
    return found


def _clause(discourse: Discourse, text: str) -> bool:
    return any(word in discourse.grammar.clause_words for word in re.findall(r"[\w]+['’]?", text.lower()))


def _before(discourse: Discourse, span: Span, mention: Mention) -> list[str]:
    """Between the start of the sentence and the opening mark."""
    kind, masked, tokens = _kind(mention), discourse.paragraphs[span.paragraph].masked, discourse.tokens[span.paragraph]
    side = "s" if mention.subject else "-"
    found = [f"before {kind}{side}"]
    subjects = span.subjects
    if any(mention.start < mark.outer_start < span.group_start for mark in span.marks):
        found.append("before others")
    if mention.subject and subjects:
        if subjects[0] is mention:
            found.append("before first")
        if subjects[-1] is mention:
            found.append("before last")
        if len(subjects) == 1:
            found.append("before only")
    verb = span.of_saying()
    if verb is None:
        found.append("before verbless " + side)
    else:
        _before_verb(discourse, span, mention, verb, found)
    if sourced(discourse, mention):
        found += ["source", f"source {kind}", "before source"]
        if mention.start - span.begin < 30:
            found.append("before source opens")
        if verb is not None and tokens.starts[verb] > mention.start and span.saying is not None:
            found.append("before source then says")
    lead = masked[span.begin : mention.start].strip()
    viewed = discourse.grammar.viewed.match(lead)
    if viewed:
        found += ["before viewed", f"before viewed {kind}"]
    elif mention.governor in discourse.grammar.agents:
        found.append("before agent")
    if span.colon:
        found.append("before colon " + side)
        if subjects and subjects[-1] is mention:
            found.append("before colon last")
        if subjects and subjects[0] is mention:
            found.append("before colon first")
        if not masked[mention.stop : span.mark.outer_start].strip(" :\u00a0"):
            found.append("before colon adjacent")
    words = sum(1 for number in span.lead_tokens if tokens.starts[number] >= mention.stop)
    found.append("before distance" + bucket(words, (1, 3, 6, 12, 25)))
    return found


def _before_verb(discourse: Discourse, span: Span, mention: Mention, verb: int, found: list[str]) -> None:
    """How a mention stands to the verb that leads to the mark."""
    tokens = discourse.tokens[span.paragraph]
    known = discourse.verbs.get(tokens.lows[verb])
    form = "g" if known and known.gerund else "f" if known and known.finite else "p"
    says = "say" if span.saying is not None else "any"
    if mention.start >= tokens.starts[verb]:
        found.append("before behind verb " + ("s" if mention.subject else "-"))
        if mention.inversion:
            found.append("before inverted " + mention.inversion)
        return
    if not mention.subject:
        found.append("before no subject")
        return
    earlier = [m for m in span.subjects if m.start < tokens.starts[verb]]
    words = bucket(sum(1 for number in span.lead_tokens if number > verb), (0, 1, 3, 6, 12))
    if known:
        found.append("before verb=" + known.lemma)
    if earlier:
        if earlier[-1] is mention:
            found += [
                f"before {says} {form} nearest",
                "before nearest words" + words,
                f"before {says} nearest {_kind(mention)}",
            ]
        if earlier[0] is mention:
            found += [f"before {says} {form} first", f"before {says} first {_kind(mention)}"]
        if len(earlier) == 1:
            found.append(f"before {says} {form} only")
    between = sum(1 for number in span.lead_tokens if tokens.starts[number] >= mention.stop and number < verb)
    found.append("before to verb" + bucket(between, (0, 1, 2, 4, 8)))
    masked = discourse.paragraphs[span.paragraph].masked
    if re.search(r"\b(?:qui|dont|que|où|who|which|that)\b", masked[mention.stop : tokens.starts[verb]]):
        found.append("before to verb relative")
    if mention.kind is MentionKind.PRONOUN and between <= 2:
        found.append("before pronoun verb")


def _sentence_above(discourse: Discourse, span: Span, mention: Mention) -> list[str]:
    """In an earlier sentence of the paragraph."""
    kind = _kind(mention)
    where = "above" + bucket(span.first_sentence - mention.sentence, _SENTENCES)
    same = [
        m
        for m in near(discourse.inside[span.paragraph], mention.start)
        if m.sentence == mention.sentence and m.start < span.begin and m.subject
        if m.kind is not MentionKind.NOUN or m is mention
    ]
    found = [f"{where} {kind}{'s' if mention.subject else '-'}"]
    if mention.subject and same:
        if same[0] is mention:
            found.append(where + " first")
        if same[-1] is mention:
            found.append(where + " last")
        if len(same) == 1:
            found.append(where + " only")
    since = any(mention.start < mark.outer_start < span.mark.outer_start for mark in span.marks)
    found.append("above quotations" if since else "above none between")
    starts = discourse.paragraphs[span.paragraph].starts
    if mention.sentence < len(starts) and mention.start == starts[mention.sentence]:
        found.append("above opens")
    if mention.inversion:
        found.append("above inverted " + mention.inversion)
    if mention.says_next:
        found.append("above says")
    return found


def _sentence_below(discourse: Discourse, span: Span, mention: Mention) -> list[str] | None:
    """In one of the two sentences after the span's."""
    distance = mention.sentence - span.last_sentence
    if distance > 2:
        return None
    kind, masked = _kind(mention), discourse.paragraphs[span.paragraph].masked
    where = "below" + bucket(max(distance, 1), (1, 2))
    found = [f"{where} {kind}{'s' if mention.subject else '-'}"]
    first = next((m for m in discourse.inside[span.paragraph] if m.sentence == mention.sentence and m.subject), None)
    if first is mention:
        found.append(where + " first")
    if _NO_WORDS.fullmatch(masked, span.mark.outer_stop, mention.start):
        found.append(where + " adjacent")
    between = [mark for mark in span.marks if span.mark.outer_stop <= mark.outer_start < mention.start]
    if between:
        found.append(where + " others")
    if mention.says_next:
        found.append(where + " says")
    if span.bare:
        found.append(where + " bare")
    if span.verb is not None:
        found.append(where + " has verb")
    if mention.inversion:
        found.append(f"{where} inverted {mention.inversion}")
        if between:
            glue = len(re.findall(r"\w+", masked[span.mark.outer_stop : between[-1].outer_start].replace(MASK, "")))
            found.append(f"{where} inverted glue" + bucket(glue, (0, 2, 6, 12)))
            if span.mark.outer_start == span.begin:
                found.append(where + " inverted opens")
            if span.saying is not None or any(m.inversion == "say" for m in span.around):
                found.append(where + " inverted but cued")
    if sourced(discourse, mention):
        found.append(where + " source")
    return found


def _paragraph_above(discourse: Discourse, span: Span, mention: Mention, gap: int) -> list[str]:
    kind, where = _kind(mention), "paragraph above" + bucket(gap, (1, 2, 4))
    found = [f"{where} {kind}{'s' if mention.subject else '-'}"]
    if mention.paragraph in discourse.headings:
        found.append("paragraph above heading")
    ends = discourse.subjects_at_ends(mention.paragraph)
    if ends:
        if ends[0] is mention:
            found.append(where + " first")
        if ends[1] is mention:
            found.append(where + " last")
    if mention.inversion:
        found.append("paragraph above inverted")
    if span.begin == 0:
        found.append("paragraph above opens")
    return found


def _paragraph_below(discourse: Discourse, span: Span, mention: Mention) -> list[str] | None:
    if span.paragraph - mention.paragraph < -BELOW:
        return None
    text = discourse.paragraphs[mention.paragraph].text
    if mention.start < 3 and len(text) - mention.stop < 3:
        return ["signed", "signed bare" if span.bare else "signed led"]
    marks = discourse.paragraphs[mention.paragraph].spans
    if span.bare and mention.inversion == "say" and mention.sentence == 0 and marks and marks[0].outer_start < 4:
        return ["paragraph below inverted", "paragraph below inverted " + _kind(mention)]
    return None
