"""A real HTTP server on loopback that answers what a test tells it to, and remembers what it was asked."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.press import Served

#: The servers that are up, or were.
_begun: set[str] = set()


def served() -> tuple[str, ...]:
    """Their addresses, as if the reader of a test had named each by hand."""
    return tuple(_begun)


class PressServer:
    """`routes` may be changed at any time; `asked` holds the path and headers of each request."""

    def __init__(self) -> None:
        self.routes: dict[str, Served] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.at_once = self.most_at_once = 0
        self._lock = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                with outer._lock:
                    outer.asked.append((self.path, dict(self.headers)))
                    outer.at_once += 1
                    outer.most_at_once = max(outer.most_at_once, outer.at_once)
                try:
                    outer.answer(self)
                except (BrokenPipeError, ConnectionResetError):
                    pass
                finally:
                    with outer._lock:
                        outer.at_once -= 1

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.base = f"http://127.0.0.1:{self._server.server_port}"
        _begun.add(self.base)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Send what the route says."""
        served = self.routes.get(handler.path, Served(b"nothing here", 404))
        etag = served.headers.get("ETag")
        if etag and handler.headers.get("If-None-Match") == etag:
            handler.send_response(304)
            handler.send_header("Content-Length", "0")
            handler.end_headers()
            return
        handler.send_response(served.status)
        for name, value in served.headers.items():
            handler.send_header(name, value)
        if served.endless:
            handler.end_headers()
            while True:
                handler.wfile.write(served.body)
        handler.send_header("Content-Length", str(len(served.body) + (1000 if served.cut else 0)))
        handler.end_headers()
        if served.drip:
            for byte in served.body:
                handler.wfile.write(bytes([byte]))
                handler.wfile.flush()
                time.sleep(served.drip)
        else:
            handler.wfile.write(served.body)
        if served.cut:
            handler.close_connection = True

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [path for path, _headers in self.asked]

    def close(self) -> None:
        """Stop listening: from here on nobody is there."""
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def press_server() -> Iterator[PressServer]:
    """A server for the time of a test."""
    server = PressServer()
    try:
        yield server
    finally:
        server.close()
