"""The styles of roles of words (`row--unread`, `page--title`), looked up in the style sheet once a theme.

As component classes of every list and page, Textual would look all of them up for each, whenever anything of it may
look otherwise: half a thousand rules for each of eighty roles.
"""

from typing import Any
from weakref import WeakKeyDictionary

from rich.style import Style
from textual.app import App
from textual.dom import DOMNode

#: The looks that were asked for, by the theme and the class.
_KNOWN: WeakKeyDictionary[App[Any], dict[tuple[str, str], Style]] = WeakKeyDictionary()


def look_of(app: App[Any], name: str) -> Style:
    """Return how a class of the style sheet looks that depends on nothing but the theme: its own colours and weight,
    not those of what it stands on."""
    known = _KNOWN.setdefault(app, {})
    key = (app.theme, name)
    if key not in known:
        node = DOMNode(classes=name)
        node._attach(app)
        app.stylesheet.apply(node, animate=False)
        known[key] = node.styles.partial_rich_style
    return known[key]
