"""A number for a status bar, at the price of a number: nothing is imported that only reading needs."""

import os
import sys

from newsreader.store.quick_count import quick_count


def count_called_like(arguments: "list[str]") -> "int | None":
    """What `newsreader` with these arguments counts, where that is all or all unread articles of a library that is
    there and of this version; else None: the command itself knows what to do."""
    counts = unread = False
    path, waiting = os.environ.get("NEWSREADER_LIBRARY") or "", list(arguments)
    while waiting:
        word = waiting.pop(0)
        if word == "count" and not counts:
            counts = True
        elif word in ("-u", "--unread") and counts:
            unread = True
        elif word == "--library" and waiting:
            path = waiting.pop(0)
        else:
            return None
    if not counts:
        return None
    return quick_count(os.path.expanduser(path or _usual_library()), unread)


def _usual_library() -> str:
    """Where `config.library_path` puts it; written out, because platformdirs takes as long as all the rest."""
    if sys.platform == "darwin":
        return "~/Library/Application Support/newsreader/library.db"
    data = os.environ.get("XDG_DATA_HOME", "").strip() or "~/.local/share"
    return f"{data}/newsreader/library.db"
