"""Run the refresh of `newsreader refresh`; imported only when feeds are due, since it imports network code and
parsers."""

from contextlib import suppress

from newsreader.cli.refresh_report import RefreshReport
from newsreader.config import Config
from newsreader.library.fetcher.session import open_session
from newsreader.library.messages.requests import Refresh
from newsreader.model.errors import BusyError, NetworkUnreachable

#: Texts that feeds gave are read when they are opened, when the app has time, and by `newsreader quotes`: nobody waits
#: for that here, unless a rule asks who is quoted in them. Then so many times 20 are read before the command ends.
_STEPS = 8


async def fetch(settings: Config, report: RefreshReport, request: Refresh, patience: float) -> int:
    """Refresh what a request is about, then do what waited for the network; returns the exit code. `patience` is for
    what is due soon, in seconds."""
    async with open_session(settings, report.hear, patience) as session:
        with report.showing:
            try:
                finished = await session.refresh(request)
            except BusyError as busy:
                return report.busy(busy)
            if not finished.offline:
                with suppress(NetworkUnreachable):
                    await session.run_pending()
        await session.catch_up(_STEPS if session.rules_need_quotations() else 0)
    return report.close(finished)
