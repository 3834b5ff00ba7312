"""Which article an item of a feed is: known by its guid, then by its link, then by title and date, within its feed;
across feeds by a comparison of addresses. Pure."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from newsreader.library.workers.item_ids import is_general, is_numbered
from newsreader.library.workers.results import ItemId, ParsedEntry
from newsreader.model.near_duplicates import alike
from newsreader.model.text import fold
from newsreader.parse.urls import article_key, canonical
from newsreader.store.codec import is_sane
from newsreader.store.items import Known
from newsreader.store.retention import tombstone_key


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
        take(place, known if known and _may_have_moved(entries[place], known) else None)
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
    if not known.signature or is_numbered(one.row.url, one.names.key):
        return True
    if known.published == one.row.published:
        return True  # as a server tells it, whose texts are other ones
    same_link = canonical(known.url) == canonical(one.row.url)
    if same_link and not is_general(one.row.url):
        return not one.names.guid or _says_the_same(one, known) or alike(one.row.title, known.title)
    if before[:1] == now[:1]:  # a series under one title: by date, or by text
        return before[2:] == now[2:] or bool(now[1] and before[1:2] == now[1:2])
    return bool(now[1] and before[1:2] == now[1:2]) or alike(one.row.title, known.title)


def _may_have_moved(one: ParsedEntry, known: Known) -> bool:
    """Whether an article of the same title and date may be at another address: on another host, in another folder,
    or anywhere with the same text."""
    url, before = one.row.url, known.url
    ends = [re.sub(r"[?#].*", "", address).rstrip("/").rpartition("/")[2] for address in (url, before)]
    told, now = known.signature.split(".")[2:], one.signature.split(".")[2:]
    return not (url and before) or ends[0] == ends[1] or (told == now and any(now))


def differs(one: ParsedEntry, known: Known) -> bool:
    """Whether an item is not an article that has its address: of another time, and under another title or at an
    address where ever other things stand."""
    same_title = fold(known.title) == fold(one.row.title)
    return known.published != one.row.published and (not same_title or is_general(one.row.url))


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


def is_deleted(one: ParsedEntry, feed: str, gone: Callable[[Sequence[str]], Collection[str]]) -> bool:
    """Whether this item of the feed with this address was an article that was deleted after its time."""
    names = one.names
    called = [tombstone_key(feed, name) for name in (names.guid, 0 if names.guid else names.words) if name]
    # Under its address alone, only where that is the address of one article.
    keys = [names.own_key] if names.shared or is_general(one.row.url) else [names.key, names.own_key]
    return bool(gone([*called, *keys]))


def unused(names: ItemId, taken: Collection[str]) -> str:
    """A key for a new article that is no other article's."""
    tried = [names.own_key, f"{names.own_key} {names.words or names.link or names.guid}"]
    return next((key for key in (tried if names.shared else [names.key, *tried]) if key not in taken), tried[-1])
