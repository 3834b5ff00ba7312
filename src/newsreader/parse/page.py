"""An article page, from bytes to an Article: by what is known of the site, else by what pages have
in common. Each step fails soft to the next: the site's layouts, the page's structure, its JSON-LD.
"""

import re
from dataclasses import replace

from bs4 import BeautifulSoup, Tag

from newsreader.i18n import _
from newsreader.model.article import Article, Block, BlockType, Kind
from newsreader.model.errors import NotAnArticle
from newsreader.model.feed import Entry
from newsreader.model.text import Text, clean_line
from newsreader.parse import generic
from newsreader.parse.addresses import article_id, canonical
from newsreader.parse.blocks import cover_block, read_blocks
from newsreader.parse.comments import read_thread
from newsreader.parse.dates import read_date
from newsreader.parse.metadata import Metadata, read_metadata
from newsreader.parse.site import Layout, Site
from newsreader.parse.sites.known import site_for
from newsreader.parse.soup import line_of, make_soup, text_of

#: Titles of the press begin with what the piece is: "VIDEO.", "DIRECT.", "REPORTAGE.", "Vidéo".
_KICKER = re.compile(
    r"^(DIRECT|EN DIRECT|VID[EÉ]OS?|INFO FRANCEINFO|T[EÉ]MOIGNAGES?|REPORTAGE|GRAND ENTRETIEN|CARTES?|ENQU[EÊ]TE|"
    r"RECIT|RÉCIT|ENTRETIEN|INTERVIEW|INFOGRAPHIES?|ANALYSE|VRAI OU FAUX|[ÉE]DITO|PODCAST)\s*[.:|]\s+(?=\S)"
)
_ENOUGH = 40


def parse_page(page: bytes | str, url: str = "", encoding: str = "") -> Article:
    """The article of a page. `url` is where it came from, `encoding` what the server declared.

    Raises NotAnArticle with a sentence when there is none.
    """
    if not page.strip():
        raise NotAnArticle(_("The page is empty. Try again later, or open it in the browser."))
    soup = make_soup(page, encoding)
    meta = read_metadata(soup, url)
    address = canonical(url) or meta.url
    # A page may call another address its own, but not one of another house.
    if (
        meta.url
        and (not address or site_for(meta.url) == site_for(address))
        and article_id(meta.url) == article_id(address)
    ):
        address = meta.url
    # A copy elsewhere (an archive, a saved file) still says whose page it is.
    site = site_for(address) or site_for(meta.url)
    thread = read_thread(soup, site, address)
    for layout in site.layouts if site else ():
        if found := _by_layout(soup, layout, meta, address):
            return replace(_finished(found, meta, site), thread=thread)
    if found := _generic(soup, meta, address):
        return replace(_finished(found, meta, site), thread=thread)
    raise NotAnArticle(_("No article was found in this page. Open it in the browser."))


def _by_layout(soup: BeautifulSoup, layout: Layout, meta: Metadata, url: str) -> Article | None:
    title_tag, body = _first(soup, layout.title), _first(soup, layout.body)
    standfirst_tag = _first(soup, layout.standfirst)
    if title_tag is None or (body is None and standfirst_tag is None):
        return None
    kicker_tag = _first(soup, layout.kicker)
    title, kicker = line_of(title_tag), line_of(kicker_tag)
    cover_tag = _first(soup, layout.cover)
    cover = cover_block(cover_tag, layout, url) if cover_tag else None
    blocks = read_blocks(body, layout, url) if body else ()
    kind = Kind.VIDEO if cover and cover.type is BlockType.VIDEO else Kind.TEXT
    if _first(soup, layout.audio):
        kind = Kind.AUDIO
    return Article(
        url=url,
        id=article_id(url),
        title=title.removeprefix(kicker).strip() if kicker else title,
        kicker=kicker.strip(": "),
        standfirst=text_of(standfirst_tag, url),
        authors=_people(line_of(_first(soup, layout.authors))),
        published=read_date(_time(_first(soup, layout.published))),
        updated=read_date(_time(_first(soup, layout.updated))),
        section=_lines(soup, layout.section),
        tags=_lines(soup, layout.tags),
        kind=kind,
        blocks=((cover,) if cover and cover.type is BlockType.IMAGE else ()) + blocks,
    )


def _generic(soup: BeautifulSoup, meta: Metadata, url: str) -> Article | None:
    body = generic.find_body(soup)
    blocks = read_blocks(body, generic.LAYOUT, url) if body else ()
    if sum(len(block.text.value) for block in blocks) < _ENOUGH and len(meta.body) >= _ENOUGH:
        # No paragraph breaks here: the last resort.
        blocks = (Block(BlockType.PARAGRAPH, Text(meta.body)),)
    if sum(len(block.text.value) for block in blocks) < _ENOUGH:
        return None
    heading = line_of(soup.find("h1"))
    title = heading if heading and (heading in meta.title or meta.title[:40] in heading) else meta.title or heading
    if blocks[0].type is BlockType.HEADING and blocks[0].text.value == title:
        blocks = blocks[1:]
    return Article(url=url, id=article_id(url), title=title, blocks=blocks)


def _finished(article: Article, meta: Metadata, site: Site | None) -> Article:
    """What the page's markup left open, filled from its metadata."""
    zone = site.zone if site else ""
    kicker, title = article.kicker, article.title
    if not kicker and (found := _KICKER.match(title)):
        kicker, title = found.group(1), title[found.end() :]
    standfirst = article.standfirst or Text(meta.description)
    if article.blocks and article.blocks[0].text.value == standfirst.value and article.standfirst.value == "":
        standfirst = Text("")
    kind = article.kind
    if "LiveBlogPosting" in meta.types or kicker.upper().endswith("DIRECT"):
        kind = Kind.LIVE
    return replace(
        article,
        title=title,
        kicker=kicker,
        standfirst=standfirst,
        authors=article.authors or meta.authors,
        outlet=site.name if site else meta.outlet,
        published=article.published or read_date(meta.published, zone),
        updated=article.updated or read_date(meta.updated, zone),
        section=article.section or meta.section,
        tags=article.tags or meta.tags,
        language=(meta.language or (site.language if site else "")),
        kind=kind,
    )


def from_entry(entry: Entry, outlet: str = "", language: str = "") -> Article:
    """The article as far as a feed gives it: its full text where it carries that, else its summary."""
    kicker = _KICKER.match(entry.title)
    blocks: tuple[Block, ...] = ()
    complete = False
    if entry.content:
        soup = make_soup(entry.content)
        blocks = read_blocks(soup.body or soup, generic.LAYOUT, entry.url)
        length = sum(len(block.text.value) + sum(len(i.value) for i in block.items) for block in blocks)
        complete = length > max(500, 2 * len(entry.summary.value))
    standfirst = entry.summary if not complete or len(entry.summary.value) < 500 else Text("")
    return Article(
        url=entry.url,
        id=article_id(entry.url),
        title=entry.title[kicker.end() :] if kicker else entry.title,
        kicker=kicker.group(1) if kicker else "",
        standfirst=standfirst,
        authors=_people(entry.author),
        outlet=outlet,
        published=entry.published,
        updated=entry.updated,
        tags=entry.tags,
        language=language,
        blocks=blocks if complete else (),
        complete=complete,
    )


def _first(soup: BeautifulSoup, selector: str) -> Tag | None:
    """The first match of the first selector that matches: the order given is the order tried."""
    for one in selector.split(", ") if selector else ():
        if tag := soup.select_one(one):
            return tag
    return None


def _lines(soup: BeautifulSoup, selector: str) -> tuple[str, ...]:
    lines = (line_of(tag) for tag in soup.select(selector)) if selector else ()
    return tuple(dict.fromkeys(line for line in lines if line and line != "Accueil"))


def _time(tag: Tag | None) -> str:
    return str(tag.get("datetime") or "") if tag else ""


def _people(byline: str) -> tuple[str, ...]:
    """The names of a byline: "J. Bigard, A. Boulet - France 2" has three."""
    return tuple(name for part in re.split(r",| - | et (?=[A-ZÉ]\w+ [A-ZÉ])", byline) if (name := clean_line(part)))
