"""Spans: a pair of marks in its sentence, with what leads to it, what follows, and the verb that governs it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import lru_cache

from newsreader.quotes.discourse import Discourse
from newsreader.quotes.mentions import Mention, MentionKind
from newsreader.quotes.sentences import MASK

#: What has more marked spans, or a paragraph with more, is no article, and time is not spent on the rest.
MOST, MOST_IN_PARAGRAPH = 600, 150
#: Of the mentions of a paragraph, no more than so many about a place are looked at.
_CROWD = 80
#: From this overlap on, a span repeats another.
REPEATED = 0.6
#: A phrase that charges somebody, names or entitles something has no more letters.
_PHRASE = 180
_SPACE = " \u00a0\u202f"
_WORD = re.compile(r"\w+")


@lru_cache(4096)
def bucket(number: int, cuts: tuple[int, ...]) -> str:
    """The least of some rising bounds that a number does not exceed, "+" beyond the last."""
    for cut in cuts:
        if number <= cut:
            return str(cut)
    return "+"


class Span:
    """A marked span of a discourse, in its sentence. Offsets are of the paragraph's text, `verb` and `saying_verb`
    numbers of tokens: the verb that leads to the mark, and the one of saying; `verb_subjects` are the subjects before
    it, `led_by` is the end of the lead in lower case; `last_start` is where the marks before begin,
    `group_last_start` those before the enumeration that the span is part of (-1), `next_start` those after (beyond
    the text); `set_apart`: it is in a heading or the like (`Discourse.set_apart`)."""

    __slots__ = (
        "after", "around", "asked", "bare", "begin", "charged", "colon", "count", "distinct", "end", "first_person",
        "first_sentence", "group_last_start", "group_start", "group_stop", "index", "last_sentence",
        "last_start", "lead", "lead_tokens", "led_by", "mark", "marks", "next_start", "paragraph", "phrase",
        "reporting_clauses", "saying_verb", "set_apart", "subjects", "text", "verb", "verb_subjects", "words",
    )  # fmt: skip

    def __init__(self, discourse: Discourse, paragraph: int, index: int) -> None:
        read = discourse.paragraphs[paragraph]
        self.paragraph, self.index = paragraph, index
        self.marks, self.mark = read.spans, read.spans[index]
        self.reporting_clauses = read.reporting_clauses[index]
        self.text = read.text[self.mark.start : self.mark.stop]
        low = self.text.lower()
        self.words = _WORD.findall(low)
        self.distinct = frozenset(self.words)
        self.phrase = f" {' '.join(self.words)} "
        self.count = discourse.word_counts(paragraph)[index]
        self.set_apart = paragraph in discourse.set_apart
        self._grouped(discourse, read.text)
        self.begin = read.sentence(self.mark.outer_start)[0]
        self.end = max(read.sentence(max(self.mark.outer_start, self.mark.outer_stop - 2))[1], self.mark.outer_stop)
        self.after = read.masked[self.mark.outer_stop : self.end]
        if self.after.lstrip()[:1] in (".", "?", "!"):
            self.end = self.mark.outer_stop
        self.first_sentence = bisect_right(read.starts, self.mark.outer_start) - 1
        self.last_sentence = bisect_left(read.starts, self.end) - 1
        self.lead = read.masked[self.begin : self.mark.outer_start].rstrip(_SPACE)
        self.colon = self.lead.endswith(":")
        self.bare = not self.lead.strip() and not self.after.strip(" .;:?!,\u00a0")
        self.asked = self._asked(discourse)
        self.led_by = self.lead[-_PHRASE:].lower()
        self.charged = discourse.grammar.charging.search(self.led_by) is not None
        self.first_person = discourse.grammar.first_person.search(low) is not None
        self._governed(discourse)
        mentions = near(discourse.inside[paragraph], self.mark.start)
        begin, end = max(self.begin, self.mark.outer_start - 2500), min(self.end, self.mark.outer_stop + 2500)
        self.around = [m for m in mentions if begin <= m.start < end]
        self.subjects = [
            m for m in self.around
            if m.start < self.mark.outer_start and m.subject and not self.within_reporting_clause(m)
        ]  # fmt: skip
        verb = self.governing_verb()
        verb_at = None if verb is None else discourse.tokens[paragraph].starts[verb]
        self.verb_subjects = [] if verb_at is None else [m for m in self.subjects if m.start < verb_at]

    def announcer(self) -> Mention | None:
        """Return who does something before a whole sentence behind a colon, whatever the verb: `La pilote se lève :
        « Cap au nord. »`; None where nobody does."""
        whole = self.colon and self.text[:1].isupper() and self.text[-1:] in ".!?…"
        teller = self.verb_subjects[-1] if whole and self.verb_subjects else None
        return teller if teller and is_person(teller) else None

    def _grouped(self, discourse: Discourse, text: str) -> None:
        """Where the marks around begin, and how far the enumeration goes that the span is part of."""
        linked, marks, first, last = discourse.linked(self.paragraph), self.marks, self.index, self.index
        while last + 1 < len(marks) and linked[last]:
            last += 1
        while first > 0 and linked[first - 1]:
            first -= 1
        self.group_start, self.group_stop = marks[first].outer_start, marks[last].outer_stop
        self.group_last_start = marks[first - 1].outer_start if first else -1
        self.last_start = marks[self.index - 1].outer_start if self.index else -1
        self.next_start = marks[self.index + 1].outer_start if self.index + 1 < len(marks) else len(text) + 1

    def within_reporting_clause(self, mention: Mention) -> bool:
        """Return whether a mention stands in a writer's aside inside these marks."""
        return bool(self.reporting_clauses) and any(
            clause.start <= mention.start < clause.stop for clause in self.reporting_clauses
        )

    def _asked(self, discourse: Discourse) -> bool:
        """Whether a question leads to the marks, as an interviewer's does."""
        before = discourse.paragraphs[self.paragraph].masked[: self.mark.outer_start].rstrip(_SPACE + "•–—-:")
        if before:
            return before[-1] == "?" or (before[0] in "•–—" and self.begin > 0 and self.lead == "")
        above = discourse.paragraphs[self.paragraph - 1].masked.rstrip() if self.paragraph else ""
        return above.endswith("?") and MASK not in above

    def _governed(self, discourse: Discourse) -> None:
        tokens, grammar = discourse.tokens[self.paragraph], discourse.grammar
        begin, stop = tokens.at(self.begin), tokens.at(self.mark.outer_start)
        self.lead_tokens = range(begin, stop)
        self.verb: int | None = None
        self.saying_verb: int | None = None
        for number in reversed(self.lead_tokens):
            low = tokens.lows[number]
            if low[0] == MASK or not low[0].isalpha():
                continue
            verb, says = discourse.verbs.get(low), grammar.is_saying_verb(low)
            if not says and not (verb and (verb.finite or verb.gerund)):
                continue
            before = tokens.lows[number - 1] if number else ""
            if before in grammar.determiners and before not in grammar.clitics:
                continue
            if verb and verb.participle and not verb.finite:
                near = {tokens.lows[n] for n in range(max(0, number - 4), number)}
                if not near & grammar.auxiliaries and not near & {"se", "avoir", "être", "s'", "s’"}:
                    continue
            elif verb and verb.doubtful and verb.finite and not says and low in grammar.governors:
                continue
            if self.verb is None:
                self.verb = number
            if says:
                self.saying_verb = number
                break

    def governing_verb(self) -> int | None:
        """The number of the verb of saying before the mark, else of any verb."""
        return self.saying_verb if self.saying_verb is not None else self.verb


def spans_of(discourse: Discourse) -> list[Span]:
    """The marked spans of an article, in reading order: no article has more than are read here."""
    places = [
        (paragraph.number, index)
        for paragraph in discourse.paragraphs
        for index in range(min(MOST_IN_PARAGRAPH, len(paragraph.spans)))
    ]
    return [Span(discourse, number, index) for number, index in places[:MOST]]


def near(mentions: list[Mention], at: int) -> list[Mention]:
    """Return the mentions of a paragraph around an offset: all of them, unless there are very many."""
    if len(mentions) <= _CROWD:
        return mentions
    middle = bisect_left(mentions, at, key=lambda mention: mention.start)
    return mentions[max(0, middle - _CROWD // 2) : middle + _CROWD // 2]


def overlap(span: Span, other: Span) -> float:
    """Return the share of a span's words that another has, in their order or, of three and more, in any."""
    common = len(span.distinct & other.distinct)
    if not common:
        return 0.0
    if span.phrase in other.phrase or (len(other.words) > 3 and other.phrase in span.phrase):
        return 1.0
    return common / len(span.distinct) if len(span.distinct) >= 3 else 0.0


def alike(span: Span, spans: Iterable[Span]) -> list[tuple[float, Span]]:
    """Return the spans that have much of another's words, with how much."""
    return [(share, other) for other in spans if other is not span and (share := overlap(span, other)) >= REPEATED]


def content_overlap(span: Span, other: Span) -> float:
    """Return the share of a span's longer words that another has."""
    longer_words = {word for word in span.distinct if len(word) > 3}
    return len(longer_words & other.distinct) / len(longer_words) if longer_words else 0.0


def is_person(mention: Mention) -> bool:
    """Return whether a mention is of somebody, as far as words and score tell."""
    if mention.kind is MentionKind.NAME:
        return mention.entity is not None and mention.entity.level >= 2
    if mention.kind is MentionKind.PRONOUN:
        return not mention.impersonal
    return mention.kind is MentionKind.PERSON
