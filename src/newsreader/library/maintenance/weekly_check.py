"""Check the whole file of the library once a week. Light to import: each refresh asks whether it is time."""

from datetime import datetime, timedelta

from newsreader.i18n import _
from newsreader.store.store import Store

#: How often the whole file is read to see whether it is sound: disks forget without saying so.
_EVERY = timedelta(days=7)


def weekly_check(store: Store, now: datetime) -> str:
    """Once a week, check the whole file, and delete the articles of feeds that were removed before that; returns a
    sentence where the file is damaged, else ""."""
    last = store.state.get("last_check")
    if last.isdigit() and now.timestamp() - int(last) < _EVERY.total_seconds():
        return ""
    if not last:  # a new one: its first week begins
        store.state.put("last_check", str(int(now.timestamp())))
        return ""
    if trouble := store.database.integrity_check():
        return _(
            "The library is damaged ({trouble}). Close newsreader; "
            "“newsreader doctor --repair” brings over what can be read."
        ).format(trouble=trouble[:200])
    store.feeds.delete_removed(now - _EVERY)
    store.state.put("last_check", str(int(now.timestamp())))
    return ""
