"""The same text in several outlets, and what only looks like it."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsreader.model.article import Block, BlockType
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.near_duplicates import bottom_k_sketch
from newsreader.model.text import Text
from newsreader.store.articles import EntryUpdate
from newsreader.store.codec import encode_article
from newsreader.store.store import Store
from tests.store.test_store import an_article

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TEXT = """La mairie de Port-Lison a décidé hier soir de fermer la digue aux promeneurs, après que la mer en a emporté une
partie pendant la nuit. Les pêcheurs, qui y amarrent leurs bateaux depuis toujours, demandent qu'elle soit refaite avant
le printemps. Aucun blessé n'est à déplorer, mais la route qui longe le rivage restera coupée jusqu'à nouvel ordre, et les
habitants du quai sont invités à ne pas sortir. Une réunion publique est prévue à la salle des fêtes."""


def keep(
    store: Store,
    number: int,
    title: str,
    text: str = TEXT,
    *,
    house: str = "",
    url: str = "",
    feed: int = 0,
    hours: int = 0,
) -> int:
    """An article of a house of its own, with its text; its number."""
    house = house or f"journal-{number}"
    article = an_article(
        number,
        url=url or f"https://www.{house}.example/{number}",
        title=title,
        outlet=house,
        published=NOW - timedelta(hours=hours),
        blocks=(Block(BlockType.PARAGRAPH, Text(text)),),
    )
    row = encode_article(article)
    place = int((NOW - timedelta(hours=hours)).timestamp())
    kept = store.articles.put_entries(feed, [EntryUpdate(row, "s", sort_time=place)], NOW)[0]
    store.duplicates.link(kept, bottom_k_sketch(text), NOW)
    return kept


def shown(store: Store) -> list[int]:
    return [headline.id for headline in store.headlines.headlines(ArticleFilter(), 50)]


def test_agency_copy_stands_under_the_newest_and_is_not_read_by_it(store: Store) -> None:
    first = keep(store, 1, "Port-Lison ferme sa digue", hours=5)
    store.undo.set_flag([first], "read", True, "lu", NOW)
    second = keep(store, 2, "La digue de Port-Lison ferme", TEXT + " (avec notre correspondant)", hours=2)
    assert shown(store) == [second] and store.headlines.count(ArticleFilter(unread=True)) == 1
    third = keep(store, 3, "À Port-Lison, la digue ferme", hours=3)
    assert shown(store) == [second] and sorted(store.duplicates.of(second)) == [first, third]
    store.duplicates.link(second, bottom_k_sketch("Un autre texte. " * 40), NOW)  # it was rewritten
    assert sorted(shown(store)) == [second, third]
    assert store.headlines.headlines_of([third])[0].read is False


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("Résultats du Loto du 21 novembre", TEXT + " Tirage : 3, 9, 17."),
            ("Résultats du Loto du 23 novembre", TEXT),
        ),
        (("Alerte de sécurité : tcpdump", TEXT), ("Alerte de sécurité : openssl", TEXT)),
        (("Météo marine", TEXT + " Bulletin de lundi."), ("Météo marine", TEXT + " Bulletin de mardi.")),
        (("La Bourse de Paris finit en hausse", TEXT), ("La Bourse de Paris finit en baisse", TEXT)),
        (("Le Sénat adopte la loi", TEXT), ("Incendie dans un entrepôt à Marseille", TEXT)),
        (("Trois à zéro pour Lison", TEXT + " 3-0 à 20h."), ("Trois à zéro pour Lison", TEXT + " 3-1 à 21h.")),
    ],
)
def test_what_differs_in_substance_is_not_the_same(store: Store, one: tuple[str, str], other: tuple[str, str]) -> None:
    assert len({keep(store, 1, *one), keep(store, 2, *other)} & set(shown(store))) == 2


def test_two_items_of_one_feed_or_one_outlet_are_never_the_same(store: Store) -> None:
    feed = store.feeds.add("https://agg.example/f")[0]
    title = "Port-Lison ferme sa digue"
    kept = [keep(store, 1, title, feed=feed), keep(store, 2, title, feed=feed)]
    kept += [keep(store, 3, title, house="presse"), keep(store, 4, title, house="presse")]
    assert len(shown(store)) == 2  # each of the outlet's stands with one of the feed's
    other = store.feeds.add("https://other.example/f")[0]
    joined = next(number for number in kept if store.duplicates.of(number))
    store.entries.put(other, [(number, "") for number in (joined, *store.duplicates.of(joined))])
    store.duplicates.separate([joined])
    assert len(shown(store)) == 3


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.presse.example/a", "https://sport.presse.example:8443/b", True),
        ("https://presse.co.uk/a", "https://sport.presse.co.uk/b", True),
        ("https://presse.co.uk/a", "https://gazette.co.uk/b", False),
        ("https://192.0.2.1/a", "https://198.51.2.1/b", False),
    ],
)
def test_outlets_of_one_part_of_the_web_are_one_whatever_their_names(
    store: Store, one: str, other: str, same: bool
) -> None:
    for number, url in enumerate((one, other)):
        keep(store, number, "Port-Lison ferme sa digue", house=f"journal-{number}", url=url)
    assert len(shown(store)) == (2 if same else 1)


@pytest.mark.parametrize("version", [4, 5, 6])
def test_what_an_older_version_hid_wrongly_comes_back_unread_where_nobody_read_it(
    library_file: Path, version: int
) -> None:
    with closing(sqlite3.connect(library_file)) as old:
        old.executescript((Path(__file__).parent / f"schema_{version}.sql").read_text(encoding="utf-8"))
        old.execute("INSERT INTO feed (id, url) VALUES (1, 'https://loto.example/f')")
        titles = [
            "Loto du 21",
            "Loto du 23",
            "Loto du 25",
            "La digue ferme à Lison",
            "À Lison, la digue ferme",
            "Loto du 27",
        ]
        reads = [100, 100, 170, 100, 100, 300]
        for number, (title, read) in enumerate(zip(titles, reads, strict=True), 1):
            article = replace(an_article(number), title=title, blocks=(Block(BlockType.PARAGRAPH, Text(TEXT)),))
            house = f"h{number}" if number in (4, 5) else "loto"
            old.execute(
                "INSERT INTO article (id, key, url, title, outlet, sorted, seen, complete, fetched, read, twin) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, 1, 1, ?, ?)",
                (
                    number,
                    f"k{number}",
                    f"https://{house}.example/{number}",
                    title,
                    house,
                    number,
                    number,
                    read,
                    None if number in (1, 4) else 4 if number == 5 else 1,
                ),
            )
            old.execute("INSERT INTO body (article, content) VALUES (?, ?)", (number, encode_article(article).content))
            if house == "loto":
                old.execute("INSERT INTO membership VALUES (1, ?, ?, 0)", (number, number))
        # The last one somebody marked together with the first, of which it was not a consequence.
        old.execute("UPDATE article SET read = 100 WHERE id = 6")
        old.execute(
            "INSERT INTO deed (done, label, changes) VALUES (100, 'lu', ?)",
            ('{"marks": [["read", 100, {"null": [1, 6]}], ["read", 100, {"null": [2]}]], "rows": []}',),
        )
        old.execute(f"PRAGMA user_version = {version}")
        old.commit()
    store = Store(library_file)
    headlines = {headline.id: headline.read for headline in store.headlines.headlines(ArticleFilter(), 20)}
    # The draws stand for themselves; the copy of the other outlet is one still, under the newest.
    assert headlines == {1: True, 2: False, 3: True, 5: True, 6: True}
    assert store.headlines.count(ArticleFilter(unread=True)) == 1 and store.feeds.all()[0].unread == 1
    store.close()
