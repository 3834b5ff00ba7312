"""Parse the dates of pages and feeds in standard formats; `loose_dates` parses the many others that occur."""

import re
from datetime import datetime, timedelta, timezone
from functools import lru_cache

_ENGLISH = {name: n for n, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
#: What nearly every feed writes (RFC 822, with the years of RFC 2822); the rest costs ten times as much to read.
_USUAL = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d\d?) ([A-Z][a-z]{2}) ([12]\d{3}) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d) "
    r"(?:GMT|([+-])(\d\d)([0-5]\d))"
)


@lru_cache(maxsize=256)  # a feed is looked at twice, and its items come in series
def read_date(value: str, zone: str = "") -> datetime | None:
    """A date in ISO 8601, by RFC 822, or as people write it in a dozen languages; None for anything else.

    Months may be named, in full or not; what is in figures only has its day first, unless that cannot be, or
    the clock says AM or PM. A date without an offset is in `zone` (UTC where none is given).
    """
    if (usual := _USUAL.fullmatch(value or "")) and (date := _usual(*usual.groups())):
        return date
    value = re.sub(r"\s+", " ", value or "").strip()
    if not value or len(value) > 100:
        return None
    date = _iso(value)
    if date is None or date.tzinfo is None:
        from newsreader.parse.loose_dates import in_zone, read_loosely  # most dates are written by the standards

        date = in_zone(date or read_loosely(value), zone)
    # Beyond these years an offset can leave what `datetime` knows.
    return date if date and 1 < date.year < 9999 else None


def _usual(
    day: str, month: str, year: str, hour: str, minute: str, second: str, sign: str | None, *off: str | None
) -> datetime | None:
    offset = timedelta(hours=int(off[0] or 0), minutes=int(off[1] or 0))
    try:
        zone = timezone(-offset if sign == "-" else offset)
        return datetime(int(year), _ENGLISH[month], int(day), int(hour), int(minute), int(second), tzinfo=zone)
    except (KeyError, ValueError):
        return None


def _iso(value: str) -> datetime | None:
    if re.fullmatch(r"\d{9,}", value) and not value.startswith(("19", "20")):
        return None
    try:
        return datetime.fromisoformat(value.upper())
    except ValueError:
        return None
