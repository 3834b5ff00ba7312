"""The installed command as a person uses it: fetch, cut the network, read."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.made_once import made_once
from tests.press import small_press
from tests.server import PressServer, press_server
from tests.terminal import COMMAND, terminal

#: Whole programs, most in a terminal of their own: one after the other, or they wait for each other.
pytestmark = pytest.mark.xdist_group("whole programs")

ESCAPE = "\x1b"


def newsreader(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([str(COMMAND), *arguments], capture_output=True, text=True, timeout=60)


@made_once
def fetched(path: Path, *feeds: str) -> None:
    """A library with what feeds of the small press have, from a server that is gone."""
    with press_server() as server:
        server.routes = small_press(server.base)
        for name in feeds:
            assert newsreader("add", f"{server.base}/{name}.rss", "--library", str(path)).returncode == 0
        done = newsreader("refresh", "--library", str(path))
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 36), (200, 50)])
def test_fetched_then_read_with_the_server_gone(library_file: Path, columns: int, rows: int) -> None:
    fetched(library_file, "titres", "culture", "blog")
    with terminal(columns=columns, rows=rows) as screen:
        # The section, by way of the feeds.
        screen.wait_for("Trois jours de vent")
        screen.press("h")
        screen.wait_for("franceinfo - Culture")
        screen.press("gjjjjk\r")
        screen.wait_for("quai des brumes")
        # The article.
        screen.press("\r")
        screen.wait_for("REPORTAGE")
        screen.wait_for("Le vieux ponton de Port-Lison")
        # Its quotations, and whose they are.
        screen.press(",")
        screen.wait_for("— Maëlle Kervadec")
        screen.press(",,")
        screen.wait_for("— Maëlle Kervadec (ajoute)")
        screen.press(",")
        screen.wait_for("— Yann Tregor (Selon)")
        screen.press("'")
        screen.wait_for("5 quotations")
        screen.press("'")
        # What the page says of its comments.
        screen.press("c")
        screen.wait_for("Connectez-vous à votre compte franceinfo")
        screen.press("c")
        # Another article, with a thread.
        screen.press("qhgG\r")
        screen.wait_for("Trois jours de vent")
        screen.press("\rc")
        screen.wait_for("Deux fois.")
        screen.press("Q")
        assert screen.ended() == 0


def test_a_first_start_without_a_network_opens_on_the_welcome_edition() -> None:
    # Nobody listens there: the same as no network, whatever this machine has.
    with terminal(https_proxy="http://127.0.0.1:9", http_proxy="http://127.0.0.1:9", LANGUAGE="fr") as screen:
        screen.wait_for("vos cinq premières minutes")
        screen.wait_for("Hors ligne")
        screen.press("\r")
        screen.wait_for("On lit avec trois touches")
        screen.press("qh")
        screen.wait_for("Environnement")
        screen.press("q")
        assert screen.ended() == 0


def test_the_reader_is_drawn_on_the_terminal_where_errors_go_into_a_file(tmp_path: Path) -> None:
    with (tmp_path / "errors.txt").open("wb") as errors, terminal(errors=errors.fileno()) as screen:
        screen.wait_for("●")
        screen.press("Q")
        assert screen.ended() == 0
    assert (tmp_path / "errors.txt").read_bytes() == b""


def test_a_key_draws_again_what_something_else_wrote_over() -> None:
    with terminal(https_proxy="http://127.0.0.1:9", http_proxy="http://127.0.0.1:9") as screen:
        screen.wait_for("●")
        screen.screen.erase_in_display(2)
        screen.press("\x0c")
        screen.wait_for("●")
        screen.press("?")
        screen.wait_for("half a page down")
        screen.screen.erase_in_display(2)
        screen.press("\x0c")
        screen.wait_for("half a page down")


def test_one_subscribes_inside_the_reader_and_takes_it_back(press: PressServer) -> None:
    assert newsreader("add", f"{press.base}/titres.rss").returncode == 0
    with terminal(columns=120, rows=36) as screen:
        screen.wait_for("Le phare voisin")
        screen.press(f"+{press.base}/nowhere\r")
        screen.wait_for("404")
        screen.press(f"+{press.base}/blog.rss\r")
        screen.wait_for("Subscribed to “")
        screen.wait_for("Trois jours de vent")
        screen.press("U")
        screen.wait_for("Undone: subscribing (“")
        screen.wait_while(lambda: "Trois jours de vent" in screen.sees())
        screen.press("Q")
        assert screen.ended() == 0


def test_the_app_fetches_by_itself_while_one_reads(press: PressServer, tmp_path: Path) -> None:
    (tmp_path / "urls").write_text(f"{press.base}/titres.rss\n")
    newsreader("import", str(tmp_path / "urls"))
    with terminal() as screen:
        screen.wait_for("Le phare voisin")
        screen.wait_for("2 new articles.")
        screen.press("Q")
        assert screen.ended() == 0


@pytest.mark.skipif(shutil.which("ps") is None, reason="there is no ps to look for processes with")
def test_the_fetcher_ends_with_the_app_however_it_ends(press: PressServer, library_file: Path) -> None:
    newsreader("add", f"{press.base}/titres.rss")
    with terminal() as screen:
        screen.wait_for("Le phare voisin")
        # It starts when the screen is up.
        screen.wait_while(lambda: not _fetchers(library_file))
        screen.process.kill()
        screen.process.wait()
        end = time.monotonic() + 10
        while _fetchers(library_file) and time.monotonic() < end:
            time.sleep(0.1)
        assert not _fetchers(library_file)


def _fetchers(library: Path) -> list[str]:
    listed = subprocess.run(["ps", "-eww", "-o", "pid,args"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if "fetcher" in line and str(library) in line]


@pytest.mark.parametrize("how", ["pipe", "dumb"])
def test_without_a_full_screen_the_output_is_plain(library_file: Path, how: str) -> None:
    fetched(library_file, "titres")
    if how == "pipe":
        out = newsreader().stdout
    else:
        with terminal(TERM="dumb") as screen:
            assert screen.ended() == 0
            out = screen.sees()
    assert "Le phare voisin" in out and ESCAPE not in out


def test_python_m_newsreader_is_the_same_command() -> None:
    done = subprocess.run([sys.executable, "-m", "newsreader", "--version"], capture_output=True, text=True)
    assert done.stdout == newsreader("--version").stdout != ""


def test_a_broken_pipe_and_a_missing_locale_are_no_traceback(library_file: Path) -> None:
    fetched(library_file, "titres")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))} | {
        "PYTHONUTF8": "0",
        "LC_ALL": "C",
    }
    done = subprocess.run(f"{COMMAND} list --json | head -c 1", shell=True, capture_output=True, env=environment)
    assert b"Traceback" not in done.stderr
    listed = subprocess.run([COMMAND, "list"], capture_output=True, env=environment)
    assert listed.returncode == 0 and b"Traceback" not in listed.stderr


def test_the_next_start_paints_the_screen_as_it_was_left_and_the_app_goes_on_in_place(library_file: Path) -> None:
    fetched(library_file, "blog")
    with terminal() as screen:
        screen.wait_for("Trois jours de vent")
        screen.press("Q")
        assert screen.ended() == 0
        usual = screen.settings()
    with terminal() as screen:
        # A key that comes before the app is kept for it, and not echoed.
        screen.wait_for("Trois jours de vent")
        app = screen.written.find(b"\x1b[?1000h")
        assert app < 0 or screen.written.index(b"Trois") < app, "the app was there before the painted screen"
        screen.press("?")
        assert "^[" not in screen.wait_for("type to filter") and screen.written.count(b"\x1b[?1049h") == 1
        screen.press("\x1b")
        screen.wait_while(lambda: "type to filter" in screen.sees())
        screen.press("Q")
        assert screen.ended() == 0 and screen.settings() == usual
    with terminal(columns=100) as screen:
        # Another size: nothing is painted rather than something wrong.
        screen.wait_for("Trois jours de vent")
        assert screen.written.index(b"\x1b[?1000h") < screen.written.index(b"Trois")


def test_the_article_is_given_to_a_command_and_the_reader_comes_back(library_file: Path, tmp_path: Path) -> None:
    fetched(library_file, "blog")
    out = tmp_path / "article.md"
    with terminal() as screen:
        screen.wait_for("Trois jours de vent")
        screen.press("P")
        screen.wait_for("a command to pipe")
        screen.press(f"tee {out}\r")
        screen.wait_for("Press Enter to return")
        assert out.read_text(encoding="utf-8").startswith("# Trois jours de vent")
        screen.press("\r")
        screen.wait_for("Enter read")
        screen.press("Q")
        assert screen.ended() == 0


def test_without_its_terminal_the_reader_ends(press: PressServer) -> None:
    with terminal() as screen:
        screen.wait_for("? keys")
        screen.hang_up()
        # No signal comes where the terminal was not the program's own.
        assert screen.process.wait(15) is not None


def test_a_reader_that_is_killed_gives_its_terminal_back(press: PressServer, tmp_path: Path) -> None:
    (tmp_path / "urls").write_text(f"{press.base}/titres.rss\n")
    newsreader("import", str(tmp_path / "urls"))
    with terminal(columns=100, rows=30) as screen:
        before = screen.settings()
        screen.wait_for("Enter read")
        screen.wait_while(lambda: screen.settings() == before)
        screen.wait_for("2 new articles.")  # its fetcher is up
        screen.process.kill()
        screen.wait_while(lambda: screen.settings() != before)
        # What it writes may be on its way still when its settings are back.
        screen.wait_while(lambda: not all(end in screen.written for end in (b"\x1b[?1049l", b"\x1b[?25h")))
