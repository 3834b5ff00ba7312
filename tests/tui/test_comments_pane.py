"""The thread alone on the screen: where keys lead from a comment, what stays where it was, what is said."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from newsreader.model.comment import Comment, CommentState, Thread
from newsreader.model.note import Note
from newsreader.model.text import Text
from newsreader.render.comments import Order
from newsreader.tui.messages import Notice
from newsreader.tui.panes.comments import CommentsPane
from tests.tui.test_panes import NOW, PaneApp


class ThreadApp(PaneApp):
    """The thread, ten lines high and fifty cells wide."""

    CSS = "#comments { height: 10; width: 50; overflow-x: hidden; }"

    def notices(self) -> list[str]:
        """What was said since the last time."""
        texts = [message.text for message in self.said if isinstance(message, Notice)]
        self.said.clear()
        return texts


def comment(number: int, parent: int = 0, **more: Any) -> Comment:
    said = Comment(str(number), f"Auteur {number}", (Text(f"Commentaire numéro {number}."),), parent=str(parent or ""))
    return replace(said, **more)


def a_thread(*parents: int, **more: Any) -> Thread:
    """Comments from 1 on, each an answer to that one (0 for none)."""
    comments = tuple(comment(number, parent) for number, parent in enumerate(parents, 1))
    return replace(Thread(CommentState.OPEN, comments=comments), **more)


def top(pane: CommentsPane) -> int:
    return pane.place()[0]


async def test_walking_goes_from_comment_to_comment_and_scrolling_from_line_to_line() -> None:
    pane = CommentsPane(40)
    app = ThreadApp(pane)
    async with app.run_test() as pilot:
        pane.action_comment("walk")
        pane.open(1, a_thread(*[0] * 12))
        pane.action_move("down")
        assert pane.scroll_offset.y == 1 and pane.current_quotation == -1
        pane.action_comment("walk")
        steps = []
        for how in ("down", "down", "up", "bottom", "down", "top", "up"):
            pane.action_move(how)
            steps.append(pane.here)
        assert steps == ["2", "3", "2", "12", "12", "1", "1"]
        pane.action_comment("walk")
        assert pane.current_quotation == -1 and not pane.walking
        pane.action_move("bottom")
        assert pane.at_end
        pane.action_move("top")
        assert pane.scroll_offset.y == 0
        await pilot.pause()
        assert app.notices() == [
            "No comment here.",
            "j and k step through comments; w scrolls again.",
            "Scrolling.",
        ]


async def test_threads_siblings_and_parents_are_gone_to_or_said_to_be_none() -> None:
    pane = CommentsPane(40)
    app = ThreadApp(pane)
    async with app.run_test() as pilot:
        pane.open(1, a_thread(0, 1, 1, 0, 4))
        pane.action_comment("walk")
        app.said.clear()
        steps = []
        acts: tuple[Callable[[], None], ...] = (
            lambda: pane.action_next(1),
            lambda: pane.action_next(1),
            lambda: pane.action_next(-1),
            lambda: pane.action_move("down"),
            lambda: pane.action_sibling(1),
            lambda: pane.action_sibling(1),
            lambda: pane.action_sibling(-1),
            lambda: pane.action_comment("parent"),
            lambda: pane.action_comment("parent"),
            lambda: pane.action_comment("new"),
        )
        for act in acts:
            act()
            steps.append(pane.here)
        assert steps == ["4", "4", "1", "2", "3", "4", "1", "1", "1", "1"]
        await pilot.pause()
        assert app.notices() == [
            "j and k step through comments; w scrolls again.",
            "No more.",
            "This comment is not a reply.",
            "This comment is not a reply.",
            "No new comments since your last visit.",
        ]


async def test_answers_are_folded_and_comments_sorted_with_the_cursor_on_its_comment() -> None:
    pane = CommentsPane(40)
    app = ThreadApp(pane)
    async with app.run_test() as pilot:
        pane.open(1, a_thread(0, 1, 1, 0, 4))
        pane.action_comment("walk")
        pane.action_move("down")
        pane.action_comment("fold")
        assert [row.comment.id for row in pane.shown.rows] == ["1", "4", "5"] and pane.here == "1"
        pane.action_comment("fold")
        assert len(pane.shown.rows) == 5
        pane.action_comment("fold_all")
        assert [row.comment.id for row in pane.shown.rows] == ["1", "4"]
        pane.action_comment("fold_all")
        assert len(pane.shown.rows) == 5
        pane.open(2, replace(a_thread(0, 0), comments=(comment(1, score=3), comment(2, score=5))))
        app.said.clear()
        pane.action_comment("fold")
        orders = []
        for _time in range(4):
            pane.action_comment("order")
            orders.append(pane.shown.order)
        assert orders == [Order.NEWEST, Order.OLDEST, Order.SCORE, Order.THREAD] and pane.current_quotation == -1
        await pilot.pause()
        assert [text.split(":")[0] for text in app.notices()][-5:] == [
            "No replies to this comment.",
            "Newest first.",
            "Oldest first.",
            "Best rated first.",
            "In threads",
        ]


async def test_each_article_has_its_place_in_its_comments() -> None:
    pane = CommentsPane(40)
    async with ThreadApp(pane).run_test():
        long = a_thread(*[0] * 12)
        pane.open(1, long)
        pane.find("numéro")
        pane.action_next(1)
        pane.action_next(1)
        here = pane.here
        assert here not in (None, "1")
        # Read anew: more came in above, and the place and what is searched stay.
        more = replace(long, comments=(comment(90), comment(91), *long.comments))
        pane.open(1, more, keep=True)
        assert pane.here == here and pane.shown.words == "numéro"
        pane.open(2, long)
        assert pane.here == "1" and pane.shown.words == ""
        pane.open(1, more)
        assert pane.here == here
        pane.open(2, more, keep=True)
        assert pane.here == "90", "another article is not the same one read anew"


async def test_words_are_found_from_where_one_is_and_nothing_stays_folded() -> None:
    pane = CommentsPane(40)
    async with ThreadApp(pane).run_test():
        pane.open(1, a_thread(0, 1, 0, 0, *[0] * 10))
        assert pane.position_text.endswith("%") and pane.texts[0].value == "Commentaire numéro 1."
        pane.shown.fold(0)
        assert pane.find("numéro 2") == 1 and pane.here == "2"
        assert pane.find("numéro 1") == 6 and pane.here == "10"
        assert pane.find("numéro 12") == 1 and pane.here == "12"
        assert pane.find("girafe") == 0 and pane.here == "12"
        assert pane.find("") == 0 and pane.here == "12"
        pane.action_next(1)
        assert pane.here == "13"


async def test_without_comments_other_keys_are_named_and_there_is_no_place() -> None:
    pane = CommentsPane(40)
    async with ThreadApp(pane).run_test():
        pane.open(1, Thread(CommentState.SIGN_IN, "Connectez-vous."))
        assert pane.position_text == "" and "discussions" in dict(pane.hints) and pane.number == -1
        assert pane.here is None and pane.texts == []
        pane.open(1, a_thread(0))
        assert "fold" in dict(pane.hints) and pane.number == 0
        note = Note(5, 1, "Juste.", quote="mot")
        pane.open(1, a_thread(0), (note,), [5])
        text = "\n".join(pane.render_line(y).text for y in range(10))
        assert "Juste." in text and pane.lost == {5}


async def test_new_comments_are_gone_to() -> None:
    pane = CommentsPane(40)
    async with ThreadApp(pane).run_test():
        thread = a_thread(*[0] * 6, visited=NOW)
        comments = [
            replace(one, arrived=NOW.replace(year=2027)) if n in (2, 4) else one
            for n, one in enumerate(thread.comments)
        ]
        pane.open(1, replace(thread, comments=tuple(comments)))
        pane.action_comment("walk")
        found = []
        for _time in range(3):
            pane.action_comment("new")
            found.append(pane.here)
        assert found[:2] == ["3", "5"]
