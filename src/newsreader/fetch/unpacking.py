"""Decompress response bodies, whatever their headers say, and tell whether they are complete."""

import re
import zlib

#: How often a body may be packed.
_LAYERS = 3
_GZIP = b"\x1f\x8b"
#: How a feed or a page begins that is not packed at all.
_PLAIN = re.compile(rb"(?:\xef\xbb\xbf)?\s*[<{\[][\x20-\x7e\s]")
#: What ends a feed or a page. A few words may follow: caches sign their work.
_END = re.compile(rb"</(?:rss|feed|rdf:RDF|html|opml)\s*>", re.I)
_AFTER = 1024


class TooLarge(ValueError):
    """A body that is larger than the limit once decompressed."""


def unpacked(body: bytes, encodings: str, limit: int) -> bytes:
    """The body without what `Content-Encoding` names, and without gzip that nobody names (a packed file that is
    served as it is). What is not packed though its headers say so is taken as it is; of what breaks off, what can be
    read. Raises TooLarge beyond `limit` bytes, ValueError for a packing that nobody asked for."""
    for name in reversed([each.strip().lower() for each in encodings.split(",")]):
        if name in ("br", "zstd", "compress") and not _PLAIN.match(body[:100]) and not body.startswith(_GZIP):
            raise ValueError(name)
        if name == "deflate":
            body = _inflated(body, limit, zlib.MAX_WBITS) or _inflated(body, limit, -zlib.MAX_WBITS) or body
    for _layer in range(_LAYERS):
        if not body.startswith(_GZIP):
            break
        body = _inflated(body, limit, zlib.MAX_WBITS + 16) or b""
    return body


def _inflated(body: bytes, limit: int, form: int) -> bytes | None:
    """Return what comes out, up to where it breaks off; None where nothing can."""
    out = bytearray()
    while body:
        packed = zlib.decompressobj(form)
        try:
            out += packed.decompress(body, limit + 1 - len(out))
        except zlib.error:
            return bytes(out) or None
        if len(out) > limit:
            raise TooLarge
        if not packed.eof:
            break
        body = packed.unused_data if packed.unused_data.startswith(_GZIP) else b""
    return bytes(out)


def is_whole(body: bytes) -> bool:
    """Return whether a document came to its end, as far as its last bytes show: one whose transfer broke off after it
    is as good as any."""
    tail = body[-_AFTER:].rstrip()
    return bool(_END.search(tail)) or (body.lstrip()[:1] in (b"{", b"[") and tail[-1:] in (b"}", b"]"))


def whole_items(body: bytes) -> bytes:
    """A feed that broke off, up to the end of its last item: of the next one, half would be another item."""
    ends = [match.end() for match in re.finditer(rb"</(?:\w+:)?(?:item|entry)\s*>", body, re.I)]
    return body[: ends[-1]] if ends else b""
