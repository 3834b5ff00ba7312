"""The reader's tags on articles."""

from collections.abc import Sequence

from newsreader.i18n import _
from newsreader.library.service import Service


class Tags(Service):
    """The tags of a library; `Library.tags`."""

    def of(self, article: int) -> list[str]:
        """The tags of an article."""
        return self._store.tags.of(article)

    def all(self) -> dict[str, int]:
        """Return all tags with the number of their articles."""
        return self._store.tags.tags()

    def change(self, articles: Sequence[int], tags: Sequence[str]) -> None:
        """Give articles tags; one that begins with - is taken away. One article has exactly these from now on."""
        gone = [tag[1:] for tag in tags if tag.startswith("-")]
        given = [tag for tag in tags if tag and not tag.startswith("-")]
        if len(articles) == 1:
            gone += set(self.of(articles[0])) - {tag.lower() for tag in given}
        with self._undoable(_("tags")) as step:
            self._store.tags.tag(step, articles, given, gone)

    def remove(self, tag: str) -> None:
        """Remove a tag from all articles."""
        with self._undoable(_("removing the tag")) as step:
            self._store.tags.tag(step, self._store.tags.articles(tag), (), [tag])
