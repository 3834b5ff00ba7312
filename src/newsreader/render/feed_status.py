"""Describe the state of a feed in a few words: when it was polled, its answer, when it is polled next, and why."""

from datetime import datetime, timedelta

from newsreader.i18n import _
from newsreader.model.feed import Feed, WaitReason, is_bundled
from newsreader.model.text import clean_line
from newsreader.render.dates import short


def next_try(feed: Feed, every: timedelta) -> datetime | None:
    """Return when a feed is asked next by itself; None for never."""
    if feed.last_attempt is None or feed.wait_reason is WaitReason.GONE:
        return None
    return max(feed.last_attempt + (timedelta() if feed.error else every), feed.not_before or feed.last_attempt)


def health(feed: Feed, now: datetime, every: timedelta, language: str) -> str:
    """Describe the state of a feed in one line; `every` is the default interval between polls."""
    if is_bundled(feed.url):
        return _("bundled with newsreader")
    if feed.last_attempt is None:
        return _("not checked yet")

    def when(moment: datetime | None) -> str:
        return short(moment, now, language) if moment else _("never")

    parts = [
        _("last attempt {when}").format(when=when(feed.last_attempt)),
        _("last success {when}").format(when=when(feed.last_success)),
        _("last change {when}").format(when=when(feed.last_change)),
    ]
    if feed.status:
        parts.append(str(feed.status))
    upcoming = next_try(feed, every)
    parts.append(_("next check {when}").format(when=when(upcoming)) if upcoming else _("no longer checked"))
    parts += [words for words in (_why(feed), feed.warning) if words]
    return " · ".join(parts)


def _why(feed: Feed) -> str:
    match feed.wait_reason:
        case WaitReason.FRESH:
            return _("cached until then (server)")
        case WaitReason.UNCONDITIONAL:
            return _("its server cannot be asked whether anything has changed: once an hour at most")
        case WaitReason.SKIPPED:
            return _("it asks not to be polled at these hours")
        case WaitReason.ASKED if feed.status in (429, 503):
            return _("its server limits requests or is overloaded, and is left alone until then")
        case WaitReason.ASKED:
            return _("its server told another of its feeds to wait, and is left alone until then")
        case WaitReason.GONE:
            return _("no longer exists, says its server; remove it, or R checks once more")
        case WaitReason.FAILED | WaitReason.MISSING:
            return clean_line(feed.error)
        case _:
            return ""
