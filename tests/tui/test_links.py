"""Links of an article, opened inside the reader."""

from pathlib import Path

from newsreader.library.messages.events import PageFetched
from newsreader.library.messages.requests import FetchPage
from newsreader.library.refresh.ingest import parse_and_store
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.text import Role, Span, Text
from newsreader.store.store import Store
from newsreader.tui.layout import Pane
from tests.tui.reader import NOW, fill, opened

FAR = "https://x.example/loin"


def with_links(path: Path) -> None:
    """The small library, with an article in front that links to another one and to a page that is not here."""
    fill(path)
    store = Store(path)
    linked = Text("Voyez le pont et la digue.", (Span(6, 13, Role.LINK, FAR),))
    article = Article(
        url="https://x.example/devant",
        id="x:devant",
        title="Le premier",
        published=NOW,
        blocks=(
            Block(BlockType.RELATED, Text("Le deuxième"), url="https://x.example/1"),
            Block(BlockType.PARAGRAPH, linked),
        ),
    )
    number = store.articles.put_entry(store.feeds.all()[0].id, article, "s", NOW)
    parse_and_store(store, number, article, NOW)
    store.close()


async def test_a_link_to_an_article_of_the_library_opens_here_and_leads_back(library_file: Path) -> None:
    with_links(library_file)
    async with opened(library_file) as reader:
        await reader.press("enter", "L")
        assert "2 links" in reader.sees() and "x.example/loin" in reader.sees()
        await reader.press("enter")
        assert "Parole numéro 1" in reader.sees()
        await reader.press("q")
        assert "Voyez le pont" in reader.sees()
        await reader.press("q")
        assert reader.focused() is Pane.HEADLINES


async def test_from_an_article_chosen_in_the_list_no_way_leads_back_along_older_links(library_file: Path) -> None:
    with_links(library_file)
    async with opened(library_file) as reader:
        await reader.press("enter", "L", "enter")
        assert "Parole numéro 1" in reader.sees()
        await reader.press("shift+tab")
        assert reader.focused() is Pane.HEADLINES
        await reader.press("G", "enter")
        assert "Parole numéro 2" in reader.sees()
        await reader.press("q")
        assert reader.focused() is Pane.HEADLINES
        await reader.press("l", "alt+right")
        assert "Nothing to go forward to" in reader.sees()


async def test_a_link_to_a_page_that_is_not_here_is_fetched_and_then_opened(library_file: Path) -> None:
    with_links(library_file)
    async with opened(library_file) as reader:
        await reader.press("enter", "L", "j", "enter")
        assert FetchPage(FAR) in reader.helper.asked and "Downloading" in reader.sees()
        target = reader.library.headlines(reader.screen.session.filter)[-1].id
        reader.receive(PageFetched(FAR, target))
        await reader.settled()
        reading = reader.screen.article.opened
        assert reading and reading.number == target and reader.focused() is Pane.ARTICLE
        await reader.press("q")
        assert "Voyez le pont" in reader.sees()


async def test_a_page_that_is_no_article_is_said_and_moves_nothing(library_file: Path) -> None:
    with_links(library_file)
    async with opened(library_file) as reader:
        await reader.press("enter", "L", "j", "enter")
        reader.receive(PageFetched(FAR, error="No article found on this page."))
        await reader.settled()
        assert "No article found" in reader.sees() and reader.focused() is Pane.LINKS


async def test_a_link_that_comes_too_late_does_not_take_the_reader_away(library_file: Path) -> None:
    with_links(library_file)
    async with opened(library_file) as reader:
        await reader.press("enter", "L", "j", "enter", "q", "q", "j")
        reader.receive(PageFetched(FAR, 1))
        await reader.settled()
        assert reader.focused() is Pane.HEADLINES and "is in the list" in reader.sees()
