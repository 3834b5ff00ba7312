"""Find the authors of an article in its byline, also in pages without metadata."""

import re
from collections.abc import Iterable
from itertools import dropwhile, islice

from lxml.etree import _Element as Element

from newsreader.model.text import clean_line, fold
from newsreader.parse.html_tree import line
from newsreader.parse.page_index import PageIndex

#: What leads in to a name.
_BY = re.compile(
    r"^\W*(?:(?:propos\s+)?recueillie?s?\s+par|(?:article\s+)?(?:écrit|rédigé|publié|proposé|posté)\s+par|(?:written|posted|story|report(?:ed|ing)?)\s+by|"
    r"(?:un\s+)?(?:article|texte|reportage|enquête)\s+d[e']|auteure?s?(?:\(e\))?|authors?|par|by|von|por|di|door|av|od)\s*:?\s+",
    re.I,
)
#: What no name goes on with: dates, times of reading, addresses.
_AFTER = re.compile(
    r"(?:^|[\s|•·–—,(-]+|(?<=[a-zà-ÿ])(?=Le\s\d|Publi))"
    r"(?:publi|mise?\s+à\s+jour|modifié|posté|créé|updated|published|posted|il\s+y\s+a\s|le\s+\d|lundi|mardi|mercredi|jeudi|"
    r"vendredi|samedi|dimanche|\d{1,2}\s*[/.:h]\s*\d|\d{1,2}\s+\w+\s+(?:19|20)\d\d|temps\s+de|lecture|reading|\d+\s*min|suivre|follow|voir\s|"
    r"tous\s+ses|en\s+savoir|https?:|\S+@\S).*$",
    re.I | re.S,
)
_PARTED = re.compile(r"\s*[,;|/&•·\n]\s*|\s+[-–—]\s+|\s+(?:et|and|und|avec|with)\s+(?=@?[A-ZÀ-Ý])")
#: A house that signs together with an agency or a partner is one signature.
_HOUSE_WITH = re.compile(
    r"^(?:(?:[Ll][ea]s?\s|L['’]|[a-z0-9])[^,]*\savec\s(?:l['’])?[A-Z]{2,}\w*|[Ee]n partenariat avec .*)$"
)
_AGENCIES = frozenset("afp ap reuters dpa ats sda apa ansa efe ep belga franceinfo francetv".split())
#: What somebody is, and not who.
_OFFICE = re.compile(
    r"(?:universit|profess|journalist|correspond|institut|école|enseignant|cherch|docteur|ministre|direct|membre|maître|avocat|"
    r"senior|editor|reporter|staff|redakt|rédact(?:rice|eur)\b|envoyée?\b)",
    re.I,
)
_LABEL = re.compile(r"^(?:textes?|photos?|vidéos?|images?|avec|with)\s*:?\s+(?=[A-ZÀ-Ý@])", re.I)
_NOBODY = frozenset(
    ("admin", "administrator", "webmaster", "wordpress", "author", "auteur", "anonymous", "none", "null", "test")
)
_NAME = re.compile(
    r"@?[A-ZÀ-ÝŁŚŽŠ][\w.'’-]*(?:\s+(?:[A-ZÀ-ÝŁŚŽŠ0-9][\w.'’-]*|d[eiu]|de\s+l?[ae]s?|von|van|der|den|el|al|bin|le|la|d['’]\w+)){0,5}"
)
#: Elements around a name that is not that of this article's author.
_ELSEWHERE = re.compile(
    r"comment|related|card|teaser|recommend|most|popular|sidebar|footer|nav|menu|aside|latest|more-|widget-posts", re.I
)
#: Parts of the classes by which pages mark a byline.
_MARKED = ("yline", "uthor", "auteur", "signature")
#: How many elements after the heading are looked at.
_NEAR = 60
#: What holds more elements than this is no byline.
_TAGS = 30
_MOST = 8


def people_in(byline: str) -> tuple[str, ...]:
    """The names of a byline, without what leads in to them: "Par J. Bigard, A. Boulet - France 2" has three."""
    words = _BY.sub("", _BY.sub("", clean_line(byline)))
    if _HOUSE_WITH.match(words):
        return (words,)
    while words != (words := re.sub(r"\s*\([^()]*\)", "", words)):
        pass
    parts = (_LABEL.sub("", part.strip(' :\u00a0«»"-–—')) for part in _PARTED.split(_AFTER.sub("", words)))
    names = [_cased(re.sub(r"(?<=\w\w)\.$", "", part)) for part in parts if part]
    # After the first, what is no name says who or where somebody is.
    named = [name for number, name in enumerate(names) if not number or _may_be_name(name)]
    return tuple(dict.fromkeys(name for name in named if fold(name) not in _NOBODY))[:_MOST]


def _may_be_name(name: str) -> bool:
    latin = re.match(r"[@A-Za-zÀ-ɏ]", name) is not None
    return fold(name) in _AGENCIES or not latin or (_NAME.fullmatch(name) is not None and not _OFFICE.match(name))


def names_of(values: Iterable[str], outlet: str) -> tuple[str, ...]:
    """The names in what a page declares as its authors, the outlet's own left out."""
    names = dict.fromkeys(name for value in values for name in people_in(value))
    return tuple(name for name in names if fold(name) != fold(outlet))


def find_byline(page: PageIndex, called: str = "") -> tuple[str, ...]:
    """The names that a page shows as its author's, by markup or after "Par"; () where there are none.

    `called` is all that the page is called, by which its heading is found.
    """
    heading = _heading(page.tagged("h1"), called)
    authors: list[str] = []
    around: Element | None = None
    for element in filter(_is_marked, page.elements):
        if around is not None and around not in list(element.iterancestors())[:4]:
            break  # the authors of an article are named in one place
        if _is_elsewhere(element):
            continue
        names = [name for name in people_in(_shown(element)) if _is_name(name)]
        if names:
            authors += names
            around = around if around is not None else _two_up(element)
    if not authors and heading is not None:
        after = dropwhile(lambda element: element is not heading, page.tree.iter("h1", "p", "div", "span"))
        for element in islice(after, 1, _NEAR):
            words = line(element) if _is_small(element) else ""
            if 5 < len(words) < 90 and re.match(r"(?:Par|By|Von|Por)\s+[A-ZÀ-Ý]", words):
                authors = [name for name in people_in(words) if _is_name(name)]
                break
    return tuple(dict.fromkeys(authors))[:_MOST]


def _is_marked(element: Element) -> bool:
    """Whether an element is named as one that says who wrote something."""
    names = element.get("class")
    return (
        (names is not None and any(part in names for part in _MARKED))
        or element.get("itemprop") == "author"
        or (element.tag == "a" and "author" in element.get("rel", ""))
    )


def _shown(element: Element) -> str:
    named = element.find(".//*[@itemprop='name']")
    words = line(named) or (named.get("content", "") if named is not None else "")
    words = words or (line(element) if _is_small(element) else "") or element.get("content", "")
    return words if len(words) < 160 else ""


def _is_small(element: Element) -> bool:
    """Whether it may hold a byline and nothing else."""
    return sum(1 for _one in islice(element.iter(), _TAGS + 1)) <= _TAGS


def _is_name(name: str) -> bool:
    whole = " " in name or fold(name) in _AGENCIES
    return whole and _NAME.fullmatch(name) is not None and len(name) < 45 and not _OFFICE.match(name)


def _is_elsewhere(element: Element) -> bool:
    around = [element, *list(element.iterancestors())[:8]]
    return any(
        _ELSEWHERE.search(f"{up.get('class', '')} {up.get('id', '')}") or up.tag in ("aside", "nav", "footer")
        for up in around
    )


def _two_up(element: Element) -> Element:
    up = element.getparent()
    above = up.getparent() if up is not None else None
    return above if above is not None else element


def _heading(headings: Iterable[Element], called: str) -> Element | None:
    headings = [heading for heading in headings if line(heading)]
    return next(
        (heading for heading in headings if line(heading)[:30].lower() in called.lower()),
        headings[0] if headings else None,
    )


def _cased(name: str) -> str:
    """A name as names are written, where it is all in capitals."""
    if name.isupper() and " " in name and len(name) > 6:
        return " ".join(part if "." in part else part.title() for part in name.split(" "))
    return name
