"""The people named in an article, whether they are quoted or not."""

from newsreader.model.article import Article
from newsreader.quotes.engine import read_article
from newsreader.quotes.mentions import PERSON


def people_named(article: Article) -> list[tuple[str, str]]:
    """The people of an article in the order of the text: name, and what the article says they are ("")."""
    _places, discourse = read_article(article)
    persons = [e for e in discourse.entities.all if e.level >= PERSON and e.mentions]
    persons.sort(key=lambda e: min(mention.number for mention in e.mentions))
    return list({entity.name: (entity.name, entity.role()) for entity in persons}.values())
