"""The files beside the settings: read whole, written whole or not at all; the private ones for their owner alone."""

import os
from pathlib import Path

from newsreader.i18n import _, system_reason
from newsreader.model.errors import ConfigError


def read_file(path: Path) -> str:
    """The text of a settings file; a missing one is empty. Raises ConfigError."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise ConfigError(_("{path} is not in UTF-8. Save it in that encoding.").format(path=path)) from error
    except OSError as error:
        raise ConfigError(_("{path} cannot be read: {error}.").format(path=path, error=system_reason(error))) from error


def write_file(path: Path, text: str, private: bool = False) -> None:
    """Write a settings file, whole or not at all; `private`: for its owner alone. Raises ConfigError."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        mode = 0o600 if private else 0o666
        with open(beside, "w", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            file.write(text)
        beside.replace(path)
    except OSError as error:
        raise ConfigError(
            _("{path} cannot be written: {error}.").format(path=path, error=system_reason(error))
        ) from error


def read_private(path: Path) -> str:
    """Return what stands in a file with passwords; a missing one is empty. Raises ConfigError, also where others than
    its owner can read it."""
    try:
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise ConfigError(
                _("{path} contains passwords and is readable by others. Run: chmod 600 {path}").format(path=path)
            )
    except OSError:
        pass  # reading it says what is wrong
    return read_file(path)
