"""Answers that browsers read, and strict parsers do not."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.fetch.client import Client, IncompleteResponse
from newsreader.fetch.lenient import mended
from newsreader.fetch.unpacking import TooLarge, is_whole, unpacked
from newsreader.model.errors import FetchError
from newsreader.parse.feeds import read_feed
from tests.fetch.raw_server import raw_server
from tests.press import item, rss

FEED = rss("Le vent", item("Trois jours", "https://vent.example/1")).encode()
LENGTH = b"Content-Length: %d\r\n" % len(FEED)


def _chunks(body: bytes, last: bytes = b"0\r\n\r\n") -> bytes:
    return b"%x\r\n%s\r\n%s" % (len(body), body, last)


HEADS = {
    "a name with a space": b"HTTP/1.1 200 OK\r\nX-Bad Header : x\r\n" + LENGTH + b"\r\n",
    "a line in quotation marks": b'HTTP/1.1 200 OK\r\n"X-XSS-Protection: 0"\r\n' + LENGTH + b"\r\n",
    "a line without a colon": b"HTTP/1.1 200 OK\r\nWarning! low disk\r\n" + LENGTH + b"\r\n",
    "an empty name": b"HTTP/1.1 200 OK\r\n: x\r\n" + LENGTH + b"\r\n",
    "a space before the colon": b"HTTP/1.1 200 OK\r\nContent-Length : %d\r\n\r\n" % len(FEED),
    "the same length twice": b"HTTP/1.1 200 OK\r\n" + LENGTH * 2 + b"\r\n",
    "the same length twice in a line": b"HTTP/1.1 200 OK\r\nContent-Length: %d, %d\r\n\r\n" % (len(FEED), len(FEED)),
    "a length that is none": b"HTTP/1.1 200 OK\r\nContent-Length: viel\r\n\r\n",
    "a control character": b"HTTP/1.1 200 OK\r\nX-A: a\x01b\r\n" + LENGTH + b"\r\n",
    "bytes of Latin-1": "HTTP/1.1 200 OK\r\nX-Ville: Orléans\r\n".encode("latin-1") + LENGTH + b"\r\n",
    "a folded line": b"HTTP/1.1 200 OK\r\nX-Long: a\r\n  b\r\n" + LENGTH + b"\r\n",
    "bare line ends": b"HTTP/1.1 200 OK\nContent-Type: text/xml\nX Y: z\n\n",
    "no reason": b"HTTP/1.1 200\r\nX Y: z\r\n" + LENGTH + b"\r\n",
    "an old radio": b"ICY 200 OK\r\n" + LENGTH + b"\r\n",
    "a version of its own": b"HTTP/2 200\r\n" + LENGTH + b"\r\n",
    "early hints": b"HTTP/1.1 103 Early Hints\r\nLink: <a>; x y\r\n\r\nHTTP/1.1 200 OK\r\n" + LENGTH + b"\r\n",
    "60 KB of policy": b"HTTP/1.1 200 OK\r\nContent-Security-Policy: "
    + b"a.example " * 6000
    + b"\r\n"
    + LENGTH
    + b"\r\n",
    "300 lines": b"HTTP/1.1 200 OK\r\n" + b"Link: <https://a.example/>\r\n" * 300 + LENGTH + b"\r\n",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
async def test_a_head_that_browsers_read(head: bytes) -> None:
    async with raw_server(head + FEED) as url, Client(named=lambda: (url,)) as client:
        assert read_feed((await client.get(url)).body, url).title == "Le vent"


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
async def test_a_head_that_comes_in_pieces(head: bytes) -> None:
    step = max(7, len(head) // 40)
    parts = [head[n : n + step] for n in range(0, len(head), step)]
    async with raw_server(*parts, FEED, pause=0.002) as url, Client(named=lambda: (url,)) as client:
        assert (await client.get(url)).body == FEED


BODIES = {
    "gzip that nobody names": (b"", gzip.compress(FEED)),
    "gzip twice": (b"Content-Encoding: gzip\r\n", gzip.compress(gzip.compress(FEED))),
    "gzip in two parts": (b"Content-Encoding: gzip\r\n", gzip.compress(FEED[:90]) + gzip.compress(FEED[90:])),
    "named and not done": (b"Content-Encoding: gzip\r\n", FEED),
    "without its checksum": (b"Content-Encoding: gzip\r\n", gzip.compress(FEED)[:-6]),
    "deflate": (b"Content-Encoding: deflate\r\n", zlib.compress(FEED)),
    "raw deflate": (b"Content-Encoding: deflate\r\n", zlib.compress(FEED, wbits=-15)),
    "a character set for an encoding": (b"Content-Encoding: UTF-8\r\n", FEED),
    "both lengths": (b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", _chunks(FEED)),
    "chunked twice": (b"Transfer-Encoding: chunked\r\n" * 2, _chunks(FEED)),
    "the last chunk is missing": (b"Transfer-Encoding: chunked\r\n", _chunks(FEED, b"")),
    "the last chunk is missing, packed": (
        b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
        _chunks(gzip.compress(FEED), b""),
    ),
    "more than it says": (LENGTH, FEED + b"\r\n<!-- cached -->"),
    "shorter than it says": (b"Content-Length: %d\r\n" % (len(FEED) + 9), FEED),
}


@pytest.mark.parametrize(("headers", "body"), BODIES.values(), ids=BODIES)
async def test_a_body_that_browsers_read(headers: bytes, body: bytes) -> None:
    async with (
        raw_server(b"HTTP/1.1 200 OK\r\n" + headers + b"\r\n" + body) as url,
        Client(named=lambda: (url,)) as one,
    ):
        assert (await one.get(url)).body == FEED


async def test_what_breaks_off_before_its_end_is_not_taken_for_whole() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"
    async with raw_server(head + FEED[:-40]) as url, Client(named=lambda: (url,)) as client:
        with pytest.raises(IncompleteResponse, match="before the end") as broken:
            await client.get(url)
    assert broken.value.answer.body == FEED[:-40]
    assert is_whole(FEED + b"\n<!-- cached -->") and is_whole(b' {"items": []}\n') and not is_whole(FEED[:-9])


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"220 ftp ready\r\n",
        b"HTTP/1.1 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nA: b",
        b"HTTP/1.1 200 OK\r\n" + b"A" * 400_000,
    ],
)
async def test_what_is_no_http_is_a_sentence_without_the_words_of_a_library(answer: bytes) -> None:
    async with raw_server(answer) as url, Client(longest=5, named=lambda: (url,)) as client:
        with pytest.raises(FetchError) as caught:
            await client.get(url)
    assert not any(word in caught.value.sentence for word in ("message=", "b'", "Error", "bytes when"))


async def test_a_server_that_says_nothing_is_waited_for_as_long_as_is_set() -> None:
    async with raw_server(b"HTTP/1.1 200 OK\r\n\r\n", FEED, pause=0.6) as url:
        async with Client(silence=3, named=lambda: (url,)) as client:
            assert (await client.get(url)).body == FEED
        async with Client(silence=0.3, named=lambda: (url,)) as client:
            with pytest.raises(FetchError, match="read_timeout"):
                await client.get(url)


def test_a_bomb_is_not_unpacked() -> None:
    bomb = gzip.compress(gzip.compress(bytes(60_000_000)))
    with pytest.raises(TooLarge):
        unpacked(bomb, "gzip", 1_000_000)
    with pytest.raises(TooLarge):
        unpacked(gzip.compress(bytes(900_000)) * 2, "", 1_000_000)


@given(st.binary(max_size=300))
def test_any_head_is_put_right_once(more: bytes) -> None:
    """What comes out needs no mending, whatever came in."""
    out = mended(b"HTTP/1.1 200 OK\r\n" + more.replace(b"\n\n", b"\n") + b"\r\n\r\n")
    assert mended(out) == out
