"""Normalise addresses, and tell whether two addresses mean the same article."""

import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from newsreader.model.text import clean
from newsreader.parse.sites.registry import site_for

#: Parameters that name the way to a page, never the page: those that analytics and senders of mail document, one by
#: one where others use the prefix too (AT Internet's `at_medium` is one, `at_id` may be the article's own).
_TRACKING = r"""(?xi) (?:amp;)?(?:
        utm_\w+                                                                # Urchin, Google
        | (?:pk|mtm)_(?:campaign|kwd|keyword|source|medium|content|cid|group|placement)     # Matomo
        | xtor | xts                                                           # AT Internet
        | at_(?:medium|campaign(?:_\w+)?|custom\d+|format|creation|variant|channel|network|term|platform|offre
               |general_placement|detail_placement|recipient_(?:id|list)|emailtype|send_(?:date|time)
               |affiliate(?:_\w+)?|bbc_team|link_(?:id|type|origin)|ptr_\w+)    # AT Internet, Piano, BBC
        | fbclid | gclid | gbraid | wbraid | dclid | msclkid | yclid | twclid | igshid   # clicks on advertisements
        | mc_[ce]id | _ga | _gl | _hs(?:enc|mi) | cmpid | echobox              # Mailchimp, Google, HubSpot, Echobox
    )(?:=|$)"""
#: An address in which there is nothing to look at.
_PLAIN = re.compile(r"https?://[a-z0-9.-]+(?::\d+)?/[A-Za-z0-9/._~-]*")
_WHOLE = re.compile(r"(https?)://([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?", re.I | re.S)
#: What leaves out its scheme.
_BARE = re.compile(r"www\.[\w-]+\.[\w.-]+(?=[/?#:]|$)", re.I)
#: What no address may hold (RFC 3986, 2), and no terminal.
_FORBIDDEN = re.compile(r'[^\x21-\x7e]|["<>`\\]')
_NO_HOST = re.compile(r'[\s"<>\\^`{|}%/?#@]')
#: A fragment that names another page, for scripts that draw pages themselves.
_PAGE_OF_A_SCRIPT = re.compile(r"#!?/.")

#: What stands before the name of a host, and tells no hosts apart.
_BEFORE_NAME = re.compile(r"^https?://(?:(?:www|amp)\.)?")
#: What makes the address of a page that of its AMP copy (amp.dev, "Make your pages discoverable").
_AMP = re.compile(r"(?<=/)amp/(?=.)|/amp/?$|\.amp(?=\.html$)|[?&](?:amp(?:=1)?|outputType=amp)$")


def canonical(url: str, base: str = "") -> str:
    """The address as it is written, resolved against `base`, without its tracking parameters: to keep, to ask, to
    open and to show. Only what no address may hold is percent-encoded, and user and password are left out.

    "" when it is not an http(s) address, or only a place in the same page.

    >>> canonical("https://x.example/git/?p=a.git;a=atom&utm_source=rss#v1")
    'https://x.example/git/?p=a.git;a=atom#v1'
    """
    if not url or url.startswith("#"):
        return ""
    if _PLAIN.fullmatch(url):
        return url
    try:
        written = re.sub(r"[\t\r\n]", "", clean(url)).strip()
        if _BARE.match(written):
            written = f"http://{written}"
        found = _WHOLE.fullmatch(written) or _WHOLE.fullmatch(urljoin(base, written))
        if found is None:
            return ""
        scheme, authority, path, query, fragment = found.groups("")
        server = _server(authority)
    except (ValueError, UnicodeError):
        return ""
    rest = (path or "/") + _untracked(query) + _untracked(fragment)
    return f"{scheme.lower()}://{server}{_FORBIDDEN.sub(_encoded, rest)}" if server else ""


def _server(authority: str) -> str:
    """Host and port, in ASCII; "" where that is no server. Raises ValueError."""
    server = authority.rpartition("@")[2]
    parts = urlsplit(f"//{server}")
    host, port = parts.hostname or "", parts.port
    if server.startswith("["):
        return server
    if host.isascii():
        return "" if not host or _NO_HOST.search(host) else server
    return host.encode("idna").decode("ascii") + (f":{port}" if port else "")


def _untracked(part: str) -> str:
    """A query or a fragment, with the sign before it, without the parameters that track."""
    if not part:
        return ""
    given = part[1:].split("&")
    kept = [parameter for parameter in given if not re.match(_TRACKING, parameter)]
    if len(kept) == len(given):
        return part
    return part[0] + "&".join(kept) if any(kept) else ""


def _encoded(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found.group().encode("utf-8", "replace"))


def parse_typed_url(words: str) -> str:
    """An address as a person types it, with its scheme or without, as it is asked for; "" where it is none."""
    words = words.strip()
    address = canonical(words if "://" in words else f"https://{words}")
    return re.sub(r"(?<=://)[^/]+", lambda server: server.group().lower(), address, count=1)


def article_key(url: str) -> str:
    """A name for the article that is the same in every feed, on a moved domain, behind any tracking: for comparing
    only.

    Where the site numbers its articles (franceinfo: `_4369999.html`), that number; else the address without its
    scheme, its default port and its fragment, whichever way it is encoded, and without what makes it an AMP copy.
    """
    address = canonical(url) or url
    site = site_for(address)
    if site and site.article_number and (found := re.search(site.article_number, urlsplit(address).path)):
        return f"{site.name}:{found.group(1)}"
    if not _PLAIN.fullmatch(address):
        address = _compared(address)
    bare = _BEFORE_NAME.sub("", address)
    return (_AMP.sub("", bare) if "amp" in bare else bare).rstrip("/")


def _compared(address: str) -> str:
    """An address in one of the ways in which it can be written."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    host = re.sub(r":80$" if parts.scheme == "http" else r":443$", "", parts.netloc.lower())
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    # Whatever the bytes stand for: in a query of another encoding than UTF-8 they tell articles apart too.
    query = urlencode(
        parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape"), errors="surrogateescape"
    )
    fragment = parts.fragment if _PAGE_OF_A_SCRIPT.match(f"#{parts.fragment}") else ""
    return urlunsplit((parts.scheme, host, path, query, fragment))
