"""Articles are read from the library beside the screen: what stands there stays meanwhile, and nothing overtakes."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsreader.library.open_article import OpenArticle
from newsreader.tui.layout import Pane
from tests.tui.reader import AT_ONCE, Reader, fill, opened


class Requests:
    """The articles that the library was asked for."""

    def __init__(self) -> None:
        self.articles: list[int] = []
        self._came = threading.Event()

    def add(self, article: int) -> None:
        self.articles.append(article)
        self._came.set()

    async def first(self) -> None:
        """Until there is one."""
        assert await asyncio.to_thread(self._came.wait, 10)


@contextmanager
def held_back(reader: Reader) -> Iterator[Requests]:
    """No article can be read from the library until this is left."""
    asked, go_on, read = Requests(), threading.Event(), reader.library.open

    def open_slowly(article: int) -> OpenArticle | None:
        assert threading.current_thread() is not threading.main_thread()
        asked.add(article)
        go_on.wait(10)
        return read(article)

    reader.library.open = open_slowly  # type: ignore[method-assign]
    try:
        yield asked
    finally:
        go_on.set()


def open_title(reader: Reader) -> str:
    reading = reader.screen.article.opened
    return reading.headline.title if reading else ""


async def test_what_is_shown_stays_until_the_next_article_is_there(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("enter")
        with held_back(reader) as asked:
            typing = asyncio.create_task(reader.press("J", "comma"))
            await asked.first()
            reader.screen.say("Nothing stands still.")
            await reader.shows("Nothing stands still.")
            assert open_title(reader) == "Titre 0" and reader.focused() is Pane.ARTICLE
        await typing
        # What was pressed after it is for the next one.
        assert open_title(reader) == "Titre 1" and reader.screen.article.current_quotation == 0


async def test_of_articles_that_the_cursor_passed_only_the_last_is_shown(library_file: Path) -> None:
    fill(library_file, count=5)
    async with opened(library_file) as reader:
        with held_back(reader) as asked:
            walking = asyncio.create_task(reader.press("j"))
            await asked.first()
            walking.cancel()
            for _time in range(2):
                await reader.types("j")
                reader.rings(AT_ONCE)
                await reader.heard()
            assert open_title(reader) == "Titre 0"
        await reader.settled()
        assert open_title(reader) == "Titre 3" and len(asked.articles) == 2  # nobody waits for the one in between


async def test_an_article_of_a_list_that_was_left_meanwhile_does_not_come(library_file: Path) -> None:
    fill(library_file, count=5)
    async with opened(library_file) as reader:
        with held_back(reader) as asked:
            walking = asyncio.create_task(reader.press("j"))
            await asked.first()
            walking.cancel()
            await reader.types("j")
            opening = asyncio.create_task(reader.press("enter"))
            await asyncio.sleep(0)
        await opening
        assert open_title(reader) == "Titre 2" and reader.focused() is Pane.ARTICLE
