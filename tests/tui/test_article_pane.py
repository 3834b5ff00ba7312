"""The open article alone on the screen: where keys lead in it, what is said of the place, what comes into sight."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from textual.actions import SkipAction

from newsreader.library.evidence import Evidence
from newsreader.library.open_article import OpenArticle
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.query import Term
from newsreader.model.quotation import Quotation, QuotationKind
from newsreader.model.text import Text
from newsreader.render.article import LayoutOptions
from newsreader.tui.messages import Notice
from newsreader.tui.panes.article import ArticlePane
from tests.tui.test_panes import PaneApp, headline

HEADINGS = (10, 25)
#: Blocks with a quotation from their third sign on; the second is nobody's words.
QUOTED, NAMED = (5, 20, 35), 15
BLOCKS = tuple(
    Block(BlockType.HEADING if n in HEADINGS else BlockType.PARAGRAPH, Text(f"Le quai numéro {n} est long."))
    for n in range(40)
)
QUOTATIONS = (
    *(Quotation(n, 3, 7, "quai", speaker="Ida Roc") for n in QUOTED[:1]),
    Quotation(NAMED, 3, 7, "quai", QuotationKind.NAME),
    *(Quotation(n, 3, 7, "quai", speaker="Noé Bec") for n in QUOTED[1:]),
)
ARTICLE = Article("https://x.example/1", "x:1", "Le pont rouvre", outlet="Essai", language="fr", blocks=BLOCKS)


class ArticleApp(PaneApp):
    """The article, twelve lines high and fifty cells wide."""

    CSS = "#article { height: 12; width: 50; overflow-x: hidden; }"

    def notices(self) -> list[str]:
        """What was said since the last time."""
        texts = [message.text for message in self.said if isinstance(message, Notice)]
        self.said.clear()
        return texts


def a_reading(article: Article = ARTICLE, quotations: Sequence[Quotation] = QUOTATIONS, **more: object) -> OpenArticle:
    return replace(OpenArticle(1, headline(1), article, tuple(quotations)), **more)  # type: ignore[arg-type]


def a_pane() -> ArticlePane:
    return ArticlePane(40, LayoutOptions)


def seen(pane: ArticlePane) -> str:
    return "\n".join(pane.render_line(y).text.rstrip() for y in range(pane.size.height))


def is_seen(pane: ArticlePane, block: int) -> bool:
    return f"numéro {block} est" in seen(pane)


async def test_from_heading_to_heading_and_to_the_beginning_but_no_further() -> None:
    pane = a_pane()
    app = ArticleApp(pane)
    async with app.run_test() as pilot:
        pane.action_section(1)
        pane.open(a_reading())
        places = []
        for by in (1, 1, -1, -1, -1):
            pane.action_section(by)
            places.append(pane.place()[0])
        assert places == [10, 25, 10, pane.place()[0], pane.place()[0]] and pane.scroll_offset.y == 0
        pane.action_move("bottom")
        pane.action_section(1)
        await pilot.pause()
        assert app.notices() == ["No other heading."] * 3 and pane.at_end
        pane.action_section(-1)
        assert pane.place()[0] == 25


async def test_from_quotation_to_quotation_that_is_somebodys_words_beginning_with_what_is_in_sight() -> None:
    pane = a_pane()
    async with ArticleApp(pane).run_test():
        assert pane.step(1) is None and pane.current is None and pane.looks == {}
        pane.open(a_reading())
        found: list[int] = []
        for by in (1, 1, 1, 1, -1, -1, -1):
            quotation = pane.step(by)
            assert quotation == pane.current and quotation and is_seen(pane, quotation.block)
            found.append(quotation.block)
        assert found == [5, 20, 35, 35, 20, 5, 5] and len(pane.looks) == 2
        for by, first in ((1, 20), (-1, 5)):
            pane.open(replace(a_reading(), number=2 if by > 0 else 1), (10, 0))
            stepped = pane.step(by)
            assert stepped and stepped.block == first
        # On the very line of one: it is the next, and not the one before.
        for by, first in ((1, 20), (-1, 5)):
            pane.open(replace(a_reading(), number=3 if by > 0 else 4), (20, 0))
            stepped = pane.step(by)
            assert stepped and stepped.block == first
        pane.open(replace(a_reading(), number=5))
        pane.action_move("bottom")
        stepped = pane.step(1)
        assert stepped and stepped.block == 35, "below the last one, it is the last"
        pane.open(a_reading(quotations=[]))
        assert pane.step(1) is None


async def test_the_same_article_as_it_is_now_keeps_what_stands_out_and_another_one_does_not() -> None:
    pane = a_pane()
    async with ArticleApp(pane).run_test():
        pane.open(a_reading())
        pane.step(1)
        pane.find([Term("quai")])
        pane.marks.evidence = Evidence("Ida Roc.")
        pane.open(a_reading(error="Trop lent."), pane.place())
        assert pane.current_quotation == 0 and len(pane.marks.found) == 40 and pane.marks.evidence is None
        pane.open(replace(a_reading(), number=2))
        assert pane.current_quotation == -1 and pane.marks.found == []


async def test_words_that_were_found_are_gone_through_and_let_go_of_first() -> None:
    pane = a_pane()
    app = ArticleApp(pane)
    async with app.run_test() as pilot:
        with pytest.raises(SkipAction):
            pane.action_next(1)
        assert pane.find([Term("quai")]) == 0
        pane.open(a_reading())
        assert pane.find([Term("30"), Term("8")]) == 2 and is_seen(pane, 8) and not is_seen(pane, 30)
        pane.action_next(1)
        assert is_seen(pane, 30)
        pane.action_next(1)
        pane.action_next(-1)
        await pilot.pause()
        assert app.notices() == ["Match 2 of 2.", "No more.", "Match 1 of 2."] and is_seen(pane, 8)
        pane.action_back()
        assert pane.marks.found == []
        with pytest.raises(SkipAction):
            pane.action_back()
        pane.find([Term("8")], by_search=True)
        with pytest.raises(SkipAction):
            pane.action_back()


async def test_paragraphs_are_selected_from_the_current_quotation_on_or_from_the_first_in_sight() -> None:
    pane = a_pane()
    app = ArticleApp(pane)
    async with app.run_test() as pilot:
        pane.action_select()
        assert not pane.marks.selection.blocks
        pane.open(a_reading(), (10, 0))
        pane.action_select()
        assert list(pane.marks.selection.span()) == [10]
        top = pane.scroll_offset.y
        pane.action_move("down")
        assert list(pane.marks.selection.span()) == [10, 11] and pane.scroll_offset.y == top
        for _step in range(8):
            pane.action_move("down")
        assert list(pane.marks.selection.span()) == list(range(10, 20)) and is_seen(pane, 19)
        pane.action_move("up")
        assert list(pane.marks.selection.span()) == list(range(10, 19))
        pane.action_move("top")
        assert pane.scroll_offset.y == 0 and pane.marks.selection.blocks
        pane.action_back()
        assert not pane.marks.selection.blocks
        pane.action_move("down")
        assert pane.scroll_offset.y == 1
        pane.point_at(2)
        pane.action_select()
        assert list(pane.marks.selection.span()) == [20]
        pane.action_select()
        await pilot.pause()
        notices = app.notices()
        assert not pane.marks.selection.blocks
        assert ["extend" in text for text in notices] == [False, True, False, True, False]
        assert notices[-1] == "Nothing selected."


async def test_the_sentence_that_is_read_aloud_is_followed_in_its_article_only() -> None:
    pane = a_pane()
    async with ArticleApp(pane).run_test():
        pane.follow_speech(1, (30, 0, 4))
        pane.open(a_reading())
        pane.follow_speech(2, (30, 0, 4))
        assert not is_seen(pane, 30) and pane.marks.aloud is None
        pane.follow_speech(1, (30, 0, 4))
        place = pane.place()
        assert is_seen(pane, 30) and pane.marks.aloud == (30, 0, 4)
        pane.follow_speech(1, None)
        assert pane.marks.aloud is None and pane.place() == place


async def test_what_shows_whose_a_quotation_is_comes_into_sight_unless_that_takes_the_quotation_away() -> None:
    pane = a_pane()
    async with ArticleApp(pane).run_test():
        pane.open(a_reading())
        pane.point_at(2)
        top = pane.scroll_offset.y
        pane.show_evidence(Evidence("Noé Bec.", cue=(20, 8, 14)))
        assert pane.scroll_offset.y == top, "it is in sight already"
        pane.show_evidence(Evidence("Noé Bec.", cue=(18, 0, 2), mention=(17, 0, 2)))
        assert is_seen(pane, 17) and is_seen(pane, 20)
        assert pane.scroll_offset.y == pane.slices.line_of(17, 0) - 1, "with a line above it"
        pane.show_evidence(Evidence("Noé Bec.", cue=(19, 0, 2), mention=(2, 0, 2)))
        assert is_seen(pane, 19) and is_seen(pane, 20) and not is_seen(pane, 2)
        pane.point_at(2)
        assert pane.marks.evidence, "it is the same quotation"
        pane.point_at(3)
        assert pane.marks.evidence is None
        top = pane.scroll_offset.y
        pane.show_evidence(None)
        assert pane.scroll_offset.y == top


async def test_the_time_left_is_said_until_the_end_and_live_pages_are_told() -> None:
    pane = a_pane()
    async with ArticleApp(pane).run_test() as pilot:
        assert "left" not in pane.position_text and not pane.is_live
        words = Block(BlockType.PARAGRAPH, Text("mot " * 1000))
        pane.open(a_reading(replace(ARTICLE, blocks=(words,)), ()))
        await pilot.pause(0.05)
        pane.slices.until()
        whole = pane.position_text
        minutes = int(whole.split()[0])
        assert whole == f"{minutes} min left · 0 %" and minutes > 3
        pane.scroll_to(y=pane.max_scroll_y // 2, animate=False, immediate=True)
        left, percent = pane.position_text.split(" · ")
        assert percent in ("49 %", "50 %") and int(left.split()[0]) in ((minutes + 1) // 2, minutes // 2 + 1)
        pane.action_move("bottom")
        assert pane.position_text == "100 %"
        update = replace(BLOCKS[0], type=BlockType.UPDATE)
        pane.open(a_reading(replace(ARTICLE, blocks=(update, *BLOCKS[1:]))))
        assert pane.is_live


async def test_the_language_is_what_the_outlet_says_or_the_words_are_of() -> None:
    pane = a_pane()
    async with ArticleApp(pane).run_test():
        assert pane.language == "en"
        for language, expected in (("de", "de"), ("", "fr")):
            pane.open(a_reading(replace(ARTICLE, language=language)))
            assert pane.language == expected


async def test_what_has_changed_since_it_was_read_and_when_a_text_is_tried_again_is_said() -> None:
    pane = a_pane()
    now = datetime.now(UTC)
    async with ArticleApp(pane).run_test():
        for changed, since, said in ((now, True, True), (now, False, False), (None, True, False)):
            pane.open(a_reading(changed=changed, changed_since=since))
            assert ("Changed since you read it" in seen(pane)) is said
        short = replace(ARTICLE, complete=False)
        for moment, said in ((now + timedelta(hours=3), True), (None, False)):
            pane.open(a_reading(short, error="Trop lent.", next_try=moment))
            assert "Trop lent." in seen(pane) and ("Next attempt" in seen(pane)) is said


async def test_the_page_is_laid_out_anew_where_that_makes_a_difference() -> None:
    pane = a_pane()
    async with ArticleApp(pane).run_test():
        pane.open(a_reading(), (10, 0))
        page = pane.page
        pane.typeset()
        assert pane.page is page
        pane.typeset(hyphenate=not pane.setting.hyphenate)
        assert pane.page is not page and pane.place()[0] == 10
