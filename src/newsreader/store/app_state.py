"""Small values that the app remembers by itself, such as the theme chosen with a key."""

from newsreader.store.database import Database


class AppState:
    """Gets and sets values by name (`app_state`)."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, name: str, default: str = "") -> str:
        """The value kept under a name."""
        row = self._db.row("SELECT value FROM app_state WHERE name = ?", (name,))
        return str(row["value"]) if row else default

    def try_lock(self, name: str, owner: str, now: int, seconds: int) -> bool:
        """Have something to oneself until so many seconds from `now` on; False while it is another owner's.
        Who holds it may prolong it; `seconds` 0 lets it go."""
        with self._db.transaction():
            holder, _space, until = self.get(name).partition(" ")
            if holder not in ("", owner) and now < int(until):
                return False
            self.put(name, f"{owner} {now + seconds}") if seconds else self.put(name, "")
            return True

    def under(self, prefix: str) -> dict[str, str]:
        """The values whose names begin like this, by the rest of their names."""
        rows = self._db.rows("SELECT * FROM app_state WHERE substr(name, 1, ?) = ?", (len(prefix), prefix))
        return {row["name"][len(prefix) :]: row["value"] for row in rows}

    def remove(self, prefix: str) -> None:
        """Keep nothing any more under the names that begin like this."""
        self._db.write("DELETE FROM app_state WHERE substr(name, 1, ?) = ?", (len(prefix), prefix))

    def put(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        self._db.write(
            "INSERT INTO app_state VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value)
        )
