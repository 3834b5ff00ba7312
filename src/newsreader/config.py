"""Where things lie, and what the user has set: one TOML file, every setting with a default."""

import os
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import platformdirs

from newsreader.i18n import _
from newsreader.model.errors import ConfigError

#: What is derived, and not set.
_PLACES = ("file", "library", "sites", "passes")
#: What a number may be.
_RANGES = {
    "measure": (20, 200),
    "refresh_minutes": (0, 100_000),
    "prefetch_days": (0, 36_500),
    "prefetch_articles": (0, 1_000_000),
    "prefetch_megabytes": (0, 1_000_000),
    "keep_days": (0, 36_500),
    "keep_articles": (0, 1_000_000_000),
    "keep_megabytes": (0, 1_000_000_000),
    "requests_per_host": (1, 50),
}


#: What a word may be.
_CHOICES = {"read_when": ("opened", "finished", "never"), "notify": ("terminal", "desktop", "none")}


@dataclass(frozen=True)
class Config:
    """The settings. The names are those of the file.

    language: "fr" or "en", "" follows the locale · theme: a theme's name · measure: the width of
    the text column, in cells · read_when: an article counts as read when it is "opened", when its end
    has been seen ("finished"), or "never" by itself · refresh_minutes: how old a feed may grow before
    the app asks again, 0 for never by itself · prefetch_days, prefetch_articles, prefetch_megabytes:
    how much is fetched ahead in one refresh · prefetch_images: pictures too · keep_days, keep_articles,
    keep_megabytes: what is beyond is let go, 0 for never · requests_per_host: how many
    at a time, for a server of one's own · notify: how alerts are told beside the status line, by the
    "terminal", on the "desktop", or "none" · browser, copy: commands, "" for the system's · keys:
    action = keys.
    `file` (where they were read), `library`, `sites` (the folder beside the file with outlets of one's own)
    and `passes` (the file beside it with what subscribers send) are not settings.
    """

    language: str = ""
    theme: str = ""
    measure: int = 72
    read_when: str = "opened"
    refresh_minutes: int = 30
    prefetch_days: int = 7
    prefetch_articles: int = 500
    prefetch_megabytes: int = 200
    prefetch_images: bool = False
    keep_days: int = 0
    keep_articles: int = 0
    keep_megabytes: int = 0
    requests_per_host: int = 2
    notify: str = "terminal"
    browser: str = ""
    copy: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    file: Path = Path()
    library: Path = Path()
    sites: Path = Path()
    passes: Path = Path()


def library_path() -> Path:
    """The library file: `$NEWSREADER_LIBRARY`, or in the platform's place for data."""
    named = os.environ.get("NEWSREADER_LIBRARY")
    return Path(named).expanduser() if named else platformdirs.user_data_path("newsreader") / "library.db"


def config_path() -> Path:
    """The settings file: `$NEWSREADER_CONFIG`, or in the platform's place for settings."""
    named = os.environ.get("NEWSREADER_CONFIG")
    return Path(named).expanduser() if named else platformdirs.user_config_path("newsreader") / "config.toml"


def pictures_path() -> Path:
    """Where pictures of the library are put while another program shows them."""
    return platformdirs.user_cache_path("newsreader") / "pictures"


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
    kinds = {f.name: type(getattr(Config(), f.name)) for f in fields(Config) if f.name not in _PLACES}
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
                    path=path,
                    name=name,
                    kind={"str": "text", "int": "number", "dict": "table", "bool": "true or false"}[
                        kinds[name].__name__
                    ],
                )
            )
    for name, (least, most) in _RANGES.items():
        if not least <= raw.get(name, least) <= most:
            raise ConfigError(
                _("{path}: “{name}” should be between {least} and {most}.").format(
                    path=path, name=name, least=least, most=most
                )
            )
    for name, choices in _CHOICES.items():
        if raw.get(name, choices[0]) not in choices:
            raise ConfigError(
                _("{path}: “{name}” should be one of: {choices}.").format(
                    path=path, name=name, choices=", ".join(choices)
                )
            )
    return Config(**raw, file=path, library=library, sites=path.parent / "sites", passes=path.parent / "passes.toml")


def load_passes(path: Path) -> dict[str, dict[str, Any]]:
    """What subscribers send: {server or address: {user, password, cookie, headers}}; a missing file is none.

    Raises ConfigError, also where others than its owner can read the file.
    """
    try:
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise ConfigError(
                _("{path} holds passwords, and others can read it: “chmod 600 {path}” mends that.").format(path=path)
            )
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(_("{path} cannot be read: {error}.").format(path=path, error=error)) from error
    except tomllib.TOMLDecodeError as error:
        # The error of the parser would quote what is there.
        raise ConfigError(
            _("{path} is not valid TOML. Correct it, or move the file away.").format(path=path)
        ) from error
    kinds = {"user": str, "password": str, "cookie": str, "headers": dict}
    for name, one in raw.items():
        if not isinstance(one, dict) or any(type(value) is not kinds.get(key) for key, value in one.items()):
            raise ConfigError(
                _("{path}, [{name}]: what can be there is user, password, cookie, and a table of headers.").format(
                    path=path, name=name
                )
            )
    return raw
