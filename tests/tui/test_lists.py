"""Lists by keyboard: sorting, choosing several, taking back, and coming back to where one was."""

import asyncio
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.config import Config
from newsreader.library.core import Library
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.feed import Headline
from newsreader.model.quotation import Quotation
from newsreader.model.text import Text
from newsreader.store.store import Store
from newsreader.tui.layout import Pane
from newsreader.tui.panes.article_quotations import ArticleQuotationsPane
from newsreader.tui.screens.main import CATCH_UP
from tests.store.test_store import an_article
from tests.tui.reader import NOW, fill, opened


def titles(reader: object) -> list[str]:
    return [h.title for h in reader.headlines()]  # type: ignore[attr-defined]


async def test_several_are_chosen_and_one_key_acts_on_all_and_one_takes_it_back(library_file: Path) -> None:
    fill(library_file, 5)
    async with opened(library_file) as reader:
        library = reader.library
        await reader.press("v", "v", "j", "v")
        assert "3 selected" in reader.sees() and reader.sees().count("* ") == 3
        await reader.press("f")
        assert library.count(ArticleFilter(saved=True)) == 3 and not reader.screen.headlines.chosen
        await reader.press("V", "m")
        assert library.count(ArticleFilter(unread=True)) == 0
        await reader.press("V", "T", *"mer", "enter")
        assert all(library.tags.of(number) == ["mer"] for number in range(1, 6))
        for undone, left in (("tags", (0, 3)), ("read", (5, 3)), ("save for later", (5, 0))):
            await reader.press("U")
            assert undone in reader.sees()
            assert (library.count(ArticleFilter(unread=True)), library.count(ArticleFilter(saved=True))) == left
        assert not library.tags.of(1)
        await reader.press("v", "escape")
        assert reader.focused() is Pane.HEADLINES and not reader.screen.headlines.chosen


async def test_of_several_chosen_some_of_them_saved_or_read_all_become_so(library_file: Path) -> None:
    fill(library_file, 3)
    async with opened(library_file) as reader:
        for key, wanted, others in (
            ("f", ArticleFilter(saved=True), (3, 0)),
            ("m", ArticleFilter(unread=True), (0, 3)),
        ):
            await reader.press("g", "j", key)
            assert reader.library.count(wanted) == (1 if key == "f" else 2)
            for count in others:
                await reader.press("V", key)
                assert reader.library.count(wanted) == count


async def test_tags_are_taken_from_several_by_a_minus(library_file: Path) -> None:
    fill(library_file, 3)
    async with opened(library_file) as reader:
        await reader.press("V", "T", *"mer phare", "enter", "V", "T", *"-mer vent", "enter")
        assert all(reader.library.tags.of(number) == ["phare", "vent"] for number in (1, 2, 3))


async def test_a_page_that_comes_late_is_not_added_to_another_list(
    library_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(library_file, 230)
    async with opened(library_file) as reader:
        read, asked, may_answer = reader.library.headlines, threading.Event(), threading.Event()

        def late(wanted: ArticleFilter, after: Headline | None = None) -> list[Headline]:
            if after:
                asked.set()
                assert may_answer.wait(30)
            return read(wanted, after)

        monkeypatch.setattr(reader.library, "headlines", late)
        await reader.press("E")
        await reader.types("G")
        assert await asyncio.to_thread(asked.wait, 30)
        await reader.types("3")
        may_answer.set()
        await reader.settled()
        assert titles(reader) == [] and "Saved for later" in reader.sees()


async def test_lists_are_sorted_by_time_outlet_and_comments(library_file: Path) -> None:
    fill(library_file, 4)
    async with opened(library_file) as reader:
        await reader.press("s")
        assert titles(reader) == [f"Titre {n}" for n in (3, 2, 1, 0)] and "oldest first" in reader.sees()
        await reader.press("s", "s")
        assert titles(reader)[0] == "Titre 1" and "most commented first" in reader.sees()
        await reader.press("s")
        assert titles(reader) == [f"Titre {n}" for n in range(4)]


async def test_one_comes_back_to_the_line_where_one_stopped_after_a_restart_too(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("enter", "space", "space")
        place = reader.screen.article.place()
        assert place[0] > 0
        await reader.press("Q")
    async with opened(library_file, (80, 24)) as reader:
        assert reader.screen.article.place()[0] == place[0]
        # From another article and back, and at the top again nothing is remembered.
        await reader.press("J", "K")
        assert reader.screen.article.place()[0] == place[0]
        await reader.press("g", "J")
        await reader.press("K")
        assert reader.screen.article.place()[0] < 0


async def test_an_article_counts_as_read_as_its_reader_wants(library_file: Path) -> None:
    fill(library_file)
    config = Config(library=library_file, mark_read="finished")
    async with opened(library_file, config=config) as reader:
        library = reader.library
        await reader.press("enter", "space")
        assert library.count(ArticleFilter(unread=True)) == 3
        await reader.press("G")
        assert library.count(ArticleFilter(unread=True)) == 2
        # A short one ends where it begins.
        await reader.press("J")
        assert library.count(ArticleFilter(unread=True)) == 1
    async with opened(library_file, config=replace(config, mark_read="never")) as reader:
        await reader.press("q", "g", "j", "j", "enter", "G")
        assert reader.library.count(ArticleFilter(unread=True)) == 1
        await reader.press("m")
        assert reader.library.count(ArticleFilter(unread=True)) == 0


async def test_what_came_since_the_last_time_is_a_list(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (180, 40)) as reader:
        assert "New since last time" not in reader.sees()
        await reader.press("Q")
    library = Library(library_file)
    library.set_state("last_visit", str(int(NOW.timestamp()) + 60))
    library.close()
    store = Store(library_file)
    later = NOW.replace(year=NOW.year + 1)
    article = Article("https://x.example/9", "x:9", "Une dépêche", blocks=(Block(BlockType.PARAGRAPH, Text("Oui.")),))
    store.articles.put_entry(1, article, "s", later)
    store.close()
    async with opened(library_file, (180, 40)) as reader:
        await reader.press("h", "g", "j", "enter")
        assert titles(reader) == ["Une dépêche"] and "New since last time" in reader.sees()


async def test_a_folder_is_a_list_of_its_feeds(library_file: Path) -> None:
    fill(library_file)
    store = Store(library_file)
    other, _new = store.feeds.add("https://x.example/g.rss", "Large", "Mer")
    store.entries.put(other, [(2, "")])
    store.close()
    async with opened(library_file, (180, 40)) as reader:
        await reader.press("h", "G", "k", "enter")
        assert titles(reader) == ["Titre 1"]


async def test_what_is_done_in_one_window_appears_in_the_other(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (180, 40)) as here:
        await here.passes(CATCH_UP)
        other = Library(library_file)
        other.mark_saved([2])
        other.mark_read([1, 2, 3])
        other.searches.save("Mer", "titre:1")
        other.close()
        await here.passes(CATCH_UP)
        rows = here.headlines()
        assert all(row.read for row in rows) and [row.saved for row in rows] == [False, True, False]
        await here.press("h")
        assert "Mer" in here.sees() and "0 unread" in here.sees()


async def test_each_list_keeps_its_cursor(library_file: Path) -> None:
    fill(library_file, 12)
    store = Store(library_file)
    store.feeds.add("https://y.example/f.rss", "Vide")
    store.close()
    async with opened(library_file, (180, 40)) as reader:
        headlines = reader.screen.headlines
        await reader.press(*["j"] * 7)
        for away, back in ((("2",), ("1",)), (("E",), ()), (("h", "G", "enter"), ("h", "g", "enter"))):
            await reader.press(*away)
            await reader.press(*back)
            current = headlines.current
            assert current and current.title == "Titre 7" and headlines.cursor == 7
            assert reader.screen.article.opened and reader.screen.article.opened.number == current.id
        await reader.press("slash", *"titre:3")
        assert headlines.count == 1
        await reader.press("escape")
        assert headlines.count == 12 and headlines.cursor == 7
        # What stands at its top follows the news.
        await reader.press("g", "2", "j", "1")
        assert headlines.cursor == 0


async def test_a_cursor_far_down_is_found_again(library_file: Path) -> None:
    fill(library_file, 230)
    async with opened(library_file, (180, 40)) as reader:
        headlines = reader.screen.headlines
        await reader.press("E", "G")
        await reader.press("G")
        assert headlines.count == 230
        await reader.press("2", "1")
        assert headlines.current and headlines.current.title == "Titre 229" and headlines.cursor == 229


async def test_a_key_means_the_row_under_the_cursor_whatever_article_was_open(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (80, 24)) as reader:
        await reader.press("enter", "q", "j")
        current = reader.screen.headlines.current
        assert current and reader.screen.controllers.targets.article() == current.id
        assert reader.screen.article.opened and reader.screen.article.opened.number != current.id


async def test_rows_are_read_at_once_where_their_list_is_and_not_where_another_is(library_file: Path) -> None:
    fill(library_file)
    other = Store(library_file).feeds.add("https://y.example/f.rss", "Vide")[0]
    async with opened(library_file) as reader:
        actions, lists = reader.screen.controllers.actions, reader.screen.controllers.lists
        shown = lists.list_in_hand
        lists.list_in_hand = lambda: (ArticleFilter(feed=other), "Vide")  # type: ignore[method-assign]
        actions.mark_all_read()
        assert not any(row.read for row in reader.screen.headlines.loaded.headlines)
        lists.list_in_hand = shown  # type: ignore[method-assign]
        actions.mark_all_read()
        assert all(row.read for row in reader.screen.headlines.loaded.headlines)


async def test_what_is_looked_after_is_what_is_on_the_screen_and_near_it(library_file: Path) -> None:
    fill(library_file, 300)
    async with opened(library_file, (80, 24)) as reader:
        await reader.press("G")
        await reader.press("G")
        shown, near = [row.id for row in reader.headlines()], reader.screen.headlines.window()
        assert near[-1] == shown[-1] and shown[0] not in near and len(near) < 200


async def test_the_row_under_the_cursor_stays_where_it_is_when_others_grow_or_shrink(library_file: Path) -> None:
    fill(library_file, 60)
    async with opened(library_file, (80, 24)) as reader:
        headlines = reader.screen.headlines
        headlines.put(30, 6)
        headlines.add_passages({row.id: ("Une autre parole bien longue ici", ()) for row in reader.headlines()[:25]})
        assert (headlines.cursor, headlines.line) == (30, 6)
        for _twice in range(2):
            await reader.press("underscore")
            assert (headlines.cursor, headlines.line) == (30, 6)


async def test_only_a_search_is_ranked(library_file: Path) -> None:
    fill(library_file, 4)
    async with opened(library_file, (180, 40)) as reader:
        await reader.press("slash", *"suite", "enter")
        assert "best matches first" in reader.sees()
        await reader.press("h", "g", "enter")
        assert titles(reader) == [f"Titre {n}" for n in range(4)] and "best matches" not in reader.sees()
        await reader.press("s", "slash", *"suite", "enter")
        await reader.press("slash", *["backspace"] * 5, "enter")
        assert titles(reader)[0] == "Titre 3" and "oldest first" in reader.sees()


async def test_undo_and_redo_say_what_by_title_and_draw_the_list_anew(library_file: Path) -> None:
    fill(library_file, 3)
    async with opened(library_file) as reader:
        await reader.press("2", "A", "2")
        assert titles(reader) == []
        await reader.press("U")
        assert titles(reader) == ["Titre 0", "Titre 1", "Titre 2"]
        assert "“Titre 0” and 2 other articles" in reader.sees()
        await reader.press("ctrl+y")
        assert titles(reader) == [] and "Done again" in reader.sees()
        await reader.press("U", "j", "f", "U")
        assert "(“Titre 1”)" in reader.sees()


async def test_a_list_of_quotations_that_becomes_shorter_under_the_eye_is_drawn_anew(library_file: Path) -> None:
    fill(library_file, 1)
    many = [(n, Quotation(0, n, n + 5, f"mot {n}", speaker=f"Ida {n // 3}")) for n in range(90)]
    async with opened(library_file) as reader:
        await reader.press("enter", "apostrophe")
        pane = reader.screen.query_one(ArticleQuotationsPane)
        pane.show(many, {}, "fr")
        pane.go(80)
        await reader.settled()
        pane.show(many[:2], {}, "fr")
        await reader.settled()
        assert pane.count == 2 and "mot 0" in reader.sees()


async def test_in_the_feeds_a_whole_list_is_the_one_under_the_cursor(library_file: Path) -> None:
    fill(library_file)
    store = Store(library_file)
    other, _new = store.feeds.add("https://y.example/f.rss", "Le large")
    store.articles.put_entry(other, an_article(7, title="Une vague"), "s", NOW)
    store.close()
    async with opened(library_file, (160, 30)) as reader:
        await reader.press("h", "G", "A")
        assert "“Le large”: 1 article marked as read. U undoes." in reader.sees()
        unread = [headline.title for headline in reader.headlines() if not headline.read]
        assert unread == ["Titre 0", "Titre 1", "Titre 2"]
        await reader.press("A")
        assert "“Le large”: nothing unread." in reader.sees()
        await reader.press("tab", "A")
        assert "“All articles”: 3 articles marked as read." in reader.sees()


async def test_keys_for_the_article_open_the_one_under_the_cursor_of_the_list(library_file: Path) -> None:
    fill(library_file)
    for key, seen in (("right_parenthesis", "No other heading."), ("a", "your note on this article")):
        async with opened(library_file, (160, 30)) as reader:
            await reader.press("g", key)
            assert reader.focused() is Pane.ARTICLE and seen in reader.sees()


async def test_who_speaks_is_said_as_long_as_one_is_with_the_article(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (160, 30)) as reader:
        for keys, said in ((("enter", "comma"), True), (("J",), False), (("comma",), True), (("h",), False)):
            await reader.press(*keys)
            assert ("— Anne Bec" in reader.sees().splitlines()[-1]) is said


async def test_opening_is_no_act_to_undo_and_tags_stand_in_the_article_at_once(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (160, 30)) as reader:
        await reader.press("T", *"large", "enter")
        assert reader.sees().count("#large") >= 2, "in the row, and in the article beside it"
        await reader.press("enter", "J", "J", "U")
        assert "#large" not in reader.sees() and "Undone" in reader.sees()
        assert all(headline.read for headline in reader.headlines())


async def test_a_tag_more_leaves_the_tags_and_an_emptied_line_takes_them(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        number = reader.headlines()[0].id
        await reader.press("T", *"large", "enter")
        await reader.press("T", *"vent", "enter")
        assert reader.library.tags.of(number) == ["large", "vent"]
        await reader.press("T", "ctrl+u", "enter")
        assert not reader.library.tags.of(number)


async def test_in_the_feeds_no_key_is_for_an_article_out_of_sight(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (80, 24)) as reader:
        unread = reader.library.count(ArticleFilter(unread=True))
        await reader.press("h", "m")
        assert "No article here; Enter opens the list." in reader.sees()
        await reader.press("f", "Q")
    library = Library(library_file)
    assert (library.count(ArticleFilter(unread=True)), library.count(ArticleFilter(saved=True))) == (unread, 0)
    library.close()
    async with opened(library_file, (120, 36)) as reader:
        await reader.press("h", "m")  # where the list stands beside the feeds, its cursor is seen
        assert reader.library.count(ArticleFilter(unread=True)) == unread - 1
