"""Move the user and password of an address to `passes.toml`: they do not belong in the library."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from newsreader.config.credentials import add_credentials
from newsreader.i18n import _

#: The part of an address before its server (RFC 3986, 3.2.1), with the scheme or without.
_USERINFO = re.compile(r"((?:[a-z][a-z0-9+.-]*://)?)([^/?#\s]*)@([^/?#@\s].*)", re.I)


def without_credentials(url: str) -> tuple[str, str, str]:
    """An address without the user and the password in it, and these two ("" where there are none)."""
    match = _USERINFO.fullmatch(url.strip())
    if not match:
        return url, "", ""
    user, _colon, password = match[2].partition(":")
    return match[1] + match[3], unquote(user), unquote(password)


def set_aside(url: str, path: Path, named: str = "") -> tuple[str, str]:
    """Keep the user and the password of an address in the file at `path`, for this address alone (`named`: as it is
    subscribed to, where that is spelt otherwise).

    Returns the address without them, and the sentence that says so ("" where there were none). Raises ConfigError
    where they cannot be kept.
    """
    address, user, password = without_credentials(url)
    if not user and not password:
        return address, ""
    add_credentials(path, named or address, {"user": user, "password": password})
    host = urlsplit(address if "://" in address else f"//{address}").hostname or address
    return address, _("The user and the password for {host} are kept in {path}, which only you can read.").format(
        host=host, path=path
    )
