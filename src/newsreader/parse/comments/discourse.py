"""Discourse topics (docs.discourse.org): the first posts come with the topic, the others by their numbers."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from newsreader.model.comment import AuthorRole, Comment, CommentState
from newsreader.parse.comments.body import body_of
from newsreader.parse.comments.response import Part, Source, json_of, mapping, number, words
from newsreader.parse.dates import read_date
from newsreader.parse.json_values import objects

_CHUNK = 20


def source(forum: str, topic: str) -> Source:
    """A topic of a forum."""
    parts = urlsplit(forum)
    return Source("discourse", f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/t/{topic}.json")


def read(data: bytes, address: str) -> Part:
    """Parse some posts. The first one only announces the article, where it is a companion of one. Raises ParseError."""
    answer = mapping(json_of(data))
    stream = mapping(answer.get("post_stream"))
    posts = objects(stream.get("posts"))
    comments = tuple(_comment(post, address) for post in posts if post.get("post_type", 1) == 1 and post.get("cooked"))
    ids = {post.get("id") for post in posts}
    left = [post for post in stream.get("stream") or () if number(post) and post not in ids]
    base = re.sub(r"(/t/(?:[^/]+/)?\d+)(?:/posts)?\.json.*$", r"\1", address)
    more = tuple(
        f"{base}/posts.json?" + "&".join(f"post_ids[]={post}" for post in left[start : start + _CHUNK])
        for start in range(0, len(left), _CHUNK)
    )
    announces = "companion discussion topic" in str(posts[0].get("cooked", "")) if posts else False
    closed = bool(answer.get("closed") or answer.get("archived"))
    count = number(answer.get("posts_count"))
    return Part(
        comments[1:] if announces and posts[0].get("post_number") == 1 else comments,
        count - 1 if count and announces else count,
        more,
        CommentState.CLOSED if closed else CommentState.OPEN,
    )


def _comment(post: Mapping[str, Any], address: str) -> Comment:
    answered = number(post.get("reply_to_post_number"))
    staff = bool(post.get("admin") or post.get("moderator") or post.get("staff"))
    return Comment(
        id=words(post.get("post_number")),
        author=words(post.get("name")) or words(post.get("username")),
        body=body_of(str(post.get("cooked", "")), address),
        published=read_date(words(post.get("created_at"))),
        parent=str(answered) if answered and answered > 1 else "",
        voice=AuthorRole.STAFF if staff else AuthorRole.READER,
    )
