"""Text from outside, made safe."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from newsreader.model.text import clean, clean_line


@given(st.text(alphabet=st.characters(codec=None)))
def test_nothing_that_steers_a_terminal_survives(text: str) -> None:
    for character in clean(text):
        if character in "\t\n":
            continue
        assert unicodedata.category(character) not in ("Cc", "Cs")
        assert character not in "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufe0f"
    assert clean(clean(text)) == clean(text)
    assert "\n" not in clean_line(text)


def test_french_spaces_and_other_scripts_stay() -> None:
    for kept in ("été\u00a0: «\u202foui\u202f»", "كتاب", "می\u200cخواهم", "日本語", "e\u0301"):
        assert clean(kept) == kept


def test_a_tower_of_marks_is_cut_down() -> None:
    assert len(clean("e" + "\u0301" * 500)) <= 5
