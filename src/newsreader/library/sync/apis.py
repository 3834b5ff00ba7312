"""Detect which API a sync server speaks, and at which address."""

from dataclasses import replace

from newsreader.fetch.client import Client
from newsreader.i18n import _
from newsreader.library.sync.fever import FeverClient
from newsreader.library.sync.google_reader import GoogleReaderClient
from newsreader.model.errors import FetchError, ParseError, RedirectError
from newsreader.model.hosts import host_of
from newsreader.model.sync import Account

CLIENTS: dict[str, type[GoogleReaderClient] | type[FeverClient]] = {"greader": GoogleReaderClient, "fever": FeverClient}
#: Where the API lies behind the address of a server that a person knows.
_PLACES = {
    "greader": ("", "/api/greader.php", "/p/api/greader.php"),
    "fever": ("", "/api/fever.php", "/p/api/fever.php", "/fever/"),
}


async def detect_api(client: Client, url: str, user: str, password: str, kind: str = "") -> Account:
    """The account of this user at this server, whichever API it speaks and wherever that lies. A wrong password is
    tried once an API: servers count, and lock people out.

    Raises FetchError: with 401 where the server does not accept the user, NetworkUnreachable where there is none.
    """
    refused, moved = False, None
    base = url.rstrip("/").removesuffix("/accounts/ClientLogin")
    for name in (kind,) if kind else CLIENTS:
        for path in _PLACES[name]:
            try:
                return await _log_in_at(client, Account(0, "", name, base + path, user), password)
            except RedirectError as error:
                moved = moved or error
            except FetchError as error:
                if error.status < 400:
                    raise
                refused = refused or error.status in (401, 403)
                if error.status == 401 and path:  # the front page may be closed for other reasons
                    break
            except ParseError:
                continue
    if refused:
        raise FetchError(
            _(
                "{host} rejected this user name and password. FreshRSS and Miniflux expect their API "
                "password, set in their settings."
            ).format(host=host_of(url)),
            401,
        )
    raise moved or FetchError(
        _("No feed server found at {url}. Give the address of its API, as shown in its settings.").format(url=url)
    )


async def _log_in_at(client: Client, account: Account, password: str) -> Account:
    """The account at this place; by https where the server leads there. Raises as `log_in` does."""
    try:
        await CLIENTS[account.kind](client, account, password).log_in()
    except RedirectError as error:
        safe = account.url.replace("http://", "https://", 1)
        if safe == account.url or not error.location.startswith(safe):
            raise
        client.allow_private(safe)
        return await _log_in_at(client, replace(account, url=safe), password)
    return account
