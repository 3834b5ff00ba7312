"""The place is kept: in every list, among the people, over a restart; and only two keys leave."""

from pathlib import Path

from newsreader.library.core import Library
from newsreader.model.article_filter import SortOrder
from newsreader.store.store import Store
from newsreader.tui.layout import Pane
from newsreader.tui.screens.people import PeopleScreen
from newsreader.tui.session import SavedSession
from tests.tui.reader import Reader, fill, opened


def here(reader: Reader) -> tuple[str, int]:
    """The title under the cursor, and how far down the screen its row is."""
    headlines = reader.screen.headlines
    assert headlines.current
    return headlines.current.title, headlines.line


def open_title(reader: Reader) -> str:
    reading = reader.screen.article.opened
    return reading.article.title if reading else ""


def is_running(reader: Reader) -> bool:
    return reader.app.return_code is None and reader.app._exit is False


async def test_only_q_leaves(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (80, 24)) as reader:
        await reader.press("h", "h", "left", "escape", "escape")
        assert reader.focused() is Pane.FEEDS and is_running(reader)
        await reader.press("q")
        assert not is_running(reader)


async def test_a_list_that_changes_out_of_sight_stands_where_it_stood(library_file: Path) -> None:
    fill(library_file, 60)
    async with opened(library_file, (80, 24)) as reader:
        await reader.press(*["j"] * 30, *["k"] * 3)
        place = here(reader)
        await reader.press("h")
        reader.screen.headlines.rows_changed()
        await reader.press("j", "enter", "h", "g", "enter")
        assert here(reader) == place


async def test_the_row_stays_through_filters_orders_and_searches(library_file: Path) -> None:
    fill(library_file, 60)
    async with opened(library_file, (80, 24)) as reader:
        await reader.press(*["j"] * 30, *["k"] * 3)
        place = here(reader)
        assert place[0] == "Titre 27"
        for keys in (
            ("2", "1"),
            ("3", "1"),
            ("E", "E"),
            ("slash", *"titre:3", "enter", "h", "g", "enter"),
            ("h", "j", "enter", "h", "g", "enter"),
            ("s", "s", "s", "s"),
            ("p", "q"),
        ):
            await reader.press(*keys)
            assert here(reader) == place, keys
        # A list that is new begins at the same article, where it has it.
        await reader.press("j", "f", "3")
        assert here(reader)[0] == "Titre 28"


async def test_a_saved_search_has_a_cursor_of_its_own(library_file: Path) -> None:
    fill(library_file, 12)
    library = Library(library_file)
    library.searches.save("Etapes", "since:9d titre")
    library.close()
    async with opened(library_file, (80, 24)) as reader:
        await reader.press("h", "j", "j", "enter", "j", "j", "h", "g", "enter", "h", "j", "j", "enter")
        assert here(reader)[0] == "Titre 2" and "Etapes" in reader.sees()


async def test_the_whole_session_stands_again_after_a_restart(library_file: Path) -> None:
    fill(library_file, 60)
    async with opened(library_file, (120, 36)) as reader:
        await reader.press("2", "s", *["j"] * 30, "k", "enter", "c")
        title = open_title(reader)
        assert reader.focused() is Pane.COMMENTS
        await reader.press("Q")
    async with opened(library_file, (120, 36)) as reader:
        screen = reader.screen
        assert (reader.focused(), open_title(reader)) == (Pane.COMMENTS, title)
        assert screen.session.filter.unread and screen.session.filter.order is SortOrder.OLDEST
        await reader.press("q", "q")
        # What was read is not in the list of the unread any more: the cursor is on its neighbour.
        assert here(reader)[0] == "Titre 29"
        await reader.press("h", "Q")
    async with opened(library_file, (120, 36)) as reader:
        assert reader.focused() is Pane.FEEDS and "unread only" in reader.sees()


async def test_a_search_stands_again_and_what_is_gone_does_not(library_file: Path) -> None:
    fill(library_file, 6)
    store = Store(library_file)
    feed, _new = store.feeds.add("https://y.example/f.rss", "Vide")
    store.close()
    async with opened(library_file) as reader:
        await reader.press("slash", *"titre:3", "enter", "Q")
    async with opened(library_file) as reader:
        assert [h.title for h in reader.headlines()] == ["Titre 3"] and "titre:3" in reader.sees()
        await reader.press("h", "G", "enter", "Q")
    store = Store(library_file)
    store.feeds.remove(feed)
    store.close()
    async with opened(library_file) as reader:
        assert len(reader.headlines()) == 6 and "All articles" in reader.sees()


async def test_after_a_crash_the_reader_opens_on_the_list_and_not_on_what_broke_it(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("j", "enter")
        reader.screen.controllers.session.keep()
        await reader.settled()
        kept = reader.library.state("session")
    library = Library(library_file)
    library.set_state("session", kept)  # as a kill leaves it
    library.close()
    assert not SavedSession.from_json(kept).left
    async with opened(library_file) as reader:
        assert reader.focused() is Pane.HEADLINES and open_title(reader) == ""
        await reader.press("j")
        assert open_title(reader) == here(reader)[0]


async def test_after_a_kill_far_down_the_list_what_is_beside_it_is_what_the_cursor_is_at(library_file: Path) -> None:
    fill(library_file, 400)
    async with opened(library_file) as reader:
        await reader.press("G", "G")  # the rows behind the first page are loaded on the way
        await reader.press(*"k" * 30)
        place = here(reader)
    # The next start stands there, and is killed before anything is shown.
    async with opened(library_file) as reader:
        assert here(reader) == place
        reader.screen.controllers.session.keep()
        await reader.settled()
        kept = reader.library.state("session")
    library = Library(library_file)
    library.set_state("session", kept)
    library.close()
    async with opened(library_file) as reader:
        assert reader.focused() is Pane.HEADLINES and here(reader) == place and open_title(reader) == ""
        await reader.press("k")
        assert open_title(reader) == here(reader)[0] != place[0]


async def test_back_and_forward_lead_through_everything_opened_people_included(library_file: Path) -> None:
    fill(library_file, 6)
    async with opened(library_file) as reader:
        await reader.press("j", "enter", "q", "j", "enter")
        place = here(reader)
        await reader.press("p", "slash", *"bec", "enter", "enter", "j", "j", "j", "enter")
        quoted = open_title(reader)
        assert quoted == "Titre 3" and "— Anne Bec" in reader.sees()
        # Out of the quotation, one is among the people where one was.
        await reader.press("q")
        people = reader.app.screen
        assert (
            isinstance(people, PeopleScreen) and people.at == "person_quotations" and people.quotation_list.cursor == 3
        )
        assert "Yann Tregor" not in reader.sees()
        await reader.press("alt+right")
        assert open_title(reader) == quoted and "— Anne Bec" in reader.sees()
        await reader.press("alt+left", "alt+left")
        assert open_title(reader) == "Titre 2"
        await reader.press("alt+left")
        assert open_title(reader) == "Titre 1"
        await reader.press("alt+right", "alt+right", "q", "q", "q")
        # Out of the people, one is in the article from which one looked at them; out of that, in the list.
        assert reader.focused() is Pane.ARTICLE and open_title(reader) == "Titre 2"
        await reader.press("q")
        assert reader.focused() is Pane.HEADLINES and here(reader) == place and open_title(reader) == place[0]
        # The people are as they were left.
        await reader.press("p")
        again = reader.app.screen
        assert isinstance(again, PeopleScreen) and again.at == "speakers" and "Yann Tregor" in reader.sees()


async def test_the_way_back_goes_past_what_is_gone(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (80, 24)) as reader:
        await reader.press("enter", "q", "j", "enter", "q", "j", "enter")
        store = Store(library_file)
        store.retention.delete([row.id for row in reader.headlines() if row.title == "Titre 1"])
        store.close()
        await reader.press("alt+left")
        assert open_title(reader) == "Titre 0"
        await reader.press("alt+left")
        assert open_title(reader) == "Titre 0" and "Nothing to go back to." in reader.sees()


async def test_a_library_without_feeds_says_which_key_subscribes(library_file: Path) -> None:
    fill(library_file, 2)
    async with opened(library_file, (80, 24)) as reader:
        reader.library.set_state("created", "2026-11-25")  # nobody waits for its first feeds
        await reader.press("h", "G", "d", "g", "enter")
        assert "No articles here yet. R asks for news, + subscribes to an outlet" in reader.sees()
