"""`attribune crawl` and the import of its tables, as a person runs them."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from store.crawl.requirements import CrawlError, check_extra
from tests.bench.archives import write
from tests.tui.cli.conftest import ROOT, Run

_EXTRA = ("dask", "distributed", "duckdb", "fsspec", "pyarrow")


def without_the_extra(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run `attribune` in a process that, like those it starts, can't import the packages of the extra `crawl`."""
    with TemporaryDirectory() as missing:
        site = f"import sys; sys.modules.update(dict.fromkeys({_EXTRA!r}))"
        (Path(missing) / "sitecustomize.py").write_text(site)
        return subprocess.run(
            [sys.executable, "-c", "from tui.cli import main; main()", *arguments],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join((missing, str(ROOT)))},
        )


@pytest.fixture
def _extra() -> None:
    try:
        check_extra()
    except CrawlError as error:
        pytest.skip(str(error))


def test_without_the_extra_the_command_says_how_to_install_it(tmp_path: Path) -> None:
    ran = without_the_extra("crawl", "a.warc.gz", "--out", str(tmp_path / "out"))
    assert ran.returncode == 1
    assert "pip install '.[crawl]'" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_without_the_extra_only_crawls_cannot_be_imported(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.jsonl").write_text('{"attribune": 1, "kind": "crawl", "extractor": "3"}\n')
    (tmp_path / "a.html").write_text(f"<html><body><article>{'<p>Nothing but words.</p>' * 20}</article></body></html>")
    library = ("--library", str(tmp_path / "library.db"))
    ran = without_the_extra(*library, "import", str(tmp_path / "out"))
    assert ran.returncode == 1
    assert "pip install '.[crawl]'" in ran.stderr
    assert without_the_extra(*library, "import", str(tmp_path / "a.html")).returncode == 0


def test_no_other_command_imports_the_extra() -> None:
    code = (
        "import sys, tui.cli.commands.cmd_crawl, tui.cli.commands.cmd_import; "
        "import store.crawl.requirements, store.formats.importers; "
        f"print([name for name in {_EXTRA!r} if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout == "[]\n"


def test_options_for_a_crawl_are_refused_for_other_imports(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>Nothing but words.</p>")
    ran = run("import", tmp_path / "a.html", "--search", "words")
    assert ran.code == 1
    assert "work only on one" in ran.err


@pytest.mark.usefixtures("_extra")
def test_a_missing_archive_is_reported_in_one_line(run: Run, tmp_path: Path) -> None:
    ran = run("crawl", tmp_path / "none.warc.gz", "--out", tmp_path / "out")
    assert ran.code == 1
    assert "none.warc.gz" in ran.err
    assert "Traceback" not in ran.err
    (tmp_path / "empty").mkdir()
    assert "has no WARC file in it" in run("crawl", tmp_path / "empty", "--out", tmp_path / "out").err


@pytest.mark.usefixtures("_extra")
def test_a_folder_of_archives_becomes_tables_and_a_part_of_them_a_library(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "archives", 24, 2)
    ran = run("crawl", tmp_path / "archives", "--out", tmp_path / "out", "--jobs", "1")
    assert ran.code == 0
    assert "words a second" in ran.err
    ran = run("import", tmp_path / "out", "--since", "2026-03-02", "--library", tmp_path / "library.db")
    assert ran.code == 0
    assert "added" in ran.err
    assert run("list", "--library", tmp_path / "library.db").out
