"""The lists beside the headlines, each alone: quotations under their speakers, feeds in their folders, links, people."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from newsreader.model.article_filter import ArticleFilter, SortOrder
from newsreader.model.feed import Feed
from newsreader.model.query import Words
from newsreader.model.quotation import Quotation, QuotationInArticle, Speaker, SpeakerType
from newsreader.tui.controllers.list_names import empty_text, list_title
from newsreader.tui.entries import Counts, ListEntry, list_entries
from newsreader.tui.layout import Pane, visible_panes
from newsreader.tui.panes.article_quotations import ArticleQuotationsPane
from newsreader.tui.panes.feeds import FeedsPane
from newsreader.tui.panes.links import LinksPane
from newsreader.tui.panes.people import PeoplePane
from newsreader.tui.panes.person_quotations import PersonQuotationsPane
from newsreader.tui.panes.quotation_rows import words_of
from newsreader.tui.session import Session
from newsreader.tui.widgets.row_list import RowList
from tests.tui.test_panes import NOW, PaneApp


class SideApp(PaneApp):
    """A list, eight lines high and thirty cells wide."""

    CSS = "#quotes, #feeds, #links, #speakers, #person_quotations { height: 8; width: 30; overflow-x: hidden; }"


def lines(pane: RowList) -> list[str]:
    pane.painter.begin(is_focused=True)
    return [pane.render_line(y).text.rstrip().replace("\N{NO-BREAK SPACE}", " ") for y in range(8)]


def said(speaker: str, text: str, **more: object) -> Quotation:
    return Quotation(0, 0, len(text), text, speaker=speaker, **more)  # type: ignore[arg-type]


ANNE, YANN = "Anne Bec", "Yann Tregor"
QUOTATIONS = [
    (0, said(ANNE, "Le pont rouvre.", role="maire")),
    (1, said(YANN, "Enfin !")),
    (2, said(ANNE, "Demain.", corrected=True)),
    (5, said("", "Peut-être.")),
]


async def test_quotations_stand_under_their_speakers_in_the_order_in_which_those_speak() -> None:
    pane = ArticleQuotationsPane()
    async with SideApp(pane).run_test() as pilot:
        await pilot.pause()
        pane.show(QUOTATIONS, {ANNE: 0, YANN: 1}, "fr")
        assert [number for number, _quotation in pane.items] == [0, 2, 1, 5]
        assert lines(pane)[:6] == [
            " Anne Bec, maire",
            ">│ « Le pont rouvre. »",
            "",
            " ✎ « Demain. »",
            "",
            " Yann Tregor",
        ]
        pane.point_at(1)
        assert pane.cursor == 2 and pane.current == QUOTATIONS[1]
        pane.point_at(99)
        assert pane.cursor == 2
        pane.go(3)
        assert any("? (speaker unclear)" in line for line in lines(pane))


async def test_a_name_stays_above_its_quotations_while_it_is_scrolled_away() -> None:
    pane = ArticleQuotationsPane()
    async with SideApp(pane).run_test() as pilot:
        await pilot.pause()
        many = [(n, said(ANNE, f"Étape {n}.")) for n in range(9)]
        pane.show([*many, (9, said(YANN, "Non."))], {}, "fr")
        pane.go(8)
        assert lines(pane)[0] == " Anne Bec" and pane.current == many[8]
        pane.go(2)
        assert lines(pane)[0] == " Anne Bec" and lines(pane)[1] == ">│ « Étape 2. »"
        pane.show([], {}, "fr")
        assert pane.current is None and pane.count == 0


def test_only_the_first_lines_of_a_long_quotation_are_shown() -> None:
    long = said(ANNE, "Il faudra encore beaucoup de temps pour que la rade soit de nouveau propre et calme.")
    shown = words_of(long, "fr", 24, 2)
    assert len(shown) == 2 and shown[1].endswith("…") and all(len(line) <= 24 for line in shown)
    assert words_of(said(ANNE, "Oui."), "fr", 24) == ["«\N{NO-BREAK SPACE}Oui.\N{NO-BREAK SPACE}»"]


def feed(number: int, title: str, **more: object) -> Feed:
    return replace(Feed(number, f"https://x.example/{number}", title), **more)  # type: ignore[arg-type]


def entries(folded: Sequence[str] = ()) -> list[ListEntry]:
    feeds = [
        feed(1, "Seul", unread=4),
        feed(2, "Dedans", folder="Mer", unread=2, error="Ne répond pas."),
        feed(3, "Muet", folder="Mer", unread=9, muted=True),
    ]
    counts = Counts(6, 1, 99, 3, [("Phares", "phare", 2)], {"quai": 5}, {"Mer": 2})
    return list_entries(feeds, counts, folded)


def test_the_lists_there_are_searches_tags_and_feeds_in_their_folders() -> None:
    assert [(row.title, row.unread, row.indent, row.search) for row in entries()] == [
        ("All articles", 6, 0, ""),
        ("New since last time", 3, 0, ""),
        ("Saved for later", 1, 0, ""),
        ("Phares", 2, 0, "phare"),
        ("quai", 5, 0, 'tag:"quai"'),
        ("Seul", 4, 0, ""),
        ("Mer", 2, 0, ""),
        ("Dedans", 2, 1, ""),
        ("Muet", 0, 1, ""),
    ]
    assert [row.title for row in entries(["Mer"])][-2:] == ["Seul", "Mer"]
    assert [(row.folded, row.filter) for row in entries(["Mer"])][-1] == (True, ArticleFilter(folder="Mer"))
    assert [row.title for row in list_entries([], Counts())] == ["All articles", "Saved for later"]


async def test_the_feeds_keep_their_cursor_on_the_same_list_and_say_what_is_wrong() -> None:
    pane = FeedsPane()
    async with SideApp(pane).run_test() as pilot:
        await pilot.pause()
        assert pane.current is None
        pane.show(entries())
        assert [line.split() for line in lines(pane)[3:8]] == [
            ["⌕Phares", "2"],
            ["#quai", "5"],
            ["Seul", "4"],
            ["▾Mer", "2"],
            ["!Dedans", "2"],
        ]
        pane.point_at(pane.items[7])
        assert pane.cursor == 7
        # Where there is room, what is wrong is said beside the name, as far as the row goes.
        wide = ["".join(words for words, _roles in pane.row(7, width)[0]) for width in (54, 55, 60, 90)]
        assert [("Ne" in words, len(words) <= width) for words, width in zip(wide, (54, 55, 60, 90), strict=True)] == [
            (False, True),
            (True, True),
            (True, True),
            (True, True),
        ]
        assert wide[3].endswith("Ne répond pas.")
        pane.set_offline(True)
        pane.redraw()
        assert not any("!" in line for line in lines(pane))
        pane.show(entries()[1:])
        assert pane.cursor == 6 and pane.current and pane.current.title == "Dedans"
        pane.show(entries(["Mer"]))
        assert pane.cursor == 6 and lines(pane)[6].split() == [">", "▸Mer", "2"]
        pane.point_at(ListEntry("Ailleurs", None))
        assert pane.cursor == 6
        # The longest name, its sign, its count and the gaps.
        assert pane.wanted_width == len("New since last time") + 11


async def test_links_say_where_they_lead_and_images_that_they_are_some() -> None:
    pane = LinksPane()
    async with SideApp(pane).run_test() as pilot:
        await pilot.pause()
        assert pane.current is None and lines(pane)[0] == ""
        pane.show([("le pont", "https://www.x.example/pont")], [("La rade", "https://x.example/1.jpg"), ("", "u")])
        assert lines(pane)[:7] == [
            ">le pont",
            "   x.example/pont",
            "",
            " Image: La rade",
            "   x.example/1.jpg",
            "",
            " Image",
        ]
        assert [(pane.cursor, pane.at_picture) for _each in map(pane.go, range(3))] == [
            (0, False),
            (1, True),
            (2, True),
        ]


def speaker(*names: str, count: int = 1, role: str = "") -> Speaker:
    return Speaker(names, SpeakerType.PERSON, count, NOW - timedelta(days=2), role)


async def test_people_keep_the_cursor_whatever_name_they_go_by() -> None:
    pane = PeoplePane(lambda: NOW, {ANNE: 3})
    async with SideApp(pane).run_test() as pilot:
        await pilot.pause()
        assert pane.current is None
        pane.show([speaker(YANN), speaker(ANNE, "A. Bec", count=2, role="maire")])
        assert [line.split()[0] for line in lines(pane) if line] == [">Yann…", "Anne…", "maire"]
        pane.go_to(("A. Bec",))
        assert pane.cursor == 1
        pane.show([speaker("A. Bec"), speaker("Zoé Roc")])
        assert pane.cursor == 0 and pane.current and pane.current.name == "A. Bec"
        pane.go_to(("Personne",))
        assert pane.cursor == 0


@pytest.mark.parametrize("width", [30, 60])
def test_a_person_has_a_role_and_other_names_as_far_as_the_row_goes(width: int) -> None:
    pane = PeoplePane(lambda: NOW, {})
    pane.items = [speaker(ANNE, "A. Bec", role="maire"), speaker(YANN, role="gardien du phare de la pointe " * 2)]
    short, long = ("".join(words for words, _roles in pane.row(index, width)[1]) for index in (0, 1))
    assert short == "  maire · also A. Bec"
    assert long.endswith("…") and width - 3 <= len(long) < width


async def test_what_somebody_said_stands_under_its_source_once() -> None:
    pane = PersonQuotationsPane()

    def one(article: int, number: int, text: str) -> QuotationInArticle:
        return QuotationInArticle(article, number, said(ANNE, text), "Le pont", "Essai", "u", NOW)

    async with SideApp(pane).run_test() as pilot:
        await pilot.pause()
        assert pane.current is None
        pane.show([one(1, 0, "Le pont rouvre."), one(1, 1, "Demain."), one(2, 0, "Oui.")], {})
        assert [len(pane.row(n, 30)) for n in range(3)] == [2, 1, 2]
        assert lines(pane)[0].startswith(" 25 November 2026 · Essai") and lines(pane)[1].startswith(">│ « Le pont")
        pane.go(2)
        assert pane.current == one(2, 0, "Oui.")


@pytest.mark.parametrize(
    ("width", "focused", "side", "zen", "shown"),
    [
        (99, "article", None, False, "article"),
        (99, "quotes", "quotes", False, "quotes"),
        (100, "feeds", None, False, "feeds headlines"),
        (100, "feeds", "quotes", False, "feeds headlines"),
        (100, "headlines", "quotes", False, "headlines article"),
        (100, "article", "quotes", False, "article quotes"),
        (159, "article", None, False, "headlines article"),
        (160, "article", None, False, "feeds headlines article"),
        (160, "feeds", "links", False, "feeds headlines article links"),
        (160, "article", "links", True, "article"),
        (160, "headlines", "links", True, "feeds headlines article links"),
    ],
)
def test_the_room_decides_which_panes_are_shown(width: int, focused: str, side: str, zen: bool, shown: str) -> None:
    assert " ".join(visible_panes(width, Pane(focused), Pane(side) if side else None, zen)) == shown


@pytest.mark.parametrize(
    ("wanted", "search", "title"),
    [
        (ArticleFilter(), "", "All articles"),
        (ArticleFilter(feed=1), "", "Seul"),
        (ArticleFilter(feed=99), "", "All articles"),
        (ArticleFilter(folder="Mer", unread=True), "", "Mer · unread only"),
        (ArticleFilter(saved=True, order=SortOrder.OUTLET), "", "Saved for later · by outlet"),
        (ArticleFilter(since=99), "", "New since last time"),
        (ArticleFilter(query=Words("phare")), "phare", "Phares"),
        (ArticleFilter(query=Words("quai")), "quai", "Search: quai"),
    ],
)
def test_a_list_is_called_by_its_name_and_what_narrows_it(wanted: ArticleFilter, search: str, title: str) -> None:
    assert list_title(Session(filter=wanted, search_text=search), entries()) == title


def test_an_empty_list_says_which_key_leads_on() -> None:
    texts = [
        empty_text(wanted, is_new)
        for wanted, is_new in (
            (ArticleFilter(query=Words("quai")), False),
            (ArticleFilter(saved=True), True),
            (ArticleFilter(unread=True), True),
            (ArticleFilter(since=9), True),
            (ArticleFilter(feed=1), True),
            (ArticleFilter(feed=1), False),
            (ArticleFilter(), False),
        )
    ]
    begins = (
        "Nothing found",
        "Nothing saved",
        "Everything here is read",
        "Nothing new",
        "Your library",
        "No art",
        "No art",
    )
    assert [text.startswith(begin) for text, begin in zip(texts, begins, strict=True)] == [True] * 7
    assert "subscribes" in texts[6] and "subscribes" not in texts[5]
