"""The main loop of a worker process: `python -m newsreader.library.workers.process`, or a fork of the process that has
the jobs. It ends when its input does."""

import gc
import os
import pickle
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from newsreader.config import config_path
from newsreader.i18n import speak
from newsreader.library.user_sites import load_user_sites
from newsreader.library.workers.jobs import AnyJob
from newsreader.library.workers.tasks import run_job

#: Bytes of memory that a worker may take: a page of many megabytes fits, a bomb does not.
MEMORY = 2_000_000_000


def _limit_resources() -> None:
    """The limits that the system holds us to, where it knows them."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        pass


def _try_job(job: AnyJob) -> tuple[bool, Any]:
    try:
        return True, run_job(job)
    except Exception as error:  # noqa: BLE001 - it is raised again where it was asked for
        return False, error


def _serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more."""
    _limit_resources()
    load_user_sites(config_path().parent / "sites")
    # A document is thousands of values that go together: to look for circles among each few hundred of them, as Python
    # does by itself, is a tenth of the work.
    gc.set_threshold(50_000, 20, 20)
    while size := requests.read(8):
        good, value = _try_job(pickle.loads(requests.read(int.from_bytes(size, "little"))))
        try:
            answer = pickle.dumps((good, value), pickle.HIGHEST_PROTOCOL)
        except Exception as error:  # noqa: BLE001 - an exception of a library that cannot travel
            answer = pickle.dumps((False, ValueError(f"{type(value).__name__}: {value} ({error})")))
        answers.write(len(answer).to_bytes(8, "little") + answer)
        answers.flush()


def main() -> None:
    """Work on standard input and output."""
    speak()
    # What a library prints must not come between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _serve(sys.stdin.buffer, answers)


def _close_others(*ours: int) -> None:
    """Close what the other process has open but its standard streams and `ours`: a lock of it (`flock`) would last as
    long as this copy."""
    for number in [int(entry.name) for entry in Path("/proc/self/fd").iterdir()]:
        if number > 2 and number not in ours:
            with suppress(OSError):  # the listing had one too
                os.close(number)


def run_forked(requests: int, answers: int) -> NoReturn:
    """Work on two pipes, in a fork of another process: nothing of that one is touched or cleaned up."""
    try:
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        _close_others(requests, answers)
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nothing, stream)
        _serve(os.fdopen(requests, "rb"), os.fdopen(answers, "wb"))
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
