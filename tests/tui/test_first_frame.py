"""The screen as it was left, before anything else: for the reader alone, whatever library and settings it opens."""

import pytest

from newsreader.tui.first_frame import _opens_the_reader


@pytest.mark.parametrize(
    ("arguments", "opens"),
    [
        ("", True),
        ("--library a.db", True),
        ("--config c.toml --library a.db", True),
        ("--library a.db list", False),
        ("--debug a", False),
        ("--library", False),
        ("list", False),
    ],
)
def test_it_is_there_for_the_reader_and_for_no_command(arguments: str, opens: bool) -> None:
    assert _opens_the_reader(arguments.split()) is opens
