"""Panes without a library, controllers without a screen: each alone."""

from datetime import UTC, datetime

from textual.app import App, ComposeResult
from textual.message import Message
from textual.widget import Widget

from newsreader.library.stories import Story
from newsreader.model.article_filter import ArticleFilter, SortOrder
from newsreader.model.comment import Comment, CommentState, Thread
from newsreader.model.feed import Headline
from newsreader.model.query import Words
from newsreader.model.text import Text
from newsreader.tui.history import ArticleVisit, History, Origin, Visit
from newsreader.tui.layout import Pane
from newsreader.tui.library_places import PeoplePlace, PeopleVisit
from newsreader.tui.messages import CopyRequested, Notice
from newsreader.tui.panes.comments import CommentsPane
from newsreader.tui.panes.headlines import HeadlinesPane
from newsreader.tui.panes.links import LinksPane
from newsreader.tui.session import Cursor, SavedSession, Session

NOW = datetime(2026, 11, 25, tzinfo=UTC)


class PaneApp(App[None]):
    """One pane, and what it says."""

    def __init__(self, pane: Widget) -> None:
        super().__init__()
        self.pane = pane
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.pane

    def on_notice(self, message: Notice) -> None:
        self.said.append(message)

    def on_copy_requested(self, message: CopyRequested) -> None:
        self.said.append(message)

    def on_links_pane_link_chosen(self, message: LinksPane.LinkChosen) -> None:
        self.said.append(message)


async def test_the_links_say_what_is_to_be_opened_and_copied() -> None:
    pane = LinksPane()
    app = PaneApp(pane)
    async with app.run_test() as pilot:
        pane.focus()
        await pilot.press("enter")
        pane.show([("le pont", "https://x.example/1")], [("la digue", "https://x.example/2.png")])
        await pilot.press("enter", "y", "j", "enter")
        notice, link, copied, image = app.said
        assert isinstance(notice, Notice) and "No link here" in notice.text
        assert isinstance(link, LinksPane.LinkChosen) and (link.url, link.is_image) == ("https://x.example/1", False)
        assert isinstance(copied, CopyRequested) and copied.text == "https://x.example/1"
        assert isinstance(image, LinksPane.LinkChosen) and (image.url, image.is_image) == (
            "https://x.example/2.png",
            True,
        )


async def test_the_comments_have_their_own_keys() -> None:
    pane = CommentsPane(60)
    app = PaneApp(pane)
    comments = (Comment("1", "Ida", (Text("Oui."),)), Comment("2", "Noé", (Text("Non."),), parent="1"))
    async with app.run_test() as pilot:
        pane.open(1, Thread(CommentState.OPEN, comments=comments))
        pane.focus()
        await pilot.press("w", "j")
        assert pane.here == "2"
        await pilot.press("u", "z")
        assert pane.here == "1" and len(pane.shown.rows) == 1
        await pilot.press("u")
        assert isinstance(app.said[-1], Notice) and "not a reply" in app.said[-1].text


def headline(number: int) -> Headline:
    url, key = f"https://x.example/{number}", (0, number)
    return Headline(number, url, f"Titre {number}", "", "Essai", NOW, read=False, saved=False, complete=True, key=key)


async def test_a_story_unfolds_into_sight_where_it_stands_at_the_bottom() -> None:
    pane = HeadlinesPane(lambda: NOW)
    async with PaneApp(pane).run_test(size=(60, 12)) as pilot:
        stories = [*(Story(headline(n), ()) for n in range(30)), Story(headline(30), (headline(40), headline(41)))]
        pane.show(stories, more=False)
        pane.focus()
        await pilot.press("G")
        pane.fold()
        await pilot.pause()
        sight = range(pane.scroll_offset.y, pane.scroll_offset.y + pane.size.height)
        assert pane.count == 33 and pane.current == headline(30)
        assert pane.tops.of(30) in sight and pane.tops.of(33) - 1 in sight
        # A story higher than the screen begins at its headline.
        pane.show([Story(headline(0), ()), Story(headline(1), tuple(map(headline, range(2, 40))))], more=False)
        await pilot.press("j")
        pane.fold()
        await pilot.pause()
        assert pane.current == headline(1) and pane.line == pane.head_of(1) == 0


async def test_the_list_shows_at_once_which_rows_are_chosen() -> None:
    pane = HeadlinesPane(lambda: NOW)
    app = PaneApp(pane)
    async with app.run_test() as pilot:
        pane.show([Story(headline(n), ()) for n in range(4)], more=False)
        pane.focus()
        await pilot.press("v", "v")
        await pilot.pause()
        assert pane.chosen == {0, 1}
        assert ["*" in pane.render_line(pane.tops.of(n) + pane.head_of(n)).text for n in range(3)] == [
            True,
            True,
            False,
        ]
        await pilot.press("escape")
        assert not pane.chosen


def test_what_a_search_has_ranked_stays_with_the_search() -> None:
    session = Session()
    session.show(ArticleFilter(order=SortOrder.OLDEST))
    found = session.show(ArticleFilter(query=Words("mer"), order=SortOrder.BEST))
    assert found.order is SortOrder.BEST
    session.search_text = "mer"
    assert (
        session.show(ArticleFilter(feed=3, order=SortOrder.BEST)).order is SortOrder.OLDEST
        and session.search_text == ""
    )


def test_the_history_leads_back_and_forward_through_everything_opened() -> None:
    history = History()
    assert history.step(-1) is None and history.current is None
    people = PeopleVisit(PeoplePlace(typed="bec"))
    visits: list[Visit] = [ArticleVisit(1), ArticleVisit(2, Origin.LINK), people, ArticleVisit(3, Origin.PEOPLE, 4)]
    for visit in visits:
        history.visit(visit)
    assert [history.step(-1) for _visit in range(4)] == [*reversed(visits[:-1]), None]
    assert [history.step(1) for _visit in range(4)] == [*visits[1:], None]
    assert history.origin_of(3) is Origin.PEOPLE and history.origin_of(2) is Origin.LIST
    history.step(-1)
    history.visit(ArticleVisit(9))
    assert history.step(1) is None, "something else was opened: there is nothing to go forward to"
    history.visit(ArticleVisit(9, Origin.LINK))
    assert history.step(-1) == people, "the same article again is no second visit"


def test_a_session_is_kept_whole_and_what_cannot_be_read_is_a_new_one() -> None:
    saved = SavedSession(
        ArticleFilter(folder="Mer", unread=True, order=SortOrder.OLDEST),
        "vent",
        SortOrder.OLDEST,
        Cursor(7, 3, 2),
        7,
        Pane.COMMENTS,
        Pane.COMMENTS,
        folded=frozenset({"Terre"}),
    )
    assert SavedSession.from_json(saved.to_json()) == saved
    for broken in ("", "[", "[1]", "3", '{"pane": "moon"}', '{"filter": {"planet": 1}}', '{"new": 1}', '{"cursor": 1}'):
        assert SavedSession.from_json(broken) == SavedSession()
