"""Parse dates as people write them, in a dozen languages, and as programs count them."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsreader.model.text import unaccented
from newsreader.parse.months import MONTHS, OFFSETS, ZONES

#: Seconds since 1970, or thousandths of them, also as .NET writes them in JSON.
_EPOCH = re.compile(r"(?:/Date\()?(-?\d{9,10})(?:\.\d+)?(\d{3})?(?:\)/)?")
_RUN = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?")
_TIME = re.compile(
    r"\b(\d{1,2})(?: ?(?:[:h]|h(?=\d)) ?([0-5]?\d)(?:[:.]([0-6]?\d)(?:[.,]\d+)?)?| ?h\b| ?(?=[ap]\.?m\b))"
    r"(?: ?([ap])\.? ?m\b\.?)?",
    re.I,
)
_OFFSET = re.compile(r"(?:GMT|UTC)?([+\-\u2212])(\d{1,2}):?([0-5]\d)?(?![\d/.-])")
_REGION = re.compile(r"\b[A-Z]\w+/[A-Z]\w+(?:/[A-Z]\w+)?\b")
_FIGURES = re.compile(r"(?<!\d)(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?!\d)")
_CHINESE = re.compile(r"(\d{2,4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]?")
#: What stands between a day and its hour.
_BETWEEN = re.compile(r"(?<=\d)[Tt](?=\d)|\|")
_DOTTED = re.compile(r"(?<=\d{4}),?(?: (?:klo?|um|ore|as|at|a)\.?)? ([012]?\d)\.([0-5]\d)$")
_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"(?<![\d:])\d{1,4}(?![\d:])")


def read_loosely(value: str) -> datetime | None:
    """A date that is in no standard form, with a zone where it names one; None for anything else."""
    try:
        return _since_1970(value) or _loosely(value)
    except (ValueError, OverflowError):
        return None


def in_zone(date: datetime | None, zone: str) -> datetime | None:
    """A date without an offset, as one in this zone (UTC where none is given)."""
    return date.replace(tzinfo=_region(zone) or UTC) if date and date.tzinfo is None else date


def _since_1970(value: str) -> datetime | None:
    if run := _RUN.fullmatch(value):
        return datetime(*(int(part or 0) for part in run.groups()))  # type: ignore[arg-type]
    match = _EPOCH.fullmatch(value)
    return datetime.fromtimestamp(int(match.group(1)), UTC) if match else None


def _loosely(value: str) -> datetime | None:
    """A date, a time and a zone, wherever each stands. Raises ValueError, OverflowError."""
    value = unaccented(_CHINESE.sub(r"\1-\2-\3 ", _BETWEEN.sub(" ", value)))
    value = _DOTTED.sub(r" \1:\2", value)
    zone, value = _taken_zone(value)
    hour, minute, second, american = 0, 0, 0, False
    if clock := _TIME.search(value):
        half = (clock.group(4) or "").lower()
        hour, minute, second = (int(part or 0) for part in clock.group(1, 2, 3))
        hour, american = (hour % 12 + 12 * (half == "p"), True) if half and hour <= 12 else (hour, bool(half))
        value = f"{value[: clock.start()]} {value[clock.end() :]}"
    if hour > 24 or (hour == 24 and (minute or second)):
        return None
    day = _figures(value, american) if (named := _named(value)) is None else named
    if day is None:
        return None
    # Midnight may be the end of a day, and a minute may have a leap second.
    return day.replace(tzinfo=zone) + timedelta(hours=hour, minutes=minute, seconds=min(second, 59))


def _taken_zone(value: str) -> tuple[tzinfo | None, str]:
    """The zone that is told, and what is left of the words."""
    if (clock := _TIME.search(value)) and (match := _OFFSET.search(value, clock.end())):
        offset = timedelta(hours=int(match.group(2)), minutes=int(match.group(3) or 0))
        if offset < timedelta(hours=24):
            return timezone(
                offset if match.group(1) == "+" else -offset
            ), f"{value[: match.start()]} {value[match.end() :]}"
    if (match := _REGION.search(value)) and (zone := _region(match.group())):
        return zone, value.replace(match.group(), " ")
    for match in re.finditer(r"\b[A-Z]{1,5}\b", value):
        if (hours := OFFSETS.get(match.group())) is not None:
            return timezone(timedelta(hours=hours)), f"{value[: match.start()]} {value[match.end() :]}"
        if match.group() in ZONES:
            return ZoneInfo(ZONES[match.group()]), f"{value[: match.start()]} {value[match.end() :]}"
    return None, value


def _region(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _named(value: str) -> datetime | None:
    """A day whose month is named: of two words that may be one, the first is a day of the week ("mar. 3 mars")."""
    months = [month for word in _WORD.findall(value) if (month := MONTHS.get(word.lower()))]
    if not months:
        return None
    numbers = [
        (int(number), len(number)) for number in _NUMBER.findall(re.sub(r"(?<=\d)(?:er|st|nd|rd|th)\b", "", value))
    ]
    years = [number for number, figures in numbers if figures == 4]
    days = [number for number, figures in numbers if figures < 3]
    if len(days) == 2 and not years:
        # "20 Nov 26", and "26 November 20" of those who begin with the year.
        day, year = days if days[0] <= 31 else days[::-1]
        days, years = [day], [year + (1900 if year > 68 else 2000)]
    return datetime(years[0], months[-1], days[0]) if len(years) == 1 and len(days) == 1 else None


def _figures(value: str, american: bool) -> datetime | None:
    """A day in figures."""
    match = _FIGURES.search(value)
    if match is None:
        return None
    first, second, third = (int(match.group(n)) for n in (1, 3, 4))
    if len(match.group(1)) == 4:
        return datetime(first, second, third)
    if first > 31:
        return None
    year = third + (0 if len(match.group(4)) > 2 else 1900 if third > 68 else 2000)
    month_first = second > 12 or (american and first <= 12 and match.group(2) == "/")
    return datetime(year, first, second) if month_first else datetime(year, second, first)
