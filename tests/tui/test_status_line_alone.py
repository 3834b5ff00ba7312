"""The last line alone: who is heard where several speak at once, at any width."""

from collections.abc import Iterator

import pytest
from textual.app import App, ComposeResult

from newsreader.tui import key_names
from newsreader.tui.widgets.status_line import StatusLine

HINTS = (("open", "read"), ("nokey", "nothing"), ("back", "feeds"), ("help", "keys"))


class LineApp(App[None]):
    """A status line of its own."""

    CSS = "StatusLine { height: auto; width: 100%; }"

    def __init__(self) -> None:
        super().__init__()
        self.line = StatusLine()

    def compose(self) -> ComposeResult:
        yield self.line


@pytest.fixture(autouse=True)
def _keys() -> Iterator[None]:
    before = dict(key_names._in_force)
    key_names.use({"open": "enter", "back": "h,left", "help": "question_mark"})
    yield
    key_names.use(before)


async def said(width: int, **voices: str) -> list[str]:
    """What stands there at this width."""
    app = LineApp()
    async with app.run_test(size=(width, 10)) as pilot:
        app.line.hint(HINTS)
        app.line.say(**voices)
        await pilot.pause()
        return [app.line.render_line(y).text for y in range(app.line.size.height)]


@pytest.mark.parametrize(
    ("width", "voices", "line"),
    [
        (40, {}, " Enter read · h feeds · ? keys"),
        (40, {"place": "3 of 9"}, " Enter read · h feeds · ? keys   3 of 9"),
        # As many as have room, and the way to all keys before any other.
        (39, {"place": "3 of 9"}, " Enter read · h feeds · ? keys  3 of 9"),
        (38, {"place": "3 of 9"}, " Enter read · h feeds · ? keys 3 of 9"),
        (37, {"place": "3 of 9"}, " Enter read · ? keys         3 of 9"),
        (15, {"place": "3 of 9"}, " ? keys 3 of 9"),
        (14, {"place": "3 of 9"}, "        3 of 9"),
        # A message is said without hints, what is heard and done with them.
        (60, {"message": "Fait."}, " Fait."),
        (60, {"hearing": "▶ Le pont"}, " ▶ Le pont  ·  Enter read · h feeds · ? keys"),
        (60, {"message": "Fait.", "hearing": "▶ Le pont"}, " Fait.  ·  ▶ Le pont"),
        # What is less pressing waits where there is no room, in whole.
        (22, {"message": "Fait.", "hearing": "▶ Le pont"}, " Fait.  ·  ▶ Le pont"),
        (21, {"message": "Fait.", "hearing": "▶ Le pont"}, " Fait."),
        # Work in progress leaves room for the keys: its particulars go first.
        (60, {"progress": "3/27 feeds · x stops"}, " 3/27 feeds · x stops  ·  Enter read · h feeds · ? keys"),
        (57, {"progress": "3/27 feeds · x stops"}, " 3/27 feeds · x stops  ·  Enter read · h feeds · ? keys"),
        (56, {"progress": "3/27 feeds · x stops"}, " 3/27 feeds  ·  Enter read · h feeds · ? keys"),
        (20, {"progress": "Un long travail qui dure"}, " Un long travail…"),
    ],
)
async def test_the_most_pressing_is_heard_first(width: int, voices: dict[str, str], line: str) -> None:
    (found,) = await said(width, **voices)
    assert len(found) == width and found.replace("\xa0", " ").split() == line.split()
    assert found.startswith(line[: len(line) // 2])


async def test_a_message_has_a_line_as_long_as_it_fits_beside_the_place_and_three_at_most() -> None:
    words = "Le pont est long."
    assert len(await said(26, message=words, place="3 of 9")) == 1
    assert await said(25, message=words, place="3 of 9") == [f" {words}"]
    assert [line.strip() for line in await said(14, message=words)] == ["Le pont est", "long."]
    long = [line.strip() for line in await said(14, message=f"{words} {words}")]
    assert long == ["Le pont est", "long. Le", "pont est lo…"]
    assert [line.strip() for line in await said(14, message="Le pont est un long pont de bois")] == [
        "Le pont est",
        "un long pont",
        "de bois",
    ]


async def test_a_message_is_forgotten_by_its_own_words_only() -> None:
    app = LineApp()
    async with app.run_test():
        app.line.say(message="Un  \x1b[1mmot")
        app.line.forget("Autre chose")
        assert app.line.message and "\x1b" not in app.line.message
        app.line.forget("Un  \x1b[1mmot")
        assert app.line.message == ""
