"""Lemmy (join-lemmy.org, API v3): Markdown, the tree in each comment's path, pages of fifty."""

import re
from urllib.parse import urlsplit

from newsreader.model.comment import Comment
from newsreader.parse.comments.body import markdown_body
from newsreader.parse.comments.response import Part, Source, json_of, mapping, number, words
from newsreader.parse.dates import read_date
from newsreader.parse.json_values import objects

_PAGE = 50


def source(server: str, post: str) -> Source:
    """The comments of a post on a server."""
    parts = urlsplit(server)
    root = f"{parts.scheme}://{parts.netloc}/api/v3/comment/list"
    return Source("lemmy", f"{root}?post_id={post}&type_=All&sort=Old&limit={_PAGE}&page=1")


def read(data: bytes, address: str) -> Part:
    """Parse one page of comments. Raises ParseError."""
    views = objects(mapping(json_of(data)).get("comments"))
    comments = []
    for view in views:
        comment, creator, counts = (mapping(view.get(name)) for name in ("comment", "creator", "counts"))
        path = words(comment.get("path")).split(".")
        removed = bool(comment.get("deleted") or comment.get("removed"))
        comments.append(
            Comment(
                id=words(comment.get("id")),
                author=words(creator.get("display_name")) or words(creator.get("name")),
                body=() if removed else markdown_body(str(comment.get("content", "")), address),
                published=read_date(words(comment.get("published"))),
                parent=path[-2] if len(path) > 2 else "",
                score=number(counts.get("score")),
            )
        )
    following = re.sub(r"([?&]page=)(\d{1,6})", lambda m: f"{m.group(1)}{int(m.group(2)) + 1}", address)
    return Part(tuple(comments), more=(following,) if len(views) >= _PAGE and following != address else ())
