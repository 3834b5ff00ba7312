"""What servers have asked of us: to wait, and which pages to leave alone."""

from datetime import UTC, datetime

from newsreader.store.database import Database


class Hosts:
    """One row a server."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def waiting(self, now: datetime) -> dict[str, datetime]:
        """The servers that want to be left alone, and until when."""
        rows = self._db.rows("SELECT name, until FROM host WHERE until > ?", (int(now.timestamp()),))
        return {row["name"]: datetime.fromtimestamp(row["until"], UTC) for row in rows}

    def wait(self, name: str, until: datetime) -> None:
        """A server asked to be left alone."""
        self._db.write(
            "INSERT INTO host (name, until) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET until = excluded.until",
            (name, int(until.timestamp())),
        )

    def robots(self, name: str, since: datetime) -> str | None:
        """The robots.txt of a server as it was read since then; None when it has to be read."""
        row = self._db.row(
            "SELECT robots FROM host WHERE name = ? AND robots_read >= ?", (name, int(since.timestamp()))
        )
        return str(row["robots"]) if row else None

    def keep_robots(self, name: str, robots: str, now: datetime) -> None:
        """A server's robots.txt was read."""
        self._db.write(
            "INSERT INTO host (name, robots, robots_read) VALUES (?1, ?2, ?3) "
            "ON CONFLICT (name) DO UPDATE SET robots = ?2, robots_read = ?3",
            (name, robots, int(now.timestamp())),
        )
