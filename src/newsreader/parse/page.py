"""Parse an article page: by the layouts of its outlet, else by the generic extractor, else from its JSON-LD."""

import re
from collections.abc import Iterable
from dataclasses import replace

from lxml.etree import _Element as Element

from newsreader.i18n import _
from newsreader.model.article import Article, Block, BlockType, Kind
from newsreader.model.comment import CommentSource
from newsreader.model.errors import NotAnArticle
from newsreader.model.text import Text, clean_line
from newsreader.parse import tidying
from newsreader.parse.blocks import cover_block, read_blocks
from newsreader.parse.collector import uncollected
from newsreader.parse.comments.detect import find_source
from newsreader.parse.comments.page import read_thread
from newsreader.parse.dates import read_date
from newsreader.parse.fields import (
    cover_of,
    kicker_of,
    lead_of,
    names_of_outlet,
    section_of,
    settled,
    signed_by,
    standfirst_of,
    title_and_kicker,
)
from newsreader.parse.generic.body import (
    GENERIC_LAYOUT,
    find_body,
    is_likelier_elsewhere,
    prune_improbable,
    score_page,
)
from newsreader.parse.generic.heading import heading_of
from newsreader.parse.generic.runs import length_of
from newsreader.parse.html_tree import base_of, drop, line, read_tree, strip_leaves
from newsreader.parse.inline import text_of
from newsreader.parse.limits import shortened
from newsreader.parse.marked_text import unmark
from newsreader.parse.mathematics import write_formulas
from newsreader.parse.metadata import Metadata, read_metadata
from newsreader.parse.page_authors import people_in
from newsreader.parse.page_index import PageIndex
from newsreader.parse.site_rules import Layout, Site
from newsreader.parse.sites.registry import site_for
from newsreader.parse.subheadings import with_headings
from newsreader.parse.urls import article_key, canonical

_ENOUGH = 40


def parse_page(page: bytes | str, url: str = "", encoding: str = "", site_rules: bool = True) -> Article:
    """The article of a page. `url` is where it came from, `encoding` what the server declared.

    Without `site_rules` nothing that is known of the outlet is used. Raises NotAnArticle with a
    sentence when there is none.
    """
    with uncollected():
        return _parse(page, url, encoding, site_rules)


def _parse(page: bytes | str, url: str, encoding: str, site_rules: bool) -> Article:
    tree = read_tree(page, encoding)
    index = PageIndex(tree)
    meta = read_metadata(index, url)
    source = find_source(index, canonical(url) or meta.url)
    write_formulas(tree)
    strip_leaves(tree)
    address = canonical(url) or meta.url
    # A page may call another address its own, but not one of another house.
    if (
        meta.url
        and (not address or site_for(meta.url) == site_for(address))
        and article_key(meta.url) == article_key(address)
    ):
        address = meta.url
    # A copy elsewhere (an archive, a saved file) still says whose page it is.
    site = (site_for(address) or site_for(meta.url)) if site_rules else None
    thread = read_thread(index, site, address, meta.comments, meta.comment_count)
    if source:
        thread = replace(thread, source=CommentSource(source.kind), feed=source.address)
    for layout in site.layouts if site else ():
        if found := _by_layout(index, layout, meta, address):
            return replace(shortened(_finished(found, meta, site)), thread=thread)
    if found := _generic(index, meta, address, site.drop if site else ""):
        return replace(shortened(_finished(found, meta, site)), thread=thread)
    raise NotAnArticle(_("No article found on this page. Open it in the browser."))


def _by_layout(page: PageIndex, layout: Layout, meta: Metadata, url: str) -> Article | None:
    tree, body = page.tree, first_match(page, layout.body)
    title, kicker = _line(page, layout.title), _line(page, layout.kicker)
    standfirst_tag = first_match(page, layout.standfirst)
    # A page of a video may have no text but its standfirst.
    if (layout.title and not title) or (body is None and (standfirst_tag is None or not layout.exact)):
        return None
    if not title:
        heading = heading_of(tree, meta.called)
        title = line(heading) or meta.title
    cover_tag = first_match(page, layout.cover)
    cover = cover_block(cover_tag, layout, url) if cover_tag is not None else None
    walled = first_match(page, layout.walled) is not None
    kind = Kind.VIDEO if cover and cover.type is BlockType.VIDEO else Kind.TEXT
    if first_match(page, layout.audio) is not None:
        kind = Kind.AUDIO
    head = Article(
        url=url,
        id=article_key(url),
        title=title.removeprefix(kicker).strip() if kicker else title,
        kicker=kicker.strip(": "),
        standfirst=_text(standfirst_tag, url),
        authors=people_in(_line(page, layout.authors)),
        published=read_date(_time(first_match(page, layout.published))),
        updated=read_date(_time(first_match(page, layout.updated))),
        section=_lines(page, layout.section),
        tags=_lines(page, layout.tags),
        kind=kind,
        partial=walled,
    )
    scored = None
    if body is not None and not layout.exact:
        heading = first_match(page, layout.title) if layout.title else heading_of(tree, meta.called)
        scored = score_page(tree, heading, title, meta.description)
        if is_likelier_elsewhere(body, scored):
            return None
    if body is not None and standfirst_tag is not None and body in standfirst_tag.iterancestors():
        drop(standfirst_tag)
    if body is not None and scored is not None:
        for element in page.select(layout.keep, body):
            element.tag = "div"
            element.attrib.clear()
        prune_improbable(body, scored)
    blocks = read_blocks(body, layout, url) if body is not None else ()
    if not layout.exact:
        blocks, lead = tidying.tidy(blocks, title, "" if head.standfirst else meta.description)
        head = replace(head, standfirst=head.standfirst or lead)
        if _length(blocks) < _ENOUGH:
            return None  # the page has changed: it is read like any other
    return replace(head, blocks=((cover,) if cover and cover.type is BlockType.IMAGE else ()) + blocks)


def _generic(page: PageIndex, meta: Metadata, url: str, boilerplate: str) -> Article | None:
    tree = page.tree
    for element in page.select(boilerplate):
        drop(element)
    heading = heading_of(tree, meta.called)
    title = line(heading) or meta.title
    body, lead = find_body(tree, heading, meta.title, meta.description)
    standfirst = _text(lead, url)
    blocks = read_blocks(body, GENERIC_LAYOUT, url) if body is not None else ()
    blocks, second = tidying.tidy(blocks, title, "" if standfirst else meta.description)
    standfirst = standfirst or second
    if len(meta.body) >= _ENOUGH and _length(blocks) < max(_ENOUGH, 0.3 * len(meta.body)):
        # The page says that there is more than was found. No paragraph breaks here: the last resort.
        blocks, standfirst = (Block(BlockType.PARAGRAPH, Text(clean_line(unmark(meta.body).value))),), Text("")
    if _length(blocks) < _ENOUGH and not meta.updates:
        return None
    return Article(url=url, id=article_key(url), title=title, standfirst=standfirst, blocks=blocks)


def _length(blocks: Iterable[Block]) -> float:
    """How much blocks say, in characters of a Latin script."""
    return sum(length_of(block.text.value) + sum(length_of(item.value) for item in block.items) for block in blocks)


def _finished(article: Article, meta: Metadata, site: Site | None) -> Article:
    """What the page's markup left open, filled from its metadata."""
    zone = site.zone if site else ""
    outlet = site.name if site else meta.outlet
    names = names_of_outlet(outlet, article.url, meta.outlet)
    title, kicker = title_and_kicker(article.title, article.kicker, meta.title, names)
    authors = signed_by(article.authors or meta.authors, names)
    kind, blocks = article.kind, article.blocks
    standfirst = article.standfirst
    if not standfirst and (lead := lead_of(blocks, meta.lead))[1]:
        kicker, standfirst, blocks = kicker or lead[0], Text(lead[1]), blocks[1:]
    standfirst = standfirst or Text(standfirst_of(meta.lead, blocks, title))
    if not standfirst and blocks and tidying.is_paragraph(blocks[0]):
        standfirst, blocks = blocks[0].text, blocks[1:]
    if label := kicker_of(standfirst.value, meta.description):
        kicker = kicker or label.strip(" .:–—-")
        standfirst = standfirst.slice(len(label), len(standfirst.value))
    if "LiveBlogPosting" in meta.types or kicker.upper().endswith("DIRECT"):
        kind = Kind.LIVE
        if not any(block.type is BlockType.UPDATE for block in blocks):
            blocks += _updates(meta, zone)
    return replace(
        article,
        title=title,
        kicker=kicker,
        standfirst=standfirst,
        authors=authors,
        outlet=outlet,
        published=article.published or read_date(meta.published, zone),
        updated=article.updated or read_date(meta.updated, zone),
        section=section_of(article.section or meta.section, f"{kicker} {title}", names),
        tags=tuple(tag for tag in article.tags or meta.tags if tag not in authors),
        language=(meta.language or (site.language if site else "")),
        kind=kind,
        blocks=cover_of(meta.image, meta.image_alt, blocks) + with_headings(settled(blocks, authors)),
        partial=article.partial or meta.walled,
    )


def _updates(meta: Metadata, zone: str) -> tuple[Block, ...]:
    """The entries of a live page, as its JSON-LD tells them, in the order given."""
    made = []
    for when, headline, body in meta.updates:
        text = unmark(body).value.strip()
        words = f"{headline}\n{text}" if headline else text
        if text:
            made.append(Block(BlockType.UPDATE, Text(words), time=read_date(when, zone)))
    return tuple(made)


def first_match(page: PageIndex, selectors: str) -> Element | None:
    """The first match of the first selector of a list that matches: the order given is the order tried."""
    for selector in re.split(r",\s+", selectors) if selectors else ():
        if elements := page.select(selector):
            return elements[0]
    return None


def _text(element: Element | None, url: str) -> Text:
    return text_of(element, base_of(element, url)) if element is not None else Text("")


def _line(page: PageIndex, selectors: str) -> str:
    return line(first_match(page, selectors))


def _lines(page: PageIndex, selector: str) -> tuple[str, ...]:
    lines = map(line, page.select(selector))
    return tuple(dict.fromkeys(words for words in lines if words and words != "Accueil"))


def _time(element: Element | None) -> str:
    return element.get("datetime", "") if element is not None else ""
