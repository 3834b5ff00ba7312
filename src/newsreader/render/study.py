"""Render a study as text for a terminal, as rows for a spreadsheet, and as an object for programs (docs/json.md)."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

from rich.cells import cell_len, set_cell_size

from newsreader.i18n import N_, _, plural
from newsreader.model.quotation import SpeakerType
from newsreader.model.study import TOP_SPEAKERS, Estimate, Group, Grouping, QuotedSpeaker, Study
from newsreader.model.text import clean_line
from newsreader.render.bars import bar
from newsreader.render.dates import day
from newsreader.render.numbers import decimal, percent
from newsreader.render.page import cut

#: What speakers are, many of them.
TYPES = {
    SpeakerType.PERSON: N_("people"),
    SpeakerType.ORGANISATION: N_("organisations"),
    SpeakerType.ANONYMOUS: N_("unnamed sources"),
    SpeakerType.DOCUMENT: N_("documents"),
}
_HEADINGS = {
    Grouping.OUTLET: N_("By outlet"),
    Grouping.SECTION: N_("By section"),
    Grouping.MONTH: N_("By month"),
    Grouping.GENDER: N_("By gender"),
    Grouping.ROLE: N_("By role"),
}
_GENDERS = {"f": N_("women"), "m": N_("men")}
#: Between these, shares say nothing: who is told apart by what they are.
UNSHARED = (Grouping.GENDER, Grouping.ROLE)
#: Cells of the bars of groups, and of speakers.
_GROUP_BAR, _SPEAKER_BAR = 24, 16


def group_name(study: Study, group: Group) -> str:
    """Return what a group is called; what belongs to none has a name too."""
    if study.by is Grouping.GENDER:
        return _(_GENDERS[group.name]) if group.name else _("not told")
    return clean_line(group.name) or _("without any")


def heading(study: Study) -> str:
    """Return what the groups of a study are told apart by."""
    return _(_HEADINGS[study.by]) if study.by else ""


def interval(estimate: Estimate) -> str:
    """Format the confidence interval of a share, in percent."""
    return _("{low}–{high} %").format(low=round(100 * estimate.low), high=round(100 * estimate.high))


def summary(study: Study, language: str) -> list[str]:
    """Return what was studied and what was left out, in sentences."""
    whole = study.whole
    if not study.since or not study.until:
        return [_("There are no quotations here.")]
    articles = plural("{n} article with quotations", "{n} articles with quotations", whole.articles)
    outlets = plural("{n} outlet", "{n} outlets", study.outlets)
    sentence = (
        _("{articles} of {outlets}, {since} to {until}") if study.outlets else _("{articles}, {since} to {until}")
    )
    left = whole.quotations - whole.named
    return [
        sentence.format(
            articles=articles.format(n=whole.articles),
            outlets=outlets.format(n=study.outlets),
            since=day(study.since, language),
            until=day(study.until, language),
        ),
        plural("{n} quotation of {words} words", "{n} quotations of {words} words", whole.quotations).format(
            n=whole.quotations, words=whole.words
        ),
        _("nobody is sure enough for {n} of them ({share}): these are left out below").format(
            n=left, share=percent(left / whole.quotations)
        ),
    ]


def shares(group: Group) -> Iterator[tuple[str, Estimate]]:
    """The shares of the figures that everybody asks for, each with its name."""
    for kind, estimate in group.shares.items():
        yield _(TYPES[kind]), estimate
    if group.women:
        yield _("women (of known gender)"), group.women


def concentration(study: Study) -> str:
    """Return how much the most quoted people say of all that people say; "" where nobody is quoted."""
    if study.top_share is None or study.effective_speakers is None:
        return ""
    equal = max(1, round(study.effective_speakers))
    return plural(
        "The {top} most quoted say {share} of what people say: as much as if there were {n} voice.",
        "The {top} most quoted say {share} of what people say: as much as if {n} voices were equal.",
        equal,
    ).format(top=TOP_SPEAKERS, share=percent(study.top_share), n=equal)


def study_text(study: Study, language: str, top: int = TOP_SPEAKERS, width: int = 80) -> Iterator[str]:
    """The lines for so many columns, 60 at least."""
    for sentence in summary(study, language):
        yield from wrap(sentence, width, break_on_hyphens=False)
    if not study.whole.quotations:
        return
    yield ""
    yield _("Who speaks")
    for name, estimate in shares(study.whole):
        drawn = bar(estimate.value, _GROUP_BAR)
        yield f"  {_column(name, width - 44)} {drawn} {percent(estimate.value):>5}  {interval(estimate)}"
    yield ""
    sources = plural("{n} source in an article", "{n} sources in an article", round(study.whole.speakers_per_article))
    yield sources.format(n=decimal(study.whole.speakers_per_article))
    yield from wrap(concentration(study), width, break_on_hyphens=False)
    if study.speakers and top:
        yield ""
        yield _("Most quoted")
        yield from _speakers(study.speakers[:top], width)
    if study.by:
        yield ""
        yield heading(study)
        yield from _groups(study, width)
    yield ""
    yield from wrap(
        _("Ranges hold the true figure in 95 of 100 such studies: docs/study.md says how they are made."), width
    )


def _speakers(speakers: Sequence[QuotedSpeaker], width: int) -> Iterator[str]:
    most = max(speaker.quotations.value for speaker in speakers)
    for speaker in speakers:
        range_ = f"{speaker.quotations.low:.0f}–{speaker.quotations.high:.0f}"
        words = plural("{n} word", "{n} words", speaker.words).format(n=speaker.words)
        figures = f"{speaker.quotations.value:4.0f}  {range_:9} {words}"
        drawn = bar(speaker.quotations.value / most, _SPEAKER_BAR)
        yield f"  {_column(clean_line(speaker.name), width - 52)} {drawn} {figures}"


def _groups(study: Study, width: int) -> Iterator[str]:
    """A table of the groups: shares, or, where these say nothing, counts."""
    if study.by in UNSHARED:
        heads = [_("quotations"), _("words"), _("articles")]
        rows = [[str(group.quotations), str(group.words), str(group.articles)] for group in study.groups]
    else:
        heads = [_("quotations"), _("named"), _("unnamed"), _("organisations"), _("women")]
        rows = [
            [
                str(group.quotations),
                percent(group.named / group.quotations),
                _range(group.shares.get(SpeakerType.ANONYMOUS)),
                _range(group.shares.get(SpeakerType.ORGANISATION)),
                _range(group.women),
            ]
            for group in study.groups
        ]
    widths = [max(10, cell_len(head)) for head in heads]
    room = width - 3 - sum(widths) - len(widths) + 1
    names = ["", *(group_name(study, group) for group in study.groups)]
    for name, row in zip(names, [heads, *rows], strict=True):
        yield f"  {_column(name, room)} " + " ".join(
            f"{cell:>{width}}" for cell, width in zip(row, widths, strict=True)
        )


def _range(estimate: Estimate | None) -> str:
    return interval(estimate) if estimate else "–"


def _column(words: str, width: int) -> str:
    return set_cell_size(cut(words, width), width)


def study_plain(study: Study) -> dict[str, Any]:
    """The object that `newsreader study --json` prints."""
    return {
        "since": study.since.isoformat() if study.since else None,
        "until": study.until.isoformat() if study.until else None,
        "outlets": study.outlets,
        **_group_plain(study.whole),
        "top_share": study.top_share,
        "effective_speakers": study.effective_speakers,
        "speakers": [
            {
                "name": speaker.name,
                "type": str(speaker.type),
                "role": speaker.role,
                "quotations": _plain(speaker.quotations),
                "words": speaker.words,
                "articles": speaker.articles,
                "outlets": speaker.outlets,
            }
            for speaker in study.speakers
        ],
        "by": str(study.by) if study.by else None,
        "groups": [{"name": group.name, **_group_plain(group)} for group in study.groups],
    }


def _group_plain(group: Group) -> dict[str, Any]:
    return {
        "articles": group.articles,
        "quotations": group.quotations,
        "named": group.named,
        "words": group.words,
        "sources": group.speakers_per_article,
        "gendered": group.gendered,
        **{str(kind): _plain(group.shares.get(kind)) for kind in SpeakerType},
        "women": _plain(group.women),
    }


def _plain(estimate: Estimate | None) -> dict[str, float] | None:
    return {"value": estimate.value, "low": estimate.low, "high": estimate.high} if estimate else None


#: The columns of `newsreader study --csv`; docs/json.md says what each holds.
COLUMNS = ("table", "name", "figure", "value", "low", "high", "quotations", "articles")


def study_rows(study: Study) -> Iterator[tuple[str, str, str, float, float | str, float | str, int, int]]:
    """A row for each figure: of everything, of each group, of each speaker."""
    for table, group in (("all", study.whole), *((str(study.by), group) for group in study.groups)):
        counts = group.quotations, group.articles
        for figure, number in (("named", group.named), ("words", group.words), ("sources", group.speakers_per_article)):
            yield table, group.name, figure, number, "", "", *counts
        for kind, estimate in group.shares.items():
            yield table, group.name, str(kind), estimate.value, estimate.low, estimate.high, *counts
        if group.women:
            yield table, group.name, "women", group.women.value, group.women.low, group.women.high, *counts
    for speaker in study.speakers:
        quotations = speaker.quotations
        yield (
            "speaker",
            speaker.name,
            "quotations",
            quotations.value,
            quotations.low,
            quotations.high,
            int(quotations.value),
            speaker.articles,
        )
        yield "speaker", speaker.name, "words", speaker.words, "", "", int(quotations.value), speaker.articles
