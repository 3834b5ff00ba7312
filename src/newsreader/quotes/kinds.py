"""What a span between marks is: somebody's words, a document's, or a writer's way with a word."""

import re

from newsreader.model.quotation import QuotationKind, SpeakerType
from newsreader.quotes.cues import Said
from newsreader.quotes.grammar import Grammar
from newsreader.quotes.marks import Marked
from newsreader.quotes.sentences import Paragraph

#: Words from which on a span is nearly always a quotation (98 % in 65 French articles).
MANY = 5
_FINITE = re.compile(
    r"^(?:ne |n['’]|se |s['’]|y |en |a |ont |est |sont |va |doit |peut |[a-zà-ÿ]+(?:er|ir|re|ait|ent)\b)"
)


def kind_of(grammar: Grammar, paragraph: Paragraph, span: Marked, said: Said | None, heading: bool) -> QuotationKind:
    """The kind of a span, given who is said to speak it."""
    words = paragraph.text[span.start : span.stop]
    count = len(words.split())
    begin, _end = paragraph.sentence(span.outer_start)
    before = paragraph.masked[max(begin, span.outer_start - 180) : span.outer_start]
    work = grammar.working.search(before)
    if count <= 10 and work and not any(grammar.saying(word) for word in work.group().split()[1:]):
        return QuotationKind.TITLE
    if count <= 6 and grammar.naming.search(before):
        return QuotationKind.NAME if words[:1].isupper() or count <= 3 else QuotationKind.SCARE
    if grammar.charging.search(before):
        return QuotationKind.DOCUMENT
    if _from_document(grammar, paragraph.masked[begin : span.outer_start]) and not (
        said and said.cue and said.confidence > 0.8
    ):
        return QuotationKind.DOCUMENT
    if said and said.type is SpeakerType.DOCUMENT and said.cue:
        return QuotationKind.DOCUMENT
    if heading:
        return QuotationKind.PULL_QUOTE if count >= MANY or (said and said.cue) else QuotationKind.SCARE
    if said and said.cue and (said.confidence >= 0.5 or not said.speaker):
        return QuotationKind.SPEECH
    if count >= MANY or (words[-1:] in ".!?…" and count > 2):
        return QuotationKind.SPEECH
    if count >= 3 and _FINITE.match(words):
        return QuotationKind.SPEECH
    if words[:1].isupper() and before.strip():
        return QuotationKind.NAME
    return QuotationKind.SCARE


def _from_document(grammar: Grammar, lead: str) -> bool:
    """`le projet de loi prévoit de "…"`: the subject of the sentence is a text."""
    subject = grammar.texts.search(lead[:90])
    return bool(
        subject
        and re.search(
            r"(?:prévoi|énonc|stipul|dispos|oblige|impos|autoris|interdi|précis|prévus?\b|défini|provi|states?|requires?)",
            lead[subject.end() :],
        )
    )
