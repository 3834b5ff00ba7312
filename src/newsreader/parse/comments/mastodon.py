"""Mastodon (docs.joinmastodon.org, statuses/context): the answers to a public post."""

from urllib.parse import urlsplit

from newsreader.model.comment import Comment
from newsreader.parse.comments.body import body_of
from newsreader.parse.comments.response import Part, Source, json_of, mapping, number, words
from newsreader.parse.dates import read_date
from newsreader.parse.json_values import objects


def source(server: str, status: str) -> Source:
    """The answers to a post on a server."""
    parts = urlsplit(server)
    return Source("mastodon", f"{parts.scheme}://{parts.netloc}/api/v1/statuses/{status}/context")


def read(data: bytes, address: str) -> Part:
    """Parse all answers, to the post or to one another. Raises ParseError."""
    statuses = objects(mapping(json_of(data)).get("descendants"))
    ids = {words(status.get("id")) for status in statuses}
    comments = []
    for status in statuses:
        account = mapping(status.get("account"))
        parent = words(status.get("in_reply_to_id"))
        warning = words(status.get("spoiler_text"))
        body = body_of(str(status.get("content", "")), address)
        comments.append(
            Comment(
                id=words(status.get("id")),
                author=words(account.get("display_name")) or words(account.get("acct")),
                body=(*body_of(warning), *body) if warning else body,
                published=read_date(words(status.get("created_at"))),
                parent=parent if parent in ids else "",
                score=number(status.get("favourites_count")),
            )
        )
    return Part(tuple(comments))
