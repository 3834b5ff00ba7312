"""From an article to its quotations: marks, then kinds, then cues, then speakers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsreader.model.article import Article, BlockType
from newsreader.model.quotation import STANDFIRST, TITLE, Cue, Quotation, QuotationKind, SpeakerType
from newsreader.quotes import french
from newsreader.quotes.marks import Marked, pair_marks
from newsreader.quotes.people import People

_SPOKEN_IN = (BlockType.PARAGRAPH, BlockType.HEADING, BlockType.QUOTE, BlockType.UPDATE)
# Not the point of "M. Tregor" or of an initial.
_SENTENCE_END = re.compile(r"(?<!\bM)(?<!\bMM)(?<!\bMe)(?<!\bDr)(?<!\b[A-Z])[.!?…]\s+(?=[A-ZÀ-Ý«\"“])")
_SPACES = " \t\n\u00a0\u202f"


def find_quotations(article: Article) -> tuple[Quotation, ...]:
    """Every marked span of an article, with its kind and its speaker; pull-quotes included.

    The order is that of reading: title, standfirst, blocks.
    """
    places = [(TITLE, article.title), (STANDFIRST, article.standfirst.value)]
    places += [(n, block.text.value) for n, block in enumerate(article.blocks) if block.type in _SPOKEN_IN]
    places = [(place, text) for place, text in places if text]
    headings = {n for n, block in enumerate(article.blocks) if block.type is BlockType.HEADING}
    engine = _Engine([text for _, text in places])
    found = [
        replace(quotation, block=places[quotation.block][0], cue=_moved(quotation.cue, places))
        for quotation in engine.run()
    ]
    for number, block in enumerate(article.blocks):
        if block.type is BlockType.PULL_QUOTE:
            found.append(_pull_quote(number, block.text.value, block.attribution, engine.people))
    found.sort(key=lambda q: (q.block, q.start))
    return tuple(_inherit(found, {TITLE, *headings}))


def _moved(cue: Cue | None, places: Sequence[tuple[int, str]]) -> Cue | None:
    return replace(cue, block=places[cue.block][0]) if cue else None


def _pull_quote(number: int, text: str, attribution: str, people: People) -> Quotation:
    marks = '"«»“”' + _SPACES
    start = len(text) - len(text.lstrip(marks))
    stop = max(start, len(text.rstrip(marks)))
    speaker, kind, _ = people.who(attribution) if attribution else ("", None, 0.0)
    if attribution and not speaker:
        speaker, kind = attribution, SpeakerType.PERSON
    sure = 1.0 if attribution else 0.0
    return Quotation(number, start, stop, text[start:stop], QuotationKind.PULL_QUOTE, speaker, kind, confidence=sure)


def _inherit(found: list[Quotation], repeating: set[int]) -> list[Quotation]:
    """A title or a heading repeats words of the body: same words, same speaker."""
    spoken = [(_folded(q.text), q) for q in found if q.block not in repeating and q.speaker]
    result = []
    for quotation in found:
        if quotation.block in repeating and quotation.kind is QuotationKind.SPEECH:
            words = _folded(quotation.text)
            same = next((q for text, q in spoken if words in text or text in words), None)
            if same and not (quotation.cue and quotation.confidence >= 0.9):
                quotation = replace(
                    quotation, speaker=same.speaker, speaker_type=same.speaker_type, confidence=same.confidence * 0.95
                )
        result.append(quotation)
    return result


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


@dataclass(frozen=True)
class _Found:
    speaker: str = ""
    type: SpeakerType | None = None
    confidence: float = 0.0
    cue: Cue | None = None


class _Engine:
    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.marked = pair_marks(texts)
        self.people = People(texts, self.marked)
        self.last = _Found()

    def run(self) -> list[Quotation]:
        found = []
        for number, spans in enumerate(self.marked):
            row = [self._one(number, index, span) for index, span in enumerate(spans)]
            self._share(number, row)
            found += row
        return found

    def _one(self, number: int, index: int, span: Marked) -> Quotation:
        text = self.texts[number]
        words = text[span.start : span.stop]
        incises, inside = self._incises(number, span)
        attribution = inside or self._after(number, span) or self._before(number, index, span)
        kind = self._kind(number, span, attribution)
        if kind is QuotationKind.SPEECH:
            if attribution is None and self.last.speaker and number != 0:
                attribution = replace(self.last, confidence=min(self.last.confidence, 0.9) * 0.85, cue=None)
            if attribution:
                self.last = attribution
        said = attribution if attribution and kind in (QuotationKind.SPEECH, QuotationKind.DOCUMENT) else _Found()
        return Quotation(
            number, span.start, span.stop, words, kind, said.speaker, said.type, said.cue, incises, said.confidence
        )

    def _share(self, number: int, row: list[Quotation]) -> None:
        """Fragments of one sentence share the cue that stands after the last of them."""
        text = self.texts[number]
        for index in range(len(row) - 2, -1, -1):
            this, following = row[index], row[index + 1]
            between = text[this.stop : following.start]
            shares = this.cue is None and following.cue and len(between) < 80 and "." not in between
            if shares and following.speaker and following.cue and following.cue.start > this.stop:
                row[index] = replace(
                    this,
                    kind=QuotationKind.SPEECH if this.kind is QuotationKind.SCARE else this.kind,
                    speaker=following.speaker,
                    speaker_type=following.speaker_type,
                    cue=following.cue,
                    confidence=following.confidence * 0.95,
                )

    def _kind(self, number: int, span: Marked, attribution: _Found | None) -> QuotationKind:
        text = self.texts[number]
        words = text[span.start : span.stop]
        count = len(words.split())
        before = text[max(0, span.outer_start - 60) : span.outer_start]
        if count <= 8 and french.NAMING.search(before):
            return QuotationKind.NAME
        if count >= 6 or (words[-1:] in ".!?…" and count > 2):
            return QuotationKind.SPEECH
        if attribution and attribution.cue:
            return QuotationKind.SPEECH
        if count >= 5:
            return QuotationKind.SPEECH
        return QuotationKind.NAME if words[:1].isupper() and before.strip() else QuotationKind.SCARE

    # ------------------------------------------------------------ where the attribution stands

    def _after(self, number: int, span: Marked) -> _Found | None:
        """`"…", explique X` · `"…", a-t-il dit` · `"…", selon X`: within the sentence that the mark closes."""
        text = self.texts[number]
        rest = text[span.outer_stop : span.outer_stop + 240]
        end = _SENTENCE_END.search(rest)
        clause = rest[: end.start()] if end else rest
        own_end = text[span.start : span.stop].rstrip()[-1:] in ".!?…"
        if not clause.lstrip(_SPACES) or (clause[:1] in ".;" and not own_end):
            return None
        if match := re.match(r"[\s,]*" + french.ACCORDING.pattern, clause, re.I):
            if not re.match(r"[\s,]*pour", clause, re.I):
                return self._named(number, clause[match.end() :], span.outer_stop, match)
            return None
        return self._inverted(number, clause, span.outer_stop, strict=not clause.lstrip().startswith((",", "–", "—")))

    def _inverted(self, number: int, clause: str, offset: int, strict: bool) -> _Found | None:
        match = french.INVERTED.match(clause)
        if match is None:
            return None
        verb = match["verb"].strip()
        if verb.split()[-1].lower() in french.NOT_VERBS or (strict and not french.SAYING.search(verb)):
            return None
        cue = Cue(verb, number, offset + match.start("verb"), offset + match.end("verb"))
        if match["pronoun"] or match["pronoun2"]:
            return self._pronoun(number, offset, cue)
        rest = match["rest"]
        if not rest.strip():
            return None
        # `a déclaré à l'AFP Isabelle Bordes`, `a-t-il dit sur franceinfo`: the speaker may stand later.
        speaker, kind, sure = self.people.who(re.split(r"[:;«\"“]", rest)[0])
        return _Found(speaker, kind, sure, cue) if speaker else None

    def _pronoun(self, number: int, offset: int, cue: Cue) -> _Found:
        """`il`, `elle`: who was named last, he who spoke last where nobody was named since."""
        name = self.people.last_before(number, offset, reach=0)
        if name:
            return _Found(name, SpeakerType.PERSON, 0.8, cue)
        if self.last.speaker:
            return replace(self.last, confidence=0.8, cue=cue)
        name = self.people.last_before(number, offset)
        return _Found(name, SpeakerType.PERSON if name else None, 0.7 if name else 0.0, cue)

    def _incises(self, number: int, span: Marked) -> tuple[tuple[tuple[int, int], ...], _Found | None]:
        """`…, poursuit X. …` inside the marks: the writer's words, and who speaks."""
        text = self.texts[number]
        incises: list[tuple[int, int]] = []
        said: _Found | None = None
        for comma in re.finditer(r",\s|\s[–—-]\s", text[span.start : span.stop]):
            at = span.start + comma.start()
            if incises and at < incises[-1][1]:
                continue
            tail = text[at : span.stop]
            end = re.search(r"(?<!\bM)[.,;!?](?=\s|$)|\s[–—-]\s", tail[comma.end() - comma.start() :])
            if end is None or end.start() > 120:
                continue
            clause = tail[: comma.end() - comma.start() + end.start()]
            match = french.INVERTED.match(clause)
            if match is None or not french.SAYING.search(match["verb"]):
                continue
            if not (match["pronoun"] or match["pronoun2"]) and not _starts_with_name(match["rest"]):
                continue
            found = self._inverted(number, clause, at, strict=True)
            if found is None or not found.speaker:
                continue
            mark = tail[len(clause) : len(clause) + 1]
            incises.append((at, at + len(clause) + (1 if mark in ",." else 0)))
            said = said or found
        return tuple(incises), said

    def _before(self, number: int, index: int, span: Marked) -> _Found | None:
        """`X a dénoncé "…"` · `X : "…"` · `selon X, "…"`: within the sentence that the mark is in."""
        text = self.texts[number]
        floor = 0
        for end in _SENTENCE_END.finditer(text[: span.outer_start]):
            if not any(m.start <= end.start() < m.stop for m in self.marked[number][:index]):
                floor = end.end()
        clause = text[floor : span.outer_start]
        for mark in self.marked[number][:index]:
            if mark.outer_start >= floor:
                a, b = mark.outer_start - floor, mark.outer_stop - floor
                clause = clause[:a] + " " * (b - a) + clause[b:]
        if not clause.strip():
            return None
        according = list(re.finditer(r"(?<![\w])" + french.ACCORDING.pattern, clause, re.I))
        if according and according[0].start() < 3 and not clause[: according[0].start()].strip():
            rest = clause[according[0].end() :].split(",")[0]
            if found := self._named(number, rest, floor, according[0]):
                return found
        verbs = list(french.SAYING.finditer(clause))
        colon = clause.rstrip(_SPACES).endswith(":")
        if not verbs and not colon:
            return None
        at = verbs[-1].start() if verbs else len(clause)
        cue_text = verbs[-1].group() if verbs else ":"
        cue = Cue(cue_text, number, floor + at, floor + at + len(cue_text))
        subject = clause[:at] if verbs else clause
        inside = [(o, n) for p, o, n in self.people.mentions if p == number and floor <= o < floor + len(subject)]
        if inside:
            return _Found(inside[0][1] if not colon else inside[-1][1], SpeakerType.PERSON, 0.85, cue)
        if french.PRONOUNS.search(subject):
            return self._pronoun(number, floor, cue)
        speaker, kind, sure = self.people.who(subject)
        return _Found(speaker, kind, sure * 0.9, cue) if speaker else None

    def _named(self, number: int, words: str, offset: int, match: re.Match[str]) -> _Found | None:
        cue = Cue(match.group().strip(" ,"), number, offset + match.start(), offset + match.end())
        speaker, kind, sure = self.people.who(words)
        return _Found(speaker, kind, sure, cue) if speaker else None


def _starts_with_name(words: str) -> bool:
    """Whether a name or a role follows at once, as it does in an incise."""
    words = words.lstrip()
    return bool(words[:1].isupper() or french.ROLE.match(words))
