"""Parse comments marked up with schema.org/Comment, as JSON-LD or microdata."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lxml.etree import _Element as Element
from lxml.etree import tostring

from newsreader.model.comment import Comment
from newsreader.model.text import clean_line
from newsreader.parse.comments.body import body_of
from newsreader.parse.comments.response import mapping, words
from newsreader.parse.dates import read_date
from newsreader.parse.html_tree import line, select
from newsreader.parse.json_values import objects as objects_of
from newsreader.parse.page_index import PageIndex

#: More comments than a page can mean.
MOST = 5000
_COMMENT = re.compile(r"schema\.org/(?:Comment|UserComments)")


def from_objects(things: Iterable[Mapping[str, Any]], base: str) -> tuple[tuple[Comment, ...], int | None]:
    """The comments of a page's JSON-LD objects, and how many it says there are."""
    comments: list[Comment] = []
    count: int | None = None
    for thing in things:
        count = _whole(thing.get("commentCount"), count)
        todo = [(comment, "") for comment in reversed(_listed(thing.get("comment")))]
        while todo and len(comments) < MOST:
            comment, parent = todo.pop()
            name = words(comment.get("@id")) or words(comment.get("url")) or f"{base}#comment-{len(comments) + 1}"
            comments.append(
                Comment(
                    id=name,
                    author=_author(comment.get("author") or comment.get("creator")),
                    body=body_of(str(comment.get("text") or comment.get("description") or ""), base),
                    published=read_date(words(comment.get("datePublished") or comment.get("dateCreated"))),
                    parent=parent,
                    score=_whole(comment.get("upvoteCount")),
                )
            )
            todo += [(child, name) for child in reversed(_listed(comment.get("comment")))]
    return tuple(comment for comment in comments if comment.body), count


def from_microdata(page: PageIndex, base: str) -> tuple[Comment, ...]:
    """The comments that a page marks as such; one within another answers it."""
    typed = [element for element in page.elements if (kind := element.get("itemtype")) and _COMMENT.search(kind)]
    marked = typed[:MOST]
    names = {
        element: clean_line(element.get("id", "")) or f"{base}#comment-{number}"
        for number, element in enumerate(marked, 1)
    }
    comments = []
    for element in marked:
        parts = {part.get("itemprop"): part for part in _own_parts(element, names)}
        text = parts.get("text", parts.get("commentText"))
        if text is None:
            continue
        when = parts.get("datePublished", parts.get("dateCreated", parts.get("commentTime")))
        date = when.get("datetime") or when.get("content") or line(when) if when is not None else ""
        who = parts.get("author", parts.get("creator"))
        comments.append(
            Comment(
                id=names[element],
                author=clean_line(line(who)) if who is not None else "",
                body=body_of(tostring(text, encoding="unicode", with_tail=False), base),
                published=read_date(date),
                parent=next((names[up] for up in element.iterancestors() if up in names), ""),
            )
        )
    return tuple(comment for comment in comments if comment.body)


def _own_parts(comment: Element, others: Mapping[Element, str]) -> list[Element]:
    """What is marked in a comment, and not in an answer within it; the first of each kind counts."""
    parts = [
        part
        for part in select(comment, "[itemprop]")
        if next((up for up in part.iterancestors() if up in others), None) is comment and part not in others
    ]
    return parts[::-1]


def _listed(value: Any) -> Sequence[Mapping[str, Any]]:
    return objects_of(value if isinstance(value, list) else [value])


def _author(value: Any) -> str:
    author = value[0] if isinstance(value, list) and value else value
    return words(mapping(author).get("name")) or words(author)


def _whole(value: Any, otherwise: int | None = None) -> int | None:
    words_ = str(value)
    return int(words_) if words_.isdigit() and len(words_) < 9 else otherwise
