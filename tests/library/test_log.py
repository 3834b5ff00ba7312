"""What the log says of a refresh: each decision with its reason, and nothing that is private."""

import asyncio
import logging
import os
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.fetch.client import Client
from newsreader.library.log import configure_log, log_file
from newsreader.library.refresh.refresher import Refresher
from newsreader.store.store import Store
from tests.press import Served, feed, item, rss
from tests.server import PressServer, served

SECRET = "hunter2"


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file into which everything is logged."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("NEWSREADER_DEBUG", str(tmp_path / "debug.log"))
    configure_log("test")
    return tmp_path / "debug.log"


def refresh(store: Store, asked: bool = True) -> None:
    async def run() -> None:
        async with Client(named=served) as client, Refresher(store, client.get, lambda _event: None) as refresher:
            await refresher.refresh(timedelta(minutes=30), asked)

    asyncio.run(run())


def ask_again(store: Store) -> None:
    store.database.write("UPDATE feed SET last_attempt = 0, not_before = NULL")


def test_every_decision_of_a_refresh_is_logged_with_its_reason(store: Store, press: PressServer, log: Path) -> None:
    article = f"{press.base}/culture/quai_7000001.html"
    press.routes["/f.rss"] = Served(rss("T", item("Le quai rouvre", article)).encode(), headers={})
    press.routes["/etag.rss"] = feed(rss("T", item("Autre", article)))
    press.routes["/busy.rss"] = Served(b"", 503, {"Retry-After": "600"})
    press.routes["/robots.txt"] = Served(b"User-agent: *\nDisallow: /culture/")
    for path in ("/f.rss", "/etag.rss", "/gone.rss"):
        store.feeds.add(press.base + path)
    refresh(store)
    said = log.read_text()
    assert "3 of 3 feeds are due" in said
    assert "feed 1 (127.0.0.1" in said and "1 entries, 1 new, 1 pages wanted" in said
    assert "article 1: new" in said and "disallows it (robots.txt)" in said
    assert "status 404, failure 1; backed off until" in said and "(missing)" in said
    refresh(store)
    assert "not due until" in log.read_text()
    ask_again(store)
    refresh(store)
    assert "unchanged: the same bytes as before" in log.read_text()
    assert "unchanged: not modified (304)" in log.read_text()
    store.feeds.add(f"{press.base}/busy.rss")
    ask_again(store)
    refresh(store)
    assert "paused until" in log.read_text() and "status 503" in log.read_text()


def test_nothing_private_is_logged(store: Store, press: PressServer, log: Path) -> None:
    address = press.base.replace("//", f"//ida:{SECRET}@")
    press.routes["/private/f.rss"] = feed(
        rss("Titre secret", item("Article secret", f"{address}/culture/quai_7000001.html?key={SECRET}"))
    )
    store.feeds.add(f"{address}/private/f.rss?token={SECRET}")
    store.feeds.add(f"{address}/missing.rss?token={SECRET}")
    refresh(store)
    logger = logging.getLogger("newsreader.fetch")
    logger.info("got %s and https://a.example/feed/%s.", f"{address}/x?y={SECRET}#{SECRET}", SECRET)
    said = log.read_text()
    assert "feed 1" in said and "got http://127.0.0.1" in said and "https://a.example/…" in said
    assert SECRET not in said and "ida" not in said and "secret" not in said and "private" not in said


def test_the_log_is_for_its_owner_and_goes_on_in_a_new_file_that_another_process_began(log: Path) -> None:
    logger = logging.getLogger("newsreader")
    logger.info("before")
    assert os.name != "posix" or stat.S_IMODE(log.stat().st_mode) == 0o600
    log.rename(log.with_suffix(".log.1"))
    logger.info("between")
    assert "between" in log.read_text() and "before" not in log.read_text()
    log.rename(log.with_suffix(".log.2"))
    log.write_text("another process\n")
    logger.info("after")
    assert log.read_text().startswith("another process") and "after" in log.read_text()
    assert "after" in log_file("test").read_text()


def test_the_fetcher_logs_what_it_is_asked(library_file: Path, tmp_path: Path) -> None:
    store = Store(library_file)
    store.state.put("created", "2026")
    store.close()
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state"), "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "newsreader", "fetcher", "--library", str(library_file)]
    subprocess.run(
        command, input=b'{"request": "Stop"}\n', env=environment, check=True, timeout=180, capture_output=True
    )
    (log,) = tmp_path.glob("state/newsreader/log/fetcher.log")
    assert "newsreader.library.fetcher: asked: Stop" in log.read_text()


@pytest.mark.parametrize("option", ["--debug", "--debug={file}"])
def test_debug_logs_everything_to_standard_error_or_a_file(option: str, library_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.log"
    store = Store(library_file)
    store.state.put("created", "2026")
    store.feeds.add("http://127.0.0.1:9/f.rss")
    store.close()
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state"), "NEWSREADER_LIBRARY": str(library_file)}
    command = [sys.executable, "-m", "newsreader", option.format(file=file), "refresh"]
    done = subprocess.run(command, env=environment, timeout=180, capture_output=True, text=True)
    said = file.read_text() if "=" in option else done.stderr
    assert "newsreader.library.refresh: feed 1 (127.0.0.1:9): its server cannot be reached" in said


def test_what_logs_nothing_does_not_import_logging() -> None:
    code = "import sys, newsreader.cli.main, newsreader.library.quick_count; print('logging' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
