"""All controllers at work without a screen: a real library, panes that only remember, answers given beforehand.

What is slow is done at once; timers wait until they are let go."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from inspect import iscoroutine
from pathlib import Path
from typing import Any, TypeVar, cast

from newsreader.config import Config
from newsreader.library.core import Library
from newsreader.model.feed import Headline
from newsreader.model.quotation import Quotation
from newsreader.tui import key_names
from newsreader.tui.controllers.registry import Controllers, ScreenServices, Views
from newsreader.tui.keymap import keymap
from newsreader.tui.services.base import Services
from newsreader.tui.session import Session
from tests.tui.fake_views import Comments, Feeds, Headlines, Layout, Links, Page, Quotes
from tests.tui.reader import StillHelper

T = TypeVar("T")


def done(act: Awaitable[T]) -> T:
    """Do what a key waits for: nothing here has to be waited for."""
    try:
        act.__await__().__next__()
    except StopIteration as ended:
        return cast(T, ended.value)
    raise AssertionError("it waits for something")


async def _load(work: Callable[[], T]) -> T:
    return work()


class Dialogs:
    """Gives the `answers` to what is asked, one after the other, None where there are none; remembers what was asked,
    with what stood there, and what was offered and shown."""

    def __init__(self) -> None:
        self.answers: list[Any] = []
        self.asked: list[tuple[str, str]] = []
        self.offered: list[list[tuple[str, str]]] = []
        self.shown: list[Any] = []
        self.told: list[str] = []
        #: What is typed before the answer, letter by letter as it is told to who follows it.
        self.typed: list[str] = []

    def _answer(self) -> Any:
        return self.answers.pop(0) if self.answers else None

    def tell(self, words: str) -> None:
        """The line that is typed says something."""
        self.told.append(words)

    def ask(
        self,
        question: str,
        then: Callable[[str | None], object],
        text: str = "",
        follow: Callable[[str], None] = lambda _text: None,
        complete: Callable[[str], str] | None = None,
        adds: bool = False,
    ) -> "Dialogs":
        self.asked.append((question, text))
        for typed in self.typed:
            follow(typed)
        if iscoroutine(act := then(self._answer())):
            done(act)
        return self

    def choose(
        self,
        title: str,
        choices: Sequence[tuple[str, str]],
        then: Callable[[tuple[int, ...]], object],
        several: bool = False,
        beside: object = None,
        hint: str = "",
    ) -> None:
        self.asked.append((title, hint))
        self.offered.append(list(choices))
        names = self._answer() or ()
        then(tuple([words for words, _key in choices].index(name) for name in names))

    def show_rules(self, rules: list[Any], then: Callable[[Any], object]) -> None:
        self.shown.append(rules)
        then(self._answer())

    def preview_rule(self, rule: Any, many: str, found: list[Headline], then: Callable[[bool], object]) -> None:
        self.shown.append((rule, many, [headline.title for headline in found]))
        then(bool(self._answer()))

    def show_revisions(self, revisions: list[Any]) -> None:
        self.shown.append(revisions)

    def show_feed_status(self, rows: list[tuple[str, str]]) -> None:
        self.shown.append(rows)

    def choose_speaker(
        self,
        quotation: Quotation,
        _language: str,
        people: list[Any],
        _looks: dict[str, int],
        then: Callable[..., object],
    ) -> None:
        self.shown.append((quotation, [speaker.name for speaker in people]))
        if answer := self._answer():
            then(*answer)

    def show_people(self, _looks: dict[str, int], place: Any, then: Callable[[Any], Awaitable[None]]) -> None:
        self.shown.append(place)
        if answer := self._answer():
            done(then(answer))

    def show_quotations(self, place: Any, then: Callable[[Any], Awaitable[None]]) -> None:
        self.show_people({}, place, then)


@dataclass
class Timer:
    """Something to be done in so many seconds, unless it is stopped."""

    delay: float
    act: Callable[[], None] | None

    def stop(self) -> None:
        self.act = None


class ReaderWithoutScreen:
    """The controllers, and what they have to do with."""

    def __init__(self, path: Path, begun: bool = True, **settings: Any) -> None:
        """`begun`: the first list is shown."""
        self.library, self.helper, self.dialogs = Library(path), StillHelper(), Dialogs()
        self.layout, self.feeds, self.rows, self.page = Layout(), Feeds(), Headlines(), Page()
        self.quotes, self.comments, self.links = Quotes(), Comments(), Links()
        self.said: list[str] = []
        self.timers: list[Timer] = []
        self.progress: list[str] = []
        self.copied: list[str] = []
        self.rung: list[str] = []
        self.pictured: list[Any] = []
        config = replace(Config(library=path), **settings)
        key_names.use(keymap(config))
        self.services = Services(
            self.library,
            config,
            cast(Any, self.helper),
            self._run,
            _load,
            done,
            lambda text, _seconds=6.0: self.said.append(text),
            self._forget,
            self._after,
            lambda act: act(),
            self.dialogs,
        )
        self.session = Session()
        views = Views(
            self.layout,
            self.feeds,
            self.rows,
            self.page,
            lambda: self.quotes,
            lambda: self.comments,
            lambda: self.links,
        )
        screen = ScreenServices(
            self.copied.append,
            self.rung.append,
            _in_terminal,
            self.pictured.extend,
            self.progress.append,
            lambda: None,
            lambda: None,
        )
        self.do = Controllers(self.services, self.session, views, screen, lambda: cast(Any, None))
        if begun:
            self.do.lists.open(self.session.filter)
            self.do.lists.refresh_counts()

    def _run(self, work: Callable[[], Any], then: Callable[[Any], object] | None = None) -> None:
        result = work()
        if then:
            then(result)

    def _forget(self, text: str) -> None:
        self.said = [each for each in self.said if each != text]

    def _after(self, delay: float, callback: Callable[[], None]) -> Timer:
        self.timers.append(Timer(delay, callback))
        return self.timers[-1]

    def rest(self) -> None:
        """Time passes: what was to be done later is done."""
        while self.timers:
            if act := self.timers.pop(0).act:
                act()

    def hears(self) -> list[str]:
        """What was said since the last time."""
        said, self.said[:] = list(self.said), []
        return said


def _in_terminal(act: Callable[[], None]) -> bool:
    act()
    return True
