"""What is known of an outlet, as data: its hosts, and where its pages keep what."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Layout:
    """One generation of an outlet's pages, as CSS selectors; "" where it has no such thing.

    `body` is the element whose children are the blocks; the first layout whose `body` or
    `standfirst` is found reads the page. `pull_quote_*`, `related`, `video`, `embed` are matched
    within the body; what `drop` matches is never read; `audio` anywhere means a piece to listen to.
    """

    name: str
    title: str
    body: str
    kicker: str = ""
    standfirst: str = ""
    authors: str = ""
    published: str = ""
    updated: str = ""
    section: str = ""
    tags: str = ""
    cover: str = ""
    drop: str = ""
    pull_quote: str = ""
    pull_quote_words: str = ""
    pull_quote_who: str = ""
    pull_quote_where: str = ""
    related: str = ""
    audio: str = ""
    video: str = ""
    embed: str = ""
    more: str = ""


@dataclass(frozen=True)
class CommentLayout:
    """Where an outlet's pages keep comments, or what they say instead of showing them.

    `message` is what they say to who is not signed in.
    """

    area: str
    message: str = ""
    comment: str = ""
    author: str = ""
    date: str = ""
    text: str = ""
    count: str = ""


@dataclass(frozen=True)
class Site:
    """An outlet. `article_number` is a pattern on the path whose group identifies the article."""

    name: str
    hosts: tuple[str, ...]
    layouts: tuple[Layout, ...] = ()
    comments: tuple[CommentLayout, ...] = ()
    article_number: str = ""
    zone: str = "Europe/Paris"
    language: str = "fr"
