"""The door to the network: bounded in every direction, and honest."""

import asyncio
import gzip
import time
from pathlib import Path

import pytest

from newsreader import __version__
from newsreader.fetch.client import PER_HOST, Client
from newsreader.model.errors import FetchError, NetworkUnreachable
from tests.press import Served
from tests.server import PressServer, served


async def test_validators_go_back_as_they_came(press: PressServer) -> None:
    async with Client(named=served) as client:
        first = await client.get(f"{press.base}/titres.rss")
        second = await client.get(f"{press.base}/titres.rss", etag=first.etag)
    assert (first.modified, first.etag, second.modified, second.body) == (True, '"v1"', False, b"")


async def test_it_says_who_asks_and_nothing_else(press: PressServer) -> None:
    press.routes["/"] = Served(b"x", headers={"Set-Cookie": "id=1", "Content-Type": "text/html"})
    async with Client(named=served) as client:
        await client.get(f"{press.base}/")
        await client.get(f"{press.base}/")
    headers = {name.lower(): value for name, value in press.asked[-1][1].items()}
    assert headers["user-agent"].startswith(f"newsreader/{__version__}")
    assert "gzip" in headers["accept-encoding"]
    assert not {"cookie", "referer", "cache-control", "pragma"} & set(headers)


async def test_what_the_environment_says_of_the_network_is_heeded(
    press: PressServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    press.routes["http://presse.example/a"] = Served(b"by a proxy")
    monkeypatch.setenv("http_proxy", press.base)
    async with Client(named=served) as client:
        assert (await client.get("http://presse.example/a")).body == b"by a proxy"
    monkeypatch.delenv("http_proxy")
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login anne password secret")
    press.routes["/"] = Served(b"x")
    async with Client(named=served) as client:
        await client.get(f"{press.base}/")
    assert press.asked[-1][1]["Authorization"].startswith("Basic ")


async def test_a_slow_drip_ends_on_time(press: PressServer) -> None:
    press.routes["/drip"] = Served(b"x" * 1000, drip=0.05)
    began = time.monotonic()
    async with Client(longest=0.5, named=served) as client:
        with pytest.raises(FetchError, match="seconds"):
            await client.get(f"{press.base}/drip")
    assert time.monotonic() - began < 3


async def test_a_body_without_end_is_left_out(press: PressServer) -> None:
    press.routes["/big"] = Served(b"x" * 300_000)
    bomb = Served(
        gzip.compress(b"\x00" * 60_000_000), headers={"Content-Encoding": "gzip", "Content-Type": "text/html"}
    )
    press.routes["/bomb"] = bomb
    async with Client(named=served) as client:
        for path in ("/big", "/bomb"):
            with pytest.raises(FetchError, match="MB"):
                await client.get(press.base + path, limit=200_000)


async def test_never_more_than_two_at_a_time_to_a_host(press: PressServer) -> None:
    press.routes["/slow"] = Served(b"x" * 4, drip=0.03)
    async with Client(named=served) as client:
        await asyncio.gather(*(client.get(f"{press.base}/slow") for _n in range(8)))
    assert press.most_at_once <= PER_HOST


async def test_redirects_say_whether_they_are_for_good(press: PressServer) -> None:
    press.routes["/old"] = Served(status=301, headers={"Location": "/moved"})
    press.routes["/moved"] = Served(status=308, headers={"Location": "/titres.rss"})
    press.routes["/away"] = Served(status=302, headers={"Location": "/titres.rss"})
    press.routes["/loop"] = Served(status=302, headers={"Location": "/loop"})
    async with Client(named=served) as client:
        assert (await client.get(f"{press.base}/old")).moved == f"{press.base}/titres.rss"
        assert (await client.get(f"{press.base}/away")).moved == ""
        with pytest.raises(FetchError, match="endlessly"):
            await client.get(f"{press.base}/loop")


@pytest.mark.parametrize(
    ("status", "words"), [(404, "404"), (410, "gone for good"), (403, "browser"), (429, "slow down"), (500, "later")]
)
async def test_each_refusal_is_a_sentence(press: PressServer, status: int, words: str) -> None:
    press.routes["/x"] = Served(b"", status)
    async with Client(named=served) as client:
        with pytest.raises(FetchError, match=words) as caught:
            await client.get(f"{press.base}/x")
    assert caught.value.status == status


async def test_nobody_there_is_told_from_trouble(press: PressServer) -> None:
    press.routes["/cut"] = Served(b"abc", cut=True)
    async with Client(named=served) as client:
        with pytest.raises(FetchError, match="before the end"):
            await client.get(f"{press.base}/cut")
        with pytest.raises(FetchError):
            await client.get("ftp://x.example/")
        press.close()
        with pytest.raises(NetworkUnreachable):
            await client.get(f"{press.base}/titres.rss")
        with pytest.raises(NetworkUnreachable):
            await client.get("http://nowhere.invalid/")
