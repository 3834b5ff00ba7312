"""Web addresses as people type them, and the hosts they lead to."""

from contextlib import suppress

from newsreader.i18n import _
from newsreader.model.errors import FetchError
from newsreader.parse.listed_feed import as_web
from newsreader.parse.urls import parse_typed_url


def parse_web_address(address: str) -> str:
    """A web address as it is asked for, from what a person typed. Raises FetchError."""
    url = parse_typed_url(as_web(address))
    if not url:
        raise FetchError(_("Not a web address: {url}.").format(url=address))
    return url


def maybe_web_address(address: str) -> tuple[str, ...]:
    """The web address that a person typed, as the only one of a tuple; () where it is a name."""
    with suppress(FetchError):
        return (parse_web_address(address),)
    return ()
