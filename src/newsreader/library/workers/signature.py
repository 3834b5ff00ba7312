"""Signatures of entries, by which a refresh notices what a feed has changed."""

from datetime import datetime
from hashlib import blake2b
from typing import NamedTuple

from newsreader.model.feed import Entry


class Signature(NamedTuple):
    """Hashes of what an entry says, in 8 hexadecimal digits each; "" for what it does not give."""

    title: str
    date: str
    summary: str
    text: str

    @classmethod
    def of(cls, entry: Entry) -> "Signature":
        """Hash an entry."""
        date = seconds_of(entry.updated or entry.published)
        return cls(_hash(entry.title), _hash(date), _hash(entry.summary.value), _hash(entry.content))

    @classmethod
    def parse(cls, stored: str) -> "Signature | None":
        """Read a signature as it is stored; None for "", where nothing is known of the entry."""
        parts = stored.split(".")
        return cls(*parts) if len(parts) == 4 else None

    def __str__(self) -> str:
        """Return it as it is stored."""
        return ".".join(self)

    def shares_more_than_summary(self, other: "Signature") -> bool:
        """Return whether title, date or text are the same. A summary may be the same under every title ("Comments")."""
        pairs = ((self.title, other.title), (self.date, other.date), (self.text, other.text))
        return any(own == others != "" for own, others in pairs)

    def differs_beyond_summary(self, other: "Signature") -> bool:
        """Return whether title, date or text differ. A summary may contain what changes each time, such as a count of
        comments."""
        return self._replace(summary="") != other._replace(summary="")


def seconds_of(when: datetime | None) -> str:
    """Return a moment in seconds since 1970, whatever zone it is told in; "" for None."""
    return str(int(when.timestamp())) if when else ""


def _hash(part: str) -> str:
    return blake2b(part.encode("utf-8", "replace"), digest_size=4).hexdigest() if part else ""
