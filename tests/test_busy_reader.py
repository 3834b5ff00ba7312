"""A reader that is busy with something without end: it can be left, and its next start is not in the same place."""

from pathlib import Path

import pytest

from tests.terminal import Terminal, terminal
from tests.test_end_to_end import fetched

#: Whole programs, most in a terminal of their own: one after the other, or they wait for each other.
pytestmark = pytest.mark.xdist_group("whole programs")

#: Whoever imports one of these lays no article out any more, or reads none from the library: neither ends. A file
#: beside says that it has begun.
LAYOUT = """
import sys
from pathlib import Path
if "fetcher" not in sys.orig_argv and "newsreader" in sys.orig_argv[1]:
    from newsreader.render.article import ArticleLayout
    def lines(self, *_note):
        Path(__file__).with_name("begun").touch()
        while True:
            len("busy")
        yield
    ArticleLayout.lines = lines
"""
LIBRARY = """
import sys, time
from pathlib import Path
if "fetcher" not in sys.orig_argv and "newsreader" in sys.orig_argv[1]:
    from newsreader.library.core import Library
    def open(self, article):
        Path(__file__).with_name("begun").touch()
        time.sleep(1000)
    Library.open = open
"""


@pytest.fixture
def busy(request: pytest.FixtureRequest, library_file: Path, tmp_path: Path) -> Path:
    """What is to be imported so that the reader never shows an article, for one of these reasons; a library with some."""
    fetched(library_file, "blog")
    folder = tmp_path / "busy"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(request.param)
    return folder


def opened(screen: Terminal, busy: Path) -> None:
    """Open the article, and wait until the reader answers no more."""
    screen.wait_for("Trois jours de vent")
    screen.press("\r")
    screen.wait_while(lambda: not (busy / "begun").exists())
    screen.press("j")


@pytest.mark.parametrize(
    ("busy", "how"), [(LAYOUT, "ctrl+c"), (LAYOUT, "killed"), (LIBRARY, "ctrl+c")], indirect=["busy"]
)
def test_it_ends_and_the_next_start_is_on_the_list(busy: Path, how: str) -> None:
    with terminal(columns=80, PYTHONPATH=str(busy)) as screen:
        usual = screen.settings()
        screen.wait_while(lambda: screen.settings() == usual)
        opened(screen, busy)
        if how == "ctrl+c":
            screen.press("\x03")
            assert screen.ended() == 130 and screen.settings() == usual
            assert b"\x1b[?1049l" in screen.written and b"\x1b[?25h" in screen.written
        else:
            screen.process.kill()
            screen.process.wait()
    # Where there is room, what is under the cursor is shown beside the list: not now.
    with terminal(columns=200, PYTHONPATH=str(busy)) as screen:
        screen.wait_for("Trois jours de vent")
        screen.wait_for("? keys")
        screen.press("Q")
        assert screen.ended() == 0


def test_ctrl_c_ends_a_reader_that_does_nothing() -> None:
    with terminal() as screen:
        screen.wait_for("? keys")
        screen.press("\x03")
        assert screen.ended() == 0


def test_ctrl_c_ends_it_from_a_dialog_too() -> None:
    with terminal() as screen:
        screen.wait_for("? keys")
        screen.press("/port")
        screen.wait_for("port")
        screen.press("\x03")
        assert screen.ended() == 0


def test_a_library_of_no_byte_is_said_on_its_screen(library_file: Path) -> None:
    library_file.parent.mkdir(parents=True, exist_ok=True)
    library_file.touch()
    with terminal(columns=160) as screen:
        screen.wait_while(lambda: b"\x1b[?1049h" not in screen.written)
        screen.wait_for("was empty and becomes a new library")
        screen.wait_for("restore")
        screen.press("\x03")
        assert screen.ended() == 0
