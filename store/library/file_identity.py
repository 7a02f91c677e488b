"""Notices when the library that a program has open is no longer the file at its path."""

from pathlib import Path

from store.library.connection import LibraryError


class Presence:
    """Remembers a library's file by device and inode, as another file may take its name."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = self._identity()

    def check(self) -> None:
        """Raise LibraryError if the file is gone, or was replaced or emptied since; never create another."""
        identity = self._identity()
        if self._known is None:
            self._known = identity
        elif identity is None:
            raise LibraryError(f"{self._path} is gone, or empty: put it back where it was, or restart Attribune")
        elif identity != self._known:
            raise LibraryError(f"{self._path} is no longer the file that was opened: restart Attribune")

    def _identity(self) -> tuple[int, int] | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return (status.st_dev, status.st_ino) if status.st_size else None
