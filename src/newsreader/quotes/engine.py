"""From an article to its quotations: marks, then cues, then kinds, then speakers."""

import re
from collections.abc import Sequence
from dataclasses import replace

from newsreader.model.article import Article, Block, BlockType
from newsreader.model.quotation import STANDFIRST, TITLE, Quotation, QuotationKind, SpeakerType
from newsreader.quotes.cues import Cues, Said
from newsreader.quotes.grammar import Grammar
from newsreader.quotes.kinds import MANY, kind_of
from newsreader.quotes.languages import grammar_for
from newsreader.quotes.marks import Marked, pair_marks
from newsreader.quotes.people import People
from newsreader.quotes.sentences import Paragraph, read_paragraph

#: Below this confidence nobody is named: the reader is shown "?".
THRESHOLD = 0.5

#: A verb so many words before a fragment does not govern it.
FAR = 12
#: Unless it says "que": then the whole clause is its.
FAR_THAT = 40

_SPOKEN_IN = (BlockType.PARAGRAPH, BlockType.HEADING, BlockType.QUOTE, BlockType.UPDATE)
_WORDS = (QuotationKind.SPEECH, QuotationKind.PULL_QUOTE, QuotationKind.DOCUMENT)
_LINK = re.compile(
    r"[\s\u00a0]*(?:,|et|ou|puis|, puis|, et|mais aussi|and|or)[\s\u00a0]*"
    r"(?:(?:le|la|les|l['’]|un|une|des|du|de|d['’]|au|aux|à la)\s?)?"
)
_MARKED = re.compile(r'["«“„]')
_MARKS = '"«»“”„ \t\n\u00a0\u202f'


def find_quotations(article: Article) -> tuple[Quotation, ...]:
    """Every marked span of an article, with its kind and its speaker; pull-quotes included.

    The order is that of reading: title, standfirst, blocks.
    """
    places = [(TITLE, article.title), (STANDFIRST, article.standfirst.value)]
    places += [(n, block.text.value) for n, block in enumerate(article.blocks) if _read_as_text(block)]
    places = [(place, text) for place, text in places if text]
    headings = {n for n, block in enumerate(article.blocks) if block.type is BlockType.HEADING}
    set_apart = {TITLE, *headings} | {n for n, text in places if n >= 0 and _like_heading(text)}
    body = {n: _folded(text) for n, text in places if n >= 0 and n not in set_apart}
    set_apart |= {
        n
        for n, words in body.items()
        if article.blocks[n].type is BlockType.PULL_QUOTE
        and any(_repeats(words, text) for other, text in body.items() if other != n)
    }
    engine = _Engine(grammar_for(article.language, (text for _place, text in places)), places, set_apart)
    found = engine.run()
    for number, block in enumerate(article.blocks):
        if block.type is BlockType.PULL_QUOTE and not _read_as_text(block):
            found.append(_pull_quote(number, block.text.value, block.attribution, engine.people))
    found.sort(key=lambda q: (q.block, q.start))
    return tuple(_settled(quotation) for quotation in _inherit(found, set_apart))


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


def _settled(quotation: Quotation) -> Quotation:
    """Nobody is named whom the article does not show with good reason."""
    if quotation.kind not in _WORDS:
        return replace(quotation, speaker="", speaker_type=None, cue=None, confidence=0.0)
    if quotation.speaker and quotation.confidence < THRESHOLD:
        return replace(quotation, speaker="", speaker_type=None)
    return quotation


def _pull_quote(number: int, text: str, attribution: str, people: People) -> Quotation:
    start = len(text) - len(text.lstrip(_MARKS))
    stop = max(start, len(text.rstrip(_MARKS)))
    person = people.named(attribution) if attribution else None
    speaker = person.name if person else attribution
    kind = SpeakerType.PERSON if speaker else None
    sure = 1.0 if speaker else 0.0
    return Quotation(
        number,
        start,
        stop,
        text[start:stop],
        QuotationKind.PULL_QUOTE,
        speaker,
        kind,
        confidence=sure,
        role=people.role_of(speaker),
    )


def _inherit(found: list[Quotation], set_apart: set[int]) -> list[Quotation]:
    """A title or a heading repeats words of the body: same words, same speaker."""
    spoken = [(_folded(q.text), q) for q in found if q.block not in set_apart and q.speaker]
    result = []
    for quotation in found:
        if (
            (quotation.block in set_apart and quotation.kind is not QuotationKind.PULL_QUOTE)
            or quotation.block == TITLE
            or (quotation.block in set_apart and not quotation.cue)
        ):
            words = _folded(quotation.text)
            named = quotation.kind in (QuotationKind.NAME, QuotationKind.TITLE)
            same = None if named else next((q for text, q in spoken if _repeats(words, text)), None)
            if same and not (quotation.cue and quotation.confidence >= 0.9):
                kind = quotation.kind if quotation.kind in _WORDS else QuotationKind.PULL_QUOTE
                quotation = replace(
                    quotation,
                    kind=kind,
                    speaker=same.speaker,
                    speaker_type=same.speaker_type,
                    confidence=max(same.confidence * 0.95, quotation.confidence),
                    role=same.role,
                )
        result.append(quotation)
    return result


def _repeats(words: str, body: str) -> bool:
    if not words or not body:
        return False
    if f" {words} " in f" {body} " or (len(body.split()) > 3 and f" {body} " in f" {words} "):
        return True
    mine, its = set(words.split()), set(body.split())
    return len(mine) >= 4 and len(mine & its) / len(mine) >= 0.75


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


class _Engine:
    def __init__(self, grammar: Grammar, places: Sequence[tuple[int, str]], set_apart: set[int]) -> None:
        self.grammar, self.places, self.set_apart = grammar, places, set_apart
        marked = pair_marks([text for _place, text in places])
        self.paragraphs = [
            read_paragraph(grammar, number, text, spans)
            for number, ((_place, text), spans) in enumerate(zip(places, marked, strict=True))
        ]
        self.people = People(grammar, self.paragraphs)
        self.cues = Cues(grammar, self.people)

    def run(self) -> list[Quotation]:
        """Every paragraph in turn; who spoke in one goes on in the next."""
        return [
            quotation for paragraph in self.paragraphs if paragraph.spans for quotation in self._paragraph(paragraph)
        ]

    def _paragraph(self, paragraph: Paragraph) -> list[Quotation]:
        place = self.places[paragraph.number][0]
        heading = place in self.set_apart
        row: list[tuple[Marked, Quotation]] = []
        for index, span in enumerate(paragraph.spans):
            incises = tuple((incise.start, incise.stop) for incise in paragraph.incises[index])
            said = (
                self.cues.inside(paragraph, index)
                or self._cued(paragraph, self._group_end(paragraph, index))
                or self._cued(paragraph, span)
            )
            said = said or self._shared(paragraph, span, row)
            kind = kind_of(self.grammar, paragraph, span, said, heading and not self._running(paragraph, span))
            if kind is QuotationKind.SPEECH and said is None and not heading:
                said = self.cues.carried(paragraph, span, index == 0)
            beside = (
                row[-1] if row and _LINK.fullmatch(paragraph.text[row[-1][0].outer_stop : span.outer_start]) else None
            )
            if beside and beside[1].kind is QuotationKind.DOCUMENT:
                kind, said = QuotationKind.DOCUMENT, Said(beside[1].speaker, beside[1].speaker_type, 0.7)
            elif kind is QuotationKind.DOCUMENT and not (said and said.type is SpeakerType.DOCUMENT):
                said = self._document(paragraph, span)
            elif said and said.speaker and kind is QuotationKind.SPEECH and not (heading and place != TITLE):
                self.cues.spoke(said, paragraph, span)
            row.append((span, self._quotation(paragraph, span, kind, said or Said(), incises)))
        return [quotation for _span, quotation in row]

    def _group_end(self, paragraph: Paragraph, index: int) -> Marked:
        """`"a", "b" et "c"`: the last span of an enumeration, after which its cue may stand."""
        while index + 1 < len(paragraph.spans):
            between = paragraph.text[paragraph.spans[index].outer_stop : paragraph.spans[index + 1].outer_start]
            if not _LINK.fullmatch(between):
                break
            index += 1
        return paragraph.spans[index]

    def _running(self, paragraph: Paragraph, span: Marked) -> bool:
        """Whether a heading's span is attributed in the heading itself."""
        return self.cues.after(paragraph, span) is not None

    def _cued(self, paragraph: Paragraph, span: Marked) -> Said | None:
        """After the mark, else before it, else further on; a verb far before yields to one further on."""
        if said := self.cues.after(paragraph, span):
            return said
        before = self.cues.before(paragraph, span)
        words = len(paragraph.text[span.start : span.stop].split())
        if before and before.cue:
            far = len(paragraph.masked[before.cue.stop : span.outer_start].split())
            if far > 6 and (later := self.cues.later(paragraph, span)):
                return later
            that = re.match(r"\s+(?:\S+\s)?(?:que|qu['’]|that)", paragraph.masked[before.cue.stop :])
            governs = self.grammar.according.match(before.cue.text + " ") is None
            if far > (FAR_THAT if that else FAR) and words < MANY and governs:
                return None
            return before
        return self.cues.later(paragraph, span)

    def _shared(self, paragraph: Paragraph, span: Marked, row: list[tuple[Marked, Quotation]]) -> Said | None:
        """Coordinated fragments share one verb: `a appelé à la "a" et au "b"`."""
        if not row:
            return None
        before, quotation = row[-1]
        between = paragraph.text[before.outer_stop : span.outer_start]
        same = paragraph.sentence(before.outer_start) == paragraph.sentence(span.outer_start)
        if same and quotation.cue and quotation.kind is QuotationKind.SPEECH and len(between) < 60:
            cue = replace(quotation.cue, block=paragraph.number)
            return Said(quotation.speaker, quotation.speaker_type, quotation.confidence * 0.95, cue)
        return None

    def _document(self, paragraph: Paragraph, span: Marked) -> Said:
        begin, _end = paragraph.sentence(span.outer_start)
        lead = paragraph.masked[begin : span.outer_start]
        text = self.grammar.texts.search(lead)
        if text and not self.grammar.charging.search(lead):
            return Said(text.group(), SpeakerType.DOCUMENT, 0.7)
        charge = self.grammar.charging.search(lead)
        name = "information judiciaire" if "information judiciaire" in lead else "chef d'accusation"
        return Said(name if charge else "", SpeakerType.DOCUMENT, 0.7)

    def _quotation(
        self, paragraph: Paragraph, span: Marked, kind: QuotationKind, said: Said, incises: tuple[tuple[int, int], ...]
    ) -> Quotation:
        place = self.places[paragraph.number][0]
        cue = replace(said.cue, block=self.places[said.cue.block][0]) if said.cue else None
        words = paragraph.text[span.start : span.stop]
        role = self.people.role_of(said.speaker) if said.type is SpeakerType.PERSON else ""
        return Quotation(
            place, span.start, span.stop, words, kind, said.speaker, said.type, cue, incises, said.confidence, role
        )
