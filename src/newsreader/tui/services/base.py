"""The services that controllers are given, as protocols that do not depend on Textual: controllers are tested without a
screen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

if TYPE_CHECKING:
    from newsreader.config import Config
    from newsreader.library.core import Library
    from newsreader.library.fetcher.client import FetcherClient
    from newsreader.model.feed import Headline
    from newsreader.model.quotation import Quotation, Speaker, SpeakerType
    from newsreader.model.rule import Rule
    from newsreader.render.revisions import Piece
    from newsreader.tui.library_places import Leaving, PeoplePlace, QuotationsPlace

T = TypeVar("T")
#: What the list of rules ends with: show the articles that a rule matches, or delete the rule.
RuleAct = Literal["show", "delete"]


class Run(Protocol):
    """Runs slow work in the background, then calls a function with its result."""

    def __call__(self, work: Callable[[], T], then: Callable[[T], object] | None = None) -> None:
        """See `BackgroundRunner.run`."""


class Load(Protocol):
    """Reads something that a key waits for, in a thread of its own: neither the screen nor other work stands still."""

    async def __call__(self, work: Callable[[], T]) -> T:
        """What the work returns; raises what it raises."""


class Notify(Protocol):
    """Shows a message on the status line for some seconds."""

    def __call__(self, text: str, seconds: float = 6.0) -> None:
        """Show it."""


class Stoppable(Protocol):
    """A timer that can be stopped."""

    def stop(self) -> None:
        """Keep it from going off."""


class After(Protocol):
    """Calls a function after a delay in seconds, unless the timer is stopped."""

    def __call__(self, delay: float, callback: Callable[[], None]) -> Stoppable:
        """Start the timer."""


class Prompt(Protocol):
    """A line of text that the reader is typing."""

    def tell(self, words: str) -> None:
        """Show words about what is typed, below it."""


class Dialogs(Protocol):
    """Shows dialogs over the panes; each ends with an answer."""

    def ask(
        self,
        question: str,
        then: Callable[[str | None], object],
        text: str = "",
        follow: Callable[[str], None] = lambda _text: None,
        complete: Callable[[str], str] | None = None,
        adds: bool = ...,
    ) -> Prompt:
        """Ask for a line of words; `then` gets it, None where it is given up, and may be a coroutine.
        `follow` is called at each letter; what is typed replaces `text`, or `adds` to it."""

    def choose(
        self,
        title: str,
        choices: Sequence[tuple[str, str]],
        then: Callable[[tuple[int, ...]], object],
        several: bool = ...,
        beside: object = None,
        hint: str = "",
    ) -> None:
        """Let the reader choose one of `choices` (label, key or ""), or `several`; `then` gets their indexes, () where
        it is given up. `beside` is a list of the screen: the choices stand at the row of its cursor; `hint` says which
        keys choose."""

    def show_rules(self, rules: list[Rule], then: Callable[[tuple[RuleAct, Rule] | None], object]) -> None:
        """List the rules; `then` gets what is to be done with which, None for nothing."""

    def preview_rule(self, rule: Rule, many: str, found: list[Headline], then: Callable[[bool], object]) -> None:
        """Show what a rule would have found; `then` is told whether it is kept."""

    def show_revisions(self, revisions: list[tuple[datetime, list[list[Piece]]]]) -> None:
        """Show what an outlet changed in an article."""

    def show_feed_status(self, rows: list[tuple[str, str]]) -> None:
        """Show how each feed is doing."""

    def choose_speaker(
        self,
        quotation: Quotation,
        language: str,
        people: list[Speaker],
        looks: dict[str, int],
        then: Callable[[str, SpeakerType | None], object],
    ) -> None:
        """Ask who says a quotation; `then` gets a name, "" for nobody that can be told, and what kind of speaker that
        is, None to be found out. `people` are those of the article, `looks` the numbers of their colours."""

    def show_people(
        self, looks: dict[str, int], place: PeoplePlace, then: Callable[[Leaving], Awaitable[None]]
    ) -> None:
        """Show everyone who is quoted, the cursor at a place among them."""

    def show_quotations(self, place: QuotationsPlace, then: Callable[[Leaving], Awaitable[None]]) -> None:
        """Search the quotations of the library, from a place among them on."""


@dataclass
class Services:
    """The services that a controller may use: the library, the settings as they are now, the fetcher; `run` for slow
    work, `start` for a task that no key waits for, `notify` for a message, `forget` to take away one that is no longer
    true, `after` for a timer, `after_redraw` for what waits until the screen has been drawn, and the dialogs."""

    library: Library
    settings: Config
    fetcher: FetcherClient
    run: Run
    load: Load
    start: Callable[[Coroutine[Any, Any, object]], object]
    notify: Notify
    forget: Callable[[str], None]
    after: After
    after_redraw: Callable[[Callable[[], None]], object]
    dialogs: Dialogs
