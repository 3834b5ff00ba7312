"""Suspend Python's garbage collector while a page is parsed."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Do something short without the collector, which would look at each of thousands of new objects again and again.

    A fifth of the time that a page takes. Nothing is kept for longer than that; threads may do it at once.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
