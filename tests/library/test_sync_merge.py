"""What each side has changed since the last sync, flag by flag."""

import pytest

from newsreader.library.sync.merge import (
    articles_to_check,
    local_changes,
    looks_like_server_fault,
    merge_text,
    remote_changes,
)
from newsreader.model.sync import ArticleFlags

NOTHING = ArticleFlags()
READ, SAVED = ArticleFlags(read=True), ArticleFlags(saved=True)


def tagged(*tags: str, read: bool = False) -> ArticleFlags:
    return ArticleFlags(read=read, tags=frozenset(tags))


@pytest.mark.parametrize(
    ("baseline", "here", "there", "changes"),
    [
        (NOTHING, NOTHING, READ, {"read": True}),
        (READ, READ, NOTHING, {"read": False}),
        (NOTHING, READ, READ, {}),  # both have read it
        (READ, READ, READ, {}),
        (NOTHING, SAVED, READ, {"read": True}),  # each something else
        (tagged("a"), tagged("a"), tagged("b"), {"tag:a": False, "tag:b": True}),
        (tagged("a"), tagged(), tagged("a", "b"), {"tag:b": True}),
    ],
)
def test_what_the_other_side_has_changed_is_done_here(
    baseline: ArticleFlags, here: ArticleFlags, there: ArticleFlags, changes: dict[str, bool]
) -> None:
    assert remote_changes(baseline, here, there) == changes


def test_what_was_changed_here_is_to_be_done_there() -> None:
    assert local_changes(READ, SAVED) == {"read": False, "saved": True}
    assert local_changes(tagged("a"), tagged("b", read=True)) == {"read": True, "tag:a": False, "tag:b": True}
    assert local_changes(READ, READ) == {}


def test_articles_are_looked_at_of_which_the_lists_of_a_server_say_something_else() -> None:
    baseline = {"1": NOTHING, "2": READ, "3": SAVED, "4": tagged("a", read=True), "5": tagged("a")}
    lists = {"unread": {"1", "3", "5"}, "saved": {"3"}, "tag:a": {"4", "5"}}
    assert articles_to_check(baseline, lists) == []
    assert articles_to_check(baseline, {**lists, "unread": {"3", "5"}}) == ["1"]
    assert articles_to_check(baseline, {**lists, "unread": {"1", "2", "3", "5"}}) == ["2"]
    assert articles_to_check(baseline, {**lists, "saved": {"2"}}) == ["2", "3"]
    assert articles_to_check(baseline, {**lists, "tag:a": {"4", "1"}}) == ["1", "5"]
    assert articles_to_check(baseline, {**lists, "tag:b": {"5"}}) == ["5"]


def test_a_title_is_that_of_the_side_that_changed_it_and_ours_where_both_did() -> None:
    assert merge_text("A", "A", "B") == "B" and merge_text("A", "B", "A") == "B" and merge_text("A", "B", "C") == "B"


@pytest.mark.parametrize(
    ("gone", "known", "is_fault"),
    [(0, 0, False), (1, 1, True), (3, 3, True), (3, 10, False), (4, 10, True), (5, 20, False), (6, 20, True)],
)
def test_many_feeds_gone_at_once_are_a_fault_of_the_server(gone: int, known: int, is_fault: bool) -> None:
    assert looks_like_server_fault(range(gone), known) is is_fault
