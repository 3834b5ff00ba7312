"""Credentials for servers and sharing services: `passes.toml`, beside the settings."""

import tomllib
from pathlib import Path
from typing import Any

from newsreader.config.files import read_file, read_private, write_file
from newsreader.i18n import _
from newsreader.model.errors import ConfigError


def load_passes(path: Path) -> dict[str, dict[str, Any]]:
    """Return what subscribers send: {server or address: {user, password, cookie, headers}}; a missing file is none.

    Raises ConfigError, also where others than its owner can read the file.
    """
    try:
        raw = tomllib.loads(read_private(path))
    except tomllib.TOMLDecodeError as error:
        # The error of the parser would quote what is there.
        raise ConfigError(
            _("{path} is not valid TOML. Correct it, or move the file away.").format(path=path)
        ) from error
    kinds = {"user": str, "password": str, "cookie": str, "headers": dict}
    of_services = dict.fromkeys(("user", "password", "token", "client_id", "client_secret"), str)
    for name, section in raw.items():
        known = of_services if name.startswith("send.") else kinds
        if not isinstance(section, dict) or any(type(value) is not known.get(key) for key, value in section.items()):
            raise ConfigError(
                _("{path}, [{name}]: valid keys are {known}.").format(path=path, name=name, known=", ".join(known))
            )
    return raw


def add_credentials(path: Path, name: str, values: dict[str, str]) -> None:
    """Add what is sent to a server or for an address (`name`) to the file; what else stands there stays.

    Raises ConfigError where the file cannot be read or written.
    """
    import tomlkit  # only who keeps something needs it

    load_passes(path)  # a file that cannot be read is not written over
    document = tomlkit.parse(read_file(path))
    document[name] = {**document.get(name, {}), **values}
    write_file(path, tomlkit.dumps(document), private=True)
