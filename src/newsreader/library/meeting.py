"""Agreeing with everybody: first with other machines by the folder, which knows times, then with each server."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from newsreader.config import Config
from newsreader.fetch.client import Client
from newsreader.i18n import _, plural
from newsreader.library.events import Syncing
from newsreader.library.folder import Folder
from newsreader.library.passwords import Passwords
from newsreader.library.speaking import KINDS, find_server
from newsreader.library.syncing import Agreement
from newsreader.model.errors import ConfigError, NewsreaderError
from newsreader.model.syncing import Account, Synced
from newsreader.store.store import Store


class Meeting:
    """Servers and folder of one library."""

    def __init__(
        self,
        store: Store,
        client: Client,
        settings: Config,
        now: Callable[[], datetime],
        tell: Callable[[Syncing], None] = lambda _event: None,
    ) -> None:
        self._store, self._client, self._settings, self._now, self._tell = store, client, settings, now, tell
        self._left = 0
        if not settings.sync_folder and store.facts.name():
            store.facts.end()

    def is_wanted(self) -> bool:
        """Whether there is anybody to agree with."""
        return bool(self._settings.sync_folder) or bool(self._store.accounts.all())

    def is_due(self) -> bool:
        """Whether something was done here since, that others should know."""
        return self._store.facts.waiting() or self._store.accounts.count_changed() != self._left

    async def agree(self, only: str = "", removals: bool = False) -> list[Synced]:
        """Agree with all, or with the account of this name; `removals`: however many feeds are gone there.

        Raises LibraryError, and ConfigError where there is no such account.
        """
        accounts = [account for account in self._store.accounts.all() if only in ("", account.name)]
        if only and not accounts:
            raise no_account(only)
        done = [] if only else await self._by_folder()
        by_servers = [await self._by_server(account, removals) for account in accounts]
        if any(one.received for one in by_servers) and not only:
            await self._by_folder()  # the other machines may not know these servers
        self._left = await asyncio.to_thread(self._store.accounts.count_changed)
        return [*done, *by_servers]

    async def _by_folder(self) -> list[Synced]:
        if not self._settings.sync_folder:
            return []
        return [await asyncio.to_thread(Folder(self._store, Path(self._settings.sync_folder), self._now).agree)]

    async def _by_server(self, account: Account, removals: bool) -> Synced:
        try:
            password = await asyncio.to_thread(Passwords(self._settings.passwords).get, account)
        except ConfigError as error:
            self._store.accounts.failed(account.id, error.sentence)
            return Synced(account.name, error=error.sentence)
        server = KINDS[account.kind](self._client, account, password)
        return await Agreement(self._store, server, account, self._now, self._tell, removals).run()


async def join(store: Store, client: Client, settings: Config, wanted: Account, password: str) -> tuple[Account, bool]:
    """Find the server and keep the account; also whether a keyring keeps the password. Raises FetchError,
    LibraryError, ConfigError; then nothing is kept."""
    found = await find_server(client, wanted.url, wanted.user, password, wanted.kind)
    number = store.accounts.add(wanted.name, found.kind, found.url, found.user)
    (account,) = (one for one in store.accounts.all() if one.id == number)
    try:
        return account, Passwords(settings.passwords).put(account, password)
    except NewsreaderError:
        store.accounts.remove(number)
        raise


def no_account(name: str) -> ConfigError:
    """There is no account of this name."""
    return ConfigError(_("There is no account “{name}”: “newsreader accounts” lists them.").format(name=name))


def in_words(done: Synced) -> str:
    """What came of it, in a sentence."""
    if done.error:
        return f"{done.name}: {done.error}"
    words = _("{name}: {sent} sent, {received} received").format(name=done.name, sent=done.sent, received=done.received)
    new = ", " + plural("{n} new article", "{n} new articles", done.new).format(n=done.new)
    return words + (new if done.new else "") + "."


def none_to_agree_with() -> ConfigError:
    """Neither a server nor a folder is known."""
    return ConfigError(
        _(
            "There is nobody to agree with: “newsreader accounts --add URL --user NAME” names a server, "
            "sync_folder in the settings a folder."
        )
    )
