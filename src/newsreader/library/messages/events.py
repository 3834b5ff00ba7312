"""Events: what the fetcher reports to the app."""

from newsreader.library.messages.codec import MessageCodec
from newsreader.model.values import dataclass


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
    """The text or the thread of an article was stored, or could not be fetched."""

    article: int
    error: str = ""


@dataclass(frozen=True)
class PageFetched:
    """The page of an address was stored as an article; or `error` says why not, and `waits` whether it is fetched when
    the network is back."""

    url: str
    article: int = 0
    error: str = ""
    waits: bool = False


@dataclass(frozen=True)
class ImagesStored:
    """The images of an article were stored, as far as they could be fetched."""

    article: int


@dataclass(frozen=True)
class Sent:
    """An article was sent to a service."""

    article: int
    service: str


@dataclass(frozen=True)
class DiscussionsFound:
    """`count` discussions of an article were found on other sites; they are stored with its comments."""

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
    """`count` articles were deleted by retention."""

    count: int


@dataclass(frozen=True)
class LibraryCreated:
    """A new library has its default subscriptions and its welcome edition."""


@dataclass(frozen=True)
class RefreshFinished:
    """The refresh is over. `offline`: no feed could be reached at all; `stopped`: on request."""

    progress: RefreshProgress
    offline: bool = False
    stopped: bool = False


@dataclass(frozen=True)
class Offline:
    """The network cannot be reached; `waiting` pending requests are kept for it."""

    waiting: int = 0


@dataclass(frozen=True)
class Online:
    """The network is back."""


@dataclass(frozen=True)
class SyncProgress:
    """The progress of a sync with a server: `done` of `total` articles."""

    name: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True)
class SyncFinished:
    """A sync has ended or failed, with sentences that say so, and how many changes and articles it received."""

    sentences: tuple[str, ...] = ()
    received: int = 0
    failed: bool = False


@dataclass(frozen=True)
class FeedsFound:
    """The feeds found for an address or a name, as addresses and titles; or `error` says why there is none."""

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
