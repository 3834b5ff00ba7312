"""Dates as pages and feeds write them."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_MONTHS = {name: n for n, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
#: What nearly every feed writes; the standard library reads it too, at ten times the cost.
_USUAL = re.compile(
    r"[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d) ([+-])(\d\d)([0-5]\d)"
)


def read_date(value: str, zone: str = "") -> datetime | None:
    """An ISO 8601 or RFC 822 date, two-digit years included; None for anything else.

    A date without an offset is in `zone` (UTC where none is given).
    """
    value = re.sub(r"\s+", " ", value or "").strip()
    if not value:
        return None
    if (usual := _USUAL.fullmatch(value)) and (date := _usual(*usual.groups())):
        return date
    try:
        date = datetime.fromisoformat(value)
    except ValueError:
        try:
            date = parsedate_to_datetime(value)
        except (ValueError, IndexError, OverflowError):
            return None
    if date.tzinfo is None:
        try:
            date = date.replace(tzinfo=ZoneInfo(zone) if zone else UTC)
        except (ZoneInfoNotFoundError, ValueError):
            date = date.replace(tzinfo=UTC)
    # Beyond these years an offset can leave what `datetime` knows.
    offset = date.utcoffset() or timedelta()
    return date if 1 < date.year < 9999 and abs(offset) < timedelta(hours=24) else None


def _usual(
    day: str, month: str, year: str, hour: str, minute: str, second: str, sign: str, *off: str
) -> datetime | None:
    offset = timedelta(hours=int(off[0]), minutes=int(off[1]))
    try:
        zone = timezone(-offset if sign == "-" else offset)
        return datetime(int(year), _MONTHS[month], int(day), int(hour), int(minute), int(second), tzinfo=zone)
    except (KeyError, ValueError):
        return None
