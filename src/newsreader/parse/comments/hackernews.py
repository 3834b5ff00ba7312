"""Hacker News by Algolia's API (hn.algolia.com/api): one answer holds the whole tree."""

from collections.abc import Mapping
from typing import Any

from newsreader.model.comment import Comment
from newsreader.parse.comments.body import body_of
from newsreader.parse.comments.response import Part, Source, json_of, number, words
from newsreader.parse.dates import read_date
from newsreader.parse.json_values import objects

_API = "https://hn.algolia.com/api/v1"


def source(item: str) -> Source:
    """A story and its comments."""
    return Source("hacker-news", f"{_API}/items/{item}")


def read(data: bytes, address: str) -> Part:
    """Parse all comments; deleted ones only where somebody answered them. Raises ParseError."""
    answer = json_of(data)
    comments: list[Comment] = []
    # Not recursive: a thread may be deeper than Python's stack.
    todo = [
        (comment, "") for comment in reversed(objects(answer.get("children") if isinstance(answer, dict) else answer))
    ]
    while todo:
        item, parent = todo.pop()
        name, children = words(item.get("id")), objects(item.get("children"))
        if item.get("text") or children:
            comments.append(_comment(item, name, parent, address))
            todo += [(child, name) for child in reversed(children)]
    return Part(tuple(comments))


def _comment(item: Mapping[str, Any], name: str, parent: str, address: str) -> Comment:
    return Comment(
        id=name,
        author=words(item.get("author")),
        body=body_of(str(item.get("text") or ""), address),
        published=read_date(words(item.get("created_at"))),
        parent=parent or words(item.get("parent")),
        score=number(item.get("points")),
    )
