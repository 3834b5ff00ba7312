"""Where things lie, and what the user has set: one TOML file, every setting with a default."""

import os
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import platformdirs

from newsreader.i18n import _
from newsreader.model.errors import ConfigError


@dataclass(frozen=True)
class Config:
    """The settings. The names are those of the file.

    language: "fr" or "en", "" follows the locale · theme: a theme's name · measure: the width of
    the text column, in cells · refresh_minutes: how old a feed may grow before the app asks again,
    0 for never by itself · browser, copy: commands, "" for the system's · keys: action = keys.
    `library` and `sites` (the folder beside the file with outlets of one's own) are not settings.
    """

    language: str = ""
    theme: str = ""
    measure: int = 72
    refresh_minutes: int = 30
    browser: str = ""
    copy: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    library: Path = Path()
    sites: Path = Path()


def library_path() -> Path:
    """The library file: `$NEWSREADER_LIBRARY`, or in the platform's place for data."""
    named = os.environ.get("NEWSREADER_LIBRARY")
    return Path(named).expanduser() if named else platformdirs.user_data_path("newsreader") / "library.db"


def config_path() -> Path:
    """The settings file: `$NEWSREADER_CONFIG`, or in the platform's place for settings."""
    named = os.environ.get("NEWSREADER_CONFIG")
    return Path(named).expanduser() if named else platformdirs.user_config_path("newsreader") / "config.toml"


def load(path: Path | None = None, library: Path | None = None) -> Config:
    """Read the settings; a missing file means the defaults.

    Raises ConfigError with the file, the setting and what was expected of it.
    """
    path = path or config_path()
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raw = {}
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(_("{path} cannot be read: {error}.").format(path=path, error=error)) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            _("{path} is not valid TOML: {error}. Correct that line, or move the file away.").format(
                path=path, error=error
            )
        ) from error
    return _checked(raw, path, library or library_path())


def _checked(raw: dict[str, Any], path: Path, library: Path) -> Config:
    kinds = {f.name: type(getattr(Config(), f.name)) for f in fields(Config) if f.name not in ("library", "sites")}
    for name, value in raw.items():
        if name not in kinds:
            raise ConfigError(
                _("{path}: there is no setting “{name}”. The settings are: {known}.").format(
                    path=path, name=name, known=", ".join(sorted(kinds))
                )
            )
        if type(value) is not kinds[name]:
            raise ConfigError(
                _("{path}: “{name}” should be a {kind}.").format(
                    path=path, name=name, kind={"str": "text", "int": "number", "dict": "table"}[kinds[name].__name__]
                )
            )
    if not 20 <= raw.get("measure", 72) <= 200:
        raise ConfigError(_("{path}: “measure” should be between 20 and 200.").format(path=path))
    return Config(**raw, library=library, sites=path.parent / "sites")
