"""Private addresses are recognised, and never connected to."""

from typing import NoReturn

import httpcore2
import pytest

from store.archive.web import guard
from store.archive.web.fetched import FetchError
from store.archive.web.fetching import Fetcher
from store.archive.web.guard import PrivateAddressError, PublicOnly, is_private
from store.archive.web.policy import Policy
from tests.server import Server


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",
        "2002:7f00:1::",
        "nonsense",
    ],
)
def test_an_address_of_this_machine_or_its_network_is_private(address: str) -> None:
    assert is_private(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_a_public_address_is_not_private(address: str) -> None:
    assert not is_private(address)


async def test_a_name_that_resolves_to_a_private_address_later_is_not_followed(
    monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    """The vetted address is the one connected to: a resolver that answers `public` and then loopback is asked once."""
    resolved = []

    async def resolver(host: str, port: int) -> list[str]:
        resolved.append(host)
        return ["192.0.2.1", "8.8.8.8"] if len(resolved) == 1 else ["127.0.0.1"]

    connected = []

    async def connect(self: object, host: str, *rest: object) -> NoReturn:
        connected.append(host)
        raise httpcore2.ConnectError(host)

    monkeypatch.setattr(guard, "addresses_of", resolver)
    monkeypatch.setattr(httpcore2.AnyIOBackend, "connect_tcp", connect)
    network = PublicOnly()
    with pytest.raises(httpcore2.ConnectError):
        await network.connect_tcp("rebound.example", server.port)
    with pytest.raises(PrivateAddressError):
        await network.connect_tcp("rebound.example", server.port)
    assert connected == ["8.8.8.8"]


async def test_a_fetcher_never_connects_to_a_private_address(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    async def resolver(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    monkeypatch.setattr(guard, "addresses_of", resolver)
    async with Fetcher(Policy(timeout=60, attempts=1)) as fetcher:
        with pytest.raises(FetchError, match="leads to a private address"):
            await fetcher.get(f"http://rebound.example:{server.port}/1", typed=False)
    assert server.requests == []
