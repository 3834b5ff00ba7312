"""Which article an item of a feed is: known by its guid, then by its link, then by title and date, within its feed;
across feeds by a comparison of addresses. Pure.

What feeds do to identifiers, from bug reports of other readers: one guid for every item, a new guid at each request,
one link for every item, links that differ only in their fragment or that carry a session, guids that number places.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from itertools import pairwise

from newsreader.library.workers.results import ItemId, ParsedEntry
from newsreader.model.feed import Entry
from newsreader.model.near_duplicates import alike
from newsreader.model.text import fold
from newsreader.parse.sites.registry import site_for
from newsreader.parse.urls import article_key, canonical
from newsreader.store.codec import is_sane
from newsreader.store.items import Known
from newsreader.store.retention import forgotten_name


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


# ------------------------------------------------------------ one document


def identify(entries: Sequence[Entry], feed: str) -> list[ItemId]:
    """What each item of a document is known by; `feed` is the address that names the items of this feed alone.

    What several items share identifies none of them. An item that is listed twice has the same names twice.
    """
    bases = [article_key(entry.url) if entry.url else "" for entry in entries]
    numbered = [_is_numbered(entry.url, base) for entry, base in zip(entries, bases, strict=True)]
    dated = [f"{fold(_called(entry))}\x00{_moment(entry.published or entry.updated)}" for entry in entries]
    said = defaultdict[str, set[str]](set)
    for entry, words in zip(entries, dated, strict=True):
        said[entry.guid].add(words)
    guids = [e.guid if len(said[e.guid]) == 1 and not n else "" for e, n in zip(entries, numbered, strict=True)]
    # What an item would be, if its link were not asked.
    selves = [
        base if n else guid or (words if _is_general(entry.url) else fold(_called(entry)))
        for entry, base, n, guid, words in zip(entries, bases, numbered, guids, dated, strict=True)
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


def _is_numbered(url: str, base: str) -> bool:
    """Whether the site gives its articles numbers: nothing else tells better which one it is."""
    site = site_for(url) if url else None
    return bool(site and site.article_number and base.startswith(f"{site.name}:"))


def _is_general(url: str) -> bool:
    """Whether an address may be that of a page where ever other things stand, and not that of one article: it has
    no number, no words and no long way to it."""
    path = re.sub(r"^https?://[^/]*", "", url).partition("#")[0].rstrip("/")
    last = path.rpartition("/")[2]
    return not re.search(r"\d", path) and path.count("/") < 3 and len(re.findall("[-_]", last)) < 2


# ------------------------------------------------------------ a document and the library


def names_of(ids: Iterable[ItemId]) -> list[int]:
    """The names under which the library is asked for these items."""
    return [name for one in ids for name in (one.guid, one.link, one.words) if name]


def match(
    entries: Sequence[ParsedEntry],
    by_name: Mapping[int, Known],
    by_key: Callable[[Sequence[str]], Mapping[str, Known]],
) -> list[tuple[ParsedEntry, Known | None]]:
    """Each item once, with the article that it is; None for a new one. `by_name` are the articles that this feed
    has named so, `by_key` gives those of the library under some keys. No two items are one article."""
    found: dict[int, Known] = {}
    taken: set[int] = set()
    once = {one.names.guid or one.names: place for place, one in reversed(list(enumerate(entries)))}
    order = sorted(once.values())

    def take(place: int, known: Known | None) -> None:
        if known and known.id not in taken and place not in found:
            found[place] = known
            taken.add(known.id)

    for place in order:
        one = entries[place]
        known = by_name.get(one.names.guid) if one.names.guid else None
        take(place, known if known and not _is_reused(one, known) else None)
    for place in order:
        known = by_name.get(entries[place].names.link)
        take(place, known if known and _is_still(entries[place], known) else None)
    for place in order:
        known = by_name.get(entries[place].names.words)
        take(place, known if known and _may_have_moved(entries[place].row.url, known.url) else None)
    left = [place for place in order if place not in found]
    keys = {key for place in left for key in entries[place].names[3:5]}
    here = by_key(sorted(keys)) if keys else {}
    for place in left:
        take(place, _elsewhere(entries[place], here))
    return [(entries[place], found.get(place)) for place in order]


def _elsewhere(one: ParsedEntry, by_key: Mapping[str, Known]) -> Known | None:
    """An article that other feeds have named, or this one when only addresses told them apart."""
    own, known = by_key.get(one.names.own_key), by_key.get(one.names.key)
    if own or known is None:
        return own
    if known.here and known.named:
        return None  # this feed knows it, and not by the names of this item
    if not one.names.shared:
        return known
    dated = known.published == one.row.published
    return known if known.here and (dated or fold(known.title) == fold(one.row.title)) else None


def _is_reused(one: ParsedEntry, known: Known) -> bool:
    """Whether a guid stands on another article than before: on another page, under another title, at another time."""
    same_page = bool(one.row.url) and article_key(one.row.url) == article_key(known.url)
    return not (same_page or _says_the_same(one, known) or alike(one.row.title, known.title))


def _is_still(one: ParsedEntry, known: Known) -> bool:
    """Whether the article of a link is what the link was given for before, though its guid is another."""
    before, now = known.signature.split("."), one.signature.split(".")
    if not known.signature or _is_numbered(one.row.url, one.names.key):
        return True
    if known.published == one.row.published:
        return True  # as a server tells it, whose texts are other ones
    same_link = canonical(known.url) == canonical(one.row.url)
    if same_link and not _is_general(one.row.url):
        return not one.names.guid or _says_the_same(one, known) or alike(one.row.title, known.title)
    if before[:1] == now[:1]:  # a series under one title: by date, or by text
        return before[2:] == now[2:] or bool(now[1] and before[1:2] == now[1:2])
    return bool(now[1] and before[1:2] == now[1:2]) or alike(one.row.title, known.title)


def _may_have_moved(url: str, before: str) -> bool:
    """Whether an article of the same title and date may be at another address: on another host, in another folder."""
    ends = [re.sub(r"[?#].*", "", one).rstrip("/").rpartition("/")[2] for one in (url, before)]
    return not (url and before) or ends[0] == ends[1]


def differs(one: ParsedEntry, known: Known) -> bool:
    """Whether an item is not an article that has its address: of another time, and under another title or at an
    address where ever other things stand."""
    same_title = fold(known.title) == fold(one.row.title)
    return known.published != one.row.published and (not same_title or _is_general(one.row.url))


def _says_the_same(one: ParsedEntry, known: Known) -> bool:
    """Whether title, date or text are as they were. A summary may be the same under every title ("Comments")."""
    before, now = known.signature.split("."), one.signature.split(".")
    return len(before) == len(now) and any(before[part] == now[part] != "" for part in (0, 1, 3))


# ------------------------------------------------------------ the order of a document


def places(dates: Sequence[int | None], known: Sequence[int | None], now: int) -> list[int]:
    """Where each item stands in time, in seconds: at its date; where there is none, or none that can be, at the
    place that its feed gives it. `known` are the times of those that are in the library."""
    sane = [min(date, now) if date is not None and is_sane(date, now) else None for date in dates]
    if not any(sane):
        return _undated(known, now)
    order = [d for d in sane if d is not None]
    rising = sum(a < b for a, b in pairwise(order)) > (len(order) - 1) / 2
    turn = -1 if rising else 1
    placed = _between(sane[::turn], now)[::turn]
    return [
        date if date is not None else before or place for date, before, place in zip(sane, known, placed, strict=True)
    ]


def _undated(known: Sequence[int | None], now: int) -> list[int]:
    """A feed without dates is in its own order, what is new at the time when it came."""
    found, at = [], now + 1
    for before in known:
        at = before if before is not None else at - 1
        found.append(at)
    return found


def _between(dates: Sequence[int | None], now: int) -> list[int]:
    """What has no date just above what comes after it, the newest first; at the end below what is before it."""
    found: list[int] = []
    below: int | None = None
    for date in reversed(dates):
        below = date if date is not None else below + 1 if below is not None else None
        found.append(now if below is None else min(below, now))
    found.reverse()
    last = max(place for place, date in enumerate(dates) if date is not None)
    for place in range(last + 1, len(dates)):
        found[place] = found[last] - (place - last)
    return found


def is_forgotten(one: ParsedEntry, feed: str, gone: Callable[[Sequence[str]], Collection[str]]) -> bool:
    """Whether this item of the feed with this address was an article that was deleted after its time."""
    names = one.names
    called = [forgotten_name(feed, name) for name in (names.guid, 0 if names.guid else names.words) if name]
    # Under its address alone, only where that is the address of one article.
    keys = [names.own_key] if names.shared or _is_general(one.row.url) else [names.key, names.own_key]
    return bool(gone([*called, *keys]))


def unused(names: ItemId, taken: Collection[str]) -> str:
    """A key for a new article that is no other article's."""
    tried = [names.own_key, f"{names.own_key} {names.words or names.link or names.guid}"]
    return next((key for key in (tried if names.shared else [names.key, *tried]) if key not in taken), tried[-1])
