"""The host of an address, by which limits, pauses and credentials are kept."""

from urllib.parse import urlsplit


def host_of(url: str) -> str:
    """The server of an address: host and port."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()
