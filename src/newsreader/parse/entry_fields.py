"""Fields that entries of XML feeds and JSON feeds have in common."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from newsreader.model.feed import Entry
from newsreader.model.text import clean_line

#: An address whose path ends as the names of such files do.
_SOUND = re.compile(r"[^?#]*\.(?:mp3|m4a|m4b|aac|oga|ogg|opus|wav|flac)(?:[?#]|$)", re.I)


def guid_of(value: Any) -> str:
    """An identifier, which JSON feeds also give as a number; it is only compared, never shown."""
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def usable_entries(entries: Iterable[Entry], feed: str) -> tuple[Entry, ...]:
    """Drop empty entries; one without a title gets that of its `feed` and the file name of its sound."""
    telling = (entry for entry in entries if entry.url or entry.title or entry.summary or entry.content or entry.sound)
    return tuple(entry if entry.title else replace(entry, title=_called(entry, feed)) for entry in telling)


def _called(entry: Entry, feed: str) -> str:
    file = unquote(entry.sound.partition("?")[0].rpartition("/")[2]).rpartition(".")[0]
    return ": ".join(filter(None, (feed, clean_line(file))))


def is_sound(kind: object, address: object) -> bool:
    """Return whether what a feed encloses is something to listen to, by its media type, or by its name where that says
    nothing."""
    kind = str(kind or "").lower()
    if kind in ("", "application/octet-stream", "binary/octet-stream"):
        return _SOUND.match(str(address or "")) is not None
    return kind.startswith("audio/")
