"""What a feed names does not lead into the reader's own network."""

import socket

import pytest

from newsreader.fetch.client import Client
from newsreader.fetch.private_networks import GuardedResolver, PrivateAddressError, is_inside
from newsreader.model.errors import FetchError
from tests.press import Served
from tests.server import PressServer, press_server


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1"),
    ],
)
def test_addresses_of_ones_own(address: str) -> None:
    assert is_inside(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "64:ff9b::101:101"])
def test_addresses_of_the_world(address: str) -> None:
    assert not is_inside(address)


async def test_nobody_is_led_inside(press: PressServer) -> None:
    # What is subscribed to may redirect to a page of its own, and to nothing else that is near.
    port = press.base.rpartition(":")[2]
    with press_server() as router:
        router.routes["/reboot"] = Served(b"done")
        inner = router.base.rpartition(":")[2]
        press.routes["/to-router"] = Served(status=302, headers={"Location": f"{router.base}/reboot"})
        press.routes["/to-itself"] = Served(status=302, headers={"Location": "/titres.rss"})
        async with Client(named=lambda: [f"{press.base}/titres.rss"]) as client:
            assert (await client.get(f"{press.base}/to-itself")).body
            led = (
                f"{press.base}/to-router",
                f"{router.base}/reboot",
                f"http://localhost:{inner}/reboot",
                f"http://localhost:{port}/titres.rss",  # another name than the one that was given
                f"http://127.1:{inner}/reboot",
                f"http://2130706433:{inner}/reboot",
                f"http://0x7f000001:{inner}/reboot",
                f"http://0:{inner}/reboot",
                f"http://[::ffff:127.0.0.1]:{inner}/reboot",
            )
            for url in led:
                with pytest.raises(FetchError, match=r"network|cannot|[Nn]ot a web"):
                    await client.get(url)
            client.allow_private(f"{router.base}/reboot")
            assert (await client.get(f"{router.base}/reboot")).body == b"done"
        assert router.paths() == ["/reboot"]


async def test_a_public_name_that_leads_inside_needs_a_certificate(monkeypatch: pytest.MonkeyPatch) -> None:
    # DNS rebinding: the name was subscribed to, but who owns it decides where it leads.
    def inside(*_given: object, **_more: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.168.1.1", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", inside)
    gate = GuardedResolver(lambda: ["http://rebound.example/f", "https://intranet.example/f", "http://nas.local/f"])
    with pytest.raises(PrivateAddressError):
        await gate.resolve("rebound.example", 80)
    with pytest.raises(PrivateAddressError):
        await gate.resolve("intranet.example", 8443)
    assert await gate.resolve("intranet.example", 443)
    assert await gate.resolve("nas.local", 80)


async def test_a_public_name_that_led_inside_when_it_was_typed_is_the_readers_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def inside(*_given: object, **_more: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.168.1.7", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", inside)
    own: set[str] = set()
    typing = GuardedResolver(tuple, own.__contains__, own.add)
    typing.allow("http://nas.famille.example/f")
    assert await typing.resolve("nas.famille.example", 80)
    with pytest.raises(PrivateAddressError):
        await typing.resolve("autre.example", 80)
    # From then on its feed is asked; another name that comes to lead there is not.
    later = GuardedResolver(
        lambda: ["http://nas.famille.example/f", "http://rebound.example/f"], own.__contains__, own.add
    )
    assert await later.resolve("nas.famille.example", 80)
    with pytest.raises(PrivateAddressError):
        await later.resolve("rebound.example", 80)
