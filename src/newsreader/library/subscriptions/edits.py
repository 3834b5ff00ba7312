"""What can be done with a subscription that is there: rename it, move it, end it, and take that back."""

from dataclasses import replace
from datetime import datetime

from newsreader.i18n import _
from newsreader.model.feed import Feed
from newsreader.store.store import Store


def rename_feed(store: Store, feed: Feed, title: str = "", folder: str | None = None) -> Feed:
    """Give a feed another title ("" leaves the one it has) and another folder (None leaves it); returns it so."""
    changed = feed.folder if folder is None else folder
    store.feeds.rename(feed.id, title, changed)
    return store.feeds.get(feed.id) or replace(feed, title=title or feed.title, folder=changed)


def count_going(store: Store, feed: Feed) -> int:
    """How many articles go when this feed is removed: no other feed names them, and they are not saved, tagged,
    noted or corrected."""
    return len(store.feeds.articles_of_it_alone(feed.id))


def remove_feed(store: Store, feed: Feed, now: datetime) -> None:
    """Unsubscribe. What goes is hidden first, so that an undo brings all of it back; after a week it is deleted
    (`Feeds.delete_removed`)."""
    with store.undo.record(_("unsubscribing"), now) as step:
        step.set_flag(store.feeds.articles_of_it_alone(feed.id), "hidden", True)
        store.feeds.unsubscribe(step, feed.id)
