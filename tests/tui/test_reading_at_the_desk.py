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
from newsreader.tui.history import (
    ArticleVisit,
    Leaving,
    MakeRule,
    OpenQuotation,
    Origin,
    PeoplePlace,
    PeopleVisit,
    QuotationsPlace,
    StepHistory,
    SwitchScreen,
)
from newsreader.tui.layout import Pane
from tests.store.test_store import an_article
from tests.tui.desk import Desk, done
from tests.tui.reader import NOW, fill

UNREAD = ArticleFilter(unread=True)


@pytest.fixture
def desk(library_file: Path) -> Iterator[Desk]:
    """Three whole articles, and a fourth of which only the summary is here."""
    fill(library_file, 3)
    with closing(Store(library_file)) as store:
        short = an_article(9, title="Court", blocks=(), complete=False, published=NOW - timedelta(hours=2))
        store.articles.put_entry(1, short, "s", NOW)
    desk = Desk(library_file)
    yield desk
    desk.library.close()


def unread(desk: Desk) -> int:
    return desk.library.count(UNREAD)


def opened(desk: Desk) -> int:
    return desk.page.opened.number if desk.page.opened else 0


def requests(desk: Desk, *kinds: type) -> list[object]:
    return [request for request in desk.helper.asked if isinstance(request, kinds)]


@pytest.mark.parametrize(
    ("width", "pane", "shown"),
    [(200, Pane.HEADLINES, 2), (200, Pane.FEEDS, 2), (200, Pane.ARTICLE, 1), (80, Pane.HEADLINES, 1)],
)
def test_the_article_under_the_cursor_stands_beside_its_list_where_there_is_room(
    desk: Desk, width: int, pane: Pane, shown: int
) -> None:
    assert opened(desk) == 1 and unread(desk) == 4
    desk.layout.width, desk.layout.focused_pane = width, pane
    desk.rows.go(1)
    desk.do.reading.preview()
    assert opened(desk) == shown and unread(desk) == 4


def test_beside_a_list_without_articles_nothing_stands(desk: Desk) -> None:
    desk.do.lists.filter("saved")
    assert opened(desk) == 0 and desk.layout.titles[Pane.ARTICLE] == ""


def test_an_article_comes_with_its_titles_quotations_links_and_comments(desk: Desk) -> None:
    desk.rows.go(1)
    done(desk.do.navigation.open_current())
    titles = desk.layout.titles
    assert titles[Pane.ARTICLE] == "Essai · 1 min" and titles[Pane.QUOTES] == "2 quotations"
    assert titles[Pane.LINKS] == "0 links" and titles[Pane.COMMENTS].startswith("1 comment")
    assert desk.comments.article == 2 and desk.quotes.count == 2 and desk.quotes.cursor == -1
    assert desk.session.open_article == 2 and desk.layout.focused_pane is Pane.ARTICLE and unread(desk) == 3
    assert desk.session.history.current == ArticleVisit(2, Origin.LIST)


@pytest.mark.parametrize(("mark_read", "left"), [("opened", 3), ("finished", 4), ("never", 4)])
def test_it_counts_as_read_as_its_reader_wants(library_file: Path, mark_read: str, left: int) -> None:
    fill(library_file, 4)
    desk = Desk(library_file, mark_read=mark_read)
    done(desk.do.navigation.open_current())
    assert unread(desk) == left
    desk.page.at_end = True
    desk.layout.focused_pane = Pane.HEADLINES
    desk.do.reading.read_to_its_end()
    assert unread(desk) == left
    desk.layout.focused_pane = Pane.ARTICLE
    desk.do.reading.read_to_its_end()
    assert unread(desk) == (4 if mark_read == "never" else 3)
    desk.library.close()


def test_what_is_gone_is_said_and_not_opened(desk: Desk) -> None:
    done(desk.do.reading.open(99))
    assert desk.hears() == ["This article is no longer in the library."]
    assert desk.session.history.current is None and desk.layout.focused_pane is Pane.HEADLINES
    assert not done(desk.do.reading.open_quotation(99, 0)) and unread(desk) == 4


def test_a_text_that_is_missing_is_fetched_and_comments_that_are_old_are_read_anew(desk: Desk) -> None:
    done(desk.do.reading.open(4))
    assert desk.helper.asked == [FetchArticle(4)]
    done(desk.do.reading.open(2))
    assert desk.helper.asked[1:] == []
    desk.library._store.database.write("UPDATE comment_thread SET fetched = 0")
    desk.page.open(None)
    done(desk.do.reading.open(2))
    assert desk.helper.asked[1:] == [RefreshComments(2)]


def test_the_page_is_fetched_again_where_its_text_is_missing(desk: Desk) -> None:
    desk.page.open(None)
    desk.do.reading.fetch_again()
    assert desk.hears() == [] and desk.helper.asked == []
    done(desk.do.reading.show(1))
    desk.do.reading.fetch_again()
    assert desk.hears() == ["The full text is already here."]
    done(desk.do.reading.show(4))
    desk.do.reading.fetch_again()
    assert desk.hears() == ["Downloading the page…"] and desk.helper.asked == [FetchArticle(4)]
    assert desk.page.opened
    desk.page.opened = replace(desk.page.opened, article=replace(desk.page.opened.article, url=""))
    desk.do.reading.fetch_again()
    assert desk.hears() == ["This article has no address."] and len(desk.helper.asked) == 1


def test_a_text_that_comes_is_shown_where_one_is(desk: Desk) -> None:
    done(desk.do.reading.show(4))
    desk.said = ["Downloading the page…"]
    desk.page.top = (0, 3)
    store = desk.library._store
    store.articles.put_text(4, an_article(9, title="Court"), NOW)
    desk.do.refresh.receive(ArticleStored(3))
    assert desk.page.opened and not desk.page.opened.headline.complete and desk.said
    desk.do.refresh.receive(ArticleStored(4))
    assert desk.page.opened.headline.complete and desk.page.top == (0, 3) and desk.said == []
    before = desk.page.opened
    desk.do.refresh.receive(ArticleStored(4))
    assert desk.page.opened is before, "nothing of it is new"
    store.articles.record_failure(4, "Trop lent.", NOW)
    desk.do.refresh.receive(ArticleStored(4))
    assert desk.page.opened is not before


def test_the_place_in_an_article_is_kept_and_its_top_is_none(desk: Desk) -> None:
    positions = desk.library._store.positions
    done(desk.do.reading.show(1))
    desk.page.top = (3, 5)
    done(desk.do.reading.show(2))
    assert positions.of(1) == (3, 5) and desk.page.top < (0, 0)
    done(desk.do.reading.show(1))
    assert desk.page.top == (3, 5)
    desk.page.show()
    desk.do.reading.keep_position()
    assert positions.of(1) is None
    desk.page.top = (7, 0)
    before = int(datetime.now(UTC).timestamp())
    desk.do.reading.leave()
    assert positions.of(1) == (7, 0) and int(desk.library.state("last_visit")) >= before


def test_a_search_is_found_again_in_the_article_it_led_to(desk: Desk) -> None:
    for words, said in (("suite", 30), ("numéro", 1)):
        desk.do.search.show(words, ArticleFilter())
        desk.hears()
        done(desk.do.reading.open(1))
        assert len(desk.page.marks.found) == said and desk.page.marks.by_search
        assert desk.hears() == [f"{said} matches: n next, N previous."] * (said > 1)


# ------------------------------------------------------------ from article to article


def test_the_next_unread_article_is_opened_and_said_where_there_is_none(desk: Desk) -> None:
    done(desk.do.navigation.open_current())
    found = []
    for _time in range(3):
        done(desk.do.navigation.next_unread(1))
        found.append((opened(desk), desk.rows.cursor))
    assert found == [(2, 1), (3, 2), (4, 3)] and desk.hears() == []
    done(desk.do.navigation.next_unread(1))
    assert desk.hears() == ["No unread articles left in this list."] and opened(desk) == 4


def test_in_the_list_the_cursor_goes_from_unread_to_unread(desk: Desk) -> None:
    desk.library.mark_read([2, 3])
    desk.do.lists.reload()
    done(desk.do.navigation.next_unread(1))
    assert desk.rows.cursor == 3 and desk.layout.focused_pane is Pane.HEADLINES
    done(desk.do.navigation.next_unread(1))
    assert desk.rows.cursor == 3 and desk.hears() == ["No more."]
    done(desk.do.navigation.next_unread(-1))
    assert desk.rows.cursor == 0
    done(desk.do.navigation.next_unread(-1))
    assert desk.rows.cursor == 0 and desk.hears() == ["No more."]
    done(desk.do.navigation.next_article(1))
    assert desk.rows.cursor == 1 and unread(desk) == 2
    desk.layout.focused_pane = Pane.ARTICLE
    done(desk.do.navigation.next_article(1))
    assert desk.rows.cursor == 2 and opened(desk) == 3


def test_an_unread_article_that_is_folded_away_or_not_loaded_comes_into_the_list(desk: Desk) -> None:
    del desk.rows.loaded.headlines[1:]
    done(desk.do.navigation.read_next_unread())
    assert opened(desk) == 2 and desk.rows.titles == ["Titre 0", "Titre 1"] and desk.rows.cursor == 1


def test_out_of_a_pane_step_by_step(desk: Desk) -> None:
    done(desk.do.navigation.open_current())
    done(desk.do.navigation.toggle_side("quotes"))
    places = []
    desk.layout.zen = False
    for _time in range(5):
        places.append((desk.layout.focused_pane, desk.layout.side))
        done(desk.do.navigation.back())
    assert places == [
        (Pane.QUOTES, Pane.QUOTES),
        (Pane.ARTICLE, None),
        (Pane.HEADLINES, None),
        (Pane.FEEDS, None),
        (Pane.FEEDS, None),
    ]
    desk.layout.focused_pane, desk.layout.zen = Pane.ARTICLE, True
    done(desk.do.navigation.back())
    assert (desk.layout.zen, desk.layout.focused_pane) == (False, Pane.ARTICLE)


def test_out_of_an_article_that_a_link_led_to_one_comes_back_to_where_the_link_was(desk: Desk) -> None:
    done(desk.do.navigation.open_current())
    done(desk.do.reading.open(2, Origin.LINK))
    done(desk.do.navigation.back())
    places = [(opened(desk), desk.layout.focused_pane)]
    done(desk.do.navigation.back())
    assert [*places, (opened(desk), desk.layout.focused_pane)] == [(1, Pane.ARTICLE), (1, Pane.HEADLINES)]


def test_back_and_forward_through_everything_that_was_opened(desk: Desk) -> None:
    done(desk.do.navigation.step_history(-1))
    done(desk.do.navigation.step_history(1))
    assert desk.hears() == ["Nothing to go back to.", "Nothing to go forward to."]
    for number in (1, 2, 3):
        done(desk.do.reading.open(number))
    desk.library._store.database.write("DELETE FROM article WHERE id = 2")
    found = []
    for by in (-1, -1, 1, 1):
        done(desk.do.navigation.step_history(by))
        found.append(opened(desk))
    assert found == [1, 1, 3, 3] and [text for text in desk.hears() if "Nothing" in text] == [
        "Nothing to go back to.",
        "Nothing to go forward to.",
    ]
    # From the list, back leads into what was open; forward goes on.
    desk.layout.focused_pane = Pane.HEADLINES
    done(desk.do.navigation.step_history(-1))
    assert opened(desk) == 3 and desk.layout.focused_pane is Pane.ARTICLE


def test_what_stands_beside_an_article_is_opened_and_closed_by_one_key(desk: Desk) -> None:
    for name in ("quotes", "comments", "links"):
        desk.layout.focused_pane, desk.layout.side = Pane.HEADLINES, None
        done(desk.do.navigation.toggle_side(name))
        assert desk.layout.focused_pane == name and opened(desk) == 1
        done(desk.do.navigation.toggle_side(name))
        assert desk.layout.focused_pane is Pane.ARTICLE and desk.layout.side is None
    desk.layout.focused_pane = Pane.FEEDS
    done(desk.do.navigation.toggle_side("quotes"))
    assert desk.layout.focused_pane is Pane.FEEDS and desk.layout.side is None
    # On a narrow screen the article may be all there is to see: the key shows what it does not hide.
    desk.layout.width, desk.layout.focused_pane, desk.layout.side = 80, Pane.ARTICLE, Pane.QUOTES
    done(desk.do.navigation.toggle_side("quotes"))
    assert desk.layout.focused_pane is Pane.QUOTES


def test_headings_and_panes_are_for_an_article(desk: Desk) -> None:
    done(desk.do.navigation.next_section(1))
    assert desk.page.sections == [1] and desk.layout.focused_pane is Pane.ARTICLE
    desk.layout.focused_pane = Pane.FEEDS
    done(desk.do.navigation.next_section(1))
    assert desk.page.sections == [1] and "jumps between headings" in desk.hears()[-1]
    desk.do.navigation.next_pane(1)
    desk.page.open(None)
    desk.do.navigation.next_pane(-1)
    assert desk.layout.cycled == [(1, False), (-1, True)]


def test_whose_a_quotation_is_is_said_until_one_goes_elsewhere(desk: Desk) -> None:
    done(desk.do.navigation.next_quote(1))
    (said,) = desk.hears()[-1:]
    assert said.startswith("— Anne Bec (") and desk.quotes.cursor == desk.page.current_quotation == 0
    desk.said = [said, "Autre chose."]
    desk.do.forget_quotation()
    assert desk.said == ["Autre chose."]
    desk.page.point_at(99)
    done(desk.do.navigation.next_quote(1))
    assert desk.hears()[-1] == "No quotation here."
    desk.quotes.point_at(1)
    desk.do.navigation.open_quote()
    assert desk.page.current_quotation == 1 and desk.layout.focused_pane is Pane.ARTICLE
    assert desk.hears()[-1].startswith("— Yann Tregor")


# ------------------------------------------------------------ people


def quoted(desk: Desk, article: int, number: int) -> QuotationInArticle:
    quotation = desk.library._store.quotations.of(article)[number]
    return QuotationInArticle(article, number, quotation, "Titre", "Essai", "u", NOW)


def test_a_quotation_chosen_among_the_people_is_opened_and_one_comes_back_to_them(desk: Desk) -> None:
    there, chosen = PeoplePlace(typed="bec"), quoted(desk, 2, 1)
    done(desk.do.navigation.open_current())
    desk.dialogs.answers = [Leaving(there, OpenQuotation(chosen))]
    desk.do.navigation.show_people()
    assert opened(desk) == 2 and desk.page.current_quotation == 1 and desk.session.people == there
    assert desk.dialogs.shown == [PeoplePlace()]
    desk.dialogs.answers = [Leaving(there)]
    done(desk.do.navigation.back())
    assert desk.dialogs.shown == [PeoplePlace(), there]
    assert opened(desk) == 1 and desk.layout.focused_pane is Pane.ARTICLE, "back where the people were looked at from"


def test_from_a_list_one_comes_back_to_it(desk: Desk) -> None:
    desk.dialogs.answers = [Leaving(PeoplePlace(), OpenQuotation(quoted(desk, 2, 0))), Leaving(PeoplePlace())]
    desk.do.navigation.show_people()
    assert opened(desk) == 2
    done(desk.do.navigation.back())
    assert desk.layout.focused_pane is Pane.HEADLINES


def test_from_the_people_to_the_quotations_and_back(desk: Desk) -> None:
    people, quotations = PeoplePlace(typed="bec"), QuotationsPlace("mer")
    desk.dialogs.answers = [
        Leaving(people, SwitchScreen()),
        Leaving(quotations, SwitchScreen()),
        Leaving(people, MakeRule("dit:bec")),
    ]
    desk.do.navigation.show_people()
    assert desk.dialogs.shown == [PeoplePlace(), QuotationsPlace(asks=True), people]
    assert desk.session.quotations == quotations
    assert desk.dialogs.asked[0][0].startswith("actions on these from now on")
    desk.do.navigation.search_quotations("dit:bec")
    desk.do.navigation.search_quotations()
    assert desk.dialogs.shown[3:] == [QuotationsPlace("dit:bec"), QuotationsPlace("mer", asks=True)]


def test_among_the_people_the_history_goes_on(desk: Desk) -> None:
    for number in (1, 2):
        done(desk.do.reading.open(number))
    desk.dialogs.answers = [Leaving(PeoplePlace(), OpenQuotation(quoted(desk, 3, 0)))]
    desk.do.navigation.show_people()
    assert opened(desk) == 3
    desk.dialogs.answers = [Leaving(PeoplePlace(typed="x"), StepHistory(-1))]
    done(desk.do.navigation.step_history(-1))
    assert opened(desk) == 2
    desk.dialogs.answers = []
    done(desk.do.navigation.step_history(1))
    assert desk.session.history.current == PeopleVisit(PeoplePlace(typed="x"), 2), "where one was among them, by then"


# ------------------------------------------------------------ links, comments


def test_a_link_leads_to_an_article_that_is_here_or_is_fetched(desk: Desk) -> None:
    done(desk.do.navigation.open_current())
    desk.do.links.follow("https://x.example/1")
    assert opened(desk) == 2 and desk.session.history.origin_of(2) is Origin.LINK
    done(desk.do.navigation.back())
    assert opened(desk) == 1
    desk.do.links.follow("https://z.example/neuf")
    assert requests(desk, FetchPage) == [FetchPage("https://z.example/neuf")]
    waiting = "Downloading https://z.example/neuf…"
    assert desk.said == [waiting]
    desk.do.links.page_fetched(PageFetched("https://z.example/autre", 3))
    assert opened(desk) == 1 and desk.said == [waiting]
    desk.do.links.page_fetched(PageFetched("https://z.example/neuf", 3))
    assert opened(desk) == 3 and desk.hears() == []


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (PageFetched("https://z.example/n", waits=True), "Offline: https://z.example/n will be downloaded later."),
        (PageFetched("https://z.example/n", error="Refusé."), "Refusé. (o opens the link in the browser)"),
    ],
)
def test_a_link_that_leads_to_no_article_now_says_so(desk: Desk, event: PageFetched, said: str) -> None:
    done(desk.do.navigation.open_current())
    desk.do.links.follow("https://z.example/n")
    desk.do.links.page_fetched(event)
    assert desk.hears()[-1] == said and opened(desk) == 1
    desk.do.links.page_fetched(event)
    assert desk.hears() == []


@pytest.mark.parametrize("pane", [Pane.HEADLINES, Pane.COMMENTS])
def test_whoever_has_gone_on_is_not_taken_away(desk: Desk, pane: Pane) -> None:
    done(desk.do.navigation.open_current())
    desk.do.links.follow("https://z.example/n")
    desk.layout.focused_pane = pane
    desk.do.links.page_fetched(PageFetched("https://z.example/n", 3))
    assert opened(desk) == 1 and desk.hears()[-1] == "The linked page was downloaded and is in the list."


def test_the_links_of_an_article_are_numbered_and_its_copies_come_first(desk: Desk) -> None:
    store = desk.library._store
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
    done(desk.do.reading.open(number))
    assert desk.links.links == [("= La Houle: Le même", "https://x.example/21")]
    assert desk.links.images == [("Le quai", "https://x.example/q.png")] and desk.layout.titles[Pane.LINKS] == "2 links"


def test_an_address_is_saved_at_once_where_it_is_here_else_when_it_has_come(desk: Desk) -> None:
    saved = ArticleFilter(saved=True)
    desk.dialogs.answers = ["https://x.example/1", "pas une adresse", "", "https://z.example/n"]
    desk.do.links.save_address()
    assert desk.library.count(saved) == 1 and desk.hears() == ["Saved. U undoes."]
    desk.do.links.save_address()
    assert desk.hears() == ["Not a web address: pas une adresse."]
    desk.do.links.save_address()
    assert desk.hears() == []
    desk.do.links.save_address()
    assert requests(desk, FetchPage) == [FetchPage("https://z.example/n", save=True)]
    assert desk.hears() == ["Downloading https://z.example/n…"]
    for event, said in (
        (PageFetched("https://z.example/n", 3), ["Saved. U undoes."]),
        (PageFetched("https://z.example/n", 3), []),
    ):
        desk.do.links.page_fetched(event)
        assert desk.hears() == said
    for event, text in (
        (PageFetched("https://z.example/n", waits=True), "Offline: https://z.example/n will be downloaded later."),
        (PageFetched("https://z.example/n", error="Refusé."), "Refusé."),
    ):
        desk.do.links.save("https://z.example/n")
        desk.hears()
        desk.do.links.page_fetched(event)
        assert desk.hears() == [text]


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
    desk: Desk, thread: Thread, age: timedelta, asked: bool
) -> None:
    done(desk.do.reading.show(1))
    desk.helper.asked.clear()
    assert desk.page.opened
    desk.page.opened = replace(desk.page.opened, article=replace(desk.page.opened.article, thread=thread))
    desk.do.comments.request(age)
    assert desk.helper.asked == [RefreshComments(1)] * asked


def test_comments_that_one_comes_to_are_new_no_longer(desk: Desk) -> None:
    desk.library._store.database.write("UPDATE article SET new_comments = 1 WHERE id = 2")
    desk.do.lists.reload()
    assert [row.new_comments for row in desk.rows.loaded.headlines] == [0, 1, 0, 0]
    desk.page.open(None)
    desk.do.comments.enter()
    desk.rows.go(1)
    done(desk.do.navigation.toggle_side("comments"))
    assert [row.new_comments for row in desk.rows.loaded.headlines] == [0, 0, 0, 0]
    desk.dialogs.answers = ["confirme", None, ""]
    for _time in range(3):
        desk.do.comments.find()
    assert desk.hears() == ["1 comment contains “confirme”."] and desk.dialogs.asked[1][1] == "confirme"


def test_what_an_address_is_sent_to_is_said_before(desk: Desk) -> None:
    desk.page.open(None)
    desk.do.comments.find_discussions()
    assert desk.hears() == ["Open an article to find discussions of it."]
    done(desk.do.reading.show(1))
    desk.do.comments.find_discussions()
    assert "again confirms" in desk.hears()[0] and not requests(desk, FindDiscussions)
    desk.do.comments.find_discussions()
    assert desk.hears() == ["Searching Hacker News and lemmy.world…"] and requests(desk, FindDiscussions)
