"""Notices above and below an article: why there is less than the whole of it, and what to do about that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.i18n import _
from newsreader.model.text import clean_line

if TYPE_CHECKING:
    from newsreader.model.article import Article
    from newsreader.render.page import KeyName


def shortened_notice(key: KeyName | None = None) -> str:
    """Return what is said below an article of which only the beginning was kept; `key` names the keys that lead on."""
    words = _("Shortened here: the page goes on, and is too long to be shown whole.")
    return words + " " + _("{browser} opens it in the browser.").format(browser=key("browser")) if key else words


def notice_for(
    article: Article,
    error: str,
    again: str = "",
    unparsed: bool = False,
    changed: str = "",
    copies: Sequence[str] = (),
    key: KeyName | None = None,
) -> str:
    """Return why there is less than the whole article, and what to do about it; or that it is another one.

    `again` is when the text is tried next; `unparsed`: it is here, and being read; `changed` is when its
    outlet changed it after it was read; `copies` are other outlets that have the same text. `key` names the keys
    that lead on.
    """
    reason, way = _notice(article, error, again, unparsed, changed, copies)
    return f"{reason} {way.format(**{name: key(name) for name in _WAYS})}".rstrip() if key else reason


#: The actions that a notice names.
_WAYS = ("links", "browser", "revisions", "refresh", "refresh-feed")


def _notice(
    article: Article, error: str, again: str, unparsed: bool, changed: str, copies: Sequence[str]
) -> tuple[str, str]:
    """Return what there is to say, and which keys lead on."""
    if copies and article.complete and not (unparsed or changed or article.partial):
        outlets = ", ".join(dict.fromkeys(map(clean_line, copies)))
        return _("The same text appears in {outlets}.").format(outlets=outlets), _("{links} lists it.")
    if unparsed:
        return _("Processing the text…"), ""
    if article.partial:
        reserved = _("Subscribers only: this is what the page shows to everyone.")
        return reserved, _("{browser} opens it in the browser.")
    if article.complete:
        words = _("Changed since you read it ({when}).").format(when=changed)
        return (words, _("{revisions} shows how.")) if changed else ("", "")
    begun = _("Summary only.") if article.blocks or article.standfirst else _("No text yet.")
    if error:
        later = _("Next attempt {when}.").format(when=again) if again else ""
        ways = _("{refresh-feed} tries now, {browser} opens the page in the browser.") if article.url else ""
        return f"{begun} {error} {later}".rstrip(), ways
    if not article.url:
        nothing = _("The feed gives neither the full text nor an address.")
        return f"{begun} {nothing}", ""
    words = _("The full text is not downloaded yet.")
    return f"{begun} {words}", _("{refresh} refreshes, {browser} opens the page in the browser.")
