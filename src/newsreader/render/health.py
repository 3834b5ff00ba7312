"""How a feed is doing, in a few words: when it was tried, what it answered, when it is asked next, and why."""

from datetime import datetime, timedelta

from newsreader.i18n import _
from newsreader.model.feed import Feed, Wait
from newsreader.model.text import clean_line
from newsreader.render.dates import short


def next_try(feed: Feed, every: timedelta) -> datetime | None:
    """When a feed is asked next by itself; None for never."""
    if feed.tried is None or feed.why is Wait.GONE:
        return None
    return max(feed.tried + (timedelta() if feed.error else every), feed.not_before or feed.tried)


def health(feed: Feed, now: datetime, every: timedelta, language: str) -> str:
    """One line; `every` is how often feeds are asked that say nothing of it."""
    if ".invalid/" in feed.url:
        return _("came with newsreader, and is never asked")
    if feed.tried is None:
        return _("not asked yet")

    def when(moment: datetime | None) -> str:
        return short(moment, now, language) if moment else _("never")

    parts = [
        _("tried {when}").format(when=when(feed.tried)),
        _("answered {when}").format(when=when(feed.answered)),
        _("changed {when}").format(when=when(feed.changed)),
    ]
    if feed.status:
        parts.append(str(feed.status))
    upcoming = next_try(feed, every)
    parts.append(_("next {when}").format(when=when(upcoming)) if upcoming else _("not asked any more"))
    parts += [words for words in (_why(feed), feed.remark) if words]
    return " · ".join(parts)


def _why(feed: Feed) -> str:
    match feed.why:
        case Wait.FRESH:
            return _("it says that it stays as it is until then")
        case Wait.UNCONDITIONAL:
            return _("its server cannot be asked whether anything has changed: once an hour at most")
        case Wait.SKIPPED:
            return _("it asks not to be read at these hours")
        case Wait.ASKED if feed.status in (429, 503):
            return _("its server limits requests or is overloaded, and is left alone until then")
        case Wait.ASKED:
            return _("its server told another of its feeds to wait, and is left alone until then")
        case Wait.GONE:
            return _("its server says that it is gone for good; remove it, or R asks once more")
        case Wait.FAILED | Wait.MISSING:
            return clean_line(feed.error)
        case _:
            return ""
