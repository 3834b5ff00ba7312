"""Rejections: the feeds, tags and folders that a server has not taken. Each is said once, and not offered again for a
while."""

from collections.abc import Callable
from datetime import datetime, timedelta

from newsreader.store.app_state import AppState

#: How long it is not offered again.
_OFFERED = timedelta(days=7)
#: One fault is no answer; the same fault in so many rounds is.
_ROUNDS = 3


class Rejections:
    """The rejections of one account, stored in the library. Make a new one for each sync."""

    def __init__(self, state: AppState, account: int, now: Callable[[], datetime]) -> None:
        self._state, self._account, self._now = state, account, now
        self._counted: dict[str, int] = {}

    def has(self, what: str) -> bool:
        """Return whether the server has said that it does not take this, not long ago."""
        until = self._state.get(f"rejected:{self._account}:{what}")
        return self._seconds() < int(until or 0)

    def all(self) -> list[str]:
        """Return what is not offered just now."""
        known = self._state.under(f"rejected:{self._account}:")
        return sorted(what for what, until in known.items() if self._seconds() < int(until or 0))

    def add(self, what: str) -> None:
        """The server does not take this."""
        until = self._seconds() + int(_OFFERED.total_seconds())
        self._state.put(f"rejected:{self._account}:{what}", str(until))

    def failed_again(self, kind: str) -> bool:
        """A fault of the server's met something of this kind, in this round: whether that means that it never takes
        it."""
        if kind not in self._counted:
            self._counted[kind] = int(self._state.get(f"rounds:{self._account}:{kind}") or 0) + 1
            self._state.put(f"rounds:{self._account}:{kind}", str(self._counted[kind]))
        return self._counted[kind] >= _ROUNDS

    def accepted(self, kind: str) -> None:
        """Note that the server does take such things."""
        if self._state.get(f"rounds:{self._account}:{kind}"):
            self._state.put(f"rounds:{self._account}:{kind}", "")

    def _seconds(self) -> int:
        return int(self._now().timestamp())
