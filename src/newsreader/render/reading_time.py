"""The time that it takes to read an article."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsreader.model.article import Article

#: Words a minute: an ordinary pace for French and English prose on a screen.
PACE = 230


def reading_minutes(article: Article) -> int:
    """Return the minutes it takes to read the text of an article, at least 1."""
    from newsreader.model.article import words  # a list of headlines knows the count

    return minutes_to_read(words(article))


def minutes_to_read(count: int) -> int:
    """Return the minutes it takes to read so many words, at least 1."""
    return max(1, math.ceil(count / PACE))
