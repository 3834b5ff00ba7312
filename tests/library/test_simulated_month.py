"""A simulated month of forty feeds with the habits that public bug reports of feed readers tell of.

The server is a real one on loopback; only the clock is set by hand. Each feed brings an item a day and lists the last
five. Whatever it does with guids, links, dates and answers: each item comes once, in order, and stays read.
"""

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from newsreader.fetch.client import Client
from newsreader.library.refresh.refresher import Refresher
from newsreader.model.article_filter import ArticleFilter
from newsreader.store.store import Store
from tests.press import Served
from tests.server import PressServer, served

FIRST = datetime(2026, 10, 1, 6, tzinfo=UTC)
DAYS, LISTED, STEP = 30, 5, timedelta(hours=12)
_MONTHS = ("janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
_WORDS = ("ponton", "digue", "phare", "marée", "chalut", "balise", "quai", "voile", "ancre", "filet", "houle")


@dataclass
class Given:
    """What a feed gives of its item `n`, seen at a visit `at` of the day `today`."""

    feed: str
    n: int
    today: int
    at: datetime

    @property
    def title(self) -> str:
        return f"{self.feed}, nouvelle {self.n} : {_WORDS[self.n % 11]} et {_WORDS[(self.n // 3 + 4) % 11]}"

    @property
    def link(self) -> str:
        return f"https://{self.feed}.example/{_WORDS[self.n % 11]}-du-matin-{self.n}.html"

    @property
    def when(self) -> datetime:
        return FIRST + timedelta(days=self.n)

    @property
    def text(self) -> str:
        first, second = _WORDS[(self.n * 5 + 2) % 11], _WORDS[(self.n * 7 + 1) % 11]
        return f"<p>Le {first} numéro {self.n} a été vu.</p><p>Le {second} attend {self.n + 3} jours.</p><p>Voilà.</p>"


def _rss(given: Given, **other: str | None) -> str:
    """An item: what is None is left out."""
    fields = {
        "title": given.title,
        "link": given.link,
        "guid": f"{given.feed}-{given.n}",
        "pubDate": format_datetime(given.when),
        "content:encoded": f"<![CDATA[{given.text}]]>",
    } | other
    return f"<item>{''.join(f'<{name}>{value}</{name}>' for name, value in fields.items() if value is not None)}</item>"


def _french(when: datetime) -> str:
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year} {when:%H:%M:%S}"


#: How each feed writes an item.
ITEMS: dict[str, Callable[[Given], str]] = {
    "plain": _rss,
    "session": lambda g: _rss(g, link=f"{g.link}?PHPSESSID={g.at:%d%H}"),
    "slug": lambda g: _rss(g, link=f"https://slug.example/{g.n}-{'corrige' if g.today > g.n else 'ecrit'}"),
    "newguid": lambda g: _rss(g, guid=f"{g.n}-{g.at:%d%H}"),
    "noguid": lambda g: _rss(g, guid=None),
    "nolink": lambda g: _rss(g, link=None),
    "onlytitle": lambda g: _rss(g, link=None, guid=None),
    "onelink": lambda g: _rss(g, link="https://onelink.example/status"),
    "oneguid": lambda g: _rss(g, guid="1"),
    "fragment": lambda g: _rss(g, link=f"https://fragment.example/log#v{g.n}"),
    "hashbang": lambda g: _rss(g, link=f"https://hashbang.example/#!/article/{g.n}"),
    "query": lambda g: _rss(g, link=f"https://query.example/index.php?/archives/{g.n}-P.html&amp;a=b%20c"),
    "tracked": lambda g: _rss(g, link=f"{g.link}?utm_source=rss&amp;utm_campaign={g.at:%d%H}"),
    "https": lambda g: _rss(g, link=g.link.replace("https", "http" if g.today % 2 else "https")),
    "undated": lambda g: _rss(g, pubDate=None),
    "french": lambda g: _rss(g, pubDate=_french(g.when)),
    "epoch": lambda g: _rss(g, pubDate=str(int(g.when.timestamp()))),
    "dcdate": lambda g: _rss(g, pubDate=None, **{"dc:date": g.when.isoformat()}),
    "nonsense": lambda g: _rss(g, pubDate="bientôt"),
    "redated": lambda g: _rss(g, pubDate=format_datetime(g.at - timedelta(minutes=g.today - g.n))),
    "untitled": lambda g: _rss(g, title=None, **{"content:encoded": f"{g.title}. Et puis voilà."}),
    "note": lambda g: _rss(g, title="", link=None, **{"content:encoded": f"{g.title}."}),
    "retitled": lambda g: _rss(g, title=g.title + (" (mis à jour)" if g.today > g.n + 1 else "")),
    "corrected": lambda g: _rss(g, **{"content:encoded": g.text.replace("vu", "lu" if g.today % 2 else "vu")}),
    "counting": lambda g: _rss(g, description=f"{g.today * 7} comments"),
    "lottery": lambda g: _rss(
        g,
        title=f"Résultats du tirage du {g.when:%d/%m/%Y}",
        **{"content:encoded": f"<p>Les numéros sortis sont le {g.n} et le {g.n + 9}.</p><p>Bravo à tous.</p>"},
    ),
    "sametitle": lambda g: _rss(g, title="Le bulletin du port"),
    "twice": lambda g: _rss(g) * 2,
    "latin": lambda g: _rss(g, title=f"{g.title} : l&#146;été"),
    "permalink": lambda g: _rss(g, link=None, guid=g.link),
}


def _document(feed: str, items: list[str]) -> bytes:
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f'<rss version="2.0" {space}><channel><title>{feed}</title>{"".join(items)}</channel></rss>'.encode()


def _atom(given: list[Given]) -> bytes:
    entries = "".join(
        f'<entry><id>tag:{g.feed},{g.n}</id><title>{g.title}</title><link href="{g.link}"/>'
        f'<updated>{g.when.isoformat()}</updated><content type="html"><![CDATA[{g.text}]]></content></entry>'
        for g in given
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>atom</title>{entries}</feed>'.encode()


def _json(given: list[Given]) -> bytes:
    items = [
        {"id": g.n, "title": g.title, "url": g.link, "content_html": g.text, "date_published": g.when.isoformat()}
        for g in given
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "json", "items": items}).encode()


def _answer(feed: str, today: int, at: datetime) -> Served:
    """What the address of a feed answers at a visit."""
    given = [Given(feed, n, today, at) for n in range(today, max(-1, today - LISTED), -1)]
    body = _document(feed, [ITEMS.get(feed, _rss)(one) for one in given])
    night = at.hour == 18
    match feed:
        case "atom":
            body = _atom(given)
        case "json":
            body = _json(given)
        case "reversed":
            body = _document(feed, [_rss(one) for one in given[::-1]])
        case "packed":
            body = gzip.compress(body)
        case "tired" if night:
            return Served(b"", 503, {"Retry-After": "3600"})
        case "broken" if night:
            return Served(b"", 500)
        case "lost" if night:
            return Served(b"<html>Not here</html>", 404)
        case "consent" if night:
            return Served(b"<html><title>Vos choix</title><form></form></html>")
        case "empty" if night:
            body = _document(feed, [])
        case "moved" if today > 9:
            return Served(b"", 301, {"Location": "/new-home"})
    return Served(body, headers={"Content-Type": "application/xml; charset=utf-8", "ETag": f'"{hash(body)}"'})


FEEDS = (*ITEMS, "atom", "json", "reversed", "packed", "tired", "broken", "lost", "consent", "empty", "moved")


async def test_a_month_of_feeds_as_they_are(press: PressServer, store: Store) -> None:
    assert len(FEEDS) == 40
    numbers = {feed: store.feeds.add(f"{press.base}/{feed}")[0] for feed in FEEDS}
    came: dict[str, Counter[int]] = defaultdict(Counter)
    at = FIRST + timedelta(minutes=5)
    while (today := (at - FIRST) // timedelta(days=1)) < DAYS:
        press.routes = {f"/{feed}": _answer(feed, today, at) for feed in FEEDS}
        press.routes["/new-home"] = _answer("elsewhere", 0, at) if today < 10 else _moved(today, at)
        async with (
            Client(named=served) as client,
            Refresher(store, client.get, lambda _event: None, lambda now=at: now, lambda: 0.5) as refresher,  # type: ignore[misc]
        ):
            await refresher.refresh(timedelta(hours=1))
        for feed, number in numbers.items():
            came[feed].update(store.headlines.ids(ArticleFilter(feed=number, unread=True)))
        store.undo.set_flag(store.headlines.ids(ArticleFilter(unread=True)), "read", True, "lu", at)
        at += STEP
    amiss = {feed: said for feed in FEEDS if (said := _amiss(store, feed, numbers[feed], came[feed]))}
    assert amiss == {}
    assert store.headlines.count(ArticleFilter()) == DAYS * len(FEEDS), "none stands under another"
    assert len(press.asked) <= 2 * DAYS * len(FEEDS) + 2


def _moved(today: int, at: datetime) -> Served:
    given = [Given("moved", n, today, at) for n in range(today, max(-1, today - LISTED), -1)]
    return Served(_document("moved", [_rss(one) for one in given]), headers={"Content-Type": "application/rss+xml"})


def _amiss(store: Store, feed: str, number: int, came: Counter[int]) -> str:
    """What is not as it should be with the articles of a feed."""
    ids = [headline.id for headline in store.headlines.headlines(ArticleFilter(feed=number), 99)]
    kept = store.headlines.count(ArticleFilter(feed=number))
    again = sum(times > 1 for times in came.values())
    first = [key for key in came]
    order = "" if ids == sorted(ids, key=first.index, reverse=True) or len(ids) != len(first) else "out of order"
    found = [f"{kept} articles" if kept != DAYS else "", f"{again} read again" if again else "", order]
    return ", ".join(part for part in found if part)
