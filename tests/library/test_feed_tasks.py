"""What becomes of the entries of a feed before they are stored: whose they are, whether their text is whole, what is
fetched; which feed somebody means; what a new library begins with."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newsreader import i18n
from newsreader.library.feed_matching import feeds_named
from newsreader.library.subscriptions.first_run import WELCOME, create_default_library, default_feed_urls
from newsreader.library.workers import feed_tasks
from newsreader.library.workers.article_tasks import prepare_many, prepare_page, with_announced_comments
from newsreader.library.workers.entry_ids import identify, is_general
from newsreader.library.workers.feed_tasks import announced_thread, prepare_entry, prepare_feed
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.comment import Comment, CommentSource, CommentState, Thread
from newsreader.model.errors import NewsreaderError
from newsreader.model.feed import Entry, Feed
from newsreader.model.serialize import article_from_dict
from newsreader.model.text import Text
from newsreader.store.codec import unpack
from newsreader.store.store import Store
from tests.press import BODY, item, layout_2022, rss

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
URL = "https://x.example/f"
ENTRY = Entry("https://x.example/le-phare-du-port-1.html", "Le phare", Text("Un résumé."), published=NOW)


def prepared(entry: Entry, outlet: str = "Essai") -> Any:
    return prepare_entry(entry, outlet, "fr", identify([entry], URL)[0])


@pytest.mark.parametrize(
    ("outlet", "title", "named"), [("À moi", "Le fil", "À moi"), ("", "Le fil", "Le fil"), ("", "", URL)]
)
def test_an_outlet_is_what_its_reader_calls_it_else_what_it_calls_itself(outlet: str, title: str, named: str) -> None:
    found = prepare_feed(rss(title, item("Un", "https://x.example/1")).encode(), URL, "", outlet, "fr")
    assert [entry.row.outlet for entry in found.entries] == [named]


def test_a_feed_says_its_language_or_is_taken_for_that_of_its_reader() -> None:
    document = rss("Le fil", item("Un", "https://x.example/1"))
    for said, taken, expected in (("", "de", "de"), ("en", "de", "en"), ("", "", "")):
        language = f"<language>{said}</language>" if said else ""
        text = document.replace("<channel>", f"<channel>{language}") if said else document
        text = text.replace("<language>fr</language>", language)
        (entry,) = prepare_feed(text.encode(), URL, "", "", taken).entries
        assert unpack(entry.row.content).get("language", "") == expected


def test_of_a_very_long_feed_the_first_articles_are_kept_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_tasks, "MAX_ENTRIES", 2)
    for count, warning in ((2, ""), (3, "it has 3 articles; the first 2 are kept")):
        items = "".join(item(f"Titre {n}", f"https://x.example/{n}") for n in range(count))
        found = prepare_feed(rss("Le fil", items).encode(), URL, "", "", "fr")
        assert [entry.row.title for entry in found.entries] == ["Titre 0", "Titre 1"] and found.warning == warning


@pytest.mark.parametrize(
    ("more", "is_whole", "is_fetched"),
    [
        ({}, False, True),
        ({"content": "<p>Tout le texte.</p>", "complete": True}, True, False),
        ({"content": "<p>Un début.</p>"}, False, True),
        ({"content": "<p>Tout.</p>", "complete": True, "comment_feed": "https://x.example/c"}, True, True),
        (
            {"content": "<p>Tout.</p>", "complete": True, "comment_feed": "https://x.example/c", "comment_count": 0},
            True,
            False,
        ),
    ],
)
def test_a_page_is_fetched_where_the_text_or_its_comments_are_missing(
    more: dict[str, Any], is_whole: bool, is_fetched: bool
) -> None:
    found = prepared(replace(ENTRY, **more))
    assert found.row.complete is is_whole and (found.to_fetch is not None) is is_fetched
    assert bool(found.row.markup) is is_whole, "a whole text is read when it is wanted"
    if found.to_fetch:
        assert found.to_fetch.content == "" and found.to_fetch.summary.value in ("Un résumé.", "Un début.")


def test_an_item_without_a_page_is_its_text_and_has_no_comments() -> None:
    found = prepared(replace(ENTRY, url=""))
    assert found.row.thread.state is CommentState.NONE
    assert prepared(ENTRY).row.thread.state is not CommentState.NONE


@pytest.mark.parametrize(
    ("more", "state", "source", "count"),
    [
        ({"comment_count": 0}, CommentState.NONE, "", 0),
        ({"comment_count": 3}, CommentState.UNKNOWN, "", 3),
        ({"comment_feed": "https://x.example/c"}, CommentState.UNKNOWN, CommentSource.FEED, None),
        ({"comments_url": "https://x.example/c"}, CommentState.UNKNOWN, "", None),
    ],
)
def test_what_a_feed_tells_of_comments_is_known(
    more: dict[str, Any], state: CommentState, source: str, count: int | None
) -> None:
    thread = announced_thread(replace(ENTRY, **more))
    assert (thread.state, thread.source, thread.count) == (state, source, count)
    assert thread.url == more.get("comments_url", ENTRY.url) and thread.feed == more.get("comment_feed", "")


def test_comments_of_the_page_count_more_than_those_the_feed_tells_of() -> None:
    told = replace(ENTRY, comment_feed="https://x.example/c")
    shown = Thread(CommentState.OPEN, comments=(Comment("a", "Ida", (Text("Oui."),)),))
    assert with_announced_comments(shown, told) is shown
    assert with_announced_comments(Thread(), told).source is CommentSource.FEED
    assert with_announced_comments(Thread(CommentState.CLOSED), ENTRY).state is CommentState.CLOSED


def test_what_a_page_leaves_out_its_feeds_say_each_in_turn() -> None:
    page = layout_2022("Le quai des brumes rouvre", BODY)
    bare = page.replace("og:site_name", "og:autre")
    url = "https://www.franceinfo.fr/culture/quai_7000001.html"
    first = Entry(f"{url}?x=1", "Le quai des brumes rouvre", tags=("Mer",), sound="https://x.example/a.mp3")
    second = replace(first, authors=("Ida Roc",), outlet="Le Fanal", published=NOW)

    def read(text: str, entries: Sequence[Entry]) -> Article:
        return article_from_dict(unpack(prepare_page(text.encode(), url, "utf-8", entries).row.content))

    found = read(bare, [first, second])
    assert found.url == first.url and found.sound == first.sound and found.published != NOW
    assert found.authors != ("Ida Roc",) and found.authors
    assert read(bare, []).url == url
    assert found.outlet


def test_raw_texts_and_others_are_read_anew_together() -> None:
    head = Article("https://x.example/1", "x:1", "Un", language="fr", complete=True)
    whole = replace(head, blocks=(Block(BlockType.PARAGRAPH, Text("« Le port respire », dit Anne Bec.")),))
    found = prepare_many([(1, head, "<p>« Le quai rouvre », dit Yann Tregor.</p>"), (2, whole, "")])
    assert [number for number, _article in found] == [1, 2]
    assert [article.quotations[0].speaker for _number, article in found] == ["Yann Tregor", "Anne Bec"]


@pytest.mark.parametrize(
    ("url", "general"),
    [
        ("https://x.example", True),
        ("https://x.example/", True),
        ("https://x.example/sport", True),
        ("https://x.example/sport/direct", True),
        ("https://x.example/sport/mer/direct", False),
        ("https://x.example/sport/le-direct", True),
        ("https://x.example/sport/le-direct-du-jour", False),
        ("https://x.example/sport/le_direct-du", False),
        ("https://x.example/7", False),
        ("https://8.example/sport", True),
        ("https://x.example/sport#a-b-c-1", True),
    ],
)
def test_an_address_without_number_words_or_a_long_way_may_be_that_of_ever_other_things(
    url: str, general: bool
) -> None:
    assert is_general(url) is general


# ------------------------------------------------------------ which feed is meant


FEEDS = [
    Feed(1, "https://x.example/f", "Le Fil de l'été", folder="Mer"),
    Feed(2, "https://y.example/f", "La Vigie"),
    Feed(3, "https://z.example/f", "La Vigie du soir", folder="Mer"),
]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("1", [1]),
        ("https://y.example/f", [2]),
        ("y.example/f", [2]),
        ("LE FIL DE L’ETE", [1]),
        ("la  vigie", [2]),
        ("mer", [1, 3]),
        ("soir", [3]),
        ("fil", [1]),
    ],
)
def test_a_feed_is_meant_by_number_address_title_or_folder(words: str, found: list[int]) -> None:
    assert [feed.id for feed in feeds_named(FEEDS, words)] == found


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("vig", r"may be one of: La Vigie \(2\), La Vigie du soir \(3\)"),
        ("La Vigye", "Did you mean “La Vigie"),
        ("zèbre", "lists them.$"),
        ("", "lists them.$"),
    ],
)
def test_what_is_no_feed_or_several_says_so(words: str, said: str) -> None:
    with pytest.raises(NewsreaderError, match=said):
        feeds_named(FEEDS, words)


# ------------------------------------------------------------ a new library


def test_a_new_library_has_the_catalogue_and_a_welcome_of_today_once(store: Store) -> None:
    i18n.speak("fr")
    assert create_default_library(store, NOW) and not create_default_library(store, NOW)
    feeds = store.feeds.all()
    assert {feed.url for feed in feeds[1:]} == default_feed_urls() and feeds[0].url == f"{WELCOME}fr/feed.xml"
    assert len({feed.folder for feed in feeds[1:]}) == 1 and feeds[1].folder and not feeds[0].folder
    rows = store.headlines.headlines_of(store.headlines.ids(ArticleFilter(feed=feeds[0].id)))
    times = sorted((row.when for row in rows), reverse=True)
    assert len(times) > 1 and times == [NOW - timedelta(minutes=place) for place in range(len(times))]
    for row in rows:
        article = store.articles.load(row.id)
        assert article and article.complete and article.language == "fr"
    assert store.state.get("created") == NOW.isoformat()
