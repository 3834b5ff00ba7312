"""The layout of the panes: which are visible, how wide each is, and which has the focus."""

from collections.abc import Callable, Mapping

from textual.containers import Horizontal
from textual.events import DescendantFocus, Resize
from textual.message import Message
from textual.widget import Widget

from newsreader.tui.keymap import bindings
from newsreader.tui.layout import SIDES, Pane, visible_panes
from newsreader.tui.widgets.pane_frame import PaneFrame

#: Columns that a pane keeps, however its divider is dragged.
LEAST = 16
#: Columns that a pane has at least whose content says what it wants.
_NARROWEST = 24


class PaneLayout(Horizontal):
    """Arranges the panes side by side. Panes at the side are mounted when they are first shown."""

    BINDINGS = bindings("layout")

    class Changed(Message):
        """Another pane has the focus, or other panes are visible."""

    class WidthsChanged(Message):
        """The widths of panes after the mouse has dragged a divider."""

        def __init__(self, widths: Mapping[str, int]) -> None:
            super().__init__()
            self.widths = widths

    def __init__(self, content: Callable[[Pane], Widget], widths: Mapping[str, int]) -> None:
        """`content` is what a pane shows, at the side made when it is first needed; `widths`: those that the mouse gave
        to panes, by their names."""
        self._content = content
        self._frames = {pane: PaneFrame(pane, content(pane)) for pane in Pane if pane not in SIDES}
        super().__init__(*self._frames.values(), id="panes")
        self._widths = {Pane(name): width for name, width in widths.items()}
        self._widened: dict[Pane, int | None] = {}
        #: What waits until a pane is on the screen.
        self._put_off: dict[Pane, Callable[[], object]] = {}
        #: The pane that has the focus, or had it when the terminal was left for another window.
        self.focused_pane = Pane.HEADLINES
        #: The pane that is open beside the article.
        self.side: Pane | None = None
        #: Whether the article, while it has the focus, has the screen to itself.
        self.zen = False

    def shown(self) -> tuple[Pane, ...]:
        """The panes on the screen now."""
        return visible_panes(self.app.size.width, self.focused_pane, self.side, self.zen)

    def region_of(self, pane: Pane) -> tuple[int, int]:
        """The first column of a pane, and how many it has."""
        region = self._frame(pane).region
        return region.x, region.width

    def _frame(self, pane: Pane) -> PaneFrame:
        if pane not in self._frames:
            self._frames[pane] = PaneFrame(pane, self._content(pane))
        return self._frames[pane]

    def set_title(self, pane: Pane, text: str) -> None:
        """Write a pane's title."""
        self._frame(pane).set_title(text)

    # ------------------------------------------------------------ the focus

    def focus_pane(self, pane: Pane, close_side: bool = False) -> None:
        """Give a pane the focus, and bring it onto the screen; `close_side`: what is beside the article goes."""
        self.focused_pane = pane
        if pane in SIDES:
            self.side = pane
        elif close_side:
            self.side = None
        # Shown before it has the focus, and focused before another one is hidden: what is hidden has none to give.
        self._show(pane)
        self.screen.set_focus(self._content(pane), scroll_visible=False)
        self.rearrange()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """The mouse has given a pane the focus."""
        if event.widget is not self.screen.focused:
            return  # keys have moved it on meanwhile
        pane = next((pane for pane in self._frames if self._content(pane) is event.widget), None)
        if pane and pane is not self.focused_pane:
            self.focus_pane(pane)

    def cycle(self, by: int, skip_article: bool) -> None:
        """The focus to the next pane of those there are, on the screen or not."""
        order = [Pane.FEEDS, Pane.HEADLINES, Pane.ARTICLE, *([self.side] if self.side else [])]
        if skip_article:
            order.remove(Pane.ARTICLE)
        # What was open may be gone, and its pane with it: then it is the first one's turn.
        at = order.index(self.focused_pane) if self.focused_pane in order else -by
        self.focus_pane(order[(at + by) % len(order)])

    def toggle_zen(self) -> None:
        """The article alone on the screen, or with what is beside it."""
        self.zen = not self.zen
        self.rearrange()

    # ------------------------------------------------------------ the room

    def rearrange(self) -> None:
        """Show the panes for which there is room."""
        shown = self.shown()
        for pane in shown:
            self._show(pane)
        for pane, frame in self._frames.items():
            if pane not in shown:
                frame.display = False
            frame.set_class(pane is shown[0], "-first")
            self._widen(pane, self._width_of(pane) if len(shown) > 1 else None)
        self.set_class(len(shown) == 1, "-narrow")
        self.post_message(self.Changed())

    def _show(self, pane: Pane) -> None:
        frame = self._frame(pane)
        if not frame.is_attached:
            self.mount(frame)
        frame.display = True
        if act := self._put_off.pop(pane, None):
            act()

    def once_shown(self, pane: Pane, act: Callable[[], object]) -> None:
        """Call a function now or, where a pane is not on the screen, as soon as it is, in place of what waited for that
        before: most articles are left before every pane was shown."""
        frame = self._frames.get(pane)
        if frame and frame.is_attached and frame.display:
            act()
        else:
            self._put_off[pane] = act

    def _width_of(self, pane: Pane) -> int | None:
        """What the mouse gave to a pane, or its content wants, within reason; None for what the style sheet says."""
        wanted = getattr(self._content(pane), "wanted_width", 0)
        return self._widths.get(pane) or (max(_NARROWEST, min(wanted, self.app.size.width // 3)) if wanted else None)

    def _widen(self, pane: Pane, width: int | None) -> None:
        """Give a pane a width, or leave it to the style sheet; what stays as it is costs no layout."""
        if self._widened.get(pane) != width:
            self._widened[pane] = width
            self._frame(pane).styles.width = width

    def on_resize(self, event: Resize) -> None:
        """Show the panes that there is room for; focus and positions stay."""
        self.rearrange()

    def on_pane_frame_resized(self, message: PaneFrame.Resized) -> None:
        """The mouse shares the room out anew: before the article, what is left of it is measured; else the pane."""
        shown, pane, room = self.shown(), Pane(message.pane), self.size.width
        if pane not in shown[1:]:
            return
        if pane in SIDES:
            sized, width = pane, room - message.column
        else:
            sized = shown[shown.index(pane) - 1]
            width = message.column - self._frames[sized].region.x
        self._widths[sized] = max(LEAST, min(room - LEAST * (len(shown) - 1), width))
        self.rearrange()
        if message.done:
            self.post_message(self.WidthsChanged({str(pane): width for pane, width in self._widths.items()}))
