"""Read the names of authors from bylines of feeds and pages."""

import html
import re
from collections.abc import Iterable

from newsreader.model.text import clean, clean_line

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_MAIL = re.compile(r"(?:mailto:)?[^\s@<>()\[\]]+@[^\s@<>()\[\],;]+", re.I)
_SIGNED = re.compile(r"^(?:by|par|von|di|por|door)\s*:?\s+(?=\w)", re.I)
#: What is in a byline that is more than one name.
_MORE = re.compile(r"[,;|<>&@()\[\]-]|\s/\s|\b(?:et|and|und|y|e)\b|^\s*(?:by|par|von|di|por|door)\b", re.I)
#: Between two people: "A. Boulet et J. Bigard"; a couple that shares a name stays one ("Boileau et Narcejac").
_BETWEEN = re.compile(r"[,;|]| - |\s(?:et|and|und|y|e|&)\s(?=[A-ZÀ-Þ][\w.]+ [A-ZÀ-Þ])")
#: A name as libraries sort it, "Family, Given": one family name with its particles, and no more than two given ones.
_SORTED = re.compile(
    r"((?:(?:d[aeiu]|del?|della|des|la|le|van|von|der|den|ter|al|el|ben)[\s-]|[dlDLO]['’])*"
    r"[A-ZÀ-Þ][\w'’-]*[a-zß-ÿ][\w'’-]*), ([A-ZÀ-Þ](?:\.|[\w'’-]*[a-zß-ÿ]\w*)(?:[ -][A-ZÀ-Þ][\w'’-]*\.?)?)"
)
#: What follows a name behind a comma and is a part of it.
_TITLE_AFTER = re.compile(r", ((?:Jr|Sr|Ph\.?D|M\.?D|Esq|II|III|IV)\b\.?)")
_LETTER = re.compile(r"[^\W_]")
_HOUSES = frozenset(
    ("reuters", "bloomberg", "belga", "ansa", "efe", "keystone", "xinhua", "tass", "agences", "agencies")
)


def people(byline: str) -> tuple[str, ...]:
    """The names of a byline.

    >>> people("J. Bigard, A. Boulet - France 2")
    ('J. Bigard', 'A. Boulet', 'France 2')
    """
    return tuple(name for part in _BETWEEN.split(byline) if _LETTER.search(name := clean_line(part)))


def feed_people(bylines: Iterable[str]) -> tuple[str, ...]:
    """The names that the elements of an item hold, each once: without addresses of mail (RSS 2.0 asks for them),
    without markup, and the given name first.

    >>> feed_people(["ann@x.example (Ann Lee)", "Roe, Bob", "desk@x.example"])
    ('Ann Lee', 'Bob Roe')
    """
    names: dict[str, None] = {}
    for byline in bylines:
        if byline.startswith(("http://", "https://")):
            continue  # where somebody is found, and nobody's name
        if not _MORE.search(byline):
            names.update(dict.fromkeys([clean_line(byline)] if byline.strip() else []))
            continue
        words = html.unescape(_TAG.sub(" ", byline)) if "<" in byline or "&" in byline else byline
        if "@" in words:
            words = re.sub(r"[(<\[]\s*[)>\]]", " ", _MAIL.sub(" ", clean(words))).strip()
            words = words[1:-1] if words[:1] + words[-1:] == "()" else words
        words = _SIGNED.sub("", clean_line(words))
        for part in re.split(r"[;|]|\s/\s", _TITLE_AFTER.sub(r" \1", words)):
            part = clean_line(part).strip(",")
            turned = _SORTED.fullmatch(part)
            if turned and not _HOUSES.intersection(part.lower().replace(",", "").split()):
                part = f"{turned.group(2)} {turned.group(1)}"
            names.update(dict.fromkeys(people(part)))
    return tuple(names)
