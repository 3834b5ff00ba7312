"""The commands: each prints what it did, and returns an exit code."""

import argparse
import shutil
import sys
from collections.abc import AsyncIterator, Coroutine, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from newsreader.cli.objects import print_object
from newsreader.config import Config, described
from newsreader.config import write as write_file
from newsreader.i18n import _, language, plural
from newsreader.library.reading import Library
from newsreader.model.errors import ConfigError, NewsreaderError, Unreachable
from newsreader.model.feed import Feed, Headline
from newsreader.model.scope import Scope
from newsreader.model.text import clean_line
from newsreader.render.health import health

T = TypeVar("T")
OK, PARTLY, NOTHING, OFFLINE = 0, 1, 2, 4


def run(options: argparse.Namespace, settings: Config) -> int:
    """Do what the command line asks."""
    match options.command:
        case "extract":
            from newsreader.cli.extract import extract

            return extract(options, settings)
        case "fetcher":
            from newsreader.library.fetcher import main

            return main(settings)
        case "config":
            return _config(settings, options.write)
        case "refresh":
            from newsreader.cli.refresh import refresh

            return refresh(settings, options.quiet, options.now, options.feeds)
        case "quotes" if options.paragraphs:
            from newsreader.cli.quotes import predict

            return predict(options.paragraphs)
        case "add":
            from newsreader.cli.adding import add

            return add(settings, options)
        case "save":
            return _running(save(options.url, settings))
        case "send":
            from newsreader.cli.sending import send

            return _running(send(options, settings))
        case "restore":
            from newsreader.cli.importing import restore

            return restore(settings.library, options.file)
        case "sync":
            from newsreader.cli.syncing import sync

            return _running(sync(options, settings))
        case "accounts":
            from newsreader.cli.syncing import accounts

            return _running(accounts(options, settings))
    library = Library(settings.library)
    try:
        match options.command:
            case "feeds":
                return _feeds(library, options, settings)
            case "remove":
                return _remove(settings.library, options.feed)
            case "list":
                return _list(library, options)
            case "search" | "searches" | "rules" | "tag" | "notes":
                from newsreader.cli import finding

                return finding.run(library, options)
            case "count":
                query = library.query(" ".join(options.words))
                print(library.count(Scope(unread=options.unread, query=query)))
                return OK
            case "forget":
                return _forget(settings, options.now)
            case "backup":
                library.backup(options.file)
                print(_("The library was copied to {path}.").format(path=options.file))
                return OK
            case "read":
                from newsreader.cli.reading import LineReader

                return LineReader(library, settings).run()
            case "epub":
                from newsreader.cli.sending import epub

                return epub(library, options, settings)
            case "show":
                from newsreader.cli.show import show

                return show(library, options, settings)
            case "quotes":
                from newsreader.cli.quotes import quotes

                return quotes(library, options)
            case "import":
                from newsreader.cli.importing import import_file

                return import_file(settings, options.file)
            case _:
                from newsreader.cli.transferring import export

                return export(library, options)
    finally:
        library.close()


def _running(work: Coroutine[Any, Any, T]) -> T:
    """Run something that waits for the network; what does not is spared the machinery for it."""
    import asyncio

    return asyncio.run(work)


@asynccontextmanager
async def network(settings: Config, *given: str, store: Any = None, own: Any = None) -> AsyncIterator[Any]:
    """A client for the time of a command, which was `given` these addresses by hand, and may know the feeds
    of a library; `own` is what to send to servers, beside what the file says of that."""
    from newsreader.library.asking import client_for

    async with client_for(settings, store, own) as client:
        for url in given:
            client.name(url)
        yield client


def _config(settings: Config, write: bool) -> int:
    words = described(settings)
    if not write:
        print(words, end="")
    elif settings.file.exists():
        raise ConfigError(
            _("{path} is there already: “newsreader config” prints it with every setting explained.").format(
                path=settings.file
            )
        )
    else:
        write_file(settings.file, words)
        print(_("The settings are in {path}.").format(path=settings.file))
    return OK


async def save(address: str, settings: Config) -> int:
    """Keep the article of an address for later, now or when there is a network."""
    from newsreader.library.asking import known_address
    from newsreader.library.parsing import Inline
    from newsreader.library.refreshing import Refresher
    from newsreader.library.sending import giver
    from newsreader.library.wishing import do
    from newsreader.store.store import Store

    url = known_address(address)
    store, parser = Store(settings.library), Inline()
    try:
        async with (
            network(settings, url, store=store) as client,
            Refresher(store, client.get, lambda _event: None) as refresher,
        ):
            give = giver(store, client, settings)
            await do({"do": "read", "url": url, "save": True}, store, refresher, parser, give)
    except Unreachable:
        print(_("There is no network: {url} will be fetched when it is back.").format(url=url))
        return OFFLINE
    finally:
        store.close()
    print(_("Saved for later: {url}").format(url=url))
    return OK


def _feeds(library: Library, options: argparse.Namespace, settings: Config) -> int:
    now, every = datetime.now(UTC), timedelta(minutes=settings.refresh_minutes or 30)
    for feed in library.feeds_held_back(now) if options.health else library.feeds():
        if options.json:
            print_object(_feed_object(feed))
        elif options.health:
            print(f"{feed.id:4}  {clean_line(feed.title)}: {health(feed, now, every, language())}")
        else:
            print(_feed_line(feed))
    return OK


def _feed_object(feed: Feed) -> dict[str, Any]:
    return {
        "id": feed.id,
        "url": feed.url,
        "title": feed.title,
        "folder": feed.folder,
        "unread": feed.unread,
        "total": feed.total,
        "answered": feed.answered.isoformat() if feed.answered else None,
        "error": feed.error or None,
        "tried": feed.tried.isoformat() if feed.tried else None,
        "changed": feed.changed.isoformat() if feed.changed else None,
        "status": feed.status or None,
        "not_before": feed.not_before.isoformat() if feed.not_before else None,
        "why": str(feed.why) or None,
    }


def _feed_line(feed: Feed) -> str:
    trouble = f"  ! {feed.error}" if feed.error else ""
    return f"{feed.id:4}  {feed.unread:5}/{feed.total:<5}  {clean_line(feed.title)}  {feed.url}{trouble}"


def _remove(path: Path, words: str) -> int:
    from newsreader.store.store import Store

    store = Store(path)
    try:
        feed = store.feeds.find(words)
        if feed is None:
            raise NewsreaderError(_("There is no feed “{words}”. “newsreader feeds” lists them.").format(words=words))
        store.feeds.remove(feed.id)
    finally:
        store.close()
    print(_("Unsubscribed from “{title}”; saved articles were kept.").format(title=feed.title))
    return OK


def _list(library: Library, options: argparse.Namespace) -> int:
    feed = 0
    if options.feed:
        named = [f for f in library.feeds() if options.feed.lower() in (f.url, f.title.lower(), str(f.id))]
        if not named:
            raise NewsreaderError(
                _("There is no feed “{words}”. “newsreader feeds” lists them.").format(words=options.feed)
            )
        feed = named[0].id
    scope = Scope(feed=feed, unread=options.unread, saved=options.saved)
    shown, before = 0, None
    while page := library.headlines(scope, before):
        if options.limit:
            page = page[: options.limit - shown]
        print_headlines(library, page, options.json)
        shown, before = shown + len(page), page[-1] if page else None
        if before is None or (options.limit and shown >= options.limit):
            break
    return OK


def plain_list(library: Library) -> int:
    """What there is to read, where no full screen can be: and how to read it."""
    unread = library.headlines(Scope(unread=True))
    print_headlines(library, unread, as_json=False)
    print(
        _("“newsreader read” reads line by line, “newsreader show NUMBER” one article, “newsreader --help” tells all.")
    )
    return OK


def print_headlines(library: Library, headlines: Iterable[Headline], as_json: bool) -> None:
    """One line a headline: its number, marks and date, or an object."""
    headlines = list(headlines)
    feeds = library.feeds_of([h.id for h in headlines]) if as_json else {}
    for h in headlines:
        if as_json:
            item = {
                "id": h.id,
                "url": h.url,
                "title": h.title,
                "kicker": h.kicker,
                "feeds": feeds.get(h.id, []),
                "published": h.when.isoformat(),
                "read": h.read,
                "saved": h.saved,
                "complete": h.complete,
            }
            print_object(item)
        else:
            marks = (" " if h.read else "*") + ("+" if h.saved else " ")
            kicker = f"{clean_line(h.kicker)} | " if h.kicker else ""
            print(f"{h.id:6} {marks} {h.when.astimezone():%Y-%m-%d %H:%M}  {kicker}{clean_line(h.title)}")


def _forget(settings: Config, now: bool) -> int:
    from newsreader.library.forgetting import beyond, forget, limits_of, told
    from newsreader.store.store import Store

    limits, store, when = limits_of(settings), Store(settings.library), datetime.now(UTC)
    try:
        if not limits:
            print(_("Everything is kept: keep_days, keep_articles or keep_megabytes in the settings set a limit."))
        elif now:
            print(told(forget(store, limits, when)))
        else:
            words = plural(
                "{n} article is beyond your limits; “newsreader forget --now” lets it go.",
                "{n} articles are beyond your limits; “newsreader forget --now” lets them go.",
                count := beyond(store, limits, when),
            )
            print(words.format(n=count))
    finally:
        store.close()
    return OK


def terminal_width() -> int:
    """The width to wrap to on a terminal, 0 for a pipe."""
    return min(80, shutil.get_terminal_size().columns) if sys.stdout.isatty() else 0
