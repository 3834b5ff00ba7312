"""Read a page's metadata: JSON-LD, OpenGraph, `meta` and `link`."""

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Any, cast

from lxml import etree
from lxml.etree import _Element as Element

from newsreader.model.comment import Comment
from newsreader.model.text import clean_line
from newsreader.model.values import dataclass
from newsreader.parse.comments.schema_org import from_objects
from newsreader.parse.fields import tags_of, whole_of
from newsreader.parse.html_tree import base_of, line, plain_entities, words_of
from newsreader.parse.jsonld import read_objects
from newsreader.parse.marked_text import unmark
from newsreader.parse.page_authors import find_byline, names_of
from newsreader.parse.page_index import PageIndex
from newsreader.parse.urls import canonical

_ARTICLE_TYPES = frozenset(
    ("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle")
    + ("BlogPosting", "LiveBlogPosting", "VideoObject")
)


#: Names under which pages say when they were published and changed: Open Graph, Dublin Core, and habits.
_PUBLISHED = (
    ("article:published_time", "og:article:published_time", "article:published", "datepublished", "date", "dc.date")
    + (
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
        "dc.date.created",
        "pubdate",
        "publish-date",
        "publication_date",
    )
    + ("parsely-pub-date", "sailthru.date", "article.published", "cxenseparse:recs:publishtime", "date.issued")
)
#: What a template would have filled in.
_UNFILLED = re.compile(r"\[[\w-]+:[\w:-]+\]|%+[\w ]+%+|\{\{.*\}\}")
_NEXT_TIME = etree.XPath("following::time[@datetime][1]")
#: Elements that say when, in microdata.
_TIMES = frozenset(("time", "span", "abbr"))
_UPDATED = (
    "article:modified_time",
    "datemodified",
    "og:updated_time",
    "dcterms.modified",
    "article.updated",
    "last-modified",
)


@dataclass(frozen=True)
class Metadata:
    """The metadata of a page; "" or () for what it does not state.

    `called` is everything that it is called, for finding its heading. `lead` is the description, whole where the page
    has it so. `body` is the JSON-LD
    `articleBody` as it stands there: complete on franceinfo, but without paragraph breaks. `walled`
    when the page says that it is not for everybody. `updates` are those of a `LiveBlogPosting`: time,
    headline, body. `comments` are those of the JSON-LD, `comment_count` how many it says there are.
    """

    url: str = ""
    title: str = ""
    called: str = ""
    description: str = ""
    lead: str = ""
    published: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()
    outlet: str = ""
    section: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    image: str = ""
    image_alt: str = ""
    language: str = ""
    body: str = ""
    walled: bool = False
    updates: tuple[tuple[str, str, str], ...] = ()
    types: frozenset[str] = field(default_factory=frozenset)
    comments: tuple[Comment, ...] = ()
    comment_count: int | None = None


def read_metadata(page: PageIndex, base: str) -> Metadata:
    """Read the metadata of a page; its own markup has the last word elsewhere."""
    tree = page.tree
    metas: dict[str, list[str]] = {}
    for tag in page.tagged("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        if name and (content := tag.get("content")):
            metas.setdefault(name, []).append(content)

    def every(name: str) -> list[str]:
        values = (value for value in metas.get(name, ()) if not _UNFILLED.fullmatch(value.strip()))
        return [clean_line(plain_entities(value)) for value in values]

    def meta(*names: str) -> str:
        return next((values[0] for name in names if (values := every(name))), "")

    objects = list(read_objects(page.tagged("script")))
    article = next((o for o in objects if _types(o) & _ARTICLE_TYPES), {})
    crumbs = next((o for o in objects if "BreadcrumbList" in _types(o)), {})
    link = next((link for link in page.tagged("link") if (link.get("rel") or "").lower() == "canonical"), None)
    heading = next((_string(words_of(top)) for top in page.tagged("title")), "")
    keywords = article.get("keywords")
    called = " ".join(dict.fromkeys([_string(article.get("headline")), meta("og:title"), heading]))
    outlet = meta("og:site_name") or next(_names(article.get("publisher") or article.get("Publisher")), "")
    outlet = re.sub(r"^(?:https?://)?(?:www\.)?|/$", "", outlet) if "." in outlet else outlet
    description = _string(article.get("description")) or meta("og:description", "description")
    declared = [*_names(_said_elsewhere(article.get("author") or article.get("creator"), objects))]
    declared = declared or every("author")
    comments, comment_count = from_objects(objects, base)
    return Metadata(
        url=canonical(link.get("href", ""), base) if link is not None else "",
        title=_string(article.get("headline")) or meta("og:title", "twitter:title") or heading,
        called=called,
        description=description,
        lead=whole_of(description, _begun_by(tree, description)),
        published=_plain_date(
            _string(article.get("datePublished")) or meta(*_PUBLISHED) or _time(page, "datePublished")
        ),
        updated=_plain_date(_string(article.get("dateModified")) or meta(*_UPDATED) or _time(page, "dateModified")),
        authors=names_of(declared, outlet) or find_byline(page, called) or tuple(declared),
        outlet=outlet,
        section=tuple(_crumbs(crumbs)) or tuple(every("article:section")[:1]),
        tags=tags_of(every("article:tag")) or tags_of(_keywords(keywords)),
        image=canonical(meta("og:image", "og:image:url", "twitter:image", "twitter:image:src"), base_of(tree, base)),
        image_alt=meta("og:image:alt", "twitter:image:alt"),
        language=clean_line(tree.get("lang", ""))[:2].lower(),
        body=str(article.get("articleBody") or ""),
        walled=str(article.get("isAccessibleForFree")).lower() == "false",
        updates=tuple(_updates(objects)),
        comments=comments,
        comment_count=comment_count,
        types=frozenset().union(*map(_types, objects)) if objects else frozenset(),
    )


def _time(page: PageIndex, name: str) -> str:
    """A date given in microdata, `<time itemprop="datePublished" datetime="…">`; else the first after the heading."""
    for element in page.elements:
        if (
            element.tag in _TIMES
            and element.get("itemprop") == name
            and (value := element.get("datetime") or element.get("content") or element.get("title"))
        ):
            return clean_line(value)
    if name != "datePublished":
        return ""
    heading = next(iter(page.tagged("h1")), None)
    near = cast("list[Element]", _NEXT_TIME(heading)) if heading is not None else []
    marked = next(
        (element for element in page.tagged("time") if element.get("pubdate") is not None and element.get("datetime")),
        None,
    )
    found = marked if marked is not None else next(iter(near), None)
    if found is not None:
        return clean_line(found.get("datetime", ""))
    return ""


def _begun_by(tree: Element, words: str) -> Iterator[str]:
    """The text of each element that begins with the first of these words."""
    begin = words[:12]
    for element in tree.iter("p", "h2", "h3", "div", "span"):
        if element.text and element.text.lstrip().startswith(begin):
            yield line(element)


def _plain_date(words: str) -> str:
    """A date without the name of a zone in its middle ("2016-10-17CEST20:59:53+02:00"), unless it is none."""
    words = re.sub(r"(?<=\d)\s?(?:CES?T|UTC|GMT)\s?(?=\d)", "T", words)
    return "" if words.startswith("1970-01-01") else words  # an empty field of a database


def _updates(objects: list[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    for live in objects:
        updates = live.get("liveBlogUpdate") if "LiveBlogPosting" in _types(live) else ()
        for update in updates if isinstance(updates, list) else ():
            if isinstance(update, dict):
                words = str(update.get("articleBody") or update.get("text") or "")
                yield _string(update.get("datePublished")), _string(update.get("headline") or update.get("name")), words


def _types(value: dict[str, Any]) -> frozenset[str]:
    kinds = value.get("@type")
    return frozenset(k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str))


def _string(value: Any) -> str:
    return unmark(value).value.replace("\n", " ") if isinstance(value, str) else ""


def _said_elsewhere(value: Any, objects: list[dict[str, Any]]) -> list[Any]:
    """What a field holds; of what it only refers to, the object of the page that has that `@id`."""
    named = {str(thing["@id"]): thing for thing in objects if "@id" in thing and "name" in thing}
    return [
        named.get(str(thing.get("@id")), thing) if isinstance(thing, dict) and "name" not in thing else thing
        for thing in (value if isinstance(value, list) else [value])
    ]


def _names(value: Any) -> Iterator[str]:
    for thing in value if isinstance(value, list) else [value]:
        name = thing.get("name") if isinstance(thing, dict) else thing
        for part in map(_string, name if isinstance(name, list) else [name]):
            if part and not part.startswith("http"):
                yield part


def _keywords(value: Any) -> Iterator[str]:
    for thing in value if isinstance(value, list) else [value]:
        if word := _string(thing.get("name") if isinstance(thing, dict) else thing):
            yield word


def _crumbs(value: dict[str, Any]) -> Iterator[str]:
    items = value.get("itemListElement")
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            inner = item.get("item")
            if name := _string(item.get("name") or (inner.get("name") if isinstance(inner, dict) else "")):
                yield name
