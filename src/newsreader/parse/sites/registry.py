"""All known outlets, one TOML file each, and the lookup of an outlet by address."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from newsreader.i18n import _, system_reason
from newsreader.model.errors import SiteError
from newsreader.parse.site_rules import CommentLayout, Layout, Site, site_from

#: The host of an address in which there is nothing else to look at.
_PLAIN_HOST = re.compile(r"https?://([a-z0-9.-]+)(?::\d+)?[/?#]")
_BUNDLED = Path(__file__).parent
_own: list[Site] = []


@cache
def _files() -> Mapping[Path, str]:
    """The files of the outlets that come with newsreader."""
    return {path: path.read_text(encoding="utf-8") for path in sorted(_BUNDLED.glob("*.toml"))}


@cache
def _bundled_site(path: Path) -> Site:
    return site_from(tomllib.loads(_files()[path]), path.name)


@cache
def bundled() -> tuple[Site, ...]:
    """The outlets that come with newsreader."""
    return tuple(map(_bundled_site, _files()))


def read_site(path: Path) -> Site:
    """An outlet from its file. Raises SiteError with a sentence that names file and fault."""
    try:
        return site_from(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
    except OSError as error:
        raise SiteError(_("{path} cannot be read: {error}.").format(path=path, error=system_reason(error))) from error
    except (ValueError, TypeError, AttributeError) as error:
        raise SiteError(
            _("{path} does not describe an outlet: {error}. Correct it, or move it away.").format(
                path=path, error=error
            )
        ) from error


def read_folder(folder: Path) -> tuple[list[Site], list[SiteError]]:
    """The outlets of a folder of one's own, and what is wrong with those that cannot be used."""
    from newsreader.parse.html_tree import is_selector

    sites, faults = [], []
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        try:
            site = read_site(path)
            for css in _selectors(site):
                if not is_selector(css):
                    raise SiteError(
                        _("{path}: “{css}” is not a CSS selector. Correct it, or move the file away.").format(
                            path=path, css=css
                        )
                    )
            sites.append(site)
        except SiteError as fault:
            faults.append(fault)
    return sites, faults


def _selectors(site: Site) -> Iterator[str]:
    yield from filter(None, [site.drop])
    described: list[Layout | CommentLayout] = [*site.layouts, *site.comments]
    for layout in described:
        for field in fields(layout):
            value = getattr(layout, field.name)
            if isinstance(value, str) and value and field.name != "name":
                yield value


def register(sites: Iterable[Site]) -> None:
    """Add outlets, which take precedence over those that come with newsreader."""
    _own[:] = list(sites)
    _by_host.cache_clear()


@lru_cache(maxsize=256)
def _by_host(host: str) -> Site | None:
    while host:
        if site := next((site for site in _candidates(host) if host in site.hosts), None):
            return site
        _dot, _parent, host = host.partition(".")
    return None


def _candidates(host: str) -> Iterator[Site]:
    """The reader's own outlets, then those that are bundled in whose files a host stands: to look for it there takes a
    tenth of what it takes to read them all."""
    yield from _own
    yield from (_bundled_site(path) for path, text in _files().items() if f'"{host}"' in text)


def every_site() -> tuple[Site, ...]:
    """The reader's own outlets, then those that are bundled."""
    return (*_own, *bundled())


def site_for(url: str) -> Site | None:
    """The outlet whose host this address has, the host's parents included."""
    if plain := _PLAIN_HOST.match(url):
        return _by_host(plain.group(1))
    try:
        return _by_host((urlsplit(url).hostname or "").lower())
    except ValueError:
        return None
