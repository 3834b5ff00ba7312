"""Delete old articles. Those that are saved, tagged, noted or corrected are kept."""

from collections.abc import Iterable, Sequence

from newsreader.store.database import Database

#: As a test of `article`: it may be deleted when its time is over.
MAY_GO = (
    "saved IS NULL AND NOT EXISTS (SELECT 1 FROM article_tag WHERE article_tag.article = article.id) "
    "AND NOT EXISTS (SELECT 1 FROM note WHERE note.article = article.id) "
    "AND NOT EXISTS (SELECT 1 FROM correction WHERE correction.article = article.id)"
)
#: As a test of `article`: it goes with the feed ?1. No other names it, and nobody has saved, tagged, noted, corrected
#: or hidden it.
ALONE = (
    f"id IN (SELECT article FROM feed_article WHERE feed = ?1) AND {MAY_GO} AND hidden IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM feed_article WHERE article = article.id AND feed <> ?1)"
)


class Retention:
    """Deletes articles beyond the limits, and keeps their tombstones, so that feeds do not bring them back."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def oldest(self, before: int, limit: int) -> list[int]:
        """The oldest articles that may go and are from before a moment (seconds since 1970)."""
        rows = self._db.rows(
            f"SELECT id FROM article WHERE sort_time < ? AND {MAY_GO} ORDER BY sort_time, id LIMIT ?", (before, limit)
        )
        return [row["id"] for row in rows]

    def older(self, before: int) -> int:
        """Count them."""
        row = self._db.row(f"SELECT COUNT(*) FROM article WHERE sort_time < ? AND {MAY_GO}", (before,))
        return int(row[0]) if row else 0

    def count(self) -> int:
        """Count the articles."""
        row = self._db.row("SELECT COUNT(*) FROM article")
        return int(row[0]) if row else 0

    def size(self) -> int:
        """The bytes that the library uses of its file."""
        pages, free, size = (self._db.row(f"PRAGMA {name}") for name in ("page_count", "freelist_count", "page_size"))
        return (pages[0] - free[0]) * size[0] if pages and free and size else 0

    def delete(self, articles: Sequence[int]) -> None:
        """Let these go, with all that hangs on them."""
        with self._db.transaction():
            placeholders = ",".join("?" * len(articles))
            rows = self._db.rows(f"SELECT key FROM article WHERE id IN ({placeholders})", list(articles))
            names = [str(row["key"]) for row in rows]
            rows = self._db.rows(
                "SELECT url, name FROM entry_name JOIN feed ON feed.id = entry_name.feed "
                f"WHERE article IN ({placeholders})",
                list(articles),
            )
            names += [tombstone_key(row["url"], row["name"]) for row in rows]
            self._db.write_many("INSERT OR IGNORE INTO tombstone VALUES (?)", ((_number(name),) for name in names))
            self._db.write(f"DELETE FROM article WHERE id IN ({placeholders})", list(articles))

    def any(self) -> bool:
        """Return whether any article went."""
        return self._db.row("SELECT 1 FROM tombstone") is not None

    def deleted_keys(self, keys: Iterable[str]) -> set[str]:
        """Return, of these keys and of names in feeds (`tombstone_key`), those of articles that went."""
        return {key for key in keys if self._db.row("SELECT 1 FROM tombstone WHERE key = ?", (_number(key),))}


def tombstone_key(feed: str, name: int) -> str:
    """Return the name that the feed with this address gives an entry (`EntryId`), as a key that no article has."""
    return f"{feed}\n{name}"


def _number(key: str) -> int:
    """A number for a key: two keys in a library of a million share one once in thirty million libraries."""
    from hashlib import blake2b

    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
