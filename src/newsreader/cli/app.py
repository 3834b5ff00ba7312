"""Start the app in full screen or, where that is not possible, print the list as plain text."""

import gc
import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsreader import config
from newsreader.cli.context import warn_of_empty_file
from newsreader.cli.output import EXIT_OK, print_headlines
from newsreader.i18n import _
from newsreader.model.errors import CorruptLibraryError

if TYPE_CHECKING:
    from newsreader.library.core import Library


def open_reader(settings: config.Config) -> int:
    """Run the reader until it is left; returns the exit code."""
    # Nothing of what is imported now becomes garbage, and looking for it would take a twelfth of the start:
    # once its first screen is there, the app sees to it (`tui.garbage`).
    gc.disable()
    # What a key changes in two places comes in two frames: Textual's sixty a second make the second one late.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    warning = warn_of_empty_file(settings.library)
    library = _library(settings)
    try:
        if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM", "dumb") in ("dumb", ""):
            return _print_unread(library)
        from newsreader.tui.terminal import Background

        background = None if settings.theme or library.state("theme") else Background()
        from newsreader.tui.lean_textual import import_textual

        import_textual()
        from newsreader.tui.app import NewsreaderApp

        on_light = background is not None and background.light()
        app = NewsreaderApp(library, settings, on_light=on_light, warning=warning)
        app.run()
        return app.return_code or EXIT_OK
    finally:
        library.close()


def _library(settings: config.Config) -> "Library":
    """The library; a damaged one is recovered first, with what could be read of it."""
    from newsreader.library.core import Library

    try:
        return Library(settings.library)
    except CorruptLibraryError:
        from newsreader.library.open_or_recover import open_or_recover

        return open_or_recover(
            settings.library, datetime.now(UTC), lambda words: print(words, file=sys.stderr, flush=True)
        )


def _print_unread(library: "Library") -> int:
    """Return what there is to read, where no full screen can be: and how to read it."""
    from newsreader.model.article_filter import ArticleFilter

    library.subscriptions.begin()
    print_headlines(library, library.headlines(ArticleFilter(unread=True)), as_json=False)
    print(
        _("“newsreader read” reads line by line, “newsreader show NUMBER” prints one article; see “newsreader --help”.")
    )
    return EXIT_OK
