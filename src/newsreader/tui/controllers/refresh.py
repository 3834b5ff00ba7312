"""Send refresh and sync requests to the fetcher, and show its events: progress on the status line, news in the
lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, assert_never

from newsreader.i18n import _, language, plural
from newsreader.library.maintenance.retention import describe_deleted
from newsreader.library.messages.events import (
    Alerted,
    ArticlesDeleted,
    ArticleStored,
    DiscussionsFound,
    Event,
    FeedAdded,
    FeedRead,
    FeedsFound,
    ImagesStored,
    LibraryCreated,
    Offline,
    Online,
    PageFetched,
    RefreshFinished,
    RefreshProgress,
    Sent,
    SyncFinished,
    SyncProgress,
    UserMessage,
)
from newsreader.library.messages.requests import Refresh, Stop, Sync
from newsreader.render.feed_status import health
from newsreader.tui.key_names import with_keys

if TYPE_CHECKING:
    from newsreader.model.feed import Feed
    from newsreader.tui.controllers.lists import ListController
    from newsreader.tui.controllers.views import FeedsView
    from newsreader.tui.services.base import Services

#: Seconds until the next try when there is no network; doubled each time, up to the last.
FIRST_TRY, LAST_TRY = 60, 960
#: Minutes between two looks at what is due: feeds are due at times of their own, and none is to wait a whole period.
LOOK_MINUTES = 5


@dataclass(frozen=True)
class Listeners:
    """The controllers that handle an event of the fetcher, beside the lists and the status line."""

    library_changed: Callable[[], None]
    article_stored: Callable[[int], None]
    images_stored: Callable[[int], None]
    page_fetched: Callable[[PageFetched], None]
    sent: Callable[[Sent], None]
    alerted: Callable[[Alerted], None]
    feeds_found: Callable[[FeedsFound], None]
    feed_added: Callable[[FeedAdded], None]


class RefreshController:
    """Refreshes and syncs, by timer and on request; that moves neither the text nor the cursor nor the focus."""

    def __init__(
        self,
        services: Services,
        lists: ListController,
        listeners: Listeners,
        feeds: FeedsView,
        show_progress: Callable[[str], None],
    ) -> None:
        self._services, self._lists, self._listeners = services, lists, listeners
        self._feeds, self._show_progress = feeds, show_progress
        self._refreshing = self._syncing = False
        #: Whether somebody has asked for the refresh, or the sync, that is under way.
        self._asked = self._asked_sync = False
        #: What kept us from syncing with servers the last time: a fault that lasts is said once.
        self._fault = ""
        self._offline = False
        self._wait = FIRST_TRY
        self._stale = False
        self._seen_version = -1

    # ------------------------------------------------------------ asking

    @property
    def interval(self) -> int:
        """Seconds between two looks at what is due; 0 where nothing is fetched unasked."""
        return 60 * min(self._services.settings.refresh_minutes, LOOK_MINUTES)

    def request(self, asked: bool = False, feeds: Sequence[int] = ()) -> None:
        """Ask the fetcher for what is due, or of it `feeds` only (`asked`: by a person)."""
        minutes = self._services.settings.refresh_minutes
        if not minutes and not asked:
            return
        if self._services.fetcher.send(Refresh(asked, minutes, tuple(feeds))):
            self._asked = asked
            self._refreshing = self._refreshing or asked  # it may wait for another process before it says anything
        else:
            self._show_progress("")
            self._services.notify(_("The fetcher is not running: restart newsreader to refresh."))

    def refresh_feed(self) -> None:
        """Ask the feed under the cursor for news, or those of the folder."""
        entry, library = self._feeds.current, self._services.library
        wanted = entry.filter if entry else None
        if wanted is None or not (wanted.feed or wanted.folder):
            self._services.notify(with_keys(_("Choose a feed or a folder for that; {key:refresh} refreshes all.")))
            return
        self.refresh(
            [wanted.feed] if wanted.feed else [f.id for f in library.subscriptions.all() if f.folder == wanted.folder]
        )

    def refresh(self, feeds: Sequence[int] = ()) -> None:
        """Ask for news now."""
        if self._refreshing:
            self._services.notify(with_keys(_("Already refreshing; {key:stop} stops.")))
        else:
            self._show_progress(_("Refreshing…"))
            self.request(asked=True, feeds=feeds)

    def sync(self) -> None:
        """Sync with servers and other devices now."""
        if self._services.fetcher.send(Sync()):
            self._syncing = self._asked_sync = True
            self._services.notify(_("Syncing…"))
        else:
            self._services.notify(_("The fetcher is not running: restart newsreader to refresh."))

    def stop(self) -> None:
        """Stop the refresh and the sync; what has come in stays."""
        if not (self._refreshing or self._syncing):
            self._services.notify(_("No refresh in progress."))
        elif not self._services.fetcher.send(Stop()):
            self._refreshing = self._syncing = False  # it has ended with the fetcher
            self._show_progress("")
            self._services.notify(_("The fetcher is not running: restart newsreader to refresh."))

    def show_feed_status(self) -> None:
        """Show when each feed was asked, what it answered, when it is asked next."""
        services = self._services
        every = timedelta(minutes=services.settings.refresh_minutes or 30)

        def show(feeds: list[Feed]) -> None:
            now = datetime.now(UTC)
            services.dialogs.show_feed_status([(f.title, health(f, now, every, language())) for f in feeds])

        services.run(services.library.subscriptions.held_back, show)

    # ------------------------------------------------------------ listening

    def catch_up(self) -> None:
        """Show what this or another process has changed since the last look."""
        version = self._services.library.version()
        changed, self._seen_version = version != self._seen_version, version
        if self._stale or changed:
            self._stale = False
            self._lists.refresh_rows()
            self._lists.refresh_counts()
            self._listeners.library_changed()

    def receive(self, event: Event) -> None:
        """Handle an event of the fetcher."""
        listeners, notify = self._listeners, self._services.notify
        match event:
            case RefreshProgress():
                self._refreshing = True
                if event.feeds_total:
                    words = with_keys(
                        _("{feeds}/{feeds_total} feeds · {articles}/{articles_total} articles · {key:stop} stops")
                    )
                    self._show_progress(words.format(**vars(event)))
            case LibraryCreated() | FeedRead():
                self._stale = True
            case ArticleStored(article=article):
                self._stale = True
                listeners.article_stored(article)
            case ImagesStored(article=article):
                listeners.images_stored(article)
            case PageFetched():
                self._stale = True
                listeners.page_fetched(event)
            case RefreshFinished():
                self._finished(event)
            case Sent():
                listeners.sent(event)
            case DiscussionsFound(count=count):
                words = plural("{n} discussion on other sites.", "{n} discussions on other sites.", count)
                notify(words.format(n=count) if count else _("No discussion found."))
            case Alerted():
                self._stale = True
                listeners.alerted(event)
            case Offline():
                self._went_offline(event)
            case Online():
                self._offline = False
                self._show_progress("")
                notify(_("Back online."))
            case SyncProgress(name=name, done=done, total=total):
                self._syncing = True
                words = with_keys(_("{name}: {done}/{total} · {key:stop} stops"))
                self._show_progress(words.format(name=name, done=done, total=total))
            case SyncFinished():
                self._synced(event)
            case ArticlesDeleted(count):
                self._stale = True
                notify(describe_deleted(count), 15)
            case FeedsFound():
                listeners.feeds_found(event)
            case FeedAdded():
                self._stale = True
                listeners.feed_added(event)
            case UserMessage(sentence=sentence):
                notify(sentence, 15)
            case _:
                assert_never(event)

    def _went_offline(self, event: Offline) -> None:
        """Say so, once, in the place of work in progress; or how much waits for the network."""
        if event.waiting:
            words = plural("Offline · {n} pending", "Offline · {n} pending", event.waiting)
            self._show_progress(words.format(n=event.waiting))
        elif not self._offline:
            self._show_progress(_("Offline · your library is still available"))
        self._offline = True

    def _finished(self, event: RefreshFinished) -> None:
        self._refreshing = False
        self._stale = True
        self._show_progress("")
        self._feeds.set_offline(event.offline)
        if event.offline:
            self._try_later()
            return
        self._wait = FIRST_TRY
        done, notify = event.progress, self._services.notify
        if event.stopped:
            notify(_("Stopped. Articles already received are kept."))
        elif done.new:
            notify(plural("{n} new article.", "{n} new articles.", done.new).format(n=done.new))
        elif self._asked:
            not_due = _("No feed is due yet: each was asked less than five minutes ago, or waits for its server.")
            notify(_("Nothing new.") if done.feeds_total else not_due)
        if done.failed:
            words = plural("{n} feed could not be read (!).", "{n} feeds could not be read (!).", done.failed)
            notify(words.format(n=done.failed), 15)

    def _try_later(self) -> None:
        minutes = self._wait // 60
        words = with_keys(
            plural(
                "Offline · next attempt in {n} minute, {key:refresh} tries now",
                "Offline · next attempt in {n} minutes, {key:refresh} tries now",
                minutes,
            )
        )
        self._show_progress(words.format(n=minutes))
        self._services.after(self._wait, self.request)
        self._wait = min(LAST_TRY, self._wait * 2)

    def _synced(self, event: SyncFinished) -> None:
        """Say what a sync came to, or why it failed."""
        if self._syncing and not self._refreshing:
            self._show_progress("")
        self._syncing = False
        self._stale = self._stale or bool(event.received)
        nobody = with_keys(
            _(
                "Sync is not set up: add a server with “newsreader accounts”, or choose a folder in the settings "
                "({key:settings})."
            )
        )
        text = " · ".join(event.sentences) or (nobody if self._asked_sync else "")
        if text and (text != self._fault or self._asked_sync):
            self._services.notify(text, 15)
        self._fault = text if event.failed else ""
        self._asked_sync = False
