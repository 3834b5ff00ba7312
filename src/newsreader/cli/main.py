"""The composition root: options, then settings, then a library, then the app or a command."""

import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader import config, i18n
from newsreader.cli.options import parser
from newsreader.library.outlets import know_own
from newsreader.model.errors import NewsreaderError

if TYPE_CHECKING:
    from newsreader.library.reading import Library


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `newsreader`; returns the exit code."""
    i18n.speak()
    for stream in (sys.stdout, sys.stderr):
        # A terminal without a locale must not turn an accent into a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        options = parser().parse_args(arguments)
        if options.config:
            os.environ["NEWSREADER_CONFIG"] = str(options.config.absolute())  # for the fetcher too
        if options.command == "doctor":
            from newsreader.cli.doctor import doctor

            return doctor(options.config, options.library, options.offline, options.repair)
        settings = config.load(options.config, options.library)
        i18n.speak(settings.language)
        for sentence in know_own(settings.sites):
            print(f"newsreader: {sentence}", file=sys.stderr)
        if options.command is None:
            return _read(settings)
        if options.command == "count" and not options.words:
            from newsreader.library.counting import count  # a status bar asks often

            print(count(settings.library, options.unread))
            return 0
        from newsreader.cli import commands

        return commands.run(options, settings)
    except NewsreaderError as error:
        print(f"newsreader: {error.sentence}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read us has enough. Nothing more may be flushed into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - whatever it is, it is written down
        from newsreader.library.crashing import stopped

        print(f"newsreader: {stopped(error)}", file=sys.stderr)
        return 2


def _mended(settings: config.Config) -> "Library":
    """The library that was damaged, with what could be read of it."""
    from datetime import UTC, datetime

    from newsreader.library.mending import opened

    return opened(settings.library, datetime.now(UTC), lambda words: print(words, file=sys.stderr, flush=True))


def _read(settings: config.Config) -> int:
    """The full-screen reader, or where there is no screen for it, the list in plain text."""
    # Nothing of what is imported now becomes garbage, and looking for it would take a twelfth of the start:
    # the app begins again to look once its first screen is there.
    gc.disable()
    # What a key changes in two places comes in two frames: Textual's sixty a second make the second one late.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    from newsreader.library.reading import Library
    from newsreader.model.errors import Damaged

    try:
        library = Library(settings.library)
    except Damaged:
        library = _mended(settings)
    try:
        if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM", "dumb") in ("dumb", ""):
            from newsreader.cli import commands

            return commands.plain_list(library)
        from newsreader.tui.terminal import Background

        background = None if settings.theme or library.setting("theme") else Background()
        from newsreader.tui.app import NewsreaderApp

        app = NewsreaderApp(library, settings, on_light=background is not None and background.light())
        app.run()
        return app.return_code or 0
    finally:
        library.close()
