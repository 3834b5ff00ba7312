"""What a page says about itself to machines: JSON-LD, OpenGraph, `meta` and `link`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup, Tag

from newsreader.model.text import clean_line
from newsreader.parse.addresses import canonical
from newsreader.parse.soup import unmark

_ARTICLE_TYPES = frozenset(
    ("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle")
    + ("BlogPosting", "LiveBlogPosting", "VideoObject")
)


@dataclass(frozen=True)
class Metadata:
    """The page's own word on title, dates and the rest; "" or () where it says nothing.

    `body` is the JSON-LD `articleBody`: complete on franceinfo, but without paragraph breaks.
    """

    url: str = ""
    title: str = ""
    description: str = ""
    published: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()
    outlet: str = ""
    section: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    image: str = ""
    language: str = ""
    body: str = ""
    types: frozenset[str] = field(default_factory=frozenset)


def read_metadata(soup: BeautifulSoup, base: str) -> Metadata:
    """Gather what the head says; the page's own markup has the last word elsewhere."""
    metas: dict[str, list[str]] = {}
    for tag in soup.find_all("meta"):
        name = str(tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        if name and tag.get("content"):
            metas.setdefault(name, []).append(clean_line(str(tag["content"])))

    def meta(*names: str) -> str:
        return next((metas[name][0] for name in names if name in metas), "")

    objects = list(_objects(soup))
    article = next((o for o in objects if _types(o) & _ARTICLE_TYPES), {})
    crumbs = next((o for o in objects if "BreadcrumbList" in _types(o)), {})
    link = soup.find("link", rel="canonical")
    html = soup.find("html")
    heading = soup.find("title")
    keywords = article.get("keywords")
    return Metadata(
        url=canonical(str(link.get("href", "")), base) if isinstance(link, Tag) else "",
        title=_string(article.get("headline"))
        or meta("og:title", "twitter:title")
        or _string(heading and heading.get_text()),
        description=_string(article.get("description")) or meta("og:description", "description"),
        published=_string(article.get("datePublished")) or meta("article:published_time", "date", "dc.date"),
        updated=_string(article.get("dateModified")) or meta("article:modified_time", "og:updated_time"),
        authors=tuple(_names(article.get("author"))) or tuple(metas.get("author", ())),
        outlet=meta("og:site_name") or next(_names(article.get("publisher") or article.get("Publisher")), ""),
        section=tuple(_crumbs(crumbs)) or tuple(metas.get("article:section", ())[:1]),
        tags=tuple(metas.get("article:tag", ())) or tuple(_keywords(keywords)),
        image=canonical(meta("og:image"), base),
        language=(str(html.get("lang", "")) if isinstance(html, Tag) else "")[:2].lower(),
        body=_string(article.get("articleBody")),
        types=frozenset().union(*map(_types, objects)) if objects else frozenset(),
    )


def _objects(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            pending = [json.loads(script.get_text(), strict=False)]
        except (ValueError, RecursionError):
            continue
        while pending:
            value = pending.pop(0)
            if isinstance(value, list):
                pending[:0] = value[:100]
            elif isinstance(value, dict):
                yield value
                pending += [value[key] for key in ("@graph", "mainEntity") if isinstance(value.get(key), list | dict)]


def _types(value: dict[str, Any]) -> frozenset[str]:
    kinds = value.get("@type")
    return frozenset(k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str))


def _string(value: Any) -> str:
    return unmark(value).value.replace("\n", " ") if isinstance(value, str) else ""


def _names(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        name = _string(one.get("name")) if isinstance(one, dict) else _string(one)
        if name and not name.startswith("http"):
            yield name


def _keywords(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else str(value or "").split(","):
        if word := _string(one):
            yield word


def _crumbs(value: dict[str, Any]) -> Iterator[str]:
    items = value.get("itemListElement")
    for one in items if isinstance(items, list) else ():
        if isinstance(one, dict):
            inner = one.get("item")
            if name := _string(one.get("name") or (inner.get("name") if isinstance(inner, dict) else "")):
                yield name
