"""A full-text index (SQLite's FTS5) without a copy of its texts, written in the index's own order."""

from newsreader.store.database import Database


class FtsTable:
    """An FTS5 table without contents. FTS5 could delete a text only if it were given again; so a changed text gets a
    new number, and what is indexed under the old one belongs to no row and is not found."""

    def __init__(self, database: Database, name: str, columns: tuple[str, ...]) -> None:
        self._db, self.name = database, name
        placeholders = ", ".join("?" * (len(columns) + 1))
        self._insert = f"INSERT INTO {name} (rowid, {', '.join(columns)}) VALUES ({placeholders})"
        #: What this transaction has given numbers to.
        self._waiting: list[tuple[int, tuple[str, ...]]] = []
        database.defer(self)

    def write_out(self) -> None:
        """Write the words that wait, in the index's own order: FTS5 writes itself out whenever another statement begins
        that can be taken back alone, and at each step back in its order."""
        waiting, self._waiting = sorted(self._waiting), []
        self._db.write_many(self._insert, ((number, *words) for number, words in waiting))

    def forget(self) -> None:
        """Let go of the words that wait."""
        self._waiting = []

    def merge_step(self) -> bool:
        """Put a part of the index in order; whether there is more to do."""
        with self._db.transaction():
            before = self._db.changes()
            self._db.write(f"INSERT INTO {self.name} ({self.name}, rank) VALUES ('merge', 200)")
            return self._db.changes() - before > 1

    def count(self) -> int:
        """Return how many texts it holds, those that are found no more among them."""
        row = self._db.row(f"SELECT COUNT(*) FROM {self.name}_docsize")
        return int(row[0]) if row else 0

    def delete_all(self) -> None:
        """Empty the index. Part of a transaction that says which texts are to be put there again."""
        self._db.write(f"INSERT INTO {self.name} ({self.name}) VALUES ('delete-all')")
