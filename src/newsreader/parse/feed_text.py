"""Decide whether a feed gives the whole text of an article, and title items that have none.

What a text is, and not its length alone, decides: paragraphs that end as sentences do, and no sign that it breaks
off. Where that stays open, the page is asked for, and what the feed gave is shown until it comes.
"""

import html
import re
from collections.abc import Sequence

from newsreader.model.text import NO_TEXT, Text, clean_line
from newsreader.model.values import dataclass
from newsreader.parse.feed_markup import as_meant
from newsreader.parse.marked_text import unmark

_TAGS = re.compile(r"<!--.*?-->|<[a-zA-Z/!?][^>]*>", re.S)
#: What parts two paragraphs.
_BLOCK = re.compile(
    r"</?(?:p|div|li|ul|ol|blockquote|h[1-6]|d[tdl]|pre|t[rh]|table|section|article|figure|figcaption)(?=[\s>/])[^>]*>"
    r"|<br\b[^>]*>\s*<br\b[^>]*>",
    re.I,
)
_BR = re.compile(r"<br\b[^>]*>", re.I)
_ALT = re.compile(r"""<img\b[^>]*\salt=["']([^"'<>]+)""", re.I)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
#: How a sentence ends, and a text that goes on elsewhere: all in the last few letters.
_SENTENCE = re.compile(r"[.!?…:;。！？][\"'”’»)\]\s]*$")
_BREAKS_OFF = re.compile(r"(?:\.\.\.|…|\[(?:\.\.\.|…|\+)\])[\s\"'”»)\]]*$")
_TAIL = 10
#: A short line that leads to the rest of a text.
_LEADS_ON = (
    r"(?i)\b(?:"
    r"read (?:more|on\b|full|the (?:rest|full|whole|original)|(?:this|the|full|entire) (?:article|story|post))|"
    r"continue reading|keep reading|full (?:story|article|post)\b|view (?:original|full)|more at\b|click here to|"
    r"lire (?:la suite|plus|davantage|l['’]article|l['’]int[ée]gralit|sur le site)|la suite (?:sur|dans|est)|"
    r"suite de l['’]article|en savoir plus|weiterlesen|mehr lesen|zum artikel|leer m[áa]s|seguir leyendo|sigue leyendo|"
    r"continua a leggere|leggi (?:tutto|l['’]articolo|di più)|lees (?:meer|verder)|l[äæ]s mer|les mer|læs mere|"
    r"ler mais|continue lendo|czytaj (?:wi[ęe]cej|dalej))|"
    r"続きを読む|阅读全文|閱讀全文|^(?:more|suite|mehr|más)\s*[»>→…]*$"
)
#: What WordPress adds to every text.
FOOTER = re.compile(
    r"(?:The post .{1,300} (?:first appeared|appeared first) on .{1,200}|"
    r"L['’]article .{1,300} est apparu en premier sur .{1,200}|"
    r"(?:Der Beitrag|La entrada|L['’]articolo|Het bericht) .{1,300} (?:zuerst auf|primero en|su|eerst op) .{1,200})$",
    re.S,
)
#: From so many letters on, what describes an article is as long as one; and one paragraph of it alone.
_LONG, _LONE = 600, 1500
#: From twice so many letters on, a text is long whatever stands in its middle.
_ENDS = 2000
#: How long a headline of first words is.
_HEADLINE = 90
_FIRST_SENTENCE = re.compile(r".{15,90}?[.!?。！？](?=\s|$)")


def as_markup(text: str) -> str:
    """Convert plain text to HTML: blank lines part paragraphs, other lines stay lines."""
    paragraphs = (html.escape(part.strip(), quote=False) for part in re.split(r"\n\s*\n", text) if part.strip())
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs).replace("\n", "<br>")


def without_tags(markup: str) -> str:
    """The words of a piece of HTML, roughly: to count them and to find them."""
    return html.unescape(_TAGS.sub(" ", markup)) if "<" in markup or "&" in markup else markup


def parts_of(markup: str) -> list[str]:
    """The words of a piece of HTML, or of plain text, a paragraph each, roughly; of a long one, what is at its ends."""
    return _parts(_beginning(markup)) + _parts(_end(markup)) if len(markup) > 2 * _ENDS else _parts(markup)


def _beginning(markup: str) -> str:
    """The first letters of a text, up to a tag that ends after them."""
    words = markup[:_ENDS]
    tag = words.rfind("<")
    return words[:tag] if tag > words.rfind(">") else words


def _end(markup: str) -> str:
    """The last letters of a text, from the end of a tag that begins before them."""
    words = markup[-_ENDS:]
    return words.partition(">")[2] if "<" in markup and ">" in words.partition("<")[0] else words


def _parts(markup: str) -> list[str]:
    parts = (_BLOCK if "<" in markup else _BLANK_LINE).split(markup)
    return [words for part in parts if not part.isspace() and (words := _inline(part))]


def _inline(part: str) -> str:
    """The words of one paragraph: its tags part no words."""
    if "<" in part:
        part = _TAGS.sub("", _BR.sub(" ", part))
    return (html.unescape(part) if "&" in part else part).strip()


@dataclass(frozen=True)
class FeedText:
    """The text of an item: the four fields of an `Entry` that are decided together."""

    title: str
    summary: Text
    content: str
    complete: bool


def read_texts(title: str, contents: Sequence[str], description: str, base: str) -> FeedText:
    """Read what an item says, from its title, what it gives as its text (HTML), and what it gives as its
    description."""
    description = as_meant(description)
    markup, given = _fullest([as_meant(content) for content in contents], description)
    parts = parts_of(markup)
    complete = is_whole(parts, given, _is_note(title, parts))
    apart = given and markup != description and bool(description.strip())
    content = markup if complete or apart or len(parts) > 1 or "<img" in markup else ""
    said = description if apart else "" if content else markup
    summary = unmark(said, base) if said else NO_TEXT
    if not title:
        picture = None if parts else _ALT.search(markup)
        title = clean_line(html.unescape(picture.group(1))) if picture else _first_words(parts)
    return FeedText(title, summary, content, complete)


def _fullest(contents: Sequence[str], description: str) -> tuple[str, bool]:
    """The markup that says most, and whether it came as the text and not as its description."""
    content = max(contents, key=len, default="")
    if content.strip() and (
        len(content) >= len(description) or len(without_tags(content)) >= len(without_tags(description))
    ):
        return content, True
    return description, False


def _is_note(title: str, parts: Sequence[str]) -> bool:
    """Whether there is nothing but the text: no title, or one that breaks off in the middle of it."""
    if not title:
        return True
    if not title.endswith(("...", "…")):
        return False
    stem = re.sub(r"\s*(?:\.\.\.|…)$", "", title)
    return len(stem) > 15 and " ".join(parts).startswith(stem)


def is_whole(parts: Sequence[str], given: bool, note: bool = False) -> bool:
    """Return whether these paragraphs are the whole text of an article. `given`: the feed says so, for it has another
    place for descriptions; `note`: there is no title, and so nothing else to it."""
    if parts and FOOTER.match(parts[-1]):
        parts = parts[:-1]
    if not parts or _BREAKS_OFF.search(parts[-1][-_TAIL:]):
        return False
    if any(len(part) < 160 and re.search(_LEADS_ON, part) for part in parts[-2:]):
        return False
    length = sum(map(len, parts))
    if note or length >= _LONE or (given and (length >= _LONG or len(parts) > 3)):
        return True
    sentences = sum(_SENTENCE.search(part[-_TAIL:]) is not None for part in parts)
    if given:
        return sentences > 1
    return (sentences > 2 and length >= _LONG) or (sentences > 1 and length >= 2 * _LONG)


def _first_words(parts: Sequence[str]) -> str:
    """A headline made of the beginning of a text: its first line where that is short, else its first sentence,
    else as many words as one reads at a glance; "" where there is none."""
    if not parts:
        return ""
    whole = line = clean_line(parts[0])
    if len(line) > _HEADLINE:
        sentence = _FIRST_SENTENCE.match(line)
        line = sentence.group() if sentence else line[:_HEADLINE].rpartition(" ")[0] or line[:_HEADLINE]
    if (len(parts) == 1 and line == whole) or line[-1:] in "!?":
        return line
    return line.rstrip(" .,;:…–-") + "…"
