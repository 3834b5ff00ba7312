"""`newsreader extract`: pages in, JSON lines out, the library untouched."""

import argparse
import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

from newsreader.cli.commands import NOTHING, OK, PARTLY, network
from newsreader.cli.objects import print_object
from newsreader.config import Config
from newsreader.i18n import _
from newsreader.library.extracting import Extracted, Reader, is_address


def extract(options: argparse.Namespace, settings: Config) -> int:
    """Print one object a source; 1 when any of them could not be parsed."""
    sources = [(source, options.url) for source in options.sources]
    if options.listed:
        sources += _listed(options.listed)
    if not sources:
        print(_("newsreader: name a file or an address to extract, or a list with --from."), file=sys.stderr)
        return NOTHING
    return asyncio.run(_run(sources, _How(not options.no_site_rules, options.explain), settings))


def _listed(path: Path) -> Iterator[tuple[str, str]]:
    """The files of a list; those that are relative lie beside it or in the current folder."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SystemExit(_("newsreader: {path} cannot be read: {error}.").format(path=path, error=error)) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            file, url = str(item["file"]), str(item.get("url") or "")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            where = _('newsreader: {path}, line {number}: expected {{"file": …, "url": …}}.')
            raise SystemExit(where.format(path=path, number=number)) from error
        beside = path.parent / file
        yield (str(beside) if not Path(file).exists() and beside.exists() else file), url


@dataclass(frozen=True)
class _How:
    site_rules: bool
    explain: bool


async def _run(sources: list[tuple[str, str]], how: _How, settings: Config) -> int:
    code = OK
    async for found in _extracted(sources, how, settings):
        if how.explain and not found.error:
            print("\n".join([found.source, *found.explanation, ""]))
            continue
        print_object(found.to_plain())
        if found.error:
            code = PARTLY
    return code


async def _extracted(sources: list[tuple[str, str]], how: _How, settings: Config) -> AsyncIterator[Extracted]:
    reader = Reader(how.site_rules, how.explain)
    if not any(is_address(source) for source, _url in sources):
        for source, url in sources:
            yield reader.from_file(source, url)
        return
    given = [source for source, _url in sources if is_address(source)]
    async with network(settings, *given) as client:
        for source, url in sources:
            here = not is_address(source)
            yield reader.from_file(source, url) if here else await reader.from_address(source, client.get)
