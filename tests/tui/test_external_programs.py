"""What leads out of the reader and back: the browser, the shell."""

import os
import signal
from pathlib import Path

from newsreader.tui.services import external
from tests.terminal import terminal
from tests.tui.reader import fill

NOISY = "#!/bin/sh\necho NOISE\necho NOISE >&2\n"
PAGER = '#!/bin/sh\necho "Shown: $1"\nread answer\n'


def _program(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text)
    path.chmod(0o755)
    return str(path)


def test_a_browser_does_not_write_over_the_reader(library_file: Path, tmp_path: Path) -> None:
    fill(library_file)
    noisy = _program(tmp_path, "noisy.sh", NOISY)
    with terminal("--library", str(library_file), BROWSER=noisy) as screen:
        screen.wait_for("Titre 0")
        screen.press("o")
        screen.wait_for("Opened in the browser.")
        assert "NOISE" not in screen.sees() and b"NOISE" not in screen.written
        screen.press("Q")
        assert screen.ended() == 0


def test_a_browser_of_the_terminal_has_it_and_gives_it_back(library_file: Path, tmp_path: Path) -> None:
    fill(library_file)
    pager = _program(tmp_path, "w3m", PAGER)
    with terminal("--library", str(library_file), BROWSER=pager) as screen:
        screen.wait_for("Titre 0")
        screen.press("o")
        screen.wait_for("Shown: https://x.example/0")
        screen.press("\r")
        screen.wait_for("Titre 1")
        screen.press("Q")
        assert screen.ended() == 0


def test_which_browsers_need_the_terminal() -> None:
    assert external.terminal_browser("/usr/bin/lynx -accept_all_cookies") == ["/usr/bin/lynx", "-accept_all_cookies"]
    assert external.terminal_browser("firefox --new-tab") == []


def test_ctrl_z_leads_to_the_shell_and_fg_back(library_file: Path) -> None:
    fill(library_file)
    with terminal("--library", str(library_file)) as screen:
        screen.wait_for("Titre 0")
        before = screen.written.count(b"\x1b[?1049h")
        screen.press("\x1a")
        screen.wait_while(
            lambda: os.waitid(os.P_PID, screen.process.pid, os.WSTOPPED | os.WNOHANG | os.WNOWAIT) is None
        )
        assert b"\x1b[?1049l" in screen.written
        os.kill(screen.process.pid, signal.SIGCONT)
        screen.wait_while(lambda: screen.written.count(b"\x1b[?1049h") <= before)
        screen.wait_for("Titre 0")
        screen.press("Q")
        assert screen.ended() == 0
