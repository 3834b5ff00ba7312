"""All controllers at work without a screen: a real library, panes that only remember, answers given beforehand.

What is slow is done at once; timers wait until they are let go."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from newsreader.config import Config
from newsreader.library.core import Library, OpenArticle
from newsreader.library.evidence import Evidence
from newsreader.library.stories import Story
from newsreader.model.article_filter import SortOrder
from newsreader.model.comment import Thread
from newsreader.model.feed import Headline
from newsreader.model.note import Note
from newsreader.model.query import Term
from newsreader.model.quotation import Quotation
from newsreader.model.text import Text
from newsreader.render.article import LayoutOptions, speaker_looks
from newsreader.render.page import TOP
from newsreader.tui import key_names
from newsreader.tui.article_marks import ArticleMarks
from newsreader.tui.controllers.registry import Controllers, ScreenServices, Views
from newsreader.tui.entries import ListEntry
from newsreader.tui.keymap import keymap
from newsreader.tui.layout import SIDES, Pane, visible_panes
from newsreader.tui.services.base import Services
from newsreader.tui.session import Session
from newsreader.tui.story_rows import StoryRows
from newsreader.tui.thread_rows import ThreadRows
from tests.tui.reader import StillHelper


@dataclass
class Layout:
    """The panes of a screen of this width."""

    width: int = 200
    focused_pane: Pane = Pane.HEADLINES
    side: Pane | None = None
    zen: bool = False
    titles: dict[Pane, str] = field(default_factory=dict)
    cycled: list[tuple[int, bool]] = field(default_factory=list)

    def shown(self) -> tuple[Pane, ...]:
        return visible_panes(self.width, self.focused_pane, self.side, self.zen)

    def focus_pane(self, pane: Pane, close_side: bool = False) -> None:
        self.side = pane if pane in SIDES else None if close_side else self.side
        self.focused_pane = pane

    def cycle(self, by: int, skip_article: bool) -> None:
        self.cycled.append((by, skip_article))

    def toggle_zen(self) -> None:
        self.zen = not self.zen

    def set_title(self, pane: Pane, text: str) -> None:
        self.titles[pane] = text

    def once_shown(self, _pane: Pane, act: Callable[[], object]) -> None:
        act()


@dataclass
class Feeds:
    """The lists there are."""

    entries: list[ListEntry] = field(default_factory=list)
    cursor: int = 0
    offline: bool = False

    @property
    def current(self) -> ListEntry | None:
        return self.entries[self.cursor] if self.cursor < len(self.entries) else None

    def show(self, entries: list[ListEntry]) -> None:
        self.entries = entries

    def point_at(self, entry: ListEntry) -> None:
        self.cursor = self.entries.index(entry)

    def at(self, title: str) -> None:
        """The cursor comes to the list of this name."""
        self.cursor = [entry.title for entry in self.entries].index(title)

    def set_offline(self, offline: bool) -> None:
        self.offline = offline


class Headlines:
    """The rows of a list; its screen has `ROOM` lines."""

    ROOM = 20

    def __init__(self) -> None:
        self.shown, self.cursor, self.total, self.line = StoryRows(), 0, 0, 0
        self.empty_text = ""
        self.chosen: set[int] = set()
        self.passages: dict[int, Any] = {}
        self.compact = False

    @property
    def count(self) -> int:
        return len(self.shown.headlines)

    @property
    def current(self) -> Headline | None:
        return self.shown.headlines[self.cursor] if self.shown.headlines else None

    @property
    def titles(self) -> list[str]:
        return [row.title for row in self.shown.headlines]

    def show(self, stories: list[Story], more: bool, order: SortOrder = SortOrder.NEWEST) -> None:
        self.shown, self.cursor, self.total = StoryRows(order=order), 0, 0
        self.shown.append(stories, more)
        self.passages.clear()

    def append(self, stories: list[Story], more: bool) -> None:
        self.shown.append(stories, more)

    def update(self, fresh: list[Headline]) -> None:
        self.shown.update(fresh)

    def replace(self, headline: Headline) -> None:
        self.shown.replace(headline)

    def add_passages(self, passages: dict[int, Any]) -> None:
        self.passages |= passages

    def fold(self) -> Story | None:
        return self.shown.toggle(self.current.id) if self.current else None

    def window(self) -> list[int]:
        return list(self.shown.around(self.cursor - self.ROOM, self.cursor + self.ROOM))

    def go(self, index: int, quiet: bool = False) -> None:
        self.cursor = max(0, min(index, self.count - 1))

    def put(self, index: int, line: int) -> None:
        self.go(index)
        self.line = line

    def reveal(self, article: int) -> None:
        self.shown.reveal(article)

    def choose_none(self) -> None:
        self.chosen.clear()

    def toggle_density(self) -> bool:
        self.compact = not self.compact
        return self.compact


class Page:
    """The open article; `top` is the place at the top of the screen."""

    def __init__(self) -> None:
        self.reading: OpenArticle | None = None
        self.text_width, self.top, self.at_end, self.is_live = 70, TOP, False, False
        self.current_quotation = -1
        self.marks, self.setting = ArticleMarks(), LayoutOptions()
        self.language = "fr"
        self.sections: list[int] = []

    @property
    def looks(self) -> dict[str, int]:
        return speaker_looks(self.reading.quotations) if self.reading else {}

    @property
    def current(self) -> Quotation | None:
        return dict(self.reading.spoken).get(self.current_quotation) if self.reading else None

    def show_evidence(self, evidence: Evidence | None) -> None:
        self.marks.evidence = evidence

    def open(self, reading: OpenArticle | None, place: tuple[int, int] | None = None) -> None:
        if not (reading and self.reading and reading.number == self.reading.number):
            self.current_quotation, self.marks = -1, ArticleMarks()
        self.reading, self.top = reading, place or TOP

    def show(self, place: tuple[int, int] | None = None) -> None:
        self.top = place or TOP

    def place(self) -> tuple[int, int]:
        return self.top

    def typeset(self, **changes: Any) -> None:
        self.setting = replace(self.setting, **changes)

    def set_width(self, columns: int) -> None:
        self.text_width = columns

    def find(self, words: Sequence[Term], by_search: bool = False) -> int:
        self.marks.find(self.reading.article if self.reading else None, words, by_search)
        self.top = (9, 0)
        return len(self.marks.found)

    def point_at(self, quotation: int) -> None:
        self.current_quotation = quotation

    def step(self, by: int) -> Quotation | None:
        self.current_quotation += by
        return self.current

    def action_section(self, by: int) -> None:
        self.sections.append(by)


@dataclass
class Quotes:
    """The list of quotations."""

    quotations: list[tuple[int, Quotation]] = field(default_factory=list)
    cursor: int = -1

    @property
    def count(self) -> int:
        return len(self.quotations)

    @property
    def current(self) -> tuple[int, Quotation] | None:
        return next((each for each in self.quotations if each[0] == self.cursor), None)

    def show(self, quotations: list[tuple[int, Quotation]], _looks: dict[str, int], _language: str) -> None:
        self.quotations = quotations

    def point_at(self, number: int) -> None:
        self.cursor = number


@dataclass
class Comments:
    """The thread of an article, and the notes that are on nothing any more."""

    article: int = 0
    thread: Thread = field(default_factory=Thread)
    lost: list[int] = field(default_factory=list)
    kept: bool = False
    width: int = 0
    shown: ThreadRows = field(default_factory=ThreadRows)
    texts: list[Text] = field(default_factory=list)

    def open(
        self, article: int, thread: Thread, _notes: tuple[Note, ...], lost: Iterable[int], keep: bool = False
    ) -> None:
        self.article, self.thread, self.lost, self.kept = article, thread, list(lost), keep

    def find(self, words: str) -> int:
        self.shown.words = words
        return sum(words in text.value for comment in self.thread.comments for text in comment.body)

    def set_width(self, columns: int) -> None:
        self.width = columns


@dataclass
class Links:
    """The list of links."""

    links: list[tuple[str, str]] = field(default_factory=list)
    images: list[tuple[str, str]] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.links) + len(self.images)

    def show(self, links: list[tuple[str, str]], images: list[tuple[str, str]]) -> None:
        self.links, self.images = links, images


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
        then(self._answer())
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
        self, quotation: Quotation, _language: str, people: list[Any], _looks: dict[str, int], then: Callable[..., object]
    ) -> None:
        self.shown.append((quotation, [speaker.name for speaker in people]))
        if answer := self._answer():
            then(*answer)

    def show_people(self, _looks: dict[str, int], place: Any, then: Callable[[Any], None]) -> None:
        self.shown.append(place)
        if answer := self._answer():
            then(answer)

    def show_quotations(self, place: Any, then: Callable[[Any], None]) -> None:
        self.show_people({}, place, then)


@dataclass
class Timer:
    """Something to be done in so many seconds, unless it is stopped."""

    delay: float
    act: Callable[[], None] | None

    def stop(self) -> None:
        self.act = None


class Desk:
    """The controllers, and what they have to do with."""

    def __init__(self, path: Path, **settings: Any) -> None:
        self.library, self.helper, self.dialogs = Library(path), StillHelper(), Dialogs()
        self.layout, self.feeds, self.rows, self.page = Layout(), Feeds(), Headlines(), Page()
        self.quotes, self.comments, self.links = Quotes(), Comments(), Links()
        self.said: list[str] = []
        self.timers: list[Timer] = []
        self.progress: list[str] = []
        self.copied: list[str] = []
        self.rung: list[str] = []
        config = replace(Config(library=path), **settings)
        key_names.use(keymap(config))
        self.services = Services(
            self.library,
            config,
            cast(Any, self.helper),
            self._run,
            lambda text, _seconds=6.0: self.said.append(text),
            self._forget,
            self._after,
            lambda act: act(),
            self.dialogs,
        )
        self.session = Session()
        views = Views(self.layout, self.feeds, self.rows, self.page, self.quotes, self.comments, self.links)
        screen = ScreenServices(
            self.copied.append,
            self.rung.append,
            lambda act: bool(act()) or True,
            lambda _images: None,
            self.progress.append,
            lambda: None,
            lambda: None,
        )
        self.do = Controllers(self.services, self.session, views, screen, cast(Any, None))
        self.do.lists.open(self.session.filter)
        self.do.lists.refresh_counts()

    def _run(self, work: Callable[[], Any], then: Callable[[Any], object] | None = None) -> None:
        result = work()
        if then:
            then(result)

    def _forget(self, text: str) -> None:
        self.said = [each for each in self.said if each != text]

    def _after(self, delay: float, act: Callable[[], None]) -> Timer:
        self.timers.append(Timer(delay, act))
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
