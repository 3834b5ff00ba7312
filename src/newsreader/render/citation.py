"""Format a quotation to be pasted: its words, speaker and source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsreader.model.text import clean
from newsreader.render.dates import day
from newsreader.render.markdown import address, escape

if TYPE_CHECKING:
    from newsreader.model.article import Article
    from newsreader.model.quotation import Quotation, QuotationInArticle


def cite(quotation: Quotation, article: Article, language: str) -> str:
    """Format `« words » — speaker, outlet, date, address`, without the parts that are not known."""
    when = day(article.published, language) if article.published else ""
    words = marked(quotation, article.language or language)
    return _cited(words, quotation.speaker, article.outlet, when, article.url)


def cite_in_article(quoted: QuotationInArticle, language: str) -> str:
    """The same for a quotation met outside its article."""
    words = marked(quoted.quotation, language)
    return _cited(words, quoted.quotation.speaker, quoted.outlet, day(quoted.when, language), quoted.url)


def _cited(words: str, *source: str) -> str:
    return f"{words} — {', '.join(part for part in source if part)}"


def marked(quotation: Quotation, language: str) -> str:
    """The words on one line, between the marks of a language."""
    return in_marks(quotation.spoken(), language)


def in_marks(words: str, language: str) -> str:
    """Put words on one line between the quotation marks of a language."""
    words = " ".join(clean(words).split(" ")).replace("\n", " ")
    return f"«\u00a0{words}\u00a0»" if language[:2] == "fr" else f"“{words}”"


def quotations_markdown(quotations: Iterable[QuotationInArticle], language: str) -> str:
    """Render quotations as Markdown, each with its speaker, outlet, date and link."""
    return "\n".join(_quotation_markdown(quoted, language) for quoted in quotations)


def _quotation_markdown(quoted: QuotationInArticle, language: str) -> str:
    who = f"**{escape(quoted.quotation.speaker)}**, " if quoted.quotation.speaker else ""
    source = ", ".join(part for part in (escape(quoted.outlet), day(quoted.when, language)) if part)
    words, link = escape(marked(quoted.quotation, language)), f"[{escape(quoted.title)}]({address(quoted.url)})"
    return f"> {words}\n>\n> — {who}{link}, {source}\n"
