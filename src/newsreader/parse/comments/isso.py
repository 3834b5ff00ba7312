"""Isso (isso-comments.de): two levels, all in one answer."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from newsreader.model.comment import Comment
from newsreader.parse.comments.body import body_of
from newsreader.parse.comments.response import Part, Source, json_of, mapping, number, words
from newsreader.parse.json_values import objects


def source(server: str, url: str, name: str = "") -> Source:
    """The comments of a page, at an Isso server; `name` is what the page calls its thread."""
    uri = quote(name or urlsplit(url).path or "/", safe="")
    return Source("isso", f"{server.rstrip('/')}/?uri={uri}&nested_limit=1000")


def read(data: bytes, address: str) -> Part:
    """Parse all comments with their answers. Raises ParseError."""
    comments: list[Comment] = []
    for thread in objects(mapping(json_of(data)).get("replies")):
        comments.append(_comment(thread, address))
        comments += (_comment(reply, address) for reply in objects(thread.get("replies")))
    return Part(tuple(comments))


def _comment(comment: Mapping[str, Any], address: str) -> Comment:
    created = comment.get("created")
    likes, dislikes = number(comment.get("likes")), number(comment.get("dislikes"))
    return Comment(
        id=words(comment.get("id")),
        author=words(comment.get("author")),
        body=body_of(str(comment.get("text", "")), address),
        published=datetime.fromtimestamp(created, UTC)
        if isinstance(created, int | float) and 0 < created < 1e11
        else None,
        parent=words(comment.get("parent")),
        score=likes - dislikes if likes is not None and dislikes is not None else None,
    )
