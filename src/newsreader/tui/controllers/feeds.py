"""Manage feeds, folders, saved searches and tags from their pane; every change can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from newsreader.i18n import _
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.text import clean_line
from newsreader.tui.key_names import key_of, with_keys
from newsreader.tui.layout import Pane

if TYPE_CHECKING:
    from newsreader.model.feed import Feed
    from newsreader.tui.controllers.external import ExternalController
    from newsreader.tui.controllers.lists import ListController
    from newsreader.tui.controllers.opml import OpmlController
    from newsreader.tui.controllers.subscribing import SubscribingController
    from newsreader.tui.controllers.views import FeedsView, LayoutView
    from newsreader.tui.entries import ListEntry
    from newsreader.tui.services.base import Services
    from newsreader.tui.session import Session


class FeedsController:
    """Acts on the row under the cursor of the feeds or, from another pane, on the list that is shown."""

    def __init__(
        self,
        services: Services,
        session: Session,
        layout: LayoutView,
        feeds: FeedsView,
        lists: ListController,
        external: ExternalController,
        subscribing: SubscribingController,
        opml: OpmlController,
        ask_for_news: Callable[[], None],
    ) -> None:
        """`ask_for_news` refreshes the feed or folder under the cursor."""
        self._services, self._session, self._layout, self._feeds = services, session, layout, feeds
        self._lists, self._external, self._subscribing = lists, external, subscribing
        self._opml, self._ask_for_news = opml, ask_for_news

    def _entry(self) -> ListEntry | None:
        return self._feeds.current if self._layout.focused_pane is Pane.FEEDS else self._lists.shown_entry()

    def _feed(self) -> Feed | None:
        entry = self._entry()
        number = entry.filter.feed if entry and entry.filter else 0
        return self._services.library.subscriptions.get(number) if number else None

    def _feed_or_say(self) -> Feed | None:
        """The feed that is meant; where there is none, the reader is told to choose one."""
        feed = self._feed()
        if feed is None:
            self._services.notify(_("Choose a feed for that."))
        return feed

    def _do(self, act: Callable[[], object], message: str) -> None:
        """Have something done to the library, then say so."""

        def done(_result: object) -> None:
            self._services.notify(message, 10)
            self._lists.refresh_counts()

        self._services.run(act, done)

    # ------------------------------------------------------------ the row under the cursor

    def remove(self) -> None:
        """Unsubscribe, delete a saved search, or remove a tag from all its articles."""
        entry, library = self._entry(), self._services.library
        if entry and entry.tag:
            self._do(lambda: library.tags.remove(entry.tag), _with_undo_key(_("Tag “{title}” removed."), entry.tag))
        elif entry and entry.search:
            self._do(
                lambda: library.searches.remove(entry.title),
                _with_undo_key(_("Saved search “{title}” removed."), entry.title),
            )
        elif feed := self._feed():
            if self._session.filter.feed == feed.id:
                self._services.start(self._lists.go_to(ArticleFilter(order=self._session.order)))
            self._do(
                lambda: library.subscriptions.remove(feed),
                _with_undo_key(_("Unsubscribed from “{title}”."), feed.title),
            )
        else:
            self._services.notify(_("Choose a feed, a saved search or a tag for that."))

    def rename(self) -> None:
        """Give a feed, a folder or a saved search another name."""
        entry, feed, library = self._entry(), self._feed(), self._services.library
        if entry is None or not _may_be_renamed(entry, feed):
            self._services.notify(_("Choose a feed, a folder or a saved search for that."))
            return

        def give(name: str | None) -> None:
            if not name or name == entry.title:
                return
            message = _with_undo_key(_("It is called “{title}” now."), name)
            if feed:
                self._do(lambda: library.subscriptions.rename(feed, name), message)
            elif entry.search:
                self._do(lambda: library.searches.rename(entry.title, name), message)
            else:
                self._do(lambda: library.subscriptions.rename_folder(entry.title, name), message)

        self._services.dialogs.ask(_("a new name"), give, entry.title)

    def move(self) -> None:
        """Put a feed into a folder: one there is, a new one, or none."""
        feed, library = self._feed_or_say(), self._services.library
        if feed is None:
            return
        folders = [folder for folder in library.subscriptions.folders() if folder != feed.folder]

        def put_into(folder: str | None) -> None:
            if folder is not None and folder != feed.folder:
                words = (
                    _("“{title}” is in the folder “{folder}” now.") if folder else _("“{title}” is in no folder now.")
                )
                message = _with_undo_key(words, feed.title, folder)
                self._do(lambda: library.subscriptions.rename(feed, folder=folder), message)

        def choose(chosen: tuple[int, ...]) -> None:
            if not chosen:
                return
            if chosen[0] < len(folders):
                put_into(folders[chosen[0]])
            elif chosen[0] == len(folders):
                self._services.dialogs.ask(_("name of the new folder"), lambda name: put_into(name or None))
            else:
                put_into("")

        choices = [(folder, "") for folder in folders] + [(_("a new folder…"), "")]
        choices += [(_("no folder"), "")] if feed.folder else []
        self._services.dialogs.choose(_("Folder for “{title}”").format(title=clean_line(feed.title)), choices, choose)

    def mute(self) -> None:
        """Keep a feed out of the lists and counts that span several feeds, or let it stand there again."""
        feed, library = self._feed_or_say(), self._services.library
        if feed is None:
            return
        words = _("“{title}” is no longer muted.") if feed.muted else _("“{title}” is muted: in no list but its own.")
        self._do(lambda: library.subscriptions.mute(feed, not feed.muted), _with_undo_key(words, feed.title))
        self._lists.reload()  # behind the change: the library does one thing after the other

    def open_site(self) -> None:
        """Open the site of a feed in the browser."""
        if feed := self._feed_or_say():
            self._external.open_url(feed.site or feed.url)

    def copy_address(self) -> None:
        """Copy the address of a feed."""
        if feed := self._feed_or_say():
            self._external.copy(feed.url, _("Copied: {words}").format(words=feed.url))

    def fold(self) -> None:
        """Fold or unfold the folder under the cursor, or that of the feed under it."""
        entry, feed = self._feeds.current, self._feed()
        folder = feed.folder if feed else entry.filter.folder if entry and entry.filter else ""
        if folder:
            self._session.folded ^= {folder}
            self._lists.show_entries(ArticleFilter(folder=folder))
        else:
            self._services.notify(_("No folder here."))

    def fold_all(self) -> None:
        """Fold or unfold all folders."""
        folders = frozenset(self._services.library.subscriptions.folders())
        self._session.folded = frozenset() if self._session.folded >= folders else folders
        self._lists.show_entries()

    # ------------------------------------------------------------ the menu

    def menu(self) -> None:
        """Offer what can be done with the row under the cursor, each with its key."""
        if self._layout.focused_pane is not Pane.FEEDS:
            self._layout.focus_pane(Pane.FEEDS)
        entry, feed = self._feeds.current, self._feed()
        if entry is None:
            return
        folder = bool(entry.filter and entry.filter.folder)
        items: list[tuple[str, str, Callable[[], object]]] = []
        if feed or folder:
            items.append((_("refresh"), "refresh-feed", self._ask_for_news))
        if feed:
            items.append((_("open its site"), "feed-site", self.open_site))
            items.append((_("copy its address"), "feed-address", self.copy_address))
        if _may_be_renamed(entry, feed):
            items.append((_("rename…"), "rename-feed", self.rename))
        if feed:
            items.append((_("move to a folder…"), "move-feed", self.move))
            items.append((_("unmute") if feed.muted else _("mute"), "mute-feed", self.mute))
        if folder or (feed and feed.folder):
            items.append((_("fold or unfold the folder"), "fold-folder", self.fold))
        if feed:
            items.append((_("unsubscribe"), "remove-feed", self.remove))
        elif entry.search:
            items.append((_("remove"), "remove-feed", self.remove))
        items.append((_("subscribe…"), "subscribe", self._subscribing.subscribe))
        items.append((_("import subscriptions…"), "import-feeds", self._opml.ask_import))
        items.append((_("export the subscriptions…"), "export-feeds", self._opml.ask_export))

        def act(chosen: tuple[int, ...]) -> None:
            if chosen:
                items[chosen[0]][2]()

        choices = [(words, key_of(key)) for words, key, _act in items]
        self._services.dialogs.choose(clean_line(entry.title), choices, act, beside=self._feeds)


def _may_be_renamed(entry: ListEntry, feed: Feed | None) -> bool:
    """Whether the row has a name of its own to change: a feed, a folder or a saved search has."""
    return not entry.tag and bool(feed or entry.search or (entry.filter and entry.filter.folder))


def _with_undo_key(sentence: str, title: str, folder: str = "") -> str:
    """A sentence on something with a title, and its folder; and the key that takes it back."""
    return (
        sentence.format(title=clean_line(title), folder=clean_line(folder)) + " " + with_keys(_("{key:undo} undoes."))
    )
