"""The panes side by side, which of them are shown, and a way to do slow things beside the keys."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from newsreader.config import Config
from newsreader.i18n import _
from newsreader.library.helper import Helper
from newsreader.library.reading import Library
from newsreader.model.errors import NewsreaderError
from newsreader.model.scope import Scope
from newsreader.model.text import clean_line
from newsreader.render.article import Typesetting
from newsreader.tui.messages import Dragged
from newsreader.tui.panes import SIDES, Pane, visible
from newsreader.tui.services.background import BackgroundRunner
from newsreader.tui.services.base import Services
from newsreader.tui.widgets.article_view import ArticleView
from newsreader.tui.widgets.comment_pane import CommentPane
from newsreader.tui.widgets.feed_list import FeedList
from newsreader.tui.widgets.headline_list import HeadlineList
from newsreader.tui.widgets.link_list import LinkList
from newsreader.tui.widgets.pane_box import PaneBox
from newsreader.tui.widgets.quote_list import QuoteList
from newsreader.tui.widgets.status_line import StatusLine

T = TypeVar("T")
#: Cells that a pane keeps, however its divider is dragged.
LEAST = 16
#: Articles after which the reader knows the first keys.
LESSONS = 3


class Desk(Screen[None]):
    """What every part of the reading screen stands on."""

    def __init__(self, library: Library, settings: Config, helper: Helper) -> None:
        super().__init__()
        self.library, self.settings, self.helper = library, settings, helper
        self.scope = Scope()
        #: Whether the article, where the reader is in it, has the screen to itself.
        self.zen = False
        self.at = Pane.HEADLINES
        self.side: Pane | None = None
        self.feed_list = FeedList()
        self.headline_list = HeadlineList(lambda: datetime.now(UTC))
        measure = int(library.setting("measure") or settings.measure)
        self.article_view = ArticleView(measure, Typesetting(settings.hyphenate, numbers=True, ascii=settings.ascii))
        self.quote_list = QuoteList()
        self.comment_pane = CommentPane(measure)
        self.link_list = LinkList()
        self.status = StatusLine()
        self._titles: dict[Pane, Static] = {}
        #: How wide the mouse has made panes.
        self._widths = {Pane(name): int(width) for name, width in json.loads(library.setting("widths") or "{}").items()}
        self._widened: dict[Pane, int | None] = {}
        self._boxes = {
            Pane.FEEDS: self._box(Pane.FEEDS, self.feed_list),
            Pane.HEADLINES: self._box(Pane.HEADLINES, self.headline_list),
            Pane.ARTICLE: self._box(Pane.ARTICLE, self.article_view),
            Pane.QUOTES: self._box(Pane.QUOTES, self.quote_list),
            Pane.COMMENTS: self._box(Pane.COMMENTS, self.comment_pane),
            Pane.LINKS: self._box(Pane.LINKS, self.link_list),
        }
        #: The articles from which links were followed to the open one.
        self.trail: list[int] = []
        #: Those from which the reader went back.
        self.ahead: list[int] = []
        self.background = BackgroundRunner(self, self.say)
        self.services = Services(library, settings, helper, self.background.run, self.say)

    # ------------------------------------------------------------ the panes

    def compose(self) -> ComposeResult:
        """The panes, each under its title, and the status line; those at the side come when they are called."""
        if self.lessons():
            words = _("? tells all keys · ↑ ↓ move · Enter reads · space reads on · q goes back")
            yield Static(words, id="lessons", markup=False)
        yield Horizontal(*(self._boxes[pane] for pane in Pane if pane not in SIDES), id="desk")
        yield self.status

    def lessons(self) -> int:
        """How many articles the reader has yet to open before they know their way: until then the first keys stand
        above everything."""
        if not self.library.setting("founded") and not self.library.is_new():
            return 0
        return max(0, LESSONS - int(self.library.setting("opened") or 0))

    def learned(self) -> None:
        """The reader has opened an article."""
        if left := self.lessons():
            self.beside(lambda: self.library.remember("opened", str(LESSONS - left + 1)))
            if left == 1:
                self.query("#lessons").remove()

    def _box(self, pane: Pane, widget: Widget) -> PaneBox:
        self._titles[pane] = Static("", id=f"{pane}-title", classes="title", markup=False)
        return PaneBox(pane, self._titles[pane], widget)

    def shown(self) -> tuple[Pane, ...]:
        """The panes on the screen now."""
        return visible(self.app.size.width, self.at, self.side, self.zen)

    def go_to(self, pane: Pane) -> None:
        """Bring the reader into a pane, and the pane onto the screen."""
        self.at = pane
        if pane in SIDES:
            self.side = pane
        self.set_out()

    def set_out(self) -> None:
        """Show the panes for which there is room, and say in which one the reader is."""
        shown = self.shown()
        for pane, box in self._boxes.items():
            if pane in shown and not box.is_attached:
                self.query_one("#desk").mount(box)
            box.display = pane in shown
            box.set_class(pane is self.at, "-here")
            box.set_class(pane is shown[0], "-first")
            self._widen(pane, self._widths.get(pane) if len(shown) > 1 else None)
        self.set_class(len(shown) == 1, "-narrow")
        self.set_class(self.zen and self.at is Pane.ARTICLE, "-zen")
        self.status.say(hints=self.hints())
        self.place_changed()
        # How far one is, is known once the page has been laid out.
        self.call_after_refresh(self.place_changed)

    def _widen(self, pane: Pane, width: int | None) -> None:
        """Give a pane a width, or leave it to the style sheet; what stays as it is costs no layout."""
        if self._widened.get(pane) != width:
            self._widened[pane] = width
            self._boxes[pane].styles.width = width

    def on_dragged(self, message: Dragged) -> None:
        """The mouse shares the room out anew: before the article, what is left of it is measured; else the pane."""
        shown, pane = self.shown(), Pane(message.pane)
        if pane not in shown[1:]:
            return
        if pane in SIDES:
            sized, width = pane, self.size.width - message.column
        else:
            sized = shown[shown.index(pane) - 1]
            width = message.column - self._boxes[sized].region.x
        self._widths[sized] = max(LEAST, min(self.size.width - LEAST * (len(shown) - 1), width))
        self.set_out()
        if message.done:
            kept = json.dumps(self._widths)
            self.beside(lambda: self.library.remember("widths", kept))

    def hints(self) -> str:
        """The few keys that help most where the reader is."""
        match self.at:
            case Pane.FEEDS:
                return _("Enter opens · R refreshes · ? all keys · q quits")
            case Pane.HEADLINES:
                return _("Enter reads · space reads on · f saves · 2 unread only · h feeds · ? all keys")
            case Pane.ARTICLE:
                return _("space reads on · , next quotation · ' who said what · c comments · q back · ? all keys")
            case Pane.QUOTES:
                return _("Enter goes there · . why theirs · ! put right who · Y copies · ' closes")
            case Pane.COMMENTS:
                return _("n next thread · z folds · w walks · e new ones · / finds · O answer on the site · c closes")
            case Pane.LINKS:
                return _("Enter opens the link here · o in the browser · y copies it · L closes")

    def titled(self, pane: Pane, words: str) -> None:
        """Write a pane's title."""
        self._titles[pane].update(Content(clean_line(words)), layout=False)

    def place_changed(self) -> None:
        """Say at the right of the status line where the reader is."""
        place = ""
        if self.at in (Pane.ARTICLE, Pane.COMMENTS):
            view = self.article_view if self.at is Pane.ARTICLE else self.comment_pane
            left = self.time_left() if self.at is Pane.ARTICLE else ""
            place = " · ".join(filter(None, (left, f"{view.percent} %")))
        elif self.at is Pane.HEADLINES and self.headline_list.count:
            more = "+" if self.headline_list.more else ""
            place = f"{self.headline_list.cursor + 1}/{self.headline_list.count}{more}"
        self.status.say(place=place)

    def time_left(self) -> str:
        """How long the rest of the open article takes to read."""
        raise NotImplementedError

    def on_resize(self, event: Resize) -> None:
        """More room or less: the same pane, the same place."""
        self.set_out()

    # ------------------------------------------------------------ talking, and doing things beside the keys

    def say(self, text: str, seconds: float = 6.0) -> None:
        """A message on the status line that goes away by itself."""
        self.status.say(message=text)
        self.set_timer(seconds, lambda: self.status.forget(text))

    def beside(self, work: Callable[[], T], then: Callable[[T], None] | None = None) -> None:
        """Do something slow in another thread, in order; then go on with its result here."""
        self.background.run(work, then)

    async def _dispatch_message(self, message: Message) -> None:
        """Expected trouble is a sentence, and the screen goes on."""
        try:
            await super()._dispatch_message(message)
        except NewsreaderError as error:
            self.say(error.sentence, 30)

    def let_go(self) -> None:
        """Finish what was begun; nothing new is taken on."""
        self.background.close()

    def selected(self) -> int:
        """The article that a key means: the open one when reading, else the one under the cursor; 0 for none."""
        reading = self.article_view.reading
        if self.at not in (Pane.FEEDS, Pane.HEADLINES) and reading:
            return reading.number
        current = self.headline_list.current
        return current.id if current else 0
