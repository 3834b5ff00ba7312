"""Agreeing with a server: what was done here goes there, and the other way; what was agreed is remembered.

Nothing is queued that could be sent twice: what there is to send is the difference between an article here and
what was agreed of it. So whatever breaks off, the next time goes on from what is.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from newsreader.i18n import _, plural
from newsreader.library.agreeing import doubtful, merged, news_of, to_send, too_many
from newsreader.library.events import Syncing
from newsreader.library.founding import given_sections
from newsreader.library.identity import differs, identify, is_forgotten, match, names_of, unused
from newsreader.library.prepared import PreparedEntry
from newsreader.library.preparing import prepare_entry
from newsreader.library.speaking import Server
from newsreader.model.errors import FetchError, LibraryError, NewsreaderError, Unreachable
from newsreader.model.feed import Feed
from newsreader.model.syncing import Account, RemoteFeed, RemoteItem, Synced
from newsreader.parse.addresses import canonical
from newsreader.store.articles import Item
from newsreader.store.items import Known
from newsreader.store.marks import put_marks
from newsreader.store.store import Store

#: How many articles one message to a server is about.
BATCH = 100
#: How long a feed or a tag that a server did not take is not offered to it again.
_OFFERED = timedelta(days=7)


class Agreement:
    """One round of agreeing with one server. Cancelled or broken off anywhere, what was agreed stays so."""

    def __init__(
        self,
        store: Store,
        server: Server,
        account: Account,
        now: Callable[[], datetime],
        tell: Callable[[Syncing], None],
        force: bool = False,
    ) -> None:
        self._store, self._server, self._account = store, server, account
        self._now, self._tell, self._force = now, tell, force
        self._accounts = store.accounts
        self._feeds: dict[str, Feed] = {}
        self._done = Synced(account.name)

    async def run(self) -> Synced:
        """Agree; what was sent and received, and with an error where it broke off. Raises LibraryError."""
        number = self._account.id
        try:
            await self._server.enter()
            await self._agree_on_feeds()
            await self._clear_up()
            marked = await self._server.marked()
            await self._hear(marked)
            await self._take_in()
            await self._say()
        except FetchError as error:
            self._accounts.failed(number, error.sentence)
            return replace(self._done, error=error.sentence, unreachable=isinstance(error, Unreachable))
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

    async def _agree_on_feeds(self) -> None:
        there = {feed.remote: feed for feed in await self._server.feeds()}
        here = {feed.id: feed for feed in self._store.feeds.all() if ".invalid/" not in feed.url}
        agreed = self._accounts.feeds(self._account.id)
        await self._feeds_gone(there, here, agreed)
        taken = {number for number, _title, _folder in self._accounts.feeds(self._account.id).values()}
        free = {canonical(feed.url): feed for number, feed in here.items() if number not in taken}
        for remote, feed in there.items():
            if remote in agreed:
                number, title, folder = agreed[remote]
                if number in here:
                    await self._describe(feed, here[number], title, folder)
            else:
                self._meet_feed(feed, free.pop(feed.url, None))
        given = given_sections()
        for mine in free.values() if self._server.keeps_feeds else ():
            # A section that nobody asked for is not offered before something of it was read.
            if mine.url not in given or mine.unread < mine.total:
                await self._offer(mine)
        by_number = {feed.id: feed for feed in self._store.feeds.all()}
        self._feeds = {
            remote: by_number[number]
            for remote, (number, _title, _folder) in self._accounts.feeds(self._account.id).items()
            if number in by_number
        }

    async def _feeds_gone(
        self, there: dict[str, RemoteFeed], here: dict[int, Feed], agreed: dict[str, tuple[int, str, str]]
    ) -> None:
        """Feeds that one of the two has given up since they agreed."""
        account, places = self._account.id, {feed.url: remote for remote, feed in there.items()}
        gone = []
        for remote, (number, title, folder) in list(agreed.items()):
            if remote in there and number not in here:
                if self._server.keeps_feeds:
                    await self._server.unsubscribe(remote)
                    self._count(sent=1)
                    self._accounts.drop_feed(account, remote)
                    there.pop(remote)
            elif remote not in there:
                new = places.get(canonical(here[number].url)) if number in here else None
                if new and new not in agreed:  # the server has given it another name
                    agreed[new] = (number, title, folder)
                    self._accounts.agree_feed(account, RemoteFeed(new, "", title, folder), number)
                elif number in here:
                    gone.append(remote)
                    continue
                self._accounts.drop_feed(account, remote)
        if not self._force and too_many(gone, len(agreed)):
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

    def _meet_feed(self, feed: RemoteFeed, mine: Feed | None) -> None:
        """A feed of the server of which nothing was agreed yet: it is subscribed to here as well."""
        if mine:
            # Where the two call it differently, a title that the user gave goes to the server in the next step.
            self._accounts.agree_feed(self._account.id, feed, mine.id)
            if feed.folder and not mine.folder:
                self._store.feeds.rename(mine.id, "", feed.folder)
            return
        with self._store.database.transaction():
            number, _new = self._store.feeds.add(feed.url, feed.title, feed.folder)
            self._accounts.agree_feed(self._account.id, feed, number)
        self._count(received=1)

    async def _describe(self, feed: RemoteFeed, mine: Feed, title: str, folder: str) -> None:
        """Title and folder: what either side has changed since."""
        own = self._store.feeds.own_title(mine.id)
        wanted = merged(title, own or title, feed.title), merged(folder, mine.folder, feed.folder)
        if wanted[0] != (own or title) or wanted[1] != mine.folder:
            self._store.feeds.rename(mine.id, wanted[0] if wanted[0] != (own or title) else "", wanted[1])
            self._count(received=1)
        told = replace(feed, title=wanted[0], folder=wanted[1])
        if told != feed and self._server.keeps_feeds:
            await self._server.describe(told, feed.folder)
            self._count(sent=1)
        if (told.title, told.folder) != (title, folder):
            self._accounts.agree_feed(self._account.id, told, mine.id)

    async def _offer(self, mine: Feed) -> None:
        """Have the server subscribe to a feed of ours; one that it does not take is offered again after a week."""
        if self._refused(mine.url):
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
            words = _("{name} does not take the feed “{title}”: it stays here.")
            self._refuse(mine.url, words.format(name=self._account.name, title=mine.title))
            return
        own = self._store.feeds.own_title(mine.id)
        feed = RemoteFeed(remote, mine.url, own or mine.title, mine.folder)
        if own or mine.folder:
            await self._server.describe(feed, "")
        self._accounts.agree_feed(self._account.id, feed, mine.id)
        self._count(sent=1)

    def _refused(self, what: str) -> bool:
        until = self._store.settings.get(f"refused:{self._account.id}:{what}")
        return int(self._now().timestamp()) < int(until or 0)

    def _refuse(self, what: str, words: str) -> None:
        """The server does not take this: it is said, and not offered again for a while."""
        until = int((self._now() + _OFFERED).timestamp())
        self._store.settings.put(f"refused:{self._account.id}:{what}", str(until))
        self._count(note=words)

    # ------------------------------------------------------------ what the server says

    async def _clear_up(self) -> None:
        """What was sent the last time and never answered: if any of a message has arrived, all of it has."""
        for batch, (mark, given, remotes) in self._accounts.unanswered(self._account.id).items():
            there = {item.remote: item.marks for item in await self._server.items(remotes)}
            known = self._accounts.items(self._account.id, remotes)
            arrived = any(
                there[remote].has(mark) == given != known[remote].agreed.has(mark)
                for remote in remotes
                if remote in there and remote in known
            )
            self._accounts.answered(self._account.id, batch, arrived)

    async def _hear(self, marked: dict[str, set[str]]) -> None:
        """Look at the articles that the server's lists say something new of; an article that it has forgotten
        keeps its marks here."""
        agreed = await asyncio.to_thread(self._accounts.agreed, self._account.id)
        wanted = doubtful(agreed, marked)
        for start in range(0, len(wanted), BATCH):
            self._tell(Syncing(self._account.name, start, len(wanted)))
            part = wanted[start : start + BATCH]
            items = await self._server.items(part)
            await asyncio.to_thread(self._believe, part, items)

    def _believe(self, asked: Sequence[str], items: Sequence[RemoteItem]) -> None:
        account, now = self._account.id, int(self._now().timestamp())
        with self._store.database.transaction():
            known = self._accounts.items(account, asked)
            for item in items:
                if one := known.get(item.remote):
                    there = item.marks if self._server.keeps_tags else replace(item.marks, tags=one.agreed.tags)
                    news = news_of(one.agreed, one.here, there)
                    if one.article and news:
                        put_marks(self._store.database, one.article, news, now)
                        self._count(received=len(news))
                    self._accounts.agree(account, item.remote, there)
            self._accounts.drop_items(account, set(asked) - {item.remote for item in items})

    async def _take_in(self) -> None:
        """Articles of the server that are not known yet: found here, or kept with what the server has of them."""
        known = await asyncio.to_thread(self._accounts.known, self._account.id)
        done = 0
        async for items, left in self._server.news(known):
            new = [item for item in items if item.remote not in known]
            known.update(item.remote for item in new)
            done += len(items)
            await asyncio.to_thread(self._keep, new)
            self._tell(Syncing(self._account.name, done, done + left))

    def _keep(self, items: Sequence[RemoteItem]) -> None:
        with self._store.database.transaction():
            by_feed: dict[str, list[RemoteItem]] = {}
            for item in items:
                by_feed.setdefault(item.feed, []).append(item)
            for remote, some in by_feed.items():
                self._meet(self._feeds.get(remote), some)
            self._believe([item.remote for item in items], items)

    def _meet(self, feed: Feed | None, items: Sequence[RemoteItem]) -> None:
        """Find the articles of one feed here; those that are not are kept, unless they were deleted, or their feed
        is not here. Two items of a feed are two articles: one does not take over the marks of the other."""
        number, title, language = (feed.id, feed.title, feed.language) if feed else (0, "", "")
        ids = identify([item.entry for item in items], feed.url if feed else "")
        entries = [prepare_entry(item.entry, title, language, one) for item, one in zip(items, ids, strict=True)]
        met = self._accounts.met(self._account.id)
        for item, entry in zip(items, entries, strict=True):
            known = self._found(number, entry)
            article = known.id if known and not (known.here and known.id in met and differs(entry, known)) else 0
            if not article and feed and not self._is_gone(feed, entry):
                article = self._keep_new(number, entry)
            met.add(article)
            self._accounts.meet(self._account.id, item.remote, article)

    def _found(self, feed: int, entry: PreparedEntry) -> Known | None:
        store, names = self._store.items, entry.names
        return next(
            (
                found
                for _one, found in match([entry], store.named(feed, names_of([names])), lambda k: store.known(k, feed))
            ),
            None,
        )

    def _is_gone(self, feed: Feed, entry: PreparedEntry) -> bool:
        gone = self._store.forgetting
        return gone.any() and is_forgotten(entry, feed.url, gone.gone)

    def _keep_new(self, feed: int, entry: PreparedEntry) -> int:
        key = unused(entry.names, set(self._store.items.known(entry.names[3:5])))
        names = (entry.names.words,) if entry.names.words else ()
        when = entry.row.published
        now = int(self._now().timestamp())
        item = Item(entry.row._replace(key=key), "", place=min(when, now) if when else None, names=names)
        self._count(new=1)
        return self._store.articles.keep_items(feed, [item], self._now())[0]

    # ------------------------------------------------------------ what the server is told

    async def _say(self) -> None:
        """Send what was done here."""
        waiting: dict[tuple[str, bool], list[str]] = {}
        for item in await asyncio.to_thread(self._accounts.changed, self._account.id):
            for mark, given in to_send(item.agreed, item.here).items():
                if not mark.startswith("tag:") or (self._server.keeps_tags and not self._refused(mark)):
                    waiting.setdefault((mark, given), []).append(item.remote)
        total, done = sum(map(len, waiting.values())), 0
        for (mark, given), remotes in waiting.items():
            for start in range(0, len(remotes), BATCH):
                self._tell(Syncing(self._account.name, done, total))
                part = remotes[start : start + BATCH]
                if not await self._send(part, mark, given):
                    break
                done += len(part)

    async def _send(self, remotes: Sequence[str], mark: str, given: bool) -> bool:
        """One message; whether the server takes such marks."""
        batch = self._accounts.send(self._account.id, remotes, mark, given)
        try:
            await self._server.mark(remotes, mark, given)
        except FetchError as error:
            tag = mark.startswith("tag:") and error.status >= 400 and error.status != 401
            # Without an answer, or with a fault of the server's, nobody knows yet whether it was done.
            if tag or 400 <= error.status < 500 or isinstance(error, Unreachable):
                self._accounts.answered(self._account.id, batch, taken=False)
            if not tag:
                raise
            words = _("{name} does not take the tag “{tag}”: it stays here.")
            self._refuse(mark, words.format(name=self._account.name, tag=mark[4:]))
            return False
        self._accounts.answered(self._account.id, batch, taken=True)
        self._count(sent=len(remotes))
        return True
