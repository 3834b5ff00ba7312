"""The HTTP client: requests limited in time, size and number, with a User-Agent that names the program."""

import asyncio
import logging
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from types import MappingProxyType, TracebackType
from typing import Any, Self
from urllib.parse import urljoin

import aiohttp
from yarl import URL

from newsreader import __version__
from newsreader.fetch.credentials import NO_ACCESS, Credentials
from newsreader.fetch.environment import configures_network
from newsreader.fetch.freshness import freshness, retry_after
from newsreader.fetch.lenient import HEAD_LIMIT, LINES_LIMIT, LenientConnector
from newsreader.fetch.private_networks import GuardedResolver, PrivateAddressError
from newsreader.fetch.refusals import as_fetch_error, private_network_sentence, status_sentence
from newsreader.fetch.unpacking import TooLarge, is_whole, unpacked
from newsreader.i18n import _
from newsreader.model.errors import FetchError, RedirectError
from newsreader.model.hosts import host_of
from newsreader.model.text import clean_line
from newsreader.model.values import dataclass

logger = logging.getLogger(__package__)
#: Seconds that a server may send nothing, and that a request may last in all, redirects and a slow body included.
READ_TIMEOUT, REQUEST_TIMEOUT = 30.0, 60.0
#: Seconds for a call of a sync server, which may fetch a feed before it answers.
CALL_TIMEOUT = 60.0
NO_HEADERS: Mapping[str, str] = MappingProxyType({})
#: Requests at a time: to one host, and to all.
PER_HOST, MAX_REQUESTS = 2, 96
#: Redirects that are followed for one request.
_MAX_REDIRECTS = 8
FEED_LIMIT, PAGE_LIMIT, IMAGE_LIMIT = 20_000_000, 8_000_000, 4_000_000
ACCEPT_FEED = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1"
)
ACCEPT_PAGE = "text/html, application/xhtml+xml, */*;q=0.1"
ACCEPT_IMAGE = "image/avif, image/webp, image/png, image/jpeg, image/gif;q=0.8"
USER_AGENT = f"newsreader/{__version__} (a feed reader for the terminal)"


@dataclass(frozen=True)
class Response:
    """A response: a body, or 304 without one (`modified` False).

    `moved` is where permanent redirects (301, 308) led, up to the first temporary one; "" for nowhere. `fresh` is the
    freshness lifetime in seconds (RFC 9111), None where the server gives none.
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


class IncompleteResponse(FetchError):
    """A response whose body ended too early; `answer` has the part that came."""

    def __init__(self, sentence: str, answer: Response) -> None:
        super().__init__(sentence, answer.status)
        self.answer = answer


#: The type of `Client.get`, by which callers are given it; tests pass their own.
Get = Callable[..., Awaitable[Response]]


class Client:
    """An HTTP client with a pool of connections, for a whole refresh. Use as `async with Client() as client`.

    It sends no cookies and no referrer, and uses the proxies of the environment. `access` has the credentials of sites;
    `named` yields the addresses that the reader has typed: only their hosts may be in a private network
    (`private_networks.py`).
    """

    def __init__(
        self,
        longest: float = REQUEST_TIMEOUT,
        silence: float = READ_TIMEOUT,
        per_host: int = PER_HOST,
        access: Credentials = NO_ACCESS,
        named: Callable[[], Iterable[str]] = tuple,
        gate: GuardedResolver | None = None,
    ) -> None:
        self._longest, self._silence, self._per_host, self._access = longest, silence, per_host, access
        self._timeout = aiohttp.ClientTimeout(total=None, sock_connect=silence, sock_read=silence)
        self._gate = gate or GuardedResolver(named)
        self._hosts: dict[str, asyncio.Semaphore] = {}
        self._all = asyncio.Semaphore(MAX_REQUESTS)

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate"},
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            max_line_size=HEAD_LIMIT,
            max_field_size=HEAD_LIMIT,
            max_headers=LINES_LIMIT,
            connector=LenientConnector(limit=MAX_REQUESTS, limit_per_host=self._per_host, resolver=self._gate),
            timeout=aiohttp.ClientTimeout(total=None),
            trust_env=configures_network(),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    def allow_private(self, url: str) -> None:
        """Allow the host of an address that the reader has typed to be in a private network."""
        self._gate.allow(url)

    async def get(
        self, url: str, accept: str = ACCEPT_PAGE, limit: int = PAGE_LIMIT, etag: str = "", last_modified: str = ""
    ) -> Response:
        """Fetch an address; with validators, only if it has changed.

        Raises FetchError, and NetworkUnreachable when there was no answer at all.
        """
        host = host_of(url)
        headers = {"Accept": accept}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        async with self._request_slot(host, self._longest):
            begun = time.monotonic()
            answer = await self._read(url, host, headers, limit)
        seconds = time.monotonic() - begun
        logger.debug("GET %s: %d, %d bytes, %.2f s", host, answer.status, len(answer.body), seconds)
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
    ) -> Response:
        """Call an API, with a form or JSON as its body. Redirects raise RedirectError: the body is for this server
        alone.

        Raises FetchError, and NetworkUnreachable when there was no answer at all.
        """
        host = host_of(url)
        method = method or ("GET" if form is None and json is None else "POST")
        async with self._request_slot(host, CALL_TIMEOUT):
            self._gate.check(url)
            sent = {"Accept": "application/json, */*;q=0.5"} | self._access.headers(url, url) | dict(headers)
            async with self._session.request(
                method, _verbatim_url(url), data=form, json=json, headers=sent, allow_redirects=False
            ) as response:
                if 300 <= response.status < 400 and response.status != 304:
                    to = urljoin(url, response.headers.get("Location", ""))
                    sentence = _("{host} redirects to {to}: use that address instead.")
                    raise RedirectError(sentence.format(host=host, to=clean_line(to)), response.status, to)
                return await self._answer(response, host, FEED_LIMIT, "")

    @asynccontextmanager
    async def _request_slot(self, host: str, longest: float) -> AsyncIterator[None]:
        """Wait for a free slot of the host, limit the time, and turn errors of aiohttp into FetchError."""
        async with self._hosts.setdefault(host, asyncio.Semaphore(self._per_host)), self._all:
            try:
                async with asyncio.timeout(longest):
                    yield
            except aiohttp.SocketTimeoutError as error:
                raise FetchError(_too_slow(host, self._silence, "read_timeout")) from error
            except TimeoutError as error:
                raise FetchError(_too_slow(host, longest, "request_timeout")) from error
            except PrivateAddressError as error:
                raise FetchError(private_network_sentence(host)) from error
            except (aiohttp.ClientError, ValueError, OSError) as error:
                raise as_fetch_error(error, host) from error

    async def _read(self, url: str, host: str, headers: dict[str, str], limit: int) -> Response:
        """GET, following redirects by hand, because credentials for one server are not for the next one."""
        at, moved, for_good = url, "", True
        for _hop in range(_MAX_REDIRECTS + 1):
            self._gate.check(at)
            sent = headers | self._access.headers(at, url)
            async with self._session.get(
                _verbatim_url(at), headers=sent, allow_redirects=False, timeout=self._timeout
            ) as response:
                if response.status not in (301, 302, 303, 307, 308) or "Location" not in response.headers:
                    return await self._answer(response, host, limit, moved)
                at = urljoin(at, response.headers["Location"])
                for_good = for_good and response.status in (301, 308)
                moved = at if for_good else moved
        raise FetchError(_("{host} redirects endlessly. Check the address.").format(host=host))

    async def _answer(self, response: aiohttp.ClientResponse, host: str, limit: int, moved: str) -> Response:
        fresh = freshness(response.headers)
        etag, last_modified = response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")
        if response.status == 304:
            return Response(
                str(response.url),
                modified=False,
                etag=etag,
                last_modified=last_modified,
                moved=moved,
                status=304,
                fresh=fresh,
            )
        if not 200 <= response.status < 300:
            after = retry_after(response.headers, datetime.now(UTC))
            raise FetchError(status_sentence(response.status, host), response.status, after)
        try:
            body, broken = await self._body(response, limit)
        except TooLarge as error:
            sentence = _("{host} sent more than {size} MB at once, which is more than is read. It was left out.")
            raise FetchError(sentence.format(host=host, size=limit // 1_000_000)) from error
        answer = Response(
            url=str(response.url),
            body=body,
            content_type=response.headers.get("Content-Type", ""),
            charset=response.charset or "",
            etag=etag,
            last_modified=last_modified,
            moved=moved,
            fresh=fresh,
            status=response.status,
        )
        if broken and not is_whole(body):
            sentence = _("{host} closed the connection before the end. Try again later.").format(host=host)
            raise IncompleteResponse(sentence, answer) from broken
        return answer

    async def _body(self, response: aiohttp.ClientResponse, limit: int) -> tuple[bytes, Exception | None]:
        """The body, and the error where it broke off. Raises TooLarge."""
        packed = bytearray()
        broken = None
        try:
            async for chunk in response.content.iter_chunked(65536):
                packed += chunk
                if len(packed) > limit:
                    raise TooLarge
        except aiohttp.SocketTimeoutError:
            raise
        except (aiohttp.ClientPayloadError, aiohttp.ClientConnectionError) as error:
            broken = error
        return unpacked(bytes(packed), response.headers.get("Content-Encoding", ""), limit), broken


def _too_slow(host: str, seconds: float, setting: str) -> str:
    return _(
        "{host} took more than {seconds} seconds. Try again later; {setting} in the settings allows more time."
    ).format(host=host, seconds=round(seconds), setting=setting)


def _verbatim_url(url: str) -> URL:
    """The URL without encoding it again: that would break signed addresses and those of old programs."""
    # Bytes of a header that are no UTF-8 arrive as lone surrogates.
    url = re.sub(r"[\udc80-\udcff]", lambda match: f"%{ord(match.group()) - 0xDC00:02X}", url)
    return URL(url, encoded=url.isascii() and " " not in url)
