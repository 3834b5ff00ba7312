"""Listening to the fetcher, and asking it: progress on the status line, news into the lists."""

from collections.abc import Sequence

from newsreader.i18n import _, plural
from newsreader.library.events import (
    Alerted,
    ArticleKept,
    Discussed,
    Event,
    FeedRead,
    Finished,
    Offline,
    Online,
    PageRead,
    PicturesKept,
    Progress,
    Sent,
    Settled,
    SyncDone,
    Syncing,
    Trouble,
)
from newsreader.tui.screens.marking import Marking

#: Seconds until the next try when there is no network; doubled each time, up to the last.
FIRST_TRY, LAST_TRY = 60, 960
#: Minutes between two looks at what is due: feeds are due at times of their own, and none is to wait a whole period.
LOOK_MINUTES = 5


class Refreshing(Marking):
    """Refreshes by itself and on request; nothing of it moves the text, the cursor or the focus."""

    refreshing = syncing = False
    asked = asked_sync = False
    _unsynced = ""
    _offline = False
    _wait = FIRST_TRY
    _stale = False

    def begin(self) -> None:
        """Start the fetcher, ask for what is due, and keep the lists up to date."""
        self.counts_changed()
        self.run_worker(self._listen(), group="fetcher", exit_on_error=False)
        # Much may come in at once: the lists are redrawn at most this often.
        self.set_interval(0.7, self._catch_up)
        if self.settings.refresh_minutes:
            self.set_interval(60 * min(self.settings.refresh_minutes, LOOK_MINUTES), self.ask_refresh)

    async def _listen(self) -> None:
        async for event in self.helper.events(self._started):
            self.hear(event)
        if self.is_attached:
            self.status.say(progress="")

    def _started(self) -> None:
        if terminal := self.app.terminal():  # type: ignore[attr-defined]
            self.helper.ask("terminal", **terminal)
        self.ask_refresh()

    def ask_refresh(self, asked: bool = False, feeds: Sequence[int] = ()) -> None:
        """Ask the fetcher for what is due, or of it `feeds` only (`asked`: by a person)."""
        minutes = self.settings.refresh_minutes
        if not minutes and not asked:
            return
        self.asked = asked
        if not self.helper.ask("refresh", asked=asked, minutes=minutes, feeds=list(feeds)):
            self.say(_("The fetcher is not running: restart newsreader to refresh."))

    def hear(self, event: Event) -> None:
        """Take in what the fetcher reports."""
        match event:
            case Progress():
                self.refreshing = True
                if event.feeds_total:
                    words = _("{feeds}/{feeds_total} feeds · {articles}/{articles_total} articles · x stops")
                    self.status.say(progress=words.format(**vars(event)))
            case Settled() | FeedRead():
                self._stale = True
            case ArticleKept(article=article):
                self._stale = True
                self.article_came(article)
            case PicturesKept(article=article):
                self.images_stored(article)
            case PageRead():
                self._stale = True
                self.page_read(event)
            case Finished():
                self._finished(event)
            case Sent():
                self.given(event)
            case Discussed(count=count):
                words = plural("{n} discussion elsewhere.", "{n} discussions elsewhere.", count)
                self.say(words.format(n=count) if count else _("Nobody discusses this article there."))
            case Alerted():
                self._stale = True
                self.alerted(event)
            case Offline():
                self._went_offline(event)
            case Online():
                self._offline = False
                self.status.say(progress="")
                self.say(_("The network is back."))
            case Syncing(name=name, done=done, total=total):
                self.syncing = True
                self.status.say(
                    progress=_("{name}: {done}/{total} · x stops").format(name=name, done=done, total=total)
                )
            case SyncDone():
                self._agreed(event)
            case Trouble(sentence=sentence):
                self.say(sentence, 15)

    def _went_offline(self, event: Offline) -> None:
        """Said once in words; what waits for the network stays on the status line."""
        if not self._offline:
            self.say(_("The network cannot be reached. What is in the library can be read."), 15)
        self._offline = True
        if event.waiting:
            words = plural(
                "Offline · {n} request waits for the network",
                "Offline · {n} requests wait for the network",
                event.waiting,
            )
            self.status.say(progress=words.format(n=event.waiting))

    def _finished(self, event: Finished) -> None:
        self.refreshing = False
        self._stale = True
        self.status.say(progress="")
        done = event.progress
        self.feed_list.offline = event.offline
        if event.offline:
            minutes = self._wait // 60
            words = plural(
                "The network cannot be reached; next try in {n} minute, R tries now.",
                "The network cannot be reached; next try in {n} minutes, R tries now.",
                minutes,
            )
            self.status.say(progress=words.format(n=minutes))
            self.set_timer(self._wait, self.ask_refresh)
            self._wait = min(LAST_TRY, self._wait * 2)
            return
        self._wait = FIRST_TRY
        if event.stopped:
            self.say(_("Stopped. What had come in was kept."))
        elif done.new:
            self.say(plural("{n} new article.", "{n} new articles.", done.new).format(n=done.new))
        elif self.asked:
            fresh = (
                _("Nothing new.")
                if done.feeds_total
                else _("No feed is due yet: each was asked less than five minutes ago, or waits for its server.")
            )
            self.say(fresh)
        if done.failed:
            words = plural("{n} feed could not be read (!).", "{n} feeds could not be read (!).", done.failed)
            self.say(words.format(n=done.failed), 15)

    def _agreed(self, event: SyncDone) -> None:
        """Servers and other machines agree with us, or could not: a fault that lasts is said once."""
        if self.syncing and not self.refreshing:
            self.status.say(progress="")
        self.syncing = False
        self._stale = self._stale or bool(event.received)
        words = " · ".join(event.sentences) or (_nobody() if self.asked_sync else "")
        if words and (words != self._unsynced or self.asked_sync):
            self.say(words, 15)
        self._unsynced = words if event.failed else ""
        self.asked_sync = False

    def action_sync(self) -> None:
        """Agree with servers and other machines now."""
        self.asked_sync = True
        if self.helper.ask("sync"):
            self.say(_("Agreeing with servers and other machines…"))
        else:
            self.say(_("The fetcher is not running: restart newsreader to refresh."))

    def _catch_up(self) -> None:
        """Show what this or another process has changed."""
        if self._stale or self.library_changed():
            self._stale = False
            self.rows_changed()
            self.counts_changed()

    _seen_version = -1

    def library_changed(self) -> bool:
        """Whether something was committed since the last look."""
        version = self.library.version()
        changed = version != self._seen_version
        self._seen_version = version
        return changed

    def action_refresh(self) -> None:
        """Ask for news now."""
        self._refresh_now()

    def action_refresh_feed(self) -> None:
        """Ask the feed under the cursor for news, or those of the folder."""
        shelf = self.feed_list.current
        here = shelf.scope if shelf else None
        if here is None or not (here.feed or here.folder):
            self.say(_("Choose a feed or a folder for that; R refreshes all."))
            return
        feeds = [here.feed] if here.feed else [feed.id for feed in self.library.feeds() if feed.folder == here.folder]
        self._refresh_now(feeds)

    def _refresh_now(self, feeds: Sequence[int] = ()) -> None:
        if self.refreshing:
            self.say(_("Already refreshing; x stops."))
        else:
            self.status.say(progress=_("Refreshing…"))
            self.ask_refresh(asked=True, feeds=feeds)

    def stop_refreshing(self) -> None:
        """Stop the refresh; what has come in stays."""
        if self.refreshing or self.syncing:
            self.helper.ask("stop")
        else:
            self.say(_("Nothing is being fetched."))

    def alerted(self, event: Alerted) -> None:
        """A rule found what the reader wants to be told of."""
        raise NotImplementedError

    def given(self, event: Sent) -> None:
        """A service has an article that was sent to it."""
        raise NotImplementedError

    def images_stored(self, article: int) -> None:
        """The images of an article have been fetched."""
        raise NotImplementedError

    def page_read(self, event: PageRead) -> None:
        """A page that was asked for is here, or cannot be."""
        raise NotImplementedError

    def article_came(self, article: int) -> None:
        """The text or the comments of an article came in."""
        raise NotImplementedError


def _nobody() -> str:
    """What to say where there is neither a server nor a folder."""
    return _("There is nobody to agree with yet: “newsreader accounts” and sync_folder in the settings (C) tell how.")
