"""The index of quotations: what it finds is what the quotations say, whatever was written, put right or deleted."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from newsreader.library.refresh.ingest import index_backlog_step
from newsreader.library.search.parser import parse_query
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.quotation import Quotation, QuotationInArticle, QuotationKind, SpeakerType
from newsreader.model.text import Text, find_words
from newsreader.store.store import Store
from tests.store.test_store import an_article

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
WORDS = ("port", "phare", "portail", "mer", "marée", "œuvre", "東京の橋")
PEOPLE = ("", "Anne Bec", "Anne Bec-Roux", "Yann Tregor", "un pêcheur")
ROLES = ("", "maire", "ministre de la Mer")


def said(text: str, speaker: str = "Anne Bec", role: str = "", **more: object) -> Quotation:
    kind = SpeakerType.PERSON if speaker else None
    quotation = Quotation(0, 0, len(text), text, QuotationKind.SPEECH, speaker, kind, role=role)
    return replace(quotation, **more)  # type: ignore[arg-type]


def put(store: Store, number: int, *quotations: Quotation, outlet: str = "Le Phare", minutes: int = 0) -> int:
    when = NOW - timedelta(minutes=minutes or number)
    article = an_article(number, outlet=outlet, published=when)
    found = store.articles.find(f"x:{number}") or store.articles.put_entry(0, article, "s", NOW)
    store.quotations.put(found, quotations, 1)
    return found


def find(store: Store, text: str) -> list[str]:
    query = parse_query(text, NOW, quotations=True)
    found = [quoted.quotation.text for quoted in store.quotations.find(query)]
    assert store.quotations.count(query) == len(found)
    return found


def test_words_speakers_roles_and_outlets_are_found_the_newest_article_first_each_from_its_beginning(
    store: Store,
) -> None:
    put(store, 3, said("le port dort"), said("rien", "Yann Tregor", "maire de Trébeurden"))
    put(store, 1, said("au port"), said("un portail"), said("le port", ""), outlet="Ouest-Vent")
    put(store, 2, said("« port »", kind=QuotationKind.SCARE), said("l’œuvre du port, dit-il, entière"))
    assert find(store, "port") == [
        "au port",
        "un portail",
        "le port",
        "l’œuvre du port, dit-il, entière",
        "le port dort",
    ]
    assert find(store, '"port"') == ["au port", "le port", "l’œuvre du port, dit-il, entière", "le port dort"]
    assert find(store, "OEUVRE -dort") == ["l’œuvre du port, dit-il, entière"]
    assert find(store, "dit:?") == ["le port"]
    assert find(store, 'dit:"Anne Bec" outlet:ouest') == ["au port", "un portail"]
    assert find(store, "rôle:mair") == ["rien"]
    assert find(store, "port (dort OR outlet:ouest) -portail") == ["au port", "le port", "le port dort"]
    assert find(store, "depuis:2026-11-23T12:58+01:00 port")[-1] == "l’œuvre du port, dit-il, entière"
    assert find(store, "avant:2026-11-23T11:58Z") == ["le port dort", "rien"]
    assert find(store, 'titre:"Titre 3"') == ["le port dort", "rien"] and find(store, "sur:absent") == []
    assert len(find(store, "")) == 6


def test_a_name_within_a_longer_one_is_somebody_else(store: Store) -> None:
    put(store, 1, said("moi", "Anne Bec"), said("l’autre", "Anne Bec Roux"))
    assert find(store, 'dit:"anne bec"') == [] and find(store, 'dit:"Anne Bec"') == ["moi"]
    assert find(store, '-dit:"Anne Bec"') == ["l’autre"]


def test_what_the_writer_says_between_is_no_word_of_the_speaker(store: Store) -> None:
    text = "Le port, poursuit la maire, respire"
    put(store, 1, said(text, reporting_clauses=((7, 27),)))
    assert find(store, "respire") == [text] and find(store, "poursuit") == []


def test_a_search_for_articles_asks_for_one_quotation_that_has_it_all(store: Store) -> None:
    one = put(store, 1, said("le port"), said("la mer", "Yann Tregor"))
    other = put(store, 2, said("la mer"), said("Le Phare", "", kind=QuotationKind.NAME))
    for text, wanted in (
        ('quotation:(dit:"Anne Bec" mer)', [other]),
        ('quotation:(dit:"Anne Bec" mer) OR citation:port', [one, other]),
        ("-citation:port", [other]),
        ("rôle:maire", []),
        ("dit:?", []),
    ):
        query = parse_query(text, NOW)
        assert query
        assert sorted(store.headlines.ids(ArticleFilter(query=query))) == wanted, text


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_written_again_moved_or_deleted_the_index_finds_what_a_look_at_each_finds(
    store: Store, seed: int
) -> None:
    draw = Random(seed)

    def some() -> list[Quotation]:
        return [
            said(
                " ".join(draw.choices(WORDS, k=3)),
                draw.choice(PEOPLE),
                draw.choice(ROLES),
                kind=draw.choice([QuotationKind.SPEECH, QuotationKind.SPEECH, QuotationKind.SCARE]),
            )
            for _n in range(draw.choice([0, 1, 3, 40]))
        ]

    for _step in range(120):
        number = draw.randrange(20)
        match draw.randrange(4):
            case 0 if here := store.articles.find(f"x:{number}"):
                store.retention.delete([here])
            case 1 if here := store.articles.find(f"x:{number}"):
                moved = an_article(number, published=NOW - timedelta(minutes=draw.randrange(12)))
                store.articles.put_text(here, moved, NOW)
            case 2 if not _step % 20:
                store.quotation_index.clear()
            case _:
                put(store, number, *some())
    while index_backlog_step(store):
        pass
    everything = store.quotations.find(None)
    assert len(everything) > 50
    for word in (*WORDS, "po", "橋", "東京"):
        wanted = [one for one in everything if find_words(word, one.quotation.text)]
        found = store.quotations.find(parse_query(word, NOW, quotations=True))
        assert sorted(found, key=_place) == sorted(wanted, key=_place), word
        assert [one.when for one in found] == [one.when for one in wanted]
    for name in PEOPLE:
        wanted = [one for one in everything if one.quotation.speaker == name]
        found = store.quotations.find(parse_query(f'dit:"{name}"' if name else "dit:?", NOW, quotations=True))
        assert sorted(found, key=_place) == sorted(wanted, key=_place), name


def test_thousands_of_one_minute_and_more_than_a_minute_holds_are_told_apart(store: Store) -> None:
    with store.database.transaction():
        for number in range(30):
            put(store, number, *(said(f"mot{number} fois{n}") for n in range(2500 if number == 7 else 90)), minutes=5)
    assert find(store, "mot7 fois2499") == ["mot7 fois2499"]
    for number in range(30):
        assert len(find(store, f'"mot{number}"')) == (2500 if number == 7 else 90)


def test_a_transaction_that_is_taken_back_leaves_no_trace(store: Store) -> None:
    number = put(store, 1, said("le port"))
    with pytest.raises(RuntimeError), store.database.transaction():
        put(store, 1, said("la mer"))
        raise RuntimeError
    assert find(store, "port") == ["le port"] and find(store, "mer") == []
    put(store, 1, said("la mer"))
    assert find(store, "port") == [] and store.quotations.find(None)[0].article == number


def test_the_quotations_of_an_older_library_are_indexed_while_nobody_waits(library_file: Path) -> None:
    with closing(sqlite3.connect(library_file)) as old:
        old.executescript((Path(__file__).parent / "schema_8.sql").read_text(encoding="utf-8"))
        old.execute(
            "INSERT INTO article (id, key, url, title, sort_time, first_seen, quotes_version) "
            "VALUES (1, 'k', 'u', 'Titre', 1, 1, 3)"
        )
        old.execute(
            "INSERT INTO quotation VALUES (1, 0, 0, 0, 7, 'le port', 'speech', 'Anne Bec', 'person', '', '[]', 0.9, '', '')"
        )
        old.execute("PRAGMA user_version = 8")
        old.commit()
    with closing(Store(library_file).database) as database:
        assert database.row("SELECT quotes_rowid FROM article")[0] is None  # type: ignore[index]
    store = Store(library_file)
    assert find(store, "dit:?") == [] and len(store.quotations.find(None)) == 1
    while index_backlog_step(store):
        pass
    assert find(store, "port") == ["le port"]
    store.close()


def test_a_name_put_right_is_found_under_the_right_one(store: Store) -> None:
    text = Text("« Le port respire », dit-on.")
    article = Article(url="https://x.example/9", id="x:9", title="Titre", published=NOW, blocks=(_paragraph(text),))
    number = store.articles.put_entry(0, article, "s", NOW)
    found = Quotation(0, 2, 17, "Le port respire", QuotationKind.SPEECH, "")
    store.quotations.put(number, [found], 1)
    with store.undo.record("qui", NOW) as step:
        assert store.corrections.correct(step, number, found, "Anne Bec", SpeakerType.PERSON, NOW)
    assert find(store, 'port dit:"Anne Bec"') == ["Le port respire"] and find(store, "dit:?") == []


def _place(quoted: QuotationInArticle) -> tuple[int, int]:
    return quoted.article, quoted.number


def _paragraph(text: Text) -> Block:
    return Block(BlockType.PARAGRAPH, text)
