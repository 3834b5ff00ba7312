"""Draw with ASCII signs and letters only, for fonts and terminals without others."""

from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

#: A plain sign, and those that it stands for.
_SIGNS = {
    "|": "│┃▏▎▍▌▐▕║┆┊╎╏",
    "#": "█▊▉▋▓■▪▇▆",
    "-": "─━–—−╌",
    "=": "═▅",
    "+": "╭╮╰╯┌┐└┘├┤┬┴┼╋",
    "*": "•●★✱",
    ".": "·…",
    "o": "○°□⊘",
    "w": "✎",
    ">": "→▸▹▶›⏵❯",
    "<": "←◂‹",
    "^": "↑▀▲",
    "v": "↓▾▿▼⏷✓✔",
    "x": "×✗✕",
    '"': "«»“”„",
    "'": "‘’‚",
    "_": "▄▁▂▃",
    ":": "░▒",
    " ": "\xa0\u202f\u2007\u2009\u200a",
    "E": "€",
    "0": "⁰",
    "1": "¹",
    "2": "²",
    "3": "³",
    "4": "⁴",
    "5": "⁵",
    "6": "⁶",
    "7": "⁷",
    "8": "⁸",
    "9": "⁹",
}
_PLAIN = {ord(sign): plain for plain, signs in _SIGNS.items() for sign in signs}


class PlainSigns(LineFilter):
    """Replaces every sign that is neither a letter nor ASCII, cell for cell."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """A line with plain signs."""
        return [Segment(plain(text), style, control) for text, style, control in segments]


@lru_cache(4096)
def plain(words: str) -> str:
    """The words with plain signs, as wide as before.

    >>> plain("→ « oui »…")
    '> " oui ".'
    """
    if words.isascii():
        return words
    words = words.translate(_PLAIN)
    return "".join(c if c.isascii() or c.isalnum() or not cell_len(c) else "?" * cell_len(c) for c in words)
