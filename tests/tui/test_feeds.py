"""Feeds, folders, saved searches and tags are managed inside the reader, and everything can be taken back."""

from pathlib import Path

from newsreader.library.core import Library
from newsreader.library.messages.events import FeedAdded, FeedsFound
from newsreader.library.messages.requests import FindFeeds, Refresh, Subscribe
from newsreader.store.store import Store
from tests.tui.reader import Reader, fill, opened


def some_feeds(path: Path) -> None:
    """A feed with articles, two in a folder, a saved search, and a tag."""
    fill(path)
    store = Store(path)
    store.feeds.add("https://y.example/f.rss", "Le large", "Mer")
    store.feeds.add("https://z.example/f.rss", "La côte", "Mer")
    store.close()
    library = Library(path)
    library.searches.save("Phares", "titre:2")
    library.tags.change([1, 2], ["vent"])
    library.close()


def rows(reader: Reader) -> list[str]:
    return [entry.title for entry in reader.screen.feeds.items]


async def go_to(reader: Reader, title: str) -> None:
    """The cursor of the feeds on a row."""
    await reader.press("h", "h", "g", *["j"] * rows(reader).index(title))


async def test_searches_tags_and_folders_are_rows_and_folders_stay_folded(library_file: Path) -> None:
    some_feeds(library_file)
    async with opened(library_file, (160, 30)) as reader:
        assert rows(reader) == [
            "All articles",
            "Saved for later",
            "Phares",
            "vent",
            "Essai",
            "Mer",
            "Le large",
            "La côte",
        ]
        await go_to(reader, "vent")
        await reader.press("enter")
        assert [h.title for h in reader.headlines()] == ["Titre 0", "Titre 1"]
        await go_to(reader, "La côte")
        await reader.press("z")
        assert rows(reader)[-1] == "Mer" and reader.screen.feeds.current == reader.screen.feeds.items[-1]
        await reader.press("Q")
    async with opened(library_file, (160, 30)) as reader:
        assert rows(reader)[-1] == "Mer" and "▸" in reader.sees()
        await reader.press("Z")
        assert rows(reader)[-1] == "La côte"


async def test_a_feed_is_renamed_moved_and_removed_and_all_of_it_taken_back(library_file: Path) -> None:
    some_feeds(library_file)
    async with opened(library_file, (160, 30)) as reader:
        library = reader.library
        await go_to(reader, "Essai")
        await reader.press("e", *"Mon journal", "enter")
        assert "Mon journal" in rows(reader)
        await reader.press("T", "enter")
        assert [feed.folder for feed in library.subscriptions.all()] == ["Mer", "Mer", "Mer"]
        assert "“Mon journal” is in the folder “Mer” now. U undoes." in reader.sees()
        await go_to(reader, "Mon journal")
        await reader.press("T", "enter", *"Terre", "enter")
        assert library.subscriptions.folders() == ["Terre", "Mer"]
        await go_to(reader, "Mon journal")
        await reader.press("d")
        assert "Mon journal" not in rows(reader) and "Unsubscribed from “Mon journal”" in reader.sees()
        await reader.press("U")
        assert "Mon journal" in rows(reader)
        await reader.press("U", "U", "U")
        assert "Essai" in rows(reader) and library.subscriptions.folders() == ["Mer"]


async def test_folders_searches_and_tags_are_renamed_and_removed(library_file: Path) -> None:
    some_feeds(library_file)
    async with opened(library_file, (160, 30)) as reader:
        library = reader.library
        await go_to(reader, "Mer")
        await reader.press("e", *"Eau", "enter")
        assert library.subscriptions.folders() == ["Eau"]
        await go_to(reader, "Phares")
        await reader.press("e", *"Feux", "enter")
        assert list(library.searches.all()) == ["Feux"]
        await reader.press("d")
        assert not library.searches.all()
        await go_to(reader, "vent")
        await reader.press("d")
        assert not library.tags.all() and "vent" not in rows(reader)
        await reader.press("U", "U", "U", "U")
        assert (library.tags.all(), list(library.searches.all()), library.subscriptions.folders()) == (
            {"vent": 2},
            ["Phares"],
            ["Mer"],
        )


async def test_one_subscribes_by_names_and_addresses_and_chooses_among_several_feeds(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (160, 30)) as reader:
        await reader.press("plus", *"le mon", "tab", *", a.example b.example/f.rss", "enter")
        words = [request.words for request in reader.helper.asked if isinstance(request, FindFeeds)]
        assert words == ["le monde", "a.example", "b.example/f.rss"]
        reader.receive(FeedsFound("b.example/f.rss", ("https://b.example/f.rss",), ("B",)))
        await reader.settled()
        assert reader.helper.asked[-1] == Subscribe(("https://b.example/f.rss",), ("B",))
        urls = tuple(f"https://a.example/{n}" for n in range(3))
        reader.receive(FeedsFound("a.example", urls, ("Une", "Sport [a]", "")))
        await reader.settled()
        assert "Sport [a]" in reader.sees() and "https://a.example/2" in reader.sees()
        await reader.press("space", "j", "space")
        chosen = [line for line in reader.sees().splitlines() if "[x]" in line]
        assert len(chosen) == 2 and "Une" in chosen[0] and "https://a.example/2" in chosen[1]
        await reader.press("enter")
        assert reader.helper.asked[-1] == Subscribe((urls[0], urls[2]), ("Une", ""))
        reader.receive(FeedAdded(1, "Une", True, 7))
        await reader.settled()
        assert "Subscribed to “Une”: 7 new articles. U undoes." in reader.sees()
        reader.receive(FeedAdded(1, "Une", error="a.example cannot be found.", waits=True))
        await reader.settled()
        assert "Subscribed to 2 feeds: “Une”, “Une”." in reader.sees()
        reader.receive(FeedsFound("c.example", ("https://c.example/f",), ("C",)))
        reader.receive(FeedAdded(2, "C", error="c.example cannot be found.", waits=True))
        await reader.settled()
        assert "Subscribed to “C”: its articles will come with the network. U undoes." in reader.sees()
        reader.receive(FeedsFound("rien", error="Rien."))
        await reader.settled()
        assert "Rien." in reader.sees()


async def test_on_a_small_screen_it_is_said_how_several_feeds_are_chosen(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (80, 24)) as reader:
        urls = tuple(f"https://a-long-name-of-a-newspaper.example/{n}" for n in range(2))
        reader.receive(FeedsFound("https://a-long-name-of-a-newspaper.example/", urls, ("Une", "Sport")))
        await reader.settled()
        assert "space selects several, Enter subscribes" in reader.sees()


async def test_subscriptions_go_into_a_file_and_come_from_one(library_file: Path, tmp_path: Path) -> None:
    some_feeds(library_file)
    file = tmp_path / "mine.opml"
    async with opened(library_file, (160, 30)) as reader:
        await go_to(reader, "Essai")
        for said in ("The subscriptions are in", "is there already"):
            await reader.press("X", "ctrl+u", *str(file), "enter")
            assert said in reader.sees()
    assert "z.example" in file.read_text(encoding="utf-8")
    other = library_file.with_name("other.db")
    fill(other, 1)
    async with opened(other, (160, 30)) as reader:
        await reader.press("plus", *str(file), "enter")
        assert "2 feeds added. 1 feed was already there." in reader.sees() and "La côte" in rows(reader)


async def test_the_menu_of_a_row_says_what_can_be_done_with_it_by_key_and_mouse(library_file: Path) -> None:
    some_feeds(library_file)
    async with opened(library_file, (160, 30)) as reader:
        await go_to(reader, "Le large")
        await reader.press("asterisk")
        assert "unsubscribe" in reader.sees() and "move to a folder" in reader.sees()
        await reader.press("enter")
        request = reader.helper.asked[-1]
        assert isinstance(request, Refresh) and request.feeds == (2,)
        await reader.pilot.click("#feeds", offset=(4, 2), button=3)
        await reader.settled()
        assert "remove" in reader.sees() and "unsubscribe" not in reader.sees()
        await reader.press("escape")
        assert reader.app.screen is reader.screen


async def test_a_muted_feed_says_so_and_its_articles_stand_in_its_own_list_alone(library_file: Path) -> None:
    some_feeds(library_file)
    async with opened(library_file, (160, 30)) as reader:
        assert len(reader.headlines()) == 3
        await go_to(reader, "Essai")
        await reader.press("M")
        assert "“Essai” is muted: in no list but its own. U undoes." in reader.sees()
        assert reader.headlines() == [] and "⊘Essai" in reader.sees() and reader.screen.feeds.items[0].unread == 0
        await reader.press("enter")
        assert len(reader.headlines()) == 3
        # From another pane it is found by its name; and it can be undone.
        await reader.press("colon", *"sourdine", "enter")
        assert reader.screen.feeds.items[0].unread == 3
        await reader.press("U", "U")
        assert reader.screen.feeds.items[0].unread == 3 and "⊘" not in reader.sees()


async def test_a_file_of_subscriptions_is_imported_by_its_name_and_undone_as_one(
    library_file: Path, tmp_path: Path
) -> None:
    fill(library_file)
    file = tmp_path / "abonnements.opml"
    outlines = "".join(f'<outline type="rss" text="F{n}" xmlUrl="https://f{n}.example/rss"/>' for n in range(5))
    muted = '<outline type="rss" text="Rade" xmlUrl="https://rade.example/rss" frss:priority="hidden"/>'
    body = f'<opml version="2.0" xmlns:frss="https://freshrss.org/opml"><body>{outlines}{muted}</body></opml>'
    file.write_text(body, encoding="utf-8")
    async with opened(library_file, (160, 30)) as reader:
        await reader.press("colon", *"importer", "enter")
        await reader.press(*f"{tmp_path}/abo", "tab", "enter")
        assert "6 feeds added. R downloads them, U undoes." in reader.sees()
        assert rows(reader)[-1] == "Rade" and "⊘Rade" in reader.sees()
        exported = reader.library.subscriptions.to_opml()
        assert exported.count('frss:priority="feed"') == 1
        await reader.press("U")
        assert "importing the subscriptions (“F0”, “F1”, “F2” and 3 more)" in reader.sees()
        assert rows(reader)[-1] == "Essai"
        await reader.press("ctrl+y")
        assert rows(reader)[-1] == "Rade" and "⊘Rade" in reader.sees()
