"""Who says it, as the reader has put it right: it outlives other texts, other engines and other machines."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.library.core import Library
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.quotation import TITLE, Cue, Quotation, QuotationKind, SpeakerType
from newsreader.model.text import Text
from newsreader.store.store import Store
from tests.store.test_store import NOW, an_article

LONG = "Nous tiendrons la digue jusqu’au matin"
PARAGRAPHS = (
    f"Anne Bec, maire du port, a parlé. « {LONG} », dit-elle.",
    "Luc Roy a répondu.",
    "« Oui »",
    "Puis la foule a crié.",
    "« Oui »",
)


def article_of(*paragraphs: str, title: str = "La digue") -> Article:
    return an_article(1, title=title, blocks=tuple(Block(BlockType.PARAGRAPH, Text(words)) for words in paragraphs))


def found(article: Article, words: str, speaker: str = "Luc Roy", nth: int = 0) -> Quotation:
    """What an engine finds: words between marks, and a wrong speaker."""
    texts = [(TITLE, article.title), *((n, block.text.value) for n, block in enumerate(article.blocks))]
    places = [(n, at) for n, text in texts if (at := text.find(f"« {words} »")) >= 0]
    block, at = places[nth]
    cue = Cue("dit", block, 0, 3)
    kind = SpeakerType.PERSON if speaker else None
    stop = at + 2 + len(words)
    return Quotation(block, at + 2, stop, words, QuotationKind.SPEECH, speaker, kind, cue, confidence=0.8, role="marin")


class Kept:
    """A library with one article, and what an engine found in it."""

    def __init__(self, store: Store, library: Library) -> None:
        self.store, self.library = store, library
        self.number = store.articles.put_entry(0, article_of(*PARAGRAPHS), "s", NOW)

    def keep(self, article: Article, *quotations: Quotation) -> None:
        self.store.articles.put_text(self.number, article, NOW)
        self.store.quotations.put(self.number, quotations, 1)

    def said(self) -> list[tuple[str, str]]:
        return [(quotation.text, quotation.speaker) for quotation in self.store.quotations.of(self.number)]

    def correct(self, index: int, speaker: str) -> bool:
        return self.library.people.correct(self.number, self.store.quotations.of(self.number)[index], speaker)


@pytest.fixture
def kept(store: Store, library_file: Path) -> Iterator[Kept]:
    library = Library(library_file, lambda: NOW)
    kept, article = Kept(store, library), article_of(*PARAGRAPHS)
    kept.keep(article, found(article, LONG), found(article, "Oui"), found(article, "Oui", nth=1))
    yield kept
    library.close()


def test_a_correction_counts_in_lists_and_searches_and_is_undone(kept: Kept) -> None:
    before = kept.store.quotations.of(kept.number)
    assert kept.correct(0, "Anne Bec")
    assert kept.said() == [(LONG, "Anne Bec"), ("Oui", "Luc Roy"), ("Oui", "Luc Roy")]
    assert {(person.name, person.count) for person in kept.library.people.all()} == {("Luc Roy", 2), ("Anne Bec", 1)}
    assert [h.id for h in kept.library.searches.find("said:bec")] == [kept.number]
    assert kept.library.people.quotations(["Anne Bec"])[0].quotation.corrected
    kept.correct(0, "Ida Noël")
    kept.library.undo_history.undo()
    assert kept.said()[0] == (LONG, "Anne Bec")
    assert "who says it" in kept.library.undo_history.undo()
    assert kept.store.quotations.of(kept.number) == before and not kept.store.corrections.of(kept.number)


def test_the_same_short_words_elsewhere_are_somebody_elses(kept: Kept) -> None:
    kept.correct(2, "")
    assert kept.said()[1:] == [("Oui", "Luc Roy"), ("Oui", "")]
    kept.correct(1, "la foule")
    assert kept.said()[1:] == [("Oui", "la foule"), ("Oui", "")]
    assert kept.store.quotations.of(kept.number)[1].speaker_type is SpeakerType.ANONYMOUS


def test_it_outlives_an_update_of_the_article(kept: Kept) -> None:
    kept.correct(0, "Anne Bec")
    kept.correct(2, "la foule")
    changed = LONG.replace("’", "'").replace("au matin", "à demain matin")
    article = article_of("Du neuf.", PARAGRAPHS[0].replace(LONG, changed), *PARAGRAPHS[1:], "Fin.")
    kept.keep(article, found(article, changed), found(article, "Oui"), found(article, "Oui", nth=1))
    assert kept.said() == [(changed, "Anne Bec"), ("Oui", "Luc Roy"), ("Oui", "la foule")]
    # What is corrected anew is one correction, not two that contend.
    kept.correct(0, "Ida Noël")
    assert len(kept.store.corrections.of(kept.number)) == 2 and kept.said()[0][1] == "Ida Noël"


def test_it_outlives_a_better_engine(kept: Kept) -> None:
    kept.correct(0, "Anne Bec")
    article = article_of(*PARAGRAPHS)
    better = replace(found(article, LONG, "Max Petit"), confidence=0.99)
    kept.keep(article, better)
    assert kept.said() == [(LONG, "Anne Bec")]
    # One that sees less of it, takes it for no speech, or does not see it at all.
    part = replace(better, stop=better.stop - 9, text=LONG[:-9], kind=QuotationKind.SCARE)
    kept.keep(article, part)
    assert kept.said() == [(LONG[:-9], "Anne Bec")]
    assert kept.store.quotations.of(kept.number)[0].kind is QuotationKind.SPEECH
    kept.keep(article)
    assert kept.said() == [(LONG, "Anne Bec")]
    kept.library.undo_history.undo()
    assert kept.said() == []
    kept.keep(article, better)
    assert kept.store.quotations.of(kept.number) == (better,)


def test_words_that_are_gone_wait_until_they_are_back(kept: Kept) -> None:
    kept.correct(0, "Anne Bec")
    kept.keep(article_of("Un autre texte, où personne ne parle."))
    assert kept.said() == []
    article = article_of(*PARAGRAPHS)
    kept.keep(article, found(article, LONG))
    assert kept.said() == [(LONG, "Anne Bec")]


def test_a_headline_with_the_same_words_is_put_right_with_them(kept: Kept) -> None:
    article = article_of(*PARAGRAPHS, title=f"« {LONG} »")
    kept.keep(article, found(article, LONG, ""), found(article, LONG, nth=1))
    kept.correct(1, "Anne Bec")
    assert kept.said() == [(LONG, "Anne Bec")] * 2
    kept.correct(0, "Ida Noël")
    assert kept.said() == [(LONG, "Ida Noël"), (LONG, "Anne Bec")]


def test_an_article_with_a_correction_is_not_let_go(kept: Kept) -> None:
    assert kept.store.retention.count() == 1 and kept.store.retention.older(1 << 62) == 1
    kept.correct(0, "Anne Bec")
    assert kept.store.retention.older(1 << 62) == 0
    # An article that goes all the same takes its corrections along, and nothing is left to be done.
    kept.store.database.write("DELETE FROM article")
    assert kept.store.database.rows("SELECT * FROM correction_pending UNION ALL SELECT article FROM correction") == []
    assert kept.library.headlines(ArticleFilter()) == []
