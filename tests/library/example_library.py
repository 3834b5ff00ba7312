"""A library with a few hundred articles, read marks, notes, tags, and steps that can be undone."""

import random
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsreader.library.core import Library
from newsreader.library.refresh.ingest import parse_and_store
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.note import Note
from newsreader.model.text import Text
from newsreader.store.store import Store
from tests.made_once import made_once

WORDS = [a + b for a in "port quai phare mer vent sel".split() for b in "age eur ier in ot ure elle".split()]
WHEN = datetime(2026, 11, 1, 9, tzinfo=UTC)
ARTICLES = 300
#: How many rows there are.
MANY = {"feed": 5, "article": ARTICLES, "article_body": ARTICLES, "note": 30, "article_tag": 60, "undo_step": 61}


@made_once
def build_example_library(path: Path) -> None:
    """Fill a new library; nothing is left in its log of writes."""
    chance = random.Random(1)
    with closing(Store(path)) as store:
        store.state.put("created", "2026")
        feeds = [store.feeds.add(f"https://x.example/{n}.rss", f"Le fil {n}")[0] for n in range(MANY["feed"])]
        with store.database.transaction():
            for n in range(ARTICLES):
                url = f"https://x.example/{n}"
                text = f"« Le port respire », dit Anne Bec, maire de Port-Lison, pour la {n}e fois. "
                words = " ".join(chance.choices(WORDS, k=250))
                blocks = (Block(BlockType.PARAGRAPH, Text(words)), Block(BlockType.PARAGRAPH, Text(text)))
                when = WHEN + timedelta(minutes=n)
                article = Article(url, f"x:{n}", f"Titre {n}", published=when, language="fr", blocks=blocks)
                number = store.articles.put_entry(feeds[n % len(feeds)], article, "s", when)
                parse_and_store(store, number, article, when)
    with closing(Library(path)) as library:
        numbers = list(range(1, ARTICLES + 1))
        library.mark_read(numbers[: ARTICLES // 2])
        for number in numbers[:30]:
            library.notes.save(Note(0, number, f"Une note {number}"))
            library.tags.change([number], ["port", "travaux"])
