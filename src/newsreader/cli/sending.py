"""`newsreader send` and `newsreader epub`: articles for other places to read."""

import argparse
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from newsreader.cli.commands import NOTHING, OFFLINE, OK, PARTLY, network
from newsreader.config import Config
from newsreader.i18n import _, language, plural
from newsreader.library.binding import Section, bind, book_name, edition
from newsreader.library.reading import Library
from newsreader.library.refreshing import utc_now
from newsreader.library.sending import Service
from newsreader.model.errors import NewsreaderError, Unreachable
from newsreader.model.text import clean_line
from newsreader.store.store import Store

#: How many articles of a search one book takes.
_MOST = 500


async def send(options: argparse.Namespace, settings: Config) -> int:
    """Give articles to a service; without a network they are given when there is one."""
    service = Service(options.service, settings)
    done = waits = 0
    with closing(Store(settings.library)) as store:
        async with network(settings, *service.addresses(), store=store) as client:
            for words in options.articles:
                number = store.articles.find(words)
                article = store.articles.load(number) if number else None
                if article is None or number is None:
                    print(_("There is no article “{words}”.").format(words=clean_line(words)), file=sys.stderr)
                    continue
                try:
                    await service.give(client, article, store.labels.of(number), language())
                except Unreachable:
                    store.wishes.add({"do": "send", "service": service.name, "article": number}, utc_now())
                    waits += 1
                except NewsreaderError as error:
                    print(error.sentence, file=sys.stderr)
                else:
                    done += 1
                    print(
                        _("Given to {service}: {title}").format(service=service.name, title=clean_line(article.title))
                    )
    if waits:
        words = plural(
            "There is no network: {n} article is sent later.", "There is no network: {n} are sent later.", waits
        )
        print(words.format(n=waits))
        return OFFLINE
    return OK if done == len(options.articles) else PARTLY if done else NOTHING


def epub(library: Library, options: argparse.Namespace, settings: Config) -> int:
    """Bind articles into a book."""
    now = datetime.now(UTC)
    title, sections = "", list[Section]()
    if options.articles:
        numbers = [number for words in options.articles if (number := library.find(words))]
        if len(numbers) < len(options.articles):
            raise NewsreaderError(_("Not all of these articles are in the library."))
        sections = [("", numbers)]
        title = "" if len(numbers) == 1 else _("Articles")
    elif options.tag or options.search:
        wanted = f'tag:"{options.tag}"' if options.tag else options.search
        library.index_waiting()
        sections = [("", [headline.id for headline in library.search(wanted, _MOST)])]
        title = options.tag or options.search
    else:
        title, sections = edition(library, now)
    numbers = [number for _name, some in sections for number in some]
    path = Path(options.output or settings.epub_folder or ".").expanduser()
    if path.is_dir():
        path = path / (f"{clean_line(options.tag)}.epub" if options.tag.isalnum() else book_name(library, numbers, now))
    count = bind(library, options.title or title, sections, path, now)
    words = plural("{n} article is in {path}.", "{n} articles are in {path}.", count)
    print(words.format(n=count, path=path))
    return OK
