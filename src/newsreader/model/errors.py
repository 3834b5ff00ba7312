"""The one error tree.

    NewsreaderError
    ├── ConfigError             a setting or option that cannot be used
    ├── LibraryError            the library file cannot be opened, read or written
    │   └── CorruptLibraryError its bytes are not what was written: `library.maintenance.recovery` saves the rest
    ├── BusyError               another process is doing it just now
    ├── FetchError              an address did not give what was asked of it
    │   ├── RedirectError       another address was given, and what was sent is for the first alone
    │   └── NetworkUnreachable  no answer at all: no network, no such host, nobody listening
    ├── ParseError              bytes that are not what they were taken for
    │   ├── NotAFeed
    │   └── NotAnArticle
    └── SiteError               a file that should describe an outlet, and does not

Each carries the sentence a person should read: what happened, and what to do about it.
"""


class NewsreaderError(Exception):
    """Base of all expected errors; its `sentence` is for the reader."""

    @property
    def sentence(self) -> str:
        """What happened and what to do, for the screen: an `i18n.Sentence` where it was translated."""
        return self.args[0] if self.args and isinstance(self.args[0], str) else str(self)


class ConfigError(NewsreaderError):
    """A setting or an option that cannot be used."""


class LibraryError(NewsreaderError):
    """The library file cannot be opened, read or written."""


class CorruptLibraryError(LibraryError):
    """The bytes of the library file are not what was written into it."""


class BusyError(NewsreaderError):
    """Another process is doing it just now."""


class FetchError(NewsreaderError):
    """An address did not give what was asked of it.

    `status` is the HTTP status where one arrived, else 0; `retry_after` is how many seconds the
    server asks to be left alone, None where it does not say.
    """

    def __init__(self, sentence: str, status: int = 0, retry_after: float | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.retry_after = retry_after


class RedirectError(FetchError):
    """The server names another address, `location`; what was sent is for the first one alone."""

    def __init__(self, sentence: str, status: int, location: str) -> None:
        super().__init__(sentence, status)
        self.location = location


class NetworkUnreachable(FetchError):
    """No answer at all: no network, no such host, or nobody listening there."""


class ParseError(NewsreaderError):
    """Bytes that are not what they were taken for."""


class NotAFeed(ParseError):
    """Not RSS and not Atom."""


class NotAnArticle(ParseError):
    """A page in which no article can be found."""


class SiteError(NewsreaderError):
    """A file that should describe an outlet, and does not."""
