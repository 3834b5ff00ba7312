"""Lines of the logs by which devices sync: which of them are understood, whatever else stands in a log."""

import io
import json
from typing import Any

import pytest

from newsreader.library.sync.folder_sync import _LINE, _line, _lines, parse_record
from newsreader.model.sync import SyncRecord

WHO = {"quote": "Oui.", "before": "", "speaker": "Anne Bec", "speaker_type": "person"}
ANCHOR = "0123456789abcdef01234567"


def line(type: str, key: Any, value: Any, time: Any = 5, device: Any = "là") -> bytes:
    return json.dumps({"time": time, "device": device, "type": type, "key": key, "value": value}).encode()


@pytest.mark.parametrize(
    ("type", "key", "values", "wrong"),
    [
        ("read", "x:1", [True, False], [None, 1, "true"]),
        ("tag", "x:1\nmer", [True, False], [None, 1]),
        (
            "speaker",
            f"x:1\n{ANCHOR}",
            [None, WHO, {**WHO, "speaker_type": ""}],
            [True, {}, {**WHO, "quote": 3}, {**WHO, "speaker_type": "x"}],
        ),
        ("saved", "x:1", [None, {"url": ""}, {"url": "https://x.example/1"}], [True, {}, {"url": "x"}, {"url": 3}]),
        ("note", "u\n1\n-2\n3\n4", [None, {"text": "Juste"}], [True, "Juste"]),
        ("feed", "https://x.example/f", [None, {"title": "Le fil"}], [True, "Le fil"]),
        ("feed_moved", "https://x.example/f\nhttps://y.example/f", [True], [False, None, 1]),
    ],
)
def test_a_record_says_what_its_kind_can_say(type: str, key: str, values: list[Any], wrong: list[Any]) -> None:
    for value in values:
        assert parse_record(line(type, key, value)) == SyncRecord(type, key, 5, "là", value)
    assert [parse_record(line(type, key, value)) for value in wrong] == [None] * len(wrong)


@pytest.mark.parametrize(
    ("type", "key", "value"),
    [
        ("read", "x:1\nmer", True),
        ("tag", "x:1", True),
        ("tag", "x:1\n ", True),
        ("tag", "x:1\nmer\nport", True),
        ("speaker", "x:1\nabc", None),
        ("speaker", ANCHOR, None),
        ("note", "u\n1\n2\n3", None),
        ("note", "u\n1\n2\n3\nx", None),
        ("note", "u\n1\n2\n3\n1234567890123456", None),
        ("feed", "x", None),
        ("feed_moved", "https://x.example/f", True),
        ("feed_moved", "https://x.example/f\nx", True),
        ("planet", "x:1", True),
        ("read", 3, True),
    ],
)
def test_a_key_names_what_its_kind_is_about(type: str, key: Any, value: Any) -> None:
    assert parse_record(line(type, key, value)) is None


@pytest.mark.parametrize("time", [0, -1, 1 << 63, 5.0, "5", True, None])
def test_a_time_is_a_number_of_milliseconds_after_1970(time: Any) -> None:
    assert parse_record(line("read", "x:1", True, time=time)) is None
    assert parse_record(line("read", "x:1", True, time=(1 << 63) - 1))


def test_what_is_no_record_is_none() -> None:
    for data in (b"", b"[]", b"3", b"{", b"\xff", b'{"time": 5}', b"[" * 100_000, line("read", "x:1", True, device=3)):
        assert parse_record(data) is None


def test_a_record_is_read_as_it_was_written() -> None:
    record = SyncRecord("note", "u\n1\n2\n3\n4", 7, "là", {"text": "Été\nécrit"})
    assert parse_record(_line(record)) == record and "Été" in _line(record).decode()


def test_lines_are_whole_or_left_and_those_without_end_are_passed() -> None:
    long = b"x" * (_LINE * 2 + 5) + b"\n"
    data = b"un\n" + long + b"deux\n\ntrois"
    found = list(_lines(io.BytesIO(data), 10))
    assert [text for _end, text in found] == [b"un\n", b"", b"deux\n", b"\n"]
    assert [end - 10 for end, _text in found] == [3, 3 + len(long), 8 + len(long), 9 + len(long)]
    assert list(_lines(io.BytesIO(b"x" * _LINE), 0)) == [(_LINE, b"")] and not list(_lines(io.BytesIO(b"un"), 0))
