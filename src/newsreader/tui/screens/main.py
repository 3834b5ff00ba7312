"""The main screen: composes the panes, creates the controllers, and routes the messages of panes to them."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

from textual import on
from textual.actions import SkipAction
from textual.app import App, ComposeResult
from textual.events import ScreenResume
from textual.message import Message
from textual.timer import Timer
from textual.worker import WorkerFailed

from newsreader.i18n import _
from newsreader.model.errors import NewsreaderError
from newsreader.tui.controllers.registry import Controllers, ScreenServices, Views
from newsreader.tui.key_names import key_of, with_keys
from newsreader.tui.keymap import bindings
from newsreader.tui.layout import Pane
from newsreader.tui.messages import CopyRequested, Notice, OpenExternally
from newsreader.tui.panes.article import ArticlePane
from newsreader.tui.panes.feeds import FeedsPane
from newsreader.tui.panes.headline_rows import Density
from newsreader.tui.panes.headlines import HeadlinesPane
from newsreader.tui.screens.pane_screen import OneFrameScreen, PaneScreen
from newsreader.tui.services.background import ERROR, BackgroundRunner, is_open
from newsreader.tui.services.base import Services
from newsreader.tui.services.dialogs import DialogStack
from newsreader.tui.services.lessons import Lessons
from newsreader.tui.services.terminal import lend_terminal
from newsreader.tui.session import SavedSession, Session
from newsreader.tui.widgets.first_steps import FirstSteps
from newsreader.tui.widgets.page_view import PageView
from newsreader.tui.widgets.pane_layout import PaneLayout
from newsreader.tui.widgets.row_list import RowList
from newsreader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from newsreader.render.article import LayoutOptions
    from newsreader.tui.panes.article_quotations import ArticleQuotationsPane
    from newsreader.tui.panes.comments import CommentsPane
    from newsreader.tui.panes.links import LinksPane

    AnyPane = FeedsPane | HeadlinesPane | ArticlePane | ArticleQuotationsPane | CommentsPane | LinksPane
    from newsreader.config import Config
    from newsreader.library.core import Library
    from newsreader.library.fetcher.client import FetcherClient
    from newsreader.library.messages.events import Event
    from newsreader.tui.services.audio import AudioController
    from newsreader.tui.typed_ahead import TypedAhead

#: Seconds that the page rests before the position in it is kept.
REMEMBERED = 0.8
#: Seconds between two looks at whether the session is another one, and has to be kept.
KEPT_EVERY = 5
#: The group of Textual workers that bring articles into their pane.
READING = "reading"
#: Seconds after the first screen, where keys were typed before it, until the article under the cursor is shown.
PREVIEWED_AFTER = 0.1
#: Seconds from the first screen until the fetcher is started.
FETCHED_AFTER = 0.2
#: Seconds between two looks at what has come in.
CATCH_UP = 0.7


class MainScreen(OneFrameScreen[None], PaneScreen[None]):
    """The panes and the status line, with the controllers behind them."""

    BINDINGS = bindings("reading")

    def __init__(
        self,
        library: Library,
        settings: Config,
        fetcher: FetcherClient,
        typed: TypedAhead,
    ) -> None:
        """`typed`: what is typed before this screen is there, which comes before what stands beside the list."""
        super().__init__()
        self._typed = typed
        text_width = int(library.state("text_width") or settings.text_width)
        self.session = Session()
        self.feeds = FeedsPane()
        self.headlines = HeadlinesPane(
            lambda: datetime.now(UTC), Density(library.state("density") or Density.COMFORTABLE)
        )
        self.article = ArticlePane(text_width, lambda: _layout_options(settings))
        self.pane_layout = PaneLayout(
            lambda pane: getattr(self, pane), json.loads(library.state("pane_widths") or "{}")
        )
        self.status = StatusLine()
        self.background, self.loader = BackgroundRunner(self, self.say), BackgroundRunner(self, self.say)
        self.dialogs = DialogStack(lambda: self.app, library, lambda: self.services.settings)
        self.services = Services(
            library,
            settings,
            fetcher,
            self.background.run,
            self.loader.finish,
            lambda act: self.run_worker(act, group=READING),
            self.say,
            self.status.forget,
            lambda delay, callback: self.set_timer(delay, callback),
            self.call_after_refresh,
            self.dialogs,
        )
        self.lessons = Lessons(library, self.background.run, lambda: self.query("#lessons").remove())
        self.controllers = Controllers(
            self.services,
            self.session,
            Views(
                self.pane_layout,
                self.feeds,
                self.headlines,
                self.article,
                lambda: self.quotes,
                lambda: self.comments,
                lambda: self.links,
            ),
            ScreenServices(
                lambda text: self.app.copy_to_clipboard(text),
                lambda text: _notify_terminal(self.app, text),
                lambda act: lend_terminal(self.app, act),
                self.dialogs.show_images,
                lambda text: self.status.say(progress=text),
                self._show_position,
                self.lessons.learn,
            ),
            lambda: _make_audio(self),
        )
        self._routes = _routes(self)
        self._scrolled: Timer | None = None
        self._was_shown = self._was_drawn = False

    # ------------------------------------------------------------ the panes at the side

    @property
    def focused_content(self) -> AnyPane:
        """What the pane with the focus shows."""
        content: AnyPane = getattr(self, self.pane_layout.focused_pane)
        return content

    @cached_property
    def quotes(self) -> ArticleQuotationsPane:
        """The quotations of the open article."""
        from newsreader.tui.panes.article_quotations import ArticleQuotationsPane

        return ArticleQuotationsPane()

    @cached_property
    def comments(self) -> CommentsPane:
        """The comments on it."""
        from newsreader.tui.panes.comments import CommentsPane

        return CommentsPane(self.article.text_width)

    @cached_property
    def links(self) -> LinksPane:
        """Its links."""
        from newsreader.tui.panes.links import LinksPane

        self._routes[LinksPane.LinkChosen] = lambda message: self.controllers.links.open(message.url, message.is_image)
        self._routes[LinksPane.SaveRequested] = lambda message: self.controllers.links.save(message.url)
        return LinksPane()

    # ------------------------------------------------------------ drawing

    def compose(self) -> ComposeResult:
        """The panes, each under its title, and the status line; the first keys above, as long as they are news."""
        if self.lessons.left():
            yield FirstSteps()
        yield self.pane_layout
        yield self.status

    def _on_screen_resume(self, event: ScreenResume) -> None:
        """Keep the styles that the widgets were given a moment ago, when they came onto the screen."""
        event.refresh_styles = event.refresh_styles and self._was_shown
        self._was_shown = True

    def _compositor_refresh(self) -> None:
        """Draw, after what was typed before there was a screen; the first time, begin what waits for that."""
        if self._typed.comes_before(self, self._compositor_refresh):
            return
        super()._compositor_refresh()
        if not (self._was_drawn or self.app._batch_count or self in self.app._background_screens):
            self._was_drawn = True
            self.call_later(self._begin)

    # ------------------------------------------------------------ beginning and end

    async def on_mount(self) -> None:
        """Show what the library has, as it was left; then, and only then, begin to fetch."""
        library = self.services.library
        self.session.group_stories = library.state("group_stories", "on") == "on"
        self.session.last_visit = int(library.state("last_visit") or 0)
        await self._restore()

    def _begin(self) -> None:
        """The first frame is there: count the lists; a moment later, when it has been answered, do the rest."""
        self.controllers.lists.refresh_counts()
        self.set_timer(FETCHED_AFTER, self._begin_to_fetch)
        if self._typed.has_begun:
            self.set_timer(PREVIEWED_AFTER, lambda: self.controllers.reading.preview())

    def _begin_to_fetch(self) -> None:
        """Start the fetcher, ask for what is due, and keep the lists up to date."""
        self.run_worker(self._listen(), group="fetcher", exit_on_error=False)
        # Much may come in at once: the lists are redrawn at most this often.
        self.set_interval(CATCH_UP, self.controllers.events.catch_up)
        self.set_interval(KEPT_EVERY, self.controllers.session.keep)
        if seconds := self.controllers.refresh.interval:
            self.set_interval(seconds, self.controllers.refresh.request)

    async def _listen(self) -> None:
        async for event in self.services.fetcher.events(self._fetcher_started):
            self.receive(event)
        if is_open(self):
            self.status.say(progress="")

    def _fetcher_started(self) -> None:
        if terminal := self.app.terminal():  # type: ignore[attr-defined]
            self.services.fetcher.send(terminal)
        self.controllers.refresh.request()

    def receive(self, event: Event) -> None:
        """Handle an event of the fetcher."""
        self.controllers.events.receive(event)

    async def _restore(self, saved: SavedSession | None = None) -> None:
        """Stand where one was, with what is beside the list."""
        await self.controllers.session.restore(saved, preview=saved is not None or not self._typed.has_begun)
        for worker in [worker for worker in self.workers if worker.group == READING]:
            with suppress(WorkerFailed):  # why, it says itself
                await worker.wait()

    async def show_as_next_time(self) -> None:
        """Look as the next start will: what this one has just said is over."""
        self.status.say(message="", progress="")
        await self._restore(self.controllers.session.snapshot())

    async def leave(self, crashed: bool = False) -> None:
        """The app ends: nothing goes on without it, what was begun is done, and where one was is kept."""
        if self.controllers.is_made("audio"):
            await self.controllers.audio.close()
        self.loader.close()
        self.background.close()
        self.controllers.reading.leave()
        if not crashed:
            self.controllers.session.leave()

    # ------------------------------------------------------------ the status line, and the first keys

    def say(self, text: str, seconds: float = 6.0) -> None:
        """A message on the status line that goes away by itself."""
        self.status.say(message=text)
        self.set_timer(seconds, lambda: self.status.forget(text))

    def _show_position(self) -> None:
        self.status.say(place=self.focused_content.position_text)

    async def _dispatch_message(self, message: Message) -> None:
        """Lead what panes say to who answers it. Expected trouble is a message, and the screen goes on."""
        try:
            if answer := self._routes.get(type(message)):
                answer(message)
            await super()._dispatch_message(message)
        except NewsreaderError as error:
            self.say(error.sentence, ERROR)

    # ------------------------------------------------------------ what panes say

    @on(PaneLayout.Changed)
    def _layout_changed(self) -> None:
        pane = self.focused_content
        if self.pane_layout.focused_pane not in (Pane.ARTICLE, Pane.QUOTES):
            self.controllers.forget_quotation()
        self.set_class(self.pane_layout.zen and pane is self.article, "-zen")
        self.status.hint(pane.hints)
        self.status.say(place=pane.position_text)
        # How far one is, is known once the page has been laid out.
        self.call_after_refresh(self._show_position)

    @on(FeedsPane.ListChosen)
    async def action_open_list(self) -> None:
        """Show the list, or what the search finds, under the cursor of the feeds."""
        entry = self.feeds.current
        if entry and entry.search:
            self.controllers.search.open(entry)
        elif entry:
            await self.controllers.lists.choose(entry)

    @on(RowList.Highlighted)
    def _row_highlighted(self, message: RowList.Highlighted) -> None:
        self._show_position()
        if message.pane == Pane.QUOTES:
            self.controllers.quotations.show_current()

    @on(PageView.LaidOut)
    def _laid_out(self, message: PageView.LaidOut) -> None:
        if message.pane == self.pane_layout.focused_pane:
            self.status.hint(self.focused_content.hints)
            self._show_position()

    @on(PageView.Scrolled)
    def _page_scrolled(self, message: PageView.Scrolled) -> None:
        if message.pane == self.pane_layout.focused_pane:
            self._show_position()
        if message.pane == Pane.ARTICLE:
            if self._scrolled:
                self._scrolled.stop()
            self._scrolled = self.set_timer(REMEMBERED, self.controllers.reading.keep_position)
            self.controllers.reading.read_to_its_end()

    def on_text_selected(self) -> None:
        """Say how what was selected is copied."""
        if self.get_selected_text():
            self.say(with_keys(_("{key:copy-link} or Ctrl+c copies the selection.")))

    # ------------------------------------------------------------ keys

    async def action_do(self, command: str, *values: object) -> None:
        """Have a controller do something: "lists.filter"; the next key waits until it is done."""
        done = self.controllers.command(command)(*values)
        if isawaitable(done):
            await done

    def action_explain(self, key: str) -> None:
        """Say for what a key is that means nothing here."""
        self.say(
            {
                "comments": with_keys(_("This key is for the comments; {key:comments} opens them.")),
                "select": _("Select passages in the article."),
            }[key]
        )

    def action_copy_link(self) -> None:
        """Copy what the mouse has selected, or else the article's address."""
        if self.selections:
            self.action_copy_text()
        else:
            self.controllers.external.copy_link()

    def action_copy_text(self) -> None:
        """Copy what the mouse has selected."""
        words = self.get_selected_text()
        if not words:
            raise SkipAction
        self.controllers.external.copy(words, _("Copied: {words}").format(words=words))
        self.clear_selection()

    def action_listen(self) -> None:
        """Play the recording of the article, or read it aloud; pause or resume while it plays."""
        audio = self.controllers.audio
        if audio.is_on:
            audio.pause()
        elif found := self.services.library.open(self.controllers.targets.article()):
            top = self.article.place() if self.pane_layout.focused_pane is Pane.ARTICLE else None
            audio.start(found, self.services.settings.speech_command, top)

    def action_stop(self) -> None:
        """Stop what is heard, or else the refresh."""
        if not (self.controllers.is_made("audio") and self.controllers.audio.stop()):
            self.controllers.refresh.stop()

    def action_settings(self) -> None:
        """The settings; what is changed holds at once, as far as it can."""

        def use(settings: Config) -> None:
            before = self.services.settings
            self.services.settings = replace(settings, library=before.library)
            self.article.typeset(hyphenate=settings.hyphenate)
            if settings.text_width != before.text_width:
                self.controllers.page.set_width(settings.text_width)
                self.background.run(lambda: self.services.library.set_state("text_width", ""))

        self.dialogs.show_settings(use)

    def action_help(self) -> None:
        """Show the keys."""
        self.dialogs.show_help(self.pane_layout.focused_pane, self.status.hints)


def _make_audio(screen: MainScreen) -> AudioController:
    from newsreader.tui.services.audio import AudioController

    return AudioController(
        screen.services.library,
        screen.say,
        lambda text: screen.status.say(hearing=text),
        screen.article.follow_speech,
        screen.background.finish,
        lambda act: screen.run_worker(act, group="audio"),
    )


def _layout_options(settings: Config) -> LayoutOptions:
    from newsreader.render.article import LayoutOptions

    return LayoutOptions(settings.hyphenate, numbers=True, ascii=settings.ascii, key=key_of)


def _notify_terminal(app: App[Any], text: str) -> None:
    app.bell()
    # What kitty, iTerm2, foot, WezTerm and others show on the desktop; others take no notice.
    app.write_to_terminal(f"\x1b]9;{text}\x07")  # type: ignore[attr-defined]


def _routes(screen: MainScreen) -> dict[type[Message], Callable[[Any], object]]:
    """What panes say that one controller answers."""
    return {
        HeadlinesPane.Rested: lambda _message: screen.controllers.reading.preview(),
        HeadlinesPane.Opened: lambda message: screen.services.start(screen.controllers.reading.open(message.article)),
        FeedsPane.MenuWanted: lambda _message: screen.controllers.feeds.menu(),
        HeadlinesPane.MoreWanted: lambda _message: screen.controllers.lists.load_more(),
        ArticlePane.LinkChosen: lambda message: screen.controllers.links.follow(message.url),
        FeedsPane.Measured: lambda _message: screen.pane_layout.rearrange(),
        PaneLayout.WidthsChanged: lambda message: screen.background.run(
            lambda: screen.services.library.set_state("pane_widths", json.dumps(message.widths))
        ),
        PageView.QuotationClicked: lambda message: screen.controllers.quotations.point_at(message.number),
        Notice: lambda message: screen.say(message.text, message.seconds),
        OpenExternally: lambda message: screen.controllers.external.open_url(message.url),
        CopyRequested: lambda message: screen.controllers.external.copy(message.text, message.notice),
    }
