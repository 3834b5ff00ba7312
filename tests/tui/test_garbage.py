"""Garbage is looked for while nobody is at the keys."""

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.tui import garbage
from newsreader.tui.garbage import GarbageCollection
from tests.tui.reader import fill, opened


class Circle:
    """Something that only the collector takes away."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collection(monkeypatch: pytest.MonkeyPatch) -> Iterator[GarbageCollection]:
    one = GarbageCollection()
    monkeypatch.setattr(garbage, "_FEW", -1)
    one.begin()
    yield one
    one.end()
    gc.unfreeze()


def test_it_waits_for_the_keys_to_rest(collection: GarbageCollection, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = weakref.ref(Circle())
    collection.key_pressed()
    collection.collect()
    assert seen() is not None
    monkeypatch.setattr(garbage, "REST", 0.0)
    collection.collect()
    assert seen() is None


def test_it_does_not_wait_for_ever(collection: GarbageCollection, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = weakref.ref(Circle())
    monkeypatch.setattr(garbage, "_MOST", -1)
    collection.key_pressed()
    collection.collect()
    assert seen() is None


async def test_python_collects_again_once_the_reader_is_closed(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("j")
        assert not gc.isenabled()
    assert gc.isenabled()
