"""Maintenance by hand: backup, check, retention, indexing, export and import of a library."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from newsreader.library.maintenance.retention import RetentionLimits, count_expired, delete_expired
from newsreader.library.transfer.library_dump import ImportResult, export_library, import_library
from newsreader.library.transfer.markdown_export import export_markdown
from newsreader.quotes.version import VERSION
from newsreader.store.store import Store

#: How many steps a search takes to look at texts that an earlier version put into the index.
_REVIEWED = 10


class Upkeep:
    """Backs up, checks, cleans, exports and imports a library; `Library.upkeep`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def backup(self, path: Path) -> None:
        """Write a copy of the whole library, while everything runs. Raises LibraryError."""
        self._store.database.backup(path)

    def check_integrity(self) -> str:
        """Check the file of the library: what is damaged, "" if nothing is; it takes a second for every gigabyte."""
        return self._store.database.integrity_check()

    def count_expired(self, limits: RetentionLimits, now: datetime) -> int:
        """Count the articles that are beyond the limits."""
        return count_expired(self._store, limits, now)

    def delete_expired(self, limits: RetentionLimits, now: datetime) -> int:
        """Delete what is beyond the limits; how many articles went."""
        return delete_expired(self._store, limits, now)

    def count_unprocessed(self) -> int:
        """Count the texts that wait to be processed."""
        return len(self._store.quotations.outdated(VERSION, -1))

    def process_now(self, article: int = 0) -> None:
        """Read the texts that wait to be read, all of them or this one: for the command line. The app asks
        the fetcher, because it takes time."""
        if not self._store.quotations.outdated(VERSION, 1, article):
            return
        import asyncio

        from newsreader.library.refresh.ingest import reprocess
        from newsreader.library.workers.job_runner import InProcessRunner
        from newsreader.library.workers.pool import WorkerPool

        async def read() -> None:
            async with InProcessRunner() if article else WorkerPool() as parser:
                while await reprocess(self._store, parser, article):
                    pass

        asyncio.run(read())

    def index_waiting(self) -> None:
        """Put what is not in the indexes of words there: after an update, for the command line."""
        articles, quotations = self._store.index, self._store.quotation_index
        if articles.missing(1) or articles.old(1) or quotations.missing(1):
            from newsreader.library.refresh.ingest import index_backlog_step, review_old_words

            for _step in range(_REVIEWED):
                review_old_words(self._store)
            while articles.missing(1) or quotations.missing(1):
                index_backlog_step(self._store)

    def export_lines(self) -> Iterator[str]:
        """The lines of the whole library, without their ends."""
        return export_library(self._store)

    def import_lines(self, lines: Iterable[str]) -> ImportResult:
        """Import the lines of a library (`import_library`). Raises NewsreaderError."""
        return import_library(self._store, lines)

    def export_markdown(self, articles: Iterable[int], folder: Path) -> int:
        """Write a file of Markdown for each of these articles into a folder; how many. Raises NewsreaderError."""
        return export_markdown(self._store, articles, folder, self.process_now)
