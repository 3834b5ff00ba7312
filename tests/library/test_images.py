"""Pictures of the library for other programs and for books, and the addresses that a person types."""

from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.library import images
from newsreader.library.core import Library
from newsreader.model.article import IMAGE_KINDS
from tests.store.test_store import fill

URLS = [f"https://x.example/{n}.png" for n in range(4)]


@pytest.fixture
def library(library_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """Four pictures of 10 to 13 bytes; the last is of a kind that nothing shows."""
    monkeypatch.setattr(images, "pictures_path", lambda: tmp_path / "images")
    opened = Library(library_file)
    (number,) = fill(opened._store, 1)
    for n, url in enumerate(URLS):
        opened._store.images.put(number, url, "image/png" if n < 3 else "text/html", b"x" * (10 + n))
    yield opened
    opened.close()


def test_a_picture_is_a_file_for_its_reader_alone_or_nothing(library: Library, tmp_path: Path) -> None:
    file = library.images.file(URLS[0])
    assert file and file.parent == tmp_path / "images" and file.suffix == f".{IMAGE_KINDS['image/png']}"
    assert file.read_bytes() == b"x" * 10 and file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert library.images.file(URLS[0]) == file != library.images.file(URLS[1])
    nowhere = "https://x.example/nulle.png"
    assert library.images.file(nowhere) is None is library.images.get(nowhere)
    assert library.images.content(nowhere) == b"" and library.images.content(URLS[1]) == b"x" * 11
    assert library.images.get(URLS[3]) == ("text/html", b"x" * 13)


@pytest.mark.parametrize(
    ("one", "together", "shown"),
    [(12, 100, [0, 1, 2]), (11, 100, [0, 1]), (100, 21, [0, 1]), (100, 20, [0]), (100, 33, [0, 1, 2]), (9, 100, [])],
)
def test_pictures_stand_within_a_page_as_far_as_they_are_small(
    library: Library, monkeypatch: pytest.MonkeyPatch, one: int, together: int, shown: list[int]
) -> None:
    monkeypatch.setattr(images, "_EMBEDDED", one)
    monkeypatch.setattr(images, "_EMBEDDED_TOGETHER", together)
    found = library.images.embedded([URLS[0], *URLS, "https://x.example/nulle.png"])
    assert list(found) == [URLS[n] for n in shown]
    for n in shown:
        kind, _comma, data = found[URLS[n]].partition(",")
        assert kind == "data:image/png;base64" and b64decode(data) == b"x" * (10 + n)


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("https://x.example/a", "https://x.example/a"),
        ("x.example/a", "https://x.example/a"),
        ("localhost/a", "https://localhost/a"),
        ("phare", ""),
        ("", ""),
    ],
)
def test_what_is_typed_is_an_address_where_it_names_a_host(library: Library, typed: str, url: str) -> None:
    assert library.parse_address(typed) == url
