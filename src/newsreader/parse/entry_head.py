"""The article of an entry without its text (`entry_text.py` parses that)."""

from newsreader.model.article import Article, Kind
from newsreader.model.feed import Entry
from newsreader.parse.kickers import KICKER


def head_of(entry: Entry, outlet: str, language: str, key: str) -> Article:
    """The article that an entry announces. `outlet` and `language` stand in where the entry names none; `key` is that
    of its address (`article_key`)."""
    kicker = KICKER.match(entry.title)
    return Article(
        url=entry.url,
        id=key,
        title=entry.title[kicker.end() :] if kicker else entry.title,
        kicker=kicker.group(1) if kicker else "",
        standfirst=entry.summary,
        authors=entry.authors,
        outlet=entry.outlet or outlet,
        published=entry.published,
        updated=entry.updated,
        tags=entry.tags,
        language=language,
        complete=entry.complete,
        kind=Kind.AUDIO if entry.sound else Kind.TEXT,
        sound=entry.sound,
    )
