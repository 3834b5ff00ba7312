"""Opening the reader: on the full screen, or where there is none, the list in plain text."""

import gc
import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsreader import config
from newsreader.cli.output import EXIT_OK, print_headlines
from newsreader.i18n import _
from newsreader.model.errors import Damaged

if TYPE_CHECKING:
    from newsreader.library.reading import Library


def open_reader(settings: config.Config) -> int:
    """Run the reader until it is left; returns the exit code."""
    # Nothing of what is imported now becomes garbage, and looking for it would take a twelfth of the start:
    # the app begins again to look once its first screen is there.
    gc.disable()
    # What a key changes in two places comes in two frames: Textual's sixty a second make the second one late.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    library = _library(settings)
    try:
        if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM", "dumb") in ("dumb", ""):
            return _print_unread(library)
        from newsreader.tui.terminal import Background

        background = None if settings.theme or library.setting("theme") else Background()
        from newsreader.tui.app import NewsreaderApp

        app = NewsreaderApp(library, settings, on_light=background is not None and background.light())
        app.run()
        return app.return_code or EXIT_OK
    finally:
        library.close()


def _library(settings: config.Config) -> "Library":
    """The library; a damaged one is mended first, with what could be read of it."""
    from newsreader.library.reading import Library

    try:
        return Library(settings.library)
    except Damaged:
        from newsreader.library.mending import opened

        return opened(settings.library, datetime.now(UTC), lambda words: print(words, file=sys.stderr, flush=True))


def _print_unread(library: "Library") -> int:
    """What there is to read, where no full screen can be: and how to read it."""
    from newsreader.model.scope import Scope

    print_headlines(library, library.headlines(Scope(unread=True)), as_json=False)
    print(
        _("“newsreader read” reads line by line, “newsreader show NUMBER” one article, “newsreader --help” tells all.")
    )
    return EXIT_OK
