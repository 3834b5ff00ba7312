"""Sync subscriptions with a server: feeds, titles, folders and addresses, in both directions."""

from dataclasses import replace

from newsreader.i18n import _, plural
from newsreader.library.subscriptions.first_run import default_feed_urls
from newsreader.library.sync.client import SyncClient
from newsreader.library.sync.counter import SyncCounter
from newsreader.library.sync.merge import looks_like_server_fault, merge_text
from newsreader.library.sync.rejections import Rejections
from newsreader.model.errors import FetchError
from newsreader.model.feed import Feed, is_bundled
from newsreader.model.sync import Account, RemoteFeed
from newsreader.parse.urls import canonical
from newsreader.store.store import Store


class FeedSync:
    """Syncs the subscriptions with one server. `new` afterwards: whether a feed came that had no baseline."""

    def __init__(
        self,
        store: Store,
        server: SyncClient,
        account: Account,
        counter: SyncCounter,
        rejections: Rejections,
        allow_removals: bool,
    ) -> None:
        self._store, self._server, self._account, self._accounts = store, server, account, store.accounts
        self._counter, self._rejections, self._allow_removals = counter, rejections, allow_removals
        #: The feeds as they were described to the server, by its names, each with its number here.
        self._described: dict[str, tuple[RemoteFeed, int]] = {}
        self.new = False

    async def run(self) -> dict[str, Feed]:
        """Sync them; returns the feeds here by the server's names. Raises as `SyncClient` does."""
        remote_feeds = {feed.remote: feed for feed in await self._server.feeds()}
        local_feeds = {feed.id: feed for feed in self._store.feeds.all() if not is_bundled(feed.url)}
        baselines = self._accounts.feeds(self._account.id)
        await self._sync_removed(remote_feeds, local_feeds, baselines)
        taken = {number for number, _baseline in self._accounts.feeds(self._account.id).values()}
        free = {canonical(feed.url): feed for number, feed in local_feeds.items() if number not in taken}
        for remote, feed in remote_feeds.items():
            if remote in baselines:
                number, baseline = baselines[remote]
                if number in local_feeds:
                    await self._sync_one(feed, local_feeds[number], baseline)
            else:
                self._adopt(feed, free.pop(feed.url, None))
        given = default_feed_urls()
        for local in free.values() if self._server.supports_subscriptions else ():
            # A section that nobody asked for is not offered before something of it was read.
            if local.url not in given or local.unread < local.total:
                await self._push(local)
        await self._check_described()
        by_number = {feed.id: feed for feed in self._store.feeds.all()}
        known = self._accounts.feeds(self._account.id)
        return {remote: by_number[number] for remote, (number, _baseline) in known.items() if number in by_number}

    def _set_baseline(self, feed: RemoteFeed, number: int) -> None:
        self._accounts.set_feed_baseline(self._account.id, feed, number)

    # ------------------------------------------------------------ given up

    async def _sync_removed(
        self,
        remote_feeds: dict[str, RemoteFeed],
        local_feeds: dict[int, Feed],
        baselines: dict[str, tuple[int, RemoteFeed]],
    ) -> None:
        """Feeds that one of the two has given up since the last sync."""
        account, remote_by_url = self._account.id, {feed.url: remote for remote, feed in remote_feeds.items()}
        id_by_url = {canonical(feed.url): feed.id for feed in local_feeds.values()}
        gone = []
        for remote, (number, baseline) in list(baselines.items()):
            if remote in remote_feeds and number not in local_feeds:
                if number := id_by_url.get(remote_feeds[remote].url, 0):  # given up, and taken back
                    baselines[remote] = number, baseline
                    self._set_baseline(baseline, number)
                elif self._server.supports_subscriptions:
                    await self._server.unsubscribe(remote)
                    self._counter.count(sent=1)
                    self._accounts.drop_feed(account, remote)
                    remote_feeds.pop(remote)
            elif remote not in remote_feeds:
                new = remote_by_url.get(canonical(local_feeds[number].url)) if number in local_feeds else None
                if new and new not in baselines:  # the server has given it another name
                    baseline = replace(baseline, remote=new)
                    baselines[new] = (number, baseline)
                    self._set_baseline(baseline, number)
                elif number in local_feeds:
                    gone.append(remote)
                    continue
                self._accounts.drop_feed(account, remote)
        if not self._allow_removals and looks_like_server_fault(gone, len(baselines)):
            words = plural(
                "{name} has lost {n} feed; it stays here. “newsreader sync --allow-removals” lets it go here too.",
                "{name} has lost {n} feeds; they stay here. “newsreader sync --allow-removals” lets them go here too.",
                len(gone),
            )
            self._counter.note(words.format(n=len(gone), name=self._account.name))
            return
        for remote in gone:
            self._store.feeds.remove(baselines[remote][0])
            local_feeds.pop(baselines[remote][0])
            self._accounts.drop_feed(account, remote)
            self._counter.count(received=1)

    # ------------------------------------------------------------ new on one side

    def _adopt(self, feed: RemoteFeed, local: Feed | None) -> None:
        """A feed of the server without a baseline: it is subscribed to here as well."""
        self.new = True
        if local:
            # Where the two call it differently, a title that the user gave goes to the server in the next step.
            self._set_baseline(feed, local.id)
            if feed.folder and not local.folder:
                self._store.feeds.rename(local.id, "", feed.folder)
            return
        with self._store.database.transaction():
            number, _new = self._store.feeds.add(feed.url, feed.title, feed.folder)
            self._set_baseline(feed, number)
        self._counter.count(received=1)

    async def _push(self, local: Feed) -> None:
        """Have the server subscribe to a feed of ours; one that it does not take is offered again after a week."""
        if self._rejections.has(local.url):
            return
        try:
            remote = await self._server.subscribe(local.url)
        except FetchError as error:
            if error.status < 400 or error.status in (401, 403, 429):
                raise
            if error.status >= 500 and not self._rejections.failed_again(local.url):
                return  # the server's fault, and perhaps not the next time
            remote = ""
        if not remote:
            self._rejections.add(local.url)
            words = _("{name} rejects the feed “{title}”; kept on this device.")
            self._counter.note(words.format(name=self._account.name, title=local.title))
            return
        self.new = True
        # A title that nobody gave it is the server's to say.
        feed = RemoteFeed(remote, canonical(local.url), self._store.feeds.own_title(local.id), local.folder)
        self._set_baseline(replace(feed, title=feed.title or local.title, folder=""), local.id)
        if feed.title or feed.folder:
            await self._describe(feed, "", local.id)
        self._counter.count(sent=1)

    # ------------------------------------------------------------ title, folder, address

    async def _sync_one(self, feed: RemoteFeed, local: Feed, baseline: RemoteFeed) -> None:
        """What either side has changed since."""
        own = self._store.feeds.own_title(local.id) or baseline.title
        title, folder = (
            merge_text(baseline.title, own, feed.title),
            merge_text(baseline.folder, local.folder, feed.folder),
        )
        if (title, folder) != (own, local.folder):
            self._store.feeds.rename(local.id, title if title != own else "", folder)
            self._counter.count(received=1)
        if baseline.url and feed.url != baseline.url and canonical(local.url) == baseline.url:
            self._store.feeds.move(local.id, feed.url)
            self._counter.count(received=1)
        merged = replace(feed, title=title, folder=folder)
        if merged != feed and self._server.supports_subscriptions and not self._rejections.has(_name_of(merged)):
            await self._describe(merged, feed.folder, local.id)
            self._counter.count(sent=1)
        elif feed != baseline:
            self._set_baseline(feed if self._rejections.has(_name_of(merged)) else merged, local.id)

    async def _describe(self, feed: RemoteFeed, folder_before: str, number: int) -> None:
        await self._server.describe(feed, folder_before)
        self._described[feed.remote] = feed, number

    async def _check_described(self) -> None:
        """A server may answer that all is well, and do nothing: to a folder that has the name of a label, say. What
        it says of the feeds afterwards is the baseline."""
        if not self._described:
            return
        remote_feeds = {feed.remote: feed for feed in await self._server.feeds()}
        for remote, (described, number) in self._described.items():
            now = remote_feeds.get(remote, described)
            self._set_baseline(now, number)
            if now.folder != described.folder:
                self._rejections.add(_name_of(described))
                words = _("{name} does not put “{title}” into the folder “{folder}”; here it stays there.")
                if not described.folder:
                    words = _("{name} does not take “{title}” out of its folder; here it is in none.")
                fields = {"name": self._account.name, "title": described.title or now.title, "folder": described.folder}
                self._counter.note(words.format(**fields))


def _name_of(feed: RemoteFeed) -> str:
    return f"folder:{feed.remote}:{feed.folder}"
