"""Find discussions of an article on Hacker News and a Lemmy server, by its address.

Only on request: asking tells them what is read.
"""

from urllib.parse import quote

from newsreader.parse.comments import hackernews, lemmy
from newsreader.parse.comments.response import Discussion, json_of, mapping, number, words
from newsreader.parse.json_values import objects
from newsreader.parse.urls import article_key

#: Who is asked, by name, and where; `{url}` is the article's address.
PLACES = {
    "Hacker News": "https://hn.algolia.com/api/v1/search?query={url}&restrictSearchableAttributes=url&tags=story",
    "Lemmy": "https://lemmy.world/api/v3/search?q={url}&type_=Url&limit=10",
}


def lookup(site: str, url: str) -> str:
    """The address that says whether a place discusses an article."""
    return PLACES[site].format(url=quote(url, safe=""))


def read_discussions(site: str, data: bytes, url: str) -> list[Discussion]:
    """The discussions of this very article that an answer names, with at least one comment. Raises ParseError."""
    answer = mapping(json_of(data))
    read = _hacker_news if site == "Hacker News" else _lemmy
    return [
        discussion
        for about, discussion in read(answer, site)
        if article_key(about) == article_key(url) and discussion.count
    ]


def _hacker_news(answer: object, site: str) -> list[tuple[str, Discussion]]:
    made = []
    for hit in objects(mapping(answer).get("hits")):
        item = words(hit.get("objectID"))
        page = f"https://news.ycombinator.com/item?id={item}"
        count = number(hit.get("num_comments")) or 0
        discussion = Discussion(site, words(hit.get("title")), page, count, hackernews.source(item))
        made.append((words(hit.get("url")), discussion))
    return made


def _lemmy(answer: object, site: str) -> list[tuple[str, Discussion]]:
    made = []
    for view in objects(mapping(answer).get("posts")):
        post, counts = mapping(view.get("post")), mapping(view.get("counts"))
        page = f"{PLACES[site].partition('/api/')[0]}/post/{words(post.get('id'))}"
        source = lemmy.source(page, words(post.get("id")))
        discussion = Discussion(site, words(post.get("name")), page, number(counts.get("comments")) or 0, source)
        made.append((words(post.get("url")), discussion))
    return made
