"""What most tests stand on: a press on loopback, an empty library, and French as nobody's locale."""

import gc
import logging
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from newsreader import i18n
from newsreader.store.store import Store
from tests.made_once import made_once
from tests.press import small_press
from tests.server import PressServer, press_server

# A loaded machine is no fault of the code, and what fails once has to fail again: the examples are the same each time,
# so that more of them, time and again, would find no more.
settings.register_profile(
    "checks", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("checks")


def pytest_collection_finish() -> None:
    """What is there by now stays: to look through all of it for garbage, again and again, takes a twelfth of the
    time that the tests do."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test may touch the library, the settings or the language of whoever runs it."""
    monkeypatch.setenv("NEWSREADER_LIBRARY", str(tmp_path / "library.db"))
    monkeypatch.setenv("NEWSREADER_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("TZ", "Europe/Paris")
    time.tzset()
    for name in ("http_proxy", "https_proxy", "all_proxy", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    i18n.speak("en")


@pytest.fixture(autouse=True)
def _log_of_its_own() -> Iterator[None]:
    """A process logs to where it began to; tests are many in one process, each with a folder of its own."""
    yield
    logger = logging.getLogger("newsreader")
    for handler in logger.handlers[:]:
        handler.close()
        logger.removeHandler(handler)


@pytest.fixture
def library_file(tmp_path: Path) -> Path:
    """Where the library of this test is."""
    return tmp_path / "library.db"


@made_once
def make_empty(path: Path) -> None:
    """A library with its tables."""
    Store(path).close()


@pytest.fixture
def store(library_file: Path) -> Iterator[Store]:
    """An empty library."""
    make_empty(library_file)
    opened = Store(library_file)
    yield opened
    opened.close()


@pytest.fixture
def press() -> Iterator[PressServer]:
    """The small press, served."""
    with press_server() as server:
        server.routes = small_press(server.base)
        yield server
