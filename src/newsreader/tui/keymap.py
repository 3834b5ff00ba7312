"""The keymap in force: the defaults of the table of keys, with the preset and the keys of the settings."""

import unicodedata
from collections.abc import Mapping

from textual.binding import Binding
from textual.keys import Keys, _character_to_key

from newsreader.config import Config, did_you_mean, line_of
from newsreader.i18n import _
from newsreader.model.errors import ConfigError
from newsreader.model.old_names import ACTIONS
from newsreader.tui.key_names import SIGNS, shown
from newsreader.tui.keys import APP, KEYS, SCREENS
from newsreader.tui.layout import Pane

#: Sets of keys for fingers that know another program; what is not here is as above.
KEYMAPS: dict[str, dict[str, str]] = {
    "newsreader": {},
    "newsboat": {
        "open": "enter,right",
        "previous-unread": "p",
        "toggle-read": "N",
        "people": "W",
        "quotations": "ctrl+w",
        "links": "u,L",
        "parent-comment": "backspace",
        "pipe": "vertical_line,P",
        "save": "f,ctrl+e",
        "order": "g,s",
        "top": "home",
        "bottom": "end",
        "unread": "l,2,é",
        "mark-all-read": "A,C",
        "settings": "ctrl+o",
    },
    "vim": {
        "undo": "u",
        "parent-comment": "U",
        "previous-place": "alt+left,ctrl+o",
        "next-section": "right_curly_bracket,right_parenthesis",
        "previous-section": "left_curly_bracket,left_parenthesis",
        "save": "f,asterisk",
    },
    "emacs": {
        "down": "j,down,ctrl+n",
        "up": "k,up,ctrl+p",
        "page-down": "pagedown,ctrl+v",
        "page-up": "b,pageup,alt+v",
        "top": "g,home,alt+less_than_sign",
        "bottom": "G,end,alt+greater_than_sign",
        "find": "slash,ctrl+s",
        "back": "h,left,escape,q,ctrl+g",
        "undo": "U,ctrl+underscore,ctrl+slash",
        "palette": "colon,alt+x",
        "half-down": "ctrl+d",
        "half-up": "ctrl+u",
        "browser": "o,ctrl+o",
    },
}


def bindings(owner: str) -> list[Binding | tuple[str, str] | tuple[str, str, str]]:
    """The part of the table that is for a screen or a pane, as Textual wants it."""
    chosen: list[Binding | tuple[str, str] | tuple[str, str, str]] = []
    for key in KEYS:
        action = key.panes.get(owner) or (key.action if owner in SCREENS and key.context in ("", owner) else "")
        if action:
            # Only with priority is a key of the app one of its dialogs too.
            chosen.append(Binding(key.keys, action, key.help, show=False, id=key.id, priority=owner == APP))
    return chosen


def keymap(settings: Config) -> dict[str, str]:
    """The keys of every action: those of the table, then of the keymap of the settings, then the user's own.
    A key that one of the later takes is not the other's any more.

    Raises ConfigError, with the line, for an action or a key that does not exist, or a key chosen twice.
    """
    keys = {key.id: key.keys.split(",") for key in KEYS}
    own: dict[str, list[str]] = {}
    for name, chosen in settings.keys.items():
        where = f"{settings.file}{line_of(name, settings.file)}: "
        name = ACTIONS.get(name, name)
        if name not in keys:
            raise ConfigError(where + _("unknown action “{name}”.").format(name=name) + " " + did_you_mean(name, keys))
        own[name] = [_known(key.strip(), where) for key in str(chosen).split(",") if key.strip()]
        for other, others in own.items():
            if other != name and _meet(name, other) and (twice := set(others) & set(own[name])):
                raise ConfigError(
                    where + _("“{key}” is already a key of “{name}”.").format(key=shown(twice.pop()), name=other)
                )
    for layer in ({name: words.split(",") for name, words in KEYMAPS[settings.keymap].items()}, own):
        for name, chosen_keys in layer.items():
            for other in keys:
                if other != name and _meet(name, other) and (other not in layer):
                    keys[other] = [key for key in keys[other] if key not in chosen_keys]
            keys[name] = chosen_keys
    return {name: ",".join(chosen_keys) for name, chosen_keys in keys.items()}


def held_keys(in_force: Mapping[str, str]) -> frozenset[str]:
    """The keys in force that are pressed together with Alt, or in a terminal after Esc."""
    return frozenset(key for keys in in_force.values() for key in keys.split(",") if key.startswith("alt+"))


def _meet(action: str, other: str) -> bool:
    """Whether two actions are on one screen, and none of them is meant to come before the other."""
    if {action, other} == {"leave", "back"}:
        return False
    contexts = [next(key.context for key in KEYS if key.id == name) for name in (action, other)]
    screens = {"reading" if context in list(Pane) else context for context in contexts}
    return "" in screens or len(screens) == 1


def _known(key: str, where: str) -> str:
    """A key as Textual names it: `?` is "question_mark"."""
    *held, last = key.split("+") if key not in ("+", "ctrl++") else [*key.split("+")[:-2], "+"]
    name = last if last.isalnum() and len(last) == 1 else _SIGN_TO_KEY.get(last, last.lower())
    spelled = len(name) == 1 or name in _TEXTUAL or _is_character(name)
    if not spelled or any(each not in ("ctrl", "alt", "shift") for each in held):
        raise ConfigError(
            where
            + _("unknown key “{key}”. Keys are letters, signs, and names such as “ctrl+f”, “f5”, “pagedown”.").format(
                key=key
            )
        )
    return "+".join([*held, name])


def _is_character(name: str) -> bool:
    try:
        unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return False
    return True


_TEXTUAL = {str(key.value) for key in Keys}
_SIGN_TO_KEY = {sign: _character_to_key(sign) for sign in SIGNS}
