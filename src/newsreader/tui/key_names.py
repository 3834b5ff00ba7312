"""Names of keys for people, and sentences with the keys in force. Independent of Textual."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from newsreader.i18n import N_, _

#: A hint: the action of a key, and what to say it does.
Hint = tuple[str, str]
Hints = tuple[Hint, ...]

_NAMES = {
    "alt+left": "Alt+←",
    "alt+right": "Alt+→",
    "ctrl+left": "Ctrl+←",
    "ctrl+right": "Ctrl+→",
    "space": N_("space"),
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "pagedown": N_("PgDn"),
    "pageup": N_("PgUp"),
    "home": N_("Home"),
    "end": N_("End"),
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "tab": "Tab",
    "shift+tab": N_("Shift+Tab"),
    "f1": "F1",
    "shift+f10": N_("Shift+F10"),
}
#: The signs of a keyboard, as Textual's names come from Unicode's.
SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_ACTION = re.compile(r"\{key:([a-z-]+)\}")
_in_force: dict[str, str] = {}


def use(keymap: Mapping[str, str]) -> None:
    """Make these the keys of every action from now on."""
    _in_force.clear()
    _in_force.update(keymap)


def keys_of(action: str) -> str:
    """The keys of an action, as Textual names them, with commas between them; "" where it has none."""
    return _in_force.get(action, "")


def key_of(action: str) -> str:
    """The first key of an action, as people know it; – where it has none."""
    return _shown(first) if (first := keys_of(action).split(",")[0]) else "–"


def with_keys(text: str) -> str:
    """A sentence of the interface with its keys: `{key:undo}` is that of the action."""
    return _ACTION.sub(lambda match: key_of(match[1]), text)


def shown(keys: str) -> str:
    """Format keys for people: `j ↓`."""
    return " ".join(map(_shown, filter(None, keys.split(","))))


def _shown(key: str) -> str:
    *held, last = key.split("+")
    if key in _NAMES:
        return _(_NAMES[key])
    name = _(_NAMES[last]) if last in _NAMES else _signs().get(last, last)
    return "+".join([*(each.capitalize() for each in held), name])


#: What Textual calls some signs, in place of Unicode.
_TEXTUAL = {
    "plus": "+",
    "minus": "-",
    "slash": "/",
    "at": "@",
    "backslash": "\\",
    "underscore": "_",
}


@cache
def _signs() -> dict[str, str]:
    """The signs, by the names that Textual makes of those of Unicode."""
    return {unicodedata.name(sign).lower().replace("-", "_").replace(" ", "_"): sign for sign in SIGNS} | _TEXTUAL
