"""A server that keeps feeds, speaking the Google Reader API and Fever's: written from the protocols.

What it keeps lies open, for a test to change as another program of its user would. It can fail on purpose.
"""

import hashlib
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

USER, PASSWORD = "alice", "s3cret"
_STATES = {"read": "read", "starred": "saved"}
_LONG = "tag:google.com,2005:reader/item/"


@dataclass
class Item:
    """An article as the server keeps it."""

    number: int
    feed: str
    url: str
    title: str
    text: str = ""
    marks: set[str] = field(default_factory=set)


@dataclass
class Subscription:
    """A feed as the server keeps it."""

    name: str
    url: str
    title: str
    folder: str = "Sans catégorie"


class FeedServer:
    """The server. `world` says which articles the feed of an address has: (address, title)."""

    def __init__(self) -> None:
        self.feeds: dict[str, Subscription] = {}
        self.items: dict[int, Item] = {}
        self.world: dict[str, list[tuple[str, str]]] = {}
        self.asked: list[str] = []
        #: Called for each request: "lose" the request, "drop" the answer, "503 words" for that answer and nothing
        #: done, or "" for none of them.
        self.fault: Callable[[str], str] = lambda _path: ""
        self.token = "T1"
        self.auths = {"alice/1"}
        self.page = 1000
        #: The status of the answer to a tag: Miniflux has 500, others 400; 0 where tags are taken.
        self.refuses_tags = 0
        #: FreshRSS writes the signs of HTML in titles as full-width ones.
        self.wide = False
        self._next, self._feeds = 1_795_428_699_616_543, 0
        self._lock = threading.Lock()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, format: str, *arguments: Any) -> None:
                pass

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                body = self.rfile.read(length).decode()
                with server._lock:
                    server.asked.append(self.path.partition("?")[0])
                    fault = server.fault(self.path)
                    if fault == "lose":
                        self.close_connection = True
                        return
                    try:
                        if fault[:1].isdigit():
                            raise Refused(int(fault[:3]), fault[4:])
                        status, answer = server.answer(self.path, body, self.headers.get("Authorization", ""))
                    except Refused as refused:
                        status, answer = refused.args
                if fault == "drop":
                    self.close_connection = True
                    return
                data = (answer if isinstance(answer, str) else json.dumps(answer)).encode()
                with suppress(ConnectionError):  # whoever asked may have gone
                    self.send_response(status)
                    if status in (301, 302):
                        self.send_header("Location", data.decode())
                    self.send_header("Content-Length", str(len(data)))
                    self.end_headers()
                    self.wfile.write(data)

            def do_GET(self) -> None:
                self.do_POST()

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.base = f"http://127.0.0.1:{self._http.server_port}"
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def close(self) -> None:
        """Be gone."""
        self._http.shutdown()
        self._http.server_close()

    # ------------------------------------------------------------ what another program of the user does

    def subscribe(self, url: str, title: str = "", folder: str = "Sans catégorie") -> str:
        """Subscribe, and fetch the feed."""
        for name, feed in self.feeds.items():
            if feed.url == url:
                return name
        self._feeds += 1
        name = f"feed/{self._feeds}"
        self.feeds[name] = Subscription(name, url, title or f"Titre de {url}", folder)
        self.crawl()
        return name

    def crawl(self) -> None:
        """Fetch every feed."""
        have = {(item.feed, item.url, item.title) for item in self.items.values()}
        for feed in self.feeds.values():
            for url, title in self.world.get(feed.url, ()):
                if (feed.name, url, title) not in have:
                    self.items[self._next] = Item(self._next, feed.name, url, title, f"<p>{title}</p>")
                    self._next += 1

    def item(self, url: str) -> Item:
        """The article at an address."""
        return next(item for item in self.items.values() if item.url == url)

    def unsubscribe(self, name: str) -> None:
        """Give a feed up, and its articles with it."""
        self.feeds.pop(name, None)
        self.items = {number: item for number, item in self.items.items() if item.feed != name}

    # ------------------------------------------------------------ answers

    def answer(self, path: str, body: str, auth: str) -> tuple[int, Any]:
        """Status and body, which is text or becomes JSON."""
        parts = urlsplit(path)
        query = parse_qsl(parts.query, keep_blank_values=True)
        form = parse_qsl(body, keep_blank_values=True)
        if parts.path == "/api/fever.php":
            return 200, self._fever(dict(query), dict(form))
        if parts.path == "/api/greader.php/accounts/ClientLogin":
            if dict(form) != {"Email": USER, "Passwd": PASSWORD}:
                return 401, "Unauthorized!"
            self.auths.add(f"alice/{len(self.auths) + 1}")
            return 200, f"SID=x\nLSID=null\nAuth=alice/{len(self.auths)}\n"
        at = re.fullmatch(r"/api/greader\.php/reader/api/0/(.+)", parts.path)
        if at is None:
            return 404, "Not Found"
        if auth.removeprefix("GoogleLogin auth=") not in self.auths:
            return 401, "Unauthorized!"
        return self._greader(unquote(at.group(1)), query, form)

    def _greader(self, what: str, query: list[tuple[str, str]], form: list[tuple[str, str]]) -> tuple[int, Any]:
        asked, given = dict(query), dict(form)
        if what == "token":
            return 200, f"{self.token}\n"
        if what.startswith(("edit-tag", "subscription/edit", "subscription/quickadd")) and given["T"] != self.token:
            return 401, "Unauthorized!"
        match what:
            case "subscription/list":
                return 200, {"subscriptions": [self._subscription(feed) for feed in self.feeds.values()]}
            case "subscription/quickadd":
                if given["quickadd"] not in self.world:
                    return 200, {"numResults": 0, "error": "no feed"}
                return 200, {"numResults": 1, "streamId": self.subscribe(given["quickadd"])}
            case "subscription/edit":
                self._edit(given)
                return 200, "OK"
            case "tag/list":
                return 200, {"tags": [{"id": "user/-/state/com.google/starred"}, *self._labels()]}
            case "stream/items/ids":
                return 200, self._ids(asked)
            case "stream/items/contents":
                wanted = {int(value) for name, value in form if name == "i"}
                found = [item for number, item in self.items.items() if number in wanted]
                return 200, {"id": "user/-/state/com.google/reading-list", "items": [self._item(i) for i in found]}
            case "edit-tag":
                self._tag(form)
                return 200, "OK"
        return 400, "Bad Request!"

    def _subscription(self, feed: Subscription) -> dict[str, Any]:
        label = {"id": f"user/-/label/{feed.folder}", "label": feed.folder}
        title = self._written(feed.title, "&<>?/\\,;")
        return {"id": feed.name, "title": title, "categories": [label], "url": feed.url, "htmlUrl": "http://x/"}

    def _written(self, title: str, signs: str) -> str:
        return title.translate({ord(sign): ord(sign) + 0xFEE0 for sign in signs}) if self.wide else title

    def _edit(self, given: dict[str, str]) -> None:
        if given["ac"] == "unsubscribe":
            self.unsubscribe(given["s"])
            return
        feed = self.feeds[given["s"]]
        feed.title = given.get("t", feed.title)
        if any(f"tag:{given.get('a', '').rpartition('/')[2]}" in item.marks for item in self.items.values()):
            return  # FreshRSS says OK to a folder that has the name of a label
        if "a" in given or "r" in given:
            feed.folder = given["a"].removeprefix("user/-/label/") if "a" in given else "Sans catégorie"

    def _labels(self) -> Iterator[dict[str, Any]]:
        # A real one leaves the folder out that stands for none.
        for folder in sorted({feed.folder for feed in self.feeds.values()} - {"Sans catégorie"}):
            yield {"id": f"user/-/label/{folder}", "type": "folder"}
        for tag in sorted({mark[4:] for item in self.items.values() for mark in item.marks if mark[:4] == "tag:"}):
            yield {"id": f"user/-/label/{tag}", "type": "tag", "unread_count": 0}

    def _ids(self, asked: dict[str, str]) -> dict[str, Any]:
        stream = asked["s"]
        found = sorted(self.items.values(), key=lambda item: -item.number)
        if stream.endswith("/starred"):
            found = [item for item in found if "saved" in item.marks]
        elif "/label/" in stream:
            tag = stream.partition("/label/")[2]
            found = [item for item in found if f"tag:{tag}" in item.marks]
        if asked.get("xt", "").endswith("/read"):
            found = [item for item in found if "read" not in item.marks]
        # "s=…/read" is taken for everything, as FreshRSS does.
        start = int(asked.get("c", 0))
        count = min(int(asked["n"]), self.page)
        answer: dict[str, Any] = {"itemRefs": [{"id": str(item.number)} for item in found[start : start + count]]}
        if len(found) > start + count:
            answer["continuation"] = str(start + count)
        return answer

    def _item(self, item: Item) -> dict[str, Any]:
        names = {"read": "user/-/state/com.google/read", "saved": "user/-/state/com.google/starred"}
        marks = [names.get(mark) or f"user/-/label/{mark[4:]}" for mark in sorted(item.marks)]
        folder = self.feeds[item.feed].folder
        return {
            "id": f"{_LONG}{item.number:016x}",
            "published": 1_795_424_400 + item.number % 1000,
            "title": self._written(item.title, "&<>"),
            "canonical": [{"href": item.url}] if item.url else [],
            "alternate": [{"href": item.url}] if item.url else [],
            "categories": ["user/-/state/com.google/reading-list", f"user/-/label/{folder}", *marks],
            "origin": {"streamId": item.feed, "title": self.feeds[item.feed].title},
            "summary": {"content": item.text},
        }

    def _tag(self, form: list[tuple[str, str]]) -> None:
        marks = [(name, _mark(value)) for name, value in form if name in ("a", "r")]
        if self.refuses_tags and any(mark.startswith("tag:") for _name, mark in marks):
            raise Refused(self.refuses_tags, "Bad Request!")
        for number in (int(value) for name, value in form if name == "i"):
            for name, mark in marks:
                if number in self.items:
                    (self.items[number].marks.add if name == "a" else self.items[number].marks.discard)(mark)

    def _fever(self, query: dict[str, str], form: dict[str, str]) -> dict[str, Any]:
        key = hashlib.md5(f"{USER}:{PASSWORD}".encode()).hexdigest()
        answer: dict[str, Any] = {"api_version": 3, "auth": int(form.get("api_key") == key)}
        if not answer["auth"]:
            return answer
        if form.get("mark") == "item" and int(form["id"]) in self.items:
            mark = form["as"].removeprefix("un")
            marks = self.items[int(form["id"])].marks
            (marks.discard if form["as"].startswith("un") else marks.add)(mark)
        groups = {feed.folder: number for number, feed in enumerate(self.feeds.values(), 1)}
        inside = [
            {"group_id": groups[feed.folder], "feed_ids": feed.name.removeprefix("feed/")}
            for feed in self.feeds.values()
        ]
        if "feeds" in query:
            answer["feeds"] = [
                {"id": int(feed.name.removeprefix("feed/")), "title": self._written(feed.title, "&<>"), "url": feed.url}
                for feed in self.feeds.values()
            ]
            answer["feeds_groups"] = inside
        if "groups" in query:
            answer["groups"] = [{"id": number, "title": title} for title, number in groups.items()]
        for name, wanted in (("unread_item_ids", False), ("saved_item_ids", True)):
            mark = "saved" if wanted else "read"
            if name in query:
                numbers = [str(n) for n, item in self.items.items() if (mark in item.marks) is wanted]
                answer[name] = ",".join(numbers)
        if "items" in query:
            found = sorted(self.items.values(), key=lambda item: item.number)
            if "since_id" in query:
                found = [item for item in found if item.number > int(query["since_id"])]
            if "with_ids" in query:
                found = [item for item in found if str(item.number) in query["with_ids"].split(",")]
            answer["total_items"] = len(self.items)
            answer["items"] = [
                {
                    "id": str(item.number),
                    "feed_id": int(item.feed.removeprefix("feed/")),
                    "title": self._written(item.title, "&<>"),
                    "html": item.text,
                    "url": item.url,
                    "is_saved": int("saved" in item.marks),
                    "is_read": int("read" in item.marks),
                    "created_on_time": 1_795_424_400,
                }
                for item in found[:50]
            ]
        return answer


class Refused(Exception):
    """Status and words."""


def _mark(name: str) -> str:
    if "/label/" in name:
        return f"tag:{name.partition('/label/')[2]}"
    return _STATES[name.rpartition("/")[2]]


@contextmanager
def feed_server() -> Iterator[FeedServer]:
    """A server for the time of a test."""
    server = FeedServer()
    try:
        yield server
    finally:
        server.close()


#: Path, body and headers of a request: status and body of the answer.
Handler = Callable[[str, str, dict[str, str]], tuple[int, str]]


@contextmanager
def handled(answer: Handler) -> Iterator[str]:
    """A server that answers each request by a function; its address."""

    class Answering(BaseHTTPRequestHandler):
        def log_message(self, format: str, *arguments: Any) -> None:
            pass

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            status, words = answer(self.path, body, dict(self.headers))
            self.send_response(status)
            self.send_header("Content-Length", str(len(words.encode())))
            self.end_headers()
            self.wfile.write(words.encode())

        def do_GET(self) -> None:
            self.do_POST()

        def do_PATCH(self) -> None:
            self.do_POST()

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
