"""What a command is given: the settings, and by them the library and the network, each opened when it is wanted."""

import sys
from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from newsreader import config

if TYPE_CHECKING:
    from newsreader.fetch.client import Client
    from newsreader.fetch.credentials import Credential
    from newsreader.library.core import Library
    from newsreader.store.store import Store

T = TypeVar("T")


class Context:
    """The settings of a run, by the files that the command line names (None: the usual ones)."""

    def __init__(self, config_file: Path | None = None, library_file: Path | None = None) -> None:
        self.config_file, self.library_file = config_file, library_file

    @cached_property
    def settings(self) -> config.Config:
        """The settings; from now on the outlets that are described beside them are known. Raises ConfigError."""
        from newsreader.library.user_sites import load_user_sites

        settings = config.load(self.config_file, self.library_file)
        for sentence in load_user_sites(settings.sites):
            print(f"newsreader: {sentence}", file=sys.stderr)
        return settings

    @contextmanager
    def library(self) -> Iterator["Library"]:
        """The library, for reading and marking. Raises LibraryError."""
        from newsreader.library.core import Library

        library = Library(self.settings.library)
        try:
            yield library
        finally:
            library.close()

    @contextmanager
    def store(self) -> Iterator["Store"]:
        """The store, for what fetches and subscribes. Raises LibraryError."""
        from newsreader.store.store import Store

        store = Store(self.settings.library)
        try:
            yield store
        finally:
            store.close()

    @asynccontextmanager
    async def client(
        self, *given: str, store: "Store | None" = None, own: "Mapping[str, Credential] | None" = None
    ) -> AsyncIterator["Client"]:
        """An HTTP client. It may go to these addresses, which somebody has `given` by hand, wherever they lead, and
        to those of the feeds of a store; `own` is what to send to servers, beside what the file says of that."""
        from newsreader.library.refresh.polite_client import client_for

        async with client_for(self.settings, store, own) as client:
            for url in given:
                client.name(url)
            yield client


def wait_for(work: Coroutine[Any, Any, T]) -> T:
    """Run something that waits for the network; what does not is spared the machinery for it."""
    import asyncio

    return asyncio.run(work)
