"""Render a study as one self-contained HTML page."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from newsreader.i18n import _, plural
from newsreader.model.study import Estimate, Study
from newsreader.model.text import clean_line
from newsreader.render.html import page
from newsreader.render.numbers import decimal, percent
from newsreader.render.study import (
    UNSHARED,
    concentration,
    group_name,
    heading,
    interval,
    shares,
    summary,
)

#: A figure is drawn in this many units: names, then bars, then numbers.
_NAMES, _BARS, _NUMBERS, _ROW = 270, 300, 150, 26
_STYLE = """\
svg { width: 100%; height: auto; font: 14px/1 system-ui, sans-serif; fill: currentColor; }
rect { fill: #155bce; opacity: 0.75; } line { stroke: currentColor; stroke-width: 1.5; }
h2 { margin-top: 2em; } small { opacity: 0.8; }
@media (prefers-color-scheme: dark) { rect { fill: #6299d3; } }
@media print { rect { fill: #155bce; } svg { break-inside: avoid; } }
"""

#: A row of a figure: its name, the figure on a scale of 1, and what is written beside it.
Row = tuple[str, Estimate, str]


def study_html(study: Study, language: str, top: int) -> str:
    """The report. Bars are what is counted, the lines across their ends the interval of the true figure."""
    title = _("Who is quoted")
    return page(title, language, _STYLE, "\n".join(_body(study, language, top, title)))


def _body(study: Study, language: str, top: int, title: str) -> Iterator[str]:
    yield f"<h1>{escape(title)}</h1>"
    yield from (f"<p>{escape(sentence)}</p>" for sentence in summary(study, language))
    if not study.whole.quotations:
        return
    yield from _figure(
        _("Who speaks"), [(name, estimate, _written(estimate)) for name, estimate in shares(study.whole)]
    )
    yield f"<p>{escape(concentration(study))}</p>"
    speakers = study.speakers[:top]
    most = max((speaker.quotations.high for speaker in speakers), default=1.0)
    rows = [
        (
            clean_line(speaker.name),
            Estimate(speaker.quotations.value / most, speaker.quotations.low / most, speaker.quotations.high / most),
            f"{speaker.quotations.value:.0f} ({speaker.quotations.low:.0f}–{speaker.quotations.high:.0f})",
        )
        for speaker in speakers
    ]
    yield from _figure(_("Most quoted"), rows)
    compared = () if study.by in UNSHARED else study.groups
    for name in dict.fromkeys(name for group in compared for name, _share in shares(group)):
        estimates = ((group_name(study, group), dict(shares(group)).get(name)) for group in compared)
        title = _("{group}: {figure}").format(group=heading(study), figure=name)
        yield from _figure(title, [(who, estimate, _written(estimate)) for who, estimate in estimates if estimate])
    if study.groups:
        yield f"<h2>{escape(heading(study))}</h2>"
        heads = ("", _("articles"), _("quotations"), _("named"), _("words"), _("sources in an article"))
        yield _table(heads, _counts(study))
    lines = _("Lines across the bars: the true figure is there in 95 of 100 such studies.")
    yield f"<p><small>{escape(lines)}</small></p>"


def _counts(study: Study) -> Iterator[tuple[str, ...]]:
    for group in study.groups:
        named = percent(group.named / group.quotations)
        counts = (group.articles, group.quotations)
        yield (
            group_name(study, group),
            *map(str, counts),
            named,
            str(group.words),
            decimal(group.speakers_per_article),
        )


def _written(estimate: Estimate) -> str:
    return f"{percent(estimate.value)} ({interval(estimate)})"


def _figure(title: str, rows: Sequence[Row]) -> Iterator[str]:
    """A figure of bars, with a title and, for who does not see it, its numbers as text."""
    if not rows:
        return
    width, height = _NAMES + _BARS + _NUMBERS, _ROW * len(rows)
    told = plural("{n} bar", "{n} bars", len(rows)).format(n=len(rows))
    yield f"<h2>{escape(title)}</h2>"
    yield f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(f"{title}, {told}")}">'
    for number, (name, estimate, written) in enumerate(rows):
        middle = number * _ROW + _ROW / 2
        low, high = _NAMES + estimate.low * _BARS, _NAMES + estimate.high * _BARS
        shown = name if len(name) <= 32 else name[:31] + "…"
        yield (
            f'<text x="{_NAMES - 8}" y="{middle + 5:g}" text-anchor="end">{escape(shown)}</text>'
            f'<rect x="{_NAMES}" y="{middle - 8:g}" width="{estimate.value * _BARS:.1f}" height="16"/>'
            f'<line x1="{low:.1f}" x2="{high:.1f}" y1="{middle:g}" y2="{middle:g}"/>'
            f'<text x="{_NAMES + _BARS + 8}" y="{middle + 5:g}">{escape(written)}</text>'
        )
    yield "</svg>"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f"<th>{escape(heading)}</th>" for heading in heads)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"
