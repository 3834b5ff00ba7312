"""Text from outside, from the feed to wherever it goes: nothing of it reaches a terminal, a file name or a command raw."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings

from newsreader.library.core import Library
from newsreader.library.refresh.ingest import parse_and_store
from newsreader.library.transfer.library_dump import export_library, import_library
from newsreader.library.transfer.markdown_export import file_name
from newsreader.library.workers.feed_tasks import prepare_feed
from newsreader.library.workers.jobs import ParsePage
from newsreader.library.workers.pool import WorkerPool
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.comment import Comment, CommentState, Thread
from newsreader.model.errors import NewsreaderError, ParseError
from newsreader.model.serialize import article_to_dict
from newsreader.model.text import Text, clean, clean_line
from newsreader.parse.page import parse_page
from newsreader.quotes.engine import find_quotations
from newsreader.render.article import article_page
from newsreader.render.citation import cite
from newsreader.render.markdown import markdown_article
from newsreader.render.plain import plain_article
from newsreader.store.store import Store
from tests.hostile_text import ATTACKS, UNSAFE, hostile_text, stray
from tests.made_once import made_once
from tests.terminal import COMMAND, terminal
from tests.tui.reader import opened

#: Whole programs, most in a terminal of their own: one after the other, or they wait for each other.
pytestmark = pytest.mark.xdist_group("whole programs")

WHEN = datetime(2026, 11, 24, 9, tzinfo=UTC)
ALL = " ".join(ATTACKS)


def escaped(words: str) -> str:
    """As a page may spell it out."""
    return "".join(f"&#{ord(c)};" if not 0xD800 <= ord(c) < 0xE000 else "&#xD800;" for c in words)


@given(hostile_text(), hostile_text())
@settings(max_examples=60)
def test_no_way_of_printing_an_article_lets_anything_through(title: str, words: str) -> None:
    for spelled in (escaped, lambda each: each.replace("<", "&lt;").replace("&", "&amp;")):
        source = (
            f"<html lang='{spelled(title)}'><head><title>{spelled(title)}</title><meta name=author content=\"{spelled(words)}\">"
            f"</head><article><h1>{spelled(title)}</h1><p>« {spelled(words)} », dit {spelled(title)}, maire.</p>"
            f"<p>{'Le quai rouvre après trois ans. ' * 20}<a href='http://x.example/{spelled(title)}'>{spelled(words)}</a></p>"
            f"<ul><li>{spelled(words)}</li></ul></article></html>"
        )
        try:
            article = parse_page(source.encode("utf-8", "replace"), "https://x.example/a", "")
        except ParseError:
            continue
        quotations = find_quotations(article)
        printed = [
            article,
            quotations,
            plain_article(article, "fr"),
            markdown_article(article, "en"),
            [line.text for line in article_page(article, quotations, 40, "fr").lines],
            [cite(quotation, article, "fr") for quotation in quotations],
            json.dumps(article_to_dict(article), ensure_ascii=False),
        ]
        assert stray(printed) == ""
        assert all(
            url.startswith(("http://", "https://")) for block in article.blocks for _w, url in block.text.links()
        )


@given(hostile_text())
def test_what_is_cleaned_is_clean(words: str) -> None:
    assert not UNSAFE.search(clean(words)) and not UNSAFE.search(clean_line(words))
    assert "\n" not in clean_line(words) and clean(clean(words)) == clean(words)


@given(hostile_text(), hostile_text())
def test_a_file_name_is_one_name_in_its_folder(title: str, outlet: str) -> None:
    article = Article("https://x.example/a", "a", clean_line(title), outlet=clean_line(outlet), published=WHEN)
    name = file_name(article)
    assert re.fullmatch(r"2026-11/[a-z0-9][a-z0-9-]{0,80}\.md", name)


@given(hostile_text(), hostile_text())
@settings(max_examples=60)
def test_feeds_and_their_texts_are_clean_when_they_are_kept(title: str, words: str) -> None:
    body = (
        f"<rss version='2.0'><channel><title>{escaped(title)}</title><item><title>{escaped(title)}</title>"
        f"<link>https://x.example/a</link><description>{escaped(words)}</description></item></channel></rss>"
    )
    try:
        feed = prepare_feed(body.encode("utf-8", "replace"), "https://x.example/f", "", "x", "fr")
    except ParseError:
        return
    assert stray([feed.title, [(entry.row.title, entry.row.kicker, entry.row.url) for entry in feed.entries]]) == ""


@made_once
def hostile_shelf(path: Path) -> None:
    """A library into which somebody has imported a file in which every text is an attack."""
    said = "« Le port respire de nouveau @@ », dit Anne Bec, maire de Port-Lison. @@"
    comments = (Comment("c", "@@", (Text("@@"),)), Comment("d", "@@", (Text("@@"),), parent="c"))
    thread = Thread(CommentState.OPEN, "@@", 2, comments)
    blocks = (Block(BlockType.PARAGRAPH, Text(said)), Block(BlockType.IMAGE, Text("@@"), credit="@@"))
    article = Article(
        *("https://x.example/a", "x:a", "@@"), kicker="@@", outlet="@@", standfirst=Text("@@"), authors=("@@",),
        published=WHEN, language="fr", blocks=blocks, thread=thread,
    )  # fmt: skip
    with closing(Store(path.with_name("sender.db"))) as sender:
        feed, _new = sender.feeds.add("https://x.example/f.rss", "@@", "@@")
        parse_and_store(sender, sender.articles.put_entry(feed, article, "s", WHEN), article, WHEN)
        lines = [line.replace("@@", json.dumps(ALL)[1:-1]) for line in export_library(sender)]
    with closing(Store(path)) as store:
        store.state.put("created", "2026")
        import_library(store, lines)


async def test_the_screen_shows_none_of_it(library_file: Path) -> None:
    hostile_shelf(library_file)
    async with opened(library_file, (100, 40)) as reader:
        for keys in (
            ("enter",),
            ("comma",),
            ("apostrophe",),
            ("c",),
            ("L",),
            ("escape", "h"),
            ("p",),
            ("escape", "question_mark"),
        ):
            await reader.press(*keys)
            assert not UNSAFE.search(reader.sees())


def test_the_terminal_gets_no_escape_but_the_screen_s_own(library_file: Path) -> None:
    hostile_shelf(library_file)
    with terminal(columns=100, rows=30) as screen:
        screen.wait_for("rouge")
        screen.press("\r,Yc")
        screen.wait_for("reboot")
        screen.press("'")
        screen.wait_for("1 quotation")
        screen.press("Q")
        screen.ended()
    for attack in (
        b"\x1b[31mrouge",
        b"cGFzc3dvcmQ=\x07",
        b"\x1b]0;titre",
        b"\x1bP1$r0m",
        b"file:///etc/passwd\x1b",
        b"\xe2\x80\xae",
    ):
        assert attack not in screen.written, attack


@pytest.mark.parametrize("command", [["list"], ["show", "1"], ["show", "1", "--comments"], ["show", "1", "--markdown"], ["show", "1", "--json"], ["feeds"], ["feeds", "--health"], ["quotes"], ["quotes", "--markdown"], ["search", "respire"], ["list", "--json"]], ids=" ".join)  # fmt: skip
def test_no_command_prints_any_of_it(library_file: Path, command: list[str]) -> None:
    hostile_shelf(library_file)
    done = subprocess.run([str(COMMAND), *command], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and done.stdout
    assert not UNSAFE.search(done.stdout) and not UNSAFE.search(done.stderr)


#: Pages that cost more to read than to write.
_WORST: dict[str, Callable[[], bytes]] = {
    "a line of 7 MB": lambda: b"<p>" + b"mot " * 1_750_000,
    "a million attributes": lambda: b"<p " + b"".join(b"a%d=1 " % n for n in range(700_000)) + b">x",
    "a million tags": lambda: b"<b>" * 1_000_000 + b"x",
    "a million cells": lambda: b"<table>" + b"<tr><td>x" * 600_000,
    "entities": lambda: b"<p>" + b"&amp;" * 1_400_000,
    "an endless comment": lambda: b"<article><p>x<!--" + b"-" * 7_000_000,
    "a script": lambda: b"<script>" + b"x" * 7_000_000,
    "JSON": lambda: (
        b'<script type="application/ld+json">' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"</script><p>x"
    ),
}


@pytest.mark.parametrize("name", _WORST)
async def test_the_worst_page_costs_itself_only(name: str) -> None:
    # Five seconds are enough for a page of the press; what takes longer is ended, as after a minute in earnest.
    async with WorkerPool(longest=5, count=1) as parser:
        with suppress(NewsreaderError):
            await parser.run(ParsePage(_WORST[name](), "https://x.example/", ""))
        good = b"<article><h1>Le quai</h1>" + b"<p>Le quai rouvre ce matin, et les promeneurs reviennent.</p>" * 9
        assert (await parser.run(ParsePage(good, "https://x.example/", ""))).row.title == "Le quai"


def test_a_document_type_expands_nothing_and_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("motdepasse")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    types = f'<!DOCTYPE rss [<!ENTITY l0 "ha"><!ENTITY f SYSTEM "{secret.as_uri()}"> {laughs}]>'
    feed = f"<?xml version='1.0'?>{types}<rss version='2.0'><channel><title>&l11;&f;</title><item><title>&f;&l11;</title><link>https://x.example/a</link></item></channel></rss>"
    opml = f"<?xml version='1.0'?>{types}<opml><body><outline text='a' xmlUrl='https://x.example/f'>&l11;&f;</outline></body></opml>"
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000,) * 2)\n"
        "from newsreader.library.workers.article_tasks import prepare_page\n"
        "from newsreader.library.workers.feed_tasks import prepare_feed\n"
        "from newsreader.parse.opml import read_opml\n"
        "data = sys.stdin.buffer.read()\n"
        "for read in (lambda: prepare_feed(data, 'https://x.example/', '', '', ''), lambda: list(read_opml(data)),\n"
        "             lambda: prepare_page(data, 'https://x.example/', '')):\n"
        "    try: print(read())\n"
        "    except Exception as error: print(type(error).__name__, error)\n"
    )
    for source in (feed, opml):
        done = subprocess.run([sys.executable, "-c", program], input=source.encode(), capture_output=True, timeout=30)
        assert done.returncode == 0 and b"motdepasse" not in done.stdout and len(done.stdout) < 50_000, done.stderr


async def test_what_is_copied_and_told_is_clean(library_file: Path) -> None:
    hostile_shelf(library_file)
    with closing(Library(library_file)) as library:
        assert library.rules.add("port", "respire", "alert")
    async with opened(library_file) as reader:
        await reader.press("enter", "comma", "Y")
        assert not UNSAFE.search(reader.app.clipboard)
        await reader.press("y")
        assert not UNSAFE.search(reader.app.clipboard)
