"""What must never reach a terminal, and texts that try to."""

import dataclasses
import re
from collections.abc import Iterator

from hypothesis import strategies as st

#: Controls (C0, DEL, C1; not tab and newline), what reorders (UAX 9), lone surrogates, and five combining marks in a row.
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]|[\u0300-\u036f]{5}|\u200b"
)
#: Texts that do harm where they are not stopped.
ATTACKS = (
    "\x1b[2J\x1b[31mrouge\x1b[0m",
    "\x1b]52;c;cGFzc3dvcmQ=\x07",
    "\x1b]0;titre\x1b\\",
    "\x1bP1$r0m\x1b\\",
    "\x9b31m\x9d0;x\x9c",
    "\x1b]8;;file:///etc/passwd\x1b\\ici\x1b]8;;\x1b\\",
    "a\u202egnp.exe\u202c",
    "\u2066a\u2069\u200f\u061c",
    "\u200b" * 300,
    "e" + "\u0301" * 300,
    "\ud800 \udfff",
    "[bold red]a[/] [@click=app.quit]b[/]",
    "\r\x08\x08\x7f\x00",
    "<script>alert(1)</script> &lt;img onerror=1&gt;",
    "../../etc/passwd",
    "-o --help -- -e",
    "$(reboot) `reboot` ; reboot | reboot",
    "%s %n {0.__class__} {words}",
    "👩‍👩‍👧‍👦 🏳️‍🌈 ﷽ ꧅",
    "\u2028\u2029\ufeff\ufffe\uffff",
)


def hostile_text() -> st.SearchStrategy[str]:
    """Attacks, in any order, among any letters."""
    return st.lists(
        st.one_of(st.sampled_from(ATTACKS), st.text(st.characters(), max_size=12)), min_size=1, max_size=5
    ).map(" ".join)


def strings(value: object) -> Iterator[str]:
    """Every string in a value of the model, however deep."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from strings(key)
            yield from strings(each)
    elif isinstance(value, tuple | list | set | frozenset):
        for each in value:
            yield from strings(each)


def stray(value: object) -> str:
    """The first string of a value that holds something unsafe, "" where none does."""
    return next((words for words in strings(value) if UNSAFE.search(words)), "")
