"""Flags that come from a sync: written without an undo step, because the reader did not set them here."""

from collections.abc import Mapping

from newsreader.store.database import Database


def apply_remote_flags(database: Database, article: int, flags: Mapping[str, bool], when: int) -> None:
    """Set and clear the flags of an article as another device or a server says: "read", "saved", "tag:…".
    `when` is in seconds since 1970; what is so already keeps its own time."""
    for name, on in flags.items():
        if name in ("read", "saved"):
            test = "IS NULL" if on else "IS NOT NULL"
            sql = f"UPDATE article SET {name} = ? WHERE id = ? AND {name} {test}"
            database.write(sql, (when if on else None, article))
        elif on:
            database.write("INSERT OR IGNORE INTO article_tag VALUES (?, ?)", (article, name[4:]))
        else:
            database.write("DELETE FROM article_tag WHERE article = ? AND tag = ?", (article, name[4:]))
