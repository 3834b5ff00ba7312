"""A quotation to paste somewhere: the words, who said them, and where they stand."""

from newsreader.model.article import Article
from newsreader.model.quotation import Quotation
from newsreader.render.dates import day


def cite(quotation: Quotation, article: Article, language: str) -> str:
    """`« words » — speaker, outlet, date, address`; what is not known is left out, never made up."""
    french = (article.language or language) == "fr"
    words = " ".join(quotation.spoken().split())
    marked = f"«\u00a0{words}\u00a0»" if french else f"“{words}”"
    when = day(article.published, language) if article.published else ""
    source = ", ".join(part for part in (quotation.speaker, article.outlet, when, article.url) if part)
    return f"{marked} — {source}"
