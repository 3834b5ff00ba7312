"""What may be asked of the fetcher, and how that is written: to its process, and in the library where it waits for
a network."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from newsreader.library.messages.codec import MessageCodec


@dataclass(frozen=True)
class Refresh:
    """Ask the feeds that are due, or of them `feeds` only; those that say nothing of it are due every so many
    `minutes`. Where a person has `asked`, also those that were asked more than five minutes ago."""

    asked: bool = False
    minutes: int = 30
    feeds: tuple[int, ...] = ()


@dataclass(frozen=True)
class FetchArticle:
    """Download and read the page of an article, or read the text that its feed gave."""

    article: int


@dataclass(frozen=True)
class RefreshComments:
    """Download the comments of an article anew."""

    article: int


@dataclass(frozen=True)
class FindDiscussions:
    """Look for discussions of an article on other sites."""

    article: int


@dataclass(frozen=True)
class FetchImages:
    """Download the pictures of an article."""

    article: int


@dataclass(frozen=True)
class FetchPage:
    """Download the page of an address as an article of the library, and perhaps `save` it for later."""

    url: str
    save: bool = False


@dataclass(frozen=True)
class SendArticle:
    """Give an article to a service of the settings."""

    article: int
    service: str


@dataclass(frozen=True)
class FindFeeds:
    """Look for the feeds that an address, a site, or an outlet's name means."""

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
    """Stop a refresh and a sync; what was stored stays."""


@dataclass(frozen=True)
class WatchTerminal:
    """Restore this terminal if the reader is killed: its device, and how it took keys before, as `termios.tcgetattr`
    says it (`flags`: the six numbers before the control `characters`)."""

    device: str
    flags: tuple[int, ...]
    characters: tuple[int, ...]


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
