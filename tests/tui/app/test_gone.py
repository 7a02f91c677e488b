"""The library disappears while the app is open: the app says so, and creates no new one in its place."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from store.library import articles
from store.library.backup import backup
from store.library.connection import open_reader
from tui.app.application import AttribuneApp


def _deleted(library: Path, copy: Path) -> None:
    library.unlink()


def _moved(library: Path, copy: Path) -> None:
    library.rename(library.with_name("elsewhere.db"))


def _replaced(library: Path, copy: Path) -> None:
    copy.replace(library)


def _emptied(library: Path, copy: Path) -> None:
    library.write_bytes(b"")


def _cut(library: Path, copy: Path) -> None:
    library.write_bytes(library.read_bytes()[: library.stat().st_size // 2])


@pytest.mark.parametrize("harm", [_deleted, _moved, _replaced, _emptied, _cut])
async def test_a_library_that_goes_is_reported_and_none_is_made(
    library: Path, tmp_path: Path, harm: Callable[[Path, Path], None]
) -> None:
    copy = tmp_path / "copy.db"
    backup(library, copy)
    app = AttribuneApp(library)
    async with app.run_test() as pilot:
        await pilot.pause()
        harm(library, copy)
        before = library.read_bytes() if library.exists() else None
        await pilot.press("s", "m", "d")
        await app.workers.wait_for_complete()
        await pilot.pause()
        messages = " ".join(str(notice.message) for notice in app._notifications)
        assert (
            "is gone, or empty" in messages
            or "is no longer the file" in messages
            or (harm is _cut and "is damaged" in messages)
        )
    assert (library.read_bytes() if library.exists() else None) == before
    if harm is _replaced:
        with closing(open_reader(library)) as conn:
            assert not any(article.starred for article in articles.page(conn, 0, 50))
