"""Crash reports: an unexpected error is written to a file that the reader may send or not."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from newsreader import __version__
from newsreader.config import crashes_path
from newsreader.i18n import _

#: Reports that are kept.
_MOST = 10
#: Packages whose versions a maintainer asks for first.
_NAMED = ("textual", "feedparser", "beautifulsoup4", "lxml", "aiohttp")


def write_crash_report(error: BaseException) -> str:
    """Write a report for its reader alone, and say where it is."""
    if path := write_crash_report_file(error):
        return _(
            "newsreader crashed. A report was written to {path}; nothing was sent. You may send it "
            "to the maintainers. Your library is intact."
        ).format(path=path)
    return _("newsreader crashed, and its report could not be written to {path}. Your library is intact.").format(
        path=crashes_path()
    )


def fault_sentence(fault: Exception, url: str) -> str:
    """Say that a page or a feed could not be processed because of a bug, of which a report is written."""
    path = write_crash_report_file(fault)
    if path is None:
        return _("newsreader could not process {url}. Please report this.").format(url=url)
    return _("newsreader could not process {url}. Please report this, with {path}.").format(url=url, path=path)


def write_crash_report_file(error: BaseException) -> Path | None:
    """Write down what happened; None where that cannot be done."""
    import platform  # nobody waits for these before there is something to report
    import traceback
    from importlib.metadata import version

    folder = crashes_path()
    lines = [
        f"newsreader {__version__}, Python {platform.python_version()}, {platform.platform()}",
        ", ".join(f"{name} {version(name)}" for name in _NAMED),
        f"TERM={os.environ.get('TERM', '')} LANG={os.environ.get('LANG', '')}",
        "",
        # Without the values of variables: what its reader reads is nobody's business.
        *traceback.format_exception(error),
    ]
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.getpid()}.txt"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", errors="replace") as file:
            file.write("\n".join(lines))
        for old in sorted(folder.glob("*.txt"))[:-_MOST]:
            old.unlink(missing_ok=True)
        return path
    return None
