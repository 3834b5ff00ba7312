"""What the app and its fetcher say to each other arrives as it was said, and nonsense is nothing."""

from dataclasses import MISSING, fields
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.library.messages import events, requests
from newsreader.library.messages.events import RefreshFinished, RefreshProgress
from newsreader.library.messages.requests import FetchPage, Refresh


def any_of(union: Any) -> st.SearchStrategy[Any]:
    """Messages of every class, with every field set."""

    def of(kind: type[Any]) -> st.SearchStrategy[Any]:
        hints = get_type_hints(kind)
        return st.builds(kind, **{each.name: st.from_type(hints[each.name]) for each in fields(kind)})

    return st.one_of(*map(of, get_args(union)))


@given(any_of(events.Event))
def test_an_event_arrives_as_it_was_reported(event: events.Event) -> None:
    line = events.to_line(event)
    assert events.from_line(line) == event and "\n" not in line and line.isascii()


@given(any_of(requests.Request))
def test_a_request_arrives_as_it_was_asked(request: requests.Request) -> None:
    line = requests.to_line(request)
    assert requests.from_line(line) == request and "\n" not in line and line.isascii()


@given(any_of(requests.NetworkRequest))
def test_a_pending_request_is_read_as_it_was_stored(request: requests.NetworkRequest) -> None:
    assert requests.from_dict(requests.to_dict(request)) == request


def test_events_hold_events() -> None:
    finished = RefreshFinished(RefreshProgress(feeds=3), offline=True)
    assert events.from_line(events.to_line(finished)) == finished


@pytest.mark.parametrize(
    "line",
    ["", "null", "[]", "{", '{"request": "Exit"}', '{"request": "FetchPage"}', '{"request": "FetchPage", "url": 3}']
    + ['{"request": "FetchPage", "url": "u", "more": 1}', '{"request": "Refresh", "feeds": ["3"]}', "[" * 100_000]
    + ['{"event": "Online"}', '{"request": ["FetchPage"], "url": "u"}'],
)
def test_what_is_no_request_is_none(line: str) -> None:
    assert requests.from_line(line) is None


@pytest.mark.parametrize(
    ("stored", "request_"),
    [
        ({"do": "read", "url": "u", "save": True}, FetchPage("u", save=True)),
        ({"do": "send", "article": 3, "service": "x"}, requests.SendArticle(3, "x")),
        ({"do": "article", "article": 3}, requests.FetchArticle(3)),
        ({"do": "comments", "article": 3}, requests.RefreshComments(3)),
        ({"do": "elsewhere", "article": 3}, requests.FindDiscussions(3)),
        ({"do": "pictures", "article": 3}, requests.FetchImages(3)),
        ({"do": "refresh", "asked": True, "minutes": 30, "feeds": [3]}, Refresh(asked=True, feeds=(3,))),
        ({"do": "dance"}, None),
    ],
)
def test_requests_that_former_versions_stored_are_done(stored: dict[str, Any], request_: Any) -> None:
    assert requests.from_dict(stored) == request_


@pytest.mark.parametrize("kind", get_args(events.Event) + get_args(requests.Request), ids=lambda kind: kind.__name__)
def test_a_message_says_nothing_by_itself(kind: type[Any]) -> None:
    given = {each.name: each.default for each in fields(kind) if each.default is not MISSING}
    meant = {(Refresh, "minutes"): 30, (events.FeedAdded, "new"): True}
    assert all(value == meant.get((kind, name), type(value)()) for name, value in given.items())
