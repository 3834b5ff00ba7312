"""Tell which revision of an article has a quotation, and since when."""

from collections.abc import Sequence
from datetime import datetime

from newsreader.i18n import _
from newsreader.model.article import Article, text_of
from newsreader.render.dates import day


def version_sentence(versions: Sequence[tuple[datetime, Article]], words: str, language: str) -> str:
    """Return which of the versions that were kept (oldest first, each with when it was seen to be replaced, the last is
    what the article is now) have these words; without words, which one this is. "" where there is but one."""
    count = len(versions)
    if count < 2:
        return ""
    having = [number for number, (_until, article) in enumerate(versions, 1) if _says(article, words)]
    first = next((n for n in range(count, 0, -1) if n not in having), 0) + 1 if words else count
    if first == 1:
        return _("in all {n} versions seen").format(n=count)
    since = day(versions[first - 2][0], language)
    if first == count:
        return _("version {n} of {n} seen, changed by {day}").format(n=count, day=since)
    return _("from version {first} of {n} seen, changed by {day}").format(first=first, n=count, day=since)


def _says(article: Article, words: str) -> bool:
    return " ".join(words.split()) in " ".join(f"{article.title}\n{text_of(article)}".split())
