"""Refuse requests to private networks that a feed or a page leads to (OWASP, "Server-Side Request Forgery").

A feed, a redirect or a picture may name any address, also one that answers only to who is behind the
same router. Such an address is asked only where its reader has named that server.
"""

import ipaddress
import socket
from collections.abc import Callable, Iterable
from contextlib import suppress
from urllib.parse import urlsplit
from urllib.request import getproxies

from aiohttp import ThreadedResolver
from aiohttp.abc import AbstractResolver, ResolveResult

_PORTS = {"http": 80, "https": 443}
#: Names that only a network of one's own gives (RFC 6761, 6762, 8375, ICANN's "internal").
_OWN_NAMES = (".localhost", ".local", ".lan", ".home", ".home.arpa", ".internal", ".test")
#: IPv6 that stands for an IPv4 address (RFC 6052).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Server = tuple[str, int]


class PrivateAddressError(OSError):
    """An address in a private network whose host the reader has not named."""


def server_of(url: str) -> Server:
    """Name and port of an address's server; ("", 0) where it has none."""
    with suppress(ValueError):
        parts = urlsplit(url)
        return (parts.hostname or "").lower(), parts.port or _PORTS.get(parts.scheme.lower(), 0)
    return "", 0


def is_inside(address: str) -> bool:
    """Return whether an IP address is of a machine or a network of one's own, or of no single machine at all."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        hidden = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            hidden = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if hidden:
            return is_inside(str(hidden))
    return not ip.is_global or ip.is_multicast


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _proves_itself(url: str) -> bool:
    """Return whether a name means the server that its reader meant, wherever it leads: a certificate shows that, or
    it is no name of the public web, which others could lead elsewhere (DNS rebinding)."""
    host, _port = server_of(url)
    own = "." not in host or host.endswith(_OWN_NAMES) or _is_address(host)
    return own or url.lower().startswith("https://")


class GuardedResolver(AbstractResolver):
    """Resolves host names, and refuses private addresses, except of hosts that the reader has `named`."""

    def __init__(
        self,
        named: Callable[[], Iterable[str]],
        own: Callable[[str], bool] = lambda _server: False,
        remember: Callable[[str], None] = lambda _server: None,
    ) -> None:
        """`own` knows the servers (host:port) that a name given by hand led to before; `remember` is told them."""
        self._named, self._own, self._remember = named, own, remember
        self._by_hand: set[str] = set()
        #: What may be asked, as it was found: to look through all feeds at each request would take longer than they do.
        self._passed: set[tuple[str, str, int]] = set()
        self._lookup: AbstractResolver | None = None
        # Behind a proxy it is the proxy that we ask, and that looks names up.
        self._proxies = {server_of(url if "://" in url else f"http://{url}") for url in getproxies().values()}

    def allow(self, url: str) -> None:
        """The reader has given this address by hand."""
        self._by_hand.add(url)

    def check(self, url: str) -> None:
        """Refuse a numeric address in a private network, since such a one is never looked up. Raises
        PrivateAddressError."""
        host, port = server_of(url)
        if _is_address(host):
            self._pass(host, host, port)

    def _pass(self, host: str, address: str, port: int) -> None:
        if (host, address, port) in self._passed:
            return
        self._judge(host, address, port)
        self._passed.add((host, address, port))

    def _judge(self, host: str, address: str, port: int) -> None:
        if not is_inside(address) or (host, port) in self._proxies:
            return
        server = f"{host}:{port}"
        if any(server_of(url) == (host, port) for url in self._by_hand):
            # Whoever types the address of a machine of their own means that one.
            if not self._own(server):
                self._remember(server)
            return
        named = (url for url in self._named() if server_of(url) == (host, port))
        if not any(_proves_itself(url) or self._own(server) for url in named):
            raise PrivateAddressError(address)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of a name. Raises Inside, and OSError where there are none."""
        self._lookup = self._lookup or ThreadedResolver()
        addresses = await self._lookup.resolve(host, port, family)
        for each in addresses:
            self._pass(host.lower(), each["host"], port)
        return addresses

    async def close(self) -> None:
        """Do nothing: no connection is held."""
