"""Parse items of ordinary feeds into the fields that feedparser would give."""

from collections.abc import Callable, Iterable
from typing import Any

from lxml.etree import _Element as Element

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
_AUTHORS = frozenset(("author", f"{DC}creator", f"{_ITUNES}author"))


def read_items(elements: Iterable[Element], read: Callable[[Element], dict[str, Any]]) -> list[dict[str, Any] | None]:
    """Read each element; None for one that is left to feedparser."""
    return [_plain(element, read) for element in elements]


def _plain(element: Element, read: Callable[[Element], dict[str, Any]]) -> dict[str, Any] | None:
    try:
        return read(element)
    except NotPlain:
        return None


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


def _date(into: dict[str, Any], name: str, element: Element) -> None:
    words = bare(element)
    if words and read_date(words) is None:
        raise NotPlain  # feedparser reads what is said in Korean or Greek
    once(into, name, words)


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


def _enclose(item: dict[str, Any], element: Element, address: str) -> None:
    link = {"href": element.get(address, ""), "type": element.get("type", "")}
    item.setdefault("enclosures", []).append(link)


def read_rss(element: Element) -> dict[str, Any]:
    """An `item` of RSS. Raises NotPlain."""
    item: dict[str, Any] = {}
    tags: list[str] = []
    permalink = ""
    for child in element:
        match child.tag:
            case "title":
                entitle(item, child)
            case "link":
                if child.attrib:
                    raise NotPlain  # as Atom writes it
                once(item, "link", bare(child))
            case "description":
                if "content" in item:
                    raise NotPlain
                once(item, "summary", markup(child))
            case "guid":
                once(item, "id", bare(child))
                permalink = "" if child.get("isPermaLink", "true") == "false" else item["id"]
            case "category":
                if child.attrib and bare(child) in tags:
                    raise NotPlain  # the same word in another scheme is another tag
                tags.append(bare(child))
            case "source":
                once(item, "source", {"title": bare(child)})
            case "enclosure":
                _enclose(item, child, "url")
            case tag if tag in _DATES:
                _date(item, _DATES[tag], child)
            case tag if tag in _AUTHORS:
                _author(item, bare(child))
            case tag if tag == _ENCODED:
                _content(item, "html", markup(child))
            case tag if tag in _AS_IT_IS:
                once(item, _AS_IT_IS[tag], bare(child))
            case tag if tag == _MEDIA_CONTENT:
                _media(item, child)
            case tag if tag not in _IDLE:
                raise NotPlain
    _described(item)
    if "link" not in item and permalink:
        item["link"] = permalink
    if tags:
        item["tags"] = _tags(list(dict.fromkeys(tags)))
    return item


def text_kind(element: Element) -> str:
    """Return `text` or `html`, as which Atom gives a text. Raises NotPlain for any other kind."""
    kind = element.get("type", "text")
    if kind not in ("text", "html") or element.get("src") is not None:
        raise NotPlain
    return kind


def read_atom(element: Element) -> dict[str, Any]:
    """An `entry` of Atom. Raises NotPlain."""
    item: dict[str, Any] = {}
    tags: list[str] = []
    for child in element:
        match child.tag.removeprefix(ATOM):
            case "title":
                entitle(item, child, text_kind(child))
            case "link":
                _link(item, child)
            case "summary":
                if "content" in item:
                    raise NotPlain
                once(item, "summary", markup(child) if text_kind(child) == "html" else bare(child))
            case "content" if text_kind(child) == "html":
                _content(item, "html", markup(child))
            case "content":
                _content(item, "plain", bare(child))
            case "author":
                name_author(item, child)
            case "category":
                tags.append(child.get("term", ""))
            case _ if child.tag in _DATES:
                _date(item, _DATES[child.tag], child)
            case _ if child.tag in _AS_IT_IS:
                once(item, _AS_IT_IS[child.tag], bare(child))
            case _ if child.tag not in _IDLE_ATOM:
                raise NotPlain
    if "link" not in item:
        raise NotPlain  # feedparser may take an identifier for one
    _described(item)
    if tags:
        item["tags"] = _tags(tags)
    return item


def _link(item: dict[str, Any], element: Element) -> None:
    if not element.get("href"):
        raise NotPlain
    match element.get("rel", "alternate"):
        case "alternate":
            once(item, "link", element.get("href", ""))
        case "enclosure":
            _enclose(item, element, "href")
        case "self" | "edit":
            pass
        case _:
            raise NotPlain


def _tags(terms: list[str]) -> list[dict[str, str]]:
    if not all(terms) or len(set(terms)) < len(terms):
        raise NotPlain
    return [{"term": term} for term in terms]


def name_author(into: dict[str, Any], element: Element) -> None:
    """Keep the person that an `author` of Atom describes (RFC 4287, 3.2). Raises NotPlain."""
    found: dict[str, Any] = {}
    for child in element:
        match child.tag.removeprefix(ATOM):
            case "name" | "email" as what:
                once(found, what, bare(child))
            case "uri":
                pass
            case _:
                raise NotPlain
    if "name" not in found:
        raise NotPlain
    _author(into, found["name"], found.get("email", ""))
