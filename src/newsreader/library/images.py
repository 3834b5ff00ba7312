"""The images of a library, for the screen, books and other programs."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.config import pictures_path
from newsreader.model.article import IMAGE_KINDS

if TYPE_CHECKING:
    from newsreader.store.store import Store

#: Of the pictures within a page: how many bytes one may have, and all of them.
_EMBEDDED, _EMBEDDED_TOGETHER = 400_000, 3_000_000


class Images:
    """The stored images, by their addresses; `Library.images`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def file(self, url: str) -> Path | None:
        """A file with a picture of the library, for another program to show; None where it is not here."""
        image = self._store.images.get(url)
        if image is None:
            return None
        kind, content = image
        folder = pictures_path()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"{blake2b(url.encode(), digest_size=12).hexdigest()}.{IMAGE_KINDS[kind]}"
        with open(path, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(content)
        return path

    def get(self, url: str) -> tuple[str, bytes] | None:
        """The media type and the bytes of a picture of the library; None where it is not here."""
        return self._store.images.get(url)

    def content(self, url: str) -> bytes:
        """A picture of the library; empty where it is not here."""
        image = self._store.images.get(url)
        return image[1] if image else b""

    def embedded(self, urls: Iterable[str]) -> dict[str, str]:
        """Return those of these pictures that are here and small, as `data:` addresses (RFC 2397) by their own."""
        embedded: dict[str, str] = {}
        left = _EMBEDDED_TOGETHER
        for url in urls:
            kept = self._store.images.get(url)
            if url not in embedded and kept and kept[0] in IMAGE_KINDS and len(kept[1]) <= min(left, _EMBEDDED):
                embedded[url] = f"data:{kept[0]};base64,{b64encode(kept[1]).decode('ascii')}"
                left -= len(kept[1])
        return embedded
