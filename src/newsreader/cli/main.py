"""The composition root: parse options, run a command or the app, and turn errors into sentences and exit codes."""

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from newsreader import i18n
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_FAILED, EXIT_OFFLINE, EXIT_OK
from newsreader.cli.parser import command_line
from newsreader.cli.registry import command_module
from newsreader.i18n import _, system_reason
from newsreader.library.files import read_text
from newsreader.model.errors import NetworkUnreachable, NewsreaderError

#: What standard output fails with when its disk is full, broken or over a quota.
_UNWRITABLE = {errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EDQUOT}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `newsreader`; returns the exit code."""
    i18n.speak()
    for stream in (sys.stdout, sys.stderr):
        # A terminal without a locale must not turn an accent into a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = _run(arguments)
        sys.stdout.flush()  # what cannot be written is said here, and not by Python on its way out
        return code
    except NewsreaderError as error:
        print(f"newsreader: {error.sentence}", file=sys.stderr)
        return EXIT_OFFLINE if isinstance(error, NetworkUnreachable) else EXIT_FAILED
    except BrokenPipeError:
        _write_no_more()  # whoever read us has enough
        return EXIT_OK
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        if error.errno not in _UNWRITABLE or error.filename is not None:
            return _crash(error)
        _write_no_more()
        return say_unwritable(error)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is written down
        return _crash(error)


def say_unwritable(error: OSError) -> int:
    """Say that what is printed cannot be written; returns the exit code."""
    sentence = _("The output cannot be written: {error}.").format(error=system_reason(error))
    print(f"newsreader: {sentence}", file=sys.stderr)
    return EXIT_FAILED


def _crash(error: Exception) -> int:
    """Write down what happened."""
    from newsreader.library.crash_report import write_crash_report

    print(f"newsreader: {write_crash_report(error)}", file=sys.stderr)
    return EXIT_FAILED


def _write_no_more() -> None:
    """Nothing that waits to be written may be flushed into what cannot take it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: Sequence[str] | None) -> int:
    options = command_line().parse_args(arguments)
    if options.config:
        if options.command != "config":  # which may be about to write it
            read_text(str(options.config))
        os.environ["NEWSREADER_CONFIG"] = str(options.config.absolute())  # for the fetcher too
    if options.debug:
        os.environ["NEWSREADER_DEBUG"] = options.debug if options.debug == "-" else str(Path(options.debug).absolute())
    context = Context(options.config, options.library)
    if options.command != "doctor":  # which says itself what is wrong with them
        i18n.speak(context.settings.language)
    if options.command:
        return command_module(options.command).run(options, context)
    from newsreader.cli.app import open_reader

    return open_reader(context.settings)
