"""Which API a server speaks, found by asking; and the passwords of accounts, in a keyring or a file."""

import importlib
import json
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from newsreader.library.sync import apis
from newsreader.library.sync.apis import detect_api
from newsreader.library.sync.credentials import CredentialStore
from newsreader.model.errors import ConfigError, FetchError, ParseError, RedirectError
from newsreader.model.sync import Account

REFUSED, MISSING, BROKEN = FetchError("Non.", 401), FetchError("Rien.", 404), FetchError("Hors ligne.", 0)


class Login:
    """Logs in at one address, or raises what comes of it."""

    def __init__(self, web: "Web", url: str, error: Exception | None) -> None:
        self.web, self.url, self.error = web, url, error

    async def log_in(self) -> None:
        self.web.asked.append(self.url)
        if self.error:
            raise self.error


class Web:
    """Servers by their addresses: what logging in there raises; remembers what was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, answers: dict[str, Exception | None]) -> None:
        self.asked: list[str] = []
        self.private: list[str] = []

        def client(kind: str) -> Any:
            def made(_client: object, account: Account, _password: str) -> "Login":
                return Login(self, f"{kind} {account.url}", answers.get(f"{kind} {account.url}", MISSING))

            return made

        monkeypatch.setattr(apis, "CLIENTS", {"greader": client("greader"), "fever": client("fever")})

    def allow_private(self, url: str) -> None:
        self.private.append(url)


BASE = "https://nuage.example"


@pytest.mark.parametrize(
    ("answers", "kind", "found", "asked"),
    [
        ({f"greader {BASE}": None}, "", ("greader", BASE), 1),
        ({f"greader {BASE}/p/api/greader.php": None}, "", ("greader", f"{BASE}/p/api/greader.php"), 3),
        (
            {f"greader {BASE}": ParseError("Une page."), f"fever {BASE}/fever/": None},
            "",
            ("fever", f"{BASE}/fever/"),
            7,
        ),
        (
            {f"greader {BASE}": REFUSED, f"greader {BASE}/api/greader.php": None},
            "",
            ("greader", f"{BASE}/api/greader.php"),
            2,
        ),
        ({f"greader {BASE}/api/greader.php": REFUSED, f"fever {BASE}": None}, "", ("fever", BASE), 3),
        ({f"fever {BASE}": None}, "fever", ("fever", BASE), 1),
    ],
)
async def test_the_api_is_found_where_it_lies(
    monkeypatch: pytest.MonkeyPatch, answers: dict[str, Any], kind: str, found: tuple[str, str], asked: int
) -> None:
    web = Web(monkeypatch, answers)
    account = await detect_api(cast(Any, web), f"{BASE}/accounts/ClientLogin", "ida", "secret", kind)
    assert (account.kind, account.url, account.user) == (*found, "ida") and len(web.asked) == asked


@pytest.mark.parametrize(
    ("answers", "status", "said", "asked"),
    [
        ({}, 0, "No feed server found", 7),
        ({f"greader {BASE}": FetchError("Non.", 403)}, 401, "rejected this user name", 7),
        (
            {f"greader {BASE}/api/greader.php": REFUSED, f"fever {BASE}/api/fever.php": REFUSED},
            401,
            "nuage.example rejected",
            4,
        ),
        ({f"greader {BASE}": BROKEN}, 0, "Hors ligne.", 1),
        ({f"greader {BASE}": FetchError("Panne.", 400)}, 0, "No feed server found", 7),
        ({f"fever {BASE}": RedirectError("Ailleurs.", 302, "https://autre.example/")}, 302, "Ailleurs.", 7),
    ],
)
async def test_where_there_is_none_it_is_said_why(
    monkeypatch: pytest.MonkeyPatch, answers: dict[str, Any], status: int, said: str, asked: int
) -> None:
    web = Web(monkeypatch, answers)
    with pytest.raises(FetchError, match=said) as caught:
        await detect_api(cast(Any, web), BASE, "ida", "secret")
    assert caught.value.status == status and len(web.asked) == asked


async def test_a_server_that_leads_to_its_safe_address_is_followed_there_and_nowhere_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain = "http://nuage.example"
    web = Web(monkeypatch, {f"greader {plain}": RedirectError("Ici.", 301, f"{BASE}/"), f"greader {BASE}": None})
    assert (await detect_api(cast(Any, web), plain, "ida", "secret")).url == BASE and web.private == [BASE]
    for base, to in ((plain, "https://autre.example/"), (BASE, f"{BASE}/x")):
        web = Web(monkeypatch, {f"greader {base}": RedirectError("Ailleurs.", 301, to)})
        with pytest.raises(RedirectError):
            await detect_api(cast(Any, web), base, "ida", "secret")
        assert not web.private


ACCOUNT = Account(1, "Nuage", "greader", BASE, "ida")


class Keyring:
    """The system's; `broken`: whatever is asked of it fails."""

    priority = 1.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.broken = False

    def get_keyring(self) -> "Keyring":
        return self

    def _check(self) -> None:
        if self.broken:
            raise RuntimeError("locked")

    def get_password(self, service: str, name: str) -> str | None:
        self._check()
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, password: str) -> None:
        self._check()
        self.kept[service, name] = password

    def delete_password(self, service: str, name: str) -> None:
        self._check()
        del self.kept[service, name]


def test_without_a_keyring_passwords_are_in_a_file_of_their_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weak = Keyring()
    weak.priority = 0.5
    monkeypatch.setattr(importlib, "import_module", lambda _name: weak)
    kept, other = CredentialStore(tmp_path / "passes.json"), replace(ACCOUNT, user="noé")
    assert not kept.set(ACCOUNT, "secret") and not kept.set(other, "autre")
    assert stat.S_IMODE((tmp_path / "passes.json").stat().st_mode) == 0o600 and not weak.kept
    assert (kept.get(ACCOUNT), kept.get(other)) == ("secret", "autre")
    kept.delete(ACCOUNT)
    assert kept.get(other) == "autre"
    with pytest.raises(ConfigError, match="--password Nuage"):
        kept.get(ACCOUNT)
    (tmp_path / "passes.json").write_text("{")
    with pytest.raises(ConfigError, match="not valid JSON"):
        kept.get(other)
    (tmp_path / "passes.json").write_text("[]")
    with pytest.raises(ConfigError, match="No password"):
        kept.get(other)


def test_a_keyring_keeps_them_and_the_file_where_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ring, file = Keyring(), tmp_path / "passes.json"
    monkeypatch.setattr(importlib, "import_module", lambda _name: ring)
    kept = CredentialStore(file)
    ring.broken = True
    assert not kept.set(ACCOUNT, "ancien") and kept.get(ACCOUNT) == "ancien"
    ring.broken = False
    assert kept.set(ACCOUNT, "secret") and json.loads(file.read_text()) == {}, "it is in one place"
    assert kept.get(ACCOUNT) == "secret"
    ring.broken = True
    with pytest.raises(ConfigError):
        kept.get(ACCOUNT)
    kept.delete(ACCOUNT)
    ring.broken = False
    kept.delete(ACCOUNT)
    assert not ring.kept
    ring.kept["newsreader", f"greader ida {BASE}"] = "trousseau"
    file.write_text(json.dumps({f"greader ida {BASE}": "fichier"}))
    assert kept.get(ACCOUNT) == "fichier"
