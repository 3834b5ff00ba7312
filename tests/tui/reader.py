"""A person at the screen: presses keys, waits until the reader has answered, and sees what is there."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.events import Key
from textual.keys import REPLACED_KEYS, _character_to_key, key_to_character
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip

from newsreader.config import Config
from newsreader.library.core import Library
from newsreader.library.messages.events import Event
from newsreader.library.messages.requests import Request
from newsreader.library.refresh.ingest import parse_and_store
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.comment import Comment, CommentState, Thread
from newsreader.model.feed import Headline
from newsreader.model.text import Text
from newsreader.store.store import Store
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.layout import Pane
from newsreader.tui.screens.main import FETCHED_AFTER, MainScreen
from tests.made_once import made_once

NOW = datetime.now(UTC)
#: Workers that are at work as long as the reader is open.
ENDLESS = ("fetcher", "audio")
#: Seconds within which what follows a key is part of its answer: typing that rests, a cursor that stands.
AT_ONCE = 0.1
#: Seconds that something may take before it counts as not happening.
PATIENCE = 60.0


_parse_rules = Stylesheet._parse_rules
_rules: dict[tuple[object, ...], list[RuleSet]] = {}


def _parse_once(sheet: Stylesheet, *given: Any, **named: Any) -> list[RuleSet]:
    """Textual reads its style sheets five times for each app; they are the same for all of a process."""
    key = (given, *named.items(), *sheet._variables.items())
    if key not in _rules:
        _rules[key] = _parse_rules(sheet, *given, **named)
    return _rules[key]


Stylesheet._parse_rules = _parse_once  # type: ignore[method-assign, assignment]


class StillHelper:
    """A fetcher that never says anything by itself, and remembers what it is asked."""

    def __init__(self) -> None:
        self.asked: list[Request] = []

    async def events(self, started: Callable[[], None] = lambda: None) -> AsyncIterator[Event]:
        started()
        return
        yield

    def send(self, request: Request) -> bool:
        self.asked.append(request)
        return True

    async def close(self) -> None:
        pass


@made_once
def fill(path: Path, count: int = 3, title: str = "") -> None:
    """A feed with articles: the first is long, the second has comments. `title` is that of all of them."""
    store = Store(path)
    feed, _new = store.feeds.add("https://x.example/f.rss", "Essai")
    for n in range(count):
        paragraphs = [f'"Parole numéro {n} de cette longue journée", raconte Anne Bec.', "Un mot simple."]
        words = (
            'Étape {k}. "Encore un propos de cette marche", ajoute Yann Tregor ce soir.'
            if n == 3
            else ('Suite {k}. "Une autre parole bien longue ici", dit Yann Tregor.')
        )
        paragraphs += [words.format(k=k) for k in range(30 if n in (0, 3) else 1)]
        comments = (Comment("c", "Ida", (Text("Je confirme."),)),)
        article = Article(
            url=f"https://x.example/{n}",
            id=f"x:{n}",
            title=title or f"Titre {n}",
            standfirst=Text("Un chapo."),
            outlet="Essai",
            published=NOW - timedelta(minutes=n),
            language="fr",
            blocks=tuple(Block(BlockType.PARAGRAPH, Text(p)) for p in paragraphs),
            thread=Thread(CommentState.OPEN, count=1, comments=comments)
            if n == 1
            else Thread(CommentState.SIGN_IN, "Connectez-vous."),
        )
        number = store.articles.put_entry(feed, article, "s", NOW)
        parse_and_store(store, number, article, NOW)
    store.close()


@asynccontextmanager
async def opened(
    path: Path, size: tuple[int, int] = (120, 36), config: Config | None = None
) -> AsyncIterator["Reader"]:
    library = Library(path)
    helper = StillHelper()
    app = NewsreaderApp(library, config or Config(library=path), helper)  # type: ignore[arg-type]
    async with app.run_test(size=size) as pilot:
        reader = Reader(pilot, app, helper)
        await reader.settled()
        reader.rings(FETCHED_AFTER)
        await reader.settled()
        yield reader
    library.close()


def key_event(app: NewsreaderApp, key: str) -> Key:
    """A key of the keyboard, by its character or its name, as a terminal sends it."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    event = Key(name, key if len(key) == 1 else key_to_character(REPLACED_KEYS.get(key, key)))
    event.set_sender(app)
    return event


def _is_busy(pump: MessagePump) -> bool:
    """Whether somebody deals with a message, or has one to deal with: else they wait for the next."""
    waiters: Iterable[asyncio.Future[bool]] = pump._message_queue.ready_event._waiters
    return pump.is_running and not pump._closing and all(waiter.done() for waiter in waiters)


def _has_changed(screen: Screen[Any]) -> bool:
    """Whether a screen is to be drawn, or somebody waits until it is."""
    wanted = (screen._layout_required, screen._scroll_required, screen._repaint_required, screen._dirty_widgets)
    return any((*wanted, screen._callbacks))


class Reader:
    """A person at the screen."""

    def __init__(self, pilot: Pilot[None], app: NewsreaderApp, helper: StillHelper) -> None:
        self.pilot, self.app, self.helper = pilot, app, helper

    @property
    def screen(self) -> MainScreen:
        return self.app.main

    @property
    def library(self) -> Library:
        """What the reader reads from."""
        return self.screen.services.library

    def focused(self) -> Pane:
        """The pane that has the keys."""
        return self.screen.pane_layout.focused_pane

    def headlines(self) -> list[Headline]:
        """The rows of the list, as far as they are loaded."""
        return self.screen.headlines.loaded.headlines

    def receive(self, event: Event) -> None:
        """The fetcher reports something."""
        self.screen.receive(event)

    async def settled(self) -> None:
        """Until the work of the last key is done, with all that follows at once, and the screen is drawn."""
        await self.heard()
        end = time.monotonic() + PATIENCE
        while self.rings(AT_ONCE) or self._is_at_work() or self._draws():
            assert time.monotonic() < end, f"it comes to no rest: {self._unrest()}"
            await asyncio.sleep(0.001)
            await self.heard()

    def _unrest(self) -> str:
        """What there still is to do, for who reads of a failure."""
        workers = [worker.name for worker in self.app.workers if not worker.is_finished]
        changed = [(screen, screen._dirty_widgets) for screen in self.app.screen_stack if _has_changed(screen)]
        return f"workers {workers}, screens {changed}, waiting keys {len(self.app._typed._waiting)}"

    async def heard(self) -> None:
        """Until everybody has dealt with what they were told, and nobody has anything to do at once. Workers may be at
        work."""
        await self.app.animator.wait_until_complete()
        loop, end = asyncio.get_running_loop(), time.monotonic() + PATIENCE
        while loop._ready or any(_is_busy(pump) for pump in self._pumps()):  # type: ignore[attr-defined]
            assert time.monotonic() < end, "somebody is busy without end"
            await asyncio.sleep(0 if loop._ready else 0.001)  # type: ignore[attr-defined]

    async def passes(self, seconds: float) -> None:
        """As if so much time had passed: what is done after, or at every, so many seconds or fewer is done once."""
        self.rings(seconds, again=True)
        await self.settled()

    def rings(self, seconds: float, again: bool = False) -> bool:
        """Let what waits for so many seconds or fewer begin now, `again` also what begins again and again; say whether
        something did."""
        pumps = [(pump, timer) for pump in self._pumps() for timer in list(pump._timers)]
        waiting = [(pump, timer) for pump, timer in pumps if timer._task and not timer._task.done()]
        due = [(pump, timer) for pump, timer in waiting if timer._interval <= seconds and timer._active.is_set()]
        due = [(pump, timer) for pump, timer in due if again or timer._repeat == 0]
        for pump, timer in due:
            if timer._repeat == 0:
                timer.stop()
            if timer._callback:
                pump.call_next(timer._callback)
        return bool(due)

    def _pumps(self) -> list[MessagePump]:
        """Whoever is told things: the app, its screens and their widgets."""
        return [self.app, *(node for screen in self.app.screen_stack for node in screen.walk_children(with_self=True))]

    def _is_at_work(self) -> bool:
        """Whether a worker is at work, or keys wait for their turn."""
        if any(worker.group not in ENDLESS and not worker.is_finished for worker in self.app.workers):
            return True
        return bool(self.app._typed._waiting)

    def _draws(self) -> bool:
        """Draw what has changed now, and not with the next frame, also on the screens below; say whether something
        had."""
        changed = [screen for screen in self.app.screen_stack if screen.is_current and _has_changed(screen)]
        for screen in changed:
            screen._on_timer_update()
            if screen is not self.app.screen:  # Textual 8.2 marks one below as changed by each of its changes
                screen._repaint_required = False
                screen._exchange_repaint_regions()
        return bool(changed)

    async def press(self, *keys: str) -> None:
        """Press keys, and wait for what each of them brings."""
        for key in keys:
            await self.types(key)
            await self.settled()

    async def types(self, *keys: str) -> None:
        """Press keys, and wait for no work that they begin."""
        for key in keys:
            self.app.post_message(key_event(self.app, key))
            await self.heard()

    async def shows(self, words: str, gone: bool = False) -> None:
        """Until the screen says these words, or no longer does."""
        end = time.monotonic() + PATIENCE
        while (words in self.sees()) is gone:
            assert time.monotonic() < end, self.sees()
            await asyncio.sleep(0.01)

    def sees(self) -> str:
        """Everything on the screen, as text."""
        return "\n".join("".join(segment.text for segment in strip) for strip in self._strips())

    def strong(self) -> set[str]:
        """What stands out on the screen in bold."""
        segments = [segment for strip in self._strips() for segment in strip]
        return {segment.text.strip() for segment in segments if segment.style and segment.style.bold}

    def _strips(self) -> list[Strip]:
        return self.app.screen._compositor.render_strips()[: self.app.size.height]
