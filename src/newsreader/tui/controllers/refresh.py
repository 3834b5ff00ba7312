"""Send refresh and sync requests to the fetcher, and keep what it is at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from newsreader.i18n import _, language
from newsreader.library.messages.requests import Refresh, Stop, Sync
from newsreader.render.feed_status import health
from newsreader.tui.key_names import with_keys

if TYPE_CHECKING:
    from newsreader.model.feed import Feed
    from newsreader.tui.controllers.views import FeedsView
    from newsreader.tui.services.base import Services

#: Seconds until the next try when there is no network; doubled each time, up to the last.
FIRST_TRY, LAST_TRY = 60, 960
#: Minutes between two looks at what is due: feeds are due at times of their own, and none is to wait a whole period.
LOOK_MINUTES = 5


class Stage(Enum):
    """The stage of a refresh or a sync: none, one of the timer's, or one that somebody asked for and hears of."""

    IDLE = "idle"
    AUTOMATIC = "automatic"
    ASKED = "asked"

    def seen(self) -> Stage:
        """Return the stage after a word of progress: what is under way unasked is the timer's."""
        return Stage.AUTOMATIC if self is Stage.IDLE else self


@dataclass
class FetcherState:
    """The state of the fetcher, as far as its events and our requests tell."""

    refresh: Stage = Stage.IDLE
    sync: Stage = Stage.IDLE
    offline: bool = False
    #: Seconds until the next try, where there is no network.
    retry_after: int = FIRST_TRY
    #: What kept us from syncing with servers the last time: a fault that lasts is said once.
    sync_fault: str = ""

    @property
    def is_idle(self) -> bool:
        """Whether neither a refresh nor a sync is under way."""
        return self.refresh is self.sync is Stage.IDLE


class RefreshController:
    """Asks the fetcher for news and for syncs, by timer and on request. `state` is kept by what its events tell."""

    def __init__(self, services: Services, feeds: FeedsView, show_progress: Callable[[str], None]) -> None:
        self._services, self._feeds, self._show_progress = services, feeds, show_progress
        self.state = FetcherState()

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
            if asked:  # it may wait for another process before it says anything
                self.state.refresh = Stage.ASKED
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
        if self.state.refresh is not Stage.IDLE:
            self._services.notify(with_keys(_("Already refreshing; {key:stop} stops.")))
        else:
            self._show_progress(_("Refreshing…"))
            self.request(asked=True, feeds=feeds)

    def sync(self) -> None:
        """Sync with servers and other devices now."""
        if self._services.fetcher.send(Sync()):
            self.state.sync = Stage.ASKED
            self._services.notify(_("Syncing…"))
        else:
            self._services.notify(_("The fetcher is not running: restart newsreader to refresh."))

    def stop(self) -> None:
        """Stop the refresh and the sync; what has come in stays."""
        if self.state.is_idle:
            self._services.notify(_("No refresh in progress."))
        elif not self._services.fetcher.send(Stop()):
            self.state.refresh = self.state.sync = Stage.IDLE  # it has ended with the fetcher
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
