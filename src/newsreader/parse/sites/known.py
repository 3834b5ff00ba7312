"""Every outlet that is known, and the way from an address to it."""

from functools import lru_cache
from urllib.parse import urlsplit

from newsreader.parse.site import Site
from newsreader.parse.sites import franceinfo, lefigaro, welcome

SITES = (franceinfo.SITE, lefigaro.SITE, welcome.SITE)

_BY_HOST = {host: site for site in SITES for host in site.hosts}


@lru_cache(maxsize=256)
def _by_host(host: str) -> Site | None:
    while host:
        if site := _BY_HOST.get(host):
            return site
        _, _, host = host.partition(".")
    return None


def site_for(url: str) -> Site | None:
    """The outlet whose host this address has, the host's parents included."""
    try:
        return _by_host((urlsplit(url).hostname or "").lower())
    except ValueError:
        return None
