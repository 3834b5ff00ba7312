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
from tests.tui.desk import Desk, done
from tests.tui.reader import NOW

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


def come(desk: Desk, *urls: str) -> None:
    """These images are in the library now."""
    data = BytesIO()
    Image.new("RGB", (8, 8), "red").save(data, "PNG")
    for url in urls:
        desk.library._store.images.put(1, url, "image/png", data.getvalue())


@pytest.fixture
def desk(library: Path) -> Iterator[Desk]:
    desk = Desk(library, images="on")
    yield desk
    desk.library.close()


def drawn(desk: Desk) -> list[str]:
    return sorted(desk.page.setting.pictures)


def test_what_is_here_is_drawn_and_the_rest_is_asked_for_once(desk: Desk) -> None:
    come(desk, URLS[0])
    for _time in range(2):
        done(desk.do.reading.open(2))
        assert drawn(desk) == []
        done(desk.do.reading.open(1))
        assert drawn(desk) == URLS[:1] and desk.helper.asked.count(FETCHED) == 1
    done(desk.do.reading.open(2))
    come(desk, URLS[1])
    desk.do.refresh.receive(ImagesStored(1))
    assert drawn(desk) == [], "another article is open"
    done(desk.do.reading.open(1))
    assert drawn(desk) == URLS
    desk.page.typeset(pictures={})
    desk.do.refresh.receive(ImagesStored(1))
    assert drawn(desk) == URLS


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
    desk = Desk(library, begun=False, **settings)
    come(desk, URLS[0])
    done(desk.do.reading.open(1))
    assert drawn(desk) == URLS[:1] * drawn_at_all and (FETCHED in desk.helper.asked) is (settings == {"images": "on"})
    desk.library.close()


def test_asked_for_large_they_are_fetched_once_and_then_shown_or_said_to_be_none(library: Path) -> None:
    desk = Desk(library, images="off")
    done(desk.do.reading.open(2))
    desk.do.images.enlarge()
    assert desk.hears() == ["No image here."]
    done(desk.do.reading.open(1))
    desk.do.images.enlarge()
    assert desk.said == ["Downloading images…"] and desk.helper.asked == [FETCHED]
    desk.do.refresh.receive(ImagesStored(1))
    assert len(desk.said) == 1 and desk.said[0].startswith("Images unavailable") and not desk.pictured
    desk.said.clear()
    desk.do.images.enlarge()
    come(desk, *URLS)
    desk.do.refresh.receive(ImagesStored(1))
    assert desk.said == [] and [words for words, _image in desk.pictured] == ["Le quai 0", "Le quai 1"]
    desk.do.refresh.receive(ImagesStored(1))
    assert len(desk.pictured) == 2, "they were asked for once"
    desk.library.close()
