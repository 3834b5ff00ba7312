"""The accounts at sync servers: listed, added, moved, removed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from newsreader.config import Config
from newsreader.i18n import _
from newsreader.library.sync.credentials import CredentialStore
from newsreader.library.sync.rejections import Rejections
from newsreader.model.errors import ConfigError, NewsreaderError
from newsreader.model.sync import Account
from newsreader.store.store import Store


class SyncAccounts:
    """The accounts at servers, with their passwords beside the library; `Library.accounts`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[Account]:
        """Return all accounts, in order."""
        return self._store.accounts.all()

    def rejected(self, account: Account) -> list[str]:
        """Return what its server does not take for now: tags as “tag:…”, and addresses of feeds."""
        kept = Rejections(self._store.state, account.id, lambda: datetime.now(UTC))
        return [what for what in kept.all() if not what.startswith("folder:")]

    def named(self, name: str) -> Account:
        """The account of this name. Raises ConfigError where there is none."""
        for account in self.all():
            if account.name == name:
                return account
        raise no_account(name)

    async def add(self, settings: Config, wanted: Account, ask: Callable[[], str]) -> tuple[Account, bool]:
        """Find the server and keep the account; also whether a keyring keeps the password, which is what `ask` answers.
        Raises FetchError, LibraryError, ConfigError; then nothing is kept."""
        if any(account.name == wanted.name for account in self.all()):
            raise ConfigError(_("Account “{name}” already exists. Choose another name.").format(name=wanted.name))
        password = ask()
        api = await self._find(settings, wanted, password)
        number = self._store.accounts.add(wanted.name, api.kind, api.url, api.user)
        (account,) = (each for each in self.all() if each.id == number)
        try:
            return account, CredentialStore(settings.passwords).set(account, password)
        except NewsreaderError:
            self._store.accounts.remove(number)
            raise

    async def move(self, settings: Config, name: str, url: str) -> Account:
        """The server of an account has another address: it is asked there with the same password, and the baseline
        stays. Raises FetchError, LibraryError, ConfigError; then nothing is changed."""
        account, passwords = self.named(name), CredentialStore(settings.passwords)
        password = passwords.get(account)
        api = await self._find(settings, replace(account, url=url), password)
        moved = replace(account, url=api.url)
        if moved.url != account.url:
            passwords.set(moved, password)
            self._store.accounts.move(account.id, moved.url)
            passwords.delete(account)
        return moved

    async def _find(self, settings: Config, wanted: Account, password: str) -> Account:
        from newsreader.library.http import client_for
        from newsreader.library.sync.apis import detect_api

        async with client_for(settings, self._store) as client:
            client.allow_private(wanted.url)
            return await detect_api(client, wanted.url, wanted.user, password, wanted.kind)

    def remove(self, settings: Config, name: str) -> None:
        """Remove an account and its password; articles stay. Raises ConfigError where there is none."""
        account = self.named(name)
        self._store.accounts.remove(account.id)
        CredentialStore(settings.passwords).delete(account)


def no_account(name: str) -> ConfigError:
    """Return the error for a name that no account has."""
    return ConfigError(_("No account “{name}”: “newsreader accounts” lists them.").format(name=name))
