"""Figures about the quotations of a library: who is quoted how much, by which outlets, with confidence intervals.
Pure."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from newsreader.library.speaker_groups import group_speakers, is_person
from newsreader.model.quotation import Speaker, SpeakerType
from newsreader.model.study import TOP_SPEAKERS, Estimate, Group, Grouping, QuotedSpeaker, StudiedQuotation, Study
from newsreader.quotes.error_rates import ErrorRates, error_rates
from newsreader.quotes.genders import gender_told

#: A normal distribution has 95 % of its values within so many standard errors.
_WITHIN = 1.96


def study(quotations: Iterable[StudiedQuotation], corrections: Mapping[str, str], by: Grouping | None = None) -> Study:
    """The figures of these quotations. `corrections` are the reader's: a name, and whom it means."""
    quotations = list(quotations)
    people = _People(quotations, corrections)
    rates = error_rates()
    groups: dict[str, list[StudiedQuotation]] = defaultdict(list)
    if by:
        key = people.grouped_by(by)
        for quotation in quotations:
            groups[key(quotation)].append(quotation)
    speakers = people.most_quoted(quotations, rates)
    counts = [speaker.quotations.value for speaker in speakers if speaker.type is SpeakerType.PERSON]
    return Study(
        whole=_group("", quotations, people, rates),
        by=by,
        groups=tuple(_group(name, groups[name], people, rates) for name in sorted(groups, key=_order(groups, by))),
        since=min((quotation.when for quotation in quotations), default=None),
        until=max((quotation.when for quotation in quotations), default=None),
        outlets=len({quotation.outlet for quotation in quotations if quotation.outlet}),
        speakers=tuple(speakers),
        top_share=sum(counts[:TOP_SPEAKERS]) / sum(counts) if counts else None,
        effective_speakers=sum(counts) ** 2 / sum(n * n for n in counts) if counts else None,
    )


def _order(groups: Mapping[str, Sequence[StudiedQuotation]], by: Grouping | None) -> Callable[[str], tuple[float, str]]:
    """Months in their order, everything else by how much is quoted; what has no name comes last."""

    def key(name: str) -> tuple[float, str]:
        return (math.inf if not name else 0 if by is Grouping.MONTH else -len(groups[name]), name)

    return key


class _People:
    """The speakers of some quotations, grouped into people."""

    def __init__(self, quotations: Sequence[StudiedQuotation], corrections: Mapping[str, str]) -> None:
        count: Counter[tuple[str, SpeakerType]] = Counter()
        last: dict[tuple[str, SpeakerType], StudiedQuotation] = {}
        for quotation in quotations:
            if quotation.speaker:
                who = quotation.speaker, quotation.type or SpeakerType.ANONYMOUS
                count[who] += 1
                if who not in last or (quotation.role, quotation.when) > (last[who].role, last[who].when):
                    last[who] = quotation
        groups = group_speakers(
            (
                Speaker((name,), kind, n, last[name, kind].when, last[name, kind].role)
                for (name, kind), n in count.items()
            ),
            corrections,
        )
        self._of = {name: speaker for speaker in groups for name in speaker.names}
        self._kinds: dict[str, SpeakerType] = {}

    def speaker(self, quotation: StudiedQuotation) -> Speaker:
        """Return the speaker of a quotation that somebody is named for."""
        return self._of[quotation.speaker]

    def kind(self, speaker: Speaker) -> SpeakerType:
        """Return what a speaker is; one taken for a person whose name is none counts as an organisation."""
        if (kind := self._kinds.get(speaker.name)) is None:
            wrong = speaker.type is SpeakerType.PERSON and not is_person(speaker)
            kind = self._kinds[speaker.name] = SpeakerType.ORGANISATION if wrong else speaker.type
        return kind

    def gender(self, quotation: StudiedQuotation) -> str:
        """Return "f" or "m" for the speaker of a quotation, where that is a person whose given name or role tells; else
        ""."""
        if not quotation.speaker or self.kind(speaker := self.speaker(quotation)) is not SpeakerType.PERSON:
            return ""
        return gender_told(speaker.name, speaker.role)

    def grouped_by(self, by: Grouping) -> Callable[[StudiedQuotation], str]:
        """Return which group a quotation is of; "" is of none."""
        keys: dict[Grouping, Callable[[StudiedQuotation], str]] = {
            Grouping.OUTLET: lambda quotation: quotation.outlet,
            Grouping.SECTION: lambda quotation: quotation.section,
            Grouping.MONTH: lambda quotation: f"{quotation.when.astimezone():%Y-%m}",
            Grouping.GENDER: self.gender,
            Grouping.ROLE: lambda quotation: self.speaker(quotation).role if quotation.speaker else "",
        }
        return keys[by]

    def most_quoted(self, quotations: Sequence[StudiedQuotation], rates: ErrorRates) -> list[QuotedSpeaker]:
        """Return all people and organisations, the most quoted first."""
        by_person: dict[str, list[StudiedQuotation]] = defaultdict(list)
        for quotation in quotations:
            if quotation.speaker:
                by_person[self.speaker(quotation).name].append(quotation)
        speakers = [
            QuotedSpeaker(
                name=name,
                type=self.kind(self._of[name]),
                role=self._of[name].role,
                quotations=_count(len(quotations_of), rates),
                words=sum(quotation.word_count for quotation in quotations_of),
                articles=len({quotation.article for quotation in quotations_of}),
                outlets=len({quotation.outlet for quotation in quotations_of}),
            )
            for name, quotations_of in by_person.items()
        ]
        named = [speaker for speaker in speakers if speaker.type in (SpeakerType.PERSON, SpeakerType.ORGANISATION)]
        return sorted(named, key=lambda speaker: (-speaker.quotations.value, speaker.name))


def _group(name: str, quotations: Sequence[StudiedQuotation], people: _People, rates: ErrorRates) -> Group:
    """The figures of some quotations."""
    articles: dict[int, list[StudiedQuotation]] = defaultdict(list)
    for quotation in quotations:
        articles[quotation.article].append(quotation)
    kinds = [
        [people.kind(people.speaker(quotation)) for quotation in of_article if quotation.speaker]
        for of_article in articles.values()
    ]
    genders = [
        [gender for quotation in of_article if (gender := people.gender(quotation))] for of_article in articles.values()
    ]
    sources = [
        len({people.speaker(quotation).name for quotation in of_article if quotation.speaker})
        for of_article in articles.values()
    ]
    shares = {
        kind: estimate
        for kind in SpeakerType
        if (estimate := _share([(told.count(kind), len(told)) for told in kinds], rates.shares[kind])) is not None
    }
    return Group(
        name=name,
        articles=len(articles),
        quotations=len(quotations),
        named=sum(map(len, kinds)),
        words=sum(quotation.word_count for quotation in quotations),
        speakers_per_article=sum(sources) / len(sources) if sources else 0.0,
        gendered=sum(map(len, genders)),
        shares=shares,
        women=_share([(told.count("f"), len(told)) for told in genders], rates.women),
    )


def _share(counts: Sequence[tuple[int, int]], factor: tuple[float, float]) -> Estimate | None:
    """The share that the first number has in the second over all articles, with its interval: the variance of a ratio
    of cluster totals (W. Cochran, Sampling Techniques, 1977, 6.4), and the `factor` (with its standard error) by which
    what is true differs from what is shown."""
    part, total = sum(a for a, _b in counts), sum(b for _a, b in counts)
    if not total:
        return None
    share, size = part / total, len(counts)
    spread = sum((a - share * b) ** 2 for a, b in counts) * size / max(1, size - 1) / total**2
    # One article tells nothing of how articles differ, and a share of none or all has no spread: a quotation more.
    spread = max(spread, 1 / (total + 2) ** 2)
    by, error = factor
    around = _WITHIN * math.sqrt(by**2 * spread + share**2 * error**2)
    return Estimate(share, max(0.0, min(share, by * share - around)), min(1.0, max(share, by * share + around)))


def _count(shown: int, rates: ErrorRates) -> Estimate:
    """Return how often somebody is quoted, who is shown to be so often: some of these are not theirs (a binomial law),
    and some that are go unseen (a Poisson law), as if the engine erred with everybody alike."""
    right, unseen = rates.right, max(0.0, rates.found - rates.right)
    around = _WITHIN * math.sqrt(shown * (right * (1 - right) + unseen))
    middle = shown * rates.found
    return Estimate(shown, max(0.0, min(shown, middle - around)), max(shown, middle + around))
