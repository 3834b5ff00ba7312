"""A monkey at the keys: what nobody would press, in any order, as fast as it comes, at any size.

python scripts/monkey.py [LIBRARY] [--keys 1000] [--seed 0]

Works on a copy of the library (without one, on a small one of its own), in a folder of its own, with no fetcher, no
network and no program to start. Keys, pastes, clicks and sizes (1 × 1 to 300 × 80) come in packets of up to eight,
sometimes while the reader starts or closes. Prints each kind of crash with the packets before it; 1 where there is one.
"""

import argparse
import asyncio
import os
import random
import shutil
import sys
import tempfile
import traceback
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from textual.app import App
from textual.events import Key, MouseDown, MouseMove, MouseScrollDown, MouseScrollUp, MouseUp, Paste
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.message import Message

from newsreader.config import Config
from newsreader.library.core import Library
from newsreader.library.messages.events import Event
from newsreader.library.messages.requests import Request
from newsreader.tui.app import NewsreaderApp

sys.path.insert(0, str(Path(__file__).parent.parent))

#: What leaves the reader comes rarely: one in so many.
LEAVES, RARELY = ("Q", "ctrl+c", "ctrl+q"), 150
NAMED = (
    *(
        "enter",
        "escape",
        "tab",
        "shift+tab",
        "backspace",
        "delete",
        "space",
        "up",
        "down",
        "left",
        "right",
        "home",
        "end",
    ),
    *("pageup", "pagedown", "f1", "f5", "ctrl+a", "ctrl+d", "ctrl+f", "ctrl+l", "ctrl+n", "ctrl+o", "ctrl+p", "ctrl+r"),
    *("ctrl+u", "ctrl+v", "ctrl+w", "ctrl+x", "alt+left", "alt+right", "alt+x", "ctrl+left", "shift+end"),
)
SIGNS = "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ0123456789!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~éà"
#: Keys that open something, and those that are in a line or a list: more of them get further than any key would.
OPENING, MOVING = "/:T?CS+FPmWwcnl'L,", ("enter", "enter", "escape", "down", "j", "tab", "space")
PASTES = (
    "port",
    "https://x.example/",
    "[bold]x[/]",
    "\x1b[31mrouge\x1b[0m",
    "a\nb\nc",
    "é" * 5000,
    "",
    "\x00",
    "is:unread -(",
)
#: So many packets before the reader is opened anew.
SESSION = 60


class NoFetcher:
    """A fetcher that fetches nothing."""

    async def events(self, started: Callable[[], None] = lambda: None) -> AsyncIterator[Event]:
        """Nothing happens."""
        started()
        return
        yield

    def send(self, request: Request) -> bool:
        """Nobody listens."""
        return True

    async def close(self) -> None:
        """There is nothing to close."""


@dataclass
class Found:
    """What a monkey did: how many keys and other events, and the crashes, each with the last packets before it."""

    events: int = 0
    sessions: int = 0
    crashes: dict[str, list[str]] = field(default_factory=dict)


def packet(chance: random.Random, size: Size) -> list[Message]:
    """What comes at once."""
    return [message for _n in range(chance.choice((1, 1, 1, 2, 4, 8))) for message in _event(chance, size)]


def _event(chance: random.Random, size: Size) -> list[Message]:
    kind = chance.random()
    if kind < 0.06:
        x, y = chance.randrange(max(1, size.width)), chance.randrange(max(1, size.height))
        where = (None, x, y, 0, 0, 1, False, False, False)
        pressed: list[Message] = [MouseDown(*where), MouseUp(*where)]
        return (
            [chance.choice((MouseScrollUp, MouseScrollDown, MouseMove))(*where)] if chance.random() < 0.4 else pressed
        )
    if kind < 0.08:
        return [Paste(chance.choice(PASTES))]
    if kind < 1 / RARELY + 0.08:
        name = chance.choice(LEAVES)
    elif kind < 0.35:
        name = chance.choice(OPENING)
    elif kind < 0.6:
        name = chance.choice(MOVING)
    elif kind < 0.75:
        name = chance.choice(NAMED)
    else:
        name = chance.choice(SIGNS)
    return [_key(name)]


def _key(name: str) -> Key:
    if len(name) > 1:
        return Key(name, {"space": " ", "enter": "\r", "escape": "\x1b", "tab": "\t"}.get(name))
    return Key(name if name.isalnum() else _character_to_key(name), name)


def _said(message: Message) -> str:
    match message:
        case Key(key=key):
            return key
        case Paste(text=text):
            return f"paste {text[:20]!r}"
        case _:
            return f"{type(message).__name__} {getattr(message, 'x', '')},{getattr(message, 'y', '')}"


async def play(path: Path, chance: random.Random, most: int, found: Found) -> None:
    """One session: open the reader, and send packets until there were enough, or it ends."""
    size = (chance.randint(1, 300), chance.randint(1, 80))
    app = NewsreaderApp(Library(path), Config(library=path, file=path.with_name("config.toml")), NoFetcher())  # type: ignore[arg-type]
    packets: list[str] = [f"size {size}"]
    found.sessions += 1
    try:
        async with app.run_test(size=size) as pilot:
            for _n in range(SESSION):
                if found.events >= most or not app.is_running or app._exception:
                    break
                sent = packet(chance, app.size)
                packets.append(" ".join(map(_said, sent)))
                found.events += len(sent)
                for message in sent:
                    message.set_sender(app)
                    app.post_message(message)
                if chance.random() < 0.05:
                    columns, rows = chance.randint(1, 300), chance.randint(1, 80)
                    packets.append(f"size {columns, rows}")
                    await pilot.resize_terminal(columns, rows)
                if chance.random() < 0.8:
                    await _rest(app)
    except BaseException as error:  # whatever it is, it is what is looked for
        if isinstance(error, KeyboardInterrupt | asyncio.CancelledError):
            raise
        _note(found, error, packets)
    else:
        if app._exception:
            _note(found, app._exception, packets)
    finally:
        app.library.close()


async def _rest(app: App[None]) -> None:
    """Until what was sent has been taken, or a moment, where something goes on for longer."""
    for _n in range(20):
        await asyncio.sleep(0.005)
        if app._message_queue.empty():
            return


def _note(found: Found, error: BaseException, packets: list[str]) -> None:
    where = "".join(traceback.format_exception(error)[-12:])
    last = traceback.extract_tb(error.__traceback__)[-1:] if error.__traceback__ else []
    kind = f"{type(error).__name__} at {last[0].filename}:{last[0].lineno}" if last else repr(error)
    if kind not in found.crashes:
        found.crashes[kind] = [*packets[-12:], where]
        print(f"\n== {kind}", *found.crashes[kind], sep="\n", flush=True)


@contextmanager
def cage(library: Path | None) -> Iterator[Path]:
    """A copy of the library in a folder of its own, which is everything that there is; no program can be started."""
    before, here = dict(os.environ), Path.cwd()
    with tempfile.TemporaryDirectory(prefix="monkey-") as name:
        folder = Path(name)
        places = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "PATH")
        os.environ.update(dict.fromkeys(places, name))
        for one in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "EDITOR", "VISUAL"):
            os.environ.pop(one, None)
        path = folder / "library.db"
        if library:
            shutil.copy(library, path)
        else:
            from tests.tui.reader import fill

            fill(path, 12)
        os.chdir(folder)
        try:
            yield path
        finally:
            os.chdir(here)
            os.environ.clear()
            os.environ.update(before)


def run(library: Path | None, keys: int, seed: int) -> Found:
    """So many keys and other events on a copy of a library; the same for the same seed, but for what time decides."""
    found, chance = Found(), random.Random(seed)
    with cage(library) as path:
        while found.events < keys:
            with suppress(asyncio.CancelledError):
                asyncio.run(play(path, chance, keys, found))
    return found


def main() -> int:
    """Play, and say what broke."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("library", nargs="?", type=Path)
    options.add_argument("--keys", type=int, default=1000)
    options.add_argument("--seed", type=int, default=0)
    asked = options.parse_args()
    found = run(asked.library and asked.library.resolve(), asked.keys, asked.seed)
    print(f"{found.events} events in {found.sessions} sessions, seed {asked.seed}: {len(found.crashes)} kinds of crash")
    return int(bool(found.crashes))


if __name__ == "__main__":
    sys.exit(main())
