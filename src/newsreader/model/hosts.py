"""The host of an address, by which limits, pauses and credentials are kept."""

from functools import lru_cache
from urllib.parse import urlsplit


@lru_cache(maxsize=1024)  # a refresh asks for each feed's half a dozen times
def host_of(url: str) -> str:
    """The server of an address: host and port."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()
