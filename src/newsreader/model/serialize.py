"""Convert values to plain dictionaries and back, for the library and for `--json`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from newsreader.model.article import Article, Block, BlockType, Kind
from newsreader.model.comment import AuthorRole, Comment, CommentSource, CommentState, Thread
from newsreader.model.quotation import STANDFIRST, TITLE, Quotation, QuotationInArticle
from newsreader.model.text import Role, Span, Text

if TYPE_CHECKING:
    from newsreader.model.note import Note

_PLACES = {TITLE: "title", STANDFIRST: "standfirst"}
# An article may have ten thousand blocks and spans, and is read while a key waits: to look a name up takes a tenth of
# what it takes to call the enumeration.
_ROLES = {role.value: role for role in Role}
_BLOCK_TYPES = {each.value: each for each in BlockType}
_AUTHOR_ROLES = {role.value: role for role in AuthorRole}


def _iso(when: datetime | None) -> str | None:
    return when.isoformat() if when else None


def _date(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def text_to_plain(text: Text) -> dict[str, Any]:
    """{"text": …} and, where there are any, {"spans": [[start, stop, role, target?], …]}."""
    plain: dict[str, Any] = {"text": text.value}
    if text.spans:
        plain["spans"] = [[s.start, s.stop, str(s.role), *([s.target] if s.target else [])] for s in text.spans]
    return plain


def text_from_plain(plain: Mapping[str, Any]) -> Text:
    """The inverse of `text_to_plain`."""
    spans = plain.get("spans")
    if not spans:
        return Text(plain.get("text", ""))
    return Text(plain.get("text", ""), tuple([Span(s[0], s[1], _ROLES[s[2]], *s[3:4]) for s in spans]))


def block_to_plain(block: Block) -> dict[str, Any]:
    """{"type", "text", …}: of the other fields only those that hold something.

    A list's `text` is its items on lines of their own, a table's its caption and its rows. An item that has a
    marker of its own, or is in a list within the list, says so.
    """
    plain: dict[str, Any] = {"type": str(block.type), **text_to_plain(block.text)}
    if block.items:
        plain["text"] = "\n".join(item.value for item in block.items)
        plain["items"] = [text_to_plain(item) for item in block.items]
        for item, marker in zip(plain["items"], block.markers, strict=False):
            item["marker"] = marker
        for item, depth in zip(plain["items"], block.depths, strict=False):
            item |= {"depth": depth} if depth else {}
    if block.rows:
        rows = ("\t".join(cell.replace("\n", " ") for cell in row) for row in block.rows)
        plain = {"type": str(block.type), "text": "\n".join([*filter(None, [block.text.value]), *rows])}
        plain |= {"caption": text_to_plain(block.text)} if block.text else {}
        plain["rows"] = [list(row) for row in block.rows]
    for name in ("level", "attribution", "circumstance", "url", "alt", "credit", "ordered"):
        if value := getattr(block, name):
            plain[name] = value
    if block.type is BlockType.PULL_QUOTE:
        plain.setdefault("attribution", "")
        plain.setdefault("circumstance", "")
    if block.time:
        plain["time"] = _iso(block.time)
    return plain


def block_from_plain(plain: Mapping[str, Any]) -> Block:
    """The inverse of `block_to_plain`."""
    made_up = "items" in plain or "rows" in plain
    when = plain.get("time")
    block = Block(
        _BLOCK_TYPES[plain["type"]],
        text_from_plain(plain.get("caption", {}) if made_up else plain),
        plain.get("level", 0),
        plain.get("attribution", ""),
        plain.get("circumstance", ""),
        plain.get("url", ""),
        plain.get("alt", ""),
        plain.get("credit", ""),
        ordered=plain.get("ordered", False),
        time=_date(when) if when else None,
    )
    if not made_up:
        return block
    items = plain.get("items", ())
    return replace(
        block,
        items=tuple(map(text_from_plain, items)),
        markers=tuple(item["marker"] for item in items if "marker" in item),
        depths=tuple(item.get("depth", 0) for item in items) if any("marker" in item for item in items) else (),
        rows=tuple(tuple(row) for row in plain.get("rows", ())),
    )


def article_to_dict(article: Article) -> dict[str, Any]:
    """An article without its thread; `standfirst` is a string, its spans stand beside it."""
    standfirst = text_to_plain(article.standfirst)
    return {
        "url": article.url,
        "id": article.id,
        "kicker": article.kicker,
        "title": article.title,
        "standfirst": standfirst["text"],
        **({"standfirst_spans": standfirst["spans"]} if "spans" in standfirst else {}),
        "authors": list(article.authors),
        "outlet": article.outlet,
        "published": _iso(article.published),
        "updated": _iso(article.updated),
        "section": list(article.section),
        "tags": list(article.tags),
        "language": article.language,
        "kind": str(article.kind),
        "complete": article.complete,
        "partial": article.partial,
        **({"sound": article.sound} if article.sound else {}),
        **({"shortened": True} if article.shortened else {}),
        "blocks": [block_to_plain(block) for block in article.blocks],
    }


def article_from_dict(plain: Mapping[str, Any]) -> Article:
    """The inverse of `article_to_dict`."""
    return Article(
        url=plain["url"],
        id=plain["id"],
        title=plain["title"],
        kicker=plain["kicker"],
        standfirst=text_from_plain({"text": plain["standfirst"], "spans": plain.get("standfirst_spans", ())}),
        authors=tuple(plain["authors"]),
        outlet=plain["outlet"],
        published=_date(plain["published"]),
        updated=_date(plain["updated"]),
        section=tuple(plain["section"]),
        tags=tuple(plain["tags"]),
        language=plain["language"],
        kind=Kind(plain["kind"]),
        complete=plain["complete"],
        partial=plain.get("partial", False),
        sound=plain.get("sound", ""),
        shortened=plain.get("shortened", False),
        blocks=tuple(map(block_from_plain, plain["blocks"])),
    )


def quotation_to_plain(quotation: Quotation) -> dict[str, Any]:
    """A quotation as `newsreader extract` prints it; nobody known is null."""
    return {
        "block": _PLACES.get(quotation.block, quotation.block),
        "start": quotation.start,
        "end": quotation.stop,
        "text": quotation.text,
        "kind": str(quotation.kind),
        "speaker": quotation.speaker or None,
        "speaker_type": str(quotation.speaker_type) if quotation.speaker_type else None,
        "role": quotation.role or None,
        "confidence": round(quotation.confidence, 2),
        "cue": quotation.cue.text if quotation.cue else None,
        **({"corrected": True} if quotation.corrected else {}),
        **({"reporting_clauses": [*map(list, quotation.reporting_clauses)]} if quotation.reporting_clauses else {}),
    }


def quotation_in_article_to_plain(quoted: QuotationInArticle) -> dict[str, Any]:
    """A quotation with where it stands, as `newsreader quotes --json` prints it."""
    return {
        **quotation_to_plain(quoted.quotation),
        "words": quoted.quotation.spoken(),
        "article": quoted.article,
        "title": quoted.title,
        "outlet": quoted.outlet,
        "published": _iso(quoted.when),
        "url": quoted.url,
    }


def note_to_plain(note: Note) -> dict[str, Any]:
    """A note with what is needed to cite it."""
    return {
        "id": note.id,
        "article": note.article or None,
        "text": note.text,
        "quote": note.quote,
        "speaker": note.speaker or None,
        "url": note.url,
        "title": note.title,
        "outlet": note.outlet,
        "created": _iso(note.created),
        "updated": _iso(note.updated),
    }


def comment_to_plain(comment: Comment) -> dict[str, Any]:
    """A comment; `body` is a list of paragraphs."""
    return {
        "id": comment.id,
        "parent": comment.parent,
        "author": comment.author,
        "published": _iso(comment.published),
        "body": [text_to_plain(text) for text in comment.body],
        **({"score": comment.score} if comment.score is not None else {}),
        **({"voice": str(comment.voice)} if comment.voice else {}),
        **({"gone": True} if comment.gone else {}),
        **({"arrived": _iso(comment.arrived)} if comment.arrived else {}),
    }


def comment_from_plain(plain: Mapping[str, Any]) -> Comment:
    """The inverse of `comment_to_plain`."""
    return Comment(
        plain["id"],
        plain["author"],
        tuple([text_from_plain(text) for text in plain["body"]]),
        _date(plain["published"]),
        plain["parent"],
        plain.get("score"),
        _AUTHOR_ROLES[plain.get("voice", "")],
        plain.get("gone", False),
        _date(plain.get("arrived")),
    )


def thread_to_plain(thread: Thread) -> dict[str, Any]:
    """Return what is known of an article's comments, and the comments, as plain values."""
    return {
        "state": str(thread.state),
        "message": thread.message,
        "count": thread.count,
        "items": [comment_to_plain(comment) for comment in thread.comments],
        "url": thread.url,
        **({"feed": thread.feed} if thread.feed else {}),
        **({"source": str(thread.source)} if thread.source else {}),
    }


def thread_from_plain(plain: Mapping[str, Any]) -> Thread:
    """The inverse of `thread_to_plain`."""
    return Thread(
        state=CommentState(plain["state"]),
        message=plain["message"],
        count=plain["count"],
        comments=tuple(map(comment_from_plain, plain["items"])),
        url=plain["url"],
        feed=plain.get("feed", ""),
        source=CommentSource(plain.get("source", "feed" if plain.get("feed") else "")),
    )
