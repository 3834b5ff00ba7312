"""The subscriptions of a library: listed, renamed, removed, imported and exported."""

from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.i18n import _
from newsreader.library.refresh.schedule import held_back
from newsreader.library.service import Service
from newsreader.model.feed import Feed, is_bundled

if TYPE_CHECKING:
    from newsreader.library.transfer.subscriptions import SubscriptionImport


class Subscriptions(Service):
    """Lists, adds, renames and removes subscriptions; `Library.subscriptions`."""

    def begin(self) -> bool:
        """Give a new library its first feeds and its welcome edition, as the reader does when it opens for the first
        time; whether it was new."""
        if not self._store.is_new():
            return False
        from newsreader.library.subscriptions.first_run import create_default_library  # once in the life of a library

        return create_default_library(self._store, self._now())

    def all(self) -> list[Feed]:
        """Return all feeds, in order, with their counts."""
        return self._store.feeds.all()

    def held_back(self) -> list[Feed]:
        """Return all feeds, with the pauses that their servers asked for."""
        return held_back(self._store.feeds.all(), self._store.hosts.waiting(self._now()))

    def rename(self, feed: Feed, title: str = "", folder: str | None = None) -> Feed:
        """Give a feed another title ("" leaves the one it has) and another folder (None leaves it); returns it so."""
        label = _("renaming the feed") if title else _("moving the feed")
        with self._undoable(label) as step:
            self._store.feeds.edit(step, feed.id, title, folder)
        return self.get(feed.id) or feed

    def mute(self, feed: Feed, muted: bool) -> Feed:
        """Keep a feed out of the lists and counts that span several feeds, or no longer; returns it so."""
        label = _("muting the feed") if muted else _("unmuting the feed")
        with self._undoable(label) as step:
            self._store.feeds.edit(step, feed.id, muted=muted)
        return self.get(feed.id) or feed

    def get(self, number: int) -> Feed | None:
        """The feed with this number."""
        return self._store.feeds.get(number)

    def rename_folder(self, folder: str, title: str) -> None:
        """Give a folder another name, that of one there is to put its feeds into that; "" takes them out of it."""
        with self._undoable(_("renaming the folder")) as step:
            for feed in self._store.feeds.all():
                if feed.folder == folder:
                    self._store.feeds.edit(step, feed.id, folder=title)

    def count_own(self, feed: Feed) -> int:
        """Count the articles that go when this feed is removed: no other feed names them, and they are not saved,
        tagged, noted or corrected."""
        return len(self._store.feeds.articles_of_it_alone(feed.id))

    def remove(self, feed: Feed) -> None:
        """Unsubscribe. The articles of the feed alone are hidden, so that an undo brings them back, and deleted after a
        week (`Feeds.delete_removed`)."""
        with self._undoable(_("unsubscribing")) as step:
            step.set_flag(self._store.feeds.articles_of_it_alone(feed.id), "hidden", True)
            self._store.feeds.unsubscribe(step, feed.id)

    def folders(self) -> list[str]:
        """The folders that there are, in the order of the list."""
        return list(dict.fromkeys(feed.folder for feed in self.all() if feed.folder))

    def complete_outlet(self, text: str) -> str:
        """A line of outlets and addresses of which the last is begun, completed from the known outlets; "" where none
        begins like that."""
        from newsreader.parse.sites.registry import every_site  # with it comes the catalogue

        begun = text.rpartition(",")[2].lstrip()
        if len(begun) < 2:
            return ""
        names = sorted({site.name for site in every_site() if site.feeds}, key=str.casefold)
        return next((text + name[len(begun) :] for name in names if name.casefold().startswith(begun.casefold())), "")

    def to_opml(self) -> str:
        """The subscriptions as OPML; the welcome edition is not one."""
        from newsreader.parse.feed_links import write_opml  # it brings a parser with it

        return write_opml(feed for feed in self._store.feeds.all() if not is_bundled(feed.url))

    def import_list(self, data: bytes, passes: Path) -> "SubscriptionImport":
        """Subscribe to everything in a list; see `transfer.subscriptions.import_list`."""
        from newsreader.library.transfer.subscriptions import import_list  # parsers of lists

        return import_list(self._store, data, passes)
