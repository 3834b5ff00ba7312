"""Who is named in an article, whether they are quoted or not."""

from newsreader.model.article import Article
from newsreader.quotes.languages import grammar_for
from newsreader.quotes.marks import pair_marks
from newsreader.quotes.people import People
from newsreader.quotes.sentences import read_paragraph


def people_named(article: Article) -> list[tuple[str, str]]:
    """The people of an article in the order of the text: name, and what the article says they are ("")."""
    texts = [article.title, article.standfirst.value, *(block.text.value for block in article.blocks)]
    texts = [text for text in texts if text]
    grammar = grammar_for(article.language, texts)
    paragraphs = [
        read_paragraph(grammar, number, text, spans)
        for number, (text, spans) in enumerate(zip(texts, pair_marks(texts), strict=True))
    ]
    people = People(grammar, paragraphs)
    names = dict.fromkeys(person.name for person in people.persons)
    return [(name, people.role_of(name)) for name in names]
