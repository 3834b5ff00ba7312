"""Import lists of subscriptions: feeds, saved searches, and the credentials in addresses, which are stored apart."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from newsreader.i18n import _, plural
from newsreader.library.search.parser import QueryError, parse_query
from newsreader.library.url_credentials import set_aside, without_credentials
from newsreader.model.errors import ParseError
from newsreader.model.values import dataclass
from newsreader.parse.listed_feed import ListedFeed
from newsreader.parse.newsboat import read_nom, read_urls, translated
from newsreader.parse.opml import decoded, read_opml
from newsreader.store.store import Store
from newsreader.store.undo import UndoStep

#: Feeds that a search may name.
_MANY = 100


@dataclass(frozen=True)
class SubscriptionImport:
    """The result of an import: how many feeds were added, how many `known` before, how many searches were saved; the
    lines that were `left` out; further sentences for the reader (`said`); whether the file breaks off (`broken`)."""

    new: int = 0
    known: int = 0
    searches: int = 0
    left: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    broken: bool = False

    def counts(self) -> list[str]:
        """Say how many feeds were added, known and left out, a sentence each."""
        sentences = [plural("{n} feed added.", "{n} feeds added.", self.new).format(n=self.new)]
        if known := self.known:
            sentences.append(
                plural("{n} feed was already there.", "{n} feeds were already there.", known).format(n=known)
            )
        if left := len(self.left):
            sentences.append(plural("{n} line was left out.", "{n} lines were left out.", left).format(n=left))
        return sentences


def import_list(store: Store, data: bytes, passes: Path) -> SubscriptionImport:
    """Subscribe to everything in an OPML file, in newsboat's `urls`, or in nom's `config.yml`. Users and passwords
    in its addresses go into the file at `passes`. One undo takes all of it back.

    Raises ParseError, and ConfigError where that file cannot be written.
    """
    lines = _lines(data)
    feeds = [line for line in lines if line.url]
    new = known = 0
    sentences: dict[str, None] = {}
    tagged = _tagged(feeds)
    with store.undo.record(_("importing the subscriptions"), datetime.now(UTC)) as step:
        for feed in feeds:
            if any(without_credentials(feed.written)[1:]):
                sentences[set_aside(feed.written, passes, named=feed.url)[1]] = None
            number, is_new = store.feeds.add(feed.url, feed.title, feed.folder, feed.muted)
            if is_new:
                step.added("feed", {"id": number})
            new, known = new + is_new, known + (not is_new)
        kept, left = _keep_searches(store, step, lines, tagged)
    for tag in dict.fromkeys(tag for feed in feeds for tag in feed.tags if len(tagged[tag]) > _MANY):
        sentence = _("“{tag}” names more than {n} feeds: too many for a saved search. Put them in a folder.")
        sentences[sentence.format(tag=tag, n=_MANY)] = None
    left += [line.written for line in lines if not (line.url or line.query or line.broken)]
    return SubscriptionImport(new, known, kept, tuple(left), tuple(sentences), any(line.broken for line in lines))


def _lines(data: bytes) -> list[ListedFeed]:
    text = decoded(data)
    if text.lstrip()[:1] == "<":
        lines = list(read_opml(data))
    else:
        nom = re.search(r"^feeds:\s*$", text, re.M)
        lines = list(read_nom(text[nom.end() :]) if nom else read_urls(text))
        if not any(line.url or line.query for line in lines):
            raise ParseError(_("Not an OPML file or a newsboat or nom subscription list."))
    if not any(line.url or line.written for line in lines):
        raise ParseError(_("This list names no feed."))
    return lines


def _tagged(feeds: Sequence[ListedFeed]) -> dict[str, list[str]]:
    urls_by_tag: dict[str, list[str]] = {}
    for feed in feeds:
        for tag in (feed.folder, *feed.tags):
            if tag:
                urls_by_tag.setdefault(tag, []).append(feed.url)
    return urls_by_tag


def _keep_searches(
    store: Store, step: UndoStep, lines: Sequence[ListedFeed], tagged: Mapping[str, Sequence[str]]
) -> tuple[int, list[str]]:
    """Keep what the lines ask for, and each further tag of feeds, as searches; returns how many, and the lines that
    cannot be one. A search that has the name already stays."""
    wanted = {tag: " OR ".join(f'source:"{url}"' for url in tagged[tag]) for line in lines for tag in line.tags}
    # One of too many feeds is too long a search.
    wanted = {tag: query for tag, query in wanted.items() if len(tagged[tag]) <= _MANY}
    left = []
    for line in lines:
        if not line.query:
            continue
        query = translated(line.query, tagged)
        with suppress(QueryError):
            if query and line.name and parse_query(query, datetime.now(UTC)):
                wanted[line.name] = query
                continue
        left.append(line.written)
    known = store.tags.searches()
    new = {name: query for name, query in wanted.items() if name not in known}
    for name, query in new.items():
        store.tags.save_search(step, name, query)
    return len(new), left
