"""Parse comments from an article's page, and from a comment feed (`wfw:commentRss`)."""

import re
from dataclasses import replace
from urllib.parse import quote

import feedparser
from lxml.etree import _Element as Element

from newsreader.i18n import _
from newsreader.model.comment import Comment, CommentState, Thread
from newsreader.model.errors import NotAFeed
from newsreader.model.text import clean_line
from newsreader.parse.comments.body import body_of
from newsreader.parse.comments.schema_org import from_microdata
from newsreader.parse.dates import read_date
from newsreader.parse.html_tree import line, select
from newsreader.parse.limits import first_comments
from newsreader.parse.page_index import PageIndex
from newsreader.parse.site_rules import CommentLayout, Site
from newsreader.parse.slow_feeds import open_feed
from newsreader.parse.soup_text import line_of, make_part

#: By which the parts of a comment are known again in the soup of the area.
_PART = "data-comment-part"
_NUMBER = re.compile(r"\d[\d\s\u00a0\u202f.]*")

#: Where pages of unknown sites that render comments usually keep them: SPIP's themes, and WordPress'.
_COMMON = (
    CommentLayout(
        area="#comments, .comments, #forum",
        comment="li.comment-item, li.comment-li, li.forum-fil, li.forum-message, .comments-list > li",
        author=".comment-author .author, .author, .forum-auteur, .comment-by",
        date="time, abbr.dtreviewed, .date",
        text=".comment-content, .forum-texte, .comment-text",
    ),
    CommentLayout(
        area="#comments, .comments-area",
        comment="li.comment, li[id^=comment-], div.comment",
        author=".comment-author .fn, .comment-author",
        date="time",
        text=".comment-content, .comment-text",
    ),
)
_CLOSED = re.compile(
    r"commentaires (?:sont |est )?(?:fermés|clos|désactivés)|comments (?:are )?(?:closed|disabled)", re.I
)


def read_thread(
    page: PageIndex, site: Site | None, url: str, described: tuple[Comment, ...] = (), count: int | None = None
) -> Thread:
    """Read what a page shows and says of its comments. `described` are those of its JSON-LD, which also says how many
    there are."""
    thread = _shown(page, site, url)
    described = described or (() if thread.comments else from_microdata(page, url))
    if len(described) > len(thread.comments):
        thread = replace(thread, state=CommentState.OPEN, comments=described)
    return first_comments(replace(thread, count=count) if count and not thread.count else thread)


def _shown(page: PageIndex, site: Site | None, url: str) -> Thread:
    fallback: Thread | None = None
    for layout in (*(site.comments if site else ()), *_COMMON):
        element = next(iter(page.select(layout.area)), None)
        if element is None:
            continue
        shown = bool(layout.comment) and bool(page.select(layout.comment, element))
        comments = tuple(_page_comments(element, layout, url)) if shown else ()
        message = line(next(iter(select(element, layout.message)), None))
        counted = _NUMBER.search(line(next(iter(select(element, layout.count)), None)))
        count = int(re.sub(r"\D", "", counted.group())) if counted else (len(comments) if comments else None)
        if comments:
            state = CommentState.OPEN
        elif message:
            state = CommentState.SIGN_IN
        elif closed := _CLOSED.search(line(element)):
            state, message = CommentState.CLOSED, closed.group()
        elif layout.comment:
            state = CommentState.NONE
        else:
            continue
        address = f"{url}#{quote(name)}" if (name := clean_line(element.get("id", ""))) else url
        thread = Thread(state, message, count, comments, url=address)
        if state is not CommentState.NONE:
            return thread
        fallback = fallback or thread
    return fallback or Thread(CommentState.UNKNOWN, url=url)


def _page_comments(area: Element, layout: CommentLayout, url: str) -> list[Comment]:
    for css, part in (
        (layout.date, "date"),
        (layout.text, "text"),
        (layout.author, "author"),
        (layout.comment, "comment"),
    ):
        for element in select(area, css):
            element.set(_PART, part)
    comments = []
    tags = make_part(area).find_all(True, {_PART: "comment"})
    ids = {id(tag): clean_line(str(tag.get("id") or "")) or f"{url}#{number}" for number, tag in enumerate(tags, 1)}
    for tag in tags:
        parent = next((ids[id(up)] for up in tag.parents if id(up) in ids), "")
        author, words, when = (tag.find(True, {_PART: part}) for part in ("author", "text", "date"))
        body = body_of(str(words), url) if words else ()
        if body:
            date = read_date(str(when.get("datetime") or "")) if when else None
            comments.append(Comment(ids[id(tag)], line_of(author), body, date, parent))
    return comments


def read_comment_feed(data: bytes, url: str, content_type: str = "") -> tuple[Comment, ...]:
    """The comments of a feed of comments, in the order of time. WordPress' feeds are flat; those of Atom
    threading (RFC 4685) say what each comment answers, the article or another one.

    Raises NotAFeed.
    """
    parsed = open_feed(data, url, content_type)
    if not parsed.get("version"):
        raise NotAFeed(_("The comments' address did not return a feed."))
    return tuple(sorted(map(_feed_comment, parsed.entries), key=lambda c: (c.published is None, c.published)))


def _feed_comment(entry: feedparser.FeedParserDict) -> Comment:
    content = entry.get("content") or [{"value": entry.get("summary", "")}]
    html = str(content[0].get("value") or "")
    author = clean_line(entry.get("author") or re.sub(r"^(?:Par|By)\s*:?\s*", "", entry.get("title", "")))
    when = read_date(entry.get("published") or entry.get("updated") or "")
    answered = entry.get("thr_in-reply-to") or {}
    return Comment(
        id=clean_line(entry.get("id") or entry.get("link", "")),
        author=author,
        body=body_of(html, entry.get("link", "")),
        published=when,
        parent=clean_line(str(answered.get("ref", ""))),
    )


def with_comments(thread: Thread, comments: tuple[Comment, ...]) -> Thread:
    """The thread once its comments are read from elsewhere."""
    state = CommentState.OPEN if comments else CommentState.NONE
    count = max(thread.count or 0, len(comments))
    return first_comments(replace(thread, state=state, comments=comments, count=count))
