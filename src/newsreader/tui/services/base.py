"""What controllers are made with. Nothing here is of Textual: they work, and are tested, without a screen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from newsreader.config import Config
from newsreader.library.helper import Helper
from newsreader.library.reading import Library

T = TypeVar("T")


class Run(Protocol):
    """Does slow work in the background, and goes on with its result."""

    def __call__(self, work: Callable[[], T], then: Callable[[T], object] | None = None) -> None:
        """See `BackgroundRunner.run`."""


class Notify(Protocol):
    """Shows a message on the status line for some seconds."""

    def __call__(self, text: str, seconds: float = 6.0) -> None:
        """Show it."""


@dataclass
class Services:
    """The library, the settings as they are now, the fetcher, and the ways to work and to tell."""

    library: Library
    settings: Config
    fetcher: Helper
    run: Run
    notify: Notify
