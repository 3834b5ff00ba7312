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
def bundled() -> tuple[Site, ...]:
    """The outlets that come with newsreader."""
    return tuple(read_site(path) for path in sorted(_BUNDLED.glob("*.toml")))


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
    _hosts.cache_clear()
    _by_host.cache_clear()


@cache
def _hosts() -> Mapping[str, Site]:
    return {host: site for site in (*reversed(bundled()), *reversed(_own)) for host in site.hosts}


@lru_cache(maxsize=256)
def _by_host(host: str) -> Site | None:
    while host:
        if site := _hosts().get(host):
            return site
        _dot, _parent, host = host.partition(".")
    return None


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
