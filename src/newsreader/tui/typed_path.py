"""Read paths as people type them."""

from contextlib import suppress
from pathlib import Path


def typed_path(words: str) -> Path:
    """A path as it was typed. "~" is one's own folder; the name of nobody after it stays as it is."""
    path = Path(words.replace("\0", ""))
    with suppress(RuntimeError):
        return path.expanduser()
    return path


def is_file(path: Path) -> bool:
    """Return whether there is such a file; not where no file could be called so."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
