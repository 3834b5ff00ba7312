"""Giving articles to services, and binding them into books."""

import asyncio
import json
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl
from xml.dom import minidom

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.config import Config
from newsreader.fetch.client import Client
from newsreader.library.core import Library
from newsreader.library.refresh.ingest import parse_and_store
from newsreader.library.sharing.epub import daily_edition, write_epub
from newsreader.library.sharing.services import Service, article_sender
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.errors import ConfigError, FetchError, NewsreaderError
from newsreader.model.note import Note
from newsreader.model.text import Role, Span, Text
from newsreader.render.xhtml import xhtml_text
from newsreader.store.store import Store
from tests.feedserver import handled

ARTICLE = Article("http://presse.example/1.html", "x:1", "L'été & <la> mer", outlet="La Presse", language="fr")


def settings(tmp_path: Path, send: dict[str, Any], passes: str = "") -> Config:
    file = tmp_path / "passes.toml"
    file.write_text(passes)
    file.chmod(0o600)
    return Config(send=send, passes=file, file=tmp_path / "config.toml")


def sent(
    tmp_path: Path,
    send: dict[str, Any],
    passes: str,
    answers: list[tuple[int, str]],
    article: Article = ARTICLE,
) -> list[tuple[str, str, Any]]:
    """What a service was sent: path, authorisation, and the form or the JSON."""
    asked: list[tuple[str, str, Any]] = []

    def answer(path: str, body: str, headers: dict[str, str]) -> tuple[int, str]:
        is_json = "json" in headers.get("Content-Type", "")
        asked.append((path, headers.get("Authorization", ""), json.loads(body) if is_json else dict(parse_qsl(body))))
        return answers[len(asked) - 1]

    async def give(base: str) -> None:
        tables = {
            name: {k: str(v).replace("BASE", base) if k in ("server", "url") else v for k, v in one.items()}
            for name, one in send.items()
        }
        async with Client() as client:
            with closing(Store(tmp_path / "library.db")) as store:
                number = store.articles.put_entry(0, article, "", datetime.now(UTC))
                with store.undo.record("tags", datetime.now(UTC)) as step:
                    store.tags.tag(step, [number], ["mer", "été"])
                await article_sender(store, client, settings(tmp_path, tables, passes))(next(iter(tables)), number)

    with handled(answer) as base:
        asyncio.run(give(base))
    return asked


def test_wallabag_is_asked_for_a_pass_first(tmp_path: Path) -> None:
    secrets = '["send.wallabag"]\nuser = "u"\npassword = "p"\nclient_id = "i"\nclient_secret = "s"\n'
    first, second = sent(
        tmp_path,
        {"wallabag": {"server": "BASE/"}},
        secrets,
        [(200, '{"access_token": "T", "url": "http://elsewhere/"}'), (200, "{}")],
    )
    form = {"grant_type": "password", "client_id": "i", "client_secret": "s", "username": "u", "password": "p"}
    assert first == ("/oauth/v2/token", "", form)
    # What a server answers fills in what is missing, and nothing else.
    assert second == (
        "/api/entries.json",
        "Bearer T",
        {"url": ARTICLE.url, "title": "L'été & <la> mer", "tags": "mer,été"},
    )


def test_wallabag_is_given_the_text_that_it_may_not_be_able_to_fetch(tmp_path: Path) -> None:
    secrets = '["send.wallabag"]\nuser = "u"\npassword = "p"\nclient_id = "i"\nclient_secret = "s"\n'
    blocks = (Block(BlockType.PARAGRAPH, Text("Le port <attend>.")),)
    known = replace(
        ARTICLE, blocks=blocks, authors=("Anne Bec", "Yann Tregor"), published=datetime(2026, 11, 2, tzinfo=UTC)
    )
    for number, article in enumerate((known, replace(known, complete=False), replace(known, partial=True))):
        place = tmp_path / str(number)
        place.mkdir()
        answers = [(200, '{"access_token": "T"}'), (200, "{}")]
        form = sent(place, {"wallabag": {"server": "BASE/"}}, secrets, answers, article)[1][2]
        assert form["authors"] == "Anne Bec,Yann Tregor" and form["published_at"] == "2026-11-02T00:00:00+00:00"
        assert "<p>Le port &lt;attend&gt;.</p>" in form["content"] if article is known else "content" not in form


def test_readeck_takes_json(tmp_path: Path) -> None:
    asked = sent(tmp_path, {"readeck": {"server": "BASE"}}, '["send.readeck"]\ntoken = "T"\n', [(202, "")])
    told = {"url": ARTICLE.url, "title": ARTICLE.title, "labels": ["mer", "été"]}
    assert asked == [("/api/bookmarks", "Bearer T", told)]


def test_linkding_keeps_what_its_user_has_written(tmp_path: Path) -> None:
    secrets, check = (
        '["send.linkding"]\ntoken = "T"\n',
        "/api/bookmarks/check/?url=http%3A%2F%2Fpresse.example%2F1.html",
    )
    asked = sent(tmp_path, {"linkding": {"server": "BASE"}}, secrets, [(200, '{"bookmark": null}'), (201, "{}")])
    told = {"url": ARTICLE.url, "title": ARTICLE.title, "tag_names": ["mer", "été"], "unread": True}
    assert [asked[0][0], asked[1]] == [check, ("/api/bookmarks/", "Token T", told)]
    there = {
        "bookmark": {"id": 7, "title": "Mon titre", "notes": "à moi", "tag_names": ["perso", "mer"], "unread": False}
    }
    asked = sent(tmp_path, {"linkding": {"server": "BASE"}}, secrets, [(200, json.dumps(there)), (200, "{}")])
    assert asked[1] == ("/api/bookmarks/7/", "Token T", {"tag_names": ["perso", "mer", "été"]})


@pytest.mark.parametrize("name", ["readeck", "linkding", "wallabag"])
def test_a_web_page_is_not_taken_for_given(tmp_path: Path, name: str) -> None:
    keys = "token user password client_id client_secret".split()
    secrets = f'["send.{name}"]\n' + "".join(f'{key} = "k"\n' for key in keys)
    for page in ("<!doctype html><title>Log in</title>", "\n <html>"):
        with pytest.raises(FetchError, match=name):
            sent(tmp_path, {name: {"server": "BASE"}}, secrets, [(200, page)] * 3)


def test_a_service_of_one_s_own_and_a_refusal(tmp_path: Path) -> None:
    own = {"mine": {"url": "BASE/add", "form": {"link": "{url}", "from": "{outlet}"}}}
    assert sent(tmp_path, own, "", [(201, "ok")]) == [("/add", "", {"link": ARTICLE.url, "from": "La Presse"})]
    with pytest.raises(FetchError, match=r"passes\.toml"):
        sent(tmp_path, own, "", [(403, "no")])


@pytest.mark.parametrize(
    ("send", "said"),
    [
        ({}, r"\[send.readeck\]"),
        ({"readeck": {}}, "server is missing"),
        ({"readeck": {"server": "http://x"}}, "token"),
        ({"readeck": {"preset": "other"}}, "wallabag"),
        ({"readeck": {"steps": 5}}, "step"),
        ({"readeck": {"url": "http://x", "steps": [{"link": 1}]}}, "step"),
    ],
)
def test_what_is_missing_is_said(tmp_path: Path, send: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        Service("readeck", settings(tmp_path, send))


# ------------------------------------------------------------ books


def saved_articles(store: Store) -> list[int]:
    """Three articles of two feeds, one of them of the day before."""
    now = datetime.now(UTC)
    numbers = []
    for n, (feed, folder) in enumerate((("a", "Mer & ciel"), ("b", ""), ("a", "Mer & ciel"))):
        number, _new = store.feeds.add(f"http://presse.example/{feed}.rss", feed.upper(), folder)
        blocks = (
            Block(BlockType.PARAGRAPH, Text("« Le <quai> est beau & long », dit Ida Bec, maire de la ville.")),
            Block(BlockType.LIST, items=(Text("un"), Text("deux"))),
            Block(BlockType.IMAGE, Text("Une vue"), url="http://presse.example/1.png", alt='"vue"'),
            Block(BlockType.TABLE, rows=(("a", "<b>"), ("1", "2"))),
            Block(
                BlockType.RELATED, Text("Ailleurs", (Span(0, 8, Role.LINK, "http://y/?a=1&b=2"),)), url="http://y/?a&b"
            ),
        )
        published = now - timedelta(days=2 if n == 2 else 0)
        article = replace(ARTICLE, url=f"{ARTICLE.url}{n}", id=f"x:{n}", blocks=blocks, published=published)
        numbers.append(store.articles.put_entry(number, article, "", now))
        parse_and_store(store, numbers[-1], article, now)
    store.images.put(numbers[0], "http://presse.example/1.png", "image/png", b"\x89PNG...")
    with store.undo.record("note", now) as step:
        store.notes.put(step, Note(0, numbers[0], "À <revoir>", url=ARTICLE.url), now)
    return numbers


def pages(path: Path) -> dict[str, str]:
    """The files of a book, each of them XML that can be read; the first says what it is, uncompressed (OCF 3.3)."""
    with zipfile.ZipFile(path) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type, book.read(first)) == ("mimetype", 0, b"application/epub+zip")
        found = {name: book.read(name).decode("utf-8", "replace") for name in book.namelist()}
    for name, text in found.items():
        if name.endswith((".xhtml", ".svg", ".opf", ".ncx", ".xml")):
            minidom.parseString(text.encode())
    return found


def test_the_edition_of_the_day_has_sections_and_contents(tmp_path: Path) -> None:
    with closing(Store(tmp_path / "l.db")) as store, closing(Library(tmp_path / "l.db")) as library:
        saved_articles(store)
        now, path = datetime.now(UTC), tmp_path / "book.epub"
        title, sections = daily_edition(library, now)
        assert {name: len(numbers) for name, numbers in sections} == {"Mer & ciel": 1, "B": 1}
        assert write_epub(library, title, sections, path, now) == 2
        assert write_epub(library, title, sections, path, now) == 2  # another one of the same name is replaced
    found = pages(path)
    contents = found["EPUB/toc.xhtml"]  # the one list of contents, read through before the first page
    assert found["EPUB/package.opf"].index('"htmltoc"/>') < found["EPUB/package.opf"].index('<itemref idref="id-0001"')
    assert ">Contents</h2>" in contents and "covers/cover.svg" in found["EPUB/package.opf"]
    for name in ("page0001", "page0002", "page0003", "page0004"):
        assert f'href="{name}.xhtml"' in contents and f"EPUB/{name}.xhtml" in found
    assert "Mer &amp; ciel" in contents and "L&#x27;été &amp; &lt;la&gt; mer" in contents
    article = next(text for text in found.values() if "À &lt;revoir&gt;" in text)
    assert '<span class="said said-0">Le &lt;quai&gt; est beau &amp; long</span>' in article and "Ida Bec" in article
    assert '<img src="images/0000.png"' in article and found["EPUB/images/0000.png"]
    assert 'lang="fr"' in article


def test_one_article_is_a_book_by_itself(tmp_path: Path) -> None:
    with closing(Store(tmp_path / "l.db")) as store, closing(Library(tmp_path / "l.db")) as library:
        numbers = saved_articles(store)
        write_epub(library, "", [("", numbers[:1])], tmp_path / "one.epub", datetime.now(UTC))
        with pytest.raises(NewsreaderError, match="No article"):
            write_epub(library, "", [("", [999])], tmp_path / "none.epub", datetime.now(UTC))
        with pytest.raises(NewsreaderError, match="written"):
            write_epub(library, "", [("", numbers)], tmp_path / "no" / "none.epub", datetime.now(UTC))
    found = pages(tmp_path / "one.epub")
    assert "EPUB/page0002.xhtml" not in found and "L&#x27;été &amp; &lt;la&gt; mer" in found["EPUB/package.opf"]
    assert not list(tmp_path.glob(".*epub*"))


@given(
    value=st.text(max_size=30),
    spans=st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(list(Role)), st.text(max_size=5)), max_size=5
    ),
    said=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=3),
)
def test_whatever_is_marked_it_is_xml_and_says_the_same(
    value: str, spans: list[tuple[int, int, Role, str]], said: list[tuple[int, int]]
) -> None:
    inside = [span for span in spans if span[0] < span[1] <= len(value)]
    text = Text(value, tuple(Span(*span) for span in inside))
    made = minidom.parseString(
        f"<p>{xhtml_text(text, [(*one, 'said') for one in said if one[0] < one[1] <= len(value)])}</p>".encode()
    )
    assert made.documentElement
