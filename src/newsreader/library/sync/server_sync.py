"""Syncing with a server: what was done here goes there, and the other way; what was agreed is remembered.

Nothing is queued that could be sent twice: what there is to send is the difference between an article here and
what was agreed of it. So whatever breaks off, the next time goes on from what is.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from newsreader.i18n import _, plural
from newsreader.library.messages.events import SyncProgress
from newsreader.library.subscriptions.first_run import default_feed_urls
from newsreader.library.sync.client import SyncClient
from newsreader.library.sync.merge import (
    articles_to_check,
    local_changes,
    looks_like_server_fault,
    merge_text,
    remote_changes,
)
from newsreader.library.workers.feed_tasks import prepare_entry
from newsreader.library.workers.identity import differs, is_deleted, match, names_of, unused
from newsreader.library.workers.item_ids import identify
from newsreader.library.workers.results import ParsedEntry
from newsreader.model.errors import FetchError, LibraryError, NetworkUnreachable, NewsreaderError
from newsreader.model.feed import Feed, is_bundled
from newsreader.model.sync import Account, RemoteFeed, RemoteItem, SyncResult
from newsreader.parse.urls import canonical
from newsreader.store.articles import Item
from newsreader.store.items import Known
from newsreader.store.remote_state import apply_remote_flags
from newsreader.store.store import Store

#: How many articles one message to a server is about.
BATCH = 100
#: How long a feed or a tag that a server did not take is not offered to it again.
_OFFERED = timedelta(days=7)


class ServerSync:
    """One sync with one server. Cancelled or broken off anywhere, what was agreed stays so."""

    def __init__(
        self,
        store: Store,
        server: SyncClient,
        account: Account,
        now: Callable[[], datetime],
        tell: Callable[[SyncProgress], None],
        force: bool = False,
    ) -> None:
        self._store, self._server, self._account = store, server, account
        self._now, self._tell, self._force = now, tell, force
        self._accounts = store.accounts
        self._feeds: dict[str, Feed] = {}
        self._done = SyncResult(account.name)

    async def run(self) -> SyncResult:
        """Agree; what was sent and received, and with an error where it broke off. Raises LibraryError."""
        number = self._account.id
        try:
            await self._server.log_in()
            await self._sync_feeds()
            await self._resolve_unacknowledged()
            marked = await self._server.list_flags()
            await self._pull_changed(marked)
            await self._pull_new()
            await self._push()
        except FetchError as error:
            self._accounts.failed(number, error.sentence)
            return replace(self._done, error=error.sentence, unreachable=isinstance(error, NetworkUnreachable))
        except LibraryError:
            raise
        except NewsreaderError as error:
            self._accounts.failed(number, error.sentence)
            return replace(self._done, error=error.sentence)
        self._accounts.synced(number, self._now())
        return self._done

    def _count(self, sent: int = 0, received: int = 0, new: int = 0, note: str = "") -> None:
        done = self._done
        self._done = replace(
            done,
            sent=done.sent + sent,
            received=done.received + received,
            new=done.new + new,
            notes=(*done.notes, note) if note else done.notes,
        )

    # ------------------------------------------------------------ feeds

    async def _sync_feeds(self) -> None:
        there = {feed.remote: feed for feed in await self._server.feeds()}
        here = {feed.id: feed for feed in self._store.feeds.all() if not is_bundled(feed.url)}
        agreed = self._accounts.feeds(self._account.id)
        await self._sync_removed_feeds(there, here, agreed)
        taken = {number for number, _title, _folder in self._accounts.feeds(self._account.id).values()}
        free = {canonical(feed.url): feed for number, feed in here.items() if number not in taken}
        for remote, feed in there.items():
            if remote in agreed:
                number, title, folder = agreed[remote]
                if number in here:
                    await self._describe(feed, here[number], title, folder)
            else:
                self._adopt_remote_feed(feed, free.pop(feed.url, None))
        given = default_feed_urls()
        for mine in free.values() if self._server.supports_subscriptions else ():
            # A section that nobody asked for is not offered before something of it was read.
            if mine.url not in given or mine.unread < mine.total:
                await self._push_feed(mine)
        by_number = {feed.id: feed for feed in self._store.feeds.all()}
        self._feeds = {
            remote: by_number[number]
            for remote, (number, _title, _folder) in self._accounts.feeds(self._account.id).items()
            if number in by_number
        }

    async def _sync_removed_feeds(
        self, there: dict[str, RemoteFeed], here: dict[int, Feed], agreed: dict[str, tuple[int, str, str]]
    ) -> None:
        """Feeds that one of the two has given up since they agreed."""
        account, places = self._account.id, {feed.url: remote for remote, feed in there.items()}
        gone = []
        for remote, (number, title, folder) in list(agreed.items()):
            if remote in there and number not in here:
                if self._server.supports_subscriptions:
                    await self._server.unsubscribe(remote)
                    self._count(sent=1)
                    self._accounts.drop_feed(account, remote)
                    there.pop(remote)
            elif remote not in there:
                new = places.get(canonical(here[number].url)) if number in here else None
                if new and new not in agreed:  # the server has given it another name
                    agreed[new] = (number, title, folder)
                    self._accounts.set_feed_base(account, RemoteFeed(new, "", title, folder), number)
                elif number in here:
                    gone.append(remote)
                    continue
                self._accounts.drop_feed(account, remote)
        if not self._force and looks_like_server_fault(gone, len(agreed)):
            words = plural(
                "{name} has lost {n} feed; it stays here. “newsreader sync --allow-removals” lets it go here too.",
                "{name} has lost {n} feeds; they stay here. “newsreader sync --allow-removals” lets them go here too.",
                len(gone),
            )
            self._count(note=words.format(n=len(gone), name=self._account.name))
            return
        for remote in gone:
            self._store.feeds.remove(agreed[remote][0])
            here.pop(agreed[remote][0])
            self._accounts.drop_feed(account, remote)
            self._count(received=1)

    def _adopt_remote_feed(self, feed: RemoteFeed, mine: Feed | None) -> None:
        """A feed of the server of which nothing was agreed yet: it is subscribed to here as well."""
        if mine:
            # Where the two call it differently, a title that the user gave goes to the server in the next step.
            self._accounts.set_feed_base(self._account.id, feed, mine.id)
            if feed.folder and not mine.folder:
                self._store.feeds.rename(mine.id, "", feed.folder)
            return
        with self._store.database.transaction():
            number, _new = self._store.feeds.add(feed.url, feed.title, feed.folder)
            self._accounts.set_feed_base(self._account.id, feed, number)
        self._count(received=1)

    async def _describe(self, feed: RemoteFeed, mine: Feed, title: str, folder: str) -> None:
        """Title and folder: what either side has changed since."""
        own = self._store.feeds.own_title(mine.id)
        wanted = merge_text(title, own or title, feed.title), merge_text(folder, mine.folder, feed.folder)
        if wanted[0] != (own or title) or wanted[1] != mine.folder:
            self._store.feeds.rename(mine.id, wanted[0] if wanted[0] != (own or title) else "", wanted[1])
            self._count(received=1)
        told = replace(feed, title=wanted[0], folder=wanted[1])
        if told != feed and self._server.supports_subscriptions:
            await self._server.describe(told, feed.folder)
            self._count(sent=1)
        if (told.title, told.folder) != (title, folder):
            self._accounts.set_feed_base(self._account.id, told, mine.id)

    async def _push_feed(self, mine: Feed) -> None:
        """Have the server subscribe to a feed of ours; one that it does not take is offered again after a week."""
        if self._was_rejected(mine.url):
            return
        try:
            remote = await self._server.subscribe(mine.url)
        except FetchError as error:
            if error.status < 400 or error.status in (401, 403, 429):
                raise
            if error.status >= 500:
                return  # the server's fault, and perhaps not the next time
            remote = ""
        if not remote:
            words = _("{name} rejects the feed “{title}”; kept on this device.")
            self._remember_rejection(mine.url, words.format(name=self._account.name, title=mine.title))
            return
        own = self._store.feeds.own_title(mine.id)
        feed = RemoteFeed(remote, mine.url, own or mine.title, mine.folder)
        if own or mine.folder:
            await self._server.describe(feed, "")
        self._accounts.set_feed_base(self._account.id, feed, mine.id)
        self._count(sent=1)

    def _was_rejected(self, what: str) -> bool:
        until = self._store.state.get(f"rejected:{self._account.id}:{what}")
        return int(self._now().timestamp()) < int(until or 0)

    def _remember_rejection(self, what: str, words: str) -> None:
        """The server does not take this: it is said, and not offered again for a while."""
        until = int((self._now() + _OFFERED).timestamp())
        self._store.state.put(f"rejected:{self._account.id}:{what}", str(until))
        self._count(note=words)

    # ------------------------------------------------------------ what the server says

    async def _resolve_unacknowledged(self) -> None:
        """What was sent the last time and never answered: if any of a message has arrived, all of it has."""
        for batch, (mark, given, remotes) in self._accounts.unanswered(self._account.id).items():
            there = {item.remote: item.flags for item in await self._server.items(remotes)}
            known = self._accounts.items(self._account.id, remotes)
            arrived = any(
                there[remote].has(mark) == given != known[remote].base.has(mark)
                for remote in remotes
                if remote in there and remote in known
            )
            self._accounts.acknowledge(self._account.id, batch, arrived)

    async def _pull_changed(self, marked: dict[str, set[str]]) -> None:
        """Look at the articles that the server's lists say something new of; an article that it has forgotten
        keeps its marks here."""
        agreed = await asyncio.to_thread(self._accounts.bases, self._account.id)
        wanted = articles_to_check(agreed, marked)
        for start in range(0, len(wanted), BATCH):
            self._tell(SyncProgress(self._account.name, start, len(wanted)))
            part = wanted[start : start + BATCH]
            items = await self._server.items(part)
            await asyncio.to_thread(self._apply_remote, part, items)

    def _apply_remote(self, asked: Sequence[str], items: Sequence[RemoteItem]) -> None:
        account, now = self._account.id, int(self._now().timestamp())
        with self._store.database.transaction():
            known = self._accounts.items(account, asked)
            for item in items:
                if one := known.get(item.remote):
                    there = item.flags if self._server.supports_tags else replace(item.flags, tags=one.base.tags)
                    news = remote_changes(one.base, one.local, there)
                    if one.article and news:
                        apply_remote_flags(self._store.database, one.article, news, now)
                        self._count(received=len(news))
                    self._accounts.set_base(account, item.remote, there)
            self._accounts.drop_items(account, set(asked) - {item.remote for item in items})

    async def _pull_new(self) -> None:
        """Articles of the server that are not known yet: found here, or kept with what the server has of them."""
        known = await asyncio.to_thread(self._accounts.known, self._account.id)
        done = 0
        async for items, left in self._server.new_items(known):
            new = [item for item in items if item.remote not in known]
            known.update(item.remote for item in new)
            done += len(items)
            await asyncio.to_thread(self._store_new, new)
            self._tell(SyncProgress(self._account.name, done, done + left))

    def _store_new(self, items: Sequence[RemoteItem]) -> None:
        with self._store.database.transaction():
            by_feed: dict[str, list[RemoteItem]] = {}
            for item in items:
                by_feed.setdefault(item.feed, []).append(item)
            for remote, some in by_feed.items():
                self._meet(self._feeds.get(remote), some)
            self._apply_remote([item.remote for item in items], items)

    def _meet(self, feed: Feed | None, items: Sequence[RemoteItem]) -> None:
        """Find the articles of one feed here; those that are not are kept, unless they were deleted, or their feed
        is not here. Two items of a feed are two articles: one does not take over the marks of the other."""
        number, title, language = (feed.id, feed.title, feed.language) if feed else (0, "", "")
        ids = identify([item.entry for item in items], feed.url if feed else "")
        entries = [prepare_entry(item.entry, title, language, one) for item, one in zip(items, ids, strict=True)]
        met = self._accounts.linked(self._account.id)
        for item, entry in zip(items, entries, strict=True):
            known = self._found(number, entry)
            article = known.id if known and not (known.here and known.id in met and differs(entry, known)) else 0
            if not article and feed and not self._is_gone(feed, entry):
                article = self._keep_new(number, entry)
            met.add(article)
            self._accounts.link_item(self._account.id, item.remote, article)

    def _found(self, feed: int, entry: ParsedEntry) -> Known | None:
        store, names = self._store.items, entry.names
        return next(
            (
                found
                for _one, found in match([entry], store.named(feed, names_of([names])), lambda k: store.known(k, feed))
            ),
            None,
        )

    def _is_gone(self, feed: Feed, entry: ParsedEntry) -> bool:
        gone = self._store.retention
        return gone.any() and is_deleted(entry, feed.url, gone.deleted_keys)

    def _keep_new(self, feed: int, entry: ParsedEntry) -> int:
        key = unused(entry.names, set(self._store.items.known(entry.names[3:5])))
        names = (entry.names.words,) if entry.names.words else ()
        when = entry.row.published
        now = int(self._now().timestamp())
        item = Item(entry.row._replace(key=key), "", place=min(when, now) if when else None, names=names)
        self._count(new=1)
        return self._store.articles.put_items(feed, [item], self._now())[0]

    # ------------------------------------------------------------ what the server is told

    async def _push(self) -> None:
        """Send what was done here."""
        waiting: dict[tuple[str, bool], list[str]] = {}
        for item in await asyncio.to_thread(self._accounts.changed, self._account.id):
            for mark, given in local_changes(item.base, item.local).items():
                if not mark.startswith("tag:") or (self._server.supports_tags and not self._was_rejected(mark)):
                    waiting.setdefault((mark, given), []).append(item.remote)
        total, done = sum(map(len, waiting.values())), 0
        for (mark, given), remotes in waiting.items():
            for start in range(0, len(remotes), BATCH):
                self._tell(SyncProgress(self._account.name, done, total))
                part = remotes[start : start + BATCH]
                if not await self._push_batch(part, mark, given):
                    break
                done += len(part)

    async def _push_batch(self, remotes: Sequence[str], mark: str, given: bool) -> bool:
        """One message; whether the server takes such marks."""
        batch = self._accounts.send(self._account.id, remotes, mark, given)
        try:
            await self._server.set_flag(remotes, mark, given)
        except FetchError as error:
            tag = mark.startswith("tag:") and error.status >= 400 and error.status != 401
            # Without an answer, or with a fault of the server's, nobody knows yet whether it was done.
            if tag or 400 <= error.status < 500 or isinstance(error, NetworkUnreachable):
                self._accounts.acknowledge(self._account.id, batch, taken=False)
            if not tag:
                raise
            words = _("{name} rejects the tag “{tag}”; kept on this device.")
            self._remember_rejection(mark, words.format(name=self._account.name, tag=mark[4:]))
            return False
        self._accounts.acknowledge(self._account.id, batch, taken=True)
        self._count(sent=len(remotes))
        return True
