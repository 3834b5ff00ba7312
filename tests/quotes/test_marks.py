"""Quotation marks, whole, broken and nested."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.quotes.marks import pair_marks


def inside(*paragraphs: str) -> list[list[str]]:
    return [
        [text[span.start : span.stop] for span in spans]
        for text, spans in zip(paragraphs, pair_marks(paragraphs), strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Il dit « oui » et part.", ["oui"]),
        ("Il dit «\u00a0oui\u00a0» et part.", ["oui"]),
        ("Il dit «oui», puis «non».", ["oui", "non"]),
        ('Il dit "oui" et part.', ["oui"]),
        ("Il dit “oui” et part.", ["oui"]),
        ('La situation est "intenable” à long terme.', ["intenable"]),
        ("Il parle d'un »coup de grâce« immérité.", ["coup de grâce"]),
        ('" "Je rappelle juste que non." Voilà.', ["Je rappelle juste que non."]),
        ("Il cite « l'homme qui dit « non » toujours » sans rire.", ["l'homme qui dit « non » toujours"]),
        ('On a l"impression de rêver, dit-elle.', []),
        ("À lire aussi » La suite", []),
        ('C\'est la "majorité"par défaut.', ["majorité"]),
        ('Elle vend de l\'"or" brut.', ["or"]),
        ("Aucun guillemet ici.", []),
        ('Le 27" est un écran.', []),
    ],
)
def test_marks_are_paired(text: str, words: list[str]) -> None:
    assert inside(text) == [words]


def test_a_quotation_goes_on_over_paragraphs_that_open_it_again() -> None:
    assert inside("« Le premier jour fut calme.", "« Le second, moins. » Il se tait.") == [
        ["Le premier jour fut calme."],
        ["Le second, moins."],
    ]


def test_a_mark_open_in_the_middle_of_a_paragraph_that_nothing_closes_is_a_slip() -> None:
    assert inside("Il dit « non et s'en va.", "Un autre paragraphe.") == [[], []]


@given(st.lists(st.text(alphabet='«»“”„" abcé.,\u00a0', max_size=60), max_size=5))
def test_spans_are_always_in_order_and_in_bounds(paragraphs: list[str]) -> None:
    for text, spans in zip(paragraphs, pair_marks(paragraphs), strict=True):
        at = 0
        for span in spans:
            assert at <= span.outer_start < span.start <= span.stop <= span.outer_stop <= len(text)
            at = span.outer_stop
