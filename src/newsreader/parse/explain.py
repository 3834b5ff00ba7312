"""Explain which rule takes what from a page, for people who describe an outlet or wonder how it is read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields

from lxml.etree import _Element as Element

from newsreader.i18n import _
from newsreader.model.errors import NotAnArticle
from newsreader.model.text import clean_line
from newsreader.parse.generic.body import find_body
from newsreader.parse.generic.boilerplate import is_boilerplate
from newsreader.parse.generic.heading import heading_of
from newsreader.parse.html_tree import line, read_tree, select, strip_leaves
from newsreader.parse.metadata import Metadata, read_metadata
from newsreader.parse.page import first_match, parse_page
from newsreader.parse.page_index import PageIndex
from newsreader.parse.site_rules import Layout
from newsreader.parse.sites.registry import site_for
from newsreader.parse.urls import canonical

_NOT_SELECTORS = ("name", "exact")


def explain(page: bytes, url: str = "", encoding: str = "") -> Iterator[str]:
    """Yield lines that say which selector found what in a page, and what was taken for boilerplate.

    Raises NotAnArticle as `parse_page` does.
    """
    tree = read_tree(page, encoding)
    index = PageIndex(tree)
    meta = read_metadata(index, url)
    strip_leaves(tree)
    address = canonical(url) or meta.url
    site = site_for(address) or site_for(meta.url)
    if site is None:
        yield _("No rules for this outlet; the generic extractor is used.")
    else:
        yield _("{name}, from {file}").format(name=site.name, file=site.source)
    layout = next((each for each in site.layouts if _fits(index, each)), None) if site else None
    for each in site.layouts if site else ():
        yield _("layout “{name}”: {how}").format(
            name=each.name, how=_("fits this page") if each is layout else _("no match")
        )
    if layout:
        yield from _layout(tree, layout)
    else:
        yield from _generic(tree, meta)
    try:
        article = parse_page(page, url, encoding)
    except NotAnArticle as error:
        yield error.sentence
        return
    kinds = Counter(str(block.type) for block in article.blocks)
    yield _("title: {words}").format(words=clean_line(article.title))
    yield _("standfirst: {words}").format(words=_cut(clean_line(article.standfirst.value)) or "–")
    yield _("blocks: {kinds}").format(kinds=", ".join(f"{count} {kind}" for kind, count in kinds.most_common()))


def _fits(page: PageIndex, layout: Layout) -> bool:
    body = first_match(page, layout.body) is not None
    body = body or (layout.exact and first_match(page, layout.standfirst) is not None)
    return body and (not layout.title or bool(line(first_match(page, layout.title))))


def _layout(tree: Element, layout: Layout) -> Iterator[str]:
    for field in fields(layout):
        css = getattr(layout, field.name)
        if field.name in _NOT_SELECTORS or not css:
            continue
        elements = select(tree, css)
        words = _cut(line(elements[0])) if elements else ""
        folded = _cut(" ".join(css.split()), 48)
        yield f"  {field.name:16} {folded:48} × {len(elements):<3} {words}".rstrip()


def _generic(tree: Element, meta: Metadata) -> Iterator[str]:
    heading = heading_of(tree, meta.called)
    yield _("heading: {words}").format(words=_cut(line(heading)) or "–")
    named = Counter(_name(element) for element in tree.iter() if is_boilerplate(element))
    yield _("boilerplate by name: {names}").format(
        names=", ".join(f"{name} × {count}" for name, count in named.most_common(12)) or "–"
    )
    body = find_body(tree, heading, meta.title, meta.description)[0]
    if body is not None:
        way = [_name(up) for up in (body, *list(body.iterancestors())[:3])]
        yield _("body: {way}").format(way=" < ".join(way))


def _name(element: Element) -> str:
    names = [f".{name}" for name in element.get("class", "").split()[:2]]
    return clean_line(f"{element.tag}{'#' + element.get('id', '') if element.get('id') else ''}{''.join(names)}")


def _cut(words: str, width: int = 60) -> str:
    return words if len(words) <= width else words[: width - 1] + "…"
