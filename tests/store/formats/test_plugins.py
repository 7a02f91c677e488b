"""Formats of other packages: an installed distribution adds an importer and an exporter by its entry points."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.formats.importing.pages import page

ROOT = Path(__file__).parents[3]

PLUGIN = """
from store.formats.item_articles import Metadata, of_text
from store.formats.items import Item
from store.formats.plugins import ExportFormat, ImportFormat
from store.library import articles

def read(source):
    for number, text in enumerate(source.text().splitlines()[1:], 1):
        yield Item(f"note {number}", lambda text=text: of_text(Metadata(title=text), text, text.encode(), "text/plain"))

def write(conn, chosen, file):
    for number in chosen:
        file.write(f"{articles.text(conn, number)}\\n".encode())
        yield number

NOTES = ImportFormat("notes", "a line an article", lambda source: source.head.startswith(b"NOTES"), read)
LINES = ExportFormat("lines", "a line an article", ".lines", write)
TAKEN = ImportFormat("pocket", "not the real one", lambda source: True, read)
"""


class Installed:
    """A folder that Python searches for modules and distributions, like site-packages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "notes_plugin.py").write_text(PLUGIN)
        self._dist = folder / "attribune_notes-1.dist-info"
        self._dist.mkdir()
        (self._dist / "METADATA").write_text("Metadata-Version: 2.1\nName: attribune-notes\nVersion: 1\n")

    def declare(self, points: str) -> None:
        (self._dist / "entry_points.txt").write_text(points)

    def attribune(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        library = str(self.folder / "library.db")
        return subprocess.run(
            [sys.executable, "-m", "tui.cli", *map(str, arguments), "--library", library],
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(self.folder)])},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def installed(tmp_path: Path) -> Installed:
    return Installed(tmp_path)


def test_an_installed_package_adds_an_importer_and_an_exporter(installed: Installed) -> None:
    installed.declare(
        "[attribune.importers]\nnotes = notes_plugin:NOTES\n[attribune.exporters]\nlines = notes_plugin:LINES\n"
    )
    notes = installed.folder / "a.notes"
    notes.write_text("NOTES\nThe mayor said that 40 homes flooded.\nThe dam held, the mayor said.\n")

    imported = installed.attribune("import", notes)
    assert (imported.returncode, imported.stderr) == (0, "2 added\n")

    exported = installed.attribune("export", "lines")
    assert sorted(exported.stdout.splitlines()) == sorted(notes.read_text().splitlines()[1:])
    assert "lines     a line an article" in installed.attribune("export", "--help").stdout


def test_an_added_format_that_is_unusable_is_named_and_left_out(installed: Installed) -> None:
    installed.declare(
        "[attribune.importers]\ngone = no_such_module:FORMAT\nother = notes_plugin:LINES\npocket = notes_plugin:TAKEN\n"
    )
    file = installed.folder / "a.html"
    file.write_text(page("Dam", 40))

    ran = installed.attribune("import", file)
    assert ran.returncode == 0
    complaints = ran.stderr.splitlines()[:3]
    assert complaints == [
        "no_such_module:FORMAT can't be loaded as a format (ModuleNotFoundError: No module named 'no_such_module')",
        "notes_plugin:LINES is not an ImportFormat",
        "notes_plugin:TAKEN is left out: there is already a format 'pocket'",
    ]
