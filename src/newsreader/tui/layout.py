"""Decide which panes are visible, given the width of the screen and the pane with the focus. Pure."""

from enum import StrEnum


class Pane(StrEnum):
    """The panes, from left to right."""

    FEEDS = "feeds"
    HEADLINES = "headlines"
    ARTICLE = "article"
    QUOTES = "quotes"
    COMMENTS = "comments"
    LINKS = "links"


class LibraryPane(StrEnum):
    """The lists of the screens that show who is quoted in the whole library, and what they said."""

    SPEAKERS = "speakers"
    PERSON_QUOTATIONS = "person_quotations"
    FOUND_QUOTATIONS = "found_quotations"


SIDES = (Pane.QUOTES, Pane.COMMENTS, Pane.LINKS)
#: The panes that list articles; in the others keys mean the open article.
LISTS = (Pane.FEEDS, Pane.HEADLINES)
#: From these widths on there is room for two panes, and for all of them.
TWO, ALL = 100, 160


def visible_panes(width: int, focused: Pane, side: Pane | None, zen: bool = False) -> tuple[Pane, ...]:
    """The panes to show, left to right; the focused one is always among them."""
    if width < TWO or (zen and focused is Pane.ARTICLE):
        return (focused,)
    if width < ALL:
        if side and focused not in LISTS:
            return Pane.ARTICLE, side
        return (Pane.FEEDS, Pane.HEADLINES) if focused is Pane.FEEDS else (Pane.HEADLINES, Pane.ARTICLE)
    return (Pane.FEEDS, Pane.HEADLINES, Pane.ARTICLE, *((side,) if side else ()))
