"""Images of the open article: drawn where they are here, fetched where the settings say so, shown large when asked for."""

from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from newsreader.library.messages.events import ImagesStored
from newsreader.library.messages.requests import FetchImages
from newsreader.model.article import Block, BlockType
from newsreader.model.text import Text
from newsreader.store.store import Store
from tests.store.test_store import an_article
from tests.tui.reader import NOW
from tests.tui.without_screen import ReaderWithoutScreen, done

URLS = [f"https://x.example/{n}.png" for n in range(2)]
FETCHED = FetchImages(1)


@pytest.fixture
def library(library_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An article with two images, and one without."""
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    with closing(Store(library_file)) as store:
        blocks = tuple(Block(BlockType.IMAGE, Text(f"Le quai {n}"), url=url) for n, url in enumerate(URLS))
        feed, _new = store.feeds.add("https://x.example/f.rss", "Essai")
        store.articles.put_entry(feed, an_article(1, blocks=blocks), "s", NOW)
        store.articles.put_entry(feed, an_article(2), "s", NOW)
    return library_file


def come(reader: ReaderWithoutScreen, *urls: str) -> None:
    """These images are in the library now."""
    data = BytesIO()
    Image.new("RGB", (8, 8), "red").save(data, "PNG")
    for url in urls:
        reader.library._store.images.put(1, url, "image/png", data.getvalue())


@pytest.fixture
def reader(library: Path) -> Iterator[ReaderWithoutScreen]:
    reader = ReaderWithoutScreen(library, images="on")
    yield reader
    reader.library.close()


def drawn(reader: ReaderWithoutScreen) -> list[str]:
    return sorted(reader.page.setting.pictures)


def test_what_is_here_is_drawn_and_the_rest_is_asked_for_once(reader: ReaderWithoutScreen) -> None:
    come(reader, URLS[0])
    for _time in range(2):
        done(reader.do.reading.open(2))
        assert drawn(reader) == []
        done(reader.do.reading.open(1))
        assert drawn(reader) == URLS[:1] and reader.helper.asked.count(FETCHED) == 1
    done(reader.do.reading.open(2))
    come(reader, URLS[1])
    reader.do.events.receive(ImagesStored(1))
    assert drawn(reader) == [], "another article is open"
    done(reader.do.reading.open(1))
    assert drawn(reader) == URLS
    reader.page.typeset(pictures={})
    reader.do.events.receive(ImagesStored(1))
    assert drawn(reader) == URLS


@pytest.mark.parametrize(
    ("settings", "remote", "drawn_at_all"),
    [
        ({"images": "off"}, "", False),
        ({"images": "on", "ascii": True}, "", False),
        ({"images": "on"}, "x", True),
        ({"images": "auto"}, "", True),
        ({"images": "auto"}, "x", False),
    ],
)
def test_they_are_drawn_where_the_settings_and_the_line_allow_it(
    library: Path, monkeypatch: pytest.MonkeyPatch, settings: dict[str, Any], remote: str, drawn_at_all: bool
) -> None:
    if remote:
        monkeypatch.setenv("SSH_CONNECTION", remote)
    reader = ReaderWithoutScreen(library, begun=False, **settings)
    come(reader, URLS[0])
    done(reader.do.reading.open(1))
    assert drawn(reader) == URLS[:1] * drawn_at_all and (FETCHED in reader.helper.asked) is (
        settings == {"images": "on"}
    )
    reader.library.close()


def test_asked_for_large_they_are_fetched_once_and_then_shown_or_said_to_be_none(library: Path) -> None:
    reader = ReaderWithoutScreen(library, images="off")
    done(reader.do.reading.open(2))
    reader.do.images.enlarge()
    assert reader.hears() == ["No image here."]
    done(reader.do.reading.open(1))
    reader.do.images.enlarge()
    assert reader.said == ["Downloading images…"] and reader.helper.asked == [FETCHED]
    reader.do.events.receive(ImagesStored(1))
    assert len(reader.said) == 1 and reader.said[0].startswith("Images unavailable") and not reader.pictured
    reader.said.clear()
    reader.do.images.enlarge()
    come(reader, *URLS)
    reader.do.events.receive(ImagesStored(1))
    assert reader.said == [] and [words for words, _image in reader.pictured] == ["Le quai 0", "Le quai 1"]
    reader.do.events.receive(ImagesStored(1))
    assert len(reader.pictured) == 2, "they were asked for once"
    reader.library.close()
