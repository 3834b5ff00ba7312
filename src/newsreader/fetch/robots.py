"""Parse robots.txt (RFC 9309), with the common `Crawl-delay`."""

import math
import re
from datetime import timedelta
from functools import lru_cache
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

#: A line that says how many seconds are to lie between two pages, with parts of a second.
_PARTS = re.compile(r"^(\s*crawl-delay\s*:\s*)(\d{1,6}\.\d+)", re.I)
#: By this name servers can speak to us.
NAME = "newsreader"


def robots_url(url: str) -> str:
    """Return where the server of an address keeps its robots.txt."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


@lru_cache(maxsize=64)
def _rules(robots: str) -> RobotFileParser:
    parser = RobotFileParser()
    # Python's parser knows whole seconds only.
    parser.parse(
        [_PARTS.sub(lambda match: f"{match[1]}{math.ceil(float(match[2]))}", line) for line in robots.splitlines()]
    )
    return parser


def allows(robots: str, url: str) -> bool:
    """Return whether a robots.txt lets us collect the page of this address; an empty one lets everything."""
    return _rules(robots).can_fetch(NAME, url)


def crawl_delay(robots: str) -> timedelta:
    """Return the `Crawl-delay` of a robots.txt, the pause between two pages, at most a day."""
    return timedelta(seconds=min(float(_rules(robots).crawl_delay(NAME) or 0), 86_400.0))
