"""A discourse: the tokens, sentences, entities and mentions of an article, in which speakers are found."""

import re
from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from newsreader.quotes.descriptions import Descriptions
from newsreader.quotes.grammar import Grammar
from newsreader.quotes.lexicon import common_words, verbs
from newsreader.quotes.mentions import Entities, Mention, MentionKind, letter_of, levels
from newsreader.quotes.names import Names
from newsreader.quotes.sentences import Paragraph
from newsreader.quotes.syntax import Syntax
from newsreader.quotes.tokens import Tokens

#: What reads a language; it keeps what it was asked of words.
_names, _descriptions, _syntax = cache(Names), cache(Descriptions), cache(Syntax)
_INVERTED_PRONOUN = re.compile(r"^-(?:t-)?")


@lru_cache(8192)
def _word(language: str, low: str, length: int = 14) -> str:
    verb = verbs(language).get(low)
    if verb:
        return verb.lemma[:length]
    return low[:length] if low in common_words(language) or not low[0].isalpha() or len(low) < 3 else "rare"


class Discourse:
    """The paragraphs of an article with their tokens, entities and mentions. `set_apart` are the indexes of those
    that are no running text: the title, headings, lines that look like one, pull quotes. Title and standfirst come
    first, where there are any."""

    def __init__(self, grammar: Grammar, paragraphs: Sequence[Paragraph], set_apart: frozenset[int]) -> None:
        self.grammar, self.paragraphs, self.set_apart = grammar, paragraphs, set_apart
        self.verbs = verbs(grammar.language)
        self.tokens = [Tokens(paragraph) for paragraph in paragraphs]
        self.entities = Entities(grammar.language)
        self.inside: list[list[Mention]] = [[] for _paragraph in paragraphs]
        self._find_names()
        descriptions, syntax = _descriptions(grammar), _syntax(grammar)
        for paragraph, tokens, mentions in zip(paragraphs, self.tokens, self.inside, strict=True):
            found = list(descriptions.find(paragraph, tokens, list(mentions)))
            mentions += found
            mentions += self._pronouns(paragraph, tokens)
            mentions.sort(key=lambda m: (m.start, -m.stop))
            covered = 0
            for mention in mentions:
                mention.inner = mention.start < covered
                if mention.stop > covered and mention.kind is not MentionKind.PRONOUN:
                    covered = mention.stop
        self.mentions = [mention for mentions in self.inside for mention in mentions]
        self.names = [[mention for mention in mentions if mention.kind is MentionKind.NAME] for mentions in self.inside]
        for number, mention in enumerate(self.mentions):
            mention.number = number
            syntax.see(mention, self.tokens[mention.paragraph], paragraphs[mention.paragraph].masked)
        levels(self.entities.all, grammar.named_organisation, grammar.language)
        for mention in self.mentions:
            mention.letter = letter_of(mention)
        #: What is seen of mentions, kept for all spans, by number; nothing yet.
        self.what: list[list[str]] = [[] for _mention in self.mentions]
        self._subjects: dict[int, dict[int, list[Mention]]] = {}
        self._linked: dict[int, list[bool]] = {}
        self._word_counts: dict[int, list[int]] = {}
        self._ends: dict[int, tuple[Mention, Mention] | None] = {}

    def subjects_at_ends(self, paragraph: int) -> tuple[Mention, Mention] | None:
        """The first and the last subject of a paragraph."""
        if paragraph not in self._ends:
            subjects = [m for m in self.inside[paragraph] if m.subject and m.kind is not MentionKind.NOUN]
            self._ends[paragraph] = (subjects[0], subjects[-1]) if subjects else None
        return self._ends[paragraph]

    def subjects(self, paragraph: int, sentence: int) -> list[Mention]:
        """Return the subjects of a sentence, in order."""
        by_sentence = self._subjects.get(paragraph)
        if by_sentence is None:
            by_sentence = self._subjects[paragraph] = {}
            for mention in self.inside[paragraph]:
                if mention.subject:
                    by_sentence.setdefault(mention.sentence, []).append(mention)
        return by_sentence.get(sentence, [])

    @cached_property
    def plain(self) -> str:
        """The words outside marks, in lower case, with a space around each, a line a paragraph."""
        return "\n".join([f" {' '.join([low for low in tokens.lows if low[0].isalnum()])} " for tokens in self.tokens])

    def linked(self, paragraph: int) -> list[bool]:
        """Return whether each marked span of a paragraph but the last is tied to the next, as in an enumeration."""
        known = self._linked.get(paragraph)
        if known is None:
            read, link = self.paragraphs[paragraph], self.grammar.link
            known = [
                link.fullmatch(read.text, span.outer_stop, other.outer_start) is not None
                for span, other in pairwise(read.spans)
            ]
            self._linked[paragraph] = known
        return known

    def word_counts(self, paragraph: int) -> list[int]:
        """Return how many words each marked span of a paragraph has."""
        known = self._word_counts.get(paragraph)
        if known is None:
            read = self.paragraphs[paragraph]
            known = [len(read.text[mark.start : mark.stop].split()) for mark in read.spans]
            self._word_counts[paragraph] = known
        return known

    def word(self, low: str) -> str:
        """A word as a feature may name it: frequent ones only, verbs by their infinitive, never a name."""
        return _word(self.grammar.language, low)

    # ------------------------------------------------------------ names

    def _find_names(self) -> None:
        names = _names(self.grammar)
        found = [
            (paragraph, name)
            for paragraph, tokens in zip(self.paragraphs, self.tokens, strict=True)
            for name in names.find(tokens, paragraph.masked)
        ]
        surnames = {name.words[-1] for _paragraph, name in found if len(name.words) > 1}
        found += [
            (paragraph, name)
            for paragraph, tokens in zip(self.paragraphs, self.tokens, strict=True)
            for name in names.surnames(tokens, surnames)
        ]
        # Full names first: a surname in the headline may get its given name only in the text.
        for paragraph, name in sorted(found, key=lambda f: len(f[1].words) == 1):
            text = paragraph.masked[name.start : name.stop].replace("\u00a0", " ")
            title = self._title(self.tokens[paragraph.number], name.first)
            gender = (self.grammar.titles.get(title) or self.grammar.titles.get(title + ".") or "") if title else ""
            entity = self.entities.named(name.words, text, gender)
            mention = Mention(
                MentionKind.NAME, paragraph.number, name.first, name.last, name.start, name.stop, text, entity
            )
            if title is not None:
                mention.title = True
                entity.note("title")
                entity.note_gender(gender, 4)
            entity.mentions.append(mention)
            self.inside[paragraph.number].append(mention)
        for mentions in self.inside:
            mentions.sort(key=lambda m: m.start)

    def _title(self, tokens: Tokens, first: int) -> str | None:
        before = first - 1
        if before > 0 and tokens.words[before] == ".":
            before -= 1
        word = tokens.words[before] if before >= 0 else ""
        return word if word in self.grammar.title_words else None

    # ------------------------------------------------------------ pronouns

    def _pronouns(self, paragraph: Paragraph, tokens: Tokens) -> list[Mention]:
        found = []
        pronouns = self.grammar.pronouns
        for at, low in enumerate(tokens.lows):
            if low not in pronouns and low[0] != "-":
                continue
            core = _INVERTED_PRONOUN.sub("", low) if low[0] == "-" else low
            gender = pronouns.get(core)
            first = at
            if gender is None:
                continue
            before = tokens.lows[at - 1] if at else ""
            if core in self.grammar.strong_pronouns and before not in self.grammar.sources:
                continue
            if core in self.grammar.demonstratives:
                if before not in self.grammar.demonstratives[core]:
                    continue
                first = at - 1
            mention = Mention(
                MentionKind.PRONOUN,
                paragraph.number,
                first,
                at,
                tokens.starts[first],
                tokens.stops[at],
                core,
                noun=core,
                gender="" if gender == "p" else gender,
                plural=gender == "p",
            )
            if core in self.grammar.impersonal_pronouns:
                mention.impersonal = bool(self.grammar.impersonal.match(" ".join(tokens.lows[at + 1 : at + 4])))
            found.append(mention)
        return found
