"""Sync the library with everything that is set up: first the folder, which knows times, then each server."""

import asyncio
import logging
import os
import secrets
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from datetime import datetime
from pathlib import Path

from newsreader.config import Config
from newsreader.fetch.client import Client
from newsreader.i18n import _, labelled, plural
from newsreader.library.http import client_for
from newsreader.library.messages.events import SyncProgress
from newsreader.library.refresh.refresher import utc_now
from newsreader.library.sync.accounts import no_account
from newsreader.library.sync.apis import CLIENTS
from newsreader.library.sync.credentials import CredentialStore
from newsreader.library.sync.folder_sync import FolderSync
from newsreader.library.sync.server_sync import ServerSync
from newsreader.model.errors import BusyError, ConfigError
from newsreader.model.sync import Account, SyncResult
from newsreader.store.store import Store

logger = logging.getLogger(__package__)
#: Seconds after which a process that says nothing more has lost its turn.
_TURN = 120


class SyncCoordinator:
    """Syncs one library with its folder and its servers, in one process at a time."""

    def __init__(
        self,
        store: Store,
        client: Client,
        settings: Config,
        now: Callable[[], datetime],
        tell: Callable[[SyncProgress], None] = lambda _event: None,
    ) -> None:
        self._store, self._client, self._settings, self._now = store, client, settings, now
        #: How many articles had flags to send when the last sync was over: those that servers do not take call for no
        #: other.
        self._unsent = 0
        #: When the lock was taken or renewed (`time.monotonic`).
        self._lock_renewed = 0.0
        self._name = f"{os.getpid()}-{secrets.token_hex(4)}"

        def heard(event: SyncProgress) -> None:
            if time.monotonic() > self._lock_renewed + _TURN / 4:
                self._acquire_lock()
            tell(event)

        self._tell = heard
        if not settings.sync_folder and store.journal.name():
            store.journal.disable()

    def is_configured(self) -> bool:
        """Return whether there is anything to sync with."""
        return bool(self._settings.sync_folder) or bool(self._store.accounts.all())

    def is_due(self) -> bool:
        """Return whether something was done here since, that others should know."""
        return self._store.journal.waiting() or self._store.remote_items.count_changed() != self._unsent

    async def sync(self, only: str = "", allow_removals: bool = False) -> list[SyncResult]:
        """Sync with all, or with the account of this name; `allow_removals`: however many feeds are gone there.

        Raises LibraryError, ConfigError where there is no such account, BusyError where another process syncs just now.
        """
        accounts = [account for account in self._store.accounts.all() if only in ("", account.name)]
        if only and not accounts:
            raise no_account(only)
        if not self._acquire_lock():
            raise BusyError(_("Another newsreader is already syncing."))
        try:
            return await self._with(accounts, bool(only), allow_removals)
        finally:
            self._release_lock()

    def _acquire_lock(self) -> bool:
        """One process at a time, so that nothing is sent twice; one that was killed loses its turn after a while."""
        self._lock_renewed = time.monotonic()
        return self._try_lock(_TURN)

    def _release_lock(self) -> None:
        """Let another process have its turn: a lock for no time is none."""
        self._try_lock(0)

    def _try_lock(self, seconds: int) -> bool:
        return self._store.state.try_lock("sync_lock", self._name, int(self._now().timestamp()), seconds)

    async def _with(self, accounts: list[Account], servers_only: bool, allow_removals: bool) -> list[SyncResult]:
        done = [] if servers_only else await self._by_folder()
        by_servers = [await self._by_server(account, allow_removals) for account in accounts]
        if any(result.received for result in by_servers) and not servers_only:
            await self._by_folder()  # the other devices may not know these servers
        self._unsent = await asyncio.to_thread(self._store.remote_items.count_changed)
        for number, result in enumerate((*done, *by_servers), 1):
            outcome = "failed" if result.error else "unreachable" if result.unreachable else "done"
            counts = result.sent, result.received, result.new
            logger.info("sync %d: %s, %d sent, %d received, %d new", number, outcome, *counts)
        return [*done, *by_servers]

    async def _by_folder(self) -> list[SyncResult]:
        if not self._settings.sync_folder:
            return []
        return [await asyncio.to_thread(FolderSync(self._store, Path(self._settings.sync_folder), self._now).sync)]

    async def _by_server(self, account: Account, allow_removals: bool) -> SyncResult:
        try:
            password = await asyncio.to_thread(CredentialStore(self._settings.passwords).get, account)
        except ConfigError as error:
            self._store.accounts.record_failure(account.id, error.sentence)
            return SyncResult(account.name, error=error.sentence)
        server = CLIENTS[account.kind](self._client, account, password)
        return await ServerSync(self._store, server, account, self._now, self._tell, allow_removals).run()


@asynccontextmanager
async def open_sync(
    settings: Config, tell: Callable[[SyncProgress], None] = lambda _event: None
) -> AsyncIterator[SyncCoordinator]:
    """Open what syncs the library of the settings, with its network. Raises LibraryError, ConfigError."""
    with closing(Store(settings.library)) as store:
        async with client_for(settings, store) as client:
            yield SyncCoordinator(store, client, settings, utc_now, tell)


def describe_result(done: SyncResult) -> str:
    """Say in a sentence what came of a sync."""
    if done.error:
        return labelled(done.name, done.error)
    words = _("{name}: {sent} sent, {received} received").format(name=done.name, sent=done.sent, received=done.received)
    new = ", " + plural("{n} new article", "{n} new articles", done.new).format(n=done.new)
    return words + (new if done.new else "") + "."


def not_configured_error() -> ConfigError:
    """Return the error for a sync without a server or a folder."""
    return ConfigError(
        _(
            "Sync is not set up: “newsreader accounts --add URL --user NAME” adds a server, "
            "sync_folder in the settings a folder."
        )
    )
