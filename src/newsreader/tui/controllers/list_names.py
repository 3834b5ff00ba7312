"""Names of lists and sort orders, and texts for empty lists. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.i18n import _
from newsreader.model.article_filter import ArticleFilter, SortOrder
from newsreader.tui.key_names import with_keys

if TYPE_CHECKING:
    from newsreader.tui.entries import ListEntry
    from newsreader.tui.session import Session


def list_title(session: Session, entries: Sequence[ListEntry]) -> str:
    """Say what the list that is shown is: its name among all lists, and what narrows and sorts it."""
    now, name = session.filter, list_name(session, entries)
    if now.unread:
        name += " · " + _("unread only")
    if now.order is not SortOrder.NEWEST:
        name += " · " + order_text(now.order)
    return name


def list_name(session: Session, entries: Sequence[ListEntry]) -> str:
    """The name of the list that is shown; of a search that is not saved, its words."""
    now, search = session.filter, session.search_text
    if now.query:
        kept = (entry.title for entry in entries if entry.search and entry.search == search)
        return next(kept, "") or _("Search: {words}").format(words=search)
    if now.saved:
        return _("Saved for later")
    if now.since:
        return _("New since last time")
    if now.folder:
        return now.folder
    entry = next((e for e in entries if e.filter and e.filter.feed == now.feed), None)
    return entry.title if entry and now.feed else _("All articles")


def empty_text(wanted: ArticleFilter, is_new: bool) -> str:
    """Return what a list without articles says: what it is, and which key leads on."""
    if wanted.query:
        return with_keys(_("Nothing found. {key:find} changes the search, {key:back} leaves it."))
    if wanted.saved:
        return with_keys(_("Nothing saved yet: {key:save} saves the article under the cursor for later."))
    if wanted.unread:
        return with_keys(_("Everything here is read. {key:all} shows all articles, {key:back} leads to other lists."))
    if wanted.since:
        return with_keys(_("Nothing new since last time. {key:refresh} asks for news."))
    if is_new:
        return _("Your library is being prepared: the first articles arrive in a moment…")
    if wanted.feed or wanted.folder:
        return with_keys(_("No articles here yet. {key:refresh} asks for news."))
    return with_keys(
        _("No articles here yet. {key:refresh} asks for news, {key:subscribe} subscribes to an outlet or a site.")
    )


def order_text(order: SortOrder) -> str:
    """An order, as it is said."""
    return {
        SortOrder.NEWEST: _("newest first"),
        SortOrder.OLDEST: _("oldest first"),
        SortOrder.OUTLET: _("by outlet"),
        SortOrder.DISCUSSED: _("most commented first"),
        SortOrder.BEST: _("best matches first"),
    }[order]
