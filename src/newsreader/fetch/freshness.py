"""Read the freshness lifetime and Retry-After from response headers."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

#: What reset headers hold where they mean a moment, and not seconds from now.
_MOMENTS = 1e9


def freshness(headers: Mapping[str, str]) -> float | None:
    """Seconds that an answer stays fresh: `Cache-Control: max-age` less `Age`, else `Expires` (RFC 9111, 4.2)."""
    control = headers.get("Cache-Control", "").lower()
    if re.search(r"\bno-(?:cache|store)\b", control):
        return None
    if match := re.search(r"\bmax-age\s*=\s*\"?(\d{1,10})", control):
        age = headers.get("Age", "")
        return max(0.0, float(match.group(1)) - (float(age) if age.isdigit() and len(age) < 10 else 0.0))
    try:
        date = parsedate_to_datetime(headers["Date"]) if "Date" in headers else datetime.now(UTC)
    except (ValueError, TypeError):
        date = datetime.now(UTC)
    return seconds_until(headers.get("Expires", ""), date)


def seconds_until(value: str, now: datetime) -> float | None:
    """Seconds from now until a moment given as so many seconds or as an HTTP date; None for neither."""
    value = value.strip()
    if value.isdigit() and len(value) < 10:
        return float(value)
    try:
        when = parsedate_to_datetime(value)
        return max(0.0, (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() - now.timestamp())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds until a server wants to be asked again: `Retry-After` (RFC 9110, 10.2.3), else what those who limit
    requests send (draft-ietf-httpapi-ratelimit-headers, and its forerunners at Reddit and GitHub)."""
    wait = seconds_until(headers.get("Retry-After", ""), now)
    for name in ("RateLimit-Reset", "X-RateLimit-Reset"):
        if wait is None and (match := re.fullmatch(r"(\d{1,11})(?:\.\d+)?", headers.get(name, "").strip())):
            seconds = float(match[1])
            wait = max(0.0, seconds - now.timestamp()) if seconds > _MOMENTS else seconds
    return wait
