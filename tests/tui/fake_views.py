"""Fakes of `controllers.views`: panes that only remember what controllers show in them and ask of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from newsreader.library.evidence import Evidence
from newsreader.library.open_article import OpenArticle
from newsreader.library.stories import Story
from newsreader.model.article_filter import SortOrder
from newsreader.model.comment import Thread
from newsreader.model.feed import Headline
from newsreader.model.note import Note
from newsreader.model.query import Term
from newsreader.model.quotation import Quotation
from newsreader.model.text import Text
from newsreader.model.text_search import Passages
from newsreader.render.article import LayoutOptions, speaker_looks
from newsreader.render.page import TOP
from newsreader.tui.article_marks import ArticleMarks
from newsreader.tui.entries import ListEntry
from newsreader.tui.layout import SIDES, Pane, visible_panes
from newsreader.tui.story_rows import StoryRows
from newsreader.tui.thread_rows import ThreadRows


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
        self.loaded, self.cursor, self.total, self.line = StoryRows(), 0, 0, 0
        self.empty_text = ""
        self.chosen: set[int] = set()
        self.passages: dict[int, Any] = {}
        self.compact = False

    @property
    def count(self) -> int:
        return len(self.loaded.headlines)

    @property
    def current(self) -> Headline | None:
        return self.loaded.headlines[self.cursor] if self.loaded.headlines else None

    @property
    def titles(self) -> list[str]:
        return [row.title for row in self.loaded.headlines]

    def show(
        self,
        stories: list[Story],
        more: bool,
        order: SortOrder = SortOrder.NEWEST,
        passages: Passages | None = None,
    ) -> None:
        self.loaded, self.cursor, self.total = StoryRows(order=order), 0, 0
        self.loaded.append(stories, more)
        self.passages = dict(passages or {})

    def append(self, stories: list[Story], more: bool) -> None:
        self.loaded.append(stories, more)

    def update(self, fresh: list[Headline]) -> None:
        self.loaded.update(fresh)

    def replace(self, headline: Headline) -> None:
        self.loaded.replace(headline)

    def add_passages(self, passages: dict[int, Any]) -> None:
        self.passages |= passages

    def fold(self) -> Story | None:
        return self.loaded.toggle(self.current.id) if self.current else None

    def window(self) -> list[int]:
        return list(self.loaded.around(self.cursor - self.ROOM, self.cursor + self.ROOM))

    def go(self, index: int, quiet: bool = False) -> None:
        self.cursor = max(0, min(index, self.count - 1))

    def put(self, index: int, line: int) -> None:
        self.go(index)
        self.line = line

    def reveal(self, article: int) -> None:
        self.loaded.reveal(article)

    def choose_none(self) -> None:
        self.chosen.clear()

    def toggle_density(self) -> bool:
        self.compact = not self.compact
        return self.compact


class Page:
    """The open article; `top` is the place at the top of the screen."""

    def __init__(self) -> None:
        self.opened: OpenArticle | None = None
        self.text_width, self.top, self.at_end, self.is_live = 70, TOP, False, False
        self.current_quotation = -1
        self.marks, self.setting = ArticleMarks(), LayoutOptions()
        self.language = "fr"
        self.sections: list[int] = []

    @property
    def looks(self) -> dict[str, int]:
        return speaker_looks(self.opened.quotations) if self.opened else {}

    @property
    def current(self) -> Quotation | None:
        return dict(self.opened.spoken).get(self.current_quotation) if self.opened else None

    def show_evidence(self, evidence: Evidence | None) -> None:
        self.marks.evidence = evidence

    def open(self, opened: OpenArticle | None, place: tuple[int, int] | None = None) -> None:
        if not (opened and self.opened and opened.number == self.opened.number):
            self.current_quotation, self.marks = -1, ArticleMarks()
        self.opened, self.top = opened, place or TOP

    def show(self, place: tuple[int, int] | None = None) -> None:
        self.top = place or TOP

    def place(self) -> tuple[int, int]:
        return self.top

    def typeset(self, **changes: Any) -> None:
        self.setting = replace(self.setting, **changes)

    def set_width(self, columns: int) -> None:
        self.text_width = columns

    def find(self, words: Sequence[Term], by_search: bool = False) -> int:
        self.marks.find(self.opened.article if self.opened else None, words, by_search)
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
