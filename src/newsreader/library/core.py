"""The library as the app and the commands use it: lists, articles, flags. Needs only the store: no network, no
parsers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.i18n import _
from newsreader.library.service import Service
from newsreader.model.article_filter import PAGE, ArticleFilter
from newsreader.store.store import Store

if TYPE_CHECKING:
    from newsreader.library.images import Images
    from newsreader.library.notes import Notes
    from newsreader.library.open_article import OpenArticle
    from newsreader.library.people import People
    from newsreader.library.profiles import Profiles
    from newsreader.library.quotation_search import QuotationSearch
    from newsreader.library.rules import Rules
    from newsreader.library.search.searches import Searches
    from newsreader.library.subscriptions.subscriptions import Subscriptions
    from newsreader.library.sync.accounts import SyncAccounts
    from newsreader.library.tags import Tags
    from newsreader.library.undo_history import UndoHistory
    from newsreader.library.upkeep import Upkeep
    from newsreader.model.article import Article
    from newsreader.model.feed import Headline
    from newsreader.store.undo import UndoStep


class Library(Service):
    """One library file, as the app and the commands use it. Every method may raise LibraryError.

    Its parts are imported when they are first asked for: no command needs them all, and the first screen only some.
    """

    def __init__(self, path: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        super().__init__(Store(path), now)
        self.path = path

    @cached_property
    def subscriptions(self) -> Subscriptions:
        """The feeds, listed and changed."""
        from newsreader.library.subscriptions.subscriptions import Subscriptions

        return Subscriptions(self._store, self._now)

    @cached_property
    def searches(self) -> Searches:
        """The searches for articles."""
        from newsreader.library.search.searches import Searches

        return Searches(self._store, self._now)

    @cached_property
    def rules(self) -> Rules:
        """The rules for articles that come in."""
        from newsreader.library.rules import Rules

        return Rules(self._store, self._now, self.searches)

    @cached_property
    def people(self) -> People:
        """The people quoted."""
        from newsreader.library.people import People

        return People(self._store, self._now)

    @cached_property
    def notes(self) -> Notes:
        """The reader's notes and highlights."""
        from newsreader.library.notes import Notes

        return Notes(self._store, self._now)

    @cached_property
    def tags(self) -> Tags:
        """The reader's tags."""
        from newsreader.library.tags import Tags

        return Tags(self._store, self._now)

    @cached_property
    def images(self) -> Images:
        """The images of articles."""
        from newsreader.library.images import Images

        return Images(self._store)

    @cached_property
    def undo_history(self) -> UndoHistory:
        """Undo and redo."""
        from newsreader.library.undo_history import UndoHistory

        return UndoHistory(self._store)

    @cached_property
    def accounts(self) -> SyncAccounts:
        """The servers that it syncs with."""
        from newsreader.library.sync.accounts import SyncAccounts

        return SyncAccounts(self._store)

    @cached_property
    def profiles(self) -> Profiles:
        """The pages of the people quoted."""
        from newsreader.library.profiles import Profiles

        return Profiles(self._store, self._now)

    @cached_property
    def quotation_search(self) -> QuotationSearch:
        """The searches for quotations."""
        from newsreader.library.quotation_search import QuotationSearch

        return QuotationSearch(self._store, self._now)

    @cached_property
    def upkeep(self) -> Upkeep:
        """What is done to the library as a whole."""
        from newsreader.library.upkeep import Upkeep

        return Upkeep(self._store)

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def version(self) -> int:
        """A number that changes when another process or thread has written."""
        return self._store.database.version()

    # ------------------------------------------------------------ lists

    def headlines(self, wanted: ArticleFilter, before: Headline | None = None) -> list[Headline]:
        """A page of a list, newest first; the one after `before`."""
        return self._store.headlines.headlines(wanted, PAGE, before)

    def newest_since(self, since: datetime, most: int) -> list[int]:
        """The articles from a moment on, the newest first, without copies and what is hidden."""
        page = self._store.headlines.headlines(ArticleFilter(), most)
        return [headline.id for headline in page if headline.when >= since]

    def headlines_of(self, articles: Sequence[int], feed: int = 0) -> dict[int, Headline]:
        """Return these headlines as they are now, with the title of a feed where one is named; articles that are gone
        are left out."""
        headlines: dict[int, Headline] = {}
        for start in range(0, len(articles), 500):
            headlines |= {h.id: h for h in self._store.headlines.headlines_of(articles[start : start + 500], feed)}
        return headlines

    def ids(self, wanted: ArticleFilter) -> list[int]:
        """The numbers of all articles of a list."""
        return self._store.headlines.ids(wanted)

    def count(self, wanted: ArticleFilter, most: int = -1) -> int:
        """Count the articles of a list; counting ends at `most`."""
        return self._store.headlines.count(wanted, most)

    def next_unread(self, wanted: ArticleFilter, after: Headline | None) -> Headline | None:
        """The next unread article down the list, else the first from the top."""
        unread = replace(wanted, unread=True)
        for start in (after, None):
            page = self._store.headlines.headlines(unread, 2, start)
            for headline in page:
                if after is None or headline.id != after.id:
                    return headline
        return None

    def is_new(self) -> bool:
        """Return whether nobody has used this library yet."""
        return self._store.is_new()

    def feeds_of(self, articles: Sequence[int]) -> dict[int, list[str]]:
        """The titles of the feeds that name each article."""
        return self._store.headlines.feeds_of(articles)

    # ------------------------------------------------------------ reading

    def find(self, words: str) -> int | None:
        """The number of the article with this number, key or address."""
        return self._store.articles.find(words)

    def parse_address(self, words: str) -> str:
        """The web address in typed words, "" where there is none."""
        from newsreader.parse.urls import parse_typed_url

        url = parse_typed_url(words)
        return url if "." in url or "localhost" in url else ""

    def find_page(self, url: str) -> int | None:
        """The number of the article whose page is at this address, if its text is here."""
        from newsreader.parse.urls import article_key

        number = self._store.articles.find(url) or self._store.articles.find(article_key(url))
        headline = self.headlines_of([number]).get(number) if number else None
        return number if headline and headline.complete else None

    def open(self, article: int) -> OpenArticle | None:
        """An article with its quotations and its thread; None when it is gone."""
        content = self._store.articles.load(article)
        headline = self.headlines_of([article]).get(article)
        if content is None or headline is None:
            return None
        quotations = self._store.quotations.of(article)
        error, again = self._store.articles.error(article), self._store.articles.next_try(article)
        notes = tuple(self._store.notes.of(article))
        changed = self._store.revisions.changed(article)
        position = self._store.positions.of(article)
        copies = tuple(self.copies(article))
        when = self._store.positions.visited(article)
        visited = datetime.fromtimestamp(when, UTC) if when else None
        from newsreader.library.open_article import OpenArticle

        return OpenArticle(
            article, headline, content, quotations, error, again, notes, *changed, position, copies, visited
        )

    def read_time(self, article: int) -> datetime:
        """Return when an article was read: now, while it is unread."""
        when = self._store.positions.read(article)
        return datetime.fromtimestamp(when, UTC) if when else self._now()

    def record_visit(self, article: int) -> None:
        """Store that the reader is in a live page now: later updates are new."""
        self._store.positions.visit(article, int(self._now().timestamp()))

    def playback_position(self, article: int) -> int:
        """Return how far the sound of an article was heard, in seconds."""
        return self._store.positions.playback(article)

    def set_playback_position(self, article: int, seconds: int) -> None:
        """Store how far the sound of an article was heard, in seconds."""
        self._store.positions.set_playback(article, seconds)

    def copies(self, article: int) -> list[Headline]:
        """Return other outlets' articles with the same text, the earliest first."""
        return sorted(self.headlines_of(self._store.duplicates.of(article)).values(), key=lambda headline: headline.id)

    def versions(self, article: int) -> list[tuple[datetime, Article]]:
        """Return the versions of an article, oldest first, each with when its outlet was seen to change it; last,
        what it is now."""
        now = self._store.articles.load(article)
        return [*self._store.revisions.of(article), *([(self._now(), now)] if now else [])]

    def mark_comments_seen(self, article: int) -> None:
        """Store that the reader has seen the comments of an article: none is new any more."""
        self._store.articles.mark_comments_seen(article, self._now())

    # ------------------------------------------------------------ marks, and the way back

    def mark_read(self, articles: Sequence[int], on: bool = True) -> int:
        """Mark as read or unread, the copies by other outlets with them; returns how many changed."""
        with self._undoable(_("mark as read") if on else _("mark as unread")) as step:
            return self._set_read(step, articles, on)

    def mark_opened(self, article: int) -> None:
        """Mark as read what is being read, the copies with it. Undo leaves that alone: what it takes back is what the
        reader decided."""
        with self._store.undo.unrecorded(self._now()) as step:
            self._set_read(step, [article], True)

    def _set_read(self, step: UndoStep, articles: Sequence[int], on: bool) -> int:
        changed = step.set_flag(articles, "read", on)
        for start in range(0, len(articles), 500):
            step.set_flag(self._store.headlines.duplicates_of(articles[start : start + 500]), "read", on)
        return changed

    def mark_saved(self, articles: Sequence[int], on: bool = True) -> int:
        """Save for later, or no longer; returns how many changed."""
        with self._undoable(_("save for later") if on else _("unsave")) as step:
            return step.set_flag(articles, "saved", on)

    def mark_all_read(self, wanted: ArticleFilter) -> int:
        """Mark a whole list as read; one undo takes it all back."""
        unread = replace(wanted, unread=True)
        return self.mark_read(self._store.headlines.ids(unread))

    def set_reading_position(self, article: int, place: tuple[int, int] | None) -> None:
        """Store where the reader stopped in an article (block and place in it), None for its top."""
        self._store.positions.put(article, place)

    # ------------------------------------------------------------ what the app remembers

    def state(self, name: str, default: str = "") -> str:
        """A value stored by `set_state`."""
        return self._store.state.get(name, default)

    def set_state(self, name: str, value: str) -> None:
        """Store a value under a name."""
        self._store.state.put(name, value)
