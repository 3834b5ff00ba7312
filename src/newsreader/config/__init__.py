"""Paths, settings, and what is sent to servers that know the reader: files of one's own that people may edit."""

from newsreader.config.paths import config_path, crashes_path, library_path, logs_path, pictures_path
from newsreader.config.settings import (
    OPTIONS,
    Config,
    as_documented_toml,
    change,
    did_you_mean,
    line_of,
    load,
)

__all__ = [
    "OPTIONS",
    "Config",
    "as_documented_toml",
    "change",
    "config_path",
    "crashes_path",
    "did_you_mean",
    "library_path",
    "line_of",
    "load",
    "logs_path",
    "pictures_path",
]
