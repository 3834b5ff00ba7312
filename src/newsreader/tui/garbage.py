"""Run Python's garbage collector only while no key is being handled.

It goes through everything that came into being since the first screen: of a long page that takes as long as to lay out
what is seen of it, and by itself it does so in the middle of a key.
"""

import gc
import time

#: Seconds between two looks at whether it is time, and of rest that there have to be since the last key.
EVERY, REST = 1.0, 0.5
#: New objects that are not worth it, and those that are collected whether there is rest or not.
_FEW, _MOST = 5_000, 300_000
#: Seconds after which, at rest, the old ones are gone through too.
_LONG = 60.0


class GarbageCollection:
    """Schedules collections, from the first screen on. Objects that exist by then are frozen: they are never examined
    again."""

    def __init__(self) -> None:
        self._last_key = self._last_whole = 0.0

    def begin(self) -> None:
        """Collect garbage here from now on."""
        gc.freeze()
        gc.disable()

    def end(self) -> None:
        """Leave that to Python again."""
        gc.enable()

    def key_pressed(self) -> None:
        """Tell that somebody is at the keys."""
        self._last_key = time.monotonic()

    def collect(self) -> None:
        """Collect, if it is worth it and this is the moment."""
        now, objects = time.monotonic(), gc.get_count()[0]
        rest = now - self._last_key
        if objects > _MOST or (rest >= REST and objects > _FEW):
            gc.collect(1)
        elif rest >= REST and now - self._last_whole >= _LONG:
            gc.collect()
            self._last_whole = now
