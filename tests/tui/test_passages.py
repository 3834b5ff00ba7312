"""A passage below a headline: on one line, around the first of the words that were searched."""

import pytest

from newsreader.tui.panes.headline_rows import passage_row

WORDS = "un deux trois quatre cinq six sept huit neuf dix"


def place(*words: str) -> list[tuple[int, int]]:
    return [(WORDS.index(word), WORDS.index(word) + len(word)) for word in words]


@pytest.mark.parametrize(
    ("words", "room", "line"),
    [
        ((), 60, WORDS),
        ((), 20, "un deux trois quat…"),
        (("deux",), 20, "un deux trois quat…"),
        (("dix",), 20, "…huit neuf dix"),
        (("six",), 20, "…cinq six sept hui…"),
        (("un", "dix"), 60, WORDS),
        (("quatre", "dix"), 24, "…trois quatre cinq six…"),
    ],
)
def test_it_is_cut_around_the_first_word_that_was_searched(words: tuple[str, ...], room: int, line: str) -> None:
    pieces = passage_row(WORDS, place(*words), room)
    said = "".join(text for text, _looks in pieces)
    assert (
        len(said) <= room
        and said.strip("…").strip() in WORDS
        and [text for text, looks in pieces if looks == ("match",)][:1] == list(words[:1])
    )
    assert (said.startswith("…"), said.endswith("…")) == (line.startswith("…"), line.endswith("…"))


def test_signs_that_draw_nothing_are_spaces() -> None:
    assert "".join(text for text, _looks in passage_row("un\tdeux\x1b", [(3, 7)], 40)) == "un deux "
