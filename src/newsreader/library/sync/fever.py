"""A client of the Fever API, for servers that have no other."""

import hashlib
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from typing import Any

from newsreader.fetch.client import Client
from newsreader.i18n import _
from newsreader.model.errors import FetchError
from newsreader.model.hosts import host_of
from newsreader.model.sync import Account, RemoteFeed, RemoteItem
from newsreader.parse import sync_api as read

#: How many articles a server is asked for at a time.
_ITEMS = 50
#: Steps of new articles: a server that has more than that many does not count.
_STEPS = 100_000


class FeverClient:
    """A client of the Fever API: read and saved articles, no tags, and no changes to subscriptions."""

    supports_tags = supports_subscriptions = False
    flags_at_once = 1

    def __init__(self, client: Client, account: Account, password: str) -> None:
        self._client, self._account = client, account
        self._host = host_of(account.url)
        # So Fever's protocol wants it; what it protects is that server's own.
        self._key = hashlib.md5(f"{account.user}:{password}".encode(), usedforsecurity=False).hexdigest()

    async def _ask(self, what: str, *more: tuple[str, str]) -> Mapping[str, Any]:
        answer = await self._client.call(f"{self._account.url}?api{what}", [("api_key", self._key), *more])
        fields = read.fever_answer(answer.body, self._host)
        if str(fields.get("auth")) != "1":
            raise FetchError(_("{host} rejected this user name and password.").format(host=self._host), 401)
        return fields

    async def log_in(self) -> None:
        """Ask for nothing: the answer says whether the key is accepted. Raises FetchError 401."""
        await self._ask("")

    async def feeds(self) -> list[RemoteFeed]:
        """Fetch `feeds`, with their `groups` as folders."""
        return read.fever_feeds(await self._ask("&feeds"), await self._ask("&groups"), self._host)

    async def subscribe(self, url: str) -> str:
        """Return "": Fever cannot subscribe."""
        return ""

    async def describe(self, feed: RemoteFeed, before: str) -> None:
        """Do nothing: Fever cannot rename or move feeds."""
        return

    async def unsubscribe(self, remote: str) -> None:
        """Do nothing: Fever cannot unsubscribe."""
        return

    async def list_flags(self) -> dict[str, set[str]]:
        """Fetch `unread_item_ids` and `saved_item_ids`."""
        unread, saved = await self._ask("&unread_item_ids"), await self._ask("&saved_item_ids")
        return {
            "unread": read.fever_ids(unread, "unread_item_ids", self._host),
            "saved": read.fever_ids(saved, "saved_item_ids", self._host),
        }

    async def new_items(self, known: Collection[str]) -> AsyncIterator[tuple[list[RemoteItem], int]]:
        """Fetch `items` after the greatest known id, in steps of the server's size."""
        last = max((int(number) for number in known if number.isdecimal()), default=0)
        for _page in range(_STEPS):
            fields = await self._ask(f"&items&since_id={last}")
            got = read.fever_items(fields, self._host)
            items = [item for item in got if item.remote.isdecimal() and int(item.remote) > last]
            if not items:
                return
            last = max(int(item.remote) for item in items)
            total = str(fields.get("total_items"))
            left = int(total) - len(known) if total.isdecimal() else 0
            yield [item for item in items if item.remote not in known], max(0, left)

    async def items(self, remotes: Sequence[str]) -> list[RemoteItem]:
        """Fetch `items` by `with_ids`."""
        items: list[RemoteItem] = []
        for start in range(0, len(remotes), _ITEMS):
            part = ",".join(remotes[start : start + _ITEMS])
            items += read.fever_items(await self._ask(f"&items&with_ids={part}"), self._host)
        wanted = set(remotes)
        return [item for item in items if item.remote in wanted]

    async def set_flag(self, remotes: Sequence[str], flag: str, on: bool) -> None:
        """Send `mark=item`, one request an article."""
        state = flag if on else f"un{flag}"
        for remote in remotes:
            await self._ask("", ("mark", "item"), ("as", state), ("id", remote))

    def arrives_whole(self, flag: str) -> bool:
        """Return False: each article is a request of its own."""
        return False
