"""The small press, served, and a library with some of its feeds: made once for a whole file of tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsreader.cli.main import main
from tests.press import small_press
from tests.server import PressServer, press_server


@contextmanager
def filled_press(folder: Path, *feeds: str) -> Iterator[tuple[PressServer, Path]]:
    """The press, and a library in `folder` with these feeds of it, by their names."""
    path = folder / "library.db"
    with press_server() as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSREADER_CONFIG", str(folder / "config.toml"))
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        server.routes = small_press(server.base)
        for name in feeds:
            assert main(["--library", str(path), "add", f"{server.base}/{name}.rss", "--folder", "Essai"]) == 0
        yield server, path
