"""The default subscriptions of a new library, and its welcome edition, which can be read at once."""

import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from newsreader.i18n import language
from newsreader.library.refresh.ingest import parse_and_store
from newsreader.model.feed import Entry
from newsreader.parse.entry_text import from_entry
from newsreader.parse.feeds import read_feed
from newsreader.parse.page import parse_page
from newsreader.store.store import Store

#: Where the welcome edition pretends to live: a domain that can never exist (RFC 2606).
WELCOME = "https://welcome.newsreader.invalid/"


def create_default_library(store: Store, now: datetime) -> bool:
    """Subscribe a new library to the catalogue and put the welcome edition into it.

    Does nothing, and returns False, once it has been done or when there are feeds already: who
    removed a feed does not want it back.
    """
    if not store.is_new():
        return False
    catalogue = _catalogue()
    with store.database.transaction():  # whoever looks meanwhile sees nothing, or articles with their texts
        _welcome(store, language(), now)
        for title, path in catalogue["sections"].items():
            store.feeds.add(catalogue["base"] + path, title, catalogue["folder"])
        store.state.put("created", now.isoformat())
    return True


def default_feed_urls() -> set[str]:
    """The addresses of what a new library is subscribed to without anybody's asking."""
    catalogue = _catalogue()
    return {catalogue["base"] + path for path in catalogue["sections"].values()}


def _catalogue() -> dict[str, Any]:
    return tomllib.loads(_resource("catalogue.toml").read_text(encoding="utf-8"))


def _welcome(store: Store, name: str, now: datetime) -> None:
    """One language's edition, by way of the same parsers as any other feed."""
    folder = _resource("welcome").joinpath(name)
    url = f"{WELCOME}{name}/feed.xml"
    feed_document = read_feed(folder.joinpath("feed.xml").read_bytes(), url)
    feed, _new = store.feeds.add(url, feed_document.title)
    store.feeds.describe(feed, feed_document.title, "", name)
    for index, entry in enumerate(feed_document.entries):
        page = folder.joinpath(entry.url.rsplit("/", 1)[-1]).read_bytes()
        # The edition is always of today, its first article on top.
        when = datetime.fromtimestamp(int(now.timestamp()) - 60 * index, UTC)
        article = replace(parse_page(page, entry.url), published=when)
        dated = from_entry(Entry(entry.url, entry.title, published=when), feed_document.title, name)
        number = store.articles.put_entry(feed, dated, "welcome", now)
        parse_and_store(store, number, article, now)


def _resource(name: str) -> Traversable:
    return files("newsreader.library").joinpath(name)
