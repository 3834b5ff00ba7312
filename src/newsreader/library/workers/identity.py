"""Match the entries of a feed with articles of the library: within a feed by guid, then by link, then by title and
date; across feeds by address. Pure."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from newsreader.library.workers.entry_ids import is_general, is_numbered
from newsreader.library.workers.results import EntryId, PreparedEntry
from newsreader.library.workers.signature import Signature
from newsreader.model.near_duplicates import alike
from newsreader.model.text import fold
from newsreader.parse.urls import article_key, canonical
from newsreader.store.codec import is_sane
from newsreader.store.entries import KnownArticle
from newsreader.store.retention import tombstone_key


def names_in_feed(ids: Iterable[EntryId]) -> list[int]:
    """The hashes by which the library finds the articles of these entries, within their feed."""
    return [name for entry in ids for name in (entry.guid, entry.link, entry.title_date) if name]


def match_entries(
    entries: Sequence[PreparedEntry],
    by_name: Mapping[int, KnownArticle],
    by_key: Callable[[Sequence[str]], Mapping[str, KnownArticle]],
) -> list[tuple[PreparedEntry, KnownArticle | None]]:
    """Pair each entry with its article, None for a new one; an entry that is listed twice comes once.

    `by_name` maps names to the articles of this feed, `by_key` finds articles of the whole library. No article is
    given to two entries.
    """
    articles: dict[int, KnownArticle] = {}
    taken: set[int] = set()
    once = {entry.ids.guid or entry.ids: index for index, entry in reversed(list(enumerate(entries)))}
    order = sorted(once.values())

    def take(index: int, known: KnownArticle | None) -> None:
        if known and known.id not in taken and index not in articles:
            articles[index] = known
            taken.add(known.id)

    for index in order:
        entry = entries[index]
        known = by_name.get(entry.ids.guid) if entry.ids.guid else None
        take(index, known if known and not _is_reused(entry, known) else None)
    for index in order:
        known = by_name.get(entries[index].ids.link)
        take(index, known if known and _is_still(entries[index], known) else None)
    for index in order:
        known = by_name.get(entries[index].ids.title_date)
        take(index, known if known and _may_have_moved(entries[index], known) else None)
    left = [index for index in order if index not in articles]
    keys = {key for index in left for key in entries[index].ids.keys}
    of_library = by_key(sorted(keys)) if keys else {}
    for index in left:
        take(index, _elsewhere(entries[index], of_library))
    return [(entries[index], articles.get(index)) for index in order]


def _elsewhere(entry: PreparedEntry, by_key: Mapping[str, KnownArticle]) -> KnownArticle | None:
    """The article of an entry that other feeds list, or that this feed listed when entries were identified by
    address alone."""
    own, known = by_key.get(entry.ids.own_key), by_key.get(entry.ids.key)
    if own or known is None:
        return own
    if known.in_feed and known.has_names:
        return None  # this feed knows it, and not by the names of this item
    if not entry.ids.shared:
        return known
    dated = known.sort_time == entry.row.published
    return known if known.in_feed and (dated or fold(known.title) == fold(entry.row.title)) else None


def _is_reused(entry: PreparedEntry, known: KnownArticle) -> bool:
    """Return whether a feed gives a guid to another article than before: another page, another title, another time."""
    same_page = bool(entry.row.url) and article_key(entry.row.url) == article_key(known.url)
    return not (same_page or _says_the_same(entry, known) or alike(entry.row.title, known.title))


def _is_still(entry: PreparedEntry, known: KnownArticle) -> bool:
    """Return whether the article of a link is what the link was given for before, though its guid is another."""
    before, now = Signature.parse(known.signature), entry.signature
    if before is None or is_numbered(entry.row.url, entry.ids.key):
        return True
    if known.sort_time == entry.row.published:
        return True  # as a server tells it, whose texts are other ones
    same_link = canonical(known.url) == canonical(entry.row.url)
    if same_link and not is_general(entry.row.url):
        return not entry.ids.guid or _says_the_same(entry, known) or alike(entry.row.title, known.title)
    same_date = before.date == now.date != ""
    if before.title == now.title:  # a series under one title: by date, or by summary and text
        return same_date or (before.summary, before.text) == (now.summary, now.text)
    return same_date or alike(entry.row.title, known.title)


def _may_have_moved(entry: PreparedEntry, known: KnownArticle) -> bool:
    """Return whether an article of the same title and date may be at another address: on another host, in another
    folder, or anywhere with the same text."""
    url, before = entry.row.url, known.url
    ends = [re.sub(r"[?#].*", "", address).rstrip("/").rpartition("/")[2] for address in (url, before)]
    was, now = Signature.parse(known.signature), entry.signature
    same_text = was is not None and (was.summary, was.text) == (now.summary, now.text) != ("", "")
    return not (url and before) or ends[0] == ends[1] or same_text


def is_other_article(entry: PreparedEntry, known: KnownArticle) -> bool:
    """Return whether an entry is another article than the known one of its address: published at another time, and
    under another title or at an address whose content changes (a section, a home page)."""
    same_title = fold(known.title) == fold(entry.row.title)
    return known.sort_time != entry.row.published and (not same_title or is_general(entry.row.url))


def _says_the_same(entry: PreparedEntry, known: KnownArticle) -> bool:
    """Return whether title, date or text are as they were."""
    before = Signature.parse(known.signature)
    return before is not None and entry.signature.shares_more_than_summary(before)


# ------------------------------------------------------------ the order of a document


def sort_times(dates: Sequence[int | None], known: Sequence[int | None], now: int) -> list[int]:
    """The sort time of each entry, in seconds since 1970: its date; where that is missing or impossible, a time that
    keeps the order of the feed. `known` are the sort times of entries that are in the library."""
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
    """Sort times for a feed without dates: its own order, new entries at the time of the refresh."""
    times, at = [], now + 1
    for before in known:
        at = before if before is not None else at - 1
        times.append(at)
    return times


def _between(dates: Sequence[int | None], now: int) -> list[int]:
    """Fill in missing dates, newest first: just above the next date, or below the last one at the end."""
    times: list[int] = []
    below: int | None = None
    for date in reversed(dates):
        below = date if date is not None else below + 1 if below is not None else None
        times.append(now if below is None else min(below, now))
    times.reverse()
    last = max(index for index, date in enumerate(dates) if date is not None)
    for index in range(last + 1, len(dates)):
        times[index] = times[last] - (index - last)
    return times


def is_deleted(entry: PreparedEntry, feed: str, gone: Callable[[Sequence[str]], Collection[str]]) -> bool:
    """Return whether this entry's article was deleted by retention; `feed` is the address of its feed."""
    names = entry.ids
    called = [tombstone_key(feed, name) for name in (names.guid, 0 if names.guid else names.title_date) if name]
    # Under its address alone, only where that is the address of one article.
    keys = [names.own_key] if names.shared or is_general(entry.row.url) else [names.key, names.own_key]
    return bool(gone([*called, *keys]))


def unused_key(names: EntryId, taken: Collection[str]) -> str:
    """A key for a new article that no other article has."""
    tried = [names.own_key, f"{names.own_key} {names.title_date or names.link or names.guid}"]
    return next((key for key in (tried if names.shared else [names.key, *tried]) if key not in taken), tried[-1])
