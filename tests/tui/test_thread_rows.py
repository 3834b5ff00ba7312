"""Which comment a key leads to, and which replies are hidden."""

from datetime import timedelta

from newsreader.model.comment import Comment, CommentState, Thread
from newsreader.model.text import Text
from newsreader.render.comments import Order
from newsreader.tui.thread_rows import ThreadRows
from tests.tui.test_panes import NOW

OLD, NEW = NOW - timedelta(hours=5), NOW - timedelta(minutes=1)


def comment(id: str, parent: str = "", words: str = "Oui.", arrived: object = OLD, score: int | None = None) -> Comment:
    assert arrived in (OLD, NEW)
    when = NEW if arrived is NEW else OLD
    return Comment(id, f"Voix {id}", (Text(words),), when, parent, score, arrived=when)


#: a ─┬─ b ─── c (new)
#:    └─ d
#: e ─── f (new)
COMMENTS = (
    comment("a"),
    comment("b", "a", "Le phare est loin."),
    comment("c", "b", arrived=NEW),
    comment("d", "a"),
    comment("e", words="Un PHARE ?"),
    comment("f", "e", arrived=NEW),
)


def thread(comments: tuple[Comment, ...] = COMMENTS) -> ThreadRows:
    rows = ThreadRows(Thread(CommentState.OPEN, comments=comments, visited=NOW - timedelta(hours=1)))
    rows.flatten()
    return rows


def ids(rows: ThreadRows) -> str:
    rows.flatten()
    return "".join(row.comment.id for row in rows.rows)


def test_keys_lead_to_threads_siblings_and_parents() -> None:
    rows = thread()
    assert ids(rows) == "abcdef"
    assert (rows.next_thread(0, 1), rows.next_thread(3, -1), rows.next_thread(4, 1)) == (4, 0, None)
    assert (rows.sibling(1, 1), rows.sibling(2, 1), rows.sibling(4, -1), rows.sibling(4, 1)) == (3, 3, 0, None)
    assert (rows.parent(2), rows.parent(3), rows.parent(0)) == (1, 0, None)


def test_what_is_new_and_what_is_searched_is_found_all_around() -> None:
    rows = thread()
    assert (rows.next_new(0), rows.next_new(2), rows.next_new(5)) == (2, 5, 2)
    rows.words = "phare"
    assert (rows.next_match(0, 1), rows.next_match(1, 1), rows.next_match(4, 1)) == (1, 4, 1)
    assert (rows.next_match(4, -1), rows.next_match(1, -1)) == (1, 4)
    rows.words = "voix f"
    assert rows.next_match(0, 1) == 5
    rows.words = "voix"
    assert (rows.next_match(5, 1), rows.next_match(0, -1)) == (0, 5)
    rows.words = "bateau"
    assert rows.next_match(0, 1) is None and rows.next_match(0, -1) is None


def test_nothing_is_found_where_there_are_no_comments() -> None:
    rows = thread(())
    assert (rows.next_thread(-1, 1), rows.sibling(-1, 1), rows.parent(-1), rows.next_new(-1)) == (None,) * 4
    assert rows.fold(-1) is None and rows.fold_all(-1) is None and rows.texts(-1) == []


def test_replies_are_hidden_and_what_is_new_among_them_is_still_found() -> None:
    rows = thread()
    assert rows.fold(1) == "b" and ids(rows) == "abdef"
    assert rows.next_new(0) == 1  # under it
    assert rows.fold(1) == "b" and ids(rows) == "abcdef"
    assert rows.fold(3) == "a" and ids(rows) == "aef"  # nobody answered d: those of a
    assert rows.index_of("d") is None and rows.index_of("f") == 2
    assert thread((comment("a"),)).fold(0) is None


def test_all_replies_are_hidden_with_the_eye_on_the_thread_that_it_was_in() -> None:
    rows = thread()
    assert rows.fold_all(2) == "a" and ids(rows) == "ae"
    assert rows.fold_all(1) == "e" and ids(rows) == "abcdef"
    assert rows.fold_all(4) == "e"


def test_orders_follow_each_other_and_scores_only_where_there_are_some() -> None:
    rows = thread()
    seen = []
    for _step in range(3):
        rows.next_order()
        seen.append(rows.order)
    assert seen == [Order.NEWEST, Order.OLDEST, Order.THREAD]
    scored = thread((comment("a", score=1), comment("b", score=5)))
    scored.order = Order.OLDEST
    scored.next_order()
    assert scored.order is Order.SCORE and ids(scored) == "ba"
    rows.order = Order.SCORE  # of a thread that had some
    rows.next_order()
    assert rows.order is Order.THREAD


def test_links_are_listed_from_the_comment_at_the_cursor_on() -> None:
    rows = thread()
    assert [text.value for text in rows.texts(4)][:3] == ["Un PHARE ?", "Oui.", "Oui."]
    assert len(rows.texts(-1)) == 6
