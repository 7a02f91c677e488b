"""Sends requests through our own network backend, which the HTTP library's transport does not accept."""

import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore2
import httpx2

# By name, specific errors before general ones; both libraries use the same names.
_ERRORS = (
    *("ConnectTimeout", "ReadTimeout", "WriteTimeout", "PoolTimeout", "TimeoutException", "ConnectError", "ReadError"),
    *("WriteError", "NetworkError", "ProxyError", "UnsupportedProtocol", "LocalProtocolError", "RemoteProtocolError"),
    "ProtocolError",
)


class OwnNetwork(httpx2.AsyncBaseTransport):
    """Sends requests through connections that a given network backend opens.

    limits: of connections, as httpx has them. Raises httpx's errors, each with the pool's as its cause.
    """

    def __init__(self, network: httpcore2.AsyncNetworkBackend, context: ssl.SSLContext, limits: httpx2.Limits) -> None:
        self._connections = httpcore2.AsyncConnectionPool(
            ssl_context=context,
            http2=True,
            max_connections=limits.max_connections,
            max_keepalive_connections=limits.max_keepalive_connections,
            keepalive_expiry=limits.keepalive_expiry,
            network_backend=network,
        )

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Return the answer to a request, its body still to be read."""
        url = request.url
        forwarded = httpcore2.Request(
            method=request.method,
            url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        with _translated():
            answer = await self._connections.handle_async_request(forwarded)
        return httpx2.Response(
            status_code=answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    async def aclose(self) -> None:
        """Close all connections."""
        await self._connections.aclose()


class _Body(httpx2.AsyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _translated():
            async for piece in self._stream:
                yield piece

    async def aclose(self) -> None:
        await self._stream.aclose()


@contextmanager
def _translated() -> Iterator[None]:
    """Raise httpx's error for one of the pool's."""
    try:
        yield
    except Exception as error:
        for name in _ERRORS:
            if isinstance(error, getattr(httpcore2, name)):
                error_type: type[httpx2.TransportError] = getattr(httpx2, name)
                raise error_type(str(error)) from error
        raise
