"""The figures of a study of who is quoted how much, as values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from newsreader.model.values import dataclass

if TYPE_CHECKING:
    from newsreader.model.quotation import SpeakerType

#: How many speakers are "the most quoted" of `Study.top_share`.
TOP_SPEAKERS = 10


class Grouping(StrEnum):
    """The property by which a study groups quotations."""

    OUTLET = "outlet"
    SECTION = "section"
    MONTH = "month"
    GENDER = "gender"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure as it was counted, with its 95 % confidence interval: articles differ, and the engine errs at a measured
    rate (`ErrorRates`)."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Group:
    """Figures of some quotations. Shares are of the `named` ones, those of `women` of the people whose given name or
    role tells a gender (`gendered`); None where there is nothing to take a share of. `speakers_per_article` is an
    average."""

    name: str
    articles: int
    quotations: int
    named: int
    words: int
    speakers_per_article: float
    gendered: int
    shares: Mapping[SpeakerType, Estimate]
    women: Estimate | None


@dataclass(frozen=True, slots=True)
class QuotedSpeaker:
    """A speaker with how much they are quoted; `quotations` has the confidence interval of that count."""

    name: str
    type: SpeakerType
    role: str
    quotations: Estimate
    words: int
    articles: int
    outlets: int


@dataclass(frozen=True, slots=True)
class Study:
    """All figures. `top_share` is the share of the ten most quoted people among all that people say,
    `effective_speakers` how many who were quoted equally often would be as concentrated: the inverse of the sum of
    squared shares (M. Laakso, R. Taagepera, "Effective" number of parties, 1979)."""

    whole: Group
    by: Grouping | None
    groups: tuple[Group, ...]
    since: datetime | None
    until: datetime | None
    outlets: int
    speakers: tuple[QuotedSpeaker, ...]
    top_share: float | None
    effective_speakers: float | None


@dataclass(frozen=True, slots=True)
class StudiedQuotation:
    """The facts about a quotation that a study needs. `speaker` is "" where the attribution is not sure enough;
    `section` is the article's, "" where it has none or the study does not ask."""

    article: int
    outlet: str
    when: datetime
    speaker: str
    type: SpeakerType | None
    role: str
    word_count: int
    section: str = ""
