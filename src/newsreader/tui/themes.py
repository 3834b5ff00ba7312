"""The themes. Quotations have six colours, one for each speaker, which differ in hue and lightness, for the
colour-blind too; a bar marks them besides."""

from collections.abc import Mapping

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from newsreader.config import Config, did_you_mean, line_of
from newsreader.i18n import _
from newsreader.model.errors import ConfigError

DARK = Theme(
    name="newsreader-dark",
    primary="#e8b04a",
    secondary="#8fb8de",
    accent="#e8b04a",
    foreground="#d9d4c9",
    background="#16181c",
    surface="#1d2026",
    panel="#262a31",
    warning="#e8b04a",
    error="#e5736b",
    success="#8fbf7f",
    dark=True,
    variables={
        "faint": "#9599a2",
        "quote-0": "#c7b645",
        "quote-1": "#6299d3",
        "quote-2": "#e1f6c0",
        "quote-3": "#e67041",
        "quote-4": "#b79cf2",
        "quote-5": "#42d6d3",
        "quote-back": "#24262b",
        "current-back": "#4a3d1d",
    },
)
LIGHT = Theme(
    name="newsreader-light",
    primary="#8a4b00",
    secondary="#1f4f82",
    accent="#8a4b00",
    foreground="#26241f",
    background="#fbf8f1",
    surface="#f3eee2",
    panel="#e8e1d0",
    warning="#8a4b00",
    error="#a3231b",
    success="#2f6b23",
    dark=False,
    variables={
        "faint": "#625d53",
        "quote-0": "#8f530f",
        "quote-1": "#155bce",
        "quote-2": "#003f06",
        "quote-3": "#bf164a",
        "quote-4": "#8821c0",
        "quote-5": "#085c6f",
        "quote-back": "#f2ecdc",
        "current-back": "#f7dc95",
    },
)
#: Every word at 7 : 1 or more on what it stands on (WCAG 2.2, 1.4.6).
CONTRAST = Theme(
    name="newsreader-contrast",
    primary="#ffd75f",
    secondary="#9fd3ff",
    accent="#ffd75f",
    foreground="#ffffff",
    background="#000000",
    surface="#0c0c0c",
    panel="#1c1c1c",
    warning="#ffd75f",
    error="#ffb3ab",
    success="#b5f2a5",
    dark=True,
    variables={
        "faint": "#cfcfcf",
        "quote-0": "#ffe262",
        "quote-1": "#99ddeb",
        "quote-2": "#edffcb",
        "quote-3": "#ee9e7a",
        "quote-4": "#d3c1ff",
        "quote-5": "#65f6ce",
        "quote-back": "#161616",
        "current-back": "#3d3000",
    },
)
THEMES = (DARK, LIGHT, CONTRAST)
_OWN = ("faint", "quote-back", "current-back", *(f"quote-{number}" for number in range(6)))
#: How much of its accent a theme lends to the background under the cursor.
_BREATH = 0.25
_ANSI = {
    "faint": "ansi_default",
    "quote-0": "ansi_yellow",
    "quote-1": "ansi_blue",
    "quote-2": "ansi_green",
    "quote-3": "ansi_magenta",
    "quote-4": "ansi_cyan",
    "quote-5": "ansi_red",
    "quote-back": "ansi_default",
    "current-back": "ansi_default",
    # Without a background that is sure to differ, the cursor turns the colours round.
    "cursor-style": "bold reverse",
    # Nor is there a colour that is sure to be fainter.
    "unread-style": "bold",
}


def chosen(settings: Config) -> str:
    """The theme that the settings name, "" for none. Raises ConfigError, with the line, for one that does not exist."""
    known = [*(theme.name for theme in THEMES), *BUILTIN_THEMES]
    if settings.theme and settings.theme not in known:
        where = f"{settings.file}{line_of('theme', settings.file)}: "
        words = _("unknown theme “{name}”.").format(name=settings.theme)
        raise ConfigError(f"{where}{words} {did_you_mean(settings.theme, known)}")
    return settings.theme


def own_colours(theme: Theme | None) -> Mapping[str, str]:
    """Return what our style sheet needs beyond what every theme has, for one that does not say it."""
    if theme and theme.ansi:
        return _ANSI
    ours = DARK if theme is None or theme.dark else LIGHT
    colours = {name: ours.variables[name] for name in _OWN} | {"cursor-style": "bold", "unread-style": "none"}
    if theme and theme not in THEMES:
        # What is under the cursor is the theme's own background with a breath of its own accent.
        back = Color.parse(theme.background or ours.background or "black")
        colours["current-back"] = back.blend(Color.parse(theme.primary), _BREATH).hex
        colours["quote-back"] = back.blend(Color.parse(theme.foreground or ours.foreground or "white"), 0.06).hex
    return colours
