"""The result of a sync, counted as it goes on."""

from dataclasses import replace

from newsreader.model.sync import SyncResult


class SyncCounter:
    """Collects counts and notes for the reader; `result` has them so far."""

    def __init__(self, name: str) -> None:
        self.result = SyncResult(name)

    def count(self, sent: int = 0, received: int = 0, new: int = 0) -> None:
        """Add to the counts."""
        done = self.result
        self.result = replace(done, sent=done.sent + sent, received=done.received + received, new=done.new + new)

    def note(self, words: str) -> None:
        """A sentence, once."""
        if words not in self.result.notes:
            self.result = replace(self.result, notes=(*self.result.notes, words))
