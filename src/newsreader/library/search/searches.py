"""Parse, run, save and complete searches for articles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsreader.i18n import _
from newsreader.library.search.parser import QueryError, parse_query
from newsreader.library.service import Service
from newsreader.library.speaker_groups import name_resolver
from newsreader.model.article_filter import MANY, PAGE, ArticleFilter, Found, SortOrder
from newsreader.model.errors import NewsreaderError
from newsreader.model.query import Query, words_of
from newsreader.model.text_search import Passages, passage

if TYPE_CHECKING:
    from newsreader.model.feed import Headline


class Searches(Service):
    """The searches of a library, `Library.searches`. A text that is no search raises QueryError."""

    def parse(self, text: str, typing: bool = False) -> Query | None:
        """Return what a search asks for; while `typing`, its last word is only begun. Raises QueryError."""
        left = int(self._store.state.get("left") or 0)
        return parse_query(text, self._now(), name_resolver(self._store), typing, datetime.fromtimestamp(left, UTC))

    def find(self, text: str, limit: int = PAGE, order: SortOrder = SortOrder.NEWEST) -> list[Headline]:
        """The articles that a search finds. Raises QueryError."""
        return self._store.headlines.headlines(ArticleFilter(query=self.parse(text), order=order), limit)

    def best(self, wanted: ArticleFilter) -> Found:
        """Return the articles that a search finds, the best first."""
        return self._store.headlines.best(wanted, PAGE)

    def numbers(self, text: str) -> list[int]:
        """The numbers of all articles that a search finds. Raises QueryError."""
        return self._store.headlines.ids(ArticleFilter(query=self.parse(text)))

    def has_words(self, query: Query) -> bool:
        """Return whether a search asks for words of the articles: then they have passages."""
        return bool(words_of(query))

    def passages(self, articles: Sequence[int], query: Query) -> Passages:
        """Return what each article says around the words of a search, and where they stand in that."""
        words = words_of(query)
        read = ((number, self._store.articles.load(number)) for number in articles)
        return {number: passage(article, words) for number, article in read if article}

    def complete(self, text: str) -> str:
        """A search of which the last word is begun, with that word as it may be meant; "" where nobody knows."""
        from newsreader.library.search.completion import complete

        return complete(text, self._store)

    def all(self) -> dict[str, str]:
        """The saved searches, by name."""
        return self._store.tags.searches()

    def counts(self) -> list[tuple[str, str, int]]:
        """Name, text and unread articles of each saved search; one that is understood no more has none."""
        counts = []
        for name, text in self.all().items():
            try:
                unread = self._store.headlines.count(ArticleFilter(unread=True, query=self.parse(text)), MANY)
            except QueryError:
                unread = 0
            counts.append((name, text, unread))
        return counts

    def save(self, name: str, text: str) -> None:
        """Save a search as a list of its own; an empty one is forgotten. Raises QueryError."""
        wanted = self.parse(text)
        with self._undoable(_("save the search")) as step:
            if wanted:
                self._store.tags.save_search(step, name, text)
            elif not self._store.tags.delete_search(step, name):
                raise NewsreaderError(_("No saved search “{name}”.").format(name=name))

    def rename(self, name: str, new: str) -> None:
        """Give a saved search another name. Raises NewsreaderError for one that another search has."""
        searches = self.all()
        if new in searches and new != name:
            raise NewsreaderError(_("There is a saved search “{name}” already.").format(name=new))
        if new and new != name and name in searches:
            with self._undoable(_("renaming the search")) as step:
                self._store.tags.delete_search(step, name)
                self._store.tags.save_search(step, new, searches[name])

    def remove(self, name: str) -> None:
        """Forget a saved search. Raises NewsreaderError where there is none."""
        with self._undoable(_("removing the search")) as step:
            if not self._store.tags.delete_search(step, name):
                raise NewsreaderError(_("No saved search “{name}”.").format(name=name))
