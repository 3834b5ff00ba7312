"""Copies of one text under the first, headlines on one event together: what is alike, and what only looks so."""

from datetime import timedelta
from pathlib import Path

from newsreader.library.core import Library
from newsreader.library.refresh.ingest import parse_and_store
from newsreader.library.stories import cluster_headlines
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.feed import Headline
from newsreader.model.text import Text
from newsreader.store.store import Store
from tests.store.test_store import NOW, an_article
from tests.tui.reader import NOW as IN_READER
from tests.tui.reader import fill, opened

#: Written for this test: no agency's words.
COPY = (
    "Le phare de Port-Lison s’est éteint dans la nuit de mardi à mercredi, pour la première fois depuis cent douze ans, "
    "ont annoncé les gardiens. Une avarie du groupe qui l’alimente en serait la cause. La préfecture a demandé aux "
    "bateaux de pêche de rester au port jusqu’à la réparation, attendue vendredi. Aucun blessé n’est à déplorer, selon "
    "les secours en mer, qui ont patrouillé jusqu’à l’aube. La mairie a fait allumer des feux sur la jetée et remercié "
    "les habitants venus y veiller. Une enquête dira pourquoi la lampe de secours n’a pas pris le relais comme prévu."
)


def headline(number: int, title: str, hours: float = 0, outlet: str = "") -> Headline:
    when = NOW - timedelta(hours=hours)
    return Headline(number, "u", title, "", outlet, when, False, False, True, (int(when.timestamp()), number))


def grouped(*titles: str, hours: float = 1) -> list[list[int]]:
    found = cluster_headlines([headline(n, title, n * hours) for n, title in enumerate(titles)])
    return [[story.lead.id, *(other.id for other in story.others)] for story in found]


def test_titles_on_one_event_are_one_story_and_say_what_they_share() -> None:
    titles = (
        "Grève à la SNCF : le trafic très perturbé en Bretagne",
        "Un éleveur raconte sa traversée du massif",
        "Bretagne : la grève de la SNCF perturbe le trafic des trains",
        "SNCF : « la grève continue », préviennent les syndicats bretons",
        "La récolte de châtaignes s’annonce bonne dans les Cévennes",
    )
    (first, *_rest) = cluster_headlines([headline(n, title) for n, title in enumerate(titles)])
    assert grouped(*titles) == [[0, 2, 3], [1], [4]]
    assert {"SNCF", "grève"} <= {word if word.isupper() else word.lower() for word in first.words}


def test_a_person_alone_a_series_a_day_between_and_common_words_make_no_story() -> None:
    assert grouped("Maëlle Kervadec ouvre le quai", "Le prix du pain selon Maëlle Kervadec") == [[0], [1]]
    assert grouped("[Carnet de bord] La Houle à Lison", "[Carnet de bord] Les voiles du nord") == [[0], [1]]
    same = "Incendie à Port-Lison : le Fanal évacué"
    assert grouped(same, same) == [[0, 1]] and grouped(same, same, hours=50) == [[0], [1]]
    assert grouped("Une nouvelle journée pour la France", "La France et sa nouvelle semaine") == [[0], [1]]
    assert cluster_headlines([]) == [] and grouped("", "") == [[0], [1]]


def copies(store: Store, *texts: str) -> list[int]:
    numbers = []
    for number, text in enumerate(texts):
        article = an_article(
            number,
            url=f"https://journal-{number}.example/a",
            title="La digue cède à Port-Lison",
            outlet=f"Journal {number}",
            blocks=(Block(BlockType.PARAGRAPH, Text(text)),),
        )
        numbers.append(store.articles.put_entry(0, article, "s", NOW))
        parse_and_store(store, numbers[-1], article, NOW)
    return numbers


def test_the_same_text_in_other_outlets_stands_under_the_newest(store: Store, library_file: Path) -> None:
    other = " ".join(reversed(COPY.split()))
    shorter = "PORT-LISON. " + COPY[: COPY.index("La mairie")]
    first, second, third, fourth = copies(store, COPY, shorter, other, COPY + " (avec notre correspondant)")
    library = Library(library_file, lambda: NOW)
    listed = {h.id: h.duplicates for h in library.headlines(ArticleFilter())}
    assert listed == {first: 2, third: 0}
    opened_first = library.open(first)
    assert opened_first and [copy.id for copy in opened_first.copies] == [second, fourth]
    # Read once is read everywhere; and taken back everywhere.
    library.mark_read([first])
    assert all(h.read for h in library.headlines_of([first, second, fourth]).values())
    library.undo_history.undo()
    assert library.count(ArticleFilter(unread=True)) == 2
    # Its own feed and a search show each.
    assert {h.id for h in library.searches.find("phare")} == {first, second, third, fourth}
    # Without the first, the next one stands for itself again.
    store.database.write("DELETE FROM article WHERE id = ?", (first,))
    assert second in {h.id for h in library.headlines(ArticleFilter())}
    library.close()


def test_short_texts_and_old_ones_are_not_compared(store: Store) -> None:
    assert copies(store, "Une brève.", "Une brève.") and not store.database.rows("SELECT * FROM sketch")
    (number,) = copies(store, COPY)[:1]
    store.duplicates.prune(NOW + timedelta(days=9))
    assert not store.database.rows("SELECT * FROM sketch") and not store.duplicates.of(number)


async def test_a_story_is_folded_in_the_list_and_unfolds_by_a_key(library_file: Path) -> None:
    fill(library_file, 2)
    store = Store(library_file)
    titles = ("Grève à la SNCF : trafic perturbé en Bretagne", "En Bretagne, la grève de la SNCF continue")
    for number, title in enumerate(titles):
        article = Article(f"https://x.example/s{number}", f"x:s{number}", title, published=NOW)
        store.articles.put_entry(1, article, "s", NOW - timedelta(minutes=number))
    store.close()
    async with opened(library_file) as reader:
        rows = reader.screen.headlines
        assert rows.count == 3 and "▸ 1 more on this" in reader.sees()
        reader.screen.headlines.go(
            next(n for n, row in enumerate(rows.loaded.headlines) if row.id in rows.loaded.stories)
        )
        await reader.press("z")
        assert rows.count == 4 and "2 articles on this story" in reader.sees() and "└ " in reader.sees()
        await reader.press("j", "z")
        assert rows.count == 3 and rows.current and rows.current.id in rows.loaded.stories
        await reader.press("E")
        assert rows.count == 4 and not rows.loaded.stories
    async with opened(library_file) as reader:
        assert reader.screen.headlines.count == 4
        await reader.press("E", *["space"] * 2)
        # Reading on comes by what is folded away too.
        for _n in range(12):
            await reader.press("space")
        assert reader.library.count(ArticleFilter(unread=True)) == 0


async def test_a_story_that_has_room_unfolds_where_it_stands(library_file: Path) -> None:
    fill(library_file, 60)
    store = Store(library_file)
    titles = ("Grève à la SNCF : trafic perturbé en Bretagne", "En Bretagne, la grève de la SNCF continue")
    for number, title in enumerate(titles):
        when = IN_READER - timedelta(minutes=30, seconds=number)
        article = Article(f"https://x.example/s{number}", f"x:s{number}", title, published=when)
        store.articles.put_entry(1, article, "s", when)
    store.close()
    async with opened(library_file, (80, 24)) as reader:
        rows = reader.screen.headlines
        story = next(n for n, row in enumerate(rows.loaded.headlines) if row.id in rows.loaded.stories)
        rows.put(story, 6)
        await reader.press("z")
        assert rows.line == 6 and "└ " in reader.sees()
        width = rows.scrollable_content_region.width
        assert all(len(rows.row(n, width)) == rows.tops.height(n) for n in range(rows.count))
        await reader.press("z")
        rows.put(story, rows.size.height - 2)
        await reader.press("z")
        assert 0 < rows.line < rows.size.height - 2 and "└ " in reader.sees()


async def test_the_cursor_stays_on_a_story_that_is_the_first_of_the_list(library_file: Path) -> None:
    fill(library_file, 3)
    store = Store(library_file)
    titles = ("Grève à la SNCF : trafic perturbé en Bretagne", "En Bretagne, la grève de la SNCF continue")
    for number, title in enumerate(titles):
        when = IN_READER + timedelta(seconds=30 - number)
        article = Article(f"https://x.example/s{number}", f"x:s{number}", title, published=when)
        store.articles.put_entry(1, article, "s", when)
    store.close()
    async with opened(library_file, (80, 24)) as reader:
        for _twice in range(2):
            await reader.press("z")
            current = reader.screen.headlines.current
            assert reader.screen.headlines.cursor == 0 and current and current.title == titles[0]


async def test_copies_unfold_by_the_same_key(store: Store, library_file: Path) -> None:
    copies(store, COPY, COPY, COPY)
    async with opened(library_file) as reader:
        rows = reader.screen.headlines
        assert rows.count == 1 and "+2 outlets" in reader.sees()
        await reader.press("z")
        assert rows.count == 3 and "Same text from other outlets" in reader.sees() and "Journal 1 · " in reader.sees()
        await reader.press("z")
        assert rows.count == 1
        await reader.press("enter", "L")
        assert "= Journal 1" in reader.sees() and "The same text appears in Journal 1, Journal 2" in reader.sees()
