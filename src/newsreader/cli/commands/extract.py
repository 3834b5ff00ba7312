"""`newsreader extract`: extract articles from pages as JSON lines, without a library."""

import argparse
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from newsreader.cli.context import Context, wait_for
from newsreader.cli.output import EXIT_OK, EXIT_PARTIAL, print_object
from newsreader.i18n import _
from newsreader.library.extraction import ExtractionResult, PageReader, is_address
from newsreader.library.files import text_lines
from newsreader.model.errors import NewsreaderError
from newsreader.model.values import dataclass


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("sources", nargs="*", metavar=_("FILE|URL"))
    parser.add_argument("--url", default="", metavar=_("URL"), help=_("the address that a single file came from"))
    parser.add_argument("--from", dest="listed", metavar=_("LIST.jsonl"), help=_('lines of {"file", "url"}'))
    parser.add_argument("--no-site-rules", action="store_true", help=_("ignore site-specific rules"))
    parser.add_argument("--explain", action="store_true", help=_("explain which rule matched"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Print one object a source; 1 when any of them could not be parsed."""
    sources = [(source, options.url) for source in options.sources]
    if options.listed:
        sources += _listed(options.listed)
    if not sources:
        raise NewsreaderError(_("Give a file or an address to extract, or a list with --from."))
    return wait_for(_extract(sources, _How(not options.no_site_rules, options.explain), context))


def _listed(listing: str) -> Iterator[tuple[str, str]]:
    """The files of a list; those that are relative lie beside it or in the current folder. Raises NewsreaderError."""
    for number, line in enumerate(text_lines(listing), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            file, url = str(item["file"]), str(item.get("url") or "")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            where = _('{path}, line {number}: expected {{"file": …, "url": …}}.')
            raise NewsreaderError(where.format(path=listing, number=number)) from error
        beside = Path(listing).parent / file
        yield (str(beside) if not Path(file).exists() and beside.exists() else file), url


@dataclass(frozen=True)
class _How:
    site_rules: bool
    explain: bool


async def _extract(sources: list[tuple[str, str]], how: _How, context: Context) -> int:
    code = EXIT_OK
    async for extraction in _extracted(sources, how, context):
        if how.explain and not extraction.error:
            print("\n".join([extraction.source, *extraction.explanation, ""]))
            continue
        print_object(extraction.to_plain())
        if extraction.error:
            code = EXIT_PARTIAL
    return code


async def _extracted(sources: list[tuple[str, str]], how: _How, context: Context) -> AsyncIterator[ExtractionResult]:
    reader = PageReader(how.site_rules, how.explain)
    if not any(is_address(source) for source, _url in sources):
        for source, url in sources:
            yield reader.from_file(source, url)
        return
    given = [source for source, _url in sources if is_address(source)]
    async with context.client(*given) as client:
        for source, url in sources:
            is_file = not is_address(source)
            yield reader.from_file(source, url) if is_file else await reader.from_address(source, client.get)
