"""Parse newsboat's `urls` (newsboat.org, "Subscribing to feeds") and nom's `config.yml`."""

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence

from newsreader.model.text import clean_line
from newsreader.parse.listed_feed import ListedFeed, listed_feed


def read_urls(text: str) -> Iterator[ListedFeed]:
    """Parse the lines of `urls`: `URL "tag" "another" "~Title"`. The first tag becomes the folder. `query:` gives a
    saved search; other lines that are no feed (`exec:`, `filter:`) are left out."""
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        try:
            address, *words = shlex.split(line)
        except ValueError:
            address, *words = line.split()
        title = next((word[1:] for word in words if word.startswith("~")), "")
        tags = [clean_line(word) for word in words if word[:1] not in ("~", "!") and word.strip()]
        if address.startswith("query:") and address.count(":") > 1:
            _kind, name, query = address.split(":", 2)
            yield ListedFeed(name=clean_line(name), query=query, written=clean_line(line))
        else:
            feed = listed_feed(address, clean_line(title), tags[0] if tags else "", tuple(tags[1:]))
            yield feed if feed.url else ListedFeed(written=clean_line(line))


_NOM = re.compile(r"\s*(-\s+)?(url|name):\s*(.*)$")


def read_nom(text: str) -> Iterator[ListedFeed]:
    """Parse the feeds of nom's `config.yml`: a list of `- url: …` with a `name: …`."""
    entry: dict[str, str] = {}
    for line in [*text.splitlines(), "- url:"]:
        if match := _NOM.match(line):
            dash, name, value = match.groups()
            if dash and entry.get("url"):
                yield listed_feed(entry["url"], clean_line(entry.get("name", "")))
            entry = {} if dash else entry
            entry[name] = value.strip().strip("'\"")


_TOKEN = re.compile(
    r'\s*(?:([()])|(and|or)\b|(\w+)\s*(=~|!~|!=|==|=|!#|#|<=|>=|<|>|between)\s*(?:"([^"]*)"|([\w:.-]+)))', re.I
)
_FIELDS = {"title": "title:", "content": "", "author": "by:", "feedtitle": "source:", "rssurl": "source:"}


def translated(query: str, tagged: Mapping[str, Sequence[str]]) -> str:
    """A filter of newsboat's as a search of ours; "" where there is none like it. `tagged` are the addresses of the
    feeds with each tag.

    >>> translated('unread = "yes" and title =~ "port"', {})
    'is:unread title:"port"'
    """
    parts: list[str] = []
    at = 0
    while at < len(query.rstrip()):
        match = _TOKEN.match(query, at)
        if match is None:
            return ""
        bracket, joint, field, operator, quoted, bare = match.groups()
        if field:
            made = _condition(field.lower(), operator.lower(), quoted if quoted is not None else bare, tagged)
            if not made:
                return ""
            parts.append(made)
        elif bracket or joint.lower() == "or":
            parts.append(bracket or "OR")
        at = match.end()
    return " ".join(parts)


def _condition(field: str, operator: str, value: str, tagged: Mapping[str, Sequence[str]]) -> str:
    negative = "-" if operator.startswith("!") else ""
    if field == "unread" and operator in ("=", "==", "!="):
        return "is:unread" if (value == "yes") is not bool(negative) else "is:read"
    if field == "tags" and operator in ("#", "!#"):
        feeds = [f'source:"{address}"' for address in tagged.get(value, ())]
        return f"{negative}({' OR '.join(feeds)})" if feeds else ""
    if field == "age" and (days := re.fullmatch(r"(?:0:)?(\d{1,5})", value)) and operator in ("<", "<=", "between"):
        return f"since:{days.group(1)}d"
    if field in _FIELDS and operator in ("=", "==", "!=", "=~", "!~"):
        ways = [re.sub(r"^(?:\.\*|\^)|(?:\.\*|\$)$", "", way) for way in value.strip("()").split("|")]
        if not all(re.fullmatch(r"[\w\s'’:/.?=&%-]+", way) for way in ways):
            return ""
        words = " OR ".join(f'{_FIELDS[field]}"{way}"' for way in ways)
        return f"{negative}({words})" if len(ways) > 1 else negative + words
    return ""
