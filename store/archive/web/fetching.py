"""Fetches pages and feeds politely, within limits of time and size, and only where a link may lead."""

import asyncio
import socket
import ssl
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any, Self
from urllib.parse import urljoin, urlsplit, urlunsplit
from urllib.request import getproxies, proxy_bypass

import httpx2

from store.archive.dates import now
from store.archive.web.fetched import Fetched, FetchError, Validators
from store.archive.web.guard import PrivateAddressError, PublicOnly, addresses_of, is_private
from store.archive.web.policy import Policy
from store.archive.web.throttle import Throttle, in_words, retry_after
from store.archive.web.transport import OwnNetwork

_AGENT = "Attribune/0.1 (a news reader; fetches what its user asks for)"
_ACCEPT = "text/html,application/xhtml+xml,application/feed+json,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.5"
# Headers that are stored: cache validators, and how to read the body.
_KEPT = ("content-type", "content-language", "etag", "last-modified", "date", "link", "server")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_WORDS = {
    401: "asks for a login",
    402: "asks for money",
    403: "refuses to be read by programs, or asks for a login",
    404: "does not exist",
    410: "is gone",
    429: "asks for fewer requests",
    451: "is withheld for legal reasons",
}
_NO_TEXT = {"image": "a picture", "video": "a video", "audio": "a sound", "font": "a font"}
_NO_PAGE = {"application/pdf": "a PDF", "application/zip": "an archive", "application/gzip": "an archive"}
# OpenSSL's words for an answer that is not encrypted.
_NOT_TLS = frozenset({"WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "HTTP_REQUEST"})
_CONNECTIONS = httpx2.Limits(max_connections=64, max_keepalive_connections=16, keepalive_expiry=15)


class Fetcher:
    """Fetches over HTTP; use it as an asynchronous context."""

    def __init__(self, policy: Policy | None = None) -> None:
        self.policy = policy or Policy()
        self._throttle = Throttle(self.policy.delay)
        self._clients = AsyncExitStack()

    async def __aenter__(self) -> Self:
        context = httpx2.create_ssl_context()
        guarded = OwnNetwork(PublicOnly(), context, _CONNECTIONS)
        direct = httpx2.AsyncHTTPTransport(verify=context, http2=True, limits=_CONNECTIONS)
        self._guarded = await self._client(transport=guarded)
        self._direct = await self._client(transport=direct)
        # Honours the environment's proxies; used only where they apply.
        self._proxied = await self._client(verify=context, http2=True, limits=_CONNECTIONS)
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._clients.aclose()

    async def _client(self, **options: Any) -> httpx2.AsyncClient:
        client = httpx2.AsyncClient(
            headers={"User-Agent": _AGENT, "Accept": _ACCEPT, "Accept-Language": "en, *;q=0.5"},
            timeout=httpx2.Timeout(self.policy.timeout, pool=None),
            follow_redirects=False,
            **options,
        )
        return await self._clients.enter_async_context(client)

    async def get(self, url: str, *, typed: bool, seen: Validators | None = None) -> Fetched:
        """Return what is at the address.

        typed: a person wrote this address, so it may be on this machine or its network. An address from a feed may not,
        nor may the target of a public redirect. seen: ask only for something newer. Raises FetchError.
        """
        requested = url
        private = typed and await self._lies_here(checked(url))
        moved, for_good = "", True
        for _ in range(self.policy.redirects + 1):
            answer = await self._answer(checked(url), private, seen or Validators())
            if isinstance(answer, Fetched):
                return replace(answer, requested=requested, moved=moved, private=private)
            status, target = answer
            url = checked(urljoin(url, target), redirected=True)
            for_good = for_good and status in _FOR_GOOD
            moved = url if for_good else moved
        raise FetchError(f"redirects more than {self.policy.redirects} times")

    async def _lies_here(self, url: str) -> bool:
        host = urlsplit(url).hostname or ""
        try:
            async with asyncio.timeout(self.policy.timeout):
                return any(is_private(address) for address in await addresses_of(host, 0))
        except (OSError, TimeoutError):
            return False  # connecting to it reports the error, or tries again

    async def _answer(self, url: str, private: bool, seen: Validators) -> Fetched | tuple[int, str]:
        """Return the answer to one request, or the status and target of a redirect; retry on passing errors."""
        host = urlsplit(url).netloc
        pause = self.policy.pause
        for attempt in range(1, self.policy.attempts + 1):
            try:
                async with self._throttle.wait_turn(host):
                    async with asyncio.timeout(self.policy.patience):
                        return await self._once(url, private, seen)
            except TimeoutError:
                raise FetchError(f"took longer than {in_words(self.policy.patience)}", passing=True) from None
            except FetchError as error:
                if not error.passing or attempt == self.policy.attempts:
                    raise
                if error.again > self.policy.longest_pause:
                    self._throttle.block(host, error.again)
                    raise
                self._throttle.postpone(host, max(pause, error.again))
                pause *= 2
        raise AssertionError("there is at least one attempt")

    async def _once(self, url: str, private: bool, seen: Validators) -> Fetched | tuple[int, str]:
        headers = {"If-None-Match": seen.etag, "If-Modified-Since": seen.modified}
        client = await self._client_for(url, private)
        try:
            async with client.stream(
                "GET", url, headers={name: value for name, value in headers.items() if value}
            ) as got:
                if got.status_code in _REDIRECTS and "location" in got.headers:
                    return got.status_code, got.headers["location"]
                unchanged = got.status_code == 304 and seen != Validators()
                if not unchanged:
                    _refuse(got)
                kept = {name: got.headers[name] for name in _KEPT if name in got.headers}
                body = b"" if unchanged else await self._body(got)
                return Fetched(url, url, got.status_code, now(), kept, body, unchanged=unchanged)
        except httpx2.HTTPError as error:
            raise _explained(error, self.policy) from error
        except (httpx2.InvalidURL, UnicodeError, ValueError) as error:
            raise FetchError(f"is not a valid web address: {error}") from error

    async def _client_for(self, url: str, private: bool) -> httpx2.AsyncClient:
        parts = urlsplit(url)
        proxies = getproxies()
        if (parts.scheme in proxies or "all" in proxies) and not proxy_bypass(parts.netloc):
            # The proxy looks the host up, so it can be checked only as far as this machine knows it.
            if not private and await self._lies_here(url):
                raise _not_here(parts.hostname or "")
            return self._proxied
        return self._direct if private else self._guarded

    async def _body(self, got: httpx2.Response) -> bytes:
        limit = self.policy.size
        length = got.headers.get("content-length", "")
        if length.isascii() and length.isdigit() and int(length[:18]) > limit:
            raise _too_large(limit)
        body = bytearray()
        # Unpack piece by piece, so that a zip bomb is noticed before it fills the memory.
        async for piece in got.aiter_bytes():
            body += piece
            if len(body) > limit:
                raise _too_large(limit)
        return bytes(body)


def checked(url: str, *, redirected: bool = False) -> str:
    """Return the address without its fragment. Raises FetchError if it isn't http or https."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        raise FetchError("is not a valid web address") from None
    if parts.scheme.lower() in ("http", "https") and not host:
        raise FetchError("redirects to an address without a host" if redirected else "has no host in it")
    if parts.scheme.lower() not in ("http", "https"):
        scheme = f"{parts.scheme}:" if parts.scheme else "an address without a scheme"
        raise FetchError(f"{'redirects to' if redirected else 'is'} {scheme}; only http and https are fetched")
    return urlunsplit(parts._replace(fragment=""))


def _refuse(got: httpx2.Response) -> None:
    """Raise FetchError if an answer has no page or feed in it."""
    status = got.status_code
    if status not in (200, 203):
        words = _WORDS.get(status) or ("has a server in trouble" if status >= 500 else "can't be fetched")
        again = retry_after(got.headers.get("retry-after", ""))
        if again:
            words += f", asks to wait {in_words(again)}"
        raise FetchError(f"{words} (HTTP {status})", passing=status in _PASSING, again=again)
    media_type = got.headers.get("content-type", "").partition(";")[0].strip().lower()
    kind = _NO_PAGE.get(media_type) or _NO_TEXT.get(media_type.partition("/")[0])
    if kind:
        raise FetchError(f"is {kind} ({media_type}), not a page")


def _too_large(limit: int) -> FetchError:
    return FetchError(f"is larger than {limit // 1_000_000 or round(limit / 1_000_000, 3)} MB")


def _not_here(host: str) -> FetchError:
    return FetchError(f"leads to a private address ({host}), which a link from outside may not reach", private=True)


def _explained(error: httpx2.HTTPError, policy: Policy) -> FetchError:
    """Return in words what went wrong during a request."""
    cause = error.__cause__
    if isinstance(cause, PrivateAddressError):
        return _not_here(str(cause))
    if isinstance(error, httpx2.TimeoutException):
        return FetchError(f"did not answer within {in_words(policy.timeout)}", passing=True)
    if isinstance(error, httpx2.DecodingError):
        return FetchError(f"has compressed content that can't be unpacked ({error})")
    if isinstance(error, httpx2.UnsupportedProtocol | httpx2.LocalProtocolError):
        return FetchError(f"is not a valid web address: {error}")
    if isinstance(error, httpx2.ConnectError):
        while cause and not isinstance(cause, socket.gaierror | ssl.SSLError):
            cause = cause.__cause__ or cause.__context__
        if isinstance(cause, ssl.SSLCertVerificationError):
            return FetchError(f"has an untrusted certificate ({cause.verify_message})")
        if isinstance(cause, ssl.SSLError) and cause.reason in _NOT_TLS:
            return FetchError("does not speak https: put http:// before the address")
        if isinstance(cause, socket.gaierror) and cause.errno == socket.EAI_NONAME:
            return FetchError("has an unknown host")
        return FetchError(f"can't be reached ({error or type(error).__name__})", passing=True)
    return FetchError(f"broke off ({error or type(error).__name__})", passing=True)
