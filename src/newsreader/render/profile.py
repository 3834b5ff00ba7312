"""Render a profile as text, and as an object for programs (docs/json.md)."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import Any

from rich.cells import cell_len

from newsreader.i18n import _, plural
from newsreader.model.profile import ChangedQuotation, Profile
from newsreader.model.text import clean_line
from newsreader.render.bars import bar
from newsreader.render.citation import marked
from newsreader.render.dates import day

#: Cells of the longest bar, and months at most: those before are summed up.
_BAR, _MONTHS = 40, 24


def profile_text(profile: Profile, language: str, width: int = 80) -> list[str]:
    """The lines of a page, those without an indent its headings."""
    return list(_lines(profile, language, width))


def _lines(profile: Profile, language: str, width: int) -> Iterator[str]:
    yield clean_line(profile.names[0])
    if len(profile.names) > 1:
        yield from _wrapped(_("also {names}").format(names=", ".join(map(clean_line, profile.names[1:]))), width)
    many = plural("{n} quotation", "{n} quotations", profile.count).format(n=profile.count)
    where = plural("{n} article", "{n} articles", profile.articles).format(n=profile.articles)
    yield f"  {many} · {where}"
    if profile.uncertain:
        words = plural(
            "Left out: {n} quotation in the same articles of which it is not certain who says it.",
            "Left out: {n} quotations in the same articles of which it is not certain who says them.",
            profile.uncertain,
        )
        yield from _wrapped(words.format(n=profile.uncertain), width)
    if profile.roles:
        yield from ("", _("Roles"))
        for span in profile.roles:
            first, last = day(span.first, language), day(span.last, language)
            when = first if first == last else _("{first} to {last}").format(first=first, last=last)
            yield from _wrapped(f"{clean_line(span.role)} ({span.count}) · {when}", width)
    if profile.months:
        yield from ("", _("By month"))
        yield from _bars(profile.months, width)
    for title, pairs in (
        (_("Words that mark them off"), profile.topics),
        (_("Outlets"), profile.outlets),
        (_("Quoted in the same articles"), profile.beside),
    ):
        if pairs:
            yield from ("", title)
            yield from _wrapped(", ".join(f"{clean_line(name)} ({count})" for name, count in pairs), width)
    if profile.changed:
        yield from ("", _("Changed by the outlet"))
        for change in profile.changed:
            yield from _changed(change, language, width)


def _bars(months: Sequence[tuple[str, int]], width: int) -> Iterator[str]:
    shown, before = months[-_MONTHS:], sum(count for _month, count in months[:-_MONTHS])
    if before:
        earlier = _("before")
        yield f"  {earlier}  {before}"
    most, room = max(count for _month, count in shown), max(8, min(_BAR, width - 18))
    for month, count in shown:
        yield f"  {month}  " + f"{bar(count / most, room).rstrip()} {count}".lstrip()


def _changed(change: ChangedQuotation, language: str, width: int) -> Iterator[str]:
    quoted = change.quotation
    noticed = _("Seen {when}").format(when=day(change.noticed, language))
    yield from _wrapped(" · ".join((noticed, clean_line(quoted.outlet), clean_line(quoted.title))), width)
    yield from _wrapped(f"+ {marked(quoted.quotation, language)}", width, "    ")
    before = clean_line(change.before)
    yield from _wrapped(f"- {before}" if before else _("- was not in it"), width, "    ")


def _wrapped(words: str, width: int, indent: str = "  ") -> Iterable[str]:
    """Words at most so wide, on indented lines."""
    return (f"{indent}{line}" for line in wrap(words, max(20, width - cell_len(indent)), break_on_hyphens=False))


def profile_plain(profile: Profile) -> dict[str, Any]:
    """A page as an object of JSON."""
    return {
        "name": profile.names[0],
        "names": list(profile.names),
        "quotations": profile.count,
        "articles": profile.articles,
        "uncertain": profile.uncertain,
        "roles": [
            {"role": s.role, "first": s.first.isoformat(), "last": s.last.isoformat(), "quotations": s.count}
            for s in profile.roles
        ],
        "months": dict(profile.months),
        "topics": dict(profile.topics),
        "outlets": dict(profile.outlets),
        "beside": dict(profile.beside),
        "changed": [
            {
                **{"article": c.quotation.article, "number": c.quotation.number, "noticed": c.noticed.isoformat()},
                **{"words": c.quotation.quotation.spoken(), "before": c.before},
            }
            for c in profile.changed
        ],
    }
