"""Paths: the platform's folders, or what the environment names in place of them."""

import os
from pathlib import Path

import platformdirs


def library_path() -> Path:
    """The library file: `$NEWSREADER_LIBRARY`, or in the platform's place for data."""
    named = os.environ.get("NEWSREADER_LIBRARY")
    return Path(named).expanduser() if named else platformdirs.user_data_path("newsreader") / "library.db"


def config_path() -> Path:
    """The settings file: `$NEWSREADER_CONFIG`, or in the platform's place for settings."""
    named = os.environ.get("NEWSREADER_CONFIG")
    return Path(named).expanduser() if named else platformdirs.user_config_path("newsreader") / "config.toml"


def pictures_path() -> Path:
    """The folder that pictures of the library are put in while another program shows them."""
    return platformdirs.user_cache_path("newsreader") / "pictures"


def crashes_path() -> Path:
    """The folder of crash reports."""
    return platformdirs.user_state_path("newsreader") / "crashes"


def logs_path() -> Path:
    """The folder of logs: those of commands and of the fetcher."""
    return platformdirs.user_state_path("newsreader") / "log"
