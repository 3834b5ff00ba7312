"""An HTTP client with the reader's settings: time limits, credentials, the servers that may be in a private network."""

from collections.abc import Iterator, Mapping

from newsreader.config import Config
from newsreader.config.credentials import load_passes
from newsreader.fetch.client import Client
from newsreader.fetch.credentials import Credential, Credentials
from newsreader.fetch.private_networks import GuardedResolver
from newsreader.store.store import Store


def client_for(settings: Config, store: Store | None = None, own: Mapping[str, Credential] | None = None) -> Client:
    """A client with what the reader has set, and `own` besides; it knows the feeds of the library. Raises
    ConfigError."""
    found = load_passes(settings.passes).items()
    passes = {name: Credential(**credential) for name, credential in found if not name.startswith("send.")}
    return Client(
        longest=max(settings.request_timeout, settings.read_timeout),
        silence=settings.read_timeout,
        per_host=settings.requests_per_host,
        access=Credentials(passes | dict(own or {})),
        gate=_gate(store) if store else None,
    )


def _gate(store: Store) -> GuardedResolver:
    """Return what may lead inside: servers that the reader has named, and of names of the public web those that led
    there when they were given by hand."""
    return GuardedResolver(
        lambda: _named(store),
        lambda server: store.state.get(f"own server {server}") == "1",
        lambda server: store.state.put(f"own server {server}", "1"),
    )


def _named(store: Store) -> Iterator[str]:
    """The addresses that the reader has given by hand: of feeds, and of servers of one's own."""
    yield from (feed.url for feed in store.feeds.all())
    yield from (account.url for account in store.accounts.all())
