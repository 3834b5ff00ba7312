"""Doing what was asked: at once, or when the network is back."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from newsreader.library.fetcher.events import (
    ArticleStored,
    DiscussionsFound,
    Event,
    ImagesStored,
    PageFetched,
    Sent,
    UserMessage,
)
from newsreader.library.refresh.ingest import reprocess
from newsreader.library.refresh.refresher import Refresher, utc_now
from newsreader.library.workers.parser import ParserClient
from newsreader.model.errors import NetworkUnreachable, NewsreaderError
from newsreader.model.feed import Entry
from newsreader.store.store import Store

#: Gives an article of the library to a service.
SendArticle = Callable[[str, int], Awaitable[None]]


async def handle_request(
    request: Mapping[str, Any], store: Store, refresher: Refresher, parser: ParserClient, give: SendArticle
) -> list[Event]:
    """Do one request; what is to be told of it. Raises NewsreaderError; what was Unreachable has been
    remembered, to be done later.

    {"do": "refresh", "asked": true, "minutes": 30, "feeds": [3]} (without "feeds", all) ·
    {"do": "article", "article": 12} · {"do": "comments", "article": 12} · {"do": "elsewhere", "article": 12} ·
    {"do": "pictures", "article": 12} ·
    {"do": "read", "url": "https://…", "save": false} · {"do": "send", "article": 12, "service": "readeck"}
    """
    number = int(request.get("article", 0))
    try:
        match request.get("do"):
            case "refresh":
                every = timedelta(minutes=int(request.get("minutes", 30)))
                await refresher.refresh(every, bool(request.get("asked")), request.get("feeds", ()))
            case "comments":
                await refresher.refresh_comments(number)
                return [ArticleStored(number)]
            case "elsewhere":
                return [ArticleStored(number), DiscussionsFound(number, await refresher.fetch_discussions(number))]
            case "pictures":
                await refresher.fetch_pictures(number)
                return [ImagesStored(number)]
            case "read":
                url = str(request.get("url", ""))
                return [PageFetched(url, await refresher.read_page(url, bool(request.get("save"))))]
            case "send":
                service = str(request.get("service", ""))
                await give(service, number)
                return [Sent(number, service)]
            case "article":
                if not await reprocess(store, parser, number) and (article := store.articles.load(number)):
                    await refresher.fetch_article(
                        number, Entry(article.url, article.title, article.standfirst, sound=article.sound)
                    )
                return [ArticleStored(number)]
    except NetworkUnreachable:
        store.pending.add(request, utc_now())
        raise
    return []


async def run_pending_requests(
    store: Store, refresher: Refresher, parser: ParserClient, give: SendArticle
) -> list[Event]:
    """Do what was asked while there was no network; what is to be told of it.

    Raises Unreachable when there still is none. Where one server alone cannot be reached, what is for it waits on.
    """
    told: list[Event] = []
    unreached: NetworkUnreachable | None = None
    granted = 0
    for wish, request in store.pending.all().items():
        try:
            told += await handle_request(request, store, refresher, parser, give)
        except NetworkUnreachable as error:
            unreached = error
            continue
        except NewsreaderError as error:
            if request.get("do") == "read":
                told.append(PageFetched(str(request.get("url", "")), error=error.sentence))
            elif request.get("do") == "send":
                told.append(UserMessage(error.sentence))
        store.pending.remove(wish)
        granted += 1
    if unreached and not granted:
        raise unreached
    return told
