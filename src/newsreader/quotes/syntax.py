"""The syntax around a mention: its governor, the verb before or after it, and what that says of it."""

import re

from newsreader.quotes.grammar import Grammar
from newsreader.quotes.lexicon import Verb, verbs
from newsreader.quotes.mentions import Mention, MentionKind
from newsreader.quotes.sentences import MASK
from newsreader.quotes.tokens import Tokens

#: What ends the way from a mention to a verb behind it, and before it.
_STOPS, _BREAKS = MASK + ".;:", ',;:.()«»"' + MASK
_ARTICLES = re.compile(
    r"(?<!\w)(?:l[ea]s?\s|l['’]|(?:M|MM|Me|Dr|Pr|Mgr)\.?\s|Mmes?\s|Mlle\s|sons?\s|sa\s|ses\s|leurs?\s|une?\s|ce\s|cette\s|the\s)+$",
    re.I,
)
_ARTICLES_BEFORE_NAMES = frozenset(("le", "la", "les", "l'", "l’", "du", "au", "aux", "des", "the"))


class Syntax:
    """Analyses the syntax around mentions, by a grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar, self.verbs = grammar, verbs(grammar.language)

    def see(self, mention: Mention, tokens: Tokens, text: str) -> None:
        """Note on a mention, and on its entity, what stands around it in the text of its paragraph."""
        grammar = self.grammar
        sentence = mention.sentence = tokens.sentences[mention.first]
        before = mention.first - 1
        while before >= 0 and (
            tokens.lows[before] in grammar.plain_determiners
            or tokens.words[before] in grammar.title_words
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
        if mention.governor in grammar.source_ends:
            lead = _ARTICLES.sub("", text[max(0, mention.start - 24) : mention.start]).rstrip()
            mention.sourced = grammar.sourced.search(lead) is not None
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
            elif mention.noun in self.grammar.demonstratives or "-" in mention.noun:
                self._inverted(mention, tokens)  # `assure celui-ci`, `répond l'intéressée`
        else:
            self._inverted(mention, tokens)
        for number in range(mention.last + 1, min(len(tokens), mention.last + 5)):
            low = tokens.lows[number]
            if low[0] in _STOPS or tokens.sentences[number] != mention.sentence:
                break
            verb = self.verbs.get(low)
            if (
                verb
                and (self.grammar.is_saying_verb(low) or verb.finite)
                and tokens.lows[number - 1] not in self.grammar.plain_determiners
            ):
                mention.says_next = self.grammar.is_saying_verb(low)
                if not mention.verb:
                    mention.verb = verb.lemma
                    mention.verb_range = (tokens.starts[number], tokens.stops[number])
                break

    def _set(self, mention: Mention, tokens: Tokens, number: int, form: str, begin: int | None = None) -> None:
        low = tokens.lows[number]
        verb = self.verbs.get(low)
        mention.inversion = "say" if self.grammar.is_saying_verb(low) or low in self.grammar.makers else "any"
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
            if low in grammar.adverbs or low.endswith("ment") or word in grammar.title_words:
                number -= 1
                continue
            if word == "." and number and tokens.words[number - 1] + "." in grammar.titles:
                number -= 1
                continue
            verb = self.verbs.get(low)
            if verb or grammar.is_saying_verb(low):
                form = self._form(tokens, number, verb)
                if form:
                    self._set(mention, tokens, number, form, self._auxiliary(tokens, number) if form == "p" else None)
                    return
                if tokens.lows[number - 1 if number else 0] not in grammar.determiners:
                    return
            if low[0] in _BREAKS or low in grammar.clause_words:
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
