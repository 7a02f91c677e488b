"""HTTP/2 is spoken with a server that offers it, over TLS."""

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived

from store.archive.web.fetched import FetchError
from tests.store.archive.web.conftest import Get


@dataclass
class Offered:
    """A server that speaks only HTTP/2; spoken: the protocol agreed on with each client."""

    port: int
    spoken: list[str | None] = field(default_factory=list)


@pytest.fixture
def offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Offered]:
    """Serve one page with a certificate that only this test trusts."""
    if not shutil.which("openssl"):
        pytest.skip("needs the command openssl to make a certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "1"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run(
        ["openssl", "req", "-x509", "-nodes", "-newkey", "rsa:2048", *files, *subject], check=True, capture_output=True
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    context.set_alpn_protocols(["h2"])
    with socket.create_server(("127.0.0.1", 0)) as listening:
        offered = Offered(listening.getsockname()[1])
        threading.Thread(target=_serve, args=(listening, context, offered), daemon=True).start()
        yield offered


def _serve(listening: socket.socket, context: ssl.SSLContext, offered: Offered) -> None:
    while True:
        try:
            client, _ = listening.accept()
            _speak(context.wrap_socket(client, server_side=True), offered)
        except ssl.SSLError:
            continue  # a client that doesn't trust the certificate
        except OSError:
            return


def _speak(stream: ssl.SSLSocket, offered: Offered) -> None:
    with stream:
        offered.spoken.append(stream.selected_alpn_protocol())
        connection = H2Connection(H2Configuration(client_side=False))
        connection.initiate_connection()
        stream.sendall(connection.data_to_send())
        while received := stream.recv(65536):
            for event in connection.receive_data(received):
                if isinstance(event, RequestReceived) and event.stream_id is not None:
                    headers = [(":status", "200"), ("content-type", "text/html")]
                    connection.send_headers(event.stream_id, headers)
                    connection.send_data(event.stream_id, b"<p>over two</p>", end_stream=True)
            stream.sendall(connection.data_to_send())


async def test_http_2_is_used_if_the_server_offers_it(offered: Offered, get: Get) -> None:
    fetched = await get(f"https://localhost:{offered.port}/a")
    assert (fetched.body, offered.spoken) == (b"<p>over two</p>", ["h2"])


async def test_an_untrusted_certificate_is_reported(
    offered: Offered, get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(FetchError, match="has an untrusted certificate"):
        await get(f"https://localhost:{offered.port}/a")
