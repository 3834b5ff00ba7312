"""The reader's tags on articles."""

from collections.abc import Callable, Sequence
from datetime import datetime

from newsreader.i18n import _
from newsreader.store.store import Store


class Tags:
    """The tags of a library; `Library.tags`."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now

    def of(self, article: int) -> list[str]:
        """The tags of an article."""
        return self._store.tags.of(article)

    def all(self) -> dict[str, int]:
        """Every tag, and how many articles have it."""
        return self._store.tags.tags()

    def change(self, articles: Sequence[int], tags: Sequence[str]) -> None:
        """Give articles tags; one that begins with - is taken away. One article has exactly these from now on."""
        gone = [tag[1:] for tag in tags if tag.startswith("-")]
        given = [tag for tag in tags if tag and not tag.startswith("-")]
        if len(articles) == 1:
            gone += set(self.of(articles[0])) - {tag.lower() for tag in given}
        with self._store.undo.record(_("tags"), self._now()) as step:
            self._store.tags.tag(step, articles, given, gone)

    def remove(self, tag: str) -> None:
        """Take a tag from all articles that have it."""
        with self._store.undo.record(_("removing the tag"), self._now()) as step:
            self._store.tags.tag(step, self._store.tags.articles(tag), (), [tag])
