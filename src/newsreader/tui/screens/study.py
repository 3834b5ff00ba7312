"""The sheet with a study: who is quoted how much in a period, by outlet, month, gender or role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from newsreader.i18n import N_, _, language
from newsreader.library.study import study
from newsreader.model.study import Grouping, Study
from newsreader.render.bars import SIGNS
from newsreader.render.study import heading, study_text
from newsreader.tui.screens.sheet import CountedSheet

if TYPE_CHECKING:
    from newsreader.library.core import Library

#: Of how many days articles are counted, and what that is called; None is all of them.
_PERIODS: tuple[tuple[int | None, str], ...] = (
    (None, N_("all the time")),
    (7, N_("the last seven days")),
    (30, N_("the last thirty days")),
    (365, N_("the last year")),
)
#: What is compared, in the order in which a key goes through it.
_GROUPINGS = (None, Grouping.OUTLET, Grouping.MONTH, Grouping.GENDER, Grouping.ROLE)
#: The figures have room on lines of so many cells, and are cut on shorter ones.
_LEAST = 60


class StudyScreen(CountedSheet[Study]):
    """Shows the figures that `newsreader study` prints."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "period", show=False),
        Binding("tab,c", "compare", show=False),
        Binding("percent_sign", "dismiss", show=False),
    ]

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._period, self._by = 0, 0

    def head(self) -> list[Content]:
        """Say which period is counted, and by which keys that changes."""
        title = " · ".join((_("Who is quoted"), _(_PERIODS[self._period][1])))
        keys = _("p period · Tab compare outlets, months, genders, roles · Esc back")
        return [Content.styled(title, "bold"), Content.styled(keys, "dim"), Content("")]

    def counting(self) -> Callable[[], Study]:
        """Count the quotations of the period."""
        library, days, by = self._library, _PERIODS[self._period][0], _GROUPINGS[self._by]

        def count() -> Study:
            since = datetime.now(UTC) - timedelta(days=days) if days else None
            return study(library.people.studied(since), library.people.aliases(), by)

        return count

    def shown(self, counted: Study, width: int) -> list[Content]:
        """The figures, with their headings and bars."""
        named = {_("Who speaks"), _("Most quoted"), heading(counted)}
        lines = study_text(counted, language(), width=max(_LEAST, width))
        return [_drawn(line, line in named) for line in lines]

    def action_period(self) -> None:
        """Count another period."""
        self._period = (self._period + 1) % len(_PERIODS)
        self.count()

    def action_compare(self) -> None:
        """Compare by something else."""
        self._by = (self._by + 1) % len(_GROUPINGS)
        self.count()


def _drawn(line: str, is_heading: bool) -> Content:
    """A line of the figures; bars stand out, and headings."""
    if is_heading:
        return Content.styled(line, "bold")
    start = next((at for at, sign in enumerate(line) if sign in SIGNS), -1)
    if start < 0:
        return Content(line)
    stop = max(at for at, sign in enumerate(line) if sign in SIGNS) + 1
    return Content(line).stylize("$accent", start, stop)
