"""Identify the entries of a feed document by guid, by link, and by title with date. Pure.

What feeds do to identifiers, from bug reports of other readers: one guid for every item, a new guid at each request,
one link for every item, links that differ only in their fragment or that carry a session, guids that number places.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from newsreader.library.workers.results import EntryId
from newsreader.library.workers.signature import seconds_of
from newsreader.model.feed import Entry
from newsreader.model.text import fold
from newsreader.parse.sites.registry import site_for
from newsreader.parse.urls import article_key


def hash_id(*parts: str) -> int:
    """Hash words to a signed 64-bit number. Among a million entries, two share a number in one library of thirty
    million."""
    digest = blake2b("\x00".join(parts).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def identify(entries: Sequence[Entry], feed: str) -> list[EntryId]:
    """Identify each entry of a document; `feed` is the address of the feed, for entries without one.

    What several entries share identifies none of them. An entry that is listed twice gets the same ids twice.
    """
    bases = [article_key(entry.url) if entry.url else "" for entry in entries]
    numbered = [is_numbered(entry.url, base) for entry, base in zip(entries, bases, strict=True)]
    called = [fold(_title_or_text(entry)) for entry in entries]
    dated = [
        f"{name}\x00{seconds_of(entry.published or entry.updated)}" for entry, name in zip(entries, called, strict=True)
    ]
    titles_of = defaultdict[str, set[str]](set)
    for entry, words in zip(entries, dated, strict=True):
        titles_of[entry.guid].add(words)
    guids = [e.guid if len(titles_of[e.guid]) == 1 and not n else "" for e, n in zip(entries, numbered, strict=True)]
    # What tells entries apart where links do not.
    selves = [
        base if n else guid or (words if is_general(entry.url) else name)
        for entry, base, n, guid, words, name in zip(entries, bases, numbered, guids, dated, called, strict=True)
    ]
    links = [
        entry.url if "#" in entry.url and not n else base
        for entry, base, n in zip(entries, bases, numbered, strict=True)
    ]
    on_page, on_link, so_dated = (_count_articles(places, selves) for places in (bases, links, dated))
    ids = []
    for entry, base, link, guid, words in zip(entries, bases, links, guids, dated, strict=True):
        alone = bool(base) and on_page[base] == 1
        name = base if alone else link if base and on_link[link] == 1 else ""
        title_date = 0 if guid or name else hash_id(base, words)
        if so_dated[words] == 1:
            title_date = _words(entry, words)
        own_key = f"{base or article_key(feed)} {guid or (link.partition('#')[2] if name else '') or words}"
        ids.append(
            EntryId(
                guid=hash_id("guid", guid) if guid else 0,
                link=hash_id("link", name) if name else 0,
                title_date=title_date,
                key=(base or own_key).replace("\n", " "),
                own_key=own_key.replace("\n", " "),
                shared=not alone,
            )
        )
    return ids


def _title_or_text(entry: Entry) -> str:
    return entry.title or entry.summary.value[:200] or entry.content[:200]


def _words(entry: Entry, dated: str) -> int:
    """The number of a title with its date; a title alone names nothing, where there is anything else."""
    named = entry.published or entry.updated or not (entry.guid or entry.url)
    return hash_id("words", dated) if named else 0


def _count_articles(keys: Iterable[str], selves: Iterable[str]) -> Counter[str]:
    return Counter(key for key, _self in set(zip(keys, selves, strict=True)))


def is_numbered(url: str, base: str) -> bool:
    """Return whether the site gives its articles numbers: nothing else tells better which one it is."""
    site = site_for(url) if url else None
    return bool(site and site.article_number and base.startswith(f"{site.name}:"))


def is_general(url: str) -> bool:
    """Return whether an address may be that of a page where ever other things stand, and not that of one article: it
    has no number, no words and no long way to it."""
    path = re.sub(r"^https?://[^/]*", "", url).partition("#")[0].rstrip("/")
    last = path.rpartition("/")[2]
    return not re.search(r"\d", path) and path.count("/") < 3 and len(re.findall("[-_]", last)) < 2
