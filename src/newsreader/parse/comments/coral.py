"""Coral (coralproject/talk): anybody may ask how many comments there are, but not for their text."""

from urllib.parse import quote

from newsreader.model.comment import CommentState
from newsreader.parse.comments.response import Part, Source, json_of, mapping, number


def source(root: str, url: str) -> Source:
    """The count of a page's comments."""
    return Source("coral", f"{root.rstrip('/')}/api/story/count?url={quote(url, safe='')}")


def read(data: bytes, address: str) -> Part:
    """The count alone. Raises ParseError."""
    return Part(count=number(mapping(json_of(data)).get("count")), state=CommentState.SIGN_IN)
