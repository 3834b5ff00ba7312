"""The page of a person: what the library has of them, and what is left out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsreader.library.core import Library
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.profile import as_it_was, log_likelihood
from newsreader.model.quotation import Quotation, SpeakerType
from newsreader.model.text import Text
from newsreader.render.profile import profile_text
from newsreader.store.store import Store

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
BEC = ("Anne Bec",)


@pytest.fixture
def library(library_file: Path) -> Iterator[Library]:
    opened = Library(library_file, lambda: NOW)
    yield opened
    opened.close()


def an_article(number: int, text: str, days: int = 0, outlet: str = "Le Phare") -> Article:
    block = Block(BlockType.PARAGRAPH, Text(text))
    url, when = f"https://x.example/{number}", NOW - timedelta(days=days)
    return Article(url=url, id=url, title=f"Titre {number}", outlet=outlet, published=when, blocks=(block,))


def said(text: str, speaker: str = "Anne Bec", role: str = "") -> Quotation:
    kind = SpeakerType.PERSON if speaker else None
    return Quotation(0, 0, len(text), text, speaker=speaker, speaker_type=kind, role=role)


def put(store: Store, article: Article, *quotations: Quotation) -> int:
    number = store.articles.put_entry(0, article, "s", NOW)
    store.articles.put_text(number, article, NOW)
    store.quotations.put(number, quotations, 1)
    return number


def test_a_page_says_roles_months_outlets_neighbours_and_what_is_left_out(library: Library, store: Store) -> None:
    put(store, an_article(1, "x", days=70), said("le vent", role="députée"), said("la mer", "Yann Tregor"))
    put(store, an_article(2, "x", days=3, outlet="Ouest"), said("le port", role="ministre"), said("rien", ""))
    put(store, an_article(3, "x", days=1), said("le sel", role="ministre"), said("non", "Yann Tregor"))
    put(store, an_article(4, "x"), said("ailleurs", "Ida Noël"), said("personne", ""))
    page = library.profiles.of(BEC)
    assert (page.count, page.articles, page.uncertain) == (3, 3, 1)
    assert [(span.role, span.count, span.first == span.last) for span in page.roles] == [
        ("députée", 1, True),
        ("ministre", 2, False),
    ]
    assert page.months == (("2026-09", 1), ("2026-10", 0), ("2026-11", 2))
    assert page.outlets == (("Le Phare", 2), ("Ouest", 1)) and page.beside == (("Yann Tregor", 2),)
    about = library.profiles.of(BEC, library.searches.parse("outlet:ouest"))
    assert (about.count, about.beside) == (1, ())
    assert library.profiles.of(BEC, since=NOW - timedelta(days=2)).count == 1
    words = "\n".join(profile_text(page, "fr", 60))
    assert "Yann Tregor (2)" in words and "2026-10  0" in words


def test_words_mark_somebody_off_that_others_do_not_say(library: Library, store: Store) -> None:
    for number in range(30):
        mine = said(f"les retraites encore, chapitre {number}")
        put(store, an_article(number, "x"), mine, *(said(f"encore le chapitre {n}", "Ida Noël") for n in range(5)))
    assert library.profiles.of(BEC).topics == (("retraites", 30),)
    assert library.profiles.of(("Ida Noël",)).topics == ()


def test_a_quotation_that_its_outlet_has_changed_is_told_with_what_it_was(library: Library, store: Store) -> None:
    before = an_article(1, "« Nous fermerons le port dès lundi matin », dit Anne Bec. « Rien ne change », dit-elle.")
    after = an_article(1, "« Nous fermerons le port dès mardi matin », dit Anne Bec. « Rien ne change », dit-elle.")
    number = put(store, before, said("Nous fermerons le port dès lundi matin"))
    store.articles.put_text(number, after, NOW + timedelta(hours=1))
    new = [said("Nous fermerons le port dès mardi matin"), said("Rien ne change")]
    store.quotations.put(number, new, 1)
    (change,) = library.profiles.of(BEC).changed
    assert change.quotation.quotation.text == "Nous fermerons le port dès mardi matin"
    assert change.before == "Nous fermerons le port dès lundi matin"


def test_what_an_earlier_version_had_is_found_or_said_not_to_be_there() -> None:
    paragraphs = ["Il fait beau.", "« Le port sera fermé dès lundi », dit la maire."]
    assert as_it_was("Le port sera fermé dès lundi", paragraphs) is None
    assert as_it_was("Le port sera fermé dès mardi", paragraphs) == "Le port sera fermé dès lundi"
    assert as_it_was("Personne ne m’a prévenue de rien", paragraphs) == ""


def test_a_word_no_more_frequent_than_elsewhere_tells_nothing() -> None:
    assert log_likelihood(10, 100, 100, 1000) == 0 == log_likelihood(5, 0, 5, 10)
    assert log_likelihood(50, 100, 60, 1000) > log_likelihood(20, 100, 60, 1000) > 10


def test_the_page_of_nobody_is_empty(library: Library, store: Store) -> None:
    put(store, an_article(1, "x"), replace(said("le vent"), speaker="Ida Noël"))
    page = library.profiles.of(BEC)
    assert (page.count, page.months, page.topics, page.beside) == (0, (), (), ())
    assert profile_text(page, "fr")[0] == "Anne Bec"
