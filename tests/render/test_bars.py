"""Bars of figures: as long as their share, and seen however small that is."""

import pytest

from newsreader.render.bars import bar


@pytest.mark.parametrize(
    ("share", "drawn"),
    [
        (0, "    "),
        (0.001, "▏   "),
        (0.5, "██  "),
        (0.53125, "██▏ "),
        (0.99, "████"),
        (1, "████"),
        (7, "████"),
        (-1, "    "),
    ],
)
def test_a_bar_is_as_long_as_its_share(share: float, drawn: str) -> None:
    assert bar(share, 4) == drawn
