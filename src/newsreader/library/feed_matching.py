"""Find the feeds that a person means by a word or two on the command line."""

from collections.abc import Sequence
from difflib import get_close_matches

from newsreader.i18n import _
from newsreader.model.errors import NewsreaderError
from newsreader.model.feed import Feed
from newsreader.model.text import fold
from newsreader.parse.urls import parse_typed_url


def feeds_named(feeds: Sequence[Feed], words: str) -> list[Feed]:
    """The feeds with this number, address, title or folder; else the one whose title has these words in it,
    whatever the case and the accents. Raises NewsreaderError where there is none, or more than one."""
    plain = _plain(words)
    exact = [feed for feed in feeds if words in (str(feed.id), feed.url) or parse_typed_url(words) == feed.url]
    alike = [feed for feed in feeds if plain and plain in (_plain(feed.title), _plain(feed.folder))]
    if matches := exact or alike:
        return matches
    within = [feed for feed in feeds if plain and plain in _plain(feed.title)]
    if len(within) == 1:
        return within
    if within:
        raise NewsreaderError(
            _("“{words}” may be one of: {titles}. Give more of the title, or the number.").format(
                words=words, titles=", ".join(f"{feed.title} ({feed.id})" for feed in within)
            )
        )
    sentence = _("No feed “{words}”. “newsreader feeds” lists them.").format(words=words)
    titles = {_plain(feed.title): feed.title for feed in feeds}
    near = get_close_matches(plain, titles, 3, 0.6)
    if near:
        sentence += " " + _("Did you mean “{name}”?").format(name="”, “".join(titles[key] for key in near))
    raise NewsreaderError(sentence)


def _plain(words: str) -> str:
    return " ".join(fold(words.replace("’", "'")).split())
