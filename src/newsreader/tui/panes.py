"""Which panes are on the screen: decided from its width and from where the reader is. Pure."""

from enum import StrEnum


class Pane(StrEnum):
    """The panes, from left to right."""

    FEEDS = "feeds"
    HEADLINES = "headlines"
    ARTICLE = "article"
    QUOTES = "quotes"
    COMMENTS = "comments"
    LINKS = "links"


SIDES = (Pane.QUOTES, Pane.COMMENTS, Pane.LINKS)
#: From these widths on there is room for two panes, and for all of them.
TWO, ALL = 100, 160


def visible(width: int, at: Pane, side: Pane | None, zen: bool = False) -> tuple[Pane, ...]:
    """The panes to show, left to right. The one the reader is in is always among them."""
    if width < TWO or (zen and at is Pane.ARTICLE):
        return (at,)
    if width < ALL:
        if side and at is not Pane.FEEDS and at is not Pane.HEADLINES:
            return Pane.ARTICLE, side
        return (Pane.FEEDS, Pane.HEADLINES) if at is Pane.FEEDS else (Pane.HEADLINES, Pane.ARTICLE)
    return (Pane.FEEDS, Pane.HEADLINES, Pane.ARTICLE, *((side,) if side else ()))
