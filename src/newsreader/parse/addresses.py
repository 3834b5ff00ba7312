"""Addresses of articles: what is the same article, and what is only how one came to it."""

import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from newsreader.model.text import clean
from newsreader.parse.sites.known import site_for

# Parameters that name the way to a page, never the page: analytics of the French press (AT
# Internet's xtor and at_*), of Google, Meta, Matomo and mail senders.
_TRACKING = re.compile(r"^(utm_\w+|at_\w+|xtor|xts|mtm_\w+|pk_\w+|fbclid|gclid|mc_[ce]id|igshid|_ga|cmpid)$", re.I)

#: An address that is its own canonical form.
_PLAIN = re.compile(r"https?://[a-z0-9.-]+(?::(?!80/|443/)\d+)?/[A-Za-z0-9/._~-]*")

#: What makes the address of a page that of its AMP copy (amp.dev, "Make your pages discoverable").
_AMP = re.compile(r"(?<=/)amp/(?=.)|/amp/?$|\.amp(?=\.html$)|[?&](?:amp(?:=1)?|outputType=amp)$")


def canonical(url: str, base: str = "") -> str:
    """The address without fragment and tracking, resolved against `base`, safe to show and to open.

    "" when it is not an http(s) address, or only a place in the same page.
    """
    if not url or url.startswith("#"):
        return ""
    if _PLAIN.fullmatch(url) and "/." not in url:
        return url
    try:
        parts = urlsplit(urljoin(base, clean(url).strip()))
        host, port = (parts.hostname or "").lower(), parts.port
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    if port and (parts.scheme, port) not in (("http", 80), ("https", 443)):
        host = f"{host}:{port}"
    kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)]
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return urlunsplit((parts.scheme, host, path, urlencode(kept), ""))


def typed(words: str) -> str:
    """The canonical form of an address as a person types it, with its scheme or without; "" where it is none."""
    words = words.strip()
    return canonical(words if "://" in words else f"https://{words}")


def article_id(url: str) -> str:
    """A name for the article that is the same in every feed, on a moved domain, behind any tracking.

    Where the site numbers its articles (franceinfo: `_4369999.html`), that number; else the
    canonical address without its scheme and without what makes it an AMP copy.
    """
    address = canonical(url) or url
    site = site_for(address)
    if site and site.article_number and (found := re.search(site.article_number, urlsplit(address).path)):
        return f"{site.name}:{found.group(1)}"
    return _AMP.sub("", re.sub(r"^https?://(?:(?:www|amp)\.)?", "", address)).rstrip("/")
