"""Two themes made for reading. Quotations have six looks, one a speaker, told apart by hue and by weight."""

from textual.theme import Theme

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
        "faint": "#8b8f98",
        "quote-0": "#f2c14e",
        "quote-1": "#7fc8f8",
        "quote-2": "#a8d672",
        "quote-3": "#f4a3b5",
        "quote-4": "#c9b1f5",
        "quote-5": "#63d6c4",
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
        "faint": "#6b665b",
        "quote-0": "#8a4b00",
        "quote-1": "#0b4f8a",
        "quote-2": "#3c6300",
        "quote-3": "#9c1f4c",
        "quote-4": "#5b3a9e",
        "quote-5": "#00625a",
        "quote-back": "#f2ecdc",
        "current-back": "#f7dc95",
    },
)
THEMES = (DARK, LIGHT)
