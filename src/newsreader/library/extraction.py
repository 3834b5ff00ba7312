"""Extract an article with its quotations from a file or an address, without a library."""

from typing import Any

from newsreader.fetch.client import Get
from newsreader.library.crash_report import fault_sentence
from newsreader.library.files import read_bytes
from newsreader.model.article import Article
from newsreader.model.errors import NewsreaderError
from newsreader.model.quotation import Quotation
from newsreader.model.serialize import article_to_dict, quotation_to_plain, thread_to_plain
from newsreader.model.values import dataclass
from newsreader.parse.explain import explain
from newsreader.parse.page import parse_page
from newsreader.parse.page_check import check_page
from newsreader.parse.urls import article_key, canonical
from newsreader.quotes.engine import find_quotations


@dataclass(frozen=True)
class ExtractionResult:
    """The result of reading a page: an article, or the sentence that says why not."""

    source: str
    article: Article | None = None
    quotations: tuple[Quotation, ...] = ()
    error: str = ""
    explanation: tuple[str, ...] = ()

    def to_plain(self) -> dict[str, Any]:
        """The object that `newsreader extract` prints."""
        if self.article is None:
            return {"source": self.source, "error": self.error}
        return {
            "source": self.source,
            **article_to_dict(self.article),
            "byline": ", ".join(self.article.authors),
            "quotations": [quotation_to_plain(quotation) for quotation in self.quotations],
            "comments": thread_to_plain(self.article.thread),
        }


def library_key(url: str) -> str:
    """The key under which the library has the article of an address, whatever way led to it."""
    return article_key(canonical(url))


def is_address(source: str) -> bool:
    """Return whether a source is to be fetched, not opened."""
    return source.startswith(("http://", "https://"))


@dataclass(frozen=True)
class PageReader:
    """Options of an extraction: whether what is known of outlets is used, and whether each step is explained."""

    site_rules: bool = True
    explained: bool = False

    def from_page(self, source: str, page: bytes, url: str = "", charset: str = "") -> ExtractionResult:
        """Parse a page that is here."""
        try:
            explanation = tuple(explain(page, url, charset)) if self.explained else ()
            article = parse_page(page, url, charset, self.site_rules)
            check_page(article, url)
        except NewsreaderError as error:
            return ExtractionResult(source, error=error.sentence)
        except Exception as fault:  # noqa: BLE001 - one page's trouble must not end a run over thousands
            return ExtractionResult(source, error=fault_sentence(fault, source))
        return ExtractionResult(source, article, find_quotations(article), explanation=explanation)

    def from_file(self, path: str, url: str = "") -> ExtractionResult:
        """Parse a page from a file, or from standard input ("-")."""
        try:
            page = read_bytes(path)
        except NewsreaderError as error:
            return ExtractionResult(path, error=error.sentence)
        return self.from_page(path, page, url)

    async def from_address(self, url: str, get: Get) -> ExtractionResult:
        """Fetch a page and parse it."""
        try:
            answer = await get(url)
        except NewsreaderError as error:
            return ExtractionResult(url, error=error.sentence)
        return self.from_page(url, answer.body, answer.url, answer.charset)
