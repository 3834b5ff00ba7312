"""Bind articles into an EPUB for an e-reader: one, several, or the day's as a small newspaper."""

import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from html import escape
from pathlib import Path

from newsreader.i18n import _, language, plural, system_reason
from newsreader.library.core import Library
from newsreader.library.open_article import OpenArticle
from newsreader.library.transfer.markdown_export import file_name
from newsreader.model.article import IMAGE_KINDS, pictures_of
from newsreader.model.errors import NewsreaderError
from newsreader.model.quotation import SPOKEN
from newsreader.render.dates import day, local
from newsreader.render.xhtml import STYLE, xhtml_article

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
    from newsreader.library.sharing.book import Book  # mkepub takes long to import

    read = [
        (name, [reading for number in numbers if (reading := _whole(library, number))]) for name, numbers in sections
    ]
    read = [(name, readings) for name, readings in read if readings]
    bound = [reading for _name, readings in read for reading in readings]
    if not bound:
        raise NewsreaderError(_("No article to put in the EPUB."))
    title = title or _title_of(bound)
    outlets = list(dict.fromkeys(reading.article.outlet for reading in bound if reading.article.outlet))[:5]
    book = Book(title, _language_of(bound), _("Contents"), outlets or ["newsreader"], f"{now:%Y-%m-%d}")
    book.set_stylesheet(STYLE)
    book.draw_cover(title, [*outlets, day(now, language())])
    names: dict[str, str] = {}
    for name, readings in read:
        parent = None
        if name and len(read) > 1:
            words = plural("{n} article", "{n} articles", len(readings)).format(n=len(readings))
            parent = book.add_page(escape(name), f"<h1>{escape(name)}</h1><p>{words}</p>")
        for reading in readings:
            for url, (kind, content) in _pictures(library, reading).items():
                if url not in names:
                    name_of_file = f"{len(names):04}.{IMAGE_KINDS[kind]}"
                    names[url] = f"images/{name_of_file}"
                    book.add_image(name_of_file, content)
            spoken = [quotation for quotation in reading.quotations if quotation.kind in SPOKEN]
            page = xhtml_article(reading.article, spoken, reading.notes, names, language())
            book.add_page(escape(reading.article.title), page, parent)
    _save(book, path)
    return len(bound)


def _whole(library: Library, number: int) -> OpenArticle | None:
    library.upkeep.process_now(number)
    return library.open(number)


def _title_of(bound: list[OpenArticle]) -> str:
    """Return what a book is called that nobody gave a title: after its first article."""
    first, more = bound[0].article.title, len(bound) - 1
    if not more:
        return first
    return plural("{title} and {n} more article", "{title} and {n} more articles", more).format(title=first, n=more)


def _language_of(bound: list[OpenArticle]) -> str:
    """The language that most of it is in; each article says its own."""
    named = Counter(reading.article.language for reading in bound if reading.article.language)
    return named.most_common(1)[0][0] if named else language()


def _pictures(library: Library, reading: OpenArticle) -> dict[str, tuple[str, bytes]]:
    images = {url: library.images.get(url) for _words, url in pictures_of(reading.article)}
    return {url: kept for url, kept in images.items() if kept and kept[0] in _SHOWN}


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
            _("{path} cannot be written: {error}.").format(path=path, error=system_reason(error))
        ) from error


def default_file_name(library: Library, articles: Sequence[int], now: datetime) -> str:
    """Return what the file of a book is called: after its only article, or else after the day."""
    if len(articles) == 1 and (reading := library.open(articles[0])):
        return f"{Path(file_name(reading.article)).stem}.epub"
    return f"newsreader-{local(now):%Y-%m-%d}.epub"
