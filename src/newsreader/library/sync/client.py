"""Talking to servers that keep feeds: the Google Reader API, and Fever for those that have only that.

What is refused is a FetchError with its status; one without (or of 500 and more) leaves open whether what was
sent has been done.
"""

import hashlib
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol
from urllib.parse import quote, urlencode

from newsreader.fetch.client import Client, Response
from newsreader.i18n import _
from newsreader.model.errors import FetchError, ParseError, RedirectError
from newsreader.model.hosts import host_of
from newsreader.model.sync import Account, RemoteFeed, RemoteItem
from newsreader.parse import sync_api as read

#: How many numbers a server is asked for at a time, and how many articles.
_NUMBERS, _ITEMS, _FEVER_ITEMS = 10_000, 100, 50
#: Pages of numbers: a server that names more than ten million does not count.
_PAGES = 1000
_LIST, _READ, _STARRED = (f"user/-/state/com.google/{name}" for name in ("reading-list", "read", "starred"))


class SyncClient(Protocol):
    """What can be asked of any of them. Every method may raise FetchError, NetworkUnreachable and ParseError."""

    #: Whether it keeps tags, and whether one can subscribe by it.
    supports_tags: bool
    supports_subscriptions: bool
    #: How many articles one message marks.
    flags_at_once: int

    async def log_in(self) -> None:
        """Say who we are. Raises FetchError 401 where that is not accepted."""

    async def feeds(self) -> list[RemoteFeed]:
        """The subscriptions."""

    async def subscribe(self, url: str) -> str:
        """Subscribe; the server's name for the feed, "" where it does not want to."""

    async def describe(self, feed: RemoteFeed, before: str) -> None:
        """Give a feed this title ("" leaves its own) and this folder; `before` is the folder that it was in."""

    async def unsubscribe(self, remote: str) -> None:
        """Subscribe to it no more."""

    async def list_flags(self) -> dict[str, set[str]]:
        """The numbers of the articles with each mark: "unread", "saved", "tag:…"."""

    def new_items(self, known: Collection[str]) -> AsyncIterator[tuple[list[RemoteItem], int]]:
        """The articles that are not known, some at a time, each time with how many are left."""

    async def items(self, remotes: Sequence[str]) -> list[RemoteItem]:
        """These articles; those that the server has forgotten are missing."""

    async def set_flag(self, remotes: Sequence[str], mark: str, given: bool) -> None:
        """Put a mark on these, or take it from them."""

    def arrives_whole(self, mark: str) -> bool:
        """Return whether a message about this mark does all of it, or nothing."""


class GoogleReaderClient:
    """The Google Reader API. `url` is what stands before `/accounts/ClientLogin`."""

    supports_tags = supports_subscriptions = True
    flags_at_once = _ITEMS

    def __init__(self, client: Client, account: Account, password: str) -> None:
        self._client, self._account, self._password = client, account, password
        self._host = host_of(account.url)
        self._auth = self._token = ""
        self._folders: set[str] = set()
        # The server's own spellings of each tag: “Mer” and “mer” are two there, and one here.
        self._tags: dict[str, list[str]] = {}

    async def log_in(self) -> None:
        """ClientLogin: the token of the session. Raises FetchError: 404 for no such API, 401 for a wrong login."""
        form = [("Email", self._account.user), ("Passwd", self._password)]
        answer = await self._client.call(f"{self._account.url}/accounts/ClientLogin", form)
        self._auth, self._token = read.greader_login(answer.body), ""
        if not self._auth:
            raise FetchError(_("No Google Reader API at this address of {host}.").format(host=self._host), 404)

    async def _get(self, path: str, query: Sequence[tuple[str, str]] = ()) -> bytes:
        asked = urlencode([*query, ("output", "json")], quote_via=quote, safe="/")
        answer = await self._call(f"{path}?{asked}")
        return answer.body

    async def _post(self, path: str, form: Sequence[tuple[str, str]]) -> bytes:
        """With a token; one that has expired is asked for anew, once."""
        for last in (False, True):
            self._token = self._token or (await self._call("token")).body.decode("utf-8", "replace").strip()
            try:
                return (await self._call(path, [*form, ("T", self._token)])).body
            except FetchError as error:
                if error.status not in (400, 401, 403) or last:
                    raise
                self._token = ""
        raise AssertionError

    async def _change(self, path: str, form: Sequence[tuple[str, str]]) -> None:
        """What changes something is done only where the server says so."""
        read.greader_accepted(await self._post(path, form), self._host)

    async def _call(self, path: str, form: Sequence[tuple[str, str]] | None = None) -> Response:
        for last in (False, True):
            headers = {"Authorization": f"GoogleLogin auth={self._auth}"}
            try:
                return await self._client.call(f"{self._account.url}/reader/api/0/{path}", form, headers=headers)
            except FetchError as error:
                # A token of ours that has expired looks the same as a login that has.
                if error.status != 401 or last or form is not None:
                    raise
                await self.log_in()
        raise AssertionError

    async def feeds(self) -> list[RemoteFeed]:
        """`subscription/list`, which names the folders too."""
        answer = await self._get("subscription/list")
        self._folders |= read.greader_folders(answer, self._host)
        return read.greader_feeds(answer, self._host)

    async def subscribe(self, url: str) -> str:
        """`subscription/quickadd`; the stream id of the feed, "" where the server declines."""
        return read.greader_added(await self._post("subscription/quickadd", [("quickadd", url)]), self._host)

    async def describe(self, feed: RemoteFeed, before: str) -> None:
        """`subscription/edit`: the title, and the folder as labels to add and to remove."""
        form = [("ac", "edit"), ("s", feed.remote), *([("t", feed.title)] if feed.title else [])]
        if feed.folder != before:
            form += [("a", f"user/-/label/{feed.folder}")] if feed.folder else []
            form += [("r", f"user/-/label/{before}")] if before else []
        await self._change("subscription/edit", form)

    async def unsubscribe(self, remote: str) -> None:
        """`subscription/edit` with `ac=unsubscribe`."""
        await self._change("subscription/edit", [("ac", "unsubscribe"), ("s", remote)])

    async def list_flags(self) -> dict[str, set[str]]:
        """The ids of each stream that stands for a flag: what is not read, the starred, labels that are no folders."""
        tags, folders = read.greader_labels(await self._get("tag/list"), self._host)
        self._folders |= folders
        tags = [tag for tag in tags if tag.lower() not in self._folders]
        self._tags = {}
        found = {"unread": await self._ids(_LIST, _READ), "saved": await self._ids(_STARRED)}
        for tag in tags:
            self._tags.setdefault(tag.lower(), []).append(tag)
            found.setdefault(f"tag:{tag.lower()}", set()).update(await self._ids(f"user/-/label/{tag}"))
        return found

    async def _ids(self, stream: str, without: str = "") -> set[str]:
        found: set[str] = set()
        async for numbers in self._pages(stream, without):
            found.update(numbers)
        return found

    async def _pages(self, stream: str, without: str = "") -> AsyncIterator[list[str]]:
        query = [("s", stream), ("n", str(_NUMBERS)), *([("xt", without)] if without else [])]
        seen, following = 0, ""
        named: set[str] = set()
        for _page in range(_PAGES):
            more = [("c", following)] if following else []
            numbers, following = read.greader_ids(await self._get("stream/items/ids", [*query, *more]), self._host)
            yield numbers
            named.update(numbers)
            if not following or len(named) == seen:
                return
            seen = len(named)

    async def new_items(self, known: Collection[str]) -> AsyncIterator[tuple[list[RemoteItem], int]]:
        """Ids page by page, newest first, and the contents of those that are not known."""
        async for numbers in self._pages(_LIST):
            new = [number for number in dict.fromkeys(numbers) if number not in known]
            for start in range(0, len(new), _ITEMS):
                part = new[start : start + _ITEMS]
                yield await self.items(part), len(new) - start - len(part)

    async def items(self, remotes: Sequence[str]) -> list[RemoteItem]:
        """`stream/items/contents`, some at a time."""
        found: list[RemoteItem] = []
        for start in range(0, len(remotes), _ITEMS):
            form = [("i", remote) for remote in remotes[start : start + _ITEMS]]
            body = await self._post("stream/items/contents", [*form, ("output", "json")])
            found += read.greader_items(body, self._host, self._folders)
        wanted = set(remotes)
        return [item for item in found if item.remote in wanted]

    async def set_flag(self, remotes: Sequence[str], mark: str, given: bool) -> None:
        """`edit-tag`. Raises FetchError 409 for a tag that is a folder there."""
        tag = mark.removeprefix("tag:")
        if tag != mark and tag in self._folders:
            raise FetchError(_("“{tag}” is a folder on {host}.").format(tag=tag, host=self._host), 409)
        names = {"read": [_READ], "saved": [_STARRED]}
        spellings = names.get(mark) or [f"user/-/label/{one}" for one in self._tags.get(tag, (tag,))]
        for name in spellings[:1] if given else spellings:
            await self._change("edit-tag", [*(("i", remote) for remote in remotes), ("a" if given else "r", name)])

    def arrives_whole(self, mark: str) -> bool:
        """All that has one spelling; a message for each goes out where a tag has several."""
        return len(self._tags.get(mark.removeprefix("tag:"), ())) < 2


class FeverClient:
    """Fever's API: read and saved, no tags, and feeds that are only read."""

    supports_tags = supports_subscriptions = False
    flags_at_once = 1

    def __init__(self, client: Client, account: Account, password: str) -> None:
        self._client, self._account = client, account
        self._host = host_of(account.url)
        # So Fever's protocol wants it; what it protects is that server's own.
        self._key = hashlib.md5(f"{account.user}:{password}".encode(), usedforsecurity=False).hexdigest()

    async def _ask(self, what: str, *more: tuple[str, str]) -> Mapping[str, Any]:
        answer = await self._client.call(f"{self._account.url}?api{what}", [("api_key", self._key), *more])
        found = read.fever_answer(answer.body, self._host)
        if str(found.get("auth")) != "1":
            raise FetchError(_("{host} rejected this user name and password.").format(host=self._host), 401)
        return found

    async def log_in(self) -> None:
        """Ask for nothing: the answer says whether the key is accepted. Raises FetchError 401."""
        await self._ask("")

    async def feeds(self) -> list[RemoteFeed]:
        """`feeds`, with their `groups` as folders."""
        return read.fever_feeds(await self._ask("&feeds"), await self._ask("&groups"), self._host)

    async def subscribe(self, url: str) -> str:
        """Fever cannot: ""."""
        return ""

    async def describe(self, feed: RemoteFeed, before: str) -> None:
        """Fever cannot: nothing."""
        return

    async def unsubscribe(self, remote: str) -> None:
        """Fever cannot: nothing."""
        return

    async def list_flags(self) -> dict[str, set[str]]:
        """`unread_item_ids` and `saved_item_ids`."""
        unread, saved = await self._ask("&unread_item_ids"), await self._ask("&saved_item_ids")
        return {
            "unread": read.fever_ids(unread, "unread_item_ids", self._host),
            "saved": read.fever_ids(saved, "saved_item_ids", self._host),
        }

    async def new_items(self, known: Collection[str]) -> AsyncIterator[tuple[list[RemoteItem], int]]:
        """`items` after the greatest id that is known, in steps of the server's own."""
        last = max((int(number) for number in known if number.isdecimal()), default=0)
        for _page in range(_PAGES * 100):
            found = await self._ask(f"&items&since_id={last}")
            got = read.fever_items(found, self._host)
            items = [item for item in got if item.remote.isdecimal() and int(item.remote) > last]
            if not items:
                return
            last = max(int(item.remote) for item in items)
            total = str(found.get("total_items"))
            left = int(total) - len(known) if total.isdecimal() else 0
            yield [item for item in items if item.remote not in known], max(0, left)

    async def items(self, remotes: Sequence[str]) -> list[RemoteItem]:
        """`items` by `with_ids`."""
        found: list[RemoteItem] = []
        for start in range(0, len(remotes), _FEVER_ITEMS):
            part = ",".join(remotes[start : start + _FEVER_ITEMS])
            found += read.fever_items(await self._ask(f"&items&with_ids={part}"), self._host)
        wanted = set(remotes)
        return [item for item in found if item.remote in wanted]

    async def set_flag(self, remotes: Sequence[str], mark: str, given: bool) -> None:
        """`mark=item`, one request an article."""
        state = mark if given else f"un{mark}"
        for remote in remotes:
            await self._ask("", ("mark", "item"), ("as", state), ("id", remote))

    def arrives_whole(self, mark: str) -> bool:
        """Never: each article is a message of its own."""
        return False


CLIENTS: dict[str, type[GoogleReaderClient] | type[FeverClient]] = {"greader": GoogleReaderClient, "fever": FeverClient}
#: Where the API lies behind the address of a server that a person knows.
_PLACES = {
    "greader": ("", "/api/greader.php", "/p/api/greader.php"),
    "fever": ("", "/api/fever.php", "/p/api/fever.php", "/fever/"),
}


async def detect_api(client: Client, url: str, user: str, password: str, kind: str = "") -> Account:
    """The account of this user at this server, whichever API it speaks and wherever that lies. A wrong password is
    tried once an API: servers count, and lock people out.

    Raises FetchError: with 401 where the server does not accept the user, Unreachable where there is none.
    """
    refused, moved = False, None
    base = url.rstrip("/").removesuffix("/accounts/ClientLogin")
    for one in (kind,) if kind else CLIENTS:
        for place in _PLACES[one]:
            try:
                return await _log_in_at(client, Account(0, "", one, base + place, user), password)
            except RedirectError as error:
                moved = moved or error
            except FetchError as error:
                if error.status < 400:
                    raise
                refused = refused or error.status in (401, 403)
                if error.status == 401 and place:  # the front page may be closed for other reasons
                    break
            except ParseError:
                continue
    if refused:
        raise FetchError(
            _(
                "{host} rejected this user name and password. FreshRSS and Miniflux expect their API "
                "password, set in their settings."
            ).format(host=host_of(url)),
            401,
        )
    raise moved or FetchError(
        _("No feed server found at {url}. Give the address of its API, as shown in its settings.").format(url=url)
    )


async def _log_in_at(client: Client, account: Account, password: str) -> Account:
    """The account at this place; by https where the server leads there. Raises as `log_in` does."""
    try:
        await CLIENTS[account.kind](client, account, password).log_in()
    except RedirectError as error:
        safe = account.url.replace("http://", "https://", 1)
        if safe == account.url or not error.location.startswith(safe):
            raise
        client.allow_private(safe)
        return await _log_in_at(client, replace(account, url=safe), password)
    return account
