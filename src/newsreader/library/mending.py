"""Looking after the library's file: noticing damage, and bringing over what can be read."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from newsreader.i18n import _, plural
from newsreader.library.reading import Library
from newsreader.model.errors import Damaged
from newsreader.store import mending
from newsreader.store.mending import Mended
from newsreader.store.store import Store

#: How often the whole file is read to see whether it is sound: disks forget without saying so.
_EVERY = timedelta(days=7)


def opened(path: Path, now: datetime, say: Callable[[str], None]) -> Library:
    """The library; where it is damaged, a new one with what could be read of it. Raises LibraryError."""
    try:
        return Library(path)
    except Damaged:
        say(_("The library is damaged. What can be read is brought over into a new one…"))
        say(told(mending.mend(path, now)))
    return Library(path)


def told(mended: Mended) -> str:
    """What was brought over, as a sentence."""
    count = mended.rows.get
    parts = (
        plural("{n} article", "{n} articles", count("article", 0)).format(n=count("article", 0)),
        plural("{n} text", "{n} texts", count("body", 0)).format(n=count("body", 0)),
        plural("{n} feed", "{n} feeds", count("feed", 0)).format(n=count("feed", 0)),
        plural("{n} note", "{n} notes", count("note", 0)).format(n=count("note", 0)),
    )
    return _("Brought over: {parts}. The damaged file is kept as {path}.").format(
        parts=", ".join(parts), path=mended.aside
    )


def looked_after(store: Store, now: datetime) -> str:
    """Once a week, read the whole file; a sentence where it is damaged, else ""."""
    last = store.settings.get("checked")
    if last.isdigit() and now.timestamp() - int(last) < _EVERY.total_seconds():
        return ""
    if trouble := store.database.trouble():
        return _(
            "The library is damaged ({trouble}). Close newsreader; "
            "“newsreader doctor --repair” brings over what can be read."
        ).format(trouble=trouble[:200])
    store.settings.put("checked", str(int(now.timestamp())))
    return ""


def repaired(path: Path, now: datetime) -> Iterator[tuple[bool, str]]:
    """Check everything in the library's file and mend what can be mended: whether all is well now, and a
    sentence for each finding. Raises LibraryError."""
    try:
        with closing(Store(path)) as store:
            database = store.database
            found = mending.troubles(database)
            if found or not mending.index_is_sound(database):
                mending.reindex(database)
                mending.drop_strays(database)
                if again := mending.troubles(database):
                    raise Damaged("; ".join(again))
                yield True, _("Mended: {words}.").format(words="; ".join(found) or _("the index of words"))
            if mending.recount(database):
                yield True, _("The counts were wrong, and were made anew.")
            unreadable = store.articles.unreadable()
            if unreadable:
                sentence = plural(
                    "{n} text cannot be read: it will be fetched anew.",
                    "{n} texts cannot be read: they will be fetched anew.",
                    unreadable,
                )
                yield True, sentence.format(n=unreadable)
            store.settings.put("checked", str(int(now.timestamp())))
    except Damaged:
        yield False, _("The library is damaged. What can be read is brought over into a new one…")
        yield True, told(mending.mend(path, now))
        with closing(Store(path)) as store:
            left = mending.troubles(store.database)
            yield not left, _("It is whole.") if not left else "; ".join(left)
        return
    yield True, _("It is whole.")
