"""WordPress' REST API (developer.wordpress.org/rest-api/reference/comments): pages of a hundred, oldest first."""

from urllib.parse import parse_qs, urlencode, urljoin, urlsplit, urlunsplit

from newsreader.model.comment import Comment
from newsreader.parse.comments.body import body_of
from newsreader.parse.comments.response import Part, Source, json_of, number, words
from newsreader.parse.dates import read_date
from newsreader.parse.json_values import objects

_PAGE = 100


def source(api: str, post: str) -> Source:
    """The comments of a post, at a site whose API is there."""
    root = urlsplit(urljoin(api, "wp/v2/comments") if "rest_route=" not in api else api)
    query = {key: values[0] for key, values in parse_qs(root.query).items()}
    if "rest_route" in query:
        query["rest_route"] = query["rest_route"].rstrip("/") + "/wp/v2/comments"
    query |= {"post": post, "per_page": str(_PAGE), "page": "1", "order": "asc"}
    return Source("wordpress", urlunsplit(root._replace(query=urlencode(query))))


def read(data: bytes, address: str) -> Part:
    """Parse one page of comments. Raises ParseError."""
    items = objects(json_of(data))
    comments = tuple(
        Comment(
            id=words(item.get("id")),
            author=words(item.get("author_name")),
            body=body_of(str((item.get("content") or {}).get("rendered", "")), address),
            published=read_date(f"{words(item.get('date_gmt'))}+00:00"),
            parent=words(item.get("parent")) if number(item.get("parent")) else "",
        )
        for item in items
        if item.get("type", "comment") == "comment"
    )
    return Part(comments, more=(_following(address),) if len(items) >= _PAGE else ())


def _following(address: str) -> str:
    parts = urlsplit(address)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    page = query.get("page", "1")
    query["page"] = str(int(page) + 1 if page.isdigit() else 2)
    return urlunsplit(parts._replace(query=urlencode(query)))
