"""Syncing as its user sees it: the commands, and the reader open on a terminal."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.library.sync import credentials as passwords
from newsreader.library.sync.credentials import CredentialStore
from newsreader.model.errors import ConfigError
from newsreader.model.sync import Account
from newsreader.store.store import Store
from tests.feedserver import PASSWORD, USER, FeedServer, feed_server
from tests.terminal import COMMAND, terminal

#: Whole programs, most in a terminal of their own: one after the other, or they wait for each other.
pytestmark = pytest.mark.xdist_group("whole programs")

FEED = "http://127.0.0.1:9/a.rss"


def newsreader(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(COMMAND), *arguments], capture_output=True, text=True, env={**os.environ, **environment}, timeout=60
    )


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with feed_server() as found:
        found.world = {FEED: [(f"http://127.0.0.1:9/a/{n}.html", f"Titre {n}") for n in range(3)]}
        found.subscribe(FEED, "Le port", "Presse")
        yield found


def joined(server: FeedServer) -> None:
    done = newsreader(
        "accounts", "--add", server.base, "--user", USER, "--name", "maison", NEWSREADER_PASSWORD=PASSWORD
    )
    assert done.returncode == 0, done.stderr


def test_an_account_is_added_agreed_with_listed_and_removed(server: FeedServer, tmp_path: Path) -> None:
    assert newsreader("sync").returncode == 2
    wrong = newsreader("accounts", "--add", server.base, "--user", USER, NEWSREADER_PASSWORD="no")
    assert wrong.returncode == 2 and "API" in wrong.stderr
    joined(server)
    assert (tmp_path / "passwords.json").stat().st_mode & 0o777 == 0o600
    assert PASSWORD.encode() not in (tmp_path / "library.db").read_bytes()
    done = newsreader("sync")
    assert done.returncode == 0 and done.stdout == "maison: 0 sent, 1 received, 3 new articles.\n"
    assert "Le port" in newsreader("feeds").stdout and "Titre 2" in newsreader("list").stdout
    assert '"user": "alice"' in newsreader("accounts", "--json").stdout
    assert newsreader("sync", "nobody").returncode == 2
    server.close()
    assert newsreader("sync").returncode == 4
    assert "reached" in newsreader("accounts").stdout
    assert newsreader("accounts", "--remove", "maison").returncode == 0
    assert newsreader("accounts").stdout == "" and PASSWORD not in (tmp_path / "passwords.json").read_text()
    assert "Titre 2" in newsreader("list").stdout


def test_a_server_that_moves_is_followed_by_a_command_and_nothing_is_agreed_anew(
    server: FeedServer, tmp_path: Path
) -> None:
    joined(server)
    assert newsreader("sync").returncode == 0
    with feed_server() as moved:
        moved.world, moved.feeds, moved.items = server.world, server.feeds, server.items
        server.fault = lambda path: f"301 {moved.base}{path}"
        told = newsreader("sync")
        place = f"{moved.base}/api/greader.php"
        assert told.returncode == 2 and f"accounts --move maison {place}" in told.stderr
        server.asked.clear()
        assert newsreader("accounts", "--move", "maison", place).returncode == 0
        assert newsreader("sync").stdout == "maison: 0 sent, 0 received.\n" and not server.asked
    assert newsreader("accounts", "--move", "maison", "http://127.0.0.1:9").returncode == 4
    assert place in newsreader("accounts").stdout and newsreader("accounts", "--move", "nobody", place).returncode == 2
    assert server.base not in (tmp_path / "passwords.json").read_text()


def test_what_is_read_in_the_reader_is_read_there_and_the_other_way(server: FeedServer) -> None:
    joined(server)
    newsreader("sync")
    with terminal() as screen:
        screen.wait_for("Titre 2")
        server.item("http://127.0.0.1:9/a/0.html").marks.add("saved")
        screen.press("m")
        screen.press("\x12")
        screen.wait_for("maison: 1 sent, 1 received.")
        assert any(item.marks == {"read"} for item in server.items.values())
        server.auths.clear()
        server.close()
        screen.press("\x12")
        screen.wait_for("maison: 127.0.0.1")
        screen.press("Q")
        assert screen.ended() == 0


def test_a_long_first_time_is_stopped_by_a_key_and_goes_on(server: FeedServer, tmp_path: Path) -> None:
    server.world[FEED] = [(f"http://127.0.0.1:9/a/{n}.html", f"Titre {n}") for n in range(2000)]
    server.crawl()
    joined(server)
    (tmp_path / "config.toml").write_text("refresh_minutes = 0\n")

    def slowly(path: str) -> str:
        time.sleep(0.2 if path.endswith("contents") else 0)
        return ""

    server.fault = slowly
    with terminal() as screen:
        screen.wait_for("Enter read")
        screen.press("\x12")
        screen.wait_for("/2000 · x stops")
        screen.press("x")
        screen.wait_for("Stopped. Articles already received are kept.")
        screen.press("Q")
        assert screen.ended() == 0
    half = int(newsreader("count").stdout)
    welcome = 2
    assert welcome < half < 2000
    server.fault = lambda _path: ""
    assert newsreader("sync").returncode == 0 and int(newsreader("count").stdout) == 2000 + welcome


def test_one_process_at_a_time_agrees(server: FeedServer, tmp_path: Path) -> None:
    joined(server)
    now = int(time.time())
    with closing(Store(tmp_path / "library.db")) as store:
        assert store.state.try_lock("sync_lock", "somebody", now, 60)
        assert "already syncing" in newsreader("sync").stderr and not newsreader("feeds").stdout
        # One that was killed loses its turn.
        assert store.state.try_lock("sync_lock", "somebody", now - 600, 60)
    assert "1 received" in newsreader("sync").stdout
    assert "0 received" in newsreader("sync").stdout


def test_two_readers_agree_by_a_folder(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(f'sync_folder = "{tmp_path}/shared"\nrefresh_minutes = 0\n')
    files = [str(tmp_path / f"{name}.db") for name in ("one", "two")]
    with closing(Store(Path(files[0]))) as store:
        store.feeds.add(FEED, "Le port")
    newsreader("sync", "--library", files[0])
    assert newsreader("sync", "--library", files[1]).returncode == 0
    with terminal("--library", files[1]) as screen:
        screen.wait_for("Enter read")
        screen.press("h")
        screen.wait_for("Le port")
        screen.press("\x12")
        screen.wait_for("shared: 0 sent, 0 received.")
        screen.press("Q")
        assert screen.ended() == 0


class Ring:
    """A keyring, which may be locked."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.locked = False

    def get_password(self, _service: str, name: str) -> str | None:
        if self.locked:
            raise OSError("locked")
        return self.kept.get(name)

    def set_password(self, _service: str, name: str, password: str) -> None:
        if self.locked:
            raise OSError("locked")
        self.kept[name] = password

    def delete_password(self, _service: str, name: str) -> None:
        del self.kept[name]


def test_passwords_are_in_the_keyring_where_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ring, path = Ring(), tmp_path / "passwords.json"
    monkeypatch.setattr(passwords, "_keyring", lambda: ring)
    account, kept = Account(1, "maison", "greader", "http://x", USER), CredentialStore(path)
    assert kept.set(account, "a") and kept.get(account) == "a" and not path.exists()
    ring.locked = True
    assert not kept.set(account, "b") and kept.get(account) == "b" and path.stat().st_mode & 0o777 == 0o600
    ring.locked = False
    assert kept.set(account, "c") and kept.get(account) == "c" and "b" not in path.read_text()
    kept.delete(account)
    with pytest.raises(ConfigError, match="--password maison"):
        kept.get(account)
    path.write_text("{}")
    path.chmod(0o644)
    with pytest.raises(ConfigError, match="chmod 600"):
        kept.get(account)


LIVE = [os.environ.get(f"NEWSREADER_LIVE_{name}", "") for name in ("URL", "USER", "PASSWORD")]


@pytest.mark.skipif(not all(LIVE), reason="no server of one's own is named in NEWSREADER_LIVE_URL, _USER, _PASSWORD")
def test_a_real_server_agrees() -> None:
    url, user, password = LIVE
    added = newsreader("accounts", "--add", url, "--user", user, NEWSREADER_PASSWORD=password)
    assert added.returncode == 0, added.stderr
    assert newsreader("sync").returncode == 0
    again = newsreader("sync")
    assert again.returncode == 0 and " 0 sent, 0 received." in again.stdout
