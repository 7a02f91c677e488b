"""Keeps foreign links from reaching this machine and its network, also through DNS and redirects."""

import asyncio
import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpcore2

# Networks whose addresses carry an IPv4 address in their last 32 bits: NAT64, and IPv4-compatible ones.
_CARRIERS = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"), ip_network("::/96"))
# Of a host with more addresses than this, only the first ones are tried.
_TRIED = 6
_Option = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


class PrivateAddressError(httpcore2.ConnectError):
    """A host is on this machine or its network, where the link may not lead."""


def is_private(address: str) -> bool:
    """Return True if an IP address is not on the public internet: loopback, private, link-local, multicast."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return True
    inner = _carried(ip)
    return not ip.is_global or ip.is_multicast or (inner is not None and is_private(str(inner)))


def _carried(ip: IPv4Address | IPv6Address) -> IPv4Address | None:
    if isinstance(ip, IPv4Address):
        return None
    if ip.ipv4_mapped or ip.sixtofour:
        return ip.ipv4_mapped or ip.sixtofour
    if any(ip in network for network in _CARRIERS):
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return None


async def addresses_of(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host. Raises OSError if it is unknown."""
    infos = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in infos))


class PublicOnly(httpcore2.AsyncNetworkBackend):
    """Connects only to public addresses, and to exactly the address that was checked."""

    def __init__(self) -> None:
        self._network = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[_Option] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        try:
            async with asyncio.timeout(timeout):
                addresses = await addresses_of(host, port)
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout(str(error)) from error
        except OSError as error:
            raise httpcore2.ConnectError(str(error)) from error
        public = [address for address in addresses if not is_private(address)][:_TRIED]
        if not public:
            raise PrivateAddressError(addresses[0] if addresses else host)
        for address in public[:-1]:
            try:
                return await self._network.connect_tcp(
                    address, port, (timeout or 0) / len(public) or None, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return await self._network.connect_tcp(public[-1], port, timeout, local_address, socket_options)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[_Option] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        raise PrivateAddressError(path)

    async def sleep(self, seconds: float) -> None:
        await self._network.sleep(seconds)
