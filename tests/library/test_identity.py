"""What is one article: guids, links and dates as feeds really give them."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from html import escape

import pytest

from newsreader.library.refresh.ingest import store_entries
from newsreader.library.workers.feed_tasks import prepare_feed
from newsreader.library.workers.identity import sort_times
from newsreader.model.article_filter import ArticleFilter
from newsreader.store.store import Store

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
CONTENT = "http://purl.org/rss/1.0/modules/content/"


def an_item(title: str = "", link: str = "", guid: str = "", hour: int | None = 9, text: str = "Le texte.") -> str:
    parts = {"title": title, "link": link, "description": text}
    if hour is not None:
        parts["pubDate"] = (datetime(2026, 11, 24, tzinfo=UTC) + timedelta(hours=hour)).strftime(
            "%a, %d %b %Y %H:%M:%S +0000"
        )
    inner = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in parts.items() if value)
    return f'<item>{inner}<guid isPermaLink="false">{guid}</guid></item>' if guid else f"<item>{inner}</item>"


class Press:
    """A library, and feeds that are read into it."""

    def __init__(self, store: Store) -> None:
        self.store, self.now = store, NOW

    def read(self, *items: str, feed: str = "https://x.example/f.rss") -> tuple[int, list[str]]:
        """A feed with these items is read; how many are new, and the addresses of the pages that are asked for."""
        number, _new = self.store.feeds.add(feed, "Le fil")
        document = f'<rss version="2.0" xmlns:content="{CONTENT}"><channel><title>Le fil</title>{"".join(items)}</channel></rss>'
        prepared = prepare_feed(document.encode(), feed, "application/rss+xml", "Le fil", "fr")
        self.now += timedelta(hours=1)
        new, wanted = store_entries(self.store, number, prepared.entries, self.now)
        return new, [entry.url for _number, entry, _comments in wanted]

    def titles(self, **wanted: bool) -> list[str]:
        return [headline.title for headline in self.store.headlines.headlines(ArticleFilter(**wanted), 50)]  # type: ignore[arg-type]

    def mark_read(self) -> None:
        self.store.undo.set_flag(self.store.headlines.ids(ArticleFilter()), "read", True, "lu", NOW)


@pytest.fixture
def press(store: Store) -> Press:
    return Press(store)


PAGE = "https://x.example/a/2026-un-port.html"


@pytest.mark.parametrize(
    ("own", "title"),
    [("https://rss.lejournal.example/f.rss", "Le titre du journal"), ("https://autre.example/f.rss", "Un titre")],
)
def test_an_article_is_told_by_the_feed_of_its_own_site_once_that_has_it(press: Press, own: str, title: str) -> None:
    """An aggregator had it first, in its own words."""
    page = "https://www.lejournal.example/a/un-port.html"
    press.read(an_item("Un titre", page, "1"), feed="https://agregateur.example/f.rss")
    press.read(an_item("Le titre du journal", page, "a"), feed=own)
    assert press.titles() == [title]


def test_a_site_that_renames_all_its_pages_brings_nothing_anew(press: Press) -> None:
    """Another guid and another address, by another program: title, date and text are the same."""
    press.read(an_item("Un port rouvre", "https://x.example/?p=12", "https://x.example/?p=12"))
    again = "https://x.example/2026/un-port-rouvre"
    assert press.read(an_item("Un port rouvre", again, again))[0] == 0
    # Another text under the same title at the same minute is another article.
    other = "https://x.example/2026/autre"
    assert press.read(an_item("Un port rouvre", other, other, text="Un autre texte."))[0] == 1


@pytest.mark.parametrize(
    "items",
    [
        [("Panne du réseau", "https://x.example/etat", "p1"), ("Panne du courrier", "https://x.example/etat", "p2")],
        [("Version 1", "https://x.example/notes#v1", ""), ("Version 2", "https://x.example/notes#v2", "")],
        [("Un", "https://x.example/#!/a/1", ""), ("Deux", "https://x.example/#!/a/2", "")],
        [("Un", "", "tag:x,1"), ("Deux", "", "tag:x,2")],
        [("Un", "", ""), ("Deux", "", "")],
        [("Un", "https://x.example/1", "fixe"), ("Deux", "https://x.example/2", "fixe")],
        [("Un", "https://x.example/", "fixe"), ("Deux", "https://x.example/", "fixe")],
        [("Un", "https://x.example/?at_id=1", ""), ("Un autre", "https://x.example/?at_id=2", "")],
    ],
    ids=["link shared", "fragments", "script's pages", "no link", "nothing", "guid shared", "all shared", "query"],
)
def test_two_items_are_two_articles_however_little_tells_them_apart(
    press: Press, items: list[tuple[str, str, str]]
) -> None:
    told = [an_item(*one) for one in items]
    assert press.read(*told)[0] == 2
    titles = press.titles()
    assert titles == [title for title, _link, _guid in items]
    for again in (told, list(reversed(told)), told[1:], told):
        assert press.read(*again) == (0, [])
    assert sorted(press.titles()) == sorted(titles)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("Un port", f"{PAGE}?s=1", "g1"), ("Un port", f"{PAGE}?s=2", "g1")),
        (("Un port", "https://x.example/un-prot", "g1"), ("Un port agrandi", "https://x.example/un-port", "g1")),
        (("Un port", PAGE, "g1"), ("Un port", PAGE, "g2")),
        (("Un port", PAGE, ""), ("Le port, agrandi, rouvre", PAGE, "")),
        (("Un port", "", ""), ("Un port", "", "")),
        (("Un port", "https://x.example/un-port", "g1"), ("Un port", "https://www.y.example/2026/un-port", "y1")),
        (("Un port", f"{PAGE}?utm_source=a", ""), ("Un port", f"{PAGE}?utm_source=b#xtor=RSS-1", "")),
    ],
    ids=["session", "slug", "other guid", "edited", "nothing", "moved", "tracking"],
)
def test_an_article_that_changes_its_names_is_the_same_and_stays_read(
    press: Press, before: tuple[str, str, str], after: tuple[str, str, str]
) -> None:
    other = an_item("Autre chose", "https://x.example/9-autre", "g9", 3)
    press.read(an_item(*before), other)
    press.mark_read()
    assert press.read(an_item(*after), other)[0] == 0
    assert press.titles(unread=True) == [] and press.titles()[0] == after[0]
    number = press.store.headlines.headlines(ArticleFilter(), 1)[0].id
    article = press.store.articles.load(number)
    assert article and article.url == after[1].partition("?utm")[0]


def test_what_takes_the_place_of_another_is_new(press: Press) -> None:
    # Guids that count places, and a page on which ever other things stand.
    press.read(an_item("Le pont est fermé", "https://x.example/a/1-pont", "1", 7))
    assert press.read(an_item("Une grève au port", "https://x.example/a/2-port", "1", 8))[0] == 1
    press.read(an_item("Panne du réseau", "https://x.example/etat", "e1", 7), feed="https://x.example/e.rss")
    assert press.read(an_item("Courrier en retard", "https://x.example/etat", "e2", 8), feed="https://x.example/e.rss")[
        0
    ]
    meteo = [an_item("Bulletin", "https://x.example/meteo", "", hour, f"Texte {hour}") for hour in (1, 2, 3)]
    assert [press.read(one, feed="https://x.example/m.rss")[0] for one in meteo] == [1, 1, 1]
    assert len(press.titles()) == 7


def test_an_item_that_is_listed_twice_is_one(press: Press) -> None:
    assert press.read(an_item("Un port", PAGE, "g1"), an_item("Un port", PAGE, "g1"))[0] == 1
    assert press.read(an_item("Un port", f"{PAGE}?s=3", "g1"), an_item("Un port", PAGE, "g1"))[0] == 0


def test_two_feeds_that_name_one_article_differently_do_not_take_turns(press: Press) -> None:
    site, others = an_item("Le pont fermé", PAGE, "a1"), an_item("Show: Le pont (2026)", PAGE, "b1", 10, "Comments")
    assert press.read(site) == (1, [PAGE])
    for _again in range(3):
        assert press.read(others, feed="https://agg.example/f") == (0, [])
        assert press.read(site) == (0, [])
    changed = an_item("Show: Le pont (2026)", PAGE, "b1", 10, "112 comments")
    assert press.read(changed, feed="https://agg.example/f") == (0, [])
    assert press.titles() == ["Le pont fermé"]
    # Its own feed corrects it; and where that is given up, the other one's words are its words.
    assert press.read(an_item("Le pont est fermé", PAGE, "a1")) == (0, [PAGE])
    assert press.titles() == ["Le pont est fermé"]
    press.store.feeds.remove(1)
    press.read(an_item("Le pont, pour toujours", PAGE, "b1", 10), feed="https://agg.example/f")
    assert press.titles() == ["Le pont, pour toujours"]


def test_a_whole_text_takes_the_place_of_a_summary(press: Press) -> None:
    press.read(an_item("Le pont", PAGE))
    text = "".join(f"<p>Le pont a {n} arches, que personne n'a comptées depuis longtemps.</p>" for n in range(20))
    whole = f"<content:encoded>{escape(text)}</content:encoded></item>"
    agg = an_item("Pont", PAGE).replace("</item>", whole)
    assert press.read(agg, feed="https://agg.example/f") == (0, [])
    (headline,) = press.store.headlines.headlines(ArticleFilter(), 5)
    assert headline.complete and headline.unparsed


def test_what_is_corrected_arrives_though_it_is_as_long_as_before(press: Press) -> None:
    press.read(an_item("État", PAGE, text="Réseau : perturbé"))
    assert press.read(an_item("État", PAGE, text="Réseau : rétabli.")) == (0, [])
    article = press.store.articles.load(1)
    assert article and "rétabli" in article.standfirst.value
    notes = [an_item(f"Panne {n}", "https://x.example/etat", f"p{n}", text=f"Arrêt {n}") for n in range(2)]
    press.read(*notes, feed="https://x.example/e.rss")
    press.read(notes[0].replace("Arrêt", "Repris"), notes[1], feed="https://x.example/e.rss")
    assert "Repris 0" in {press.store.articles.load(n).standfirst.value for n in (2, 3)}  # type: ignore[union-attr]


def test_an_item_without_a_page_is_its_text_and_no_page_is_asked_for(press: Press) -> None:
    sound = '<enclosure url="https://x.example/e1.mp3" type="audio/mpeg" length="1"/></item>'
    assert press.read(an_item("Épisode 1", guid="e1").replace("</item>", sound)) == (1, [])
    article = press.store.articles.load(1)
    assert article and (article.url, article.sound) == ("", "https://x.example/e1.mp3")
    assert article.complete and article.standfirst.value == "Le texte."
    assert press.store.articles.without_text(press.now, 5) == []


def test_what_was_deleted_after_its_time_does_not_come_back_under_another_address(press: Press) -> None:
    status = [an_item(f"Panne {n}", "https://x.example/etat", f"p{n}", n) for n in (1, 2)]
    press.read(an_item("Un port", f"{PAGE}?s=1", "g1"), *status)
    press.store.retention.delete(press.store.headlines.ids(ArticleFilter()))
    assert press.read(an_item("Un port", f"{PAGE}?s=2", "g1"), *status) == (0, [])
    assert press.read(an_item("Panne 3", "https://x.example/etat", "p3"))[0] == 1


def order(dates: Iterable[int | None], known: Iterable[int | None] = ()) -> list[int]:
    given = list(dates)
    now = int(NOW.timestamp())
    ago = [None if date is None else now - 3600 * date for date in given]
    found = sort_times(ago, list(known) or [None] * len(given), now)
    return [round((now - place) / 3600) for place in found]


def test_what_has_no_date_stands_where_its_feed_puts_it() -> None:
    assert order([1, None, 5]) == [1, 5, 5] and order([None, 5, 6]) == [5, 5, 6] and order([5, None]) == [5, 5]
    assert order([9, None, 2]) == [9, 9, 2]  # the oldest first
    now = int(NOW.timestamp())
    assert sort_times([None] * 3, [None] * 3, now) == [now, now - 1, now - 2]
    assert sort_times([None] * 3, [None, now - 90, now - 91], now) == [now, now - 90, now - 91]
    # Before the web, and in ten years: as if it had none.
    assert order([1, 24 * 365 * 50, 5, -24 * 3650, 7]) == [1, 5, 5, 7, 7]
    assert sort_times([now + 600], [None], now) == [now] and sort_times([now + 10**8], [None], now) == [now]


def test_articles_of_one_time_stand_in_the_order_of_their_feed(press: Press) -> None:
    press.read(*(an_item(f"Titre {n}", f"https://x.example/{n}", hour=None) for n in range(4)))
    press.read(
        *(an_item(f"Nouveau {n}", f"https://x.example/n{n}", hour=9) for n in range(3)), feed="https://y.example/f"
    )
    titles = press.titles()
    assert [t for t in titles if t.startswith("T")] == [f"Titre {n}" for n in range(4)]
    assert [t for t in titles if t.startswith("N")] == [f"Nouveau {n}" for n in range(3)]


def test_the_first_refresh_of_an_older_library_asks_for_no_page_and_doubles_nothing(press: Press) -> None:
    items = [an_item(f"Titre {n}", f"https://x.example/{n}-titre", f"g{n}", n) for n in range(3)]
    notes = [an_item(f"Panne {n}", "https://x.example/etat", f"p{n}", n) for n in range(2)]
    press.read(*items, notes[0])
    press.mark_read()
    database = press.store.database
    # As it was: nothing but addresses, no word of what the feed said, and the texts of the pages.
    database.write("DELETE FROM entry_name")
    database.write("UPDATE feed_article SET signature = ''")
    database.write("UPDATE article SET owner = NULL, complete = 1, key = 'x.example/etat' WHERE title = 'Panne 0'")
    database.write("UPDATE article SET owner = NULL, complete = 1")
    assert press.read(*items, *notes) == (1, [])
    assert press.titles(unread=True) == ["Panne 1"] and len(press.titles()) == 5
    assert press.read(items[0].replace("0-titre", "0-autre-titre"), *items[1:], *notes) == (0, [])
