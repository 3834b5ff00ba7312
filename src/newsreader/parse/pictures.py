"""Read the pictures of a page: address, caption, credit; and skip icons, pixels and the like."""

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from newsreader.model.article import Block, BlockType
from newsreader.model.text import Text, clean_line
from newsreader.parse.inline import folded, is_inline_picture, line_of, text_of
from newsreader.parse.urls import canonical

#: An address in a `srcset` and how wide it is, in pixels or in pixels of the screen to one of the page.
_SIZED = re.compile(r"([^\s,]\S*)\s+(\d{2,5})w(?=[\s,]|$)")
_DENSE = re.compile(r"([^\s,]\S*)\s+(\d(?:\.\d+)?)x(?=[\s,]|$)")
#: Wider ones are not for a terminal.
_WIDEST = 1600
#: Where scripts that load pictures late look for their address (lazysizes, WordPress' plug-ins, a dozen others).
_LATE = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-orig-src",
    "data-orig-file",
    "data-full-src",
) + ("data-hi-res-src", "data-large-src", "data-image", "data-img-src", "data-flickity-lazyload", "data-url")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset", "data-original-set")
_HELD = re.compile(
    r"blank|placeholder|spacer|pixel|loading|loader|transparent|lazy|/(?:grey|gray|empty|1x1|px|ph|dummy)\.\w{3,4}",
    re.I,
)
_SIGN = re.compile(
    r"(?<![a-z])(?:logos?|icons?|icone|picto\w*|avatars?|gravatar|sprite|spacer|pixel|badge|emoji|smiley|favicon|"
    r"author-?(?:photo|image|picture|img)|photo-?auteur|share|social|button|btn|bullet|loader|placeholder)(?![a-z])",
    re.I,
)
_CREDIT = re.compile(
    r"credit|copyright|source|agenc|photograph|(?<![a-z])legal|signature|by-?line|(?<![a-z])auth?or|auteur", re.I
)
_CREDIT_LINE = re.compile(r"^[(\[]?\s*(?:©|\(c\)|photo(?:graphie)?s?\s*(?::|par\b|by\b)|crédits?|credits?\s*:)", re.I)
#: What begins as a credit and is longer than this says more.
_OF_CREDIT = 60
#: A picture smaller than this is a sign.
_SMALL = 60


def pictures_of(element: Element, base: str) -> Iterator[Block]:
    """The pictures of an element, each once; a caption of several stands under the last."""
    candidates: list[tuple[str, str]] = []
    for image in images_in(element):
        source, alt = image_source(image, base), clean_line(image.get("alt", ""))
        same = [n for n, (url, words) in enumerate(candidates) if url == source or (alt and words == alt)]
        if not same:
            candidates.append((source, alt))
    captions = captions_of(element) if element.tag == "figure" else []
    words, credit = _said(captions, element, base)
    candidates = [candidate for candidate in candidates if any(candidate)]
    for number, (source, alt) in enumerate(candidates, 1):
        last = number == len(candidates)
        yield Block(BlockType.IMAGE, words if last else Text(""), url=source, alt=alt, credit=credit if last else "")
    if not candidates and words and next(element.iter("img", "amp-img"), None) is not None:
        yield Block(BlockType.IMAGE, words, credit=credit)


def images_in(element: Element) -> list[Element]:
    """The pictures in an element that are to be looked at; those of a `noscript` where there are no others."""
    captioned = element.tag == "figure" and any(line_of(caption) for caption in captions_of(element))
    images = [
        image
        for image in element.iter("img", "amp-img", "amp-anim")
        if not is_inline_picture(image) and (captioned or not is_sign(image)) and not _is_pixel(image)
    ]
    shown = [image for image in images if next(image.iterancestors("noscript"), None) is None]
    return shown or images


def is_sign(image: Element) -> bool:
    """Return whether a picture is a logo, an icon, the face of an author: something of the page, not of the article."""
    sizes = [_pixels(image.get(name)) for name in ("width", "height")]
    if any(0 < size < _SMALL for size in sizes):
        return True
    source = (image.get("src") or "").split("?")[0].rpartition("/")[2]
    named = f"{image.get('class', '')} {image.get('id', '')} {source}"
    held = any(image.get(name) for name in _LATE) or next(image.itersiblings("noscript"), None) is not None
    return not held and bool(_SIGN.search(named.replace("_", " ")))


def _is_pixel(image: Element) -> bool:
    return any(0 < _pixels(image.get(name)) <= 2 for name in ("width", "height"))


def _pixels(value: str | None) -> int:
    match = re.fullmatch(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*", value or "")
    return int(match.group(1)) if match else 0


def captions_of(figure: Element) -> list[Element]:
    """The captions of a figure itself, not of figures in it."""
    return [caption for caption in figure.iter("figcaption") if next(caption.iterancestors("figure"), None) is figure]


def _said(captions: list[Element], element: Element, base: str) -> tuple[Text, str]:
    """Caption and credit."""
    credits = [
        line
        for holder in ([element] if element.tag == "figure" else captions)
        for part in holder.iterdescendants("span", "small", "cite", "p", "div", "em", "i")
        if (line := line_of(part))
        and (part.tag in ("small", "cite") or _CREDIT.search(part.get("class", "")) or _CREDIT_LINE.match(line))
    ]
    whole = [text for caption in captions if (text := folded(text_of(caption, base)))]
    words = whole[0] if whole else Text("")
    credit = min(credits, key=len) if credits else ""
    if credit and words.value.replace("\n", " ").endswith(credit):
        words = words.slice(0, len(words.value) - len(credit))
        words = words.slice(0, len(words.value.rstrip(" \n\u00a0|–—-/•")))
    elif credit and words.value.startswith(credit):
        start = len(words.value) - len(words.value[len(credit) :].lstrip(" \n\u00a0|–—-/•:"))
        words = words.slice(start, len(words.value))
    elif not credit and len(captions) == 1:
        last = next((part for part in reversed(captions[0]) if part.tag == "span"), None)
        line = line_of(last)
        if (
            line
            and last is not None
            and not (last.tail or "").strip()
            and words.value.endswith(line)
            and words.value != line
        ):
            credit, words = line, words.slice(0, len(words.value[: -len(line)].rstrip(" \n\u00a0")))
    if _CREDIT_LINE.match(words.value) and len(words.value) < _OF_CREDIT and not _CREDIT_LINE.match(credit):
        words, credit = Text(credit), words.value.replace("\n", " ")  # a page has taken one for the other
    return words, credit.strip("() ")


def image_source(image: Element, base: str) -> str:
    """The best address of a picture: the widest that is no giant, else what loads late, else what is there."""
    picture = next(image.iterancestors("picture"), None)
    holders = [*(picture.iter("source") if picture is not None else ()), image]
    shown = [holder for holder in holders if holder.get("type") != "image/avif"]
    sets = [value for holder in shown for name in _SETS if (value := holder.get(name))]
    for pattern, widest in ((_SIZED, float(_WIDEST)), (_DENSE, 2.0)):
        sized = [
            (float(size), url)
            for listed in sets
            for url, size in pattern.findall(listed)
            if not url.startswith("data:")
        ]
        fitting = [candidate for candidate in sized if candidate[0] <= widest]
        if sized and (url := canonical((max(fitting) if fitting else min(sized))[1], base)):
            return url
    for name in _LATE:
        if (value := image.get(name)) and (url := canonical(value.strip(), base)) and _is_address(value):
            return url
    source = canonical(image.get("src", ""), base)
    if source and not _HELD.search(source.rpartition("/")[2] and source):
        return source
    for listed in sets:
        if url := canonical(listed.split()[0].rstrip(",") if listed.split() else "", base):
            return url
    for late in image.itersiblings("noscript"):
        for plain in late.iter("img"):
            return image_source(plain, base)
    return source


def _is_address(value: str) -> bool:
    return "/" in value or re.search(r"\.\w{3,4}$", value.strip()) is not None
