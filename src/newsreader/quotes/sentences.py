"""Split paragraphs into sentences, ignoring the punctuation inside quotations."""

import re
from collections.abc import Iterator, Sequence

from newsreader.model.values import dataclass
from newsreader.quotes.grammar import Grammar
from newsreader.quotes.lexicon import verbs
from newsreader.quotes.marks import Marked

#: Stands for a character inside marks: no letter, no point, nothing a pattern looks for.
MASK = "\u00b7"
_STOPS = re.compile("[.!?…]")
_END = re.compile(
    r"(?=[.!?…»”\"])(?:(?<!\bM)(?<!\bMM)(?<!\bMe)(?<!\bDr)(?<!\bPr)(?<!\bSt)(?<!\b[A-ZÉ])[.!?…]+[\s\u00a0]*[»”\"]?|(?<=·)[»”\"])"
    r"[\s\u00a0]+(?=[«“\"A-ZÀ-ÖØ-Þ])"
)


@dataclass(frozen=True)
class ReportingClause:
    """A clause inside the marks that is the writer's: `, poursuit X.`. `verb` is the range of its verb; `pronoun` is
    the one that follows it, if any; `rest` is where the subject may begin."""

    start: int
    stop: int
    verb: tuple[int, int]
    pronoun: str
    rest: int


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, its text with quotations masked (reporting clauses not), and the starts of its sentences.

    `reporting_clauses[n]` belong to `spans[n]`.
    """

    number: int
    text: str
    masked: str
    starts: tuple[int, ...]
    spans: tuple[Marked, ...]
    reporting_clauses: tuple[tuple[ReportingClause, ...], ...]

    def sentence(self, at: int) -> tuple[int, int]:
        """Start and end of the sentence that holds an offset."""
        begin, end = 0, len(self.text)
        for start in self.starts:
            if start <= at:
                begin = start
            else:
                end = start
                break
        return begin, end


def read_paragraph(grammar: Grammar, number: int, text: str, spans: Sequence[Marked]) -> Paragraph:
    """Mask the quotations and find the sentences.

    A quotation that ends its own sentence ("… non." Il part.) ends that of the paragraph too, but
    not when the words after it go on in lower case or with a comma.
    """
    reporting_clauses = tuple(tuple(find_reporting_clauses(grammar, text, span)) for span in spans)
    masked, at = [], 0
    for span, clauses in zip(spans, reporting_clauses, strict=True):
        masked.append(text[at : span.start])
        at = span.start
        for clause in clauses:
            # Its words are the writer's; its points are no ends of the writer's sentence.
            masked += [MASK * (clause.start - at), _STOPS.sub(MASK, text[clause.start : clause.stop])]
            at = clause.stop
        masked.append(MASK * (span.stop - at))
        at = span.stop
    whole = "".join([*masked, text[at:]])
    closed = {span.stop for span in spans if text[span.start : span.stop].rstrip()[-1:] in ".!?…"}
    starts = [0]
    for match in _END.finditer(whole):
        first = match.group()[:1]
        if first in ".!?…" or any(match.start() - 2 <= stop <= match.start() + 1 for stop in closed):
            starts.append(match.end())
    return Paragraph(number, text, whole, tuple(starts), tuple(spans), reporting_clauses)


def find_reporting_clauses(grammar: Grammar, text: str, span: Marked) -> Iterator[ReportingClause]:
    """The writer's asides inside a pair of marks: a verb of saying turned around, and who speaks."""
    done = span.start
    for comma in re.finditer(r",[\s\u00a0]|[\s\u00a0][–—-][\s\u00a0]", text[span.start : span.stop]):
        at = span.start + comma.start()
        if at < done:
            continue
        body = text[span.start + comma.end() : span.stop]
        end = re.search(r"(?<!\bM)(?<!\bMme)[.,;!?](?=[\s\u00a0]|$)|[\s\u00a0][–—-][\s\u00a0]", body)
        if end is None or end.start() > 140:
            continue
        clause = text[at : span.start + comma.end() + end.start()]
        match = grammar.inverted.match(clause)
        if match is None or re.fullmatch(r"[\w'’]*(?:é|ée|és|ées)", match["verb"]):
            continue  # no verb, or a participle
        pronoun, rest = match["pronoun"] or match["pronoun2"] or "", match["rest"].strip()
        words = re.split(r"[\s-]+", match["verb"])
        if any(grammar.is_saying_verb(word) for word in words):
            if not pronoun and not (rest[:1].isupper() or grammar.roles.match(rest)):
                continue
        elif not (rest[:1].isupper() and (verb := verbs(grammar.language).get(words[-1])) and verb.finite):
            continue  # with a name behind it, any verb may say: `, avance X,`
        stop = at + len(clause)
        # `X, maire de Y.`: what stands beside the name is the writer's too.
        more = re.match(r",[\s\u00a0](?:le |la |l['’])?[a-zà-ÿ][^,.;:]{2,70}(?=[.])", text[stop : span.stop])
        if more and not pronoun:
            stop += more.end()
        stop += text[stop : stop + 1] in ",."
        done = stop
        yield ReportingClause(
            at, stop, (at + match.start("verb"), at + match.end("verb")), pronoun, at + match.start("rest")
        )
