"""Reading from its keys to the library: what is opened, where one is in it, when it counts as read, where one goes back
to."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsreader.library.messages.events import ArticleStored, PageFetched
from newsreader.library.messages.requests import FetchArticle, FetchPage, FindDiscussions, RefreshComments
from newsreader.model.article import Block, BlockType
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.comment import Comment, CommentSource, CommentState, Thread
from newsreader.model.quotation import QuotationInArticle
from newsreader.model.text import Text
from newsreader.store.store import Store
from newsreader.tui.history import ArticleVisit, Origin
from newsreader.tui.layout import Pane
from newsreader.tui.library_places import (
    Leaving,
    MakeRule,
    OpenQuotation,
    PeoplePlace,
    PeopleVisit,
    QuotationsPlace,
    StepHistory,
    SwitchScreen,
)
from tests.store.test_store import an_article
from tests.tui.reader import NOW, fill
from tests.tui.without_screen import ReaderWithoutScreen, done

UNREAD = ArticleFilter(unread=True)


@pytest.fixture
def reader(library_file: Path) -> Iterator[ReaderWithoutScreen]:
    """Three whole articles, and a fourth of which only the summary is here."""
    fill(library_file, 3)
    with closing(Store(library_file)) as store:
        short = an_article(9, title="Court", blocks=(), complete=False, published=NOW - timedelta(hours=2))
        store.articles.put_entry(1, short, "s", NOW)
    reader = ReaderWithoutScreen(library_file)
    yield reader
    reader.library.close()


def unread(reader: ReaderWithoutScreen) -> int:
    return reader.library.count(UNREAD)


def opened(reader: ReaderWithoutScreen) -> int:
    return reader.page.opened.number if reader.page.opened else 0


def requests(reader: ReaderWithoutScreen, *kinds: type) -> list[object]:
    return [request for request in reader.helper.asked if isinstance(request, kinds)]


@pytest.mark.parametrize(
    ("width", "pane", "shown"),
    [(200, Pane.HEADLINES, 2), (200, Pane.FEEDS, 2), (200, Pane.ARTICLE, 1), (80, Pane.HEADLINES, 1)],
)
def test_the_article_under_the_cursor_stands_beside_its_list_where_there_is_room(
    reader: ReaderWithoutScreen, width: int, pane: Pane, shown: int
) -> None:
    assert opened(reader) == 1 and unread(reader) == 4
    reader.layout.width, reader.layout.focused_pane = width, pane
    reader.rows.go(1)
    reader.do.reading.preview()
    assert opened(reader) == shown and unread(reader) == 4


def test_beside_a_list_without_articles_nothing_stands(reader: ReaderWithoutScreen) -> None:
    done(reader.do.lists.filter("saved"))
    assert opened(reader) == 0 and reader.layout.titles[Pane.ARTICLE] == ""


def test_an_article_comes_with_its_titles_quotations_links_and_comments(reader: ReaderWithoutScreen) -> None:
    reader.rows.go(1)
    done(reader.do.reading.open_current())
    titles = reader.layout.titles
    assert titles[Pane.ARTICLE] == "Essai · 1 min" and titles[Pane.QUOTES] == "2 quotations"
    assert titles[Pane.LINKS] == "0 links" and titles[Pane.COMMENTS].startswith("1 comment")
    assert reader.comments.article == 2 and reader.quotes.count == 2 and reader.quotes.cursor == -1
    assert reader.session.open_article == 2 and reader.layout.focused_pane is Pane.ARTICLE and unread(reader) == 3
    assert reader.session.history.current == ArticleVisit(2, Origin.LIST)


@pytest.mark.parametrize(("mark_read", "left"), [("opened", 3), ("finished", 4), ("never", 4)])
def test_it_counts_as_read_as_its_reader_wants(library_file: Path, mark_read: str, left: int) -> None:
    fill(library_file, 4)
    reader = ReaderWithoutScreen(library_file, mark_read=mark_read)
    done(reader.do.reading.open_current())
    assert unread(reader) == left
    reader.page.at_end = True
    reader.layout.focused_pane = Pane.HEADLINES
    reader.do.reading.read_to_its_end()
    assert unread(reader) == left
    reader.layout.focused_pane = Pane.ARTICLE
    reader.do.reading.read_to_its_end()
    assert unread(reader) == (4 if mark_read == "never" else 3)
    reader.library.close()


def test_what_is_gone_is_said_and_not_opened(reader: ReaderWithoutScreen) -> None:
    done(reader.do.reading.open(99))
    assert reader.hears() == ["This article is no longer in the library."]
    assert reader.session.history.current is None and reader.layout.focused_pane is Pane.HEADLINES
    assert not done(reader.do.reading.open_quotation(99, 0)) and unread(reader) == 4


def test_a_text_that_is_missing_is_fetched_and_comments_that_are_old_are_read_anew(reader: ReaderWithoutScreen) -> None:
    done(reader.do.reading.open(4))
    assert reader.helper.asked == [FetchArticle(4)]
    done(reader.do.reading.open(2))
    assert reader.helper.asked[1:] == []
    reader.library._store.database.write("UPDATE comment_thread SET fetched = 0")
    reader.page.open(None)
    done(reader.do.reading.open(2))
    assert reader.helper.asked[1:] == [RefreshComments(2)]


def test_the_page_is_fetched_again_where_its_text_is_missing(reader: ReaderWithoutScreen) -> None:
    reader.page.open(None)
    reader.do.reading.fetch_again()
    assert reader.hears() == [] and reader.helper.asked == []
    done(reader.do.reading.show(1))
    reader.do.reading.fetch_again()
    assert reader.hears() == ["The full text is already here."]
    done(reader.do.reading.show(4))
    reader.do.reading.fetch_again()
    assert reader.hears() == ["Downloading the page…"] and reader.helper.asked == [FetchArticle(4)]
    assert reader.page.opened
    reader.page.opened = replace(reader.page.opened, article=replace(reader.page.opened.article, url=""))
    reader.do.reading.fetch_again()
    assert reader.hears() == ["This article has no address."] and len(reader.helper.asked) == 1


def test_a_text_that_comes_is_shown_where_one_is(reader: ReaderWithoutScreen) -> None:
    done(reader.do.reading.show(4))
    reader.said = ["Downloading the page…"]
    reader.page.top = (0, 3)
    store = reader.library._store
    store.articles.put_text(4, an_article(9, title="Court"), NOW)
    reader.do.events.receive(ArticleStored(3))
    assert reader.page.opened and not reader.page.opened.headline.complete and reader.said
    reader.do.events.receive(ArticleStored(4))
    assert reader.page.opened.headline.complete and reader.page.top == (0, 3) and reader.said == []
    before = reader.page.opened
    reader.do.events.receive(ArticleStored(4))
    assert reader.page.opened is before, "nothing of it is new"
    store.articles.record_failure(4, "Trop lent.", NOW)
    reader.do.events.receive(ArticleStored(4))
    assert reader.page.opened is not before


def test_the_place_in_an_article_is_kept_and_its_top_is_none(reader: ReaderWithoutScreen) -> None:
    positions = reader.library._store.positions
    done(reader.do.reading.show(1))
    reader.page.top = (3, 5)
    done(reader.do.reading.show(2))
    assert positions.of(1) == (3, 5) and reader.page.top < (0, 0)
    done(reader.do.reading.show(1))
    assert reader.page.top == (3, 5)
    reader.page.show()
    reader.do.reading.keep_position()
    assert positions.of(1) is None
    reader.page.top = (7, 0)
    before = int(datetime.now(UTC).timestamp())
    reader.do.reading.leave()
    assert positions.of(1) == (7, 0) and int(reader.library.state("last_visit")) >= before


def test_a_search_is_found_again_in_the_article_it_led_to(reader: ReaderWithoutScreen) -> None:
    for words, said in (("suite", 30), ("numéro", 1)):
        reader.do.search.show(words, ArticleFilter())
        reader.hears()
        done(reader.do.reading.open(1))
        assert len(reader.page.marks.found) == said and reader.page.marks.by_search
        assert reader.hears() == [f"{said} matches: n next, N previous."] * (said > 1)


# ------------------------------------------------------------ from article to article


def test_the_next_unread_article_is_opened_and_said_where_there_is_none(reader: ReaderWithoutScreen) -> None:
    done(reader.do.reading.open_current())
    found = []
    for _time in range(3):
        done(reader.do.navigation.next_unread(1))
        found.append((opened(reader), reader.rows.cursor))
    assert found == [(2, 1), (3, 2), (4, 3)] and reader.hears() == []
    done(reader.do.navigation.next_unread(1))
    assert reader.hears() == ["No unread articles left in this list."] and opened(reader) == 4


def test_in_the_list_the_cursor_goes_from_unread_to_unread(reader: ReaderWithoutScreen) -> None:
    reader.library.mark_read([2, 3])
    reader.do.lists.reload()
    done(reader.do.navigation.next_unread(1))
    assert reader.rows.cursor == 3 and reader.layout.focused_pane is Pane.HEADLINES
    done(reader.do.navigation.next_unread(1))
    assert reader.rows.cursor == 3 and reader.hears() == ["No more."]
    done(reader.do.navigation.next_unread(-1))
    assert reader.rows.cursor == 0
    done(reader.do.navigation.next_unread(-1))
    assert reader.rows.cursor == 0 and reader.hears() == ["No more."]
    done(reader.do.navigation.next_article(1))
    assert reader.rows.cursor == 1 and unread(reader) == 2
    reader.layout.focused_pane = Pane.ARTICLE
    done(reader.do.navigation.next_article(1))
    assert reader.rows.cursor == 2 and opened(reader) == 3


def test_an_unread_article_that_is_folded_away_or_not_loaded_comes_into_the_list(reader: ReaderWithoutScreen) -> None:
    del reader.rows.loaded.headlines[1:]
    done(reader.do.navigation.read_next_unread())
    assert opened(reader) == 2 and reader.rows.titles == ["Titre 0", "Titre 1"] and reader.rows.cursor == 1


def test_out_of_a_pane_step_by_step(reader: ReaderWithoutScreen) -> None:
    done(reader.do.reading.open_current())
    done(reader.do.navigation.toggle_side("quotes"))
    places = []
    reader.layout.zen = False
    for _time in range(5):
        places.append((reader.layout.focused_pane, reader.layout.side))
        done(reader.do.navigation.back())
    assert places == [
        (Pane.QUOTES, Pane.QUOTES),
        (Pane.ARTICLE, None),
        (Pane.HEADLINES, None),
        (Pane.FEEDS, None),
        (Pane.FEEDS, None),
    ]
    reader.layout.focused_pane, reader.layout.zen = Pane.ARTICLE, True
    done(reader.do.navigation.back())
    assert (reader.layout.zen, reader.layout.focused_pane) == (False, Pane.ARTICLE)


def test_out_of_an_article_that_a_link_led_to_one_comes_back_to_where_the_link_was(reader: ReaderWithoutScreen) -> None:
    done(reader.do.reading.open_current())
    done(reader.do.reading.open(2, Origin.LINK))
    done(reader.do.navigation.back())
    places = [(opened(reader), reader.layout.focused_pane)]
    done(reader.do.navigation.back())
    assert [*places, (opened(reader), reader.layout.focused_pane)] == [(1, Pane.ARTICLE), (1, Pane.HEADLINES)]


def test_back_and_forward_through_everything_that_was_opened(reader: ReaderWithoutScreen) -> None:
    done(reader.do.visits.step_history(-1))
    done(reader.do.visits.step_history(1))
    assert reader.hears() == ["Nothing to go back to.", "Nothing to go forward to."]
    for number in (1, 2, 3):
        done(reader.do.reading.open(number))
    reader.library._store.database.write("DELETE FROM article WHERE id = 2")
    found = []
    for by in (-1, -1, 1, 1):
        done(reader.do.visits.step_history(by))
        found.append(opened(reader))
    assert found == [1, 1, 3, 3] and [text for text in reader.hears() if "Nothing" in text] == [
        "Nothing to go back to.",
        "Nothing to go forward to.",
    ]
    # From the list, back leads into what was open; forward goes on.
    reader.layout.focused_pane = Pane.HEADLINES
    done(reader.do.visits.step_history(-1))
    assert opened(reader) == 3 and reader.layout.focused_pane is Pane.ARTICLE


def test_what_stands_beside_an_article_is_opened_and_closed_by_one_key(reader: ReaderWithoutScreen) -> None:
    for name in ("quotes", "comments", "links"):
        reader.layout.focused_pane, reader.layout.side = Pane.HEADLINES, None
        done(reader.do.navigation.toggle_side(name))
        assert reader.layout.focused_pane == name and opened(reader) == 1
        done(reader.do.navigation.toggle_side(name))
        assert reader.layout.focused_pane is Pane.ARTICLE and reader.layout.side is None
    reader.layout.focused_pane = Pane.FEEDS
    done(reader.do.navigation.toggle_side("quotes"))
    assert reader.layout.focused_pane is Pane.FEEDS and reader.layout.side is None
    # On a narrow screen the article may be all there is to see: the key shows what it does not hide.
    reader.layout.width, reader.layout.focused_pane, reader.layout.side = 80, Pane.ARTICLE, Pane.QUOTES
    done(reader.do.navigation.toggle_side("quotes"))
    assert reader.layout.focused_pane is Pane.QUOTES


def test_headings_and_panes_are_for_an_article(reader: ReaderWithoutScreen) -> None:
    done(reader.do.navigation.next_section(1))
    assert reader.page.sections == [1] and reader.layout.focused_pane is Pane.ARTICLE
    reader.layout.focused_pane = Pane.FEEDS
    done(reader.do.navigation.next_section(1))
    assert reader.page.sections == [1] and "jumps between headings" in reader.hears()[-1]
    reader.do.navigation.next_pane(1)
    reader.page.open(None)
    reader.do.navigation.next_pane(-1)
    assert reader.layout.cycled == [(1, False), (-1, True)]


def test_whose_a_quotation_is_is_said_until_one_goes_elsewhere(reader: ReaderWithoutScreen) -> None:
    done(reader.do.quotations.next(1))
    (said,) = reader.hears()[-1:]
    assert said.startswith("— Anne Bec (") and reader.quotes.cursor == reader.page.current_quotation == 0
    reader.said = [said, "Autre chose."]
    reader.do.forget_quotation()
    assert reader.said == ["Autre chose."]
    reader.page.point_at(99)
    done(reader.do.quotations.next(1))
    assert reader.hears()[-1] == "No quotation here."
    reader.quotes.point_at(1)
    reader.do.quotations.open()
    assert reader.page.current_quotation == 1 and reader.layout.focused_pane is Pane.ARTICLE
    assert reader.hears()[-1].startswith("— Yann Tregor")


# ------------------------------------------------------------ people


def quoted(reader: ReaderWithoutScreen, article: int, number: int) -> QuotationInArticle:
    quotation = reader.library._store.quotations.of(article)[number]
    return QuotationInArticle(article, number, quotation, "Titre", "Essai", "u", NOW)


def test_a_quotation_chosen_among_the_people_is_opened_and_one_comes_back_to_them(reader: ReaderWithoutScreen) -> None:
    there, chosen = PeoplePlace(typed="bec"), quoted(reader, 2, 1)
    done(reader.do.reading.open_current())
    reader.dialogs.answers = [Leaving(there, OpenQuotation(chosen))]
    reader.do.visits.show_people()
    assert opened(reader) == 2 and reader.page.current_quotation == 1 and reader.session.people == there
    assert reader.dialogs.shown == [PeoplePlace()]
    reader.dialogs.answers = [Leaving(there)]
    done(reader.do.navigation.back())
    assert reader.dialogs.shown == [PeoplePlace(), there]
    assert opened(reader) == 1 and reader.layout.focused_pane is Pane.ARTICLE, (
        "back where the people were looked at from"
    )


def test_from_a_list_one_comes_back_to_it(reader: ReaderWithoutScreen) -> None:
    reader.dialogs.answers = [Leaving(PeoplePlace(), OpenQuotation(quoted(reader, 2, 0))), Leaving(PeoplePlace())]
    reader.do.visits.show_people()
    assert opened(reader) == 2
    done(reader.do.navigation.back())
    assert reader.layout.focused_pane is Pane.HEADLINES


def test_from_the_people_to_the_quotations_and_back(reader: ReaderWithoutScreen) -> None:
    people, quotations = PeoplePlace(typed="bec"), QuotationsPlace("mer")
    reader.dialogs.answers = [
        Leaving(people, SwitchScreen()),
        Leaving(quotations, SwitchScreen()),
        Leaving(people, MakeRule("dit:bec")),
    ]
    reader.do.visits.show_people()
    assert reader.dialogs.shown == [PeoplePlace(), QuotationsPlace(asks=True), people]
    assert reader.session.quotations == quotations
    assert reader.dialogs.asked[0][0].startswith("actions on these from now on")
    reader.do.visits.search_quotations("dit:bec")
    reader.do.visits.search_quotations()
    assert reader.dialogs.shown[3:] == [QuotationsPlace("dit:bec"), QuotationsPlace("mer", asks=True)]


def test_among_the_people_the_history_goes_on(reader: ReaderWithoutScreen) -> None:
    for number in (1, 2):
        done(reader.do.reading.open(number))
    reader.dialogs.answers = [Leaving(PeoplePlace(), OpenQuotation(quoted(reader, 3, 0)))]
    reader.do.visits.show_people()
    assert opened(reader) == 3
    reader.dialogs.answers = [Leaving(PeoplePlace(typed="x"), StepHistory(-1))]
    done(reader.do.visits.step_history(-1))
    assert opened(reader) == 2
    reader.dialogs.answers = []
    done(reader.do.visits.step_history(1))
    assert reader.session.history.current == PeopleVisit(PeoplePlace(typed="x"), 2), "where one was among them, by then"


# ------------------------------------------------------------ links, comments


def test_a_link_leads_to_an_article_that_is_here_or_is_fetched(reader: ReaderWithoutScreen) -> None:
    done(reader.do.reading.open_current())
    reader.do.links.follow("https://x.example/1")
    assert opened(reader) == 2 and reader.session.history.origin_of(2) is Origin.LINK
    done(reader.do.navigation.back())
    assert opened(reader) == 1
    reader.do.links.follow("https://z.example/neuf")
    assert requests(reader, FetchPage) == [FetchPage("https://z.example/neuf")]
    waiting = "Downloading https://z.example/neuf…"
    assert reader.said == [waiting]
    reader.do.links.page_fetched(PageFetched("https://z.example/autre", 3))
    assert opened(reader) == 1 and reader.said == [waiting]
    reader.do.links.page_fetched(PageFetched("https://z.example/neuf", 3))
    assert opened(reader) == 3 and reader.hears() == []


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (PageFetched("https://z.example/n", waits=True), "Offline: https://z.example/n will be downloaded later."),
        (PageFetched("https://z.example/n", error="Refusé."), "Refusé. (o opens the link in the browser)"),
    ],
)
def test_a_link_that_leads_to_no_article_now_says_so(
    reader: ReaderWithoutScreen, event: PageFetched, said: str
) -> None:
    done(reader.do.reading.open_current())
    reader.do.links.follow("https://z.example/n")
    reader.do.links.page_fetched(event)
    assert reader.hears()[-1] == said and opened(reader) == 1
    reader.do.links.page_fetched(event)
    assert reader.hears() == []


@pytest.mark.parametrize("pane", [Pane.HEADLINES, Pane.COMMENTS])
def test_whoever_has_gone_on_is_not_taken_away(reader: ReaderWithoutScreen, pane: Pane) -> None:
    done(reader.do.reading.open_current())
    reader.do.links.follow("https://z.example/n")
    reader.layout.focused_pane = pane
    reader.do.links.page_fetched(PageFetched("https://z.example/n", 3))
    assert opened(reader) == 1 and reader.hears()[-1] == "The linked page was downloaded and is in the list."


def test_the_links_of_an_article_are_numbered_and_its_copies_come_first(reader: ReaderWithoutScreen) -> None:
    store = reader.library._store
    link = Text("Voir le quai et la digue.")
    article = an_article(
        20,
        blocks=(
            Block(BlockType.PARAGRAPH, link),
            Block(BlockType.IMAGE, Text("Le quai"), url="https://x.example/q.png"),
        ),
    )
    number = store.articles.put_entry(1, article, "s", NOW)
    copy = store.articles.put_entry(1, an_article(21, outlet="La Houle", title="Le même"), "s", NOW)
    store.database.write("UPDATE article SET duplicate_of = ? WHERE id = ?", (number, copy))
    done(reader.do.reading.open(number))
    assert reader.links.links == [("= La Houle: Le même", "https://x.example/21")]
    assert (
        reader.links.images == [("Le quai", "https://x.example/q.png")]
        and reader.layout.titles[Pane.LINKS] == "2 links"
    )


def test_an_address_is_saved_at_once_where_it_is_here_else_when_it_has_come(reader: ReaderWithoutScreen) -> None:
    saved = ArticleFilter(saved=True)
    reader.dialogs.answers = ["https://x.example/1", "pas une adresse", "", "https://z.example/n"]
    reader.do.links.save_address()
    assert reader.library.count(saved) == 1 and reader.hears() == ["Saved. U undoes."]
    reader.do.links.save_address()
    assert reader.hears() == ["Not a web address: pas une adresse."]
    reader.do.links.save_address()
    assert reader.hears() == []
    reader.do.links.save_address()
    assert requests(reader, FetchPage) == [FetchPage("https://z.example/n", save=True)]
    assert reader.hears() == ["Downloading https://z.example/n…"]
    for event, said in (
        (PageFetched("https://z.example/n", 3), ["Saved. U undoes."]),
        (PageFetched("https://z.example/n", 3), []),
    ):
        reader.do.links.page_fetched(event)
        assert reader.hears() == said
    for event, text in (
        (PageFetched("https://z.example/n", waits=True), "Offline: https://z.example/n will be downloaded later."),
        (PageFetched("https://z.example/n", error="Refusé."), "Refusé."),
    ):
        reader.do.links.save("https://z.example/n")
        reader.hears()
        reader.do.links.page_fetched(event)
        assert reader.hears() == [text]


@pytest.mark.parametrize(
    ("thread", "age", "asked"),
    [
        (Thread(CommentState.OPEN), timedelta(hours=2), True),
        (Thread(CommentState.NONE), timedelta(hours=2), True),
        (Thread(CommentState.SIGN_IN), timedelta(hours=2), False),
        (Thread(CommentState.UNKNOWN), timedelta(hours=2), False),
        (Thread(CommentState.UNKNOWN, source=CommentSource.FEED, fetched=NOW), timedelta(hours=2), True),
        (Thread(CommentState.OPEN, fetched=NOW), timedelta(hours=2), False),
        (Thread(CommentState.OPEN, fetched=NOW - timedelta(hours=3)), timedelta(hours=2), True),
        (Thread(CommentState.SIGN_IN, comments=(Comment("c", "Ida", (Text("Oui."),)),)), timedelta(hours=2), True),
    ],
)
def test_comments_are_read_anew_where_they_can_be_and_are_old(
    reader: ReaderWithoutScreen, thread: Thread, age: timedelta, asked: bool
) -> None:
    done(reader.do.reading.show(1))
    reader.helper.asked.clear()
    assert reader.page.opened
    reader.page.opened = replace(reader.page.opened, article=replace(reader.page.opened.article, thread=thread))
    reader.do.comments.request(age)
    assert reader.helper.asked == [RefreshComments(1)] * asked


def test_comments_that_one_comes_to_are_new_no_longer(reader: ReaderWithoutScreen) -> None:
    reader.library._store.database.write("UPDATE article SET new_comments = 1 WHERE id = 2")
    reader.do.lists.reload()
    assert [row.new_comments for row in reader.rows.loaded.headlines] == [0, 1, 0, 0]
    reader.page.open(None)
    reader.do.comments.enter()
    reader.rows.go(1)
    done(reader.do.navigation.toggle_side("comments"))
    assert [row.new_comments for row in reader.rows.loaded.headlines] == [0, 0, 0, 0]
    reader.dialogs.answers = ["confirme", None, ""]
    for _time in range(3):
        reader.do.comments.find()
    assert reader.hears() == ["1 comment contains “confirme”."] and reader.dialogs.asked[1][1] == "confirme"


def test_what_an_address_is_sent_to_is_said_before(reader: ReaderWithoutScreen) -> None:
    reader.page.open(None)
    reader.do.comments.find_discussions()
    assert reader.hears() == ["Open an article to find discussions of it."]
    done(reader.do.reading.show(1))
    reader.do.comments.find_discussions()
    assert "again confirms" in reader.hears()[0] and not requests(reader, FindDiscussions)
    reader.do.comments.find_discussions()
    assert reader.hears() == ["Searching Hacker News and lemmy.world…"] and requests(reader, FindDiscussions)
