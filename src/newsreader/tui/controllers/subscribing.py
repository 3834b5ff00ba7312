"""Subscribe to feeds: ask for words, have their feeds found by the fetcher, let the reader choose among several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.i18n import _, plural
from newsreader.library.messages.requests import FindFeeds, Subscribe
from newsreader.model.text import clean_line
from newsreader.tui.key_names import with_keys
from newsreader.tui.layout import Pane
from newsreader.tui.typed_path import is_file, typed_path

if TYPE_CHECKING:
    from newsreader.library.messages.events import FeedAdded, FeedsFound
    from newsreader.tui.controllers.lists import ListController
    from newsreader.tui.controllers.opml import OpmlController
    from newsreader.tui.controllers.views import FeedsView, LayoutView
    from newsreader.tui.services.base import Services


class SubscribingController:
    """Subscribes to what the reader types, and says what came of it."""

    def __init__(
        self, services: Services, layout: LayoutView, feeds: FeedsView, lists: ListController, opml: OpmlController
    ) -> None:
        self._services, self._layout, self._feeds = services, layout, feeds
        self._lists, self._opml = lists, opml
        #: The titles of the feeds that the last choice has subscribed to so far.
        self._subscribed: list[str] = []

    def subscribe(self) -> None:
        """Subscribe to what is typed: addresses, sites, names of outlets, several at once; or import a file."""
        question = _("site, address or outlet (Tab completes); several with commas")

        def look(text: str | None) -> None:
            path = typed_path(text or "")
            if text and is_file(path):
                self._opml.import_file(path)
                return
            for words in _several(text or ""):
                if self._services.fetcher.send(FindFeeds(words)):
                    self._services.notify(_("Looking for feeds: {words}…").format(words=clean_line(words)), 30)
                else:
                    self._services.notify(_("The fetcher is not running: restart newsreader to refresh."))

        self._services.dialogs.ask(question, look, complete=self._services.library.subscriptions.complete_outlet)

    def found(self, event: FeedsFound) -> None:
        """Subscribe to the feed that was found or, of several, to those that the reader chooses."""
        services, words = self._services, clean_line(event.words)
        services.forget(_("Looking for feeds: {words}…").format(words=words))
        if event.error:
            services.notify(event.error, 20)
            return

        def subscribe(chosen: tuple[int, ...]) -> None:
            urls, titles = tuple(event.urls[n] for n in chosen), tuple(event.titles[n] for n in chosen)
            if urls:
                self._subscribed.clear()
                services.notify(_("Subscribing…"), 30)
                services.fetcher.send(Subscribe(urls, titles, self._folder()))

        if len(event.urls) == 1:
            subscribe((0,))
        else:
            services.dialogs.choose(
                _("Feeds of {words}").format(words=words),
                [(name or url, "") for name, url in zip(event.titles, event.urls, strict=True)],
                subscribe,
                several=True,
                hint=_("space selects several, Enter subscribes"),
            )

    def _folder(self) -> str:
        """The folder of the row under the cursor: what is added there, goes there."""
        entry = self._feeds.current if self._layout.focused_pane is Pane.FEEDS else None
        if entry is None or entry.filter is None:
            return ""
        feed = self._services.library.subscriptions.get(entry.filter.feed) if entry.filter.feed else None
        return feed.folder if feed else entry.filter.folder

    def added(self, event: FeedAdded) -> None:
        """Say that a feed is subscribed to, and show it in the list."""
        services, title = self._services, clean_line(event.title)
        services.forget(_("Subscribing…"))
        if event.new:
            self._subscribed.append(_("“{title}”").format(title=title))
            words = with_keys(_("Subscribed to “{title}”: {count}. {key:undo} undoes."))
            words = words.replace("{title}", title).replace("{count}", _came_in(event))
            if (many := len(self._subscribed)) > 1:
                words = _("Subscribed to {n} feeds: {titles}.").format(n=many, titles=", ".join(self._subscribed))
            services.notify(words, 15)
        else:
            services.notify(_("You are already subscribed to “{title}”.").format(title=title), 15)
        self._lists.refresh_counts()
        self._lists.refresh_rows()


def _came_in(event: FeedAdded) -> str:
    """What came of a subscription: so many articles, or why none."""
    if event.waits:
        return _("its articles will come with the network")
    if event.error:
        return event.error.rstrip(".")
    if not event.articles:
        return _("no article in it yet")
    return plural("{n} new article", "{n} new articles", event.articles).format(n=event.articles)


def _several(text: str) -> list[str]:
    """What is typed, one by one: commas part names; spaces part addresses, of which each has a dot or a slash."""
    addresses = []
    for part in filter(None, (part.strip() for part in text.replace("\n", ",").split(","))):
        words = part.split()
        addresses += words if all("." in word or "/" in word for word in words) else [part]
    return addresses
