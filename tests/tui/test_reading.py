"""The reader, by keyboard: what a person sees after each key."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual import events

from newsreader.config import Config
from newsreader.library.messages.events import ArticleStored, FeedRead, RefreshFinished, RefreshProgress
from newsreader.library.messages.requests import Refresh, Stop
from newsreader.library.refresh.ingest import parse_and_store, reprocess
from newsreader.library.subscriptions.first_run import create_default_library
from newsreader.library.workers.job_runner import InProcessRunner
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.comment import Comment, CommentState, Thread
from newsreader.model.errors import ConfigError
from newsreader.model.text import Text
from newsreader.store.articles import EntryUpdate
from newsreader.store.codec import encode_article
from newsreader.store.store import Store
from newsreader.tui.keymap import KEYMAPS, keymap
from newsreader.tui.keys import KEYS
from newsreader.tui.layout import Pane, visible_panes
from newsreader.tui.screens.main import CATCH_UP
from tests.tui.reader import NOW, fill, opened

KEYS_TYPED = {"enter": "\r", "apostrophe": "'"}
HOSTILE = "[link=https://a.fr]x[/] [bold \\[ \x1b[31m \u202e] \x07"


async def test_headlines_and_the_first_article_are_there_at_once(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        seen = reader.sees()
        assert all(words in seen for words in ("Titre 0", "Titre 1", "Titre 2", "Un chapo.", "Parole numéro 0"))
        assert reader.library.count(ArticleFilter(unread=True)) == 3


async def test_opening_marks_read_and_the_row_stays(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("2", "j", "enter")
        assert reader.focused() is Pane.ARTICLE
        assert reader.library.count(ArticleFilter(unread=True)) == 2
        await reader.press("q")
        assert "Titre 1" in reader.sees() and reader.screen.headlines.cursor == 1
        await reader.press("m")
        assert reader.library.count(ArticleFilter(unread=True)) == 3


async def test_space_reads_through_an_article_then_opens_the_next_unread(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("space")
        first = reader.screen.article.opened
        for _n in range(12):
            await reader.press("space")
            if reader.screen.article.opened is not first:
                break
        now = reader.screen.article.opened
        assert now and now.article.title == "Titre 1" and reader.screen.headlines.cursor == 1
        await reader.press("K")
        assert reader.screen.article.opened and reader.screen.article.opened.article.title == "Titre 0"
        assert reader.screen.article.scroll_offset.y > 0, "an article opens again where it was left"


async def test_from_the_last_unread_article_space_goes_on_at_the_top(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("G", "enter")
        assert "Parole numéro 2" in reader.sees() and reader.library.count(ArticleFilter(unread=True)) == 2
        await reader.press("space")
        now = reader.screen.article.opened
        assert now and now.article.title == "Titre 0" and reader.screen.headlines.cursor == 0


async def test_quotations_are_walked_and_said_whose(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("enter", "comma")
        assert "— Anne Bec (raconte)" in reader.sees() and '> "Parole numéro 0' in reader.sees()
        await reader.press("comma")
        assert "— Yann Tregor (dit)" in reader.sees()
        await reader.press("semicolon")
        assert "— Anne Bec" in reader.sees()
        await reader.press("Y")
        assert reader.app.clipboard.startswith("«\u00a0Parole numéro 0") and "Anne Bec, Essai," in reader.app.clipboard
        assert reader.app.clipboard.endswith("https://x.example/0")


async def test_the_next_quotation_is_the_first_in_sight_the_top_line_included(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (80, 24)) as reader:
        await reader.press("enter")
        view = reader.screen.article
        view.slices.until()
        number, line = list(view.page.quotation_lines.items())[3]
        view.scroll_to(y=line, animate=False)
        await reader.settled()
        assert view.scroll_offset.y == line
        await reader.press("comma")
        assert view.current_quotation == number


async def test_the_list_of_quotations_jumps_to_one(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (200, 50)) as reader:
        await reader.press("enter", "apostrophe")
        assert "31 quotations" in reader.sees() and "Yann Tregor" in reader.sees()
        await reader.press("G", "enter")
        assert reader.focused() is Pane.ARTICLE and "Suite 29." in reader.sees()
        await reader.press("apostrophe")
        assert reader.screen.pane_layout.side is None


async def test_comments_open_and_close_by_one_key_and_never_lie(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("enter", "c")
        assert "Connectez-vous." in reader.sees() and "Un chapo." in reader.sees()
        await reader.press("c")
        assert "Connectez-vous." not in reader.sees()
        await reader.press("J", "c")
        assert "Je confirme." in reader.sees() and "1 comment" in reader.sees()


async def test_marks_are_seen_at_once_and_undone(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        library = reader.library
        await reader.press("f", "m")
        assert library.count(ArticleFilter(saved=True)) == 1 and library.count(ArticleFilter(unread=True)) == 2
        await reader.press("A")
        assert library.count(ArticleFilter(unread=True)) == 0 and reader.screen.headlines.count == 3
        await reader.press("U", "U", "U")
        assert library.count(ArticleFilter(unread=True)) == 3 and library.count(ArticleFilter(saved=True)) == 0
        await reader.press("3")
        assert reader.screen.headlines.count == 0


async def test_news_coming_in_moves_neither_cursor_nor_text(library_file: Path) -> None:
    fill(library_file, 40)
    async with opened(library_file) as reader:
        await reader.press("j", "j", "j", "enter", "space")
        before = reader.sees().splitlines()
        top = reader.screen.article.scroll_offset.y
        store = Store(library_file)
        article = Article(
            url="https://x.example/new",
            id="x:new",
            title="Toute neuve",
            published=NOW,
        )
        number = store.articles.put_entry(1, article, "s", datetime.now(UTC))
        store.close()
        for event in (
            RefreshProgress(0, 1),
            FeedRead(1, "Essai", 1),
            ArticleStored(number),
            RefreshFinished(RefreshProgress(1, 1, 1, 1, 1)),
        ):
            reader.receive(event)
        await reader.passes(CATCH_UP)
        current = reader.screen.headlines.current
        assert current and current.title == "Titre 3"
        assert reader.screen.article.scroll_offset.y == top and reader.focused() is Pane.ARTICLE
        # Everything stands where it stood; only the bar of the list shows that it is longer now.
        bar = dict.fromkeys(map(ord, "▁▂▃▄▅▆▇█"), " ")
        after = reader.sees().translate(bar).splitlines()
        assert [line.translate(bar) for line in before[2:-1]] == after[2:-1]
        assert reader.headlines()[0].title == "Toute neuve"
        assert "1 new article." in reader.sees()


async def test_a_text_that_is_read_meanwhile_appears_by_itself(library_file: Path) -> None:
    # The fetcher reads what feeds gave also unasked, after a start or when a full disk has room again.
    fill(library_file)
    store = Store(library_file)
    article = Article(url="https://x.example/new", id="x:new", title="Toute neuve", complete=True)
    row = encode_article(article, "<p>Le texte du flux.</p>", "Le texte du flux.")
    (number,) = store.articles.put_entries(1, [EntryUpdate(row, "", sort_time=int(NOW.timestamp()) + 60)], NOW)
    async with opened(library_file) as reader:
        assert reader.headlines()[0].id == number and "Le texte du flux." not in reader.sees()
        assert await reprocess(store, InProcessRunner(), number) == 1
        await reader.passes(CATCH_UP)
        assert "Le texte du flux." in reader.sees()
    store.close()


async def test_without_a_network_it_says_so_and_goes_on(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        reader.receive(RefreshFinished(RefreshProgress(feeds=3, feeds_total=3, failed=3), offline=True))
        await reader.settled()
        assert "Offline · next attempt" in reader.sees()
        await reader.press("enter")
        assert "Un chapo." in reader.sees()
        await reader.press("R")
        assert reader.helper.asked[-1] == Refresh(asked=True)


async def test_without_a_network_each_try_waits_twice_as_long(
    library_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        timers: list[tuple[float, Callable[[], None]]] = []
        monkeypatch.setattr(reader.screen, "set_timer", lambda seconds, act: timers.append((seconds, act)))
        for minutes in (1, 2, 4, 8, 16, 16):
            reader.receive(RefreshFinished(RefreshProgress(feeds=3, feeds_total=3, failed=3), offline=True))
            await reader.settled()
            assert f"next attempt in {minutes} minute" in reader.sees() and timers[-1][0] == 60 * minutes
            asked = len(reader.helper.asked)
            timers[-1][1]()
            assert [type(one) for one in reader.helper.asked[asked:]] == [Refresh]
        reader.receive(RefreshFinished(RefreshProgress(feeds=3, feeds_total=3)))
        reader.receive(RefreshFinished(RefreshProgress(feeds=3, feeds_total=3, failed=3), offline=True))
        assert timers[-1][0] == 60, "after a refresh that went well the waiting begins anew"


async def test_a_single_feed_is_refreshed_by_its_key(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("h", "r")
        assert "Choose a feed" in reader.sees()
        await reader.press("G", "r")
        feed = reader.library.subscriptions.all()[-1].id
        assert reader.helper.asked[-1] == Refresh(asked=True, feeds=(feed,))


async def test_progress_is_seen_and_can_be_stopped(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        reader.receive(RefreshProgress(feeds=2, feeds_total=13, articles=5, articles_total=80))
        await reader.settled()
        assert "2/13 feeds · 5/80 articles" in reader.sees()
        await reader.press("x")
        assert reader.helper.asked[-1] == Stop()


@pytest.mark.parametrize(
    ("width", "at", "side", "shown"),
    [
        (80, Pane.HEADLINES, None, [Pane.HEADLINES]),
        (80, Pane.COMMENTS, Pane.COMMENTS, [Pane.COMMENTS]),
        (120, Pane.HEADLINES, None, [Pane.HEADLINES, Pane.ARTICLE]),
        (120, Pane.FEEDS, None, [Pane.FEEDS, Pane.HEADLINES]),
        (120, Pane.ARTICLE, Pane.COMMENTS, [Pane.ARTICLE, Pane.COMMENTS]),
        (200, Pane.ARTICLE, Pane.QUOTES, [Pane.FEEDS, Pane.HEADLINES, Pane.ARTICLE, Pane.QUOTES]),
    ],
)
def test_there_is_as_much_on_the_screen_as_it_holds(width: int, at: Pane, side: Pane | None, shown: list[Pane]) -> None:
    assert list(visible_panes(width, at, side)) == shown


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50), (40, 12)])
async def test_every_size_reads_from_the_list_to_the_comments(library_file: Path, size: tuple[int, int]) -> None:
    fill(library_file)
    async with opened(library_file, size) as reader:
        assert "Titre 1" in reader.sees()
        await reader.press("j", "l")
        assert "Un chapo." in reader.sees()
        await reader.press("c")
        assert "Je confirme." in reader.sees()
        await reader.press("q", "q", "q")
        assert reader.focused() is Pane.FEEDS and "All articles" in reader.sees()


async def test_only_q_leaves_from_the_feeds(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("h", "h", "left", "escape", "escape")
        assert reader.app.is_running and reader.focused() is Pane.FEEDS
        await reader.press("q")
        assert not reader.app.is_running


def test_a_key_of_ones_own_quits_nothing_by_chance() -> None:
    assert keymap(Config(keys={"tag": "q"}))["leave"] == ""
    assert keymap(Config(keymap="emacs"))["leave"] == "q"


async def test_keys_typed_ahead_are_done_in_turn(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (80, 24)) as reader:
        screen = reader.screen

        async def typed(*keys: str) -> None:
            """As fast as a terminal hands them on: nobody waits for what a key brings."""
            for key in keys:
                reader.app.post_message(events.Key(key, KEYS_TYPED.get(key, key)))
            await reader.settled()

        await typed("enter", "apostrophe", "apostrophe", "c")
        assert screen.pane_layout.focused_pane == "comments"
        await typed("q", "q", "j", "enter", "c")
        assert screen.pane_layout.focused_pane == "comments" and "Je confirme" in reader.sees()
        await typed("q", "h", "h", "g", "enter", "j", "j", "enter")
        assert screen.pane_layout.focused_pane is Pane.ARTICLE
        assert screen.article.opened and screen.article.opened.article.title == "Titre 2"


async def test_another_size_keeps_the_place(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("enter", "space", "space")
        place = reader.screen.article.place()
        await reader.pilot.resize_terminal(70, 24)
        await reader.settled()
        assert reader.screen.article.place()[0] == place[0]
        assert f"Suite {place[0] - 2}." in reader.sees()


async def test_the_feeds_narrow_the_list(library_file: Path) -> None:
    fill(library_file)
    store = Store(library_file)
    store.feeds.add("https://y.example/f.rss", "Vide")
    store.close()
    async with opened(library_file) as reader:
        await reader.press("h")
        assert "Vide" in reader.sees()
        await reader.press("G", "enter")
        assert reader.screen.headlines.count == 0
        await reader.press("h", "k", "enter")
        assert reader.screen.headlines.count == 3


async def test_help_shows_every_action(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (100, 200)) as reader:
        await reader.press("question_mark")
        seen = reader.sees()
        assert all(key.help[:30] in seen for key in KEYS)


async def test_keys_can_be_chosen_and_are_checked(library_file: Path) -> None:
    fill(library_file)
    config = Config(library=library_file, keys={"save": "s"})
    async with opened(library_file, config=config) as reader:
        await reader.press("s")
        assert reader.library.count(ArticleFilter(saved=True)) == 1
    for keys, words in (
        ({"sav": "s"}, "unknown action “sav”. Did you mean “save”"),
        ({"save": "ctrl+nothing"}, "unknown key “ctrl\\+nothing”"),
        ({"save": "x", "tag": "x"}, "“x” is already a key of “save”"),
    ):
        with pytest.raises(ConfigError, match=words):
            keymap(Config(keys=keys))
    chosen = keymap(Config(keys={"save": "?, F5", "undo": "s"}))
    assert chosen["save"] == "question_mark,f5" and chosen["undo"] == "s"
    assert chosen["help"] == "f1" and chosen["order"] == ""


@pytest.mark.parametrize("name", KEYMAPS)
def test_a_preset_gives_every_action_a_key_and_no_key_two_actions(name: str) -> None:
    keys = keymap(Config(keymap=name))
    for where in ("reading", "people"):
        mine = [key for entry in KEYS if entry.context in ("", where) for key in keys[entry.id].split(",")]
        assert "" not in mine and len(mine) == len(set(mine))


def test_no_default_key_needs_altgr_on_azerty_and_none_means_two_things() -> None:
    for where in ("reading", "people"):
        mine = [key for entry in KEYS if entry.context in ("", where) for key in entry.keys.split(",")]
        assert len(mine) == len(set(mine))
    keys = [key for entry in KEYS for key in entry.keys.split(",")]
    assert not {"left_square_bracket", "right_square_bracket", "backslash", "vertical_line", "at", "number_sign"} & set(
        keys
    )


async def test_text_from_outside_is_only_ever_text(library_file: Path) -> None:
    store = Store(library_file)
    feed, _new = store.feeds.add("https://x.example/f.rss", HOSTILE)
    article = Article(
        url="https://x.example/0",
        id="x:0",
        title=HOSTILE,
        kicker=HOSTILE,
        outlet=HOSTILE,
        authors=(HOSTILE,),
        standfirst=Text(HOSTILE),
        blocks=(
            Block(BlockType.PARAGRAPH, Text(f'"{HOSTILE} et bien d\'autres mots encore", dit Anne Bec.')),
            Block(BlockType.PULL_QUOTE, Text(HOSTILE), attribution=HOSTILE, circumstance=HOSTILE),
            Block(BlockType.TABLE, rows=((HOSTILE, HOSTILE),)),
            Block(BlockType.CODE, Text(HOSTILE)),
        ),
        thread=Thread(CommentState.OPEN, HOSTILE, 1, (Comment("1", HOSTILE, (Text(HOSTILE),)),)),
    )
    number = store.articles.put_entry(feed, article, "s", NOW)
    parse_and_store(store, number, article, NOW)
    store.close()
    async with opened(library_file, (200, 50)) as reader:
        for keys in (("enter",), ("comma",), ("apostrophe",), ("c",), ("Y",), ("y",)):
            await reader.press(*keys)
            seen = reader.sees()
            assert "[link=https://a.fr]x[/]" in seen
            assert "\x1b" not in seen and "\u202e" not in seen and "\x07" not in seen


async def test_the_welcome_edition_opens_with_the_keys(library_file: Path) -> None:
    store = Store(library_file)
    create_default_library(store, datetime.now(UTC))
    store.close()
    async with opened(library_file, (120, 60)) as reader:
        assert "WELCOME" in reader.sees() and "Three keys are enough" in reader.sees()
        await reader.press("o")
        assert "no web page" in reader.sees()


async def test_the_theme_is_remembered(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("t")
        assert reader.app.theme == "newsreader-light"
    async with opened(library_file) as reader:
        assert reader.app.theme == "newsreader-light"


async def test_how_the_feeds_are_doing_is_one_key_away(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("i")
        assert "Essai" in reader.sees() and "not checked yet" in reader.sees()
        await reader.press("q")
        assert reader.app.screen is reader.screen
