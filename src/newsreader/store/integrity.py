"""Check an open library, and repair its indexes, counts and references."""

from newsreader.i18n import _
from newsreader.model.errors import LibraryError
from newsreader.store.database import Database
from newsreader.store.migrations import SCHEMA, statements

_INDEXES = ("article_fts", "quotation_fts")
_MUTED = (
    "COALESCE((SELECT MIN(feed.muted) FROM feed_article JOIN feed ON feed.id = feed WHERE article = article.id), 0)"
)
_UNREAD = "(SELECT COUNT(*) FROM article WHERE read IS NULL AND hidden IS NULL AND duplicate_of IS NULL AND NOT muted)"
_RECOUNT = (
    "UPDATE feed_article SET (sort_time, unread) = (SELECT sort_time, read IS NULL AND hidden IS NULL FROM article "
    "WHERE id = article) WHERE (sort_time, unread) <> (SELECT sort_time, read IS NULL AND hidden IS NULL FROM article "
    "WHERE id = article)",
    "UPDATE feed SET (total, unread) = (SELECT COUNT(*), COALESCE(SUM(unread), 0) FROM feed_article WHERE feed = id) "
    "WHERE (total, unread) <> (SELECT COUNT(*), COALESCE(SUM(unread), 0) FROM feed_article WHERE feed = id)",
    f"UPDATE article SET muted = {_MUTED} WHERE muted <> {_MUTED}",
    f"UPDATE counter SET unread = {_UNREAD} WHERE unread <> {_UNREAD}",
)


def integrity_errors(database: Database) -> list[str]:
    """Return what is wrong with the file: everything SQLite finds, and rows that refer to nothing."""
    errors = [str(row[0]) for row in database.rows("PRAGMA integrity_check(5)") if row[0] != "ok"]
    astray = database.rows("PRAGMA foreign_key_check")
    return errors + [_("{n} orphaned rows").format(n=len(astray))] * bool(astray)


def recount(database: Database) -> bool:
    """Count anew what the triggers keep; whether anything was wrong."""
    with database.transaction():
        before = database.changes()
        for sql in _RECOUNT:
            database.write(sql)
        return database.changes() > before


def index_is_sound(database: Database) -> bool:
    """Return whether the indexes of words are (FTS5, "The 'integrity-check' command")."""
    try:
        for table in _INDEXES:
            database.write(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
    except LibraryError:
        return False
    return True


def reindex(database: Database) -> None:
    """Make the indexes anew; the one of words is filled while the reader is open. Raises LibraryError."""
    with database.transaction():
        for table in _INDEXES:
            database.write(f"DROP TABLE {table}")
        database.write("UPDATE article SET fts_rowid = NULL, quotes_rowid = NULL")
        for statement in statements(SCHEMA.read_text(encoding="utf-8")):
            if statement.startswith(("CREATE VIRTUAL TABLE", *(f"INSERT INTO {table}" for table in _INDEXES))):
                database.write(statement)
        database.write("REINDEX")


def delete_orphans(database: Database) -> None:
    """Delete what refers to a feed or an article that is not there; notes stay, without their article."""
    with database.transaction():
        for table in [str(row[0]) for row in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]:
            for key in database.rows(f"PRAGMA foreign_key_list({table})"):
                astray = f"{key['from']} IS NOT NULL AND {key['from']} NOT IN (SELECT {key['to']} FROM {key['table']})"
                if key["on_delete"] == "SET NULL":
                    database.write(f"UPDATE {table} SET {key['from']} = NULL WHERE {astray}")
                else:
                    database.write(f"DELETE FROM {table} WHERE {astray}")
