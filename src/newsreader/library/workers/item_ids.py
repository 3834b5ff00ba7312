"""What the items of a feed document are known by: a guid, a link, a title with a date, as numbers. Pure.

What feeds do to identifiers, from bug reports of other readers: one guid for every item, a new guid at each request,
one link for every item, links that differ only in their fragment or that carry a session, guids that number places.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import blake2b

from newsreader.library.workers.results import ItemId
from newsreader.model.feed import Entry
from newsreader.model.text import fold
from newsreader.parse.sites.registry import site_for
from newsreader.parse.urls import article_key


def number(*parts: str) -> int:
    """A number that stands for some words: two in a million share one once in thirty million libraries."""
    digest = blake2b("\x00".join(parts).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def signature(entry: Entry) -> str:
    """What tells a changed item from the same one seen again: its title, its date, its summary and its text."""
    parts = (entry.title, _moment(entry.updated or entry.published), entry.summary.value, entry.content)
    return ".".join(blake2b(p.encode("utf-8", "replace"), digest_size=4).hexdigest() if p else "" for p in parts)


def _moment(when: datetime | None) -> str:
    """The same moment, in whatever zone it is told."""
    return str(int(when.timestamp())) if when else ""


def identify(entries: Sequence[Entry], feed: str) -> list[ItemId]:
    """What each item of a document is known by; `feed` is the address that names the items of this feed alone.

    What several items share identifies none of them. An item that is listed twice has the same names twice.
    """
    bases = [article_key(entry.url) if entry.url else "" for entry in entries]
    numbered = [is_numbered(entry.url, base) for entry, base in zip(entries, bases, strict=True)]
    called = [fold(_called(entry)) for entry in entries]
    dated = [
        f"{name}\x00{_moment(entry.published or entry.updated)}" for entry, name in zip(entries, called, strict=True)
    ]
    said = defaultdict[str, set[str]](set)
    for entry, words in zip(entries, dated, strict=True):
        said[entry.guid].add(words)
    guids = [e.guid if len(said[e.guid]) == 1 and not n else "" for e, n in zip(entries, numbered, strict=True)]
    # What an item would be, if its link were not asked.
    selves = [
        base if n else guid or (words if is_general(entry.url) else name)
        for entry, base, n, guid, words, name in zip(entries, bases, numbered, guids, dated, called, strict=True)
    ]
    links = [
        entry.url if "#" in entry.url and not n else base
        for entry, base, n in zip(entries, bases, numbered, strict=True)
    ]
    on_page, on_link, so_dated = _counted(bases, selves), _counted(links, selves), _counted(dated, selves)
    found = []
    for entry, base, link, guid, words in zip(entries, bases, links, guids, dated, strict=True):
        alone = bool(base) and on_page[base] == 1
        name = base if alone else link if base and on_link[link] == 1 else ""
        own_key = f"{base or article_key(feed)} {guid or (link.partition('#')[2] if name else '') or words}"
        found.append(
            ItemId(
                guid=number("guid", guid) if guid else 0,
                link=number("link", name) if name else 0,
                words=_words(entry, words) if so_dated[words] == 1 else 0 if guid or name else number(base, words),
                key=(base or own_key).replace("\n", " "),
                own_key=own_key.replace("\n", " "),
                shared=not alone,
            )
        )
    return found


def _called(entry: Entry) -> str:
    return entry.title or entry.summary.value[:200] or entry.content[:200]


def _words(entry: Entry, dated: str) -> int:
    """The number of a title with its date; a title alone names nothing, where there is anything else."""
    named = entry.published or entry.updated or not (entry.guid or entry.url)
    return number("words", dated) if named else 0


def _counted(places: Iterable[str], selves: Iterable[str]) -> Counter[str]:
    return Counter(place for place, _self in set(zip(places, selves, strict=True)))


def is_numbered(url: str, base: str) -> bool:
    """Whether the site gives its articles numbers: nothing else tells better which one it is."""
    site = site_for(url) if url else None
    return bool(site and site.article_number and base.startswith(f"{site.name}:"))


def is_general(url: str) -> bool:
    """Whether an address may be that of a page where ever other things stand, and not that of one article: it has
    no number, no words and no long way to it."""
    path = re.sub(r"^https?://[^/]*", "", url).partition("#")[0].rstrip("/")
    last = path.rpartition("/")[2]
    return not re.search(r"\d", path) and path.count("/") < 3 and len(re.findall("[-_]", last)) < 2
