"""What servers of feeds answer, and what anybody else might answer in their place."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.model.errors import ParseError
from newsreader.parse import sync_api as read

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
NAMES = ["subscriptions", "tags", "itemRefs", "items", "feeds", "groups", "feeds_groups"]
FIELDS = ["id", "url", "title", "categories", "canonical", "summary", "origin", "published", "type", "feed_ids", "html"]
ROWS = st.lists(st.dictionaries(st.sampled_from(FIELDS), ANYTHING, max_size=4) | ANYTHING, max_size=3)


@given(answer=st.dictionaries(st.sampled_from(NAMES), ROWS | ANYTHING, max_size=3))
def test_nonsense_is_left_out(answer: dict[str, object]) -> None:
    data = json.dumps({**answer, "auth": 1}).encode()
    found = read.fever_answer(data, "x")
    groups = {"groups": [{"id": 1, "title": "Presse"}]}
    readers: dict[str, list[Callable[[], object]]] = {
        "subscriptions": [lambda: read.greader_feeds(data, "x"), lambda: read.greader_folders(data, "x")],
        "tags": [lambda: read.greader_labels(data, "x")],
        "itemRefs": [lambda: read.greader_ids(data, "x")],
        "items": [lambda: read.greader_items(data, "x", set()), lambda: read.fever_items(found, "x")],
        "feeds": [lambda: read.fever_feeds(found, groups, "x")],
    }
    for name, those in readers.items():
        for one in those:
            if name in answer and (answer[name] is None or isinstance(answer[name], list)):
                one()
            else:  # an answer without what was asked for is none, and not an empty one
                with pytest.raises(ParseError, match=name):
                    one()


@pytest.mark.parametrize("data", [b"", b"{}", b"<html>OK</html>", b"Unauthorized!"])
def test_a_change_is_done_where_the_server_says_so_alone(data: bytes) -> None:
    read.greader_accepted(b"OK\n", "x")
    with pytest.raises(ParseError):
        read.greader_accepted(data, "x")
    with pytest.raises(ParseError):
        read.greader_added(data, "x")


def test_folders_of_which_fever_says_nothing_are_not_taken_for_gone() -> None:
    feeds = {"feeds": [{"id": 1, "url": "http://x/a.rss"}], "feeds_groups": [{"group_id": 1, "feed_ids": "1"}]}
    answers: list[dict[str, object]] = [{}, {"groups": ""}, {"groups": []}]
    for groups in answers:
        with pytest.raises(ParseError, match="groups"):
            read.fever_feeds(feeds, groups, "x")


@pytest.mark.parametrize("data", [b"", b"<html>", b"[]", b"[" * 100_000, b"\xff"])
def test_what_is_no_answer_is_said(data: bytes) -> None:
    with pytest.raises(ParseError, match="x does not offer this API"):
        read.greader_feeds(data, "x")


def test_numbers_are_the_same_in_either_writing() -> None:
    assert read.number_of("tag:google.com,2005:reader/item/ffffffffffffffff") == "-1"
    assert read.number_of("12") == "12" and read.number_of("tag:google.com,2005:reader/item/5fbc") == "5fbc"


def test_escapes_do_not_come_in() -> None:
    item = {
        "id": "1",
        "title": "a\x1b[31mb",
        "canonical": [{"href": "http://x/\x1b]0;t\x07"}],
        "summary": {"content": "\x1b]0;x\x07"},
    }
    (found,) = read.greader_items(json.dumps({"items": [item]}).encode(), "x", set())
    assert "\x1b" not in repr(found)
