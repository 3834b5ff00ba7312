"""Lists: whatever the order and the wanted, each article once, and the counts of the feeds always right."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.library.search.parser import parse_query
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.article_filter import ArticleFilter, SortOrder
from newsreader.model.comment import Comment, CommentState, Thread
from newsreader.model.feed import Headline
from newsreader.model.text import Text
from newsreader.store.headlines import Headlines
from newsreader.store.store import Store
from tests.store.test_store import NOW, an_article


def an_entry(number: int) -> Article:
    thread = Thread(CommentState.OPEN, comments=(Comment("c", "Ida", (Text("Oui."),)),) * (number % 3))
    words = f"Un phare et {'la mer' if number % 2 else 'le port'}."
    return an_article(
        number,
        outlet=("Le Fanal", "La Houle")[number % 2],
        # Some at the same minute, more than the index has room for there.
        published=NOW - timedelta(minutes=number // 20),
        thread=thread if number % 3 else Thread(),
        blocks=(Block(BlockType.PARAGRAPH, Text(words)),),
    )


def filled(store: Store) -> None:
    feeds = [store.feeds.add(f"https://x.example/{n}.rss", f"Fil {n}", "Mer" if n else "")[0] for n in range(3)]
    for number in range(90):
        store.articles.put_entry(feeds[number % 3], an_entry(number), "s", NOW)
        if number % 7 == 0:
            store.entries.put(feeds[0], [(number + 1, "")])
    store.undo.set_flag(list(range(1, 90, 4)), "read", True, "lu", NOW)
    store.undo.set_flag(list(range(1, 90, 10)), "saved", True, "gardé", NOW)


def whole(lists: Headlines, wanted: ArticleFilter, page: int) -> list[Headline]:
    found: list[Headline] = []
    while some := lists.headlines(wanted, page, found[-1] if found else None):
        found += some
    return found


@pytest.mark.parametrize("order", [SortOrder.NEWEST, SortOrder.OLDEST, SortOrder.OUTLET, SortOrder.DISCUSSED])
@pytest.mark.parametrize(
    "wanted",
    [
        ArticleFilter(),
        ArticleFilter(unread=True),
        ArticleFilter(feed=1),
        ArticleFilter(feed=1, unread=True),
        ArticleFilter(folder="Mer"),
        ArticleFilter(folder="Mer", unread=True),
        ArticleFilter(saved=True),
        ArticleFilter(since=1),
    ],
)
def test_pages_hold_each_article_once_and_in_order(store: Store, wanted: ArticleFilter, order: SortOrder) -> None:
    filled(store)
    wanted = replace(wanted, order=order)
    found = whole(store.headlines, wanted, 7)
    assert [h.id for h in found] == [h.id for h in sorted(found, key=order.place)]
    assert sorted(h.id for h in found) == sorted(store.headlines.ids(wanted)) and len(found) == store.headlines.count(
        wanted
    )
    assert found


@pytest.mark.parametrize(
    "words",
    [
        "phare",
        "mer",
        "phare -mer",
        "mer OR port",
        "phare est:non-lu",
        "port avant:2026-11-23",
        "(mer OR x) titre:titre",
    ],
)
def test_a_search_gives_each_article_once_the_newest_first(store: Store, words: str) -> None:
    filled(store)
    wanted = ArticleFilter(query=parse_query(words, NOW))
    found = whole(store.headlines, wanted, 7)
    assert sorted(h.id for h in found) == sorted(store.headlines.ids(wanted)) and len(found) == store.headlines.count(
        wanted
    )
    assert store.headlines.count(wanted, 5) == min(5, len(found))
    # To the minute, and as far as a minute has room.
    times = [h.when for h in found]
    assert all(later - sooner <= timedelta(minutes=1) for sooner, later in pairwise(times))


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.sampled_from(["read", "unread", "hide", "twin", "date", "gone", "undo"]), st.integers(1, 30)))
)
def test_the_counts_of_feeds_are_those_of_their_lists(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    store = Store(tmp_path_factory.mktemp("counts") / "library.db")
    feeds = [store.feeds.add(f"https://x.example/{n}.rss", f"Fil {n}")[0] for n in range(2)]
    for number in range(30):
        store.articles.put_entry(feeds[number % 2], an_entry(number), "s", NOW)
        store.entries.put(feeds[0], [(number + 1, "")])
    for what, number in steps:
        match what:
            case "read" | "unread":
                store.undo.set_flag([number, number + 1], "read", what == "read", "lu", NOW)
            case "hide":
                store.database.write("UPDATE article SET hidden = 1 WHERE id = ?", (number,))
            case "twin":
                store.database.write(
                    "UPDATE article SET duplicate_of = (SELECT id FROM article WHERE id = ?) WHERE id = ?",
                    (number, number + 1),
                )
            case "date":
                later = an_entry(number - 1)
                store.articles.put_entry(feeds[1], replace(later, published=_later(number)), "t", NOW)
            case "gone":
                store.database.write("DELETE FROM article WHERE id = ?", (number,))
            case _:
                store.undo.undo()
    assert store.headlines.count(ArticleFilter(unread=True)) == store.headlines.count(ArticleFilter(unread=True), 1000)
    for feed in store.feeds.all():
        assert feed.unread == store.headlines.count(ArticleFilter(feed=feed.id, unread=True))
        assert [h.id for h in whole(store.headlines, ArticleFilter(feed=feed.id), 7)] == [
            h.id
            for h in sorted(
                store.headlines.headlines_of(store.headlines.ids(ArticleFilter(feed=feed.id))),
                key=SortOrder.NEWEST.place,
            )
        ]
    store.close()


def _later(number: int) -> datetime:
    return NOW - timedelta(days=number)
