"""A client of the Google Reader API, as FreshRSS, Miniflux and others speak it."""

from collections.abc import AsyncIterator, Collection, Sequence
from urllib.parse import quote, urlencode

from newsreader.fetch.client import Client, Response
from newsreader.i18n import _
from newsreader.model.errors import FetchError
from newsreader.model.hosts import host_of
from newsreader.model.sync import Account, RemoteFeed, RemoteItem
from newsreader.parse import sync_api as read

#: How many names of articles a server is asked for at a time, and how many articles.
_IDS, _ITEMS = 10_000, 100
#: Pages of names: a server that gives more than ten million does not count.
_PAGES = 1000
_LIST, _READ, _STARRED = (f"user/-/state/com.google/{name}" for name in ("reading-list", "read", "starred"))


class GoogleReaderClient:
    """A client of the Google Reader API. `url` is the address before `/accounts/ClientLogin`."""

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
        """Fetch the token of the session (ClientLogin). Raises FetchError: 404 for no such API, 401 for a wrong
        login."""
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
        """Fetch `subscription/list`, which names the folders too."""
        answer = await self._get("subscription/list")
        self._folders |= read.greader_folders(answer, self._host)
        return read.greader_feeds(answer, self._host)

    async def subscribe(self, url: str) -> str:
        """Send `subscription/quickadd`; returns the stream id of the feed, "" where the server declines."""
        return read.greader_added(await self._post("subscription/quickadd", [("quickadd", url)]), self._host)

    async def describe(self, feed: RemoteFeed, before: str) -> None:
        """Send `subscription/edit`: the title, and the folder as labels to add and to remove."""
        form = [("ac", "edit"), ("s", feed.remote), *([("t", feed.title)] if feed.title else [])]
        if feed.folder != before:
            form += [("a", f"user/-/label/{feed.folder}")] if feed.folder else []
            form += [("r", f"user/-/label/{before}")] if before else []
        await self._change("subscription/edit", form)

    async def unsubscribe(self, remote: str) -> None:
        """Send `subscription/edit` with `ac=unsubscribe`."""
        await self._change("subscription/edit", [("ac", "unsubscribe"), ("s", remote)])

    async def list_flags(self) -> dict[str, set[str]]:
        """The ids of each stream that stands for a flag: what is not read, the starred, labels that are no folders."""
        tags, folders = read.greader_labels(await self._get("tag/list"), self._host)
        self._folders |= folders
        tags = [tag for tag in tags if tag.lower() not in self._folders]
        self._tags = {}
        flags = {"unread": await self._ids(_LIST, _READ), "saved": await self._ids(_STARRED)}
        for tag in tags:
            self._tags.setdefault(tag.lower(), []).append(tag)
            flags.setdefault(f"tag:{tag.lower()}", set()).update(await self._ids(f"user/-/label/{tag}"))
        return flags

    async def _ids(self, stream: str, without: str = "") -> set[str]:
        ids: set[str] = set()
        async for remotes in self._pages(stream, without):
            ids.update(remotes)
        return ids

    async def _pages(self, stream: str, without: str = "") -> AsyncIterator[list[str]]:
        query = [("s", stream), ("n", str(_IDS)), *([("xt", without)] if without else [])]
        seen, following = 0, ""
        named: set[str] = set()
        for _page in range(_PAGES):
            more = [("c", following)] if following else []
            remotes, following = read.greader_ids(await self._get("stream/items/ids", [*query, *more]), self._host)
            yield remotes
            named.update(remotes)
            if not following or len(named) == seen:
                return
            seen = len(named)

    async def new_items(self, known: Collection[str]) -> AsyncIterator[tuple[list[RemoteItem], int]]:
        """Fetch ids page by page, newest first, and the contents of those that are not known."""
        async for remotes in self._pages(_LIST):
            new = [remote for remote in dict.fromkeys(remotes) if remote not in known]
            for start in range(0, len(new), _ITEMS):
                part = new[start : start + _ITEMS]
                yield await self.items(part), len(new) - start - len(part)

    async def items(self, remotes: Sequence[str]) -> list[RemoteItem]:
        """Fetch `stream/items/contents`, some at a time."""
        items: list[RemoteItem] = []
        for start in range(0, len(remotes), _ITEMS):
            form = [("i", remote) for remote in remotes[start : start + _ITEMS]]
            body = await self._post("stream/items/contents", [*form, ("output", "json")])
            items += read.greader_items(body, self._host, self._folders)
        wanted = set(remotes)
        return [item for item in items if item.remote in wanted]

    async def set_flag(self, remotes: Sequence[str], flag: str, on: bool) -> None:
        """Send `edit-tag`. Raises FetchError 409 for a tag that is a folder there."""
        tag = flag.removeprefix("tag:")
        if tag != flag and tag in self._folders:
            raise FetchError(_("“{tag}” is a folder on {host}.").format(tag=tag, host=self._host), 409)
        names = {"read": [_READ], "saved": [_STARRED]}
        spellings = names.get(flag) or [f"user/-/label/{spelling}" for spelling in self._tags.get(tag, (tag,))]
        for name in spellings[:1] if on else spellings:
            await self._change("edit-tag", [*(("i", remote) for remote in remotes), ("a" if on else "r", name)])

    def arrives_whole(self, flag: str) -> bool:
        """Return whether a flag is sent in one request: a tag with several spellings on the server takes one for
        each."""
        return len(self._tags.get(flag.removeprefix("tag:"), ())) < 2
