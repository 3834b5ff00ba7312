"""`newsreader import`, and `restore`."""

import sys
from datetime import datetime
from pathlib import Path

from newsreader.cli.commands import OK, PARTLY
from newsreader.config import Config
from newsreader.i18n import _, plural
from newsreader.model.errors import NewsreaderError


def import_file(settings: Config, file: str) -> int:
    """Take in a library that was exported, or subscribe to what a list names; "-" is standard input."""
    from newsreader.library.transferring import is_library
    from newsreader.store.restoring import MAGIC

    try:
        with sys.stdin.buffer if file == "-" else Path(file).open("rb") as stream:
            if is_library(stream.peek(64)):  # type: ignore[union-attr]
                from newsreader.cli.transferring import take_in

                return take_in(settings.library, (line.decode("utf-8", "replace") for line in stream))
            data = stream.read()
    except OSError as error:
        raise NewsreaderError(_("{path} cannot be read: {error}.").format(path=file, error=error.strerror)) from error
    if data.startswith(MAGIC):
        raise NewsreaderError(
            _("{path} is a copy of a library: “newsreader restore {path}” puts it in the place of yours.").format(
                path=file
            )
        )
    return _import_list(settings, data)


def _import_list(settings: Config, data: bytes) -> int:
    from newsreader.library.importing import import_list
    from newsreader.store.store import Store

    store = Store(settings.library)
    try:
        done = import_list(store, data, settings.passes)
    finally:
        store.close()
    for line in done.left:
        print(_("Left out, because it is no feed: {line}").format(line=line), file=sys.stderr)
    for sentence in done.said:
        print(sentence)
    new, known, left = done.new, done.known, len(done.left)
    print(
        plural("{n} feed added", "{n} feeds added", new).format(n=new)
        + (plural(", {n} was there already", ", {n} were there already", known).format(n=known) if known else "")
        + (plural(", {n} left out", ", {n} left out", left).format(n=left) if left else "")
        + ". "
        + (_("“newsreader refresh” fetches them.") if new else "")
    )
    if done.searches:
        words = plural(
            "{n} search was saved (“newsreader searches”).",
            "{n} searches were saved (“newsreader searches”).",
            done.searches,
        )
        print(words.format(n=done.searches))
    if done.broken:
        print(_("The file breaks off: what it names up to there was taken."), file=sys.stderr)
    return PARTLY if done.left or done.broken else OK


def restore(library: Path, copy: Path) -> int:
    """Put a copy that “backup” made in the place of the library."""
    from newsreader.store import restoring

    old = restoring.restore(library, copy, datetime.now())
    print(_("The library is what {path} was.").format(path=copy))
    if old:
        print(_("What it was before is in {path}.").format(path=old))
    return OK
