"""Sync articles and their flags with a server, by comparing both sides with the baseline.

Nothing is queued that could be sent twice: what there is to send is the difference between an article here and
its baseline. So whatever breaks off, the next time goes on from what is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from newsreader.i18n import _
from newsreader.library.messages.events import SyncProgress
from newsreader.library.sync.counter import SyncCounter
from newsreader.library.sync.feed_sync import FeedSync
from newsreader.library.sync.merge import articles_to_check, local_changes, remote_changes
from newsreader.library.sync.rejections import Rejections
from newsreader.library.sync.remote_articles import RemoteArticles
from newsreader.model.errors import FetchError, LibraryError, NetworkUnreachable, NewsreaderError, RedirectError
from newsreader.model.text import clean_line
from newsreader.store.remote_items import apply_remote_flags

if TYPE_CHECKING:
    from newsreader.library.sync.client import SyncClient
    from newsreader.model.feed import Feed
    from newsreader.model.sync import Account, RemoteItem, SyncResult
    from newsreader.store.store import Store

#: How many articles a server is asked for at a time.
BATCH = 100
#: Seconds after which an article that a server does not show has been forgotten there: an empty answer of a server
#: whose database fails looks the same.
_PATIENCE = 86_400


class ServerSync:
    """Syncs once with one server. Cancelled or broken off anywhere, the next sync goes on from the baseline."""

    def __init__(
        self,
        store: Store,
        server: SyncClient,
        account: Account,
        now: Callable[[], datetime],
        tell: Callable[[SyncProgress], None],
        allow_removals: bool,
    ) -> None:
        self._store, self._server, self._account = store, server, account
        self._now, self._tell = now, tell
        self._accounts, self._items = store.accounts, store.remote_items
        self._counter, self._rejections = SyncCounter(account.name), Rejections(store.state, account.id, now)
        self._feed_sync = FeedSync(store, server, account, self._counter, self._rejections, allow_removals)
        self._articles = RemoteArticles(store, account.id, self._counter, now)
        self._feeds: dict[str, Feed] = {}

    async def run(self) -> SyncResult:
        """Sync; returns what was sent and received, with an error where it broke off. Raises LibraryError."""
        number = self._account.id
        try:
            await self._log_in()
            await self._exchange()
        except FetchError as error:
            self._accounts.record_failure(number, error.sentence)
            return replace(
                self._counter.result, error=error.sentence, unreachable=isinstance(error, NetworkUnreachable)
            )
        except LibraryError:
            raise
        except NewsreaderError as error:
            self._accounts.record_failure(number, error.sentence)
            return replace(self._counter.result, error=error.sentence)
        self._accounts.record_sync(number, self._now())
        return self._counter.result

    async def _exchange(self) -> None:
        try:
            self._feeds = await self._feed_sync.run()
            if self._feed_sync.new:
                await self._retry_unlinked()
            listed = await self._server.list_flags()
            await self._resolve_unacknowledged()
            await self._pull_changed(listed)
            await self._pull_new()
            await self._push()
        except FetchError as error:
            if error.status not in (401, 403):
                raise
            words = _(
                "{name} accepts the password, but refused a request ({status}). Look at its log if that stays so."
            )
            raise FetchError(words.format(name=self._account.name, status=error.status), error.status) from error

    async def _log_in(self) -> None:
        try:
            await self._server.log_in()
        except RedirectError as error:
            name, to = self._account.name, error.location.partition("?")[0].removesuffix("/accounts/ClientLogin")
            words = _("The server redirects to {to}. If it has moved there: “newsreader accounts --move {name} {to}”.")
            raise FetchError(words.format(to=clean_line(to), name=name), error.status) from error
        except FetchError as error:
            if error.status not in (401, 403):
                raise
            words = _("The server rejects the password. “newsreader accounts --password {name}” sets a new one.")
            raise FetchError(words.format(name=self._account.name), error.status) from error

    # ------------------------------------------------------------ what the server says

    async def _resolve_unacknowledged(self) -> None:
        """What was sent the last time and never answered: if any of a message has arrived, all of it has, where the
        server takes it whole."""
        for batch, (flag, on, remotes) in self._items.unanswered(self._account.id).items():
            remote_flags = {item.remote: item.flags for item in await self._server.items(remotes)}
            known = self._items.get(self._account.id, remotes)
            arrived = {
                remote
                for remote in remotes
                if remote in remote_flags and remote in known
                if remote_flags[remote].has(flag) == on != known[remote].baseline.has(flag)
            }
            whole = arrived and self._server.arrives_whole(flag)
            self._items.acknowledge(self._account.id, batch, remotes if whole else arrived)

    async def _pull_changed(self, listed: dict[str, set[str]]) -> None:
        """Look at the articles that the server's lists say something new of; an article that it has forgotten
        keeps its flags here."""
        baselines = await asyncio.to_thread(self._items.baselines, self._account.id)
        wanted = articles_to_check(baselines, listed)
        for start in range(0, len(wanted), BATCH):
            self._tell(SyncProgress(self._account.name, start, len(wanted)))
            part = wanted[start : start + BATCH]
            items = await self._server.items(part)
            await asyncio.to_thread(self._apply_remote, part, items)

    def _apply_remote(self, asked: Sequence[str], items: Sequence[RemoteItem]) -> None:
        account, now = self._account.id, int(self._now().timestamp())
        with self._store.database.transaction():
            known = self._items.get(account, asked)
            for item in items:
                if was := known.get(item.remote):
                    flags = item.flags if self._server.supports_tags else replace(item.flags, tags=was.baseline.tags)
                    news = remote_changes(was.baseline, was.local, flags)
                    if was.article and news:
                        apply_remote_flags(self._store.database, was.article, news, now)
                        self._counter.count(received=len(news))
                    self._items.set_baseline(account, item.remote, flags)
            self._items.note_missing(account, set(asked) - {item.remote for item in items}, now, _PATIENCE)

    async def _retry_unlinked(self) -> None:
        """With a feed, its articles may be here that were known to the server before: unless they were deleted."""
        unlinked = await asyncio.to_thread(self._items.unlinked, self._account.id)
        for start in range(0, len(unlinked), BATCH):
            part = unlinked[start : start + BATCH]
            items = await self._server.items(part)
            await asyncio.to_thread(self._relink, part, items)

    def _relink(self, asked: Sequence[str], items: Sequence[RemoteItem]) -> None:
        account, now = self._account.id, int(self._now().timestamp())
        with self._store.database.transaction():
            self._items.drop(account, [item.remote for item in items])
            self._store_items(items)
            self._items.note_missing(account, set(asked) - {item.remote for item in items}, now, _PATIENCE)

    async def _pull_new(self) -> None:
        """Articles of the server that are not known yet: found here, or kept with what the server has of them."""
        known = await asyncio.to_thread(self._items.known, self._account.id)
        done = 0
        async for items, left in self._server.new_items(known):
            new = [item for item in items if item.remote not in known]
            known.update(item.remote for item in new)
            done += len(items)
            await asyncio.to_thread(self._store_items, new)
            self._tell(SyncProgress(self._account.name, done, done + left))

    def _store_items(self, items: Sequence[RemoteItem]) -> None:
        with self._store.database.transaction():
            by_feed: dict[str, list[RemoteItem]] = {}
            for item in items:
                by_feed.setdefault(item.feed, []).append(item)
            for remote, some in by_feed.items():
                self._articles.link(self._feeds.get(remote), some)
            self._apply_remote([item.remote for item in items], items)

    # ------------------------------------------------------------ what the server is told

    async def _push(self) -> None:
        """Send what was done here. A fault that a tag meets is said when all the rest has been sent."""
        waiting: dict[tuple[str, bool], list[str]] = {}
        for item in await asyncio.to_thread(self._items.changed, self._account.id):
            for flag, on in local_changes(item.baseline, item.local).items():
                if not _is_tag(flag) or (self._server.supports_tags and not self._rejections.has(flag)):
                    waiting.setdefault((flag, on), []).append(item.remote)
        total, done, step = sum(map(len, waiting.values())), 0, self._server.flags_at_once
        fault: FetchError | None = None
        for (flag, on), remotes in sorted(waiting.items(), key=lambda batch: _is_tag(batch[0][0])):
            try:
                for start in range(0, len(remotes), step):
                    self._tell(SyncProgress(self._account.name, done, total))
                    await self._push_batch(remotes[start : start + step], flag, on)
                    done += step
            except FetchError as error:
                if not _is_tag(flag) or error.status < 400 or error.status == 401:
                    raise
                if not self._is_rejected(flag, error.status):
                    fault = fault or error
            else:
                if _is_tag(flag):
                    self._rejections.accepted("tags")
        if fault:
            raise fault

    async def _push_batch(self, remotes: Sequence[str], flag: str, on: bool) -> None:
        """One message; what it is about is noted until it is known whether it has arrived."""
        batch = self._items.note_sent(self._account.id, remotes, flag, on)
        try:
            await self._server.set_flag(remotes, flag, on)
        except FetchError as error:
            # Without an answer, or with a fault of the server's, nobody knows yet whether it was done.
            if 400 <= error.status < 500 or isinstance(error, NetworkUnreachable):
                self._items.acknowledge(self._account.id, batch, taken=())
            raise
        self._items.acknowledge(self._account.id, batch, remotes)
        self._counter.count(sent=len(remotes))

    def _is_rejected(self, tag: str, status: int) -> bool:
        """Return whether a server does not take tags, or not this one: it says so, or has the same fault round after
        round (Miniflux answers 500 to any). What passes by itself (429, 503) is no answer."""
        passing = status >= 500 or status in (408, 425, 429)
        if passing and not self._rejections.failed_again("tags"):
            return False
        self._rejections.add(tag)
        words = _("{name} rejects the tag “{tag}”; kept on this device.")
        self._counter.note(words.format(name=self._account.name, tag=tag[4:]))
        return True


def _is_tag(flag: str) -> bool:
    return flag.startswith("tag:")
