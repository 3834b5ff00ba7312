"""Requests that wait until there is a network."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from newsreader.store.database import Database


class PendingRequests:
    """Requests to the fetcher that wait for the network, oldest first; each once."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def all(self) -> dict[int, dict[str, Any]]:
        """Return all requests by their numbers."""
        return {
            row["id"]: json.loads(row["request"]) for row in self._db.rows("SELECT * FROM pending_request ORDER BY id")
        }

    def add(self, request: Mapping[str, Any], now: datetime) -> None:
        """Remember a request."""
        self._db.write(
            "INSERT OR IGNORE INTO pending_request (request, created) VALUES (?, ?)",
            (json.dumps(request, sort_keys=True), int(now.timestamp())),
        )

    def remove(self, number: int) -> None:
        """Remove a request that has been done, or cannot be."""
        self._db.write("DELETE FROM pending_request WHERE id = ?", (number,))
