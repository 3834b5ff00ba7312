"""What the fetcher reports while it works, and how that crosses from its process to the app's."""

from dataclasses import dataclass

from newsreader.library.messages.codec import MessageCodec


@dataclass(frozen=True)
class RefreshProgress:
    """The progress of a refresh. `failed` counts feeds, `left` those that wait for their server; `new` counts articles
    that were not known."""

    feeds: int = 0
    feeds_total: int = 0
    articles: int = 0
    articles_total: int = 0
    new: int = 0
    failed: int = 0
    left: int = 0


@dataclass(frozen=True)
class FeedRead:
    """A feed was read, or could not be: then `error` is the sentence."""

    feed: int
    title: str
    new: int = 0
    error: str = ""


@dataclass(frozen=True)
class ArticleStored:
    """An article's text or thread is in the library now, or could not be had."""

    article: int
    error: str = ""


@dataclass(frozen=True)
class PageFetched:
    """The page of an address is in the library now, as an article; or `error` says why it is not, and
    `waits` whether it is fetched when the network is back."""

    url: str
    article: int = 0
    error: str = ""
    waits: bool = False


@dataclass(frozen=True)
class ImagesStored:
    """The pictures of an article are in the library now, those that could be had."""

    article: int


@dataclass(frozen=True)
class Sent:
    """A service has an article now."""

    article: int
    service: str


@dataclass(frozen=True)
class DiscussionsFound:
    """So many discussions of an article were found elsewhere; they are among its comments now."""

    article: int
    count: int = 0


@dataclass(frozen=True)
class Alerted:
    """A rule found an article that its reader wants to be told of."""

    rule: str
    article: int
    title: str


@dataclass(frozen=True)
class ArticlesDeleted:
    """So many articles were beyond the reader's limits, and are deleted."""

    count: int


@dataclass(frozen=True)
class LibraryCreated:
    """A new library has its subscriptions and its welcome edition."""


@dataclass(frozen=True)
class RefreshFinished:
    """The refresh is over. `offline`: no feed could be reached at all; `stopped`: on request."""

    progress: RefreshProgress
    offline: bool = False
    stopped: bool = False


@dataclass(frozen=True)
class Offline:
    """The network cannot be reached; so many requests wait for it in the library."""

    waiting: int = 0


@dataclass(frozen=True)
class Online:
    """The network is back."""


@dataclass(frozen=True)
class SyncProgress:
    """The progress of a sync with a server: so many articles of so many."""

    name: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True)
class SyncFinished:
    """A sync is done, or failed: what came of it, a sentence each, and how much of it is new
    here."""

    sentences: tuple[str, ...] = ()
    received: int = 0
    failed: bool = False


@dataclass(frozen=True)
class FeedsFound:
    """These feeds are what the words may mean, addresses and titles; or `error` says why there is none."""

    words: str
    urls: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True)
class FeedAdded:
    """A feed is subscribed to; `new` is False where it was before. So many of its articles are new; `error` is why it
    could not be asked for them, `waits` that the next refresh may find the network that was missing."""

    feed: int
    title: str
    new: bool = True
    articles: int = 0
    error: str = ""
    waits: bool = False


@dataclass(frozen=True)
class UserMessage:
    """Something asked for could not be done; the sentence is for the person who asked."""

    sentence: str


Event = (
    RefreshProgress
    | FeedRead
    | ArticleStored
    | PageFetched
    | ImagesStored
    | Sent
    | Alerted
    | ArticlesDeleted
    | LibraryCreated
    | RefreshFinished
    | DiscussionsFound
    | Offline
    | Online
    | SyncProgress
    | SyncFinished
    | FeedsFound
    | FeedAdded
    | UserMessage
)

_CODEC: MessageCodec[Event] = MessageCodec("event", Event)
#: An event as one line of JSON, and the event of a line (None for a line that is none).
to_line, from_line = _CODEC.to_line, _CODEC.from_line
