"""The passwords of accounts: in the system's keyring where there is one, else in a private file."""

import importlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from newsreader.config.files import read_private, write_file
from newsreader.i18n import _
from newsreader.model.errors import ConfigError
from newsreader.model.sync import Account

_SERVICE = "newsreader"


def _keyring() -> Any:
    """The system's keyring; None where there is none, or none that keeps anything."""
    try:
        keyring = importlib.import_module("keyring")
        return keyring if keyring.get_keyring().priority >= 1 else None
    except Exception:  # noqa: BLE001 - a keyring that fails, in whatever way, is none
        return None


class CredentialStore:
    """Gets, sets and deletes passwords. `path` is the file beside the settings, which only its owner can read."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, account: Account) -> str:
        """The password of an account. Raises ConfigError where it is not here any more."""
        name = _name(account)
        password = self._kept().get(name)
        if password is None and (keyring := _keyring()):
            try:
                password = keyring.get_password(_SERVICE, name)
            except Exception:  # noqa: BLE001 - locked, or gone
                password = None
        if not password:
            raise ConfigError(
                _(
                    "No password for “{name}” on this device. Set it with “newsreader accounts --password {name}”."
                ).format(name=account.name)
            )
        return str(password)

    def set(self, account: Account, password: str) -> bool:
        """Keep a password; whether a keyring keeps it. Raises ConfigError where nothing can."""
        name = _name(account)
        if keyring := _keyring():
            try:
                keyring.set_password(_SERVICE, name, password)
            except Exception:  # noqa: BLE001 - then the file is there
                pass
            else:
                self._delete(name)
                return True
        self._keep({**self._kept(), name: password})
        return False

    def delete(self, account: Account) -> None:
        """Forget a password."""
        name = _name(account)
        if keyring := _keyring():
            with suppress(Exception):  # it was not there
                keyring.delete_password(_SERVICE, name)
        self._delete(name)

    def _delete(self, name: str) -> None:
        self._keep({other: kept for other, kept in self._kept().items() if other != name})

    def _kept(self) -> dict[str, str]:
        if not self._path.exists():
            return {}
        try:
            kept = json.loads(read_private(self._path))
        except ValueError as error:
            raise ConfigError(_("{path} is not valid JSON. Move it away.").format(path=self._path)) from error
        return kept if isinstance(kept, dict) else {}

    def _keep(self, passwords: dict[str, str]) -> None:
        if passwords != self._kept():
            write_file(self._path, json.dumps(passwords, indent=1, ensure_ascii=False) + "\n", private=True)


def _name(account: Account) -> str:
    return f"{account.kind} {account.user} {account.url}"
