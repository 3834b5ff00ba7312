"""Marks that come from elsewhere: put on articles without a step, because the reader did not do it here."""

from collections.abc import Mapping

from newsreader.store.database import Database


def apply_remote_flags(database: Database, article: int, marks: Mapping[str, bool], when: int) -> None:
    """Put on an article, and take from it, what another machine or a server says: "read", "saved", "tag:…".
    `when` is in seconds since 1970; what is so already keeps its own time."""
    for name, given in marks.items():
        if name in ("read", "saved"):
            test = "IS NULL" if given else "IS NOT NULL"
            sql = f"UPDATE article SET {name} = ? WHERE id = ? AND {name} {test}"
            database.write(sql, (when if given else None, article))
        elif given:
            database.write("INSERT OR IGNORE INTO article_tag VALUES (?, ?)", (article, name[4:]))
        else:
            database.write("DELETE FROM article_tag WHERE article = ? AND tag = ?", (article, name[4:]))
