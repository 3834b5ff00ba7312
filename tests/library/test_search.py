"""The language of searches, from the text to the articles that it finds."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.library.core import Library
from newsreader.library.refresh.ingest import parse_and_store
from newsreader.library.search.parser import QueryError, parse_query, without_begun_letter
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.article_filter import MANY, ArticleFilter, Found, SortOrder
from newsreader.model.errors import LibraryError
from newsreader.model.note import Note
from newsreader.model.text import Text
from newsreader.store.store import Store

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def library(library_file: Path) -> Library:
    """Four articles: a port, a lighthouse, a heart, and sport."""
    store = Store(library_file)
    sea, _new = store.feeds.add("https://m.example/f", "La Mer", "Côte")
    town, _new = store.feeds.add("https://v.example/f", "La Ville")
    articles = (
        ("Le port rouvre", "« Le port respire », dit Maëlle Kervadec, maire de Port-Lison.", "Léa Morin", sea, 1),
        ("Le phare", "Le gardien du phare attend l'œuvre promise.", "Noé Bec", sea, 2),
        ("Un cœur d'or", "Le port n'a rien à voir ici. Respire encore.", "Léa Morin", town, 5),
        ("Sport", "Match nul à Port-Lison.", "Ida Roy", town, 40),
    )
    for number, (title, text, author, feed, days) in enumerate(articles, 1):
        article = Article(
            url=f"https://x.example/{number}",
            id=f"x:{number}",
            title=title,
            authors=(author,),
            outlet="L'Écho" if feed == sea else "Le Bourg",
            published=NOW - timedelta(days=days),
            language="fr",
            blocks=(Block(BlockType.PARAGRAPH, Text(text)),),
        )
        store.articles.put_entry(feed, article, "s", NOW)
        parse_and_store(store, number, article, NOW)
    store.undo.set_flag([2], "read", True, "lu", NOW)
    store.undo.set_flag([3], "saved", True, "gardé", NOW)
    with store.undo.record("étiquettes", NOW) as step:
        store.tags.tag(step, [4], ["Ballon", "mer"])
        store.notes.put(step, Note(0, 1, "À relire"), NOW)
    store.close()
    return Library(library_file, lambda: NOW)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("port", [1, 3, 4]),
        ("port respire", [1, 3]),
        ('"port respire"', [1]),
        ("COEUR", [3]),
        ("oeuvre", [2]),
        ("cœur", [3]),
        ("titre:port", [1]),
        ("title:PORT", [1]),
        ("de:morin", [1, 3]),
        ("par:morin -titre:coeur", [1]),
        ("dit:kervadec", [1]),
        ("said:maelle", [1]),
        ("said:personne", []),
        ("source:mer", [1, 2]),
        ("source:écho", [1, 2]),
        ("source:côte phare", [2]),
        ("tag:mer", [4]),
        ("est:lu", [2]),
        ("is:unread port", [1, 3, 4]),
        ("est:gardé", [3]),
        ("is:noted", [1]),
        ("est:cité", [1]),
        ("depuis:3j", [1, 2]),
        ("since:2026-11-20 port", [1]),
        ("avant:2026-11-01", [4]),
        ("-port", [2]),
        ("phare OR coeur", [2, 3]),
        ("phare OU match", [2, 4]),
        ("port (coeur OR match)", [3, 4]),
        ("port -(coeur OR match)", [1]),
        ("resp*", [1, 3]),
        ("resp", []),
        ("'; DROP TABLE article; --", []),
        ("100%", []),
    ],
)
def test_a_search_finds_what_it_says(library: Library, text: str, found: list[int]) -> None:
    assert sorted(h.id for h in library.searches.find(text)) == found


def test_the_last_word_is_only_begun_while_one_types(library: Library) -> None:
    def typed(text: str) -> list[int]:
        return sorted(h.id for h in library.headlines(ArticleFilter(query=library.searches.parse(text, typing=True))))

    assert typed("resp") == [1, 3] and typed("port (coe") == [3] and typed("resp ") == []


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("p", ""),
        ("port r", "port "),
        ("port é", "port "),
        ("po", "po"),
        ("port 2", "port 2"),
        ("titre:p", "titre:p"),
        ("l'", "l'"),
        ("海", "海"),
        ("p ", "p "),
        ("", ""),
    ],
)
def test_a_word_of_one_letter_so_far_is_left_out(typed: str, asked: str) -> None:
    assert without_begun_letter(typed) == asked


@pytest.mark.parametrize("text", ["port", "po"])
def test_the_best_are_those_with_the_word_in_the_title_and_all_are_counted(library: Library, text: str) -> None:
    query = library.searches.parse(text, typing=True)
    found = library.searches.best(ArticleFilter(query=query, order=SortOrder.BEST))
    assert [headline.id for headline in found.page] == [1, 3, 4]
    assert (found.count, found.are_more) == (3, False)


def test_many_matches_are_counted_no_further(library_file: Path) -> None:
    store = Store(library_file)
    feed, _new = store.feeds.add("https://m.example/f", "La Mer")
    with store.database.transaction():
        for number in range(1, MANY + 2):
            title, words = ("Le port" if number % 3 else "La rade"), "Le port est plein, la mer aussi."
            article = Article(
                url=f"https://x.example/{number}",
                id=f"x:{number}",
                title=title,
                published=NOW - timedelta(minutes=number),
                blocks=(Block(BlockType.PARAGRAPH, Text(words)),),
            )
            store.articles.put_entry(feed, article, "s", NOW)
    store.close()
    library = Library(library_file, lambda: NOW)

    def best(text: str) -> Found:
        query = library.searches.parse(text, typing=True)
        return library.searches.best(ArticleFilter(query=query, order=SortOrder.BEST))

    assert (best("port").count, best("port").are_more) == (MANY, True)
    assert {headline.title for headline in best("port").page} == {"Le port"}
    assert best("po").are_more and {headline.title for headline in best("po").page} == {"Le port"}
    assert (best("ra").count, best("ra").are_more) == (300, True)  # enough of them in titles


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("quai titr:x", 5, "Unknown field"),
        ("quai (mer", 5, "Missing “\\)”"),
        ("quai) mer", 4, "Unmatched “\\)”"),
        ("quai depuis:hier", 5, "Invalid date"),
        ("est:beau", 0, "Valid states"),
        ("quai OR", 5, "Missing"),
        ("titre:", 0, "Missing"),
        ("quai -", 5, ""),
    ],
)
def test_an_error_points_at_the_word(library: Library, text: str, at: int, words: str) -> None:
    if not words:
        assert library.searches.find(text) == []
        return
    with pytest.raises(QueryError, match=words) as caught:
        library.searches.parse(text)
    assert caught.value.at == at


@pytest.mark.parametrize("text", ["(" * 2000, "-" * 2000, "(a " * 2000 + ")" * 2000, " OR ".join(["quai"] * 2000)])
def test_a_search_beyond_all_measure_is_refused_with_a_sentence(library: Library, text: str) -> None:
    for typing in (True, False):
        with pytest.raises(QueryError):
            parse_query(text, NOW, typing=typing)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("東京", [5]),
        ("橋", [5]),
        ("新しい橋", [5]),
        ("titre:開通", [5]),
        ("京東", []),
        ('"東京 port"', []),
        ("น้ำท่วม", [5]),
        ("ท่วม", [5]),
        ("大桥", [5]),
        ("大桥 -phare", [5]),
    ],
)
def test_words_of_scripts_without_spaces_are_found(library: Library, text: str, found: list[int]) -> None:
    store = Store(library.path)
    body = "川の上に橋。ข่าวน้ำท่วมวันนี้ — 长江大桥今天通车"
    blocks = (Block(BlockType.PARAGRAPH, Text(body)),)
    article = Article(url="https://x.example/5", id="x:5", title="東京で新しい橋が開通", blocks=blocks, published=NOW)
    store.articles.put_entry(1, article, "s", NOW)
    parse_and_store(store, 5, article, NOW)
    store.close()
    assert [one.id for one in library.searches.find(text)] == found


def test_an_older_librarys_texts_without_spaces_are_found_under_any_title(library: Library) -> None:
    """Version 7 put only those into the index anew whose titles were in such a script; where its articles end is what
    the step to version 8 remembers."""
    store = Store(library.path)
    article = Article(
        url="https://x.example/5",
        id="x:5",
        title="Tokyo today",
        blocks=(Block(BlockType.PARAGRAPH, Text("東京で新しい橋が開通した。")),),
        published=NOW,
    )
    store.articles.put_entry(1, article, "s", NOW)
    parse_and_store(store, 5, article, NOW)
    store.index.index([(5, ("Tokyo today", "東京で新しい橋が開通した。", ""))])  # as it was
    store.state.put("index_below", "6")
    before = store.database.rows("SELECT fts_rowid FROM article WHERE id < 5")
    store.close()
    library.upkeep.index_waiting()
    assert [one.id for one in library.searches.find("橋")] == [5]
    store = Store(library.path)
    assert store.database.rows("SELECT fts_rowid FROM article WHERE id < 5") == before and not store.index.old(1)
    store.close()


@given(st.text(st.sampled_from("ab:(-)\"* ORétitre'"), max_size=30))
def test_any_text_is_understood_or_refused_with_a_sentence(text: str) -> None:
    for typing in (True, False):
        try:
            parse_query(text, NOW, typing=typing)
        except QueryError as error:
            assert 0 <= error.at <= error.stop <= len(text) and error.sentence


def test_searches_are_kept_with_their_counts_and_forgotten(library: Library) -> None:
    library.searches.save("Le port", "port")
    library.searches.save("Léa", "de:morin")
    assert library.searches.counts() == [("Le port", "port", 3), ("Léa", "de:morin", 2)]
    library.searches.save("Léa", "")
    assert list(library.searches.all()) == ["Le port"]
    with pytest.raises(QueryError):
        library.searches.save("Non", "titr:x")


def test_a_backup_is_the_whole_library_and_overwrites_nothing(library: Library, tmp_path: Path) -> None:
    copy = tmp_path / "copie.db"
    library.upkeep.backup(copy)
    other = Library(copy, lambda: NOW)
    assert [h.id for h in other.searches.find("port")] == [h.id for h in library.searches.find("port")]
    assert [n.text for n in other.notes.all()] == ["À relire"]
    other.close()
    with pytest.raises(LibraryError, match="does not exist yet"):
        library.upkeep.backup(copy)
