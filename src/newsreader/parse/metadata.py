"""What a page says about itself to machines: JSON-LD, OpenGraph, `meta` and `link`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml.etree import _Element as Element

from newsreader.model.comment import Comment
from newsreader.model.text import clean_line
from newsreader.parse.addresses import canonical
from newsreader.parse.soup import unmark
from newsreader.parse.threads.schema import from_objects
from newsreader.parse.tree import words_of

_ARTICLE_TYPES = frozenset(
    ("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle")
    + ("BlogPosting", "LiveBlogPosting", "VideoObject")
)


@dataclass(frozen=True)
class Metadata:
    """The page's own word on title, dates and the rest; "" or () where it says nothing.

    `called` is everything that it is called, for finding its heading. `body` is the JSON-LD
    `articleBody` as it stands there: complete on franceinfo, but without paragraph breaks. `walled`
    when the page says that it is not for everybody. `updates` are those of a `LiveBlogPosting`: time,
    headline, body. `comments` are those of the JSON-LD, `comment_count` how many it says there are.
    """

    url: str = ""
    title: str = ""
    called: str = ""
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
    walled: bool = False
    updates: tuple[tuple[str, str, str], ...] = ()
    types: frozenset[str] = field(default_factory=frozenset)
    comments: tuple[Comment, ...] = ()
    comment_count: int | None = None


def read_metadata(tree: Element, base: str) -> Metadata:
    """Gather what the head says; the page's own markup has the last word elsewhere."""
    metas: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        if name and (content := tag.get("content")):
            metas.setdefault(name, []).append(clean_line(content))

    def meta(*names: str) -> str:
        return next((metas[name][0] for name in names if name in metas), "")

    objects = list(_objects(tree))
    article = next((o for o in objects if _types(o) & _ARTICLE_TYPES), {})
    crumbs = next((o for o in objects if "BreadcrumbList" in _types(o)), {})
    link = next((link for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"), None)
    heading = tree.find(".//title")
    called = _string(words_of(heading) if heading is not None else "")
    keywords = article.get("keywords")
    comments, comment_count = from_objects(objects, base)
    return Metadata(
        url=canonical(link.get("href", ""), base) if link is not None else "",
        title=_string(article.get("headline")) or meta("og:title", "twitter:title") or called,
        called=" ".join(dict.fromkeys([_string(article.get("headline")), meta("og:title"), called])),
        description=_string(article.get("description")) or meta("og:description", "description"),
        published=_string(article.get("datePublished"))
        or meta(
            "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created", "pubdate"
        )
        or _time(tree, "datePublished"),
        updated=_string(article.get("dateModified"))
        or meta("article:modified_time", "datemodified", "og:updated_time", "dcterms.modified")
        or _time(tree, "dateModified"),
        authors=tuple(_names(article.get("author"))) or tuple(metas.get("author", ())),
        outlet=meta("og:site_name") or next(_names(article.get("publisher") or article.get("Publisher")), ""),
        section=tuple(_crumbs(crumbs)) or tuple(metas.get("article:section", ())[:1]),
        tags=tuple(metas.get("article:tag", ())) or tuple(_keywords(keywords)),
        image=canonical(meta("og:image"), base),
        language=clean_line(tree.get("lang", ""))[:2].lower(),
        body=str(article.get("articleBody") or ""),
        walled=str(article.get("isAccessibleForFree")).lower() == "false",
        updates=tuple(_updates(objects)),
        comments=comments,
        comment_count=comment_count,
        types=frozenset().union(*map(_types, objects)) if objects else frozenset(),
    )


def _time(tree: Element, name: str) -> str:
    """A date given in microdata: `<time itemprop="datePublished" datetime="…">`."""
    found = next((time for time in tree.iter("time") if time.get("itemprop") == name), None)
    return clean_line(found.get("datetime", "")) if found is not None else ""


def _objects(tree: Element) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" not in script.get("type", ""):
            continue
        try:
            pending = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while pending:
            value = pending.pop(0)
            if isinstance(value, list):
                pending[:0] = value[:100]
            elif isinstance(value, dict):
                yield value
                pending += [value[key] for key in ("@graph", "mainEntity") if isinstance(value.get(key), list | dict)]


def _updates(objects: list[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    for live in objects:
        updates = live.get("liveBlogUpdate") if "LiveBlogPosting" in _types(live) else ()
        for one in updates if isinstance(updates, list) else ():
            if isinstance(one, dict):
                words = str(one.get("articleBody") or one.get("text") or "")
                yield _string(one.get("datePublished")), _string(one.get("headline") or one.get("name")), words


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
