"""Show the fetcher's events: progress on the status line, news in the lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, assert_never

from newsreader.i18n import _, plural
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
from newsreader.model.values import dataclass
from newsreader.tui.controllers.refresh import FIRST_TRY, LAST_TRY, Stage
from newsreader.tui.key_names import with_keys

if TYPE_CHECKING:
    from newsreader.tui.controllers.lists import ListController
    from newsreader.tui.controllers.refresh import RefreshController
    from newsreader.tui.controllers.views import FeedsView
    from newsreader.tui.services.base import Services


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


class EventController:
    """Handles what the fetcher reports; that moves neither the text nor the cursor nor the focus."""

    def __init__(
        self,
        services: Services,
        lists: ListController,
        listeners: Listeners,
        feeds: FeedsView,
        refresh: RefreshController,
        show_progress: Callable[[str], None],
    ) -> None:
        self._services, self._lists, self._listeners = services, lists, listeners
        self._feeds, self._refresh, self._show_progress = feeds, refresh, show_progress
        #: Whether something came in since the lists were drawn, and the version of the library that they show.
        self._stale, self._shown_version = False, -1

    def catch_up(self) -> None:
        """Show what this or another process has changed since the last look."""
        version = self._services.library.version()
        changed, self._shown_version = version != self._shown_version, version
        if self._stale or changed:
            self._stale = False
            self._lists.refresh_rows()
            self._lists.refresh_counts()
            self._listeners.library_changed()

    def receive(self, event: Event) -> None:
        """Handle an event of the fetcher."""
        listeners, notify, state = self._listeners, self._services.notify, self._refresh.state
        match event:
            case RefreshProgress():
                state.refresh = state.refresh.seen()
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
                state.offline = False
                self._show_progress("")
                notify(_("Back online."))
            case SyncProgress(name=name, done=done, total=total):
                state.sync = state.sync.seen()
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
        elif not self._refresh.state.offline:
            self._show_progress(_("Offline · your library is still available"))
        self._refresh.state.offline = True

    def _finished(self, event: RefreshFinished) -> None:
        is_asked, self._refresh.state.refresh = self._refresh.state.refresh is Stage.ASKED, Stage.IDLE
        self._stale = True
        self._show_progress("")
        self._feeds.set_offline(event.offline)
        if event.offline:
            self._try_later()
            return
        self._refresh.state.retry_after = FIRST_TRY
        done, notify = event.progress, self._services.notify
        if event.stopped:
            notify(_("Stopped. Articles already received are kept."))
        elif done.new:
            notify(plural("{n} new article.", "{n} new articles.", done.new).format(n=done.new))
        elif is_asked:
            not_due = _("No feed is due yet: each was asked less than five minutes ago, or waits for its server.")
            notify(_("Nothing new.") if done.feeds_total else not_due)
        if done.failed:
            words = plural("{n} feed could not be read (!).", "{n} feeds could not be read (!).", done.failed)
            notify(words.format(n=done.failed), 15)

    def _try_later(self) -> None:
        seconds = self._refresh.state.retry_after
        minutes = seconds // 60
        words = with_keys(
            plural(
                "Offline · next attempt in {n} minute, {key:refresh} tries now",
                "Offline · next attempt in {n} minutes, {key:refresh} tries now",
                minutes,
            )
        )
        self._show_progress(words.format(n=minutes))
        self._services.after(seconds, self._refresh.request)
        self._refresh.state.retry_after = min(LAST_TRY, seconds * 2)

    def _synced(self, event: SyncFinished) -> None:
        """Say what a sync came to, or why it failed."""
        state = self._refresh.state
        is_asked = state.sync is Stage.ASKED
        if state.sync is not Stage.IDLE and state.refresh is Stage.IDLE:
            self._show_progress("")
        state.sync = Stage.IDLE
        self._stale = self._stale or bool(event.received)
        nobody = with_keys(
            _(
                "Sync is not set up: add a server with “newsreader accounts”, or choose a folder in the settings "
                "({key:settings})."
            )
        )
        text = " · ".join(event.sentences) or (nobody if is_asked else "")
        if text and (text != state.sync_fault or is_asked):
            self._services.notify(text, 15)
        state.sync_fault = text if event.failed else ""
