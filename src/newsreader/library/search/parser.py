"""The parser of searches: words, "phrases", fields, dates, -not, OR, brackets.

    quai "port respire" titre:phare de:morin dit:kervadec source:figaro tag:mer est:non-lu depuis:3j -sport (a OR b)

Accents and case do not matter. A word that ends in * is only the beginning of one.

A search is for articles or for quotations (`model.query`). In one for articles, quotation:(dit:kervadec quai) finds
those that have such a quotation; in one for quotations, sur:(titre:phare OR tag:mer) those of such an article.
"""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from newsreader.i18n import _
from newsreader.library.search.vocabulary import FIELDS, STATES
from newsreader.model.errors import NewsreaderError
from newsreader.model.query import (
    About,
    All,
    Any,
    Dated,
    Is,
    Not,
    Of,
    PrintedBy,
    Query,
    Quoted,
    RoleIs,
    Ruled,
    Said,
    State,
    Tagged,
    Words,
)
from newsreader.model.unspaced import has_unspaced
from newsreader.model.values import dataclass

#: Before everything.
NEVER = datetime.fromtimestamp(0, UTC)
_TOKEN = re.compile(r"\s*(?:([()])|(-)(?=\S)|(?:([^\W\d_]+):)?(?:\"([^\"]*)(\"|$)|([^\s()\"]+)))")
_SPAN = re.compile(r"(\d{1,5})\s*([djwsmhy])")
#: A letter that is a word so far.
_BEGUN_LETTER = re.compile(r"(?:^|\s)[^\W\d_]$")
_LENGTHS = {"h": 1 / 24, "d": 1, "j": 1, "w": 7, "s": 7, "m": 30, "y": 365}


class QueryError(NewsreaderError):
    """A search that cannot be parsed; `at` and `stop` are where in it the error is."""

    def __init__(self, sentence: str, at: int, stop: int) -> None:
        super().__init__(sentence)
        self.at, self.stop = at, stop


#: What SQLite takes at a time, and Python.
_MOST, _DEEPEST = 400, 40


@dataclass(frozen=True)
class _Token:
    kind: str  # ( ) - or term
    at: int
    stop: int
    field: str = ""
    value: str = ""
    phrase: bool = False


def parse_query(
    text: str,
    now: datetime,
    names: Callable[[str], Sequence[str]] = lambda typed: (typed,),
    typing: bool = False,
    left: datetime = NEVER,
    quotations: bool = False,
) -> Query | None:
    """The tree of a search; None for an empty one.

    It is for articles, or for `quotations`, of which each word is at least begun so. `names` gives every name of the
    people that somebody may mean; while `typing`, the last word is only begun; `left` is when the reader was here
    last. Raises QueryError.
    """
    tokens = _tokens(text)
    if len(tokens) > _MOST:
        raise QueryError(_("This search is too long: {most} words at most.").format(most=_MOST), 0, len(text))
    return _Parser(tokens, text, now, names, typing, left, quotations).whole()


def without_begun_letter(text: str) -> str:
    """Return a search that is being typed without its last word, while only one letter of that is there: nearly every
    article has a word that begins so, and to find them takes longer than any other search."""
    return text[:-1] if _BEGUN_LETTER.search(text) and not has_unspaced(text[-1]) else text


def _tokens(text: str) -> list[_Token]:
    tokens, at = [], 0
    while found := _TOKEN.match(text, at):
        bracket, minus, field, phrase, _closed, word = found.groups()
        begin = found.start() + len(found.group()) - len(found.group().lstrip())
        if bracket or minus:
            tokens.append(_Token(bracket or minus, begin, found.end()))
        else:
            value = phrase if phrase is not None else word
            tokens.append(_Token("term", begin, found.end(), (field or "").lower(), value, phrase is not None))
        at = found.end()
    return tokens


class _Parser:
    def __init__(
        self,
        tokens: list[_Token],
        text: str,
        now: datetime,
        names: Callable[[str], Sequence[str]],
        typing: bool,
        left: datetime,
        quotations: bool,
    ) -> None:
        self.tokens, self.text, self.now, self.names, self.typing = tokens, text, now, names, typing
        self.left, self.quotations = left, quotations
        self.place = self.depth = 0

    def whole(self) -> Query | None:
        if not self.tokens:
            return None
        query = self.either()
        if self.place < len(self.tokens):
            raise self.trouble(_("Unmatched “)”."), self.tokens[self.place])
        return query

    def peek(self) -> _Token | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def either(self) -> Query:
        choices = [self.together()]
        while (token := self.peek()) and _is_or(token):
            self.place += 1
            choices.append(self.together())
        return choices[0] if len(choices) == 1 else Any(tuple(choices))

    def together(self) -> Query:
        parts: list[Query] = []
        while (token := self.peek()) and token.kind != ")" and not _is_or(token):
            parts.append(self.one())
        if not parts:
            where = self.peek() or self.tokens[-1]
            raise self.trouble(_("Missing search term."), where)
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def one(self) -> Query:
        token = self.tokens[self.place]
        self.place += 1
        if token.kind == "term":
            return self.term(token)
        return self.opposite(token) if token.kind == "-" else self.bracket(token)

    def opposite(self, token: _Token) -> Query:
        if self.peek() is None:
            raise self.trouble(_("Missing search term."), token)
        self.deeper(token)
        inside = Not(self.one())
        self.depth -= 1
        return inside

    def deeper(self, token: _Token) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.trouble(_("There are too many brackets within one another here."), token)

    def bracket(self, token: _Token) -> Query:
        self.deeper(token)
        inside = self.either()
        self.depth -= 1
        if self.peek() is None and not self.typing:
            raise self.trouble(_("Missing “)”."), token)
        self.place += 1
        return inside

    def inside(self, token: _Token, field: str) -> Query:
        """Return what stands behind `quotation:` or `about:`: a word, or a search of its own in brackets."""
        before, self.quotations = self.quotations, field == "quoted"
        if token.field:
            found = self.words(token)
        else:
            self.place += 1
            found = self.bracket(token)
        self.quotations = before
        return Quoted(found) if field == "quoted" else About(found)

    def words(self, token: _Token, where: str = "") -> Query:
        """Words; the last of a search that is being typed is only begun, and so are those of a quotation."""
        if token.phrase:
            return Words(token.value, where)
        last = self.typing and token.stop == len(self.text)
        value = token.value.rstrip("*")
        quoted = self.quotations and not where and len(value) > 1
        return Words(value, where, last or quoted or value != token.value)

    def term(self, token: _Token) -> Query:
        value = token.value
        nested = FIELDS.get((token.field or value.removesuffix(":")).lower(), "")
        following = self.peek()
        opens = following and following.kind == "(" and following.at == token.stop and value.endswith(":")
        if nested in ("quoted", "about") and (value if token.field else opens and not token.phrase):
            return self.inside(token, nested)
        if token.field and token.field not in FIELDS:
            if token.value.startswith("//"):  # an address is words too
                return Words(f"{token.field}:{value}")
            known = ", ".join(FIELDS)
            raise self.trouble(
                _("Unknown field “{word}”. Fields: {known}.").format(word=token.field, known=known), token
            )
        nothing = not token.field and not token.phrase and value.lower().rstrip(":") in FIELDS and value.endswith(":")
        if nothing or (token.field and not value):
            raise self.trouble(_("Missing search term."), token)
        match FIELDS.get(token.field, ""):
            case "said":
                return Said(("",) if value == "?" else tuple(self.names(value)))
            case "role":
                return RoleIs(value.rstrip("*"))
            case "outlet":
                return PrintedBy(value.rstrip("*"))
            case "source":
                return Of(value)
            case "tag":
                return Tagged(value.lower())
            case "rule":
                return Ruled(value)
            case "is":
                if value.lower() not in STATES:
                    known = ", ".join(STATES)
                    raise self.trouble(
                        _("Unknown state “{word}”. Valid states: {known}.").format(known=known, word=value), token
                    )
                state = STATES[value.lower()]
                return Dated(seen=self.left) if state is State.NEW else Is(state)
            case "since":
                return Dated(since=self.moment(token))
            case "before":
                return Dated(before=self.moment(token))
            case field:
                return self.words(token, {"title": "title", "by": "byline"}.get(field, ""))

    def moment(self, token: _Token) -> datetime:
        if span := _SPAN.fullmatch(token.value):
            return self.now - timedelta(days=int(span.group(1)) * _LENGTHS[span.group(2)])
        try:
            date = datetime.fromisoformat(token.value)
        except ValueError:
            words = _("Invalid date “{words}”. Write 2026-11-01, or 3d for the last three days.")
            raise self.trouble(words.format(words=token.value), token) from None
        return date if date.tzinfo else date.astimezone()

    def trouble(self, sentence: str, token: _Token) -> QueryError:
        return QueryError(sentence, token.at, token.stop)


def _is_or(token: _Token) -> bool:
    return token.kind == "term" and not token.field and not token.phrase and token.value in ("OR", "OU")
