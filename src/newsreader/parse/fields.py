"""Metadata of an article as readers want it: without repetitions, and without the outlet's name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from newsreader.model.article import Block, BlockType
from newsreader.model.text import clean_line, fold, unaccented
from newsreader.parse.kickers import KICKER
from newsreader.parse.months import MONTHS
from newsreader.parse.tidying import is_paragraph

_BARS = re.compile(r"\s+[|•·–—-]\s+|\s*[|»]\s*")
_HOME = frozenset(
    (
        "accueil",
        "home",
        "homepage",
        "a la une",
        "actualites a la une",
        "une",
        "index",
        "startseite",
        "inicio",
        "page d’accueil",
        "page d'accueil",
    )
)
_LABEL = re.compile(r"^(?:l['’]essentiel|en résumé|résumé|en bref)\s*[:.–—-]?\s*(?=[A-ZÀ-Ý«])", re.I)
_GLUED = re.compile(r"(?<=[a-zà-ÿ»][.!?…])(?=[A-ZÀ-Ý][a-zà-ÿ’'\s])")
_CUT = re.compile(r"\s*(?:…|\.\.\.|\[…\]|\[\.\.\.\])$")
#: What an address of a picture says that is the site's and not the article's.
_NO_COVER = re.compile(
    r"logo|favicon|default|placeholder|(?<![a-z])(?:icon|avatar|sprite|blank|fallback|no-?image|social-?(?:share|card)?|share|og-?image|opengraph|"
    r"facebook|twitter|generic|cover-site|site-?image|apple-touch)(?![a-z])|\.svg(?:\?|$)",
    re.I,
)
#: Share of the threes of words of a standfirst that make it one with a paragraph.
_SAME = 0.5
_MOST_TAGS = 30
#: Categories by which Meta sorts news, in English in the pages of every language; and who may read.
_CATEGORIES = frozenset(
    ("politics", "social issues", "crime & tragedy", "business, finance, & economics", "sports", "war & unrest")
    + (
        "health & wellness",
        "science & tech",
        "entertainment",
        "weather & environment",
        "royalty",
        "human interest",
        "free",
        "premium",
        "home",
        "accueil",
        "showcase article",
    )
)
#: What stands where a text breaks off for who does not subscribe.
_WALL = re.compile(
    r"(?:il vous reste\s[\d.,]+\s?%\sde cet article|(?:la suite|cet article|ce contenu) (?:de cet article )?est "
    r"réservée? aux abonnés|this (?:article|content) is for subscribers|you have [\d.,]+\s?% of this article left)",
    re.I,
)
#: What leads to another article, where its own words follow.
_LEADS_ON = re.compile(
    r"^[\s>»►▶→•*-]*(?:(?:(?:à|a)\s)?(?:lire|voir|écouter)(?:\s(?:aussi|également))?\s*[:–—|-]\s*)?", re.I
)
#: A longer description is the text itself.
_LONGEST = 1500
#: What a site calls a section within itself: "news_news".
_SLUG = re.compile(r"[a-z\d]+(?:_[a-z\d]+)+")
#: Words that somebody said are none that lead in to a title.
_QUOTE = re.compile('["«»“”]')
#: Capitals before a dash lead in: "LE POINT SUR LA SITUATION - Le ministre…".
_IN_CAPITALS = re.compile(r"([A-ZÀ-Þ][A-ZÀ-Þ’' ]{3,38}[A-ZÀ-Þ])\s[-–—]\s(?=\S)")
_DATED = re.compile(r"\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d|(?:19|20)\d\d|\d{1,2}\s?h\s?\d\d")


def title_and_kicker(title: str, kicker: str, called: str, names: Iterable[str]) -> tuple[str, str]:
    """The title without the outlet's `names` and without its kicker, which some pages put into the same heading.

    `called` is the title that the page tells machines.
    """
    title, called = without_outlet(title, names), without_outlet(called, names)
    letters, called_letters = _letters(title), _letters(called)
    if called_letters and letters == called_letters and called.count(" ") > title.count(" "):
        title = called  # words of two elements ran together
    elif (
        not kicker
        and len(called_letters) > 20
        and letters.endswith(called_letters)
        and 2 < len(letters) - len(called_letters) <= 40
    ):
        length = len(letters) - len(called_letters)
        at = next(n for n in range(len(title) + 1) if len(_letters(title[:n])) == length)
        if not _QUOTE.search(title[:at]):
            kicker, title = title[:at].strip(" :.|-–—"), called
    if not kicker and (match := KICKER.match(title)):
        kicker, title = match.group(1), title[match.end() :]
    return title, kicker


def without_outlet(title: str, names: Iterable[str]) -> str:
    """A title without the name of its outlet at either end: "La crue | Le Courrier"."""
    own = {letters for name in names if (letters := _letters(name))}
    parts = _BARS.split(title)
    bars = _BARS.findall(title)
    while len(parts) > 1 and _letters(parts[-1]) in own:
        parts.pop()
        bars.pop()
    while len(parts) > 1 and _letters(parts[0]) in own:
        parts.pop(0)
        bars.pop(0)
    return "".join(part for pair in zip(parts, [*bars, ""], strict=False) for part in pair)


def names_of_outlet(outlet: str, url: str, *others: str) -> list[str]:
    """Return what an outlet is called: its name, its host, the host's own word."""
    host = re.sub(r"^(?:www|m|amp)\.", "", (urlsplit(url).hostname or "").lower())
    return [outlet, *others, host, host.rpartition(".")[0], host.rpartition(".")[0].rpartition(".")[2]]


def section_of(path: Sequence[str], title: str, names: Iterable[str]) -> tuple[str, ...]:
    """The sections an article is in, without the front page, the outlet and the article itself."""
    outlet, title_letters = {_letters(name) for name in names}, _letters(title)
    kept = []
    for name in map(clean_line, path):
        letters = _letters(name)
        itself = len(letters) > 12 and (
            title_letters.startswith(letters) or letters.startswith(title_letters) or letters in title_letters
        )
        cut = len(name) > 25 and _CUT.search(name) and title_letters.startswith(_letters(_CUT.sub("", name)))
        dated = all(part.isdigit() or unaccented(part.lower()) in MONTHS for part in re.findall(r"\w+", name))
        itself = itself or dated or _SLUG.fullmatch(name) is not None
        if letters and fold(name) not in _HOME and letters not in outlet and not itself and not cut and len(name) < 70:
            kept.append(name)
    return tuple(dict.fromkeys(kept))


def signed_by(authors: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
    """The authors, without those that are an address of the outlet's ("courrier.example")."""
    hosts = {_letters(name) for name in names if "." in name}
    return tuple(name for name in authors if _letters(name) not in hosts)


def tags_of(values: Iterable[str]) -> tuple[str, ...]:
    """Split tags: some pages write all in one, between commas, semicolons or dashes."""
    values = [value for value in map(clean_line, values) if fold(value) not in _CATEGORIES]
    parted = [tag for value in values for tag in re.split(r"\s*[,;|]\s*", value)]
    if len(parted) == 1 and (parted[0].count(" - ") > 1 or parted[0].count("-") > 2):
        parted = re.split(r"\s+-\s+" if " - " in parted[0] else "-", parted[0])
    tags: dict[str, str] = {}
    for tag in (tag.strip("# ") for tag in parted):
        if 1 < len(tag) < 60 and (tags.setdefault(fold(tag), tag).islower() or not tag.isascii()):
            tags[fold(tag)] = tag  # of two spellings, the one with its accents
    return tuple(tags.values())[:_MOST_TAGS]


def standfirst_of(words: str, blocks: Sequence[Block], title: str) -> str:
    """Return what a page describes itself by, as far as it leads in to the text; "" where the text says it again.

    Nor is it kept where it is cut off, or is about something else than the text.
    """
    words = _GLUED.sub(" ", _LABEL.sub("", clean_line(words)))
    texts = [block.text.value for block in blocks if block.type in (BlockType.PARAGRAPH, BlockType.HEADING)]
    wanted = _threes(_CUT.sub("", words))
    if not words or len(words) > _LONGEST or (_letters(title) in _letters(words) and len(words) < 1.6 * len(title)):
        return ""
    first = " ".join(texts[:3])
    again = len(wanted & _threes(first)) / len(wanted) if wanted else float(_letters(words) in _letters(first))
    if again >= _SAME or (_CUT.search(words) and len(wanted) < 60 and again > 0.2):
        return ""
    long = {word for word in re.findall(r"\w{5,}", words.lower())}
    in_text = set(re.findall(r"\w{5,}", f"{title} {' '.join(texts)}".lower()))
    return words if not texts or len(long) < 4 or len(long & in_text) > 0.15 * len(long) else ""


def whole_of(cut: str, texts: Iterable[str]) -> str:
    """The text of a page that a description which was cut off is the beginning of; the description where none is."""
    begin = _letters(_CUT.sub("", cut))
    if not _CUT.search(cut) or len(begin) < 40:
        return cut
    return next((text for text in texts if len(text) < 900 and _letters(text).startswith(begin)), cut)


def settled(blocks: Sequence[Block], authors: Sequence[str]) -> tuple[Block, ...]:
    """The blocks without what their article says elsewhere: the byline above the text, the label of a link; a
    paragraph that stands twice, as above a wall, once; a paragraph that a page calls a heading as what it is."""
    kept: list[Block] = []
    for number, block in enumerate(blocks):
        words = block.text.value
        if block.type is BlockType.RELATED and (label := _LEADS_ON.match(words)) and label.end() < len(words):
            block = replace(block, text=block.text.slice(label.end(), len(words)))
        elif is_paragraph(block):
            block = replace(block, type=BlockType.PARAGRAPH, level=0)
        elif block.type is BlockType.PARAGRAPH:
            twice = bool(kept) and len(words) > 80 and kept[-1].text.value == words
            if twice or (number < 4 and _is_byline(words, authors)) or (len(words) < 160 and _WALL.match(words)):
                continue
        kept.append(block)
    return tuple(kept)


def _is_byline(words: str, authors: Sequence[str]) -> bool:
    """Whether a line says only who wrote the article, and when."""
    if len(words) > 160 or words.rstrip("\u00a0 ")[-1:] in ".!?…":
        return False
    rest = fold(words)
    named = [name for name in authors if len(name) > 3 and fold(name) in rest]
    if named and _DATED.search(words):
        return True
    for name in named:
        rest = rest.replace(fold(name), "")
    agency = re.fullmatch(r"[\w .'’]{2,40} (?:avec|et) (?:agences?|afp|reuters)", fold(words)) is not None
    return agency or (bool(named) and len(re.sub(r"\W|par |by |avec|et ", "", rest)) < 4)


def lead_of(blocks: Sequence[Block], description: str) -> tuple[str, str]:
    """Return kicker and standfirst, where the first block holds both and otherwise repeats the description."""
    text = blocks[0].text.value if blocks and blocks[0].type is BlockType.PARAGRAPH else ""
    kicker = kicker_of(text, description) if not _IN_CAPITALS.match(text) else ""
    return (kicker.strip(), text[len(kicker) :].strip(" .:–—-")) if kicker.strip(" .:–—-") else ("", "")


def kicker_of(standfirst: str, description: str) -> str:
    """Return what leads in to a standfirst, in the same element: in capitals, or what its description does not say; or
    ""."""
    if match := _IN_CAPITALS.match(standfirst):
        return match.group()
    letters, described = _letters(standfirst), _letters(description)
    length = len(letters) - len(described)
    if len(described) < 30 or not 2 < length <= 30 or not letters.endswith(described):
        return ""
    at = next(n for n in range(len(standfirst) + 1) if len(_letters(standfirst[:n])) == length)
    return standfirst[:at] if re.fullmatch(r"[\w'’ -]+[ .:–—-]*", standfirst[:at]) else ""


def cover_of(image: str, alt: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The picture that a page names for who links to it, where the article has none and it is none of the site's."""
    if not image or any(block.type is BlockType.IMAGE and block.url for block in blocks):
        return ()
    if _NO_COVER.search(urlsplit(image).path.rpartition("/")[2] or image):
        return ()
    return (Block(BlockType.IMAGE, url=image, alt=clean_line(alt)),)


def _letters(words: str) -> str:
    return "".join(re.findall(r"[^\W_]", fold(words)))


def _threes(words: str) -> set[tuple[str, ...]]:
    tokens = re.findall(r"\w+", words.lower())
    return set(zip(tokens, tokens[1:], tokens[2:], strict=False))
