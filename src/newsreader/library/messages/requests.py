"""Requests: what the app asks of its fetcher, and what the library keeps as pending while there is no network."""

from collections.abc import Mapping
from typing import Any

from newsreader.library.messages.codec import MessageCodec
from newsreader.model.values import dataclass


@dataclass(frozen=True)
class Refresh:
    """Poll the feeds that are due, or of them `feeds` only; feeds that do not say how often they want to be polled are
    due every `minutes`. Where a person has `asked`, also feeds that were polled more than five minutes ago."""

    asked: bool = False
    minutes: int = 30
    feeds: tuple[int, ...] = ()


@dataclass(frozen=True)
class FetchArticle:
    """Fetch and parse the page of an article, or parse the text that its feed gave."""

    article: int


@dataclass(frozen=True)
class RefreshComments:
    """Fetch the comments of an article anew."""

    article: int


@dataclass(frozen=True)
class FindDiscussions:
    """Look for discussions of an article on other sites."""

    article: int


@dataclass(frozen=True)
class FetchImages:
    """Fetch the images of an article."""

    article: int


@dataclass(frozen=True)
class FetchPage:
    """Fetch the page of an address as an article of the library; `save` it for later or not."""

    url: str
    save: bool = False


@dataclass(frozen=True)
class SendArticle:
    """Send an article to a service of the settings."""

    article: int
    service: str


@dataclass(frozen=True)
class FindFeeds:
    """Find the feeds of an address, of a site, or of an outlet by its name."""

    words: str


@dataclass(frozen=True)
class Subscribe:
    """Subscribe to feeds that were found, and put them into a folder ("" for none)."""

    urls: tuple[str, ...]
    titles: tuple[str, ...]
    folder: str = ""


@dataclass(frozen=True)
class Sync:
    """Sync with servers and other devices."""


@dataclass(frozen=True)
class Stop:
    """Stop a running refresh and a running sync; what was stored stays."""


@dataclass(frozen=True)
class WatchTerminal:
    """Restore this terminal if the reader is killed: its device, how it took keys before, as `termios.tcgetattr`
    says it (`flags`: the six numbers before the control `characters`), and since when the device is `there`, in
    nanoseconds since 1970: another window may have it by then."""

    device: str
    flags: tuple[int, ...]
    characters: tuple[int, ...]
    there: int


@dataclass(frozen=True)
class ReleaseTerminal:
    """The reader ends by itself and has restored its terminal."""


#: What needs the network, and waits for it in the library where there is none.
NetworkRequest = Refresh | FetchArticle | RefreshComments | FindDiscussions | FetchImages | FetchPage | SendArticle
Request = NetworkRequest | FindFeeds | Subscribe | Sync | Stop | WatchTerminal | ReleaseTerminal

_CODEC: MessageCodec[Request] = MessageCodec("request", Request)
_PENDING: MessageCodec[NetworkRequest] = MessageCodec("request", NetworkRequest)
#: A request as one line of JSON, and the request of a line (None for a line that is none).
to_line, from_line = _CODEC.to_line, _CODEC.from_line
#: As the library stores it.
to_dict = _PENDING.to_dict
#: What libraries have that were written before requests named their class: {"do": "read", "url": …}.
_FORMER = {
    "refresh": "Refresh",
    "article": "FetchArticle",
    "comments": "RefreshComments",
    "elsewhere": "FindDiscussions",
    "pictures": "FetchImages",
    "read": "FetchPage",
    "send": "SendArticle",
}


def from_dict(values: Mapping[str, Any]) -> NetworkRequest | None:
    """A request that the library stores; None where a later version has written what this one does not know."""
    if "do" in values:
        rest = {name: value for name, value in values.items() if name != "do"}
        values = {"request": _FORMER.get(str(values["do"]), ""), **rest}
    try:
        return _PENDING.from_dict(values)
    except ValueError:
        return None
