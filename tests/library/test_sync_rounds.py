"""A round of syncing: who is asked, in what order, one process at a time; and accounts, which are added, moved, removed."""

from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from newsreader.config import Config
from newsreader.library import http
from newsreader.library.messages.events import SyncProgress
from newsreader.library.sync import apis, coordinator
from newsreader.library.sync.accounts import SyncAccounts
from newsreader.library.sync.coordinator import SyncCoordinator, describe_result
from newsreader.library.sync.credentials import CredentialStore
from newsreader.library.sync.rejections import Rejections
from newsreader.model.errors import BusyError, ConfigError, FetchError
from newsreader.model.sync import Account, SyncResult
from newsreader.store.store import Store
from tests.store.test_store import fill

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass
class Round:
    """A library, and all with which it syncs; what is asked is remembered, what comes of it is given beforehand."""

    store: Store
    settings: Config
    asked: list[str] = field(default_factory=list)
    received: dict[str, int] = field(default_factory=dict)
    #: What a server does while it is asked.
    meanwhile: Callable[[Callable[[SyncProgress], None]], None] = lambda _tell: None
    now: datetime = NOW
    seconds: float = 1000.0
    told: list[SyncProgress] = field(default_factory=list)

    def process(self) -> SyncCoordinator:
        """Another process that may sync this library."""
        return SyncCoordinator(self.store, cast(Any, None), self.settings, lambda: self.now, self.told.append)

    def pass_seconds(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        self.seconds += seconds

    async def sync(self, only: str = "", process: SyncCoordinator | None = None) -> list[SyncResult]:
        self.asked.clear()
        return await (process or self.process()).sync(only)


@pytest.fixture
def one(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Round:
    """Two accounts and a folder."""
    settings = Config(library=store.database.path, sync_folder=str(tmp_path), passwords=tmp_path / "passwords.json")
    made = Round(store, settings)

    class Server:
        def __init__(self, _store: Any, _client: Any, account: Account, _now: Any, tell: Any, removals: bool) -> None:
            self.name, self.tell, self.removals = account.name, tell, removals

        async def run(self) -> SyncResult:
            made.asked.append(f"{self.name}{' lets go' * self.removals}")
            made.meanwhile(self.tell)
            return SyncResult(self.name, received=made.received.get(self.name, 0))

    class Folder:
        def __init__(self, *_arguments: Any) -> None: ...

        def sync(self) -> SyncResult:
            made.asked.append("folder")
            return SyncResult("folder")

    monkeypatch.setattr(coordinator, "ServerSync", Server)
    monkeypatch.setattr(coordinator, "FolderSync", Folder)
    monkeypatch.setattr(coordinator, "CLIENTS", {"greader": lambda *_arguments: None})
    monkeypatch.setattr(coordinator, "time", SimpleNamespace(monotonic=lambda: made.seconds))
    for name in ("un", "deux"):
        number = store.accounts.add(name, "greader", f"https://{name}.example", "ida")
        account = next(account for account in store.accounts.all() if account.id == number)
        CredentialStore(settings.passwords).set(account, "secret")
    return made


async def test_the_folder_comes_first_and_again_where_servers_had_something(one: Round) -> None:
    assert [done.name for done in await one.sync()] == ["folder", "un", "deux"]
    assert one.asked == ["folder", "un", "deux"]
    one.received = {"deux": 1}
    assert [done.name for done in await one.sync()] == ["folder", "un", "deux"]
    assert one.asked == ["folder", "un", "deux", "folder"]
    assert [done.name for done in await one.sync("deux")] == ["deux"] and one.asked == ["deux"]
    one.settings = Config(library=one.store.database.path, passwords=one.settings.passwords)
    await one.sync()
    assert one.asked == ["un", "deux"]
    with pytest.raises(ConfigError, match="trois"):
        await one.sync("trois")
    await one.process().sync("un", allow_removals=True)
    assert one.asked == ["un lets go"]


def test_there_is_something_to_sync_with_where_there_is_a_folder_or_an_account(one: Round) -> None:
    assert one.process().is_configured()
    one.settings = Config(library=one.store.database.path)
    assert one.process().is_configured()
    for account in one.store.accounts.all():
        one.store.accounts.remove(account.id)
    assert not one.process().is_configured()
    one.settings = Config(library=one.store.database.path, sync_folder="x")
    assert one.process().is_configured()


async def test_one_process_syncs_at_a_time_however_it_ends(one: Round) -> None:
    other = one.process()
    got: list[bool] = []
    one.meanwhile = lambda _tell: got.append(other._try_lock(1))
    await one.sync()
    assert got == [False, False]

    def fails(_tell: Any) -> None:
        raise OSError

    one.meanwhile = fails
    for _time in range(2):
        with pytest.raises(OSError):
            await one.sync()
    one.meanwhile = lambda _tell: None
    assert other._try_lock(120)
    with pytest.raises(BusyError):
        await one.sync()
    one.pass_seconds(119)
    with pytest.raises(BusyError):
        await one.sync()
    one.pass_seconds(1)
    assert await one.sync(), "it has said nothing for two minutes"


@pytest.mark.parametrize(("silent", "lost"), [(31, False), (29, False), (121, True)])
async def test_who_says_how_far_it_is_keeps_its_turn(one: Round, silent: int, lost: bool) -> None:
    other = one.process()
    found: list[bool] = []

    def works(tell: Callable[[SyncProgress], None]) -> None:
        for _time in range(0 if lost else 5):
            one.pass_seconds(silent)
            tell(SyncProgress("un"))
        if lost:
            one.pass_seconds(silent)
        found.append(other._try_lock(0))

    one.meanwhile = works
    await one.sync("un")
    assert found == [lost] and len(one.told) == (0 if lost else 5)


async def test_a_round_is_due_after_a_change_that_it_has_not_sent(one: Round) -> None:
    process = one.process()
    assert not process.is_due()
    feed, _new = one.store.feeds.add("https://x.example/f", "Le fil")
    (number,) = fill(one.store, 1, feed)
    one.store.remote_items.link(one.store.accounts.all()[0].id, "a", number)
    one.store.undo.set_flag([number], "read", True, "lu", NOW)
    assert process.is_due()
    await one.sync("un", process)
    assert not process.is_due(), "the server does not take it: that is no reason to ask it all the time"
    one.store.undo.set_flag([number], "read", False, "non lu", NOW)
    assert process.is_due()


async def test_a_password_that_cannot_be_read_is_the_trouble_of_its_account(
    one: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    def get(_store: CredentialStore, account: Account) -> str:
        if account.name == "un":
            raise ConfigError("Illisible.")
        return "secret"

    monkeypatch.setattr(CredentialStore, "get", get)
    assert [(done.name, done.error) for done in await one.sync()] == [
        ("folder", ""),
        ("un", "Illisible."),
        ("deux", ""),
    ]
    assert [account.error for account in one.store.accounts.all()] == ["Illisible.", ""]


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (SyncResult("un", 1, 2), "un: 1 sent, 2 received."),
        (SyncResult("un", 0, 0, 1), "un: 0 sent, 0 received, 1 new article."),
        (SyncResult("un", 0, 3, 2), "un: 0 sent, 3 received, 2 new articles."),
        (SyncResult("un", 5, 5, 5, error="Non."), "un: Non."),
    ],
)
def test_what_came_of_a_round_is_a_sentence(done: SyncResult, said: str) -> None:
    assert describe_result(done) == said


# ------------------------------------------------------------ accounts


class Web:
    """Allows addresses of one's own; a server stands wherever it is looked for, a little further."""

    def __init__(self) -> None:
        self.private: list[str] = []

    def allow_private(self, url: str) -> None:
        self.private.append(url)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    made = Web()

    @asynccontextmanager
    async def client_for(*_arguments: Any) -> Any:
        yield made

    async def detect_api(_client: Any, url: str, user: str, password: str, kind: str) -> Account:
        if password != "secret":
            raise FetchError("Refusé.", 401)
        return Account(0, "", kind or "greader", url if url.endswith("/api") else f"{url}/api", user)

    monkeypatch.setattr(http, "client_for", client_for)
    monkeypatch.setattr(apis, "detect_api", detect_api)
    return made


def wanted(name: str, kind: str = "") -> Account:
    return Account(0, name, kind, f"https://{name}.example", "ida")


async def test_an_account_is_kept_once_its_server_is_found(store: Store, web: Web, tmp_path: Path) -> None:
    settings, accounts = Config(passwords=tmp_path / "passwords.json"), SyncAccounts(store)
    await accounts.add(settings, wanted("un"), lambda: "secret")
    two, in_keyring = await accounts.add(settings, wanted("deux", "fever"), lambda: "secret")
    assert (two.name, two.kind, two.url, two.user, in_keyring) == (
        *("deux", "fever", "https://deux.example/api", "ida"),
        False,
    )
    assert [account.name for account in accounts.all()] == ["un", "deux"] and accounts.named("deux") == two
    assert CredentialStore(settings.passwords).get(two) == "secret" and web.private[-1] == "https://deux.example"
    for name, password in (("un", "secret"), ("trois", "faux")):
        with pytest.raises((ConfigError, FetchError)):
            await accounts.add(settings, wanted(name), lambda password=password: password)  # type: ignore[misc]
    assert len(accounts.all()) == 2
    with pytest.raises(ConfigError, match="trois"):
        accounts.named("trois")
    accounts.remove(settings, "un")
    assert [account.name for account in accounts.all()] == ["deux"]
    assert CredentialStore(settings.passwords).get(two) == "secret"


async def test_an_account_whose_password_cannot_be_kept_is_none(
    store: Store, web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: Any) -> bool:
        raise ConfigError("Illisible.")

    monkeypatch.setattr(CredentialStore, "set", refuse)
    with pytest.raises(ConfigError, match="Illisible"):
        await SyncAccounts(store).add(Config(passwords=tmp_path / "p.json"), wanted("un"), lambda: "secret")
    assert not store.accounts.all() and web.private


async def test_a_server_that_moved_is_asked_there_with_the_same_password(
    store: Store, web: Web, tmp_path: Path
) -> None:
    settings, accounts = Config(passwords=tmp_path / "passwords.json"), SyncAccounts(store)
    kept, _in_keyring = await accounts.add(settings, wanted("un"), lambda: "secret")
    assert await accounts.move(settings, "un", kept.url) == kept == accounts.named("un")
    moved = await accounts.move(settings, "un", "https://neuf.example")
    assert moved.url == "https://neuf.example/api" and accounts.named("un") == moved
    passwords = CredentialStore(settings.passwords)
    assert passwords.get(moved) == "secret"
    with pytest.raises(ConfigError):
        passwords.get(kept)
    assert web.private[1:] == [kept.url, "https://neuf.example"]


def test_what_a_server_does_not_take_is_told_but_for_its_folders(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    number = store.accounts.add("un", "greader", "https://un.example", "ida")
    other = store.accounts.add("deux", "greader", "https://deux.example", "ida")
    kept = Rejections(store.state, number, lambda: datetime.now(UTC))
    for what in ("tag:mer", "https://x.example/f", "folder:a:Mer"):
        kept.add(what)
    Rejections(store.state, other, lambda: datetime.now(UTC)).add("tag:port")
    accounts = SyncAccounts(store)
    assert accounts.rejected(accounts.named("un")) == ["https://x.example/f", "tag:mer"]
