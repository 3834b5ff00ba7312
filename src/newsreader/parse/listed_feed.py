"""An entry of a list of subscriptions (OPML, newsboat `urls`): a feed, a saved search, or a line that cannot be
read."""

import re

from newsreader.model.text import clean_line
from newsreader.model.values import dataclass
from newsreader.parse.urls import canonical


@dataclass(frozen=True)
class ListedFeed:
    """A feed of a list: its address without user and password, and as it is `written`, with them.

    Without an address it is what is left out: a line, or `name` and `query` of a search that a reader keeps;
    `broken` where the list breaks off. `muted`: kept out of the lists that span several feeds.
    """

    url: str = ""
    title: str = ""
    folder: str = ""
    tags: tuple[str, ...] = ()
    written: str = ""
    name: str = ""
    query: str = ""
    broken: bool = False
    muted: bool = False


def listed_feed(address: str, title: str = "", folder: str = "", tags: tuple[str, ...] = ()) -> ListedFeed:
    """A line with this address, or what is left out where that is none."""
    url, written = feed_address(address), clean_line(address)
    return ListedFeed(url, title, folder, tags, written if url else " ".join(part for part in (title, written) if part))


def as_web(address: str) -> str:
    """An address with the scheme that is asked, where it has one that browsers hand to feed readers (`feed:`)."""
    address = re.sub(r"^(?:feed|rss|itpc|pcast):(?:(?=https?:)|//(?=https?://))", "", address.strip(), flags=re.I)
    return re.sub(r"^(?:feed|rss|itpc|pcast):(?://)?", "http://", address, flags=re.I)


def feed_address(address: str) -> str:
    """The address of a feed as lists and pages have it: `feed:` before it, or no scheme; "" where it is none."""
    address = as_web(address)
    if re.match(r"(?:\d{1,3}(?:\.\d{1,3}){3}|localhost)(?::\d+)?(?:/|$)", address):
        address = f"http://{address}"
    elif re.match(r"(?:[\w-]+\.)+[a-z][a-z0-9-]+(?::\d+)?(?:[/?]|$)", address, re.I):
        address = f"https://{address}"
    return canonical(address) if re.match(r"https?://", address, re.I) else ""
