"""Parse the keys of a terminal where Textual takes two of them for one.

A key pressed with Alt and that key after Esc are the same two characters in most terminals, and what comes in one
packet (tmux, a slow line, fast fingers) has no pause between them. So only keys with Alt that mean something are such.
"""

from collections.abc import Container, Iterator

from textual._xterm_parser import XTermParser
from textual.events import Key
from textual.keys import KEY_NAME_REPLACEMENTS, _character_to_key

ESCAPE = "\x1b"
#: After Esc these begin what is longer (ECMA-48: CSI, SS3, OSC, DCS, SOS, PM, APC), or are keys of their own: Esc
#: twice, a word deleted, Shift+Tab of some terminals.
_NO_KEYS = frozenset("[O]PX^_\x1b\x7f\t")


def key_parser(held: Container[str]) -> type[XTermParser]:
    """A parser for which `held` are all the keys with Alt that there are."""

    class KeyParser(XTermParser):
        def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterator[Key]:
            character = sequence[-1:]
            after_escape = len(sequence) == 2 and sequence[0] == ESCAPE and character not in _NO_KEYS
            if not (alt or after_escape):
                yield from super()._sequence_to_key_events(sequence)
            elif (name := f"alt+{_name_of(character)}") in held:
                yield Key(name, character)
            else:
                yield Key("escape", ESCAPE)
                yield from super()._sequence_to_key_events(character)

    return KeyParser


def _name_of(character: str) -> str:
    name = character if character.isalnum() else _character_to_key(character)
    name = KEY_NAME_REPLACEMENTS.get(name, name)
    return f"shift+{name.lower()}" if len(name) == 1 and name.isupper() else name
