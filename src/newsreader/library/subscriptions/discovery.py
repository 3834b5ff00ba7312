"""Find the feed of an address or a name, and subscribe to it."""

import re
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from newsreader.fetch.client import ACCEPT_FEED, FEED_LIMIT, Get, Response
from newsreader.i18n import _
from newsreader.library.refresh.refresher import Refresher, utc_now
from newsreader.library.refresh.schedule import accept_redirect
from newsreader.library.urls import parse_web_address
from newsreader.model.errors import FetchError, NetworkUnreachable, NotAFeed, NotAnArticle, ParseError
from newsreader.model.feed import Feed
from newsreader.model.text import fold
from newsreader.model.values import dataclass
from newsreader.parse.feed_links import COMMON_PATHS, feed_links, sent_on
from newsreader.parse.feeds import read_feed
from newsreader.parse.sites.registry import every_site, site_for
from newsreader.parse.urls import canonical
from newsreader.store.store import Store

#: How many pages are asked, where each only leads to another.
_SENT_ON = 3


@dataclass(frozen=True)
class Subscribed:
    """A feed that is subscribed to now; `new` is False where it was before. So many of its articles are new; `error`
    is why it could not be asked for them, `waits` that the network kept us from it: the next refresh asks again."""

    feed: int
    url: str
    title: str
    new: bool
    articles: int = 0
    error: str = ""
    waits: bool = False


@dataclass(frozen=True)
class FeedCandidate:
    """A feed found for an address or a name, with its answer where it was fetched."""

    url: str
    title: str
    answer: Response | None = None


async def subscribe(
    store: Store, candidate: FeedCandidate, refresher: Refresher, get: Get, title: str = "", folder: str = ""
) -> Subscribed:
    """Subscribe to a feed that was found, keep what it answers and collect its articles: the next refresh asks what
    is new since. An address that leads for good to a feed that is subscribed to is that feed."""
    moved = candidate.answer.moved if candidate.answer else ""
    known = store.feeds.at(candidate.url) or (store.feeds.at(moved) if moved else None)
    if known:
        if title or folder:
            store.feeds.rename(known.id, title, folder or known.folder)
        return Subscribed(known.id, known.url, title or known.title, new=False)
    url, _moving = accept_redirect(Feed(0, candidate.url, ""), moved)
    with store.undo.record(_("subscribing"), utc_now()) as step:
        number, _new = store.feeds.add(url, title, folder)
        step.added("feed", {"id": number})
    done = Subscribed(number, url, title or candidate.title or url, new=True)
    if candidate.answer is None and not title:
        store.feeds.describe(number, candidate.title, "", "")
    feed = store.feeds.get(number)
    try:
        answer = candidate.answer or await get(url, accept=ACCEPT_FEED, limit=FEED_LIMIT)
        return replace(done, articles=await refresher.store_and_prefetch(feed, answer)) if feed else done
    except (FetchError, ParseError) as error:
        return replace(done, error=error.sentence, waits=isinstance(error, NetworkUnreachable))


def outlet_feeds(name: str) -> list[FeedCandidate]:
    """The feeds of the outlet with this name, as it is bundled or described by the reader; accents aside."""
    wanted = _letters_of(name)
    for site in every_site():
        if wanted and wanted in (_letters_of(site.name), Path(site.source).stem, *map(_letters_of, site.hosts)):
            return [
                FeedCandidate(url, f"{site.name} – {title}" if len(site.feeds) > 1 else site.name)
                for title, url in site.feeds
            ]
    return []


def _letters_of(words: str) -> str:
    """Return what two spellings of a name have in common."""
    return re.sub(r"[^a-z0-9.]+", "", fold(words))


async def find_feeds(address: str, get: Get) -> list[FeedCandidate]:
    """The feeds that an address means: itself, those that the page there announces, or that its outlet
    is known to have, or that lie where feeds often do. An outlet's name will do.

    Raises FetchError or NotAFeed.
    """
    if "." not in address and "/" not in address:
        if found := outlet_feeds(address):
            return found
        near = get_close_matches(address, [site.name for site in every_site() if site.feeds], 1, 0.6)
        if near:
            sentence = _("Unknown outlet “{name}”. Did you mean “{near}”? Otherwise give the address of its site.")
            raise NotAFeed(sentence.format(name=address, near=near[0]))
        raise NotAFeed(_("Unknown outlet “{name}”. Give the address of its site.").format(name=address))
    url = parse_web_address(address)
    candidates: list[tuple[str, str]] = []
    asked = url
    for _step in range(_SENT_ON):
        answer = await get(asked, accept=ACCEPT_FEED, limit=FEED_LIMIT)
        try:
            return [FeedCandidate(asked, read_feed(answer.body, answer.url, answer.content_type).title, answer)]
        except NotAFeed:
            candidates, asked = _named_by(answer)
        if candidates or not asked:
            break
    found = [candidate for link, title in candidates[:8] if (candidate := await _probe(link, title, get))]
    site = site_for(url)
    if not found and site:
        found = outlet_feeds(site.name)
    for path in COMMON_PATHS if not found else ():
        if candidate := await _probe(canonical(path, answer.url), "", get):
            return [candidate]
    if not found:
        raise NotAFeed(_("No feed found at {url}. Look for “RSS” on the site and add that address.").format(url=url))
    return found


def _named_by(answer: Response) -> tuple[list[tuple[str, str]], str]:
    """The feeds that a page names, and where it leads that has nothing of its own."""
    if not answer.body.strip():
        return [], ""
    try:
        return feed_links(answer.body, answer.url), sent_on(answer.body, answer.url)
    except NotAnArticle:
        return [], ""  # a PDF, a picture


async def _probe(url: str, title: str, get: Get) -> FeedCandidate | None:
    try:
        answer = await get(url, accept=ACCEPT_FEED, limit=FEED_LIMIT)
        return FeedCandidate(url, read_feed(answer.body, answer.url, answer.content_type).title or title, answer)
    except (FetchError, NotAFeed):
        return None
