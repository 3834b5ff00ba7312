"""What `newsreader refresh` does once it is known that there is something to fetch: with a network and parsers."""

import asyncio
from contextlib import suppress
from datetime import timedelta

from newsreader.cli.context import Context
from newsreader.cli.output import to_stderr
from newsreader.cli.refresh_report import RefreshReport
from newsreader.config import Config
from newsreader.library.fetcher.events import PageFetched, UserMessage
from newsreader.library.fetcher.requests import SendArticle, run_pending_requests
from newsreader.library.maintenance.retention import delete_expired, describe, first_warning, limits_of
from newsreader.library.refresh.ingest import reprocess
from newsreader.library.refresh.prefetch import budget_of
from newsreader.library.refresh.refresher import Refresher, utc_now
from newsreader.library.sharing.services import article_sender
from newsreader.library.workers.pool import WorkerPool
from newsreader.model.errors import BusyError, NetworkUnreachable
from newsreader.store.store import Store

#: Texts that feeds gave, and that are read before the command ends: those of an ordinary refresh.
#: What is beyond is read when it is opened, when the app has time, and by `newsreader quotes`.
_READ_NOW = 100
#: Steps of putting the index of words in order, a few hundredths of a second each.
_TIDIED = 3


async def fetch(
    store: Store,
    context: Context,
    report: RefreshReport,
    by_hand: bool,
    patience: float,
    every: timedelta,
    only: tuple[int, ...],
) -> int:
    """Ask the feeds that are due, those that say nothing of it `every` so often, or of them `only` these numbers;
    returns the exit code. `patience` is for what is due soon, in seconds."""
    settings = context.settings
    async with context.client(store=store) as client, WorkerPool() as parser:
        with report.showing:
            async with Refresher(
                store,
                client.get,
                report.hear,
                parser=parser,
                budget=budget_of(settings),
                patience=patience,
                per_host=settings.requests_per_host,
            ) as refresher:
                try:
                    finished = await refresher.refresh(every, by_hand, only)
                except BusyError as busy:
                    return report.busy(busy)
                if not finished.offline:
                    await _granted(store, refresher, parser, article_sender(store, client, settings))
        await _look_after(store, settings, parser, report, finished.progress.new)
    return report.close(finished)


async def _look_after(store: Store, settings: Config, parser: WorkerPool, report: RefreshReport, new: int) -> None:
    """What could wait until the feeds were read."""
    read = 0 if new else _READ_NOW
    while read < _READ_NOW and (some := await reprocess(store, parser, alert=report.alert)):
        read += some
    limits = limits_of(settings)
    if sentence := first_warning(store, limits, utc_now()):
        to_stderr(sentence)
    elif limits and (gone := delete_expired(store, limits, utc_now())) and not report.quiet:
        print(describe(gone))
    for _step in range(_TIDIED if new else 0):
        if not await asyncio.to_thread(store.index.merge_step):
            break


async def _granted(store: Store, refresher: Refresher, parser: WorkerPool, give: SendArticle) -> None:
    """Do what was asked while there was no network."""
    with suppress(NetworkUnreachable):
        for event in await run_pending_requests(store, refresher, parser, give):
            if isinstance(event, PageFetched) and event.error:
                to_stderr(f"! {event.url}: {event.error}")
            elif isinstance(event, UserMessage):
                to_stderr(f"! {event.sentence}")
