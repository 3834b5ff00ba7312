"""Subscribing: from an address to a feed, and whole lists of them as OPML."""

from dataclasses import dataclass

from newsreader.fetch.client import ACCEPT_FEED, FEED_LIMIT, Get
from newsreader.i18n import _
from newsreader.model.errors import FetchError, NotAFeed
from newsreader.parse.addresses import canonical
from newsreader.parse.discover import feed_links, read_opml, write_opml
from newsreader.parse.feeds import read_feed
from newsreader.store.store import Store


@dataclass(frozen=True)
class Subscribed:
    """A feed that is subscribed to now; `new` is False where it was before."""

    feed: int
    url: str
    title: str
    new: bool


async def subscribe(store: Store, address: str, get: Get, title: str = "", folder: str = "") -> Subscribed:
    """Subscribe to the feed at an address, or to the first one that the page there announces.

    Raises FetchError or NotAFeed; then nothing is subscribed.
    """
    url, name = await find_feed(address, get)
    feed, new = store.feeds.add(url, title, folder)
    if new and not title:
        store.feeds.describe(feed, name, "", "")
    return Subscribed(feed, url, title or name or url, new)


async def find_feed(address: str, get: Get) -> tuple[str, str]:
    """The address and the title of the feed that an address means."""
    url = canonical(address if "://" in address else f"https://{address}")
    if not url:
        raise FetchError(_("This is not a web address: {url}.").format(url=address))
    answer = await get(url, accept=ACCEPT_FEED, limit=FEED_LIMIT)
    try:
        return url, read_feed(answer.body, answer.url, answer.content_type).title
    except NotAFeed:
        candidates = feed_links(answer.body, answer.url) if answer.body.strip() else []
    for link, title in candidates[:5]:
        try:
            found = await get(link, accept=ACCEPT_FEED, limit=FEED_LIMIT)
            return link, read_feed(found.body, found.url, found.content_type).title or title
        except (FetchError, NotAFeed):
            continue
    raise NotAFeed(_("No feed was found at {url}. Look for “RSS” on the site and add that address.").format(url=url))


def import_opml(store: Store, data: bytes) -> tuple[int, int]:
    """Subscribe to everything in an OPML file; returns how many are new and how many were there.

    Raises ParseError.
    """
    new = known = 0
    for url, title, folder in list(read_opml(data)):
        _feed, is_new = store.feeds.add(url, title, folder)
        new, known = new + is_new, known + (not is_new)
    return new, known


def export_opml(store: Store) -> str:
    """The subscriptions as OPML; the welcome edition is not one."""
    return write_opml(feed for feed in store.feeds.all() if ".invalid/" not in feed.url)
