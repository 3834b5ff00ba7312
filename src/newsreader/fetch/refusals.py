"""Sentences for the reader about failed requests."""

import aiohttp

from newsreader.fetch.private_networks import PrivateAddressError
from newsreader.i18n import _
from newsreader.model.errors import FetchError, NetworkUnreachable


def status_sentence(status: int, host: str) -> str:
    """Say what a status other than success means for a reader."""
    match status:
        case 404:
            return _("{host} has no such page (404). The address may have changed.").format(host=host)
        case 410:
            return _("{host} says that this is gone for good (410).").format(host=host)
        case 401:
            return _(
                "{host} wants to know who asks (401). Give the address as https://USER:PASSWORD@…, "
                "or see “For subscribers” in docs/refreshing.md."
            ).format(host=host)
        case 402 | 403:
            return _("{host} denies access ({status}). Open it in the browser.").format(host=host, status=status)
        case 429 | 503:
            return _("{host} asks us to slow down ({status}). Try again later.").format(host=host, status=status)
        case _:
            return _("{host} answered with an error ({status}). Try again later.").format(host=host, status=status)


def private_network_sentence(host: str) -> str:
    """Say that an address leads into a private network."""
    return _(
        "{host} points to your private network; blocked for safety. If you trust the address, "
        "open it in the browser, or use “newsreader add” or “save”."
    ).format(host=host)


def as_fetch_error(error: Exception, host: str) -> FetchError:
    """An error of the client, or of the system, as one of ours. None of its own words are in it: they are for
    programmers."""
    match error:
        case aiohttp.ClientConnectorError(os_error=PrivateAddressError()):
            return FetchError(private_network_sentence(host))
        case aiohttp.ClientConnectorCertificateError() | aiohttp.ClientSSLError():
            return FetchError(
                _("The certificate of {host} is not valid; the connection was refused.").format(host=host)
            )
        case aiohttp.ClientConnectorDNSError():
            return NetworkUnreachable(_("{host} cannot be found. Check the address and the network.").format(host=host))
        case aiohttp.ClientConnectorError():
            return NetworkUnreachable(_("{host} cannot be reached. Check the network, or try later.").format(host=host))
        case aiohttp.InvalidURL() | aiohttp.NonHttpUrlClientError():
            return FetchError(_("Not a web address: {url}.").format(url=host or error))
        case aiohttp.ClientPayloadError() | aiohttp.ServerDisconnectedError():
            return FetchError(_("{host} closed the connection before the end. Try again later.").format(host=host))
        case aiohttp.ClientResponseError():
            return FetchError(_("{host} gave an answer that is no HTTP. Try again later.").format(host=host))
        case _:
            return FetchError(_("{host} could not be read: the connection failed. Try again later.").format(host=host))
