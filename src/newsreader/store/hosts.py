"""Requests of servers: pauses between requests, and the pages that robots.txt excludes."""

from datetime import UTC, datetime, timedelta

from newsreader.store.database import Database


class Hosts:
    """Reads and writes pauses and robots.txt rules, a row a host."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def waiting(self, now: datetime) -> dict[str, datetime]:
        """The servers that want to be left alone, and until when."""
        rows = self._db.rows("SELECT name, paused_until FROM host WHERE paused_until > ?", (int(now.timestamp()),))
        return {row["name"]: datetime.fromtimestamp(row["paused_until"], UTC) for row in rows}

    def wait(self, name: str, until: datetime, pace: timedelta = timedelta()) -> None:
        """A server asked to be left alone, and is to be asked at this pace then."""
        self._db.write(
            "INSERT INTO host (name, paused_until, request_interval) VALUES (?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET paused_until = excluded.paused_until, request_interval = "
            "excluded.request_interval",
            (name, int(until.timestamp()), int(pace.total_seconds())),
        )

    def paces(self, since: datetime) -> dict[str, timedelta]:
        """Return how far apart requests are to be, for the servers that asked to be left alone until then or later."""
        rows = self._db.rows(
            "SELECT name, request_interval FROM host WHERE request_interval AND paused_until > ?",
            (int(since.timestamp()),),
        )
        return {row["name"]: timedelta(seconds=row["request_interval"]) for row in rows}

    def robots(self, name: str, since: datetime) -> str | None:
        """The robots.txt of a server as it was read since then; None when it has to be read."""
        row = self._db.row(
            "SELECT robots FROM host WHERE name = ? AND robots_read >= ?", (name, int(since.timestamp()))
        )
        return str(row["robots"]) if row else None

    def put_robots(self, name: str, robots: str, now: datetime) -> None:
        """A server's robots.txt was read."""
        self._db.write(
            "INSERT INTO host (name, robots, robots_read) VALUES (?1, ?2, ?3) "
            "ON CONFLICT (name) DO UPDATE SET robots = ?2, robots_read = ?3",
            (name, robots, int(now.timestamp())),
        )
