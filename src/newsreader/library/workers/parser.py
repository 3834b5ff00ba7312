"""The work that costs, behind one interface: done here, or in processes of its own (`workers.py`)."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Sequence
from importlib import import_module
from types import TracebackType
from typing import Any, Self

from newsreader.library.workers.results import ParsedArticle, ParsedFeedResult
from newsreader.model.article import Article
from newsreader.model.comment import Thread
from newsreader.model.feed import Entry
from newsreader.parse.comments.response import Part


class ParserClient(ABC):
    """The functions of `preparing.py`, called without importing them: they bring every parser with them.

    What they raise, these raise; and ParseError for what is too much to read. Use as `async with`.
    """

    @abstractmethod
    async def call(self, function: str, *arguments: Any) -> Any:
        """The value of a function of `tasks`."""

    async def begin(self) -> None:  # noqa: B027 - there may be nothing to do
        """Get ready ahead of the first work."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(  # noqa: B027
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of what was begun."""

    async def feed(self, data: bytes, url: str, content_type: str, outlet: str, language: str) -> ParsedFeedResult:
        """A feed document, its articles ready to be kept. Raises NotAFeed."""
        prepared: ParsedFeedResult = await self.call("prepare_feed", data, url, content_type, outlet, language)
        return prepared

    async def page(self, data: bytes, url: str, charset: str, entries: Sequence[Entry] = ()) -> ParsedArticle:
        """The article of a page; `entries` are what feeds told of it. Raises NotAnArticle."""
        prepared: ParsedArticle = await self.call("prepare_page", data, url, charset, entries)
        return prepared

    async def many(self, articles: Sequence[tuple[int, Article, str]]) -> list[tuple[int, ParsedArticle]]:
        """Articles of the library read anew: number, article, and the markup of those that are raw."""
        prepared: list[tuple[int, ParsedArticle]] = await self.call("prepare_many", articles)
        return prepared

    async def comments(self, data: bytes, url: str, content_type: str, thread: Thread) -> Thread:
        """A thread with the comments of a feed of them. Raises NotAFeed."""
        found: Thread = await self.call("prepare_comments", data, url, content_type, thread)
        return found

    async def part(self, kind: str, data: bytes, address: str) -> Part:
        """One answer of a source of comments. Raises ParseError."""
        part: Part = await self.call("prepare_part", kind, data, address)
        return part

    async def discussions(self, place: str, data: bytes, url: str) -> list[Any]:
        """The discussions of an article that a place's answer names. Raises ParseError."""
        found: list[Any] = await self.call("prepare_discussions", place, data, url)
        return found

    async def thread(self, data: bytes, url: str, charset: str) -> Thread:
        """The thread of a page. Raises NotAnArticle."""
        found: Thread = await self.call("prepare_thread", data, url, charset)
        return found


class InProcessParser(ParserClient):
    """In this process, in a thread: for a single page, and for tests."""

    async def call(self, function: str, *arguments: Any) -> Any:
        """The value of a function of `tasks`."""
        tasks = import_module("newsreader.library.workers.tasks")
        return await asyncio.to_thread(getattr(tasks, function), *arguments)
