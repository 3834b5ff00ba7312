"""Recognise files and responses that are not text, by their first bytes."""

import codecs

from newsreader.i18n import N_, _

#: How the formats begin that people mistake for a page or a list, as their specifications have it.
_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", N_("an image")),
    (b"\xff\xd8\xff", N_("an image")),
    (b"GIF8", N_("an image")),
    (b"%PDF-", N_("a PDF")),
    (b"PK\x03\x04", N_("a ZIP archive")),
    (b"\x1f\x8b", N_("a gzip archive")),
    (b"SQLite format 3\x00", N_("a database")),
)
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
#: Bytes that no text has: control characters, but for those that part lines and words, and escape (ISO-2022).
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})


def binary_format(data: bytes) -> str:
    """Name what these bytes are, in the reader's language ("an image"), where they are no text; "" for text.

    A thirtieth of what is packed are control characters. UTF-16 without a mark has zeros too, at every other place,
    and only there.
    """
    for beginning, name in _BEGINNINGS:
        if data.startswith(beginning):
            return _(name)
    start = data[:4096]
    if start.startswith(_BOMS):
        return ""
    fewer, more = sorted((start[0::2].count(0), start[1::2].count(0)))
    if more > 0.3 * len(start) and fewer <= more // 50:
        return ""
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return _("a binary file") if controls > 0.03 * len(start) else ""
