"""Earlier versions of articles: small beside the first, fewer with age, each as it was."""

from datetime import timedelta
from itertools import pairwise
from random import Random

from newsreader.model.article import Article, Block, BlockType
from newsreader.model.text import Text
from newsreader.store.revisions import thin_out
from newsreader.store.store import Store
from tests.store.test_store import NOW, an_article


def version(number: int) -> Article:
    """A long article of which one paragraph is another each time."""
    draw = Random(7)
    words = ["".join(draw.choice("aeioulrstnmp") for _n in range(6)) for _word in range(900)]
    paragraphs = [" ".join(words[at : at + 60]) for at in range(0, 900, 60)]
    paragraphs[number % 15] = f"La {number}e mise à jour, à ce qu’on dit."
    return an_article(1, blocks=tuple(Block(BlockType.PARAGRAPH, Text(words)) for words in paragraphs))


def test_each_version_comes_back_as_it_was_and_takes_little_room(store: Store) -> None:
    number = store.articles.put_entry(0, version(0), "s", NOW)
    for change in range(13):
        store.articles.put_text(number, version(change), NOW + timedelta(hours=change))
    kept = store.revisions.of(number)
    assert [article.blocks for _when, article in kept] == [
        version(int((when - NOW) / timedelta(hours=1)) - 1).blocks for when, _article in kept
    ]
    sizes = [len(row[0]) for row in store.database.rows("SELECT content FROM article_revision ORDER BY id")]
    assert max(sizes[1:]) < sizes[0] / 5
    # Not a change to its reader: nothing is kept of it.
    store.articles.put_text(number, version(12), NOW + timedelta(hours=20))
    assert len(store.revisions.of(number)) == len(kept)


def test_versions_are_fewer_with_age_the_first_and_the_last_stay() -> None:
    hour = 3600
    times = list(range(0, 400 * hour, hour))
    kept = sorted(thin_out(times, times[-1]))
    assert kept[0] == 0 and kept[-1] == times[-1] and len(kept) < 60
    gaps = [later - sooner for sooner, later in pairwise(kept)]
    assert gaps[0] > 30 * hour and gaps[-2] == hour
    # As they come in, one by one, too.
    some: list[int] = []
    for time in times:
        some = sorted(thin_out([*some, time], time))
    assert some[0] == 0 and some[-1] == times[-1] and 20 < len(some) < 60
