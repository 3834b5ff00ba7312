"""Requests to other people's servers: bounded in time, size and number, and honest about who asks."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import MappingProxyType, TracebackType
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

import aiohttp
from yarl import URL

from newsreader import __version__
from newsreader.fetch.access import NO_ACCESS, Access
from newsreader.fetch.inside import Gate, Inside
from newsreader.i18n import _
from newsreader.model.errors import FetchError, Unreachable
from newsreader.model.text import clean_line

#: Seconds that a request may last in all, redirects and a dripping body included.
LONGEST = 15.0
#: And a call of a server of one's own, which may fetch a feed before it answers.
CALL_LONGEST = 60.0
NO_HEADERS: Mapping[str, str] = MappingProxyType({})
#: Requests at a time: to one host, and to all.
PER_HOST, AT_ONCE = 2, 64
#: Redirects that are followed for one request.
_HOPS = 8
FEED_LIMIT, PAGE_LIMIT, IMAGE_LIMIT = 20_000_000, 8_000_000, 4_000_000
ACCEPT_FEED = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1"
)
ACCEPT_PAGE = "text/html, application/xhtml+xml, */*;q=0.1"
ACCEPT_IMAGE = "image/avif, image/webp, image/png, image/jpeg, image/gif;q=0.8"
USER_AGENT = f"newsreader/{__version__} (a feed reader for the terminal)"


@dataclass(frozen=True)
class Answer:
    """What a server gave: a body, or nothing new (`modified` False).

    `moved` is where the redirects led that are for good (301, 308), as far as they follow each other
    from the start, "" for nowhere. `fresh` is how many seconds the server says it stays as it is.
    """

    url: str
    body: bytes = b""
    modified: bool = True
    content_type: str = ""
    charset: str = ""
    etag: str = ""
    last_modified: str = ""
    moved: str = ""
    status: int = 200
    fresh: float | None = None


#: How the rooms above ask for an address; tests hand in their own.
Get = Callable[..., Awaitable[Answer]]


class Client:
    """One pool of connections for a whole refresh. Use as `async with Client() as client`.

    No cookies, no referrer; proxies as the environment says. `access` has what the reader sends to
    the servers that ask who they are; `named` yields the addresses that the reader has named: only
    their servers may be in the reader's own network (`inside.py`).
    """

    def __init__(
        self,
        longest: float = LONGEST,
        per_host: int = PER_HOST,
        access: Access = NO_ACCESS,
        named: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        self._longest, self._per_host, self._access = longest, per_host, access
        self._gate = Gate(named)
        self._hosts: dict[str, asyncio.Semaphore] = {}
        self._all = asyncio.Semaphore(AT_ONCE)

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            headers={"User-Agent": USER_AGENT},
            cookie_jar=aiohttp.DummyCookieJar(),
            connector=aiohttp.TCPConnector(limit=AT_ONCE, limit_per_host=self._per_host, resolver=self._gate),
            timeout=aiohttp.ClientTimeout(total=None),
            trust_env=True,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    def name(self, url: str) -> None:
        """The reader has given this address by hand: its server may be in a network of the reader's own."""
        self._gate.name(url)

    async def get(
        self, url: str, accept: str = ACCEPT_PAGE, limit: int = PAGE_LIMIT, etag: str = "", last_modified: str = ""
    ) -> Answer:
        """Fetch an address; with validators, only if it has changed.

        Raises FetchError, and Unreachable when there was no answer at all.
        """
        host = _host(url)
        headers = {"Accept": accept}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        async with self._asking(host, self._longest):
            answer = await self._read(url, host, headers, limit)
        if not answer.modified and not etag and not last_modified:
            raise FetchError(
                _("{host} says that nothing has changed, but has not given anything yet. Try again later.").format(
                    host=host
                ),
                304,
            )
        return answer

    async def call(
        self,
        url: str,
        form: Sequence[tuple[str, str]] | None = None,
        json: Any = None,
        headers: Mapping[str, str] = NO_HEADERS,
        method: str = "",
    ) -> Answer:
        """Ask an interface for programs, with a form or JSON where there is something to send. What is sent is
        for this server alone: it may not redirect.

        Raises FetchError, and Unreachable when there was no answer at all.
        """
        host = _host(url)
        method = method or ("GET" if form is None and json is None else "POST")
        async with self._asking(host, CALL_LONGEST):
            self._gate.check(url)
            sent = {"Accept": "application/json, */*;q=0.5"} | self._access.headers(url, url) | dict(headers)
            async with self._session.request(
                method, _written(url), data=form, json=json, headers=sent, allow_redirects=False
            ) as response:
                if 300 <= response.status < 400 and response.status != 304:
                    to = urljoin(url, response.headers.get("Location", ""))
                    raise FetchError(
                        _("{host} leads to {to}: give that address instead.").format(host=host, to=clean_line(to)),
                        response.status,
                    )
                return await self._answer(response, host, FEED_LIMIT, "")

    @asynccontextmanager
    async def _asking(self, host: str, longest: float) -> AsyncIterator[None]:
        """Wait for one's turn; what goes wrong is told in a sentence."""
        async with self._hosts.setdefault(host, asyncio.Semaphore(self._per_host)), self._all:
            try:
                async with asyncio.timeout(longest):
                    yield
            except TimeoutError as error:
                raise FetchError(
                    _("{host} took more than {seconds} seconds. Try again later.").format(
                        host=host, seconds=round(longest)
                    )
                ) from error
            except Inside as error:
                raise FetchError(_inside(host)) from error
            except aiohttp.ClientError as error:
                raise _told(error, host) from error
            except (ValueError, UnicodeError, OSError) as error:
                raise FetchError(_("{host} could not be read: {error}.").format(host=host, error=error)) from error

    async def _read(self, url: str, host: str, headers: dict[str, str], limit: int) -> Answer:
        """Follow the redirects by hand: what is sent to one server is not for the next one."""
        at, moved, for_good = url, "", True
        for _hop in range(_HOPS + 1):
            self._gate.check(at)
            sent = headers | self._access.headers(at, url)
            async with self._session.get(_written(at), headers=sent, allow_redirects=False) as response:
                if response.status not in (301, 302, 303, 307, 308) or "Location" not in response.headers:
                    return await self._answer(response, host, limit, moved)
                at = urljoin(at, response.headers["Location"])
                for_good = for_good and response.status in (301, 308)
                moved = at if for_good else moved
        raise FetchError(_("{host} redirects without end. Check the address.").format(host=host))

    async def _answer(self, response: aiohttp.ClientResponse, host: str, limit: int, moved: str) -> Answer:
        fresh = freshness(response.headers)
        etag, last_modified = response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")
        if response.status == 304:
            return Answer(
                str(response.url),
                modified=False,
                etag=etag,
                last_modified=last_modified,
                moved=moved,
                status=304,
                fresh=fresh,
            )
        if not 200 <= response.status < 300:
            after = seconds_until(response.headers.get("Retry-After", ""), datetime.now(UTC))
            raise FetchError(_status_sentence(response.status, host), response.status, after)
        body = bytearray()
        async for chunk in response.content.iter_chunked(65536):
            body += chunk
            if len(body) > limit:
                raise FetchError(
                    _("{host} sent more than {size} MB, which no article needs. It was left out.").format(
                        host=host, size=limit // 1_000_000
                    )
                )
        return Answer(
            url=str(response.url),
            body=bytes(body),
            content_type=response.headers.get("Content-Type", ""),
            charset=response.charset or "",
            etag=etag,
            last_modified=last_modified,
            moved=moved,
            fresh=fresh,
            status=response.status,
        )


def _written(url: str) -> URL:
    """The address as it is: signed ones, and those of old programs, mean something else when encoded anew."""
    return URL(url, encoded=url.isascii() and " " not in url)


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def freshness(headers: Mapping[str, str]) -> float | None:
    """Seconds that an answer stays fresh: `Cache-Control: max-age` less `Age`, else `Expires` (RFC 9111, 4.2)."""
    control = headers.get("Cache-Control", "").lower()
    if re.search(r"\bno-(?:cache|store)\b", control):
        return None
    if found := re.search(r"\bmax-age\s*=\s*\"?(\d{1,10})", control):
        age = headers.get("Age", "")
        return max(0.0, float(found.group(1)) - (float(age) if age.isdigit() and len(age) < 10 else 0.0))
    try:
        date = parsedate_to_datetime(headers["Date"]) if "Date" in headers else datetime.now(UTC)
    except (ValueError, TypeError):
        date = datetime.now(UTC)
    return seconds_until(headers.get("Expires", ""), date)


def seconds_until(value: str, now: datetime) -> float | None:
    """Seconds from now until a moment given as so many seconds or as an HTTP date; None for neither."""
    value = value.strip()
    if value.isdigit() and len(value) < 10:
        return float(value)
    try:
        when = parsedate_to_datetime(value)
        return max(0.0, (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() - now.timestamp())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _status_sentence(status: int, host: str) -> str:
    match status:
        case 404:
            return _("{host} has no such page (404). The address may have changed.").format(host=host)
        case 410:
            return _("{host} says this is gone for good (410). Remove it from your feeds.").format(host=host)
        case 401 | 402 | 403:
            return _("{host} does not let us read this ({status}). Open it in the browser.").format(
                host=host, status=status
            )
        case 429 | 503:
            return _("{host} asks us to slow down ({status}). Try again later.").format(host=host, status=status)
        case _:
            return _("{host} answered with an error ({status}). Try again later.").format(host=host, status=status)


def _inside(host: str) -> str:
    return _(
        "{host} leads into your own network, where no feed of yours is: it was not asked. "
        "If you trust the address, open it in the browser, or give it to “newsreader add” or “save”."
    ).format(host=host)


def _told(error: aiohttp.ClientError, host: str) -> FetchError:
    match error:
        case aiohttp.ClientConnectorError(os_error=Inside()):
            return FetchError(_inside(host))
        case aiohttp.ClientConnectorCertificateError() | aiohttp.ClientSSLError():
            return FetchError(_("The certificate of {host} is not valid: nothing was read from it.").format(host=host))
        case aiohttp.ClientConnectorDNSError():
            return Unreachable(_("{host} cannot be found. Check the address and the network.").format(host=host))
        case aiohttp.ClientConnectorError():
            return Unreachable(_("{host} cannot be reached. Check the network, or try later.").format(host=host))
        case aiohttp.InvalidURL() | aiohttp.NonHttpUrlClientError():
            return FetchError(_("This is not a web address: {url}.").format(url=host or error))
        case aiohttp.ClientPayloadError() | aiohttp.ServerDisconnectedError():
            return FetchError(_("{host} broke off in the middle of its answer. Try again later.").format(host=host))
        case _:
            return FetchError(_("{host} could not be read: {error}.").format(host=host, error=error))
