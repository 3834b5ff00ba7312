"""The log of decisions and their reasons, in a file of the state folder; more of it with `--debug`.

Each package has a logger of its name (`newsreader.fetch`, `newsreader.library.refresh`). Messages name feeds and
articles by their numbers and servers by their hosts; what an address holds besides is removed here, whoever logs it.
Nothing logs what an article says.
"""

import logging
import os
import re
import stat
import sys
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from newsreader.config import logs_path

#: What `--debug` sets, for the fetcher too: a file, or "-" for standard error.
VARIABLE = "NEWSREADER_DEBUG"
#: Bytes of a log file, and how many older ones are kept beside it.
_SIZE, _OLDER = 1_000_000, 2
_FORMAT = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"
_ADDRESS = re.compile(r"(?i)\b([a-z][a-z0-9+.-]*://)(?:[^\s/?#]*@)?([^\s/?#\"'<>«»“”]*)([^\s\"'<>«»“”]*)")


def configure_log(name: str) -> None:
    """Log to the file `name` of the state folder and, with `--debug`, where that says. Call it once, at the start of a
    process; where the file cannot be written, nothing is logged."""
    logger = logging.getLogger("newsreader")
    if logger.handlers:
        return
    debug = os.environ.get(VARIABLE, "")
    logger.setLevel(logging.DEBUG if debug else logging.INFO)
    with suppress(OSError):
        logger.addHandler(_prepared(_PrivateFileHandler(log_file(name))))
    if debug == "-":
        logger.addHandler(_prepared(logging.StreamHandler(sys.stderr)))
    elif debug:
        with suppress(OSError):
            logger.addHandler(_prepared(_PrivateFileHandler(Path(debug))))


def log_file(name: str) -> Path:
    """Return where the log of this name is."""
    return logs_path() / f"{name}.log"


def _prepared(handler: logging.Handler) -> logging.Handler:
    handler.setFormatter(_RedactingFormatter(_FORMAT))
    return handler


class _RedactingFormatter(logging.Formatter):
    """Reduces addresses to scheme and host: paths and queries may hold keys."""

    def format(self, record: logging.LogRecord) -> str:
        return _ADDRESS.sub(
            lambda match: match[1] + match[2] + ("/…" if match[3].strip("/.,;:") else ""), super().format(record)
        )


class _PrivateFileHandler(RotatingFileHandler):
    """A log file that only its owner can read; follows to the new file when another process has rotated it."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        super().__init__(path, maxBytes=_SIZE, backupCount=_OLDER, encoding="utf-8", errors="backslashreplace")

    def _open(self) -> Any:
        return open(
            self.baseFilename,
            "a",
            encoding=self.encoding,
            errors=self.errors,
            opener=lambda name, flags: os.open(name, flags, 0o600),
        )

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; a full disk loses it, and nothing else."""
        with suppress(OSError, ValueError):
            if self.stream and not _is_the_same(self.stream.fileno(), self.baseFilename):
                self.stream.close()
                self.stream = self._open()
        super().emit(record)

    def shouldRollover(self, _record: logging.LogRecord) -> int:  # noqa: N802 - the name is logging's
        """Return whether the file is full; logging's own would format each line twice to know it to the byte."""
        if self.stream is None:
            return False
        opened = os.fstat(self.stream.fileno())
        return stat.S_ISREG(opened.st_mode) and opened.st_size >= self.maxBytes

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is logging's
        """Ignore the error: the screen may be in use."""


def _is_the_same(descriptor: int, path: str) -> bool:
    try:
        file, opened = os.stat(path), os.fstat(descriptor)  # noqa: PTH116 - for each line of a log
    except FileNotFoundError:
        return False
    return (file.st_dev, file.st_ino) == (opened.st_dev, opened.st_ino)
