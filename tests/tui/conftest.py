"""Provides a library with handmade claims and links: the screen's tests depend on neither extraction nor linking."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server import Server, serving
from tests.templates import made_by
from tests.tui.drawn_screen import record_notices
from tests.tui.stories import write_library
from tui.app.application import AttribuneApp


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's folders and settings out of the tests."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    # Tests look at every notice, however slow the machine, even at those that newer ones replaced.
    record_notices(monkeypatch)
    monkeypatch.setattr(AttribuneApp, "NOTIFICATION_TIMEOUT", 600)
    monkeypatch.setattr(AttribuneApp, "NOTICE_READ", 600)
    for name in ("ATTRIBUNE_LIBRARY", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server on loopback, reached without a proxy whatever the environment says."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with serving() as server:
        yield server


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library of the stories."""
    path = tmp_path / "library.db"
    path.write_bytes(made_by(write_library))
    return path


@pytest.fixture
def app(library: Path) -> AttribuneApp:
    """The app on that library."""
    return AttribuneApp(library)
