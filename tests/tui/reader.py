"""A person at the screen: presses keys, waits until the reader has answered, and sees what is there."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
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
from newsreader.tui.screens.main import MainScreen
from newsreader.tui.widgets.page_view import PageView
from tests.made_once import made_once

NOW = datetime.now(UTC)
#: Workers that are at work as long as the reader is open.
ENDLESS = ("fetcher", "audio")
#: Seconds within which what follows a key is part of its answer: typing that rests, a cursor that stands.
AT_ONCE = 0.1


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
        yield reader
    library.close()


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
        await self.pilot.pause()
        while self._is_busy():
            await asyncio.sleep(0.005)
            if not self._is_busy():
                await self.pilot.pause()

    def _is_busy(self) -> bool:
        """Whether a worker is at work, a page is laid out, somebody has not heard yet what happened, or the fingers have
        not rested long enough for the screen to follow."""
        if any(worker.group not in ENDLESS and not worker.is_finished for worker in self.app.workers):
            return True
        widgets = [widget for screen in self.app.screen_stack for widget in screen.walk_children(with_self=True)]
        pages = (widget.page for widget in widgets if isinstance(widget, PageView))
        if any(page.lines and not page.is_whole for page in pages):
            return True
        pumps = (self.app, *widgets)
        if any(pump.message_queue_size for pump in pumps):
            return True
        timers = (timer for pump in pumps for timer in pump._timers)
        tasks = (timer._task for timer in timers if timer._repeat == 0 and timer._interval <= AT_ONCE)
        return any(task and not task.done() for task in tasks)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settled()

    def sees(self) -> str:
        """Everything on the screen, as text."""
        return "\n".join("".join(segment.text for segment in strip) for strip in self._strips())

    def strong(self) -> set[str]:
        """What stands out on the screen in bold."""
        segments = [segment for strip in self._strips() for segment in strip]
        return {segment.text.strip() for segment in segments if segment.style and segment.style.bold}

    def _strips(self) -> list[Strip]:
        return self.app.screen._compositor.render_strips()[: self.app.size.height]
