"""A text on which the extractor crashes or never ends is named, and the others are added."""

import json
import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from extract.claim import Claim
from store.ingest import extracting, workers
from store.library import articles
from store.library.connection import default_path, open_reader
from tests.tui.cli.conftest import FIRE, FLOOD, Run

CRASHES, ENDLESS = "The dam broke over 30 houses.\n", "The dam went on over 40 houses.\n"


def claims_of(pipeline: Path | None, text: str, title: str, published: str) -> list[Claim]:
    """Extract claims as usual, except from two texts."""
    if text == CRASHES:
        os.abort()
    while text == ENDLESS:
        pass
    return extracting.claims_of(pipeline, text, title, published)


def claims_of_all(pipeline: Path | None, texts: Sequence[str]) -> list[list[Claim]]:
    return [claims_of(pipeline, text, "", "") for text in texts]


@pytest.fixture(autouse=True)
def _odd_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.cli.extraction.claims_of", claims_of)
    monkeypatch.setattr("tui.cli.extraction.claims_of_all", claims_of_all)
    monkeypatch.setattr(workers.Workers.__init__, "__defaults__", (None, 60.0, workers.MEMORY, 2))
    monkeypatch.setattr(workers, "PROCESSOR_PER_MB", 0)
    texts = {"1.txt": FLOOD, "2.txt": CRASHES, "3.txt": ENDLESS, "4.txt": FIRE}
    Path("news").mkdir()
    for name, text in texts.items():
        Path("news", name).write_text(text)


NAMED = [
    "news/2.txt crashed the process that read it (exit code -6)",
    "news/3.txt took longer to read than any article of its length does",
]


def test_all_other_files_are_added(run: Run) -> None:
    ran = run("add", "news")
    assert (ran.code, ran.err.splitlines()) == (1, [*NAMED, "2 added, 2 failed"])
    with closing(open_reader(default_path())) as conn:
        assert [article.added_as for article in articles.page(conn, 0, 9, order="added")] == [
            "news/4.txt",
            "news/1.txt",
        ]


def test_all_other_files_are_imported(run: Run) -> None:
    ran = run("import", "news")
    assert (ran.code, len(ran.err.splitlines())) == (1, 3)
    assert ran.err.endswith("2 added, 2 failed\n")


def test_claims_of_all_other_files_are_printed(run: Run) -> None:
    ran = run("claims", "--json", "news")
    assert (ran.code, ran.err.splitlines()) == (1, NAMED)
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["news/1.txt", "news/4.txt"]


def test_claims_of_all_other_lines_are_printed(run: Run) -> None:
    lines = [{"id": number, "text": text} for number, text in enumerate([FLOOD, CRASHES, ENDLESS, FIRE])]
    ran = run("claims", "--json", "--jsonl", "-", stdin="\n".join(map(json.dumps, lines)))
    assert (ran.code, len(ran.err.splitlines())) == (1, 2)
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == [0, 3]
