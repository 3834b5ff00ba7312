"""The sheet of figures: who is quoted how much, in a period, compared by outlet, month, gender or role."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from newsreader.i18n import N_, _, language
from newsreader.library.core import Library
from newsreader.library.study import study
from newsreader.model.study import Grouping, Study
from newsreader.render.study import heading, study_text
from newsreader.tui.screens.sheet import Sheet
from newsreader.tui.services.background import BackgroundRunner

#: Of how many days articles are counted, and what that is called; None is all of them.
_PERIODS: tuple[tuple[int | None, str], ...] = (
    (None, N_("all the time")),
    (7, N_("the last seven days")),
    (30, N_("the last thirty days")),
    (365, N_("the last year")),
)
#: What is compared, in the order in which a key goes through it.
_GROUPINGS = (None, Grouping.OUTLET, Grouping.MONTH, Grouping.GENDER, Grouping.ROLE)
_BARS = "█▏▎▍▌▋▊▉"
#: Cells of the sheet that are no text: its edge, its padding, its scroll bar. It is no wider than this.
_EDGE, _WIDEST = 8, 92


class StudyScreen(Sheet):
    """The figures as `newsreader study` prints them; they are counted in the background."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "period", show=False),
        Binding("tab,c", "compare", show=False),
        Binding("percent_sign", "dismiss", show=False),
    ]

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._period, self._by = 0, 0
        self._study: Study | None = None
        self._said = ""
        self._background = BackgroundRunner(self, self._say)

    def on_mount(self) -> None:
        """Begin to count."""
        self._count()

    def on_unmount(self) -> None:
        """Nobody waits for the figures any more."""
        self._background.close(wait=False)

    def lines(self) -> list[Content]:
        """What is counted, by which keys that changes, and the figures."""
        title = " · ".join((_("Who is quoted"), _(_PERIODS[self._period][1])))
        keys = _("p period · Tab compare outlets, months, genders, roles · Esc back")
        head = [Content.styled(title, "bold"), Content.styled(keys, "dim"), Content("")]
        if self._said or self._study is None:
            return [*head, Content(self._said or _("Counting…"))]
        width = max(60, min(_WIDEST, self.app.size.width) - _EDGE)
        named = {_("Who speaks"), _("Most quoted"), heading(self._study)}
        return [*head, *(_drawn(line, line in named) for line in study_text(self._study, language(), width=width))]

    def action_period(self) -> None:
        """Count another period."""
        self._period = (self._period + 1) % len(_PERIODS)
        self._count()

    def action_compare(self) -> None:
        """Compare by something else."""
        self._by = (self._by + 1) % len(_GROUPINGS)
        self._count()

    def _count(self) -> None:
        chosen = self._period, self._by
        self._study, self._said = None, ""
        self.on_resize()

        def show(found: Study) -> None:
            if chosen == (self._period, self._by):  # else another one was asked for since
                self._study = found
                self.on_resize()

        self._background.run(_counting(self._library, _PERIODS[self._period][0], _GROUPINGS[self._by]), show)

    def _say(self, text: str, seconds: float = 0) -> None:
        self._said = text
        self.on_resize()


def _counting(library: Library, days: int | None, by: Grouping | None) -> Callable[[], Study]:
    def count() -> Study:
        since = datetime.now(UTC) - timedelta(days=days) if days else None
        return study(library.people.studied(since), library.people.corrections(), by)

    return count


def _drawn(line: str, is_heading: bool) -> Content:
    """A line of the figures; bars stand out, and headings."""
    if is_heading:
        return Content.styled(line, "bold")
    start = next((at for at, sign in enumerate(line) if sign in _BARS), -1)
    if start < 0:
        return Content(line)
    stop = max(at for at, sign in enumerate(line) if sign in _BARS) + 1
    return Content(line).stylize("$accent", start, stop)
