"""The quote engine: from an article to its quotations with their speakers."""

import re
from collections.abc import Sequence

from newsreader.model.article import Article, Block, BlockType
from newsreader.model.quotation import SPOKEN, STANDFIRST, TITLE, Cue, Quotation, QuotationKind, SpeakerType
from newsreader.quotes.antecedents import Candidate
from newsreader.quotes.attribution import name_of
from newsreader.quotes.discourse import Discourse
from newsreader.quotes.first_view import MarkedSpans
from newsreader.quotes.joint import ReadSpan, read_spans
from newsreader.quotes.languages import grammar_for
from newsreader.quotes.marks import pair_marks
from newsreader.quotes.mentions import PERSON, Entity, MentionKind
from newsreader.quotes.models import models
from newsreader.quotes.sentences import read_paragraph
from newsreader.quotes.speaker_cue import find_speaker_cue

_SPOKEN_IN = (BlockType.PARAGRAPH, BlockType.HEADING, BlockType.QUOTE, BlockType.UPDATE)
_MARKED = re.compile(r'["«“„]')
_MARKS = '"«»“”„ \t\n\u00a0\u202f'


def read_article(article: Article) -> tuple[list[int], Discourse]:
    """The block numbers of an article's texts (TITLE, STANDFIRST, from 0 on its blocks), and all that they mention."""
    numbered = [(TITLE, article.title), (STANDFIRST, article.standfirst.value)]
    numbered += [(n, block.text.value) for n, block in enumerate(article.blocks) if _read_as_text(block)]
    numbered = [(block_number, text) for block_number, text in numbered if text]
    headings = {n for n, block in enumerate(article.blocks) if block.type is BlockType.HEADING}
    set_apart = {TITLE, *headings} | {n for n, text in numbered if n >= 0 and _like_heading(text)}
    set_apart |= {n for n, block in enumerate(article.blocks) if block.type is BlockType.PULL_QUOTE}
    texts = [text for _block_number, text in numbered]
    grammar = grammar_for(article.language, texts)
    paragraphs = [
        read_paragraph(grammar, number, text, spans)
        for number, (text, spans) in enumerate(zip(texts, pair_marks(texts), strict=True))
    ]
    apart = frozenset(number for number, (block_number, _text) in enumerate(numbered) if block_number in set_apart)
    return [block_number for block_number, _text in numbered], Discourse(grammar, paragraphs, apart)


def _read_as_text(block: Block) -> bool:
    """Whether quotations are looked for in a block: also in one set apart that carries its own marks and cue."""
    apart = block.type is BlockType.PULL_QUOTE and not block.attribution and bool(_MARKED.search(block.text.value))
    return block.type in _SPOKEN_IN or apart


def _like_heading(text: str) -> bool:
    """A short line without an end, as headings are where nothing marks them."""
    bare = text.strip(_MARKS)
    if len(bare.split()) > 12 and not re.search('[«»“”"]', bare):
        return False  # a whole sentence said, not a heading
    return len(text) < 110 and text.rstrip(_MARKS)[-1:] not in ".!?…:," and len(text.split()) < 18


def find_quotations(article: Article) -> tuple[Quotation, ...]:
    """Find the marked spans of an article with their kinds and speakers; pull quotes included.

    The order is that of reading: title, standfirst, blocks.
    """
    block_numbers, discourse = read_article(article)
    found = [
        quotation_of(reading, discourse, block_numbers) for reading in read_spans(MarkedSpans(discourse), models())
    ]
    for number, block in enumerate(article.blocks):
        if block.type is BlockType.PULL_QUOTE and not _read_as_text(block):
            found.append(_pull_quote(number, block.text.value, block.attribution, discourse))
    return tuple(sorted(found, key=lambda q: (q.block, q.start)))


def quotation_of(reading: ReadSpan, discourse: Discourse, block_numbers: Sequence[int]) -> Quotation:
    """A span as a quotation of the article; a speaker who is not sure enough is not shown."""
    span, mark = reading.span, reading.span.mark
    block, text = block_numbers[span.paragraph], span.text
    reporting_clauses = tuple((clause.start, clause.stop) for clause in span.reporting_clauses)
    if reading.kind not in SPOKEN:
        return Quotation(block, mark.start, mark.stop, text, reading.kind, reporting_clauses=reporting_clauses)
    evidence = find_speaker_cue(reading, discourse)
    cue = mention = None
    if evidence:
        if evidence.cue:
            begin, stop = evidence.cue
            beside = evidence.mention.paragraph
            cue = Cue(discourse.paragraphs[beside].text[begin:stop], block_numbers[beside], begin, stop)
        named = evidence.named
        mention = (block_numbers[named.paragraph], named.start, named.stop)
    candidate, speaker, kind = reading.speaker, name_of(reading.speaker, discourse), speaker_type(reading.speaker)
    role = candidate.role() if isinstance(candidate, Entity) else ""
    if kind is not None and reading.probability < models().named_from:
        speaker, kind, mention = "", None, None
        described = evidence.mention if evidence and evidence.mention.entity is None else None
        known = (MentionKind.PERSON, MentionKind.ORGANISATION)
        role = described.text if described and described.kind in known else ""
    return Quotation(
        block,
        mark.start,
        mark.stop,
        text,
        reading.kind,
        speaker,
        kind,
        cue,
        reporting_clauses,
        reading.probability,
        role,
        mention=mention,
    )


def speaker_type(candidate: Candidate) -> SpeakerType | None:
    """Decide what a speaker is."""
    if candidate is None:
        return None
    if isinstance(candidate, Entity):
        return SpeakerType.PERSON if candidate.level >= PERSON else SpeakerType.ORGANISATION
    if candidate.kind is MentionKind.DOCUMENT:
        return SpeakerType.DOCUMENT
    return SpeakerType.ORGANISATION if candidate.kind is MentionKind.ORGANISATION else SpeakerType.ANONYMOUS


def _pull_quote(number: int, text: str, attribution: str, discourse: Discourse) -> Quotation:
    """A quotation set apart, with its author beside it."""
    start = len(text) - len(text.lstrip(_MARKS))
    stop = max(start, len(text.rstrip(_MARKS)))
    words = [word for word in re.findall(r"[\w'’.-]+", attribution) if word not in discourse.grammar.titles]
    entity = discourse.entities.known(words) if words else None
    speaker = entity.name if entity else attribution
    return Quotation(
        number,
        start,
        stop,
        text[start:stop],
        QuotationKind.PULL_QUOTE,
        speaker,
        SpeakerType.PERSON if speaker else None,
        confidence=1.0 if speaker else 0.0,
        role=entity.role() if entity else "",
    )
