"""Open a library that cannot be written: on a read-only medium, or somebody else's."""

from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.i18n import _, system_reason
from newsreader.model.errors import LibraryError

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory


def copy_with_log(path: Path) -> "TemporaryDirectory[str] | None":
    """Return what was written last may lie in the log beside the file, which SQLite does not read where it cannot
    write: a copy of the two, for as long as the folder is kept. None where there is nothing in the log. Raises
    LibraryError."""
    log = path.with_name(f"{path.name}-wal")
    try:
        if not log.exists() or not log.stat().st_size:
            return None
        import shutil  # rarely, and not at every start
        from tempfile import TemporaryDirectory

        folder = TemporaryDirectory(prefix="newsreader-")
        for file in (path, log):
            shutil.copyfile(file, Path(folder.name) / file.name)
        return folder
    except OSError as error:
        raise LibraryError(
            _(
                "The library {path} cannot be written, and what was written last, in {log}, cannot be read there: "
                "{error}. Copy both files to another place and open them with --library."
            ).format(path=path, log=log.name, error=system_reason(error))
        ) from error
