"""Export articles as Markdown files with YAML front matter."""

import json
import re
from collections.abc import Callable, Iterable
from hashlib import blake2s
from pathlib import Path
from typing import Any

from newsreader.i18n import _, language, system_reason
from newsreader.library.transfer.library_dump import atomic_writer
from newsreader.model.article import Article
from newsreader.model.errors import NewsreaderError
from newsreader.model.feed import Headline
from newsreader.model.note import Note
from newsreader.model.quotation import SPOKEN, Quotation
from newsreader.model.text import clean_line, fold
from newsreader.render.markdown import markdown_article
from newsreader.render.notes import notes_markdown
from newsreader.store.store import Store


def export_markdown(store: Store, articles: Iterable[int], folder: Path, ready: Callable[[int], None]) -> int:
    """A file of Markdown for each of these articles, with the reader's notes; `ready` is called before each, so
    that its text is read. Returns how many there are. Raises NewsreaderError."""
    count = 0
    for number in articles:
        ready(number)
        article, headlines = store.articles.load(number), store.headlines.headlines_of([number])
        if article is None or not headlines:
            continue
        path = folder / file_name(article)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise NewsreaderError(
                _("{path} cannot be written: {error}.").format(path=path.parent, error=system_reason(error))
            ) from error
        with atomic_writer(path) as file:
            file.write(_markdown(article, headlines[0], store.quotations.of(number), store.notes.of(number)))
        count += 1
    return count


def file_name(article: Article) -> str:
    """A path of plain letters, by the month: nothing that a title says can lead anywhere else. The same article has
    the same name on every device.

    >>> file_name(Article(url="u", id="i", title="../L’Été : « À bas ! »"))
    'undated/l-ete-a-bas-dee729.md'
    """
    words = re.sub(r"[^a-z0-9]+", "-", fold(article.title)).strip("-")[:60].strip("-")
    month = f"{article.published:%Y-%m}" if article.published else "undated"
    return f"{month}/{words or 'article'}-{blake2s(article.id.encode(), digest_size=3).hexdigest()}.md"


def _markdown(article: Article, headline: Headline, quotations: Iterable[Quotation], notes: list[Note]) -> str:
    facts = _front_matter(article, headline, quotations)
    heading = "".join(f"{name}: {_yaml(value)}\n" for name, value in facts.items() if value not in ("", [], None))
    words = "\n## " + _("Notes") + f"\n\n{notes_markdown(notes, language())}" if notes else ""
    return f"---\n{heading}---\n\n{markdown_article(article, language())}{words}"


def _front_matter(article: Article, headline: Headline, quotations: Iterable[Quotation]) -> dict[str, Any]:
    """Return what is known of the article and what the reader did with it; nothing stands for what nobody knows."""
    return {
        "title": clean_line(article.title),
        "kicker": clean_line(article.kicker),
        "standfirst": clean_line(article.standfirst.value),
        "url": article.url,
        "outlet": clean_line(article.outlet),
        "authors": [clean_line(author) for author in article.authors],
        "published": article.published.isoformat() if article.published else None,
        "updated": article.updated.isoformat() if article.updated else None,
        "section": [clean_line(name) for name in article.section],
        "keywords": [clean_line(name) for name in article.tags],
        "language": article.language,
        "complete": article.complete,
        "read": headline.read,
        "saved": headline.saved,
        "tags": list(headline.tags),
        "quotations": [_quotation(quotation) for quotation in quotations if quotation.kind in SPOKEN],
    }


def _quotation(quotation: Quotation) -> dict[str, Any]:
    facts = {
        "text": clean_line(quotation.spoken()),
        "speaker": clean_line(quotation.speaker),
        "role": clean_line(quotation.role),
    }
    return {name: value for name, value in facts.items() if value}


def _yaml(value: Any) -> str:
    """A value in YAML, in which JSON's strings, lists and objects are; a list of objects takes a line for each."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "".join(f"\n  - {json.dumps(item, ensure_ascii=False)}" for item in value)
    return json.dumps(value, ensure_ascii=False)
