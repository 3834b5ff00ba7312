"""Themes: what can be read by whom."""

from itertools import combinations
from pathlib import Path

import pytest
from textual.color import Color, Lab, rgb_to_lab
from textual.theme import BUILTIN_THEMES, Theme

from newsreader.tui.themes import CONTRAST, DARK, LIGHT, THEMES, own_colours
from tests.tui.reader import fill, opened

#: What words are written in, and what they may stand on.
WORDS = ("foreground", "primary", "secondary", "warning", "error", "faint", *(f"quote-{n}" for n in range(6)))
GROUNDS = ("background", "surface", "panel", "quote-back")
#: Machado, Oliveira and Fernandes (2009), severity 1, for linear RGB.
BLIND = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def colour(theme: Theme, name: str) -> Color:
    return Color.parse(theme.variables.get(name) or getattr(theme, name))


def linear(colour: Color) -> tuple[float, float, float]:
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.r / 255, colour.g / 255, colour.b / 255)
    )
    return red, green, blue


def contrast(one: Color, other: Color) -> float:
    """WCAG 2.2: relative luminance, and the ratio of two."""
    lights = sorted(
        sum(part * weight for part, weight in zip(linear(each), (0.2126, 0.7152, 0.0722), strict=True))
        for each in (one, other)
    )
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize(("theme", "least"), [(DARK, 4.5), (LIGHT, 4.5), (CONTRAST, 7.0)], ids=lambda x: str(x))
def test_every_word_stands_out_from_its_ground(theme: Theme, least: float) -> None:
    low = {
        (word, ground): round(ratio, 2)
        for word in WORDS
        for ground in GROUNDS
        if (ratio := contrast(colour(theme, word), colour(theme, ground))) < least
    }
    assert not low
    assert contrast(colour(theme, "foreground"), colour(theme, "current-back")) >= least


def seen(colour: Color, eyes: str) -> Lab:
    """A colour as the colour-blind see it."""
    if eyes == "all":
        return rgb_to_lab(colour)
    mixed = [sum(a * b for a, b in zip(row, linear(colour), strict=True)) for row in BLIND[eyes]]
    parts = [min(1.0, max(0.0, c)) for c in mixed]
    red, green, blue = (round(255 * (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055)) for c in parts)
    return rgb_to_lab(Color(red, green, blue))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: str(theme.name))
@pytest.mark.parametrize("eyes", ["all", *BLIND])
def test_speakers_are_told_apart_by_any_eyes(theme: Theme, eyes: str) -> None:
    looks = [seen(colour(theme, f"quote-{n}"), eyes) for n in range(6)]
    apart = {
        (m, n): ((one.L - other.L) ** 2 + (one.a - other.a) ** 2 + (one.b - other.b) ** 2) ** 0.5
        for (m, one), (n, other) in combinations(enumerate(looks), 2)
    }
    # A difference of 2.3 is just seen; the first three speakers of an article, the most frequent ones, are far apart.
    assert min(apart.values()) >= 7, min(apart.items(), key=lambda item: item[1])
    assert min(apart[0, 1], apart[0, 2], apart[1, 2]) >= 15, apart


def test_what_is_under_the_cursor_has_the_theme_s_own_colours_and_can_be_read() -> None:
    for name, theme in BUILTIN_THEMES.items():
        if theme.ansi or not (theme.background and theme.foreground):
            continue
        under = Color.parse(own_colours(theme)["current-back"])
        back, accent = Color.parse(theme.background), Color.parse(theme.primary)
        apart = [sum(abs(a - b) for a, b in zip(under.rgb, other.rgb, strict=True)) for other in (back, accent)]
        assert 0 < apart[0] < apart[1], name


@pytest.mark.parametrize("name", ["nord", "solarized-light"])
def test_a_theme_that_does_not_know_us_has_our_speakers_on_grounds_of_its_own(name: str) -> None:
    theme = BUILTIN_THEMES[name]
    ours, found = (DARK if theme.dark else LIGHT), own_colours(theme)
    grounds = ("current-back", "quote-back")
    assert all(found[each] == ours.variables[each] for each in ours.variables if each in found and each not in grounds)
    assert not {found[each] for each in grounds} & {ours.variables[each] for each in grounds}


def test_a_theme_of_ours_has_its_own_colours_and_none_at_all_the_dark_ones() -> None:
    for theme in (DARK, LIGHT):
        found = own_colours(theme)
        assert all(found[each] == value for each, value in theme.variables.items() if each in found)
    assert own_colours(None) == own_colours(DARK) != own_colours(LIGHT)


async def test_rules_are_parsed_again_only_for_another_theme(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        app = reader.app
        before = app.stylesheet.rules
        app.refresh_css()
        assert all(rule is kept for rule, kept in zip(app.stylesheet.rules, before, strict=True))
        await reader.press("t")
        assert not any(rule is kept for rule, kept in zip(app.stylesheet.rules, before, strict=True))
