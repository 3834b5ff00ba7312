"""The settings: one TOML file, every setting with a default."""

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import Field, field, fields
from pathlib import Path
from typing import Any

from newsreader.config.files import read_file, write_file
from newsreader.config.paths import config_path, library_path
from newsreader.i18n import N_, _
from newsreader.model.errors import ConfigError
from newsreader.model.old_names import SETTINGS, renamed
from newsreader.model.values import dataclass


def option(
    default: Any, help: str, least: int = 0, most: int = 0, choices: tuple[str, ...] = (), needs_restart: bool = False
) -> Any:
    """A setting: its default, what it is for, what it may be; `needs_restart` where only the next start knows it."""
    more = {"help": help, "range": (least, most), "choices": choices, "needs_restart": needs_restart}
    return (
        field(default=default, metadata=more)
        if type(default) is not dict
        else field(default_factory=dict, metadata=more)
    )


@dataclass(frozen=True)
class Config:
    """The settings. The names are those of the file; what each is for stands with it.

    `file` (where they were read), `library`, `sites` (the folder beside the file with outlets of one's own),
    `passes` and `passwords` (the files beside it with what subscribers send, and of accounts) are not settings.
    """

    language: str = option(
        "", N_("“fr” or “en”; by default the system's language"), choices=("", "fr", "en"), needs_restart=True
    )
    theme: str = option("", N_("colour theme; by default the one chosen in the reader (t)"))
    ascii: bool = option(False, N_("use ASCII characters only"), needs_restart=True)
    text_width: int = option(72, N_("text width in columns, until < and > change it"), 20, 200)
    hyphenate: bool = option(True, N_("hyphenate in narrow columns"))
    images: str = option(
        "auto",
        N_("images in the text: on (download), auto (draw stored ones, except over ssh), off"),
        choices=("auto", "on", "off"),
    )
    mark_read: str = option(
        "opened",
        N_("when to mark as read: opened, finished, never"),
        choices=("opened", "finished", "never"),
    )
    refresh_minutes: int = option(
        30,
        N_("minutes between automatic refreshes while the reader is open (0: manual only)"),
        0,
        100_000,
        needs_restart=True,
    )
    prefetch_days: int = option(7, N_("prefetch articles published in the last N days"), 0, 36_500)
    prefetch_articles: int = option(500, N_("at most N articles per refresh"), 0, 1_000_000)
    prefetch_megabytes: int = option(200, N_("at most N MB per refresh"), 0, 1_000_000)
    prefetch_images: bool = option(False, N_("download the images of articles too"))
    keep_days: int = option(0, N_("delete articles older than this many days (0: never)"), 0, 36_500)
    keep_articles: int = option(0, N_("delete the oldest when there are more (0: never)"), 0, 1_000_000_000)
    keep_megabytes: int = option(
        0, N_("delete the oldest when the library exceeds this many MB (0: never)"), 0, 1_000_000_000
    )
    sync_folder: str = option(
        "",
        N_("folder synced between your devices (Syncthing, Dropbox, git…)"),
        needs_restart=True,
    )
    sync_minutes: int = option(
        5,
        N_("minutes between automatic syncs while the reader is open (0: manual only)"),
        0,
        100_000,
        needs_restart=True,
    )
    requests_per_host: int = option(2, N_("concurrent requests per host"), 1, 50)
    read_timeout: int = option(30, N_("seconds that a server may say nothing before a request is given up"), 1, 600)
    request_timeout: int = option(60, N_("seconds that a request may take in all"), 1, 3600)
    notify: str = option(
        "terminal",
        N_("how rule alerts are shown, besides the status line"),
        choices=("terminal", "desktop", "none"),
    )
    browser_command: str = option("", N_("command that opens a page (default: the system browser)"))
    copy_command: str = option(
        "", N_("command that copies its standard input, besides the terminal's own clipboard (OSC 52)")
    )
    speech_command: str = option(
        "", N_("command that reads its standard input aloud (default: spd-say, espeak-ng or say)")
    )
    keymap: str = option(
        "newsreader",
        N_("keymap: newsreader, newsboat, vim or emacs"),
        choices=("newsreader", "newsboat", "vim", "emacs"),
        needs_restart=True,
    )
    epub_folder: str = option("", N_("folder for EPUB files (default: current folder)"))
    send: dict[str, Any] = option(
        {}, N_("services to send articles to: one table each, such as “[send.readeck]”, with its server")
    )
    keys: dict[str, str] = option({}, N_('custom keys: action = "key,key"'))
    file: Path = Path()
    library: Path = Path()
    sites: Path = Path()
    passes: Path = Path()
    passwords: Path = Path()


#: The settings, by their names; what is not one is derived.
OPTIONS: dict[str, Field[Any]] = {each.name: each for each in fields(Config) if each.metadata}


def load(path: Path | None = None, library: Path | None = None) -> Config:
    """Read the settings; a missing file means the defaults.

    Raises ConfigError with the file, the setting and what was expected of it.
    """
    path = path or config_path()
    written = read_file(path)
    try:
        raw = tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            _("{path} is not valid TOML: {error}. Correct that line, or move the file away.").format(
                path=path, error=error
            )
        ) from error
    for name, value in raw.items():
        if wrong := _wrong(SETTINGS.get(name, name), value):
            raise ConfigError(f"{path}{_line(written, name)}: {wrong}")
    raw = renamed({name: raw[name] for name in sorted(raw, key=lambda name: name not in SETTINGS)}, SETTINGS)
    return Config(
        **raw,
        file=path,
        library=library or library_path(),
        sites=path.parent / "sites",
        passes=path.parent / "passes.toml",
        passwords=path.parent / "passwords.json",
    )


def line_of(name: str, path: Path) -> str:
    """`:12` where a name is set on line 12 of a settings file, "" where it is not to be found."""
    return _line(read_file(path), name) if path.is_file() else ""


def _line(written: str, name: str) -> str:
    for number, line in enumerate(written.splitlines(), 1):
        if re.match(rf"""\s*(["']?){re.escape(name)}\1\s*=|\s*\[\s*{re.escape(name)}\s*\]""", line):
            return f":{number}"
    return ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A sentence for a name that does not exist: the one that may be meant, or else all that there are."""
    from difflib import get_close_matches  # only a mistake needs it

    known = sorted(known)
    if near := get_close_matches(name, known, 1, 0.6):
        return _("Did you mean “{name}”?").format(name=near[0])
    return _("Valid values: {known}.").format(known=", ".join(known))


def _wrong(name: str, value: object) -> str:
    """Return what is wrong with a setting, as a sentence; "" if nothing is."""
    if name not in OPTIONS:
        return _("unknown setting “{name}”.").format(name=name) + " " + did_you_mean(name, OPTIONS)
    more = OPTIONS[name].metadata
    kind = type(getattr(Config(), name))
    if type(value) is not kind:
        words = {str: _("text"), int: _("a number"), dict: _("a table"), bool: _("true or false")}[kind]
        wrong = _("“{name}” must be {kind}.").format(name=name, kind=words)
        # The names of ready-made keymaps are a setting of their own.
        is_keymap = name == "keys" and value in OPTIONS["keymap"].metadata["choices"]
        meant = " " + _("Did you mean “{name}”?").format(name="keymap") if is_keymap else ""
        return wrong + meant
    least, most = more["range"]
    if isinstance(value, int) and most and not least <= value <= most:
        return _("“{name}” must be between {least} and {most}.").format(name=name, least=least, most=most)
    if more["choices"] and value not in more["choices"]:
        choices = ", ".join(choice or '""' for choice in more["choices"])
        return _("“{name}” must be one of: {choices}.").format(name=name, choices=choices)
    return ""


def as_documented_toml(settings: Config) -> str:
    """A settings file in which every setting is explained; what is not the default is set, the rest a comment."""
    lines = ["# " + _("The settings of newsreader. What begins with # is the default."), ""]
    for name, each in OPTIONS.items():
        lines.append(f"# {_(each.metadata['help'])}")
        if choices := [choice for choice in each.metadata["choices"] if choice]:
            lines.append(f"# {' · '.join(choices)}")
        value = getattr(settings, name)
        if isinstance(value, dict):
            import tomlkit  # only who prints tables needs it

            lines += tomlkit.dumps({name: value}).splitlines() if value else [f"# [{name}]"]
        else:
            lines.append(f"{'# ' if value == getattr(Config(), name) else ''}{name} = {_toml(value)}")
        lines.append("")
    return "\n".join(lines)


def _toml(value: object) -> str:
    if isinstance(value, str) and not re.fullmatch(r"[\w-]+", value, re.ASCII):
        return json.dumps(value, ensure_ascii=False)
    return f'"{value}"' if isinstance(value, str) else json.dumps(value)


def change(path: Path, name: str, value: object) -> Config:
    """Set one thing in the settings file, which keeps its comments; returns the settings as they are then.

    Raises ConfigError, and changes nothing, where the value is not possible or the file cannot be written.
    """
    import tomlkit  # only who changes a setting needs it

    if wrong := _wrong(name, value):
        raise ConfigError(wrong)
    load(path)  # a file that cannot be read is not written over
    document = tomlkit.parse(read_file(path))
    for old in (old for old, new in SETTINGS.items() if new == name):
        document.pop(old, None)
    if value == getattr(Config(), name):
        document.pop(name, None)
    elif name in document or not any(isinstance(each, dict) for each in document.values()):
        document[name] = value
    else:
        # Before the first table: after it, it would be a part of that.
        written = tomlkit.document()
        written.add(name, tomlkit.item(value))
        document = tomlkit.parse(tomlkit.dumps(written) + tomlkit.dumps(document))
    write_file(path, tomlkit.dumps(document))
    return load(path)
