"""An article as those see it who look for speakers: its mentions in order, with the syntax around each."""

import re
from collections.abc import Sequence

from newsreader.quotes.descriptions import Descriptions
from newsreader.quotes.grammar import Grammar
from newsreader.quotes.lexicon import Verb, common_words, verbs
from newsreader.quotes.mentions import Entities, Mention, MentionKind, levels
from newsreader.quotes.names import Names
from newsreader.quotes.sentences import MASK, Paragraph
from newsreader.quotes.tokens import Tokens

_ARTICLES_BEFORE_NAMES = frozenset(("le", "la", "les", "l'", "l’", "du", "au", "aux", "des", "the"))
_INVERTED_PRONOUN = re.compile(r"-(?:t-)?")


class Discourse:
    """Paragraphs, their tokens, the entities and the mentions of an article. `headings` are the numbers of the
    paragraphs that are set apart; title and standfirst come first among the paragraphs, where there are any."""

    def __init__(self, grammar: Grammar, paragraphs: Sequence[Paragraph], headings: frozenset[int]) -> None:
        self.grammar, self.paragraphs, self.headings = grammar, paragraphs, headings
        self.verbs, self.common = verbs(grammar.language), common_words(grammar.language)
        self.tokens = [Tokens(paragraph) for paragraph in paragraphs]
        self.entities = Entities(grammar.language)
        self.inside: list[list[Mention]] = [[] for _paragraph in paragraphs]
        self._find_names()
        descriptions = Descriptions(grammar)
        for paragraph, tokens, mine in zip(paragraphs, self.tokens, self.inside, strict=True):
            found = list(descriptions.find(paragraph, tokens, list(mine)))
            mine += found
            mine += self._pronouns(paragraph, tokens)
            mine.sort(key=lambda m: (m.start, -m.stop))
            covered = 0
            for mention in mine:
                mention.inner = mention.start < covered
                if mention.kind is not MentionKind.PRONOUN:
                    covered = max(covered, mention.stop)
        self.mentions = [mention for mine in self.inside for mention in mine]
        self.names = [[mention for mention in mine if mention.kind is MentionKind.NAME] for mine in self.inside]
        for number, mention in enumerate(self.mentions):
            mention.number = number
            self._syntax(mention)
        levels(self.entities.all, grammar.organisations, grammar.language)
        #: What is seen of mentions, kept for all spans, by number.
        self.what: dict[int, list[str]] = {}
        self._plain: list[str] | None = None
        self._ends: dict[int, tuple[Mention, Mention] | None] = {}

    def subjects_at_ends(self, paragraph: int) -> tuple[Mention, Mention] | None:
        """The first and the last subject of a paragraph."""
        if paragraph not in self._ends:
            mine = [m for m in self.inside[paragraph] if m.subject and m.kind is not MentionKind.NOUN]
            self._ends[paragraph] = (mine[0], mine[-1]) if mine else None
        return self._ends[paragraph]

    def plain(self) -> list[str]:
        """The words of each paragraph outside marks, in lower case, with a space around each."""
        if self._plain is None:
            self._plain = [f" {' '.join(low for low in tokens.lows if low[0].isalnum())} " for tokens in self.tokens]
        return self._plain

    def word(self, low: str, length: int = 14) -> str:
        """A word as a feature may name it: frequent ones only, verbs by their infinitive, never a name."""
        verb = self.verbs.get(low)
        if verb:
            return verb.lemma[:length]
        return low[:length] if low in self.common or not low[0].isalpha() or len(low) < 3 else "rare"

    # ------------------------------------------------------------ names

    def _find_names(self) -> None:
        names = Names(self.grammar)
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
        for mine in self.inside:
            mine.sort(key=lambda m: m.start)

    def _title(self, tokens: Tokens, first: int) -> str | None:
        before = first - 1
        if before > 0 and tokens.words[before] == ".":
            before -= 1
        word = tokens.words[before] if before >= 0 else ""
        return word if word and (word in self.grammar.titles or word + "." in self.grammar.titles) else None

    # ------------------------------------------------------------ pronouns

    def _pronouns(self, paragraph: Paragraph, tokens: Tokens) -> list[Mention]:
        found = []
        pronouns = self.grammar.pronouns
        for at, low in enumerate(tokens.lows):
            if low not in pronouns and low[0] != "-":
                continue
            core = _INVERTED_PRONOUN.sub("", low)
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

    # ------------------------------------------------------------ syntax

    def _syntax(self, mention: Mention) -> None:
        tokens, grammar = self.tokens[mention.paragraph], self.grammar
        sentence = mention.sentence = tokens.sentences[mention.first]
        before = mention.first - 1
        while before >= 0 and (
            tokens.lows[before] in grammar.plain_determiners
            or tokens.words[before] in grammar.titles
            or tokens.words[before] + "." in grammar.titles
            or (tokens.words[before] == "." and before and tokens.words[before - 1] + "." in grammar.titles)
        ):
            before -= 1
        same = before >= 0 and tokens.sentences[before] == sentence
        mention.governor = tokens.lows[before] if same else ""
        mention.subject = (
            not mention.inner
            and mention.governor not in grammar.governors
            and (tokens.lows[mention.first] not in grammar.contracted or mention.kind is MentionKind.PRONOUN)
        )
        if mention.noun in grammar.strong_pronouns:
            mention.subject = mention.governor in grammar.sources
        text = self.paragraphs[mention.paragraph].masked
        mention.aside = mention.start > 0 and text[mention.start - 1] == "("
        self._verbs(mention, tokens)
        if mention.kind is MentionKind.NAME and mention.entity:
            self._facts(mention, tokens)

    def _facts(self, mention: Mention, tokens: Tokens) -> None:
        entity = mention.entity
        if entity is None:
            return
        if mention.governor in self.grammar.place_prepositions:
            entity.note("place")
        before = tokens.lows[mention.first - 1] if mention.first else ""
        if not mention.with_role and before in _ARTICLES_BEFORE_NAMES:
            entity.note("article")
        if mention.inversion == "say" and self._words_before(tokens, mention.first - 1):
            entity.note("speaks")
        following = tokens.lows[mention.last + 1] if mention.last + 1 < len(tokens) else ""
        verb = self.verbs.get(following)
        if (verb and verb.finite) or following in self.grammar.auxiliaries:
            entity.note("verb")
        if mention.first in tokens.opening:
            entity.note("opens")

    def _words_before(self, tokens: Tokens, at: int) -> bool:
        for number in range(at - 1, max(-1, at - 8), -1):
            word = tokens.words[number]
            if word[0] == MASK or word in '»”"':
                return True
            if word in ".;:":
                return False
        return False

    def _verbs(self, mention: Mention, tokens: Tokens) -> None:
        """The verb right before (`inversion`), else the one right after."""
        if mention.inner:
            return
        if mention.kind is MentionKind.PRONOUN:
            if tokens.words[mention.last][0] == "-" and mention.first:
                self._inverted_pronoun(mention, tokens)
        else:
            self._inverted(mention, tokens)
        for number in range(mention.last + 1, min(len(tokens), mention.last + 5)):
            low = tokens.lows[number]
            if low[0] in f"{MASK}.;:" or tokens.sentences[number] != mention.sentence:
                break
            verb = self.verbs.get(low)
            if (
                verb
                and (self.grammar.saying(low) or verb.finite)
                and tokens.lows[number - 1] not in self.grammar.plain_determiners
            ):
                mention.says_next = self.grammar.saying(low)
                if not mention.verb:
                    mention.verb = verb.lemma
                    mention.verb_range = (tokens.starts[number], tokens.stops[number])
                break

    def _set(self, mention: Mention, tokens: Tokens, number: int, form: str, begin: int | None = None) -> None:
        low = tokens.lows[number]
        verb = self.verbs.get(low)
        mention.inversion = "say" if self.grammar.saying(low) or low in self.grammar.makers else "any"
        mention.form, mention.verb = form, verb.lemma if verb else low
        mention.verb_range = (tokens.starts[number if begin is None else begin], tokens.stops[number])

    def _inverted_pronoun(self, mention: Mention, tokens: Tokens) -> None:
        before = mention.first - 1
        if tokens.lows[before] not in self.grammar.auxiliaries:
            self._set(mention, tokens, before, "f")
            return
        for number in range(mention.last + 1, min(len(tokens), mention.last + 5)):
            low = tokens.lows[number]
            if low in self.grammar.adverbs or low.endswith("ment"):
                continue
            if low[0].isalpha():
                self._set(mention, tokens, number, "p", begin=before)
            return

    def _inverted(self, mention: Mention, tokens: Tokens) -> None:
        grammar, number, skipped = self.grammar, mention.first - 1, 0
        while number >= 0 and skipped < 5:
            low, word = tokens.lows[number], tokens.words[number]
            if tokens.sentences[number] != mention.sentence:
                return
            if low in grammar.adverbs or low.endswith("ment") or word + "." in grammar.titles or word in grammar.titles:
                number -= 1
                continue
            if word == "." and number and tokens.words[number - 1] + "." in grammar.titles:
                number -= 1
                continue
            verb = self.verbs.get(low)
            if verb or grammar.saying(low):
                form = self._form(tokens, number, verb)
                if form:
                    self._set(mention, tokens, number, form, self._auxiliary(tokens, number) if form == "p" else None)
                    return
                if tokens.lows[number - 1 if number else 0] not in grammar.determiners:
                    return
            if low[0] in f',;:.()«»"{MASK}' or low in grammar.clause_words:
                return
            skipped += 1
            number -= 1

    def _auxiliary(self, tokens: Tokens, number: int) -> int:
        for before in range(number - 1, max(-1, number - 4), -1):
            if tokens.lows[before] in self.grammar.auxiliaries:
                return before
        return number

    def _form(self, tokens: Tokens, number: int, verb: Verb | None) -> str:
        """How a verb stands: "f" finite, "p" after an auxiliary, "" when it is none here."""
        before = tokens.lows[number - 1] if number else ""
        if verb and verb.gerund:
            return ""
        noun = verb is not None and verb.doubtful  # `à la presse`, `le juge`
        if before in self.grammar.plain_determiners and (noun or before not in self.grammar.clitics):
            return ""
        if verb and verb.participle and (before in self.grammar.auxiliaries or not verb.finite):
            near = before in self.grammar.auxiliaries or before in self.grammar.adverbs or before.endswith("ment")
            return "p" if near else ""
        return "f"
