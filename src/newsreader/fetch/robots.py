"""What a server lets programs collect: robots.txt, RFC 9309."""

from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

#: By this name servers can speak to us.
NAME = "newsreader"


def robots_url(url: str) -> str:
    """Where the server of an address keeps its robots.txt."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def allows(robots: str, url: str) -> bool:
    """Whether a robots.txt lets us collect the page of this address; an empty one lets everything."""
    parser = RobotFileParser()
    parser.parse(robots.splitlines())
    return parser.can_fetch(NAME, url)
