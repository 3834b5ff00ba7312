"""Cite an article or a quotation as a source: in a text, in a footnote, or for a reference manager."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from newsreader.i18n import _
from newsreader.model.article import Article
from newsreader.model.quotation import Quotation
from newsreader.model.text import clean_line, fold
from newsreader.model.values import dataclass
from newsreader.render.citation import marked
from newsreader.render.dates import day, local
from newsreader.render.markdown import address, escape

#: Words that begin a surname: "Ida de La Tour".
_PARTICLES = re.compile(r"(?:d[eiu]|des|d['’].*|van|von|der|den|da|dos|la|le|el|al|ben)", re.IGNORECASE)
_BIBTEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True, slots=True)
class Reference:
    """A cited article. `accessed` is when it was read; `version` names its revision, "" where it was never seen to
    change; `language` is that of dates and words around it."""

    article: Article
    accessed: datetime
    language: str
    quotation: Quotation | None = None
    version: str = ""

    @property
    def authors(self) -> list[str]:
        """Who wrote it."""
        return [name for name in map(clean_line, self.article.authors) if name]

    @property
    def title(self) -> str:
        """Its title, on one line."""
        return clean_line(self.article.title)

    @property
    def outlet(self) -> str:
        """Who published it."""
        return clean_line(self.article.outlet)

    @property
    def note(self) -> str:
        """What has no field of its own: the quotation and its speaker, and the version."""
        quoted = f"{self.words} — {self.speaker or '?'}" if self.quotation else ""
        return ". ".join(part for part in (quoted, self.version) if part)

    @property
    def words(self) -> str:
        """The quotation between its marks, "" without one."""
        return marked(self.quotation, self.article.language or self.language) if self.quotation else ""

    @property
    def speaker(self) -> str:
        """Who says it, and what they are; "" where that is not known."""
        quotation = self.quotation
        return ", ".join(clean_line(part) for part in (quotation.speaker, quotation.role) if part) if quotation else ""


def _date(when: datetime | None, language: str) -> str:
    return day(when, language) if when else ""


def _read(reference: Reference) -> str:
    read = _("read on {day}").format(day=day(reference.accessed, reference.language))
    return "; ".join(part for part in (read, reference.version) if part)


def _markdown(reference: Reference) -> str:
    article = reference.article
    title = f"[{escape(reference.title)}]({address(clean_line(article.url))})"
    parts = (*reference.authors, reference.outlet, _date(article.published, reference.language), _read(reference))
    source = ", ".join([title, *(escape(part) for part in parts if part)])
    if not reference.quotation:
        return source
    return f"> {escape(reference.words)}\n>\n> — {escape(reference.speaker or '?')}, {source}"


def _footnote(reference: Reference) -> str:
    article, french = reference.article, reference.language.startswith("fr")
    title = f"«\u00a0{reference.title}\u00a0»" if french else f"“{reference.title}”"
    parts = (*reference.authors, title, reference.outlet, _date(article.published, reference.language))
    source = ", ".join(part for part in (*parts, clean_line(article.url)) if part)
    lead = _("{speaker}: {words}, in: ") if reference.quotation else ""
    before = lead.format(speaker=reference.speaker or "?", words=reference.words)
    return f"{before}{source} ({_read(reference)})."


def split_name(name: str) -> tuple[str, str]:
    """Given names and surname, as files of references want them apart: the surname is the last word, or what follows
    from a particle on. Given names are "" for what has but one word, or a word in small letters: no person's name.

    >>> split_name("Ida de La Tour"), split_name("Noé Bec"), split_name("AFP"), split_name("franceinfo avec AFP")
    (('Ida', 'de La Tour'), ('Noé', 'Bec'), ('', 'AFP'), ('', 'franceinfo avec AFP'))
    """
    words = name.split()
    particle = next((n for n, word in enumerate(words) if n and _PARTICLES.fullmatch(word)), len(words) - 1)
    if len(words) < 2 or any(word[0].islower() and not _PARTICLES.fullmatch(word) for word in words):
        return "", name
    return " ".join(words[:particle]), " ".join(words[particle:])


def key_of(reference: Reference) -> str:
    """Return what a text calls it by: `bec2026quai`, of plain letters."""
    names = [split_name(name)[1] for name in reference.authors[:1]] or [reference.outlet]
    year = str(local(reference.article.published).year) if reference.article.published else ""
    long = next((word for word in re.findall(r"[a-z0-9]+", fold(reference.title)) if len(word) > 3), "")
    return re.sub(r"[^a-z0-9]", "", fold(names[0])) + year + long or "article"


def _bibtex(reference: Reference) -> str:
    """`@online` of BibLaTeX, with the fields that its manual gives this type. Names of houses stand in braces of their
    own, or they would be taken apart; so does the title, which keeps its capitals."""
    article = reference.article
    names = ((_tex(name), split_name(name)) for name in reference.authors)
    fields = {
        "author": " and ".join(
            f"{_tex(last)}, {_tex(given)}" if given else f"{{{name}}}" for name, (given, last) in names
        ),
        "title": f"{{{_tex(reference.title)}}}",
        "organization": _tex(reference.outlet),
        "date": f"{local(article.published):%Y-%m-%d}" if article.published else "",
        "url": re.sub(r"[\s{}\\]", lambda match: f"%{ord(match.group()):02X}", clean_line(article.url)),
        "urldate": f"{local(reference.accessed):%Y-%m-%d}",
        "note": _tex(reference.note),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@online{{{key_of(reference)},\n{lines}\n}}"


def _tex(words: str) -> str:
    return re.sub(r"[\\~^{}$&%#_]", lambda match: _BIBTEX.get(match.group(), f"\\{match.group()}"), words)


def _ris(reference: Reference) -> str:
    """A newspaper article in RIS; the tags are those that Zotero reads for one (its RIS translator)."""
    article = reference.article
    names = (split_name(name) for name in reference.authors)
    lines = [
        ("TY", "NEWS"),
        *(("AU", f"{last}, {given}" if given else last) for given, last in names),
        ("TI", reference.title),
        ("T2", reference.outlet),
        ("DA", f"{local(article.published):%Y/%m/%d}/" if article.published else ""),
        ("UR", clean_line(article.url)),
        ("Y2", f"{local(reference.accessed):%Y/%m/%d}/"),
        ("LA", clean_line(article.language)),
        ("N1", reference.note),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in lines if value) + "ER  - "


def _csl_json(reference: Reference) -> str:
    """One item of CSL-JSON in a list, as Zotero and pandoc read it."""
    article = reference.article
    names = (split_name(name) for name in reference.authors)
    item = {
        "id": key_of(reference),
        "type": "article-newspaper",
        "title": reference.title,
        "author": [{"family": last, "given": given} if given else {"literal": last} for given, last in names],
        "container-title": reference.outlet,
        "issued": _parts(article.published),
        "accessed": _parts(reference.accessed),
        "URL": clean_line(article.url),
        "language": clean_line(article.language),
        "note": reference.note,
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2)


def _parts(when: datetime | None) -> Mapping[str, Sequence[Sequence[int]]]:
    date = local(when) if when else None
    return {"date-parts": [[date.year, date.month, date.day]]} if date else {}


#: How it can be written, by the names that `newsreader cite --as` takes.
STYLES: Mapping[str, Callable[[Reference], str]] = {
    "markdown": _markdown,
    "footnote": _footnote,
    "bibtex": _bibtex,
    "ris": _ris,
    "csl-json": _csl_json,
}
