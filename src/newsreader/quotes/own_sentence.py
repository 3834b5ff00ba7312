"""Features of a mention in the span's sentence: before the marks, after them, or in a reporting clause."""

import re

from newsreader.quotes.discourse import Discourse
from newsreader.quotes.mentions import Mention, MentionKind
from newsreader.quotes.spans import Span, bucket

_WORD = re.compile(r"\w+['’]?")
_RELATIVE = re.compile(r"\b(?:qui|dont|que|où|who|which|that)\b")


def in_reporting_clause(mention: Mention) -> list[str]:
    """Features of a mention beside the verb of a reporting clause."""
    kind = mention.letter
    return [
        "reporting clause",
        f"reporting clause {kind}",
        *(["reporting clause inverted"] if mention.inversion else ()),
    ]


def after(discourse: Discourse, span: Span, mention: Mention) -> list[str]:
    """Features of a mention between the closing mark and the end of the sentence."""
    kind, masked = mention.letter, discourse.paragraphs[span.paragraph].masked
    side = "s" if mention.subject else "-"
    begin = span.group_stop if mention.start >= span.group_stop else span.mark.outer_stop
    gap = masked[begin : mention.start]
    others = span.next_start < mention.start
    order = bucket(_subjects_between(span, mention), (0, 1, 2))
    near = "near" if len(gap) < 45 else "mid" if len(gap) < 110 else "far"
    features = [f"after {kind}{side}", f"after {near}", f"after order{order}"]
    inversion, form = mention.inversion, mention.form
    if not inversion and discourse.grammar.straight and mention.says_next and mention.subject:
        inversion, form = "say", "f"
    source = mention.sourced
    if inversion:
        features += [
            f"after inverted {inversion} {form}", f"after inverted {inversion} {near}", f"after inverted {kind}{side}",
            f"after inverted {inversion} order{order}", f"after verb={mention.verb}",
            f"after inverted {inversion} {form} {kind} order{order}",
        ]  # fmt: skip
        if others and begin == span.mark.outer_stop:
            features.append("after inverted others")
        if span.reporting_clauses:
            features.append("after inverted reporting clause")
    else:
        features.append("after plain")
        if not gap.strip(" ,\u00a0"):
            features.append(f"after adjacent {kind}")
        if mention.kind is MentionKind.PRONOUN:
            features.append("after pronoun plain")
    if source:
        features += ["source", f"source {kind}", "after source", f"after source {near}"]
    if others and begin == span.mark.outer_stop:
        features.append("after others")
    if ";" in gap:
        features.append("after semicolon")
    if _clause(discourse, gap):
        features.append("after clause")
    if mention.governor in discourse.grammar.agents:
        features.append("after agent")
    return features


def _subjects_between(span: Span, mention: Mention) -> int:
    """How many subjects stand between the closing mark and a mention."""
    begin, stop = span.mark.outer_stop, mention.start
    return sum([begin <= m.start < stop and m.subject and m.kind is not MentionKind.NOUN for m in span.around])


def _clause(discourse: Discourse, text: str) -> bool:
    return not discourse.grammar.clause_words.isdisjoint(_WORD.findall(text.lower()))


def before(discourse: Discourse, span: Span, mention: Mention) -> list[str]:
    """Features of a mention between the start of the sentence and the opening mark."""
    kind, masked, tokens = (
        mention.letter,
        discourse.paragraphs[span.paragraph].masked,
        discourse.tokens[span.paragraph],
    )
    side = "s" if mention.subject else "-"
    features = [f"before {kind}{side}"]
    subjects = span.subjects
    if mention.start < span.group_last_start:
        features.append("before others")
    if mention.subject and subjects:
        if subjects[0] is mention:
            features.append("before first")
        if subjects[-1] is mention:
            features.append("before last")
        if len(subjects) == 1:
            features.append("before only")
    verb = span.governing_verb()
    if verb is None:
        features.append("before verbless " + side)
    else:
        _before_verb(discourse, span, mention, verb, features)
    if mention.sourced:
        features += ["source", f"source {kind}", "before source"]
        if mention.start - span.begin < 30:
            features.append("before source opens")
        if verb is not None and tokens.starts[verb] > mention.start and span.saying_verb is not None:
            features.append("before source then says")
    lead = masked[span.begin : mention.start].strip()
    viewpoint = discourse.grammar.viewpoint.match(lead)
    if viewpoint:
        features += ["before viewed", f"before viewed {kind}"]
    elif mention.governor in discourse.grammar.agents:
        features.append("before agent")
    if span.colon:
        features.append("before colon " + side)
        if subjects and subjects[-1] is mention:
            features.append("before colon last")
        if subjects and subjects[0] is mention:
            features.append("before colon first")
        if span.announcer() is mention:
            features += ["before announces", "before announces " + kind]
        if not masked[mention.stop : span.mark.outer_start].strip(" :\u00a0"):
            features.append("before colon adjacent")
    words = span.lead_tokens.stop - tokens.at(mention.stop)
    features.append("before distance" + bucket(words, (1, 3, 6, 12, 25)))
    return features


def _before_verb(discourse: Discourse, span: Span, mention: Mention, verb: int, features: list[str]) -> None:
    """How a mention stands to the verb that leads to the mark."""
    tokens = discourse.tokens[span.paragraph]
    known = discourse.verbs.get(tokens.lows[verb])
    form = "g" if known and known.gerund else "f" if known and known.finite else "p"
    says = "say" if span.saying_verb is not None else "any"
    if mention.start >= tokens.starts[verb]:
        features.append("before behind verb " + ("s" if mention.subject else "-"))
        if mention.inversion:
            features.append("before inverted " + mention.inversion)
        return
    if not mention.subject:
        features.append("before no subject")
        return
    earlier = span.verb_subjects
    between = max(0, verb - tokens.at(mention.stop))
    words = bucket(span.lead_tokens.stop - 1 - verb, (0, 1, 3, 6, 12))
    if known:
        features.append("before verb=" + known.lemma)
    if earlier:
        if earlier[-1] is mention:
            features += [
                f"before {says} {form} nearest",
                "before nearest words" + words,
                f"before {says} nearest {mention.letter}",
                f"before {says} {form} nearest to verb" + bucket(between, (0, 2)),
            ]
            if span.colon:
                features.append(f"before {says} nearest colon" + words)
        if earlier[0] is mention:
            features += [f"before {says} {form} first", f"before {says} first {mention.letter}"]
        if len(earlier) == 1:
            features.append(f"before {says} {form} only")
    features.append("before to verb" + bucket(between, (0, 1, 2, 4, 8)))
    masked = discourse.paragraphs[span.paragraph].masked
    if _RELATIVE.search(masked, mention.stop, tokens.starts[verb]):
        features.append("before to verb relative")
    if mention.kind is MentionKind.PRONOUN and between <= 2:
        features.append("before pronoun verb")
