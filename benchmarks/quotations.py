"""What searching among a million quotations costs: a letter at a time, in processor time; and what their index weighs.

python benchmarks/quotations.py [--size 1000000] [--folder FOLDER]

The library is made in the folder where it is not there yet, through the store's own door: five quotations an article,
of 2 to 28 words that are as frequent as those of French (by the word lists of the quote engine), by 60,000 people of
whom few say most.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from itertools import accumulate
from pathlib import Path
from random import Random

from newsreader.library.core import Library
from newsreader.library.search.parser import QueryError
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.quotation import Quotation, QuotationKind, SpeakerType
from newsreader.model.text import Text
from newsreader.store.articles import EntryUpdate
from newsreader.store.codec import encode_article
from newsreader.store.store import Store

#: Quotations an article, articles in one transaction.
EACH, TOGETHER = 5, 4000
#: How many quotations the screen reads at first.
PAGE = 100
#: What is typed, a letter at a time: a rare word, frequent ones, two of them, with a role, an outlet, days.
TYPED = (
    "retraites",
    "gouvernement",
    "le pouvoir d’achat",
    "la loi rôle:ministre",
    "dit:? la paix",
    "média:courrier eau",
)
#: What a letter may take.
MOST = 30.0
_HEADS = ("de", "la", "le", "et", "les", "des", "en", "un", "une", "que", "est", "pour", "qui", "dans", "a", "par")

_TOPICS = ("retraites", "gouvernement", "pouvoir", "achat", "loi", "paix", "eau")


def vocabulary() -> tuple[list[str], list[float]]:
    """French words, and the sums of their frequencies, which fall as 1 / rank (Zipf)."""
    folder = files("newsreader.quotes").joinpath("words", "fr")
    lists = [folder.joinpath(name).read_text(encoding="utf-8") for name in ("common.txt", "verbs.txt")]
    forms = {form.split(":")[0] for line in "\n".join(lists).splitlines() if line[:1] != "#" for form in line.split()}
    rest = sorted(forms - {*_HEADS, *_TOPICS})
    Random(5).shuffle(rest)
    words = [*_HEADS, *rest[:200], *_TOPICS, *rest[200:]]
    return words, list(accumulate(1 / (rank + 3) for rank in range(len(words))))


def quotations(draw: Random) -> Iterator[Quotation]:
    """Quotations without an end."""
    words, sums = vocabulary()
    names = [f"{draw.choice(words).title()} {draw.choice(words).title()}" for _name in range(60_000)]
    by_name = list(accumulate(1 / (rank + 3) for rank in range(len(names))))
    roles = [f"{draw.choice(('ministre', 'maire', 'porte-parole'))} de {draw.choice(words)}" for _role in range(3_000)]
    texts = [" ".join(draw.choices(words, cum_weights=sums, k=draw.randint(2, 28))) for _text in range(60_000)]
    while True:
        text, named = draw.choice(texts), draw.random() < 0.8
        speaker = draw.choices(names, cum_weights=by_name)[0] if named else ""
        role = draw.choice(roles) if named and draw.random() < 0.6 else ""
        kind = SpeakerType.PERSON if named else None
        yield Quotation(0, 0, len(text), text, QuotationKind.SPEECH, speaker, kind, confidence=0.9, role=role)


def fill(path: Path, size: int) -> None:
    """Put so many quotations into a library, by the way that a refresh goes."""
    draw, store = Random(11), Store(path)
    said, now = quotations(draw), datetime.now(UTC)
    words, _sums = vocabulary()
    outlets = [f"Le {draw.choice(words).title()}" for _outlet in range(59)] + ["Courrier du Bourg"]
    spent = 0.0
    for start in range(store.retention.count(), size // EACH, TOGETHER):  # from where it was left
        updates = []
        for number in range(start, start + TOGETHER):
            when = now - timedelta(minutes=5 * number)
            article = an_article(number, outlets[number % len(outlets)], when)
            updates.append(EntryUpdate(encode_article(article), "s", sort_time=int(when.timestamp())))
        some = [[next(said) for _quotation in range(EACH)] for _article in updates]
        with store.database.transaction():
            kept = store.articles.put_entries(0, updates, now)
            began = time.process_time()
            for number, those in zip(kept, some, strict=True):
                store.quotations.put(number, those, 1)
            spent += time.process_time() - began
    while store.quotation_index.merge_step():
        pass
    print(f"{spent:.0f} s of processor time to store quotations")
    store.close()


def an_article(number: int, outlet: str, when: datetime) -> Article:
    """A short one: its own text is not what is measured here."""
    text = Block(BlockType.PARAGRAPH, Text(f"Article {number}."))
    url = f"https://banc.example/{number}.html"
    return Article(url=url, id=url, title=f"Titre {number}", outlet=outlet, published=when, blocks=(text,))


def weigh(path: Path) -> dict[str, float]:
    """Bytes a quotation: of its index, and of the whole file."""
    store = Store(path)
    count = store.quotation_index.count()
    row = store.database.row("SELECT SUM(LENGTH(block)) FROM quotation_fts_data")
    index = row[0] if row else 0
    store.close()
    return {"index": index / count, "file": path.stat().st_size / count}


def letter(library: Library, text: str) -> tuple[float, float, int]:
    """Milliseconds of processor time for the first quotations, as the screen shows them, and for their count, which it
    asks for then; and that."""
    began = time.process_time()
    query = library.quotation_search.parse(text, typing=True)
    library.quotation_search.find(query, PAGE)
    found = time.process_time()
    count = library.quotation_search.count(query)
    return 1000 * (found - began), 1000 * (time.process_time() - found), count.found


def main() -> None:
    """Make the library where it is not there, and type."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "newsreader-quotations")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    path: Path = options.folder / f"{options.size}.db"
    fill(path, options.size)
    print({name: f"{size:.0f} bytes a quotation" for name, size in weigh(path).items()})
    library = Library(path)
    for text in TYPED:
        for stop in range(1, len(text) + 1):
            with suppress(QueryError):  # a field that has no words yet
                taken, counted, found = min(letter(library, text[:stop]) for _round in range(3))
                over = "  over" if taken > MOST else ""
                print(f"{text[:stop]:30} {found:6} {taken:6.1f} ms, count {counted:6.1f} ms{over}", flush=True)
    library.close()


if __name__ == "__main__":
    main()
