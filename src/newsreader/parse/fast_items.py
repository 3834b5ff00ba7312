"""Parse items of ordinary feeds into the fields that feedparser would give."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

from newsreader.parse.dates import read_date
from newsreader.parse.fast_values import NotPlain, bare, markup, title

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
_ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_MEDIA_CONTENT = f"{_MEDIA}content"
_ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"

#: Words of an item that change nothing that is kept.
_IDLE = frozenset(
    ("{com-wordpress:feed-additions:1}post-id",)
    + tuple(f"{_MEDIA}{name}" for name in ("credit", "description", "title", "thumbnail"))
    + tuple(
        f"{_ITUNES}{name}"
        for name in ("block", "duration", "episode", "episodeType", "explicit", "image", "order", "season", "title")
    )
)
_IDLE_ATOM = frozenset((f"{ATOM}rights", f"{ATOM}contributor", *_IDLE))
#: What is kept as it stands, and what is a date.
_AS_IT_IS = {
    "comments": "comments",
    "{http://purl.org/rss/1.0/modules/slash/}comments": "slash_comments",
    "{http://wellformedweb.org/CommentAPI/}commentRss": "wfw_commentrss",
    "{http://wellformedweb.org/CommentAPI/}commentRSS": "wfw_commentrss",
    f"{ATOM}id": "id",
}
_DATES = {"pubDate": "published", f"{DC}date": "updated", f"{ATOM}published": "published", f"{ATOM}updated": "updated"}
_AUTHORS = ("author", f"{DC}creator", f"{_ITUNES}author")

Item = dict[str, Any]
#: What keeps an element in an item. Raises NotPlain.
_Keep = Callable[[Item, Element], None]


def read_items(elements: Iterable[Element], read: Callable[[Element], Item]) -> list[Item | None]:
    """Read each element; None for one that is left to feedparser."""
    return [_plain(element, read) for element in elements]


def _plain(element: Element, read: Callable[[Element], Item]) -> Item | None:
    try:
        return read(element)
    except NotPlain:
        return None


def _kept(element: Element, elements: Mapping[str, _Keep]) -> Item:
    """What of an element these keep. Raises NotPlain where one is not among them."""
    item: Item = {}
    for child in element:
        keep = elements.get(child.tag)
        if keep is None:
            raise NotPlain
        keep(item, child)
    return item


def once(into: dict[str, Any], name: str, value: object) -> None:
    """Keep a value. Raises NotPlain where there is one already."""
    if name in into:
        raise NotPlain  # twice: feedparser knows which one counts
    into[name] = value


def entitle(into: dict[str, Any], element: Element, kind: str | None = None) -> None:
    """Keep a title, of that kind of text where the format has kinds. Raises NotPlain."""
    words, media_type = title(element, kind)
    once(into, "title", words)
    into["title_detail"] = {"type": media_type}


def _author(into: dict[str, Any], name: str, mail: str = "") -> None:
    """Another author. feedparser takes apart who is followed by others where there is an address of mail."""
    if "@" in into.get("author", ""):
        raise NotPlain
    into.setdefault("authors", []).append({"name": name, "email": mail})
    into["author"] = f"{name} ({mail})" if mail else name


def _as_it_is(name: str, item: Item, element: Element) -> None:
    once(item, name, bare(element))


def _date(name: str, item: Item, element: Element) -> None:
    words = bare(element)
    if words and read_date(words) is None:
        raise NotPlain  # feedparser reads what is said in Korean or Greek
    once(item, name, words)


def _idle(item: Item, element: Element) -> None:
    """Keep nothing."""


def _content(item: dict[str, Any], kind: str, value: str) -> None:
    if "content" in item:
        raise NotPlain
    item["content"] = [{"type": f"text/{kind}", "value": value}]


def _described(item: dict[str, Any]) -> None:
    """Where there is a text and no description, the text is that too."""
    if "content" in item and "summary" not in item:
        item["summary"] = item["content"][0]["value"]


def _media(item: dict[str, Any], element: Element) -> None:
    if any(inner.tag not in _IDLE for inner in element):
        raise NotPlain
    if not item.get("summary") and any(inner.tag == f"{_MEDIA}description" for inner in element):
        raise NotPlain  # the words of a picture may be all there is
    item.setdefault("media_content", []).append({str(k): v for k, v in element.attrib.items()})


def _enclose(address: str, item: Item, element: Element) -> None:
    link = {"href": element.get(address, ""), "type": element.get("type", "")}
    item.setdefault("enclosures", []).append(link)


def _rss_link(item: Item, element: Element) -> None:
    if element.attrib:
        raise NotPlain  # as Atom writes it
    once(item, "link", bare(element))


def _description(item: Item, element: Element) -> None:
    if "content" in item:
        raise NotPlain
    once(item, "summary", markup(element))


def _encoded(item: Item, element: Element) -> None:
    _content(item, "html", markup(element))


def _guid(item: Item, element: Element) -> None:
    once(item, "id", bare(element))
    if element.get("isPermaLink", "true") != "false":
        item["permalink"] = item["id"]


def _category(item: Item, element: Element) -> None:
    tags, word = item.setdefault("tags", []), {"term": bare(element)}
    if not word["term"] or (element.attrib and word in tags):
        raise NotPlain  # the same word in another scheme is another tag
    if word not in tags:
        tags.append(word)


def _source(item: Item, element: Element) -> None:
    once(item, "source", {"title": bare(element)})


def _rss_author(item: Item, element: Element) -> None:
    _author(item, bare(element))


_RSS: Mapping[str, _Keep] = {
    **dict.fromkeys(_IDLE, _idle),
    **{element: partial(_as_it_is, name) for element, name in _AS_IT_IS.items()},
    **{element: partial(_date, name) for element, name in _DATES.items()},
    **dict.fromkeys(_AUTHORS, _rss_author),
    "title": entitle,
    "link": _rss_link,
    "description": _description,
    "guid": _guid,
    "category": _category,
    "source": _source,
    "enclosure": partial(_enclose, "url"),
    _ENCODED: _encoded,
    _MEDIA_CONTENT: _media,
}


def read_rss(element: Element) -> Item:
    """An `item` of RSS. Raises NotPlain."""
    item = _kept(element, _RSS)
    _described(item)
    if permalink := item.pop("permalink", ""):
        item.setdefault("link", permalink)
    return item


def text_kind(element: Element) -> str:
    """Return `text` or `html`, as which Atom gives a text. Raises NotPlain for any other kind."""
    kind = element.get("type", "text")
    if kind not in ("text", "html") or element.get("src") is not None:
        raise NotPlain
    return kind


def _atom_title(item: Item, element: Element) -> None:
    entitle(item, element, text_kind(element))


def _summary(item: Item, element: Element) -> None:
    if "content" in item:
        raise NotPlain
    once(item, "summary", markup(element) if text_kind(element) == "html" else bare(element))


def _atom_content(item: Item, element: Element) -> None:
    if text_kind(element) == "html":
        _content(item, "html", markup(element))
    else:
        _content(item, "plain", bare(element))


def _atom_category(item: Item, element: Element) -> None:
    tags, word = item.setdefault("tags", []), {"term": element.get("term", "")}
    if not word["term"] or word in tags:
        raise NotPlain
    tags.append(word)


def _atom_link(item: Item, element: Element) -> None:
    if not element.get("href"):
        raise NotPlain
    match element.get("rel", "alternate"):
        case "alternate":
            once(item, "link", element.get("href", ""))
        case "enclosure":
            _enclose("href", item, element)
        case "self" | "edit":
            pass
        case _:
            raise NotPlain


def name_author(into: dict[str, Any], element: Element) -> None:
    """Keep the person that an `author` of Atom describes (RFC 4287, 3.2). Raises NotPlain."""
    author: dict[str, Any] = {}
    for child in element:
        match child.tag.removeprefix(ATOM):
            case "name" | "email" as what:
                once(author, what, bare(child))
            case "uri":
                pass
            case _:
                raise NotPlain
    if "name" not in author:
        raise NotPlain
    _author(into, author["name"], author.get("email", ""))


_ATOM: Mapping[str, _Keep] = {
    **dict.fromkeys(_IDLE_ATOM, _idle),
    **{element: partial(_as_it_is, name) for element, name in _AS_IT_IS.items()},
    **{element: partial(_date, name) for element, name in _DATES.items()},
    f"{ATOM}title": _atom_title,
    f"{ATOM}link": _atom_link,
    f"{ATOM}summary": _summary,
    f"{ATOM}content": _atom_content,
    f"{ATOM}author": name_author,
    f"{ATOM}category": _atom_category,
}


def read_atom(element: Element) -> Item:
    """An `entry` of Atom. Raises NotPlain."""
    item = _kept(element, _ATOM)
    if "link" not in item:
        raise NotPlain  # feedparser may take an identifier for one
    _described(item)
    return item
