"""What is shown on a sheet over the reader: the feeds' health, what changed in an article, the keys."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from newsreader.config import Config
from newsreader.i18n import _, language
from newsreader.model.feed import Feed
from newsreader.render.changes import Piece, changes
from newsreader.render.health import health
from newsreader.tui.keys import keymap
from newsreader.tui.panes import Pane
from newsreader.tui.screens.changes import ChangesScreen
from newsreader.tui.screens.health import HealthScreen
from newsreader.tui.screens.help import HelpScreen
from newsreader.tui.screens.listing import Listing


class Showing(Listing):
    """The keys that lay a sheet over the reader."""

    def action_health(self) -> None:
        """When each feed was asked, what it answered, when it is asked next."""
        every = timedelta(minutes=self.settings.refresh_minutes or 30)

        def show(feeds: list[Feed]) -> None:
            now = datetime.now(UTC)
            rows = [(feed.title, health(feed, now, every, language())) for feed in feeds]
            self.app.push_screen(HealthScreen(rows))

        self.beside(lambda: self.library.feeds_held_back(datetime.now(UTC)), show)

    def action_changes(self) -> None:
        """What the outlet changed in the open article; in the list, choose all headlines."""
        if self.at is Pane.HEADLINES:
            self.action_choose("all")
            return
        reading = self.article_view.reading
        if reading is None or reading.changed is None:
            self.say(_("Its outlet has not changed this article, as far as was seen."))
            return

        def look() -> list[tuple[datetime, list[list[Piece]]]]:
            versions = self.library.versions(reading.number)
            return [(old[0], changes(old[1], new[1])) for old, new in pairwise(versions)][::-1]

        def show(found: list[tuple[datetime, list[list[Piece]]]]) -> None:
            self.app.push_screen(ChangesScreen(found))

        self.beside(look, show)

    def action_settings(self) -> None:
        """The settings; what is changed holds at once, as far as it can."""
        from newsreader.tui.screens.settings import SettingsScreen  # nothing that the first screen does not need

        def use(settings: Config) -> None:
            before, self.settings = self.settings, replace(settings, library=self.settings.library)
            self.services.settings = self.settings
            view = self.article_view
            view.setting = replace(view.setting, hyphenate=settings.hyphenate)
            if settings.measure != before.measure:
                view.measure = self.comment_pane.measure = settings.measure
                self.beside(lambda: self.library.remember("measure", ""))
            view.show(view.place())

        self.app.push_screen(SettingsScreen(self.settings, use))

    def action_help(self) -> None:
        """All the keys."""
        self.app.push_screen(HelpScreen(keymap(self.settings)))
