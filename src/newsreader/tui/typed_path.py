"""Read paths as people type them, and complete them."""

from contextlib import suppress
from pathlib import Path
from threading import Thread

#: Seconds that a folder is given to say what is in it: that of a network that is gone may never do.
PATIENCE = 1.0
#: Who asks a folder that has not answered yet.
_asking: dict[Path, Thread] = {}


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


def complete_path(begun: str) -> str:
    """Complete a path by the first file or folder, in alphabetical order, whose name begins so; "" for none, also where
    its folder does not answer in time."""
    folder, slash, name = begun.rpartition("/")
    names = _names_in(typed_path(f"{folder}/" if slash else "."), name)
    first = next((each for each in names if name or not each.startswith(".")), "")
    return begun + first[len(name) :] if first else ""


def _names_in(folder: Path, begun: str) -> list[str]:
    """The names in a folder that begin so, those of folders with "/". It is asked in a thread that nobody waits for
    when the reader ends."""
    names: list[str] = []

    def ask() -> None:
        with suppress(OSError, ValueError, RuntimeError):
            paths = (path for path in folder.iterdir() if path.name.startswith(begun))
            names.extend(sorted(f"{path.name}/" if path.is_dir() else path.name for path in paths))

    before = _asking.get(folder)
    if before is None or not before.is_alive():
        thread = _asking[folder] = Thread(target=ask, daemon=True)
        thread.start()
        thread.join(PATIENCE)
        if not thread.is_alive():
            _asking.pop(folder, None)
    return names
