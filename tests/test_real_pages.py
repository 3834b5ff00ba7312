"""Real pages and articles, where they lie beside the project: measured against, never copied."""

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from newsreader.model.errors import NewsreaderError
from newsreader.model.sync import ArticleFlags
from newsreader.parse.feeds import read_feed
from newsreader.parse.page import parse_page
from newsreader.parse.sync_api import fever_answer, fever_ids, greader_feeds, greader_items, greader_labels
from newsreader.parse.urls import article_key
from newsreader.quotes.engine import find_quotations
from tests.feedserver import Refused, feed_server

DATA = Path(__file__).parent.parent.parent / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the real pages are not here")


@needs_data
def test_the_seed_article_is_read_as_it_should_be() -> None:
    expected = json.loads((DATA / "seed/expected.json").read_text(encoding="utf-8"))
    article = parse_page((DATA / "seed/article.html").read_bytes())
    assert (article.kicker, article.title) == (expected["kicker"], expected["title"])
    assert article.standfirst.value.startswith(expected["standfirst_starts"])
    assert article.published and article.published.isoformat() == expected["published"]
    assert article.updated and article.updated.isoformat() == expected["updated"]
    assert (list(article.authors), list(article.tags)) == (expected["authors"], expected["tags"])
    assert [str(block.type) for block in article.blocks] == expected["block_types"]
    assert article.blocks[1].text.value == expected["related"]
    pull = article.blocks[3]
    assert {"attribution": pull.attribution, "circumstance": pull.circumstance} == expected["pull_quote"]
    thread = article.thread
    assert {"state": str(thread.state), "message": thread.message} == expected["comments"]
    said = " ".join(block.text.value for block in article.blocks)
    assert not [words for words in expected["never_in_the_body"] if words in said]


@needs_data
def test_the_seeds_quotations_are_exact() -> None:
    expected = json.loads((DATA / "seed/expected.json").read_text(encoding="utf-8"))
    article = parse_page((DATA / "seed/article.html").read_bytes())
    found = [q for q in find_quotations(article) if q.kind in ("speech", "pull-quote", "document")]
    assert len(found) == len(expected["quotations"])
    for quotation, wanted in zip(found, expected["quotations"], strict=True):
        assert quotation.text.startswith(wanted["starts"])
        assert quotation.speaker == wanted["speaker"]
        assert (quotation.kind == "pull-quote") == (wanted.get("kind") == "pull-quote")
        text = article.blocks[quotation.block].text.value if quotation.block >= 0 else article.title
        assert [text[a:b] for a, b in quotation.reporting_clauses] == [i for i in [wanted.get("incise")] if i]
    names = [q.text for q in find_quotations(article) if q.kind not in ("speech", "pull-quote", "document")]
    assert names == expected["not_quotations"]


@needs_data
def test_those_who_are_listed_as_people_are_people() -> None:
    program = Path(__file__).parent.parent / "benchmarks/people.py"
    said = subprocess.run([sys.executable, program], capture_output=True, text=True, check=True).stdout
    share = re.search(r"([\d.]+)% are people's", said)
    assert share and float(share[1]) >= 95, said


@needs_data
def test_franceinfos_real_pages_give_their_paragraphs() -> None:
    def words(text: str) -> str:
        return " ".join(re.findall(r"\w+", text.lower()))

    index = json.loads((DATA / "pages/index.json").read_text(encoding="utf-8"))
    for record in (r for r in index if r["set"] == "franceinfo"):
        article = parse_page(gzip.decompress((DATA / "pages" / record["html"]).read_bytes()), record["url"])
        truth = record["gt"]
        assert words(article.title) == words(truth["title"])
        assert words(", ".join(article.authors)) == words(truth["byline"])
        assert article.published and article.published.isoformat()[:16] == truth["date_published"][:16]
        found = [words(b.text.value) for b in article.blocks if b.type == "paragraph"]
        assert found == [words(b["text"]) for b in truth["blocks"] if b["type"] == "paragraph"]


@needs_data
def test_no_real_page_and_no_real_feed_raises_anything_unexpected() -> None:
    for path in (DATA / "franceinfo/html").iterdir():
        data = path.read_bytes()
        try:
            find_quotations(parse_page(gzip.decompress(data) if path.suffix == ".gz" else data))
        except NewsreaderError as error:
            assert error.sentence
    for path in (DATA / "franceinfo/feeds").iterdir():
        feed = read_feed(path.read_bytes(), "https://press.example/feed")
        assert feed.entries and all(entry.title for entry in feed.entries)
        assert len({article_key(entry.url) for entry in feed.entries}) == len(feed.entries)


@needs_data
def test_the_server_of_the_tests_answers_as_a_real_freshrss_did() -> None:
    feed = "http://127.0.0.1:8799/une.xml"
    with feed_server() as server:
        server.world = {feed: [(f"http://127.0.0.1:8799/a{n}.html", f"Titre {n}") for n in (1, 2, 3)]}
        server.subscribe(feed, "Essai", "Presse")
        newest = max(server.items)
        server.items[newest - 1].marks = {"read", "saved"}
        server.items[newest - 2].marks = {"read"}
        compared = 0
        for asked, said, status in re.findall(
            r"^--- (\S+greader\.php.*?)\n(.*?)\n\[(\d+)", (DATA / "greader_transcript.txt").read_text(), re.M | re.S
        ):
            url, *more = re.split(r" -d | --data-urlencode ", asked)
            path = url.removeprefix("http://127.0.0.1:8765").replace("1795428844736279", str(newest))
            body = "&".join(more).replace("1795428844736279", str(newest)).replace("T=TOKEN", "T=T1&x=")
            if re.search("unread-count|export|mark-all|rename-tag|disable-tag|stream/contents|ot=|r=o", path):
                continue  # what nobody here asks for
            try:
                code, answer = server.answer(path, body, "GoogleLogin auth=alice/1")
            except Refused as refused:
                code, answer = refused.args
            assert code == int(status), asked
            real = said.strip() if not said.startswith("{") else json.loads(said)
            assert answer == real if isinstance(real, str) else is_like(answer, real), (asked, answer)
            compared += 1
        assert compared >= 12


def is_like(mine: object, real: object) -> bool:
    """Whether all that stands in one answer stands in the other, with values of the same kind."""
    if isinstance(mine, dict) and isinstance(real, dict):
        return all(name in real and is_like(value, real[name]) for name, value in mine.items())
    if isinstance(mine, list) and isinstance(real, list):
        return len(mine) == len(real) and all(any(is_like(one, other) for other in real) for one in mine)
    return type(mine) is type(real)


@needs_data
def test_what_a_real_freshrss_said_is_read() -> None:
    said = (DATA / "greader_transcript.txt").read_text()
    answers = [line.encode() for line in said.splitlines() if line.startswith("{") and line.endswith("}")]
    first = greader_items(answers[0], "freshrss", {"presse"})
    assert [(item.remote, item.feed, item.entry.title) for item in first[:2]] == [
        ("1795428844736279", "feed/1", "Troisième"),
        ("1795428699616544", "feed/1", "Deuxième article (mis à jour)"),
    ]
    assert first[1].flags == ArticleFlags(read=True, saved=True) and first[1].entry.summary.value == "Deuxième"
    assert first[1].entry.sound == "http://127.0.0.1:8799/s.mp3"
    (feed,) = (greader_feeds(answer, "freshrss")[0] for answer in answers if b'"subscriptions"' in answer)
    assert (feed.remote, feed.folder, feed.title) == ("feed/1", "Presse", "Essai renommé")
    assert (["à lire"], {"presse"}) in [greader_labels(answer, "freshrss") for answer in answers if b'"tags"' in answer]
    fever = [fever_answer(answer, "freshrss") for answer in answers if b'"saved_item_ids"' in answer]
    saved = [fever_ids(answer, "saved_item_ids", "freshrss") for answer in fever]
    assert saved == [{"1795428699616544", "1795428844736279"}]
