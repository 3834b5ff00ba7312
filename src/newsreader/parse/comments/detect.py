"""Find the comment source of an article, from its page or from an address."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urljoin, urlsplit

from newsreader.parse.comments import coral, discourse, hackernews, isso, lemmy, lobsters, mastodon, wordpress
from newsreader.parse.comments.response import Part, ReadPart, Source
from newsreader.parse.page_index import PageIndex

#: What reads the answers of each kind of source.
READERS: dict[str, ReadPart] = {
    "wordpress": wordpress.read,
    "discourse": discourse.read,
    "isso": isso.read,
    "lemmy": lemmy.read,
    "mastodon": mastodon.read,
    "hacker-news": hackernews.read,
    "lobsters": lobsters.read,
    "coral": coral.read,
}


def read_part(kind: str, data: bytes, address: str) -> Part:
    """Parse one response of a comment source. Raises ParseError."""
    return READERS[kind](data, address)


def source_of(url: str) -> Source | None:
    """The source of an address that is itself a thread, and tells so: a story's page at Hacker News or Lobsters."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if host == "news.ycombinator.com" and (item := parse_qs(parts.query).get("id", [""])[0]).isdigit():
        return hackernews.source(item)
    if host == "lobste.rs" and (story := re.match(r"/s/(\w{4,10})\b", parts.path)):
        return lobsters.source(f"{parts.scheme}://{parts.netloc}", story.group(1))
    return None


def find_source(page: PageIndex, url: str) -> Source | None:
    """The source that a page names, or that it is. The page still has its scripts."""
    return source_of(url) or next((source for look in _LOOKS if (source := look(page, url))), None)


def _wordpress(page: PageIndex, url: str) -> Source | None:
    api = next((link.get("href", "") for link in page.tagged("link") if link.get("rel") == "https://api.w.org/"), "")
    if not api:
        return None
    links = [link.get("href", "") for link in page.tagged("link") if link.get("rel") in ("shortlink", "alternate")]
    named = [match.group(1) for link in links if (match := re.search(r"(?:[?&]p=|/wp/v2/posts/)(\d+)$", link))]
    body = page.tree.find("body")
    named += re.findall(r"\bpostid-(\d+)\b", body.get("class", "") if body is not None else "")
    return wordpress.source(urljoin(url, api), named[0]) if named else None


def _discourse(page: PageIndex, url: str) -> Source | None:
    metas = (meta.get("content", "") for meta in page.tagged("meta") if meta.get("name") == "generator")
    generator = next(metas, "")
    if generator.startswith("Discourse") and (topic := re.search(r"^(.*)/t/(?:[^/]+/)?(\d+)", url)):
        return discourse.source(topic.group(1), topic.group(2))
    script = _script(page, "DiscourseEmbed")
    forum = re.search(r"discourseUrl['\"]?\s*:\s*['\"](https?://[^'\"]+)", script)
    numbered = re.search(r"topicId['\"]?\s*:\s*['\"]?(\d+)", script)
    return discourse.source(forum.group(1), numbered.group(1)) if forum and numbered else None


def _isso(page: PageIndex, url: str) -> Source | None:
    thread = next(iter(page.select("#isso-thread")), None)
    script = next((script for script in page.tagged("script") if script.get("data-isso") is not None), None)
    if script is None or thread is None:
        return None
    return isso.source(urljoin(url, script.get("data-isso", "")), url, thread.get("data-isso-id", ""))


def _lemmy(page: PageIndex, url: str) -> Source | None:
    post = re.search(r"/post/(\d+)", urlsplit(url).path)
    return lemmy.source(url, post.group(1)) if post and _script(page, "isoData") else None


def _mastodon(page: PageIndex, url: str) -> Source | None:
    status = re.fullmatch(r"/@[^/]+/(\d+)", urlsplit(url).path)
    return mastodon.source(url, status.group(1)) if status and page.select("#mastodon, #initial-state") else None


def _coral(page: PageIndex, url: str) -> Source | None:
    if not any(name.startswith(("coral_thread", "coral-container", "coral_talk")) for name in page.names):
        return None
    root = re.search(r"rootURL['\"]?\s*:\s*['\"](https?://[^'\"]+)", _script(page, "rootURL"))
    return coral.source(root.group(1), url) if root else None


_LOOKS: tuple[Callable[[PageIndex, str], Source | None], ...] = (
    _wordpress,
    _discourse,
    _isso,
    _lemmy,
    _mastodon,
    _coral,
)


def _script(page: PageIndex, word: str) -> str:
    """The first script of a page that holds a word."""
    return next((text for script in page.tagged("script") if word in (text := script.text or "")), "")
