"""The context of a command: the settings, and the library and the network, opened when they are needed."""

import sys
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from newsreader import config
from newsreader.i18n import _

if TYPE_CHECKING:
    from newsreader.fetch.client import Client
    from newsreader.library.core import Library

T = TypeVar("T")


class Context:
    """The settings of a run, and the paths of the library and the settings from the command line (None: the
    default)."""

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

        warn_of_empty_file(self.settings.library)
        library = Library(self.settings.library)
        try:
            yield library
        finally:
            library.close()

    @asynccontextmanager
    async def client(self, *given: str) -> AsyncIterator["Client"]:
        """An HTTP client without a library. It may go to these addresses, which somebody has `given` by hand, wherever
        they lead."""
        from newsreader.library.http import client_for

        async with client_for(self.settings) as client:
            for url in given:
                client.allow_private(url)
            yield client


def warn_of_empty_file(library: Path) -> str:
    """Say that a file without a byte becomes a new library: it may have been one, which was lost. Returns what was
    said, "" for nothing."""
    if not library.is_file() or library.stat().st_size:
        return ""
    words = _("{path} was empty and becomes a new library. If there was one, “newsreader restore” takes a backup.")
    print(f"newsreader: {words.format(path=library)}", file=sys.stderr)
    return words.format(path=library)


def wait_for(work: Coroutine[Any, Any, T]) -> T:
    """Run something that waits for the network, and log it; what does not is spared the machinery for it."""
    import asyncio

    from newsreader.library.log import configure_log

    configure_log("newsreader")

    return asyncio.run(work)
