"""The fast path of `newsreader count`, for status bars: it imports neither argparse nor the library."""

import os
import sys

from newsreader.store.quick_count import quick_count


def try_quick_count(arguments: "list[str]") -> "int | None":
    """Count all or all unread articles, if these arguments ask for just that and the library exists in this version;
    else None, and the ordinary command runs."""
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
            if not path.strip():
                return None  # which is answered by a sentence
        else:
            return None
    if not counts:
        return None
    return quick_count(os.path.expanduser(path or _default_library()), unread)


def _default_library() -> str:
    """Return where `library_path` puts it; written out, because platformdirs takes as long as all the rest."""
    if sys.platform == "darwin":
        return "~/Library/Application Support/newsreader/library.db"
    data = os.environ.get("XDG_DATA_HOME", "").strip() or "~/.local/share"
    return f"{data}/newsreader/library.db"
