"""Views: the protocols by which controllers use the panes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from newsreader.model.article_filter import SortOrder

if TYPE_CHECKING:
    from newsreader.library.evidence import Evidence
    from newsreader.library.open_article import OpenArticle
    from newsreader.library.stories import Story
    from newsreader.model.comment import Thread
    from newsreader.model.feed import Headline
    from newsreader.model.note import Note
    from newsreader.model.query import Term
    from newsreader.model.quotation import Quotation
    from newsreader.model.text import Text
    from newsreader.model.text_search import Passages
    from newsreader.tui.article_marks import ArticleMarks
    from newsreader.tui.entries import ListEntry
    from newsreader.tui.layout import Pane
    from newsreader.tui.story_rows import StoryRows
    from newsreader.tui.thread_rows import ThreadRows


class LayoutView(Protocol):
    """The layout of the panes."""

    focused_pane: Pane
    side: Pane | None
    zen: bool

    def shown(self) -> tuple[Pane, ...]:
        """Return the panes on the screen."""

    def focus_pane(self, pane: Pane, close_side: bool = ...) -> None:
        """Give a pane the focus."""

    def cycle(self, by: int, skip_article: bool) -> None:
        """Give the focus to the next pane."""

    def toggle_zen(self) -> None:
        """Show the article alone, or the other panes again."""

    def set_title(self, pane: Pane, text: str) -> None:
        """Write a pane's title."""

    def once_shown(self, pane: Pane, act: Callable[[], object]) -> None:
        """Call a function once a pane is on the screen."""


class FeedsView(Protocol):
    """The pane of feeds and lists."""

    @property
    def current(self) -> ListEntry | None:
        """The one under the cursor."""

    def show(self, entries: list[ListEntry]) -> None:
        """Show these."""

    def point_at(self, entry: ListEntry) -> None:
        """Put the cursor on this one."""

    def set_offline(self, offline: bool) -> None:
        """Keep quiet about feeds that could not be reached, or not."""


class HeadlinesView(Protocol):
    """The pane of headlines."""

    empty_text: str
    total: int
    chosen: set[int]
    cursor: int

    @property
    def count(self) -> int:
        """How many rows there are."""

    @property
    def current(self) -> Headline | None:
        """The headline under the cursor."""

    @property
    def loaded(self) -> StoryRows:
        """The rows that are loaded, also those out of sight or folded away."""

    def show(
        self,
        stories: list[Story],
        more: bool,
        order: SortOrder = SortOrder.NEWEST,
        passages: Passages | None = None,
    ) -> None:
        """Show another list, with what its articles say, as far as that is known."""

    def append(self, stories: list[Story], more: bool) -> None:
        """Add the next page of headlines."""

    def update(self, fresh: list[Headline]) -> None:
        """Add new headlines, and replace changed ones."""

    def replace(self, headline: Headline) -> None:
        """Replace a headline in the list, and redraw its row."""

    def add_passages(self, passages: Passages) -> None:
        """Show what articles say."""

    def fold(self) -> Story | None:
        """Show or fold away the story under the cursor."""

    def window(self) -> list[int]:
        """The articles on the screen and around it."""

    @property
    def line(self) -> int:
        """How far below the top of the list the row of the cursor stands."""

    def go(self, index: int, quiet: bool = ...) -> None:
        """Put the cursor on a row."""

    def put(self, index: int, line: int) -> None:
        """Put the cursor on a row, and the row so many lines below the top."""

    def reveal(self, article: int) -> None:
        """Show the story that an article is folded away in."""

    def choose_none(self) -> None:
        """Choose none of them."""

    def toggle_density(self) -> bool:
        """A line a headline, or more; whether it is one."""


class ArticleView(Protocol):
    """The article pane."""

    opened: OpenArticle | None

    @property
    def text_width(self) -> int:
        """How wide the text may be."""

    @property
    def current_quotation(self) -> int:
        """The number of the quotation that the cursor is on; -1 for none."""

    @property
    def looks(self) -> dict[str, int]:
        """Which look each speaker has."""

    @property
    def language(self) -> str:
        """The language of the article."""

    @property
    def marks(self) -> ArticleMarks:
        """What stands out in it."""

    def show_evidence(self, evidence: Evidence | None) -> None:
        """Show those words, or no longer."""

    @property
    def is_live(self) -> bool:
        """Whether it is a page of updates."""

    @property
    def at_end(self) -> bool:
        """Whether the last line is in sight."""

    @property
    def setting(self) -> Any:
        """How it is laid out (`LayoutOptions`)."""

    def open(self, opened: OpenArticle | None, place: tuple[int, int] | None = None) -> None:
        """Show an article."""

    def show(self, place: tuple[int, int] | None = None) -> None:
        """Lay the page out anew."""

    def place(self) -> tuple[int, int]:
        """The place at the top of the screen."""

    def typeset(self, **changes: Any) -> None:
        """Set the page another way."""

    def set_width(self, columns: int) -> None:
        """Set the text this wide."""

    def find(self, words: Sequence[Term], by_search: bool = ...) -> int:
        """Mark words."""

    def point_at(self, quotation: int) -> None:
        """Make a quotation the current one."""

    def step(self, by: int) -> Quotation | None:
        """Go to the next quotation."""

    def action_section(self, by: int) -> None:
        """Go to the next heading."""

    @property
    def current(self) -> Quotation | None:
        """The current quotation."""


class QuotesView(Protocol):
    """The pane of the article's quotations."""

    @property
    def count(self) -> int:
        """How many there are."""

    @property
    def current(self) -> tuple[int, Quotation] | None:
        """The one under the cursor, with its number."""

    def show(self, quotations: list[tuple[int, Quotation]], looks: dict[str, int], language: str) -> None:
        """Show these, in their speakers' looks and the marks of a language."""

    def point_at(self, number: int) -> None:
        """Put the cursor on one."""


class CommentsView(Protocol):
    """The comments pane."""

    @property
    def shown(self) -> ThreadRows:
        """Its comments, and what is searched in them."""

    def open(
        self, article: int, thread: Thread, notes: tuple[Note, ...], lost: Iterable[int], keep: bool = ...
    ) -> None:
        """Show the comments of an article."""

    def find(self, words: str) -> int:
        """Mark words."""

    @property
    def texts(self) -> list[Text]:
        """What the comments say."""

    def set_width(self, columns: int) -> None:
        """Set the text this wide."""


class LinksView(Protocol):
    """The links pane."""

    @property
    def count(self) -> int:
        """How many there are."""

    def show(self, links: list[tuple[str, str]], images: list[tuple[str, str]]) -> None:
        """Show these: words and address of each."""
