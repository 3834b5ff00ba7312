"""Statements: one quotation in several outlets, who printed it first, how each cut it, to whom each attributes it.
Pure."""

from collections.abc import Callable, Iterable, Sequence

from newsreader.library.speaker_groups import normalize_name
from newsreader.model.quotation import QuotationInArticle
from newsreader.model.text import clean_line
from newsreader.model.values import dataclass
from newsreader.quotes.statements import StatementIndex, cut_of, statement_words


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with its versions, the earliest first. `speakers` are the different people or organisations it is
    attributed to with confidence: two are a disagreement."""

    versions: tuple[QuotationInArticle, ...]
    speakers: tuple[str, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who printed it, the first first."""
        return tuple(dict.fromkeys(version.outlet or version.url for version in self.versions))

    @property
    def who(self) -> str:
        """Those who are said to have said it, on one line; "?" where that is nobody."""
        return " / ".join(map(clean_line, self.speakers)) or "?"

    @property
    def whole(self) -> QuotationInArticle:
        """The version that has most words; of equal ones, the first."""
        return max(self.versions, key=lambda version: len(version.quotation.spoken()))

    def cut(self, version: QuotationInArticle) -> str:
        """The words of a version, with […] for those of the whole that it leaves out."""
        words = version.quotation.spoken()
        return words if version is self.whole else cut_of(words, self.whole.quotation.spoken())

    @property
    def is_disputed(self) -> bool:
        """Whether the articles name different speakers."""
        return len(self.speakers) > 1


def shared_statements(quotations: Iterable[QuotationInArticle], person: Callable[[str], str] = str) -> list[Statement]:
    """Return the statements that more than one outlet quotes, the newest first. `person` gives the one name of somebody
    who has several."""
    in_time = sorted(quotations, key=lambda quoted: (quoted.when, quoted.article, quoted.number))
    index, group = StatementIndex(), list(range(len(in_time)))

    def first(number: int) -> int:
        while group[number] != number:
            group[number] = number = group[group[number]]
        return number

    for number, quoted in enumerate(in_time):
        for other in index.add(number, statement_words(quoted.quotation.spoken()), quoted.when):
            low, high = sorted((first(number), first(other)))
            group[high] = low
    by_statement: dict[int, list[QuotationInArticle]] = {}
    for number, quoted in enumerate(in_time):
        by_statement.setdefault(first(number), []).append(quoted)
    return sorted(
        (
            statement_of(versions, person)
            for versions in by_statement.values()
            if len({version.outlet or version.url for version in versions}) > 1
        ),
        key=lambda statement: statement.versions[0].when,
        reverse=True,
    )


def statement_of(versions: Sequence[QuotationInArticle], person: Callable[[str], str] = str) -> Statement:
    """The statement of which these are versions, in the order of time."""
    return Statement(tuple(versions), _speakers(versions, person))


def _speakers(versions: Sequence[QuotationInArticle], person: Callable[[str], str]) -> tuple[str, ...]:
    """Different speakers; a surname is the person of that surname."""
    speakers: list[str] = []
    for name in dict.fromkeys(person(version.quotation.speaker) for version in versions if version.quotation.speaker):
        words = set(normalize_name(name).split())
        if not any(words <= (other := set(normalize_name(known).split())) or other <= words for known in speakers):
            speakers.append(name)
    return tuple(speakers)
