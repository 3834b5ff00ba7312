"""Dates as pages and feeds write them."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def read_date(value: str, zone: str = "") -> datetime | None:
    """An ISO 8601 or RFC 822 date, two-digit years included; None for anything else.

    A date without an offset is in `zone` (UTC where none is given).
    """
    value = re.sub(r"\s+", " ", value or "").strip()
    if not value:
        return None
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
