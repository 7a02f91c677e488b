"""Runs a web server on loopback that answers as configured: correctly, slowly, wrongly or never."""

import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """The server's answer to a request. length: the body's stated length, None for the true one.

    delay: seconds before it answers. drip: seconds between two pieces of the body. etag, modified: with these it
    answers 304 where it is asked so.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    delay: float = 0.0
    drip: float = 0.0
    etag: str = ""
    modified: str = ""


# Seconds: longer than any test waits for an answer.
NEVER = 600.0


@dataclass(frozen=True, slots=True)
class Request:
    """A request; at: time.monotonic()."""

    path: str
    headers: dict[str, str]
    at: float


def page(body: str, *, kind: str = "text/html; charset=utf-8", **more: Any) -> Answer:
    """Return an answer with this text as its body."""
    return Answer(body.encode(), headers={"Content-Type": kind}, **more)


def leading(target: str, status: int = 302) -> Answer:
    """Return a redirect to an address."""
    return Answer(status=status, headers={"Location": target})


Plan = Answer | Callable[[Request], Answer]


class Server(socketserver.ThreadingTCPServer):
    """Answers by path; paths without a set answer get `otherwise`. `requests` has every request in order."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, host: str = "127.0.0.1") -> None:
        super().__init__((host, 0), _Handler)
        self.plans: dict[str, Plan] = {}
        self.otherwise: Plan = Answer(b"nothing here", 404)
        self.requests: list[Request] = []
        self.latency = 0.0

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """Print nothing when a client disconnects, as these tests make clients do."""

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [request.path for request in self.requests]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        request = Request(self.path, {name.lower(): value for name, value in self.headers.items()}, time.monotonic())
        self.server.requests.append(request)
        plan = self.server.plans.get(self.path, self.server.otherwise)
        answer = plan(request) if callable(plan) else plan
        time.sleep(answer.delay + self.server.latency)
        with suppress(ConnectionError):
            self._say(answer, request)

    def _say(self, answer: Answer, request: Request) -> None:
        seen = (request.headers.get("if-none-match", ""), request.headers.get("if-modified-since", ""))
        known = (answer.etag and answer.etag == seen[0]) or (answer.modified and answer.modified == seen[1])
        self.send_response(304 if known else answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        for name, value in (("ETag", answer.etag), ("Last-Modified", answer.modified)):
            if value:
                self.send_header(name, value)
        if known:
            self.end_headers()
            return
        self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
        self.end_headers()
        for start in range(0, len(answer.body), 100) if answer.drip else ():
            self.wfile.write(answer.body[start : start + 100])
            self.wfile.flush()
            time.sleep(answer.drip)
        if not answer.drip:
            self.wfile.write(answer.body)
        if answer.length is not None:
            # A wrong length leaves the connection unusable: no further request may use it.
            self.close_connection = True
            with suppress(OSError):
                self.connection.shutdown(socket.SHUT_WR)

    def log_message(self, *arguments: object) -> None:
        pass


@contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[Server]:
    """Run a server in a thread."""
    with Server(host) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
