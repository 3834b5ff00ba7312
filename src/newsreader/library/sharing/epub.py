"""Binding articles into a book for an e-reader (EPUB 3): one, several, or the day's as a small newspaper."""

import os
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from html import escape
from pathlib import Path

from newsreader.i18n import _, language, plural
from newsreader.library.core import Library, OpenArticle
from newsreader.library.transfer.library_dump import file_name
from newsreader.model.article import IMAGE_KINDS, pictures_of
from newsreader.model.errors import NewsreaderError
from newsreader.render.dates import day, local
from newsreader.render.xhtml import STYLE, xhtml_article, xhtml_contents

#: How many articles a newspaper has at most, the newest of them.
EDITION = 100
#: The kinds of picture that every e-reader shows (EPUB 3.3, "Core Media Types", less what the library refuses).
_SHOWN = ("image/jpeg", "image/png", "image/gif")
Section = tuple[str, Sequence[int]]


def daily_edition(library: Library, now: datetime) -> tuple[str, list[Section]]:
    """The articles of the day in sections, each article once: the folders of their feeds, or else their outlets."""
    midnight = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    numbers = library.newest_since(midnight, EDITION)
    folders = {feed.title: feed.folder for feed in library.subscriptions.all()}
    titles = library.feeds_of(numbers)
    headlines = library.headlines_of(numbers)
    sections: dict[str, list[int]] = {}
    for number in numbers:
        named = [folders.get(title) or title for title in titles.get(number, ())]
        sections.setdefault(next(iter(named), headlines[number].outlet), []).append(number)
    return _("newsreader, {day}").format(day=day(now, language())), list(sections.items())


def write_epub(library: Library, title: str, sections: Iterable[Section], path: Path, now: datetime) -> int:
    """Write a book; how many articles are in it. Texts that wait to be read are read first.

    Raises NewsreaderError: where there is nothing to bind, or the file cannot be written.
    """
    from markupsafe import Markup
    from mkepub import Book

    read = [(name, [one for number in numbers if (one := _whole(library, number))]) for name, numbers in sections]
    read = [(name, readings) for name, readings in read if readings]
    count = sum(len(readings) for _name, readings in read)
    if not count:
        raise NewsreaderError(_("No article to put in the EPUB."))
    alone = count == 1
    title = title or read[0][1][0].article.title
    lang = read[0][1][0].article.language or language()
    # The library escapes a title in one place and not in another; what is marked up already is left as it is.
    book = Book(Markup(escape(title)), lang=escape(lang), authors=_authors(read), published=f"{now:%Y-%m-%d}")
    book.set_stylesheet(STYLE)
    if not alone:
        book.add_page(escape(_("Contents")), xhtml_contents(title, _contents(read)))
    names: dict[str, str] = {}
    for name, readings in read:
        parent = None
        if name and len(read) > 1:
            words = plural("{n} article", "{n} articles", len(readings)).format(n=len(readings))
            parent = book.add_page(escape(name), f"<h1>{escape(name)}</h1><p>{words}</p>")
        for one in readings:
            for url, (kind, content) in _pictures(library, one).items():
                if url not in names:
                    names[url] = f"{len(names):04}.{IMAGE_KINDS[kind]}"
                    book.add_image(names[url], content)
            page = xhtml_article(one.article, one.quotations, one.notes, names, language())
            book.add_page(escape(one.article.title), page, parent)
    _save(book, path)
    return count


def _whole(library: Library, number: int) -> OpenArticle | None:
    library.upkeep.process_now(number)
    return library.open(number)


def _authors(read: list[tuple[str, list[OpenArticle]]]) -> list[str]:
    outlets = [one.article.outlet for _name, readings in read for one in readings if one.article.outlet]
    return list(dict.fromkeys(outlets))[:5] or ["newsreader"]


def _contents(read: list[tuple[str, list[OpenArticle]]]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Sections and articles with their pages, which are numbered in the order in which they are added."""
    found, page = [], 2
    for name, readings in read:
        at = ""
        if name and len(read) > 1:
            at, page = f"page{page:04}.xhtml", page + 1
        articles = [(one.article.title, f"page{page + n:04}.xhtml") for n, one in enumerate(readings)]
        page += len(readings)
        found.append((name if len(read) > 1 else "", at, articles))
    return found


def _pictures(library: Library, reading: OpenArticle) -> dict[str, tuple[str, bytes]]:
    found = {url: library.images.get(url) for _words, url in pictures_of(reading.article)}
    return {url: kept for url, kept in found.items() if kept and kept[0] in _SHOWN}


def _save(book: object, path: Path) -> None:
    """The whole book, or nothing; another one of that name is replaced."""
    try:
        handle, new = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        os.close(handle)
        Path(new).unlink()  # the library makes it, and refuses to write over one
        try:
            book.save(new)  # type: ignore[attr-defined]
            Path(new).replace(path)
        finally:
            with suppress(FileNotFoundError):
                Path(new).unlink()
    except OSError as error:
        raise NewsreaderError(
            _("{path} cannot be written: {error}.").format(path=path, error=error.strerror or error)
        ) from error


def default_file_name(library: Library, articles: Sequence[int], now: datetime) -> str:
    """What the file of a book is called: after its only article, or else after the day."""
    if len(articles) == 1 and (found := library.open(articles[0])):
        return f"{Path(file_name(found.article, articles[0])).stem}.epub"
    return f"newsreader-{local(now):%Y-%m-%d}.epub"
