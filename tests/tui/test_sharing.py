"""Giving articles away by key, and syncing."""

from pathlib import Path

from textual.widgets import Input

from newsreader.config import Config
from newsreader.library.messages.events import PageFetched, Sent, SyncFinished, SyncProgress
from newsreader.library.messages.requests import FetchPage, SendArticle, Stop, Sync
from tests.tui.reader import fill, opened


def books(folder: Path) -> list[Path]:
    """The books of a folder that hold something."""
    return [book for book in folder.glob("*.epub") if book.stat().st_size > 2000]


async def test_without_services_the_key_binds_what_was_chosen(library_file: Path, tmp_path: Path) -> None:
    fill(library_file)
    async with opened(library_file, config=Config(library=library_file, epub_folder=str(tmp_path))) as reader:
        await reader.press("v", "j", "v", "X")
        assert str(tmp_path)[:20] in reader.sees() and not books(tmp_path), "a file is never written unasked"
        await reader.press("escape")
        assert not books(tmp_path) and len(reader.screen.headlines.chosen) == 2
        await reader.press("X", "enter")
        assert "2 articles are in" in reader.sees()
    assert len(books(tmp_path)) == 1


async def test_where_there_is_a_choice_the_key_asks(library_file: Path, tmp_path: Path) -> None:
    fill(library_file)
    settings = Config(library=library_file, epub_folder=str(tmp_path), send={"readeck": {"server": "http://x"}})
    async with opened(library_file, config=settings) as reader:
        await reader.press("X")
        assert "1 readeck · 2 epub" in reader.sees()
        await reader.press("1", "enter")
        assert SendArticle(reader.screen.controllers.targets.article(), "readeck") in reader.helper.asked
        reader.receive(Sent(1, "readeck"))
        await reader.settled()
        assert "Sent to readeck." in reader.sees()
        await reader.press("X", "e", "tab")
        assert reader.app.screen.query_one(Input).value == "epub"
        await reader.press("escape", "X", "z", "enter")
        assert "Unknown destination" in reader.sees()
        await reader.press("X", "escape")
    assert not books(tmp_path)


async def test_an_address_is_saved_by_key_and_a_link_where_it_stands(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("B", *"presse.example/a", "enter")
        url = "https://presse.example/a"
        assert reader.helper.asked[-1] == FetchPage(url, save=True)
        reader.receive(PageFetched(url, waits=True))
        await reader.settled()
        assert "will be downloaded later" in reader.sees()
        await reader.press("B", *"no address", "enter")
        assert "Not a web address" in reader.sees()
        # What is here already needs no fetching.
        number = reader.screen.controllers.targets.article()
        url = reader.library.headlines_of([number])[number].url
        asked = len(reader.helper.asked)
        await reader.press("B", *url, "enter")
        assert "Saved. U undoes." in reader.sees() and len(reader.helper.asked) == asked
        assert reader.library.headlines_of([number])[number].saved


async def test_agreeing_says_how_far_it_is_and_what_came_of_it(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("ctrl+r")
        assert Sync() in reader.helper.asked[-1:]
        reader.receive(SyncProgress("home", 300, 5000))
        await reader.settled()
        assert "home: 300/5000" in reader.sees()
        await reader.press("x")
        assert Stop() in reader.helper.asked[-1:]
        reader.receive(SyncFinished(("home: 1 sent, 2 received.",), 2))
        await reader.settled()
        assert "home: 1 sent, 2 received." in reader.sees() and "300/5000" not in reader.sees()
        # A fault that lasts is said once, unless somebody asks.
        for asked, said in ((False, True), (False, False), (True, True)):
            reader.screen.say("Something else.")
            if asked:
                await reader.press("ctrl+r")
            reader.receive(SyncFinished(("home: cannot be reached.",), failed=True))
            await reader.settled()
            assert ("cannot be reached" in reader.sees()) is said
        await reader.press("ctrl+r")
        reader.receive(SyncFinished())
        await reader.settled()
        assert "ync is not set up" in reader.sees()
