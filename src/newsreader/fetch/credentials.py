"""Credentials of sites, sent only to the server they are for."""

import base64
from collections.abc import Mapping
from dataclasses import field
from urllib.parse import urlsplit

from newsreader.model.values import dataclass


@dataclass(frozen=True)
class Credential:
    """A user name and password for one feed or server. `repr` shows neither."""

    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    cookie: str = field(default="", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    def sent(self) -> dict[str, str]:
        """Return the headers: user and password as RFC 7617 has them."""
        sent = dict(self.headers)
        if self.user or self.password:
            sent["Authorization"] = "Basic " + base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        if self.cookie:
            sent["Cookie"] = self.cookie
        return sent


class Credentials:
    """The reader's credentials: for a host ("presse.example"), or for the address of a feed."""

    def __init__(self, passes: Mapping[str, Credential]) -> None:
        self._passes = dict(passes)

    def headers(self, at: str, asked: str) -> dict[str, str]:
        """Return the headers to send to the address `at`, to which a request for `asked` has led."""
        target, first = urlsplit(at), urlsplit(asked)
        credential = self._passes.get((target.hostname or "").lower()) or self._passes.get(target.netloc.lower())
        if (target.scheme, target.netloc) == (first.scheme, first.netloc):
            credential = self._passes.get(asked) or credential
        return credential.sent() if credential else {}


NO_ACCESS = Credentials({})
