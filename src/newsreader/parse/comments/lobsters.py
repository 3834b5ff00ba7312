"""Lobsters (lobste.rs): a story as JSON, its comments in the order of the tree."""

from newsreader.model.comment import Comment
from newsreader.parse.comments.body import body_of
from newsreader.parse.comments.response import Part, Source, json_of, mapping, number, words
from newsreader.parse.dates import read_date
from newsreader.parse.json_values import objects


def source(server: str, story: str) -> Source:
    """A story and its comments."""
    return Source("lobsters", f"{server.rstrip('/')}/s/{story}.json")


def read(data: bytes, address: str) -> Part:
    """Parse all comments; an older server gives only their depth. Raises ParseError."""
    answer = mapping(json_of(data))
    comments, above = [], list[str]()
    for comment in objects(answer.get("comments")):
        name = words(comment.get("short_id"))
        deep = number(comment.get("depth"))
        depth = deep if deep is not None else max(0, (number(comment.get("indent_level")) or 1) - 1)
        del above[max(0, depth) :]
        user = comment.get("commenting_user")
        gone = bool(comment.get("is_deleted") or comment.get("is_moderated"))
        comments.append(
            Comment(
                id=name,
                author=words(user.get("username")) if isinstance(user, dict) else words(user),
                body=() if gone else body_of(str(comment.get("comment") or ""), address),
                published=read_date(words(comment.get("created_at"))),
                parent=words(comment.get("parent_comment")) or (above[-1] if above else ""),
                score=number(comment.get("score")),
            )
        )
        above.append(name)
    return Part(tuple(comments), number(answer.get("comment_count")))
