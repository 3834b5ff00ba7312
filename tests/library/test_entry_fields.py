"""What each feed says of an article: its own list shows it, its page is known by it, and it fills what a page leaves out."""

from datetime import timedelta
from email.utils import format_datetime

from newsreader.model.article_filter import ArticleFilter
from newsreader.store.store import Store
from tests.library.test_refresh import Clock, refresh
from tests.press import PRINTED, feed, page, rss
from tests.server import PressServer

TEXT = """<p>La digue de Port-Lison a cédé pendant la nuit, et la mer a pris le mur sur trente mètres.</p>
<p>« Nous relèverons la digue », promet Maëlle Kervadec, maire de la commune, devant les pêcheurs.</p>"""


def an_item(title: str, url: str, summary: str = "La mer a emporté un mur.", more: str = "") -> str:
    return (
        f"<item><title>{title}</title><link>{url}</link><description>{summary}</description>"
        f"<pubDate>{format_datetime(PRINTED)}</pubDate>{more}</item>"
    )


def bare_page(title: str, text: str = TEXT) -> str:
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}</article></body></html>"


def titles(store: Store, number: int = 0) -> list[str]:
    return [headline.title for headline in store.headlines.headlines(ArticleFilter(feed=number), 10)]


async def test_two_feeds_that_name_one_page_keep_their_own_words(store: Store, press: PressServer) -> None:
    url, clock = f"{press.base}/digue.html", Clock()
    press.routes["/digue.html"] = page(bare_page("La digue cède à Port-Lison"))

    def serve(turn: int, ours: str, theirs: str) -> None:
        press.routes["/a.rss"] = feed(rss("Le Courrier", an_item(ours, url, f"Un mur, {turn}.")), f'"{turn}"')
        press.routes["/b.rss"] = feed(rss("Les liens", an_item(theirs, url, f"{turn} points")), f'"{turn}"')

    a, b = (store.feeds.add(f"{press.base}/{name}.rss")[0] for name in "ab")
    for turn in range(4):
        serve(turn, "La digue cède à Port-Lison", "Port-Lison dyke fails")
        await refresh(store, clock=clock)
        clock.now += timedelta(hours=2)
        assert (titles(store, a), titles(store, b)) == (["La digue cède à Port-Lison"], ["Port-Lison dyke fails"])
        assert titles(store) == ["La digue cède à Port-Lison"]
    assert press.paths().count("/digue.html") == 1
    serve(5, "La digue cède à Port-Lison", "Port-Lison safe")
    await refresh(store, clock=clock)
    assert (titles(store), titles(store, b)) == (["La digue cède à Port-Lison"], ["Port-Lison safe"])
    (row,) = store.headlines.headlines(ArticleFilter(feed=b), 10)
    assert [h.title for h in store.headlines.headlines_of([row.id], b)] == [row.title]


async def test_a_library_from_before_learns_the_words_without_asking_for_pages(
    store: Store, press: PressServer
) -> None:
    url, clock = f"{press.base}/digue.html", Clock()
    press.routes["/digue.html"] = page(bare_page("La digue cède"))
    press.routes["/a.rss"] = feed(rss("Le Courrier", an_item("La digue cède à Port-Lison", url)))
    number, _new = store.feeds.add(f"{press.base}/a.rss")
    await refresh(store, clock=clock)
    store.database.write("UPDATE feed_article SET title = NULL")
    assert titles(store, number) == ["La digue cède"]
    clock.now += timedelta(hours=2)
    press.routes["/a.rss"] = feed(rss("Le Courrier", "<!-- -->" + an_item("La digue cède à Port-Lison", url)), '"2"')
    await refresh(store, clock=clock)
    assert titles(store, number) == ["La digue cède à Port-Lison"]
    assert press.paths().count("/digue.html") == 1


async def test_what_a_page_leaves_out_is_filled_from_its_feed(store: Store, press: PressServer) -> None:
    url = f"{press.base}/digue.html"
    press.routes["/digue.html"] = page(bare_page("La digue cède à Port-Lison"))
    more = (
        "<dc:creator>Léa Morin</dc:creator><category>Mer</category><source url='https://c.example/'>Le Phare</source>"
    )
    press.routes["/a.rss"] = feed(rss("Le Courrier", an_item("La digue cède à Port-Lison", url, more=more)))
    store.feeds.add(f"{press.base}/a.rss")
    await refresh(store)
    (headline,) = store.headlines.headlines(ArticleFilter(), 10)
    article = store.articles.load(headline.id)
    assert article and article.complete and article.published
    assert (article.authors, article.outlet, article.tags) == (("Léa Morin",), "Le Phare", ("Mer",))
    assert article.published == PRINTED and headline.outlet == "Le Phare"


async def test_a_page_is_the_article_where_one_of_its_feeds_says_so(store: Store, press: PressServer) -> None:
    """An aggregator's own words have nothing in common with the page; the site's feed has."""
    url, clock = f"{press.base}/digue.html", Clock()
    press.routes["/b.rss"] = feed(rss("Les liens", an_item("Dyke fails overnight", url, "12 points")))
    press.routes["/a.rss"] = feed(rss("Le Courrier", an_item("La digue cède à Port-Lison", url)))
    store.feeds.add(f"{press.base}/b.rss")
    store.feeds.add(f"{press.base}/a.rss")
    await refresh(store, clock=clock)
    press.routes["/digue.html"] = page(bare_page("Grande marée", TEXT))
    clock.now += timedelta(hours=3)
    await refresh(store, clock=clock)
    (headline,) = store.headlines.headlines(ArticleFilter(), 10)
    assert headline.complete and headline.title == "Grande marée"
    # Nor is one without a word of any of them.
    other = f"{press.base}/autre.html"
    press.routes["/b.rss"] = feed(rss("Les liens", an_item("Harbour festival opens", other, "3 points")), '"2"')
    press.routes["/a.rss"] = feed(rss("Le Courrier", an_item("Le port en fête", other, "Des lampions.")), '"2"')
    press.routes["/autre.html"] = page(
        bare_page("Nos conditions", "<p>Vous acceptez les traceurs de nos partenaires.</p>" * 4)
    )
    clock.now += timedelta(hours=3)
    await refresh(store, clock=clock)
    (number,) = [h.id for h in store.headlines.headlines(ArticleFilter(), 10) if h.url == other]
    assert "Nos conditions" in store.articles.error(number)
