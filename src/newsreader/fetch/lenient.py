"""Repair malformed response headers as browsers do, before a strict parser reads them.

Servers send header lines that are none, a length twice, a policy of 50 KB. aiohttp refuses the whole answer for
any of that (llhttp, RFC 9112); who reads news wants the news. Heads that are well formed go through as they came.
"""

import asyncio
import re
from functools import partial
from typing import Any

import aiohttp
from aiohttp.client_proto import ResponseHandler

#: Bytes that may stand before a body, in all, as in Chromium.
HEAD_LIMIT = 262_144
#: And so many lines.
LINES_LIMIT = 2_000
_END = re.compile(rb"\r?\n\r?\n")
_TOKEN = rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_WELL_FORMED = re.compile(
    rb"HTTP/1\.[01] [2-5]\d\d(?: [\t\x20-\x7e\x80-\xff]*)?\r\n(?:" + _TOKEN + rb":[\t\x20-\x7e\x80-\xff]*\r\n)*\r\n"
)
_STATUS = re.compile(rb"\s*(?:HTTP/(\d)(?:\.(\d))?|ICY)\s+(\d{3})(?!\d)\s*(.*)", re.I)
_HEADER = re.compile(rb"(" + _TOKEN + rb")[ \t]*:[ \t]*(.*)", re.S)
#: What says where a body ends: twice or at odds with each other, no strict parser takes it.
_FRAMING = re.compile(rb"\n(?:content-length|transfer-encoding)[ \t]*:[^\n]*", re.I)
_PLAIN_FRAMING = re.compile(
    rb"\n(?:content-length:[ \t]*\d{1,18}[ \t]*\r?|transfer-encoding:[ \t]*chunked[ \t]*\r?)", re.I
)
_LENGTH = re.compile(rb"\ncontent-length:[ \t]*(\d{1,18})[ \t]*\r?\n", re.I)
_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")


def mended(head: bytes) -> bytes:
    """Return what stands before a body, its empty line included, as a strict parser takes it; b"" for an interim answer
    (1xx), after which the real one comes."""
    framing = _FRAMING.findall(head)
    if len(framing) < 2 and all(map(_PLAIN_FRAMING.fullmatch, framing)) and _WELL_FORMED.fullmatch(head):
        return head
    first, *lines = re.sub(rb"\r?\n[ \t]+(?=\S)", b" ", head.strip(b"\r\n")).split(b"\n")
    status = _STATUS.fullmatch(first.strip())
    if not status:
        return head
    if status[3].startswith(b"1"):
        return b""
    old = not status[1] or status.group(1, 2) == (b"1", b"0")
    kept = [b"HTTP/1.%d %s %s" % (not old, status[3], _CONTROL.sub(b"", status[4]))]
    lengths: list[bytes] = []
    chunked = False
    for line in lines:
        header = _HEADER.fullmatch(line.rstrip())
        if not header:
            continue  # no header at all
        name, value = header[1].lower(), _CONTROL.sub(b"", header[2])
        if name == b"content-length":
            lengths += [each.strip() for each in value.split(b",")]
        elif name == b"transfer-encoding":
            chunked = chunked or b"chunked" in value.lower()
        else:
            kept.append(header[1] + b": " + value)
    if chunked:
        kept.append(b"Transfer-Encoding: chunked")  # it holds where both are there (RFC 9112, 6.3)
    elif len(set(lengths)) == 1 and lengths[0].isdigit():
        kept.append(b"Content-Length: " + lengths[0])
    return b"\r\n".join(kept) + b"\r\n\r\n"


class _Lenient(ResponseHandler):
    """Collects the head of a response, repairs it, and hands it to the parser."""

    _head: bytes | None = None
    #: Bytes of the body that are still to come, None where its end is not told by a length.
    _left: int | None = None

    def set_response_params(self, **more: Any) -> None:
        """A request goes out: the next answer begins with a head."""
        self._head, self._left = b"", None
        super().set_response_params(**more)

    def data_received(self, data: bytes) -> None:
        while self._head is not None:
            looked_at = max(0, len(self._head) - len(b"\r\n\r"))
            self._head = (self._head + data).lstrip(b"\r\n")
            end = _END.search(self._head, looked_at)
            if end is None and len(self._head) <= HEAD_LIMIT:
                return
            # One without end is for the parser to refuse.
            head, rest = (mended(self._head[: end.end()]), self._head[end.end() :]) if end else (self._head, b"")
            self._head = None if head else b""
            length = _LENGTH.search(head) if end else None
            self._left = len(head) + int(length[1]) if length else None
            data = head + rest
            if not data:
                return
        if self._left is not None:
            if len(data) > self._left:  # browsers let go what comes after the end
                data = data[: self._left]
                self.force_close()
            self._left -= len(data)
        if data:
            super().data_received(data)

    def connection_lost(self, exc: BaseException | None) -> None:
        if self._head:
            head, self._head = self._head, None
            super().data_received(head)
        super().connection_lost(exc)


class LenientConnector(aiohttp.TCPConnector):
    """Makes connections whose response heads are repaired before they are parsed."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self._factory = partial(_Lenient, loop=asyncio.get_running_loop())  # type: ignore[assignment]
