"""The page of an article: how it is set, and how one moves in it."""

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from newsreader.config import Config, load
from newsreader.library.core import Library
from newsreader.library.messages.events import ArticleStored, ImagesStored
from newsreader.library.messages.requests import FetchArticle, FetchImages, FetchPage
from newsreader.library.refresh.ingest import parse_and_store
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.text import Role, Span, Text
from newsreader.render.image_cells import Picture
from newsreader.render.image_cells import opened as opened_picture
from newsreader.store.store import Store
from newsreader.tui.layout import Pane
from tests.tui.reader import NOW, fill, opened

LONG = "Le gouvernement poursuit vraisemblablement ses investigations approfondies. " * 5
PICTURE = "https://x.example/p.png"


def a_picture(width: int = 40, height: int = 20) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "#ff0000").save(file, "PNG")
    return file.getvalue()


def put(path: Path, *blocks: Block, article: Article | None = None) -> int:
    """An article in front of the small library; its number."""
    fill(path)
    store = Store(path)
    article = article or Article("https://x.example/devant", "x:devant", "Le premier", published=NOW, language="fr")
    article = replace(article, blocks=blocks)
    number = store.articles.put_entry(store.feeds.all()[0].id, article, "s", NOW)
    parse_and_store(store, number, article, NOW)
    store.close()
    return number


def paragraph(words: str, link: str = "", url: str = "") -> Block:
    at = words.find(link)
    spans = (Span(at, at + len(link), Role.LINK, url),) if link else ()
    return Block(BlockType.PARAGRAPH, Text(words, spans))


async def test_the_column_is_set_by_keys_and_stays(library_file: Path) -> None:
    put(library_file, paragraph(LONG))
    async with opened(library_file) as reader:
        await reader.press("enter", "less_than_sign", "less_than_sign")
        assert reader.screen.article.column == 64 and "Text width: 64" in reader.sees()
    async with opened(library_file) as reader:
        assert reader.screen.article.text_width == 64
        await reader.press("enter", "z")
        assert reader.screen.pane_layout.shown() == (Pane.ARTICLE,) and "Le premier" in reader.sees()
        await reader.press("q")
        assert len(reader.screen.pane_layout.shown()) == 2


async def test_out_of_the_full_screen_one_comes_back_to_the_same_article(library_file: Path) -> None:
    put(library_file, paragraph(LONG))
    async with opened(library_file) as reader:
        await reader.press("enter", "z", "q")
        assert reader.focused() is Pane.ARTICLE and len(reader.screen.pane_layout.shown()) == 2
        await reader.press("q")
        assert reader.focused() is Pane.HEADLINES


async def test_words_are_broken_where_the_column_is_narrow_and_wished(library_file: Path) -> None:
    put(library_file, paragraph(LONG))
    for wished in (True, False):
        async with opened(library_file, (40, 20), Config(library=library_file, hyphenate=wished)) as reader:
            await reader.press("enter")
            lines = [line.text for line in reader.screen.article.page.lines]
            assert any(line.endswith("-") for line in lines) is wished
            assert max(map(len, lines)) <= reader.screen.article.column


async def test_one_goes_from_heading_to_heading_and_finds_words(library_file: Path) -> None:
    parts = [(Block(BlockType.HEADING, Text(f"Partie {n}"), level=2), paragraph(LONG * 4)) for n in range(3)]
    put(library_file, *(block for part in parts for block in part))
    async with opened(library_file) as reader:
        view = reader.screen.article
        await reader.press("enter", "right_parenthesis", "right_parenthesis")
        assert view.page.lines[view.scroll_offset.y].text == "Partie 1"
        await reader.press("left_parenthesis")
        assert view.page.lines[view.scroll_offset.y].text == "Partie 0"
        await reader.press("slash", *"partie", "enter", "n", "n")
        assert "Match 3 of 3" in reader.sees() and view.marks.match == 2
        await reader.press("q")
        assert view.marks.found == [] and reader.focused() is Pane.ARTICLE
        await reader.press("slash", *"absent", "enter")
        assert "does not occur in this article" in reader.sees()


async def test_links_carry_numbers_that_open_them_and_lead_back_and_forward(library_file: Path) -> None:
    put(library_file, paragraph("Voyez le pont.", "le pont", "https://x.example/1"))
    async with opened(library_file) as reader:
        await reader.press("enter")
        assert "le pont¹." in reader.sees()
        await reader.press("1")
        assert "Parole numéro 1" in reader.sees()
        await reader.press("q")
        assert "Voyez le pont" in reader.sees()
        await reader.press("alt+right")
        assert "Parole numéro 1" in reader.sees()
        await reader.press("q", "7")
        assert "This article has 1 link." in reader.sees()


async def test_a_link_of_two_digits_is_not_taken_for_the_first_of_them(
    library_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(
        library_file,
        *(paragraph(f"Voyez le pont {n}.", "le pont", f"https://x.example/pont/{n}") for n in range(1, 13)),
    )
    monkeypatch.setattr("newsreader.tui.panes.link_digits.PAUSE", 60)
    async with opened(library_file) as reader:
        await reader.press("enter", "1")
        assert "Link 1" in reader.sees() and not [one for one in reader.helper.asked if isinstance(one, FetchPage)]
        await reader.press("2")
        assert [one for one in reader.helper.asked if isinstance(one, FetchPage)] == [
            FetchPage("https://x.example/pont/12")
        ]
        monkeypatch.setattr("newsreader.tui.panes.link_digits.PAUSE", 0.05)
        await reader.press("1")
        assert reader.helper.asked[-1] == FetchPage("https://x.example/pont/1")


async def test_a_live_page_is_sorted_and_says_what_is_new(library_file: Path) -> None:
    updates = [Block(BlockType.UPDATE, Text(f"Nouvelle {n}"), time=NOW - timedelta(hours=n)) for n in range(3)]
    number = put(library_file, *updates[1:])
    async with opened(library_file) as reader:
        await reader.press("enter")
        assert "● new" not in reader.sees()
        assert reader.sees().index("Nouvelle 1") < reader.sees().index("Nouvelle 2")
        await reader.press("s")
        assert reader.sees().index("Nouvelle 2") < reader.sees().index("Nouvelle 1")
    store = Store(library_file)
    fresh = replace(store.articles.load(number), blocks=tuple(updates))  # type: ignore[type-var]
    store.positions.visit(number, int((NOW - timedelta(minutes=30)).timestamp()))
    parse_and_store(store, number, fresh, NOW)  # type: ignore[arg-type]
    store.close()
    async with opened(library_file) as reader:
        await reader.press("enter")
        seen = reader.sees()
        assert seen.count("● new") == 1 and seen.index("Nouvelle 2") < seen.index("● new") < seen.index("Nouvelle 0")


async def test_pictures_are_drawn_where_they_are_kept_and_fetched_where_wished(
    library_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = put(library_file, Block(BlockType.IMAGE, Text("Le port"), url=PICTURE), paragraph(LONG))
    async with opened(library_file, config=Config(library=library_file, images="on")) as reader:
        await reader.press("enter")
        assert FetchImages(number) in reader.helper.asked and "[Image · I shows it] Le port" in reader.sees()
        store = Store(library_file)
        store.images.put(number, PICTURE, "image/png", a_picture())
        store.close()
        reader.receive(ImagesStored(number))
        await reader.settled()
        assert "▀▀▀▀" in reader.sees() and "[Image] Le port" in reader.sees()
        await reader.press("I")
        assert "Le port" in reader.sees() and "[Image]" not in reader.sees()
        await reader.press("q")
        assert reader.focused() is Pane.ARTICLE
    monkeypatch.setenv("SSH_CONNECTION", "far away")
    async with opened(library_file) as reader:
        await reader.press("enter")
        assert "▀▀▀▀" not in reader.sees() and "[Image · I shows it] Le port" in reader.sees()


async def test_that_pictures_are_on_their_way_is_said_until_they_are_there(library_file: Path) -> None:
    number = put(library_file, Block(BlockType.IMAGE, Text("Le port"), url=PICTURE), paragraph(LONG))
    async with opened(library_file) as reader:
        await reader.press("enter", "I")
        assert FetchImages(number) in reader.helper.asked and "Downloading images…" in reader.sees()
        store = Store(library_file)
        store.images.put(number, PICTURE, "image/png", a_picture())
        store.close()
        reader.receive(ImagesStored(number))
        await reader.settled()
        await reader.press("q")
        assert reader.focused() is Pane.ARTICLE and "Downloading images…" not in reader.sees()


async def test_a_page_that_failed_is_tried_again_by_key_before_its_time(library_file: Path) -> None:
    put(library_file, paragraph(LONG))
    store = Store(library_file)
    entry = Article(
        "https://x.example/mur", "x:mur", "Derrière le mur", published=NOW + timedelta(minutes=1), complete=False
    )
    number = store.articles.put_entry(store.feeds.all()[0].id, entry, "s", NOW)
    store.articles.record_failure(number, "x.example ne répond pas.", NOW)
    store.close()
    async with opened(library_file, (80, 24)) as reader:
        await reader.press("enter")
        assert "r tries now" in " ".join(reader.sees().split())
        asked = reader.helper.asked.count(FetchArticle(number))
        await reader.press("r")
        assert reader.helper.asked.count(FetchArticle(number)) == asked + 1 and "Downloading the page…" in reader.sees()
        reader.receive(ArticleStored(number))
        await reader.settled()
        assert "Downloading the page…" not in reader.sees()
        # What is here is not asked for.
        await reader.press("J")
        before = len(reader.helper.asked)
        await reader.press("r")
        assert len(reader.helper.asked) == before and "already here" in reader.sees()


def test_what_is_no_picture_or_a_bomb_is_none() -> None:
    whole = a_picture()
    assert Picture.read(whole) is not None
    for hostile in (b"", b"<svg/>", whole[:60], whole[:16] + b"\xff" * 8 + whole[24:], b"GIF89a" + b"\0" * 40):
        assert Picture.read(hostile) is None
    bomb = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(bomb, "PNG")
    assert len(bomb.getvalue()) < 100_000 and opened_picture(bomb.getvalue()) is None
    cells = Picture.read(a_picture(400, 100)).cells(30)  # type: ignore[union-attr]
    assert len(cells[0]) == 30 and len(cells) == 4 and cells[0][0] == ("#ff0000", "#ff0000")


async def test_plain_signs_are_all_that_is_drawn(library_file: Path) -> None:
    put(library_file, paragraph("« Le port respire ! » dit-elle… à l’aube.", "port", "https://x.example/1"))
    async with opened(library_file, config=Config(library=library_file, ascii=True)) as reader:
        await reader.press("enter")
        seen = reader.sees()
        assert all(sign.isascii() or sign.isalpha() for sign in seen) and "port[1]" in seen and "à l'aube" in seen


async def test_settings_are_changed_inside_and_kept_in_the_file(library_file: Path, tmp_path: Path) -> None:
    put(library_file, paragraph(LONG))
    file = tmp_path / "settings" / "config.toml"
    async with opened(library_file, config=replace(load(file), library=library_file)) as reader:
        await reader.press("enter", "C", "j", "j")
        assert "Text width in columns" in reader.sees()
        await reader.press("enter", *["backspace"] * 2, *"50", "enter")
        assert load(file).text_width == 50 and reader.screen.article.text_width == 50
        await reader.press("enter", *["backspace"] * 2, *"9000", "enter")
        assert "between 20 and 200" in reader.sees() and load(file).text_width == 50
        await reader.press("q")
        assert reader.focused() is Pane.ARTICLE


async def test_a_theme_is_tried_on_kept_or_given_up(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("ctrl+t", "j", "j")
        assert reader.app.theme == "newsreader-contrast"
        await reader.press("escape")
        assert reader.app.theme == "newsreader-dark"
        await reader.press("ctrl+t", "j", "j", "enter")
    async with opened(library_file) as reader:
        assert reader.app.theme == "newsreader-contrast"
        for name in reader.app.available_themes:
            reader.app.theme = name
            await reader.settled()
            assert "Titre 0" in reader.sees()


async def test_the_first_keys_stand_above_until_three_articles_are_open(library_file: Path) -> None:
    fill(library_file)
    library = Library(library_file)
    library.set_state("created", "2026-01-01")
    library.close()
    async with opened(library_file) as reader:
        assert "? shows all keys" in reader.sees()
        for _article in range(3):
            await reader.press("enter", "q", "j")
        assert "? shows all keys" not in reader.sees()
