"""Doing what was asked: at once, or when the network is back."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from newsreader.library.events import ArticleKept, Discussed, Event, PageRead, PicturesKept, Sent, Trouble
from newsreader.library.keeping import read_anew
from newsreader.library.parsing import Parser
from newsreader.library.refreshing import Refresher, utc_now
from newsreader.model.errors import NewsreaderError, Unreachable
from newsreader.model.feed import Entry
from newsreader.store.store import Store

#: Gives an article of the library to a service.
Give = Callable[[str, int], Awaitable[None]]


async def do(request: Mapping[str, Any], store: Store, refresher: Refresher, parser: Parser, give: Give) -> list[Event]:
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
                return [ArticleKept(number)]
            case "elsewhere":
                return [ArticleKept(number), Discussed(number, await refresher.elsewhere(number))]
            case "pictures":
                await refresher.fetch_pictures(number)
                return [PicturesKept(number)]
            case "read":
                url = str(request.get("url", ""))
                return [PageRead(url, await refresher.read_page(url, bool(request.get("save"))))]
            case "send":
                service = str(request.get("service", ""))
                await give(service, number)
                return [Sent(number, service)]
            case "article":
                if not await read_anew(store, parser, number) and (article := store.articles.load(number)):
                    await refresher.fetch_article(
                        number, Entry(article.url, article.title, article.standfirst, sound=article.sound)
                    )
                return [ArticleKept(number)]
    except Unreachable:
        store.wishes.add(request, utc_now())
        raise
    return []


async def grant(store: Store, refresher: Refresher, parser: Parser, give: Give) -> list[Event]:
    """Do what was asked while there was no network; what is to be told of it.

    Raises Unreachable when there still is none. Where one server alone cannot be reached, what is for it waits on.
    """
    told: list[Event] = []
    unreached: Unreachable | None = None
    granted = 0
    for wish, request in store.wishes.all().items():
        try:
            told += await do(request, store, refresher, parser, give)
        except Unreachable as error:
            unreached = error
            continue
        except NewsreaderError as error:
            if request.get("do") == "read":
                told.append(PageRead(str(request.get("url", "")), error=error.sentence))
            elif request.get("do") == "send":
                told.append(Trouble(error.sentence))
        store.wishes.granted(wish)
        granted += 1
    if unreached and not granted:
        raise unreached
    return told
