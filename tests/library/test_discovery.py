"""From the address of a site to its feed, as a person gives it."""

import pytest

from newsreader.fetch.client import Client
from newsreader.library.subscriptions.discovery import find_feeds
from newsreader.model.errors import NewsreaderError
from tests.press import Served, feed, item, page, rss
from tests.server import PressServer, served

FEED = rss("Le fil", item("Un titre", "https://x.example/1"))


async def found(press: PressServer, address: str = "/") -> list[str]:
    async with Client(named=served) as client:
        return [one.url.removeprefix(press.base) for one in await find_feeds(press.base + address, client.get)]


async def test_a_site_that_leads_on_leads_to_its_feed(press: PressServer) -> None:
    press.routes["/"] = page('<html><meta http-equiv="refresh" content="0; url=/fr/"></html>')
    press.routes["/fr/"] = page("<html><script>location.replace('/une')</script></html>")
    press.routes["/une"] = page("<html><a href='/fil'>Flux RSS</a></html>")
    press.routes["/fil"] = feed(FEED)
    assert await found(press) == ["/fil"]


async def test_pages_that_lead_round_in_circles_are_left(press: PressServer) -> None:
    press.routes["/"] = page('<html><meta http-equiv="refresh" content="0; url=/b"></html>')
    press.routes["/b"] = page('<html><meta http-equiv="refresh" content="0; url=/"></html>')
    with pytest.raises(NewsreaderError, match="No feed found"):
        await found(press)
    assert press.paths()[:3] == ["/", "/b", "/"]


async def test_what_is_no_page_has_no_feed_but_its_site_may(press: PressServer) -> None:
    press.routes["/a.pdf"] = Served(b"%PDF-1.7 ...", headers={"Content-Type": "application/pdf"})
    with pytest.raises(NewsreaderError, match="No feed found"):
        await found(press, "/a.pdf")
    press.routes["/spip.php?page=backend"] = feed(FEED)
    assert await found(press, "/a.pdf") == ["/spip.php?page=backend"]


async def test_what_a_page_announces_and_does_not_have_is_not_the_end(press: PressServer) -> None:
    links = '<link rel="alternate" type="application/rss+xml" href="/gone"><a href="/rss.xml">x</a>'
    press.routes["/"] = page(f"<html><head>{links}</head></html>")
    press.routes["/rss.xml"] = feed(FEED)
    assert await found(press) == ["/rss.xml"]
