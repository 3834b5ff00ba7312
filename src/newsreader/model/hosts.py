"""Servers, as manners and passwords count them."""

from urllib.parse import urlsplit


def host_of(url: str) -> str:
    """The server of an address: host and port."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()
