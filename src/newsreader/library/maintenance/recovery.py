"""Detect damage to the library's file, and recover what can be read."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from newsreader.i18n import _, plural
from newsreader.model.errors import CorruptLibraryError
from newsreader.store import integrity, recovery
from newsreader.store.file_header import is_library, is_sound
from newsreader.store.recovery import RecoveryReport
from newsreader.store.store import Store


def describe(report: RecoveryReport) -> str:
    """Say what was recovered, in a sentence."""
    count = report.rows.get
    texts = count("article_body", 0) + count("body", 0)  # as an older library calls them
    parts = (
        plural("{n} article", "{n} articles", count("article", 0)).format(n=count("article", 0)),
        plural("{n} text", "{n} texts", texts).format(n=texts),
        plural("{n} feed", "{n} feeds", count("feed", 0)).format(n=count("feed", 0)),
        plural("{n} note", "{n} notes", count("note", 0)).format(n=count("note", 0)),
    )
    return _("Recovered: {parts}. The corrupted file was kept as {path}.").format(
        parts=", ".join(parts), path=report.aside
    )


def check_and_repair(path: Path, now: datetime) -> Iterator[tuple[bool, str]]:
    """Check everything in the library's file and repair what can be repaired: whether all is well now, and a
    sentence for each finding. Raises LibraryError."""
    if path.is_file() and not path.stat().st_size:
        words = _("{path} is empty: there was no library in it, or it is lost. “newsreader restore” takes a copy.")
        yield False, words.format(path=path)
        return
    try:
        if is_library(path) and not is_sound(path):  # before anything is written that trusts its first bytes
            raise CorruptLibraryError(path)
        with closing(Store(path)) as store:
            database = store.database
            found = integrity.integrity_errors(database)
            if found or not integrity.index_is_sound(database):
                integrity.reindex(database)
                integrity.delete_orphans(database)
                if again := integrity.integrity_errors(database):
                    raise CorruptLibraryError("; ".join(again))
                yield True, _("Repaired: {words}.").format(words="; ".join(found) or _("the search index"))
            if integrity.recount(database):
                yield True, _("The counts were wrong and have been recalculated.")
            unreadable = store.articles.delete_unreadable()
            if unreadable:
                sentence = plural(
                    "{n} text is unreadable and will be downloaded again.",
                    "{n} texts are unreadable and will be downloaded again.",
                    unreadable,
                )
                yield True, sentence.format(n=unreadable)
            store.state.put("last_check", str(int(now.timestamp())))
    except CorruptLibraryError:
        yield False, _("The library is corrupted. Recovering what can be read into a new one…")
        yield True, describe(recovery.recover(path, now))
        with closing(Store(path)) as store:
            left = integrity.integrity_errors(store.database)
            yield not left, _("No problem found.") if not left else "; ".join(left)
        return
    yield True, _("No problem found.")
