"""What a search is taken for, word by word: its tree, where it cannot be understood, and how it is completed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newsreader.library.search.completion import complete
from newsreader.library.search.parser import NEVER, QueryError, parse_query
from newsreader.library.search.searches import Searches
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.query import (
    About,
    All,
    Dated,
    Is,
    Not,
    Of,
    PrintedBy,
    Quoted,
    RoleIs,
    Ruled,
    Said,
    State,
    Tagged,
    Words,
)
from newsreader.model.query import Any as AnyOf
from newsreader.store.store import Store
from tests.store.test_store import an_article, fill

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
A, B, C = Words("a"), Words("b"), Words("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", None),
        ("  ", None),
        ("a", A),
        ("a b", All((A, B))),
        ("a OR b", AnyOf((A, B))),
        ("a OU b c", AnyOf((A, All((B, C))))),
        ('a "OR" b', All((A, Words("OR"), B))),
        ("a or b", All((A, Words("or"), B))),
        ("(a OR b) c", All((AnyOf((A, B)), C))),
        ("-a", Not(A)),
        ("-(a b)", Not(All((A, B)))),
        ("--a", Not(Not(A))),
        ("a -", All((A, Words("-")))),
        ('"a b"', Words("a b")),
        ('"a b', Words("a b")),
        ("ab*", Words("ab", "", True)),
        ("titre:ab*", Words("ab", "title", True)),
        ('titre:"a b"', Words("a b", "title")),
        ("DE:a", Words("a", "byline")),
        ("dit:?", Said(("",))),
        ("dit:bec", Said(("bec",))),
        ("rôle:maire*", RoleIs("maire")),
        ("media:fanal*", PrintedBy("fanal")),
        ("source:fanal", Of("fanal")),
        ("tag:Mer", Tagged("mer")),
        ("règle:Mer", Ruled("Mer")),
        ("est:NON-LU", Is(State.UNREAD)),
        ("est:nouveau", Dated(seen=NEVER)),
        ("depuis:3j", Dated(since=NOW - timedelta(days=3))),
        ("since:2w", Dated(since=NOW - timedelta(days=14))),
        ("since:12h", Dated(since=NOW - timedelta(hours=12))),
        ("before:1m", Dated(before=NOW - timedelta(days=30))),
        ("before:1y", Dated(before=NOW - timedelta(days=365))),
        ("depuis:2026-11-01T10:00:00+00:00", Dated(since=datetime(2026, 11, 1, 10, tzinfo=UTC))),
        ("https://x.example/a", Words("https://x.example/a")),
        ("citation:a", Quoted(A)),
        ("citation:ab", Quoted(Words("ab", "", True))),
        ("citation:(a dit:bec)", Quoted(All((A, Said(("bec",)))))),
        ("citation:(ab) ab", All((Quoted(Words("ab", "", True)), Words("ab")))),
        ("sur:(titre:a OR b)", About(AnyOf((Words("a", "title"), B)))),
    ],
)
def test_a_text_is_taken_for_a_tree(text: str, tree: Any) -> None:
    assert parse_query(text, NOW) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("ab", Words("ab", "", True)),
        ("ab ", Words("ab")),
        ('"ab', Words("ab")),
        ("a ab", All((A, Words("ab", "", True)))),
        ("(a", Words("a", "", True)),
        ("a titre:b", All((A, Words("b", "title", True)))),
    ],
)
def test_the_last_word_is_only_begun_as_long_as_one_types(text: str, tree: Any) -> None:
    assert parse_query(text, NOW, typing=True) == tree


def test_in_a_search_for_quotations_each_word_is_begun_and_articles_are_named() -> None:
    def parsed(text: str) -> Any:
        return parse_query(text, NOW, quotations=True)

    assert parsed("ab c") == All((Words("ab", "", True), C))
    assert parsed("sur:ab ab") == All((About(Words("ab")), Words("ab", "", True)))
    assert parsed('titre:ab "ab"') == All((Words("ab", "title"), Words("ab")))


def test_names_and_the_last_visit_are_those_of_the_library() -> None:
    left = NOW - timedelta(days=2)
    assert parse_query("dit:bec", NOW, lambda typed: ("Anne Bec", typed)) == Said(("Anne Bec", "bec"))
    assert parse_query("est:nouveau", NOW, left=left) == Dated(seen=left)


@pytest.mark.parametrize(
    ("text", "at", "stop"),
    [
        ("quai titr:x", 5, 11),
        ("quai  titr:x mer", 6, 12),
        ("quai (mer", 5, 6),
        ("quai) mer", 4, 5),
        ("quai OR", 5, 7),
        ("OR quai", 0, 2),
        ("()", 1, 2),
        ("titre:", 0, 6),
        ("a titre:", 2, 8),
        ("a est:beau", 2, 10),
        ("depuis:123456j", 0, 14),
        ("depuis:3x", 0, 9),
        ("a b" + " c" * 399, 0, 801),
        ("a " + "(" * 41 + "b", 42, 43),
        ("a " + "-" * 41 + "b", 42, 43),
    ],
)
def test_what_cannot_be_understood_is_pointed_at(text: str, at: int, stop: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(text, NOW)
    assert (caught.value.at, caught.value.stop) == (at, stop)


def test_as_much_as_can_be_looked_up_is_understood() -> None:
    assert parse_query("a" + " c" * 399, NOW) and parse_query("-" * 40 + "b", NOW)
    assert parse_query("(" * 40 + "b" + ")" * 40, NOW) == B


@pytest.fixture
def known(store: Store) -> Store:
    """A library with tags, a rule, feeds and outlets."""
    numbers = fill(store, 3, store.feeds.add("https://x.example/f", "Le Quai des brumes")[0])
    for number, outlet in enumerate(("La Houle", "Le Fanal", "Le Fanal")):
        store.articles.put_entry(0, an_article(10 + number, outlet=outlet), "s", NOW)
    with store.undo.record("étiquettes", NOW) as step:
        store.tags.tag(step, numbers[:1], ["marée", "mai"])
        store.tags.tag(step, numbers[1:], ["mai"])
    return store


@pytest.mark.parametrize(
    ("begun", "found"),
    [
        ("", ""),
        ("a tit", "a titre:"),
        ("(tit", "(titre:"),
        ("-tit", "-titre:"),
        ("zzz", ""),
        ("tag:", "tag:mai"),
        ("tag:mar", "tag:marée"),
        ("tag:MAR", "tag:MARée"),
        ("tag:mai", ""),
        ("etiquette:ma", "etiquette:mai"),
        ("is:unr", "is:unread"),
        ("is:sav", "is:saved"),
        ("est:enr", "est:enregistré"),
        ("est:", "est:non-lu"),
        ("is:", "is:unread"),
        ("since:", "since:1d"),
        ("depuis:3", "depuis:3j"),
        ("source:bru", "source:brumes"),
        ('source:"le q', 'source:"le quai des brumes"'),
        ("outlet:", "outlet:Le"),
        ("outlet:hou", "outlet:houle"),
        ("before:", ""),
        ("a b ", ""),
    ],
)
def test_a_search_is_completed_by_what_there_is(known: Store, begun: str, found: str) -> None:
    completed = complete(begun, known)
    assert completed.lower() == found.lower() and (not found or completed.startswith(begun))


def test_saved_searches_count_what_is_unread_and_nothing_where_they_are_understood_no_more(known: Store) -> None:
    searches = Searches(known, lambda: NOW)
    searches.save("Tout", "titre:titre")
    known.database.write("INSERT INTO saved_search (name, query) VALUES ('Perdu', 'plus:rien')")
    known.undo.set_flag([1], "read", True, "lu", NOW)
    assert sorted(searches.counts()) == [("Perdu", "plus:rien", 0), ("Tout", "titre:titre", 5)]
    assert len(searches.numbers("titre:titre")) == 6 and len(searches.find("titre:titre", 2)) == 2
    assert known.headlines.count(ArticleFilter()) == 6
