"""Reads the annotated events: their articles, and which figures state one quantity."""

import json
import tempfile
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from extract.claim import Claim
from extract.matching.placed import Placed
from extract.matching.side import Side
from extract.text.excerpt import sentence
from extract.training.runs import Runs

ANNOTATIONS = Path(__file__).parent / "annotations"

# A line of an annotation, described in annotations/README.md.
Figure = dict[str, Any]


@dataclass(frozen=True)
class Article:
    """An article of an annotated event; known: for each claim its annotated figure, if any."""

    name: str
    event: str
    placed: tuple[Placed, ...]
    known: tuple[Figure | None, ...]

    @cached_property
    def side(self) -> Side:
        """The claims, prepared for comparison."""
        return Side(self.placed)


def annotations(corpora: Path) -> dict[str, list[Figure]]:
    """Return the figures of all annotated articles, by article name.

    A quantity has one name, even if two events name it differently.
    """
    aliases, parts = (
        tomllib.loads((ANNOTATIONS / f"{name}.toml").read_text(encoding="utf8")) for name in ("aliases", "parts")
    )
    files = [corpora / "ecbplus" / "gold.jsonl", corpora / "web" / "gold.jsonl", *sorted(ANNOTATIONS.glob("*.jsonl"))]
    figures: dict[str, list[Figure]] = defaultdict(list)
    for path in files:
        for line in path.read_text(encoding="utf8").splitlines():
            figure = json.loads(line)
            event = figure["cluster"].split("/")[0]
            figure["part_of"] = figure.get("part_of") or parts.get(figure["cluster"])
            names = {name: aliases.get(figure.get(name), figure.get(name)) for name in ("cluster", "part_of")}
            figures[figure["doc"]].append({**figure, **names, "event": event})
    return dict(figures)


def read_articles(corpora: Path) -> list[Article]:
    """Return the annotated articles that have claims, read with titles and dates as by the command."""
    figures = annotations(corpora)
    files = [path for path in sorted((corpora / "ecbplus").glob("*/*.txt")) if path.stem in figures]
    events = {some[0]["event"] for some in figures.values()}
    bundles = [path for path in sorted((corpora / "web").glob("*.jsonl")) if path.stem in events]
    with tempfile.TemporaryDirectory() as folder:
        run = Runs(Path(folder))
        run.attribune("add", *files)
        run.attribune("import", *bundles)
        lines = run.attribune("export", "jsonl").read_text(encoding="utf8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["kind"] == "article"]
    articles = [_article(row["versions"][-1], figures) for row in rows]
    missing = figures.keys() - {_name(row["versions"][-1]) for row in rows}
    if missing:
        raise FileNotFoundError(f"{corpora} lacks annotated articles: {', '.join(sorted(missing))}")
    return sorted((article for article in articles if article.placed), key=lambda article: article.name)


def _name(version: dict[str, Any]) -> str:
    return str(version["place"]).replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".txt")


def _article(version: dict[str, Any], figures: dict[str, list[Figure]]) -> Article:
    name, text = _name(version), version["text"]
    claims = [msgspec.convert(row, Claim) for row in version["claims"]]
    placed = tuple(
        Placed(
            claim, name, version.get("outlet", ""), version.get("published", ""), sentence(text, claim.start, claim.end)
        )
        for claim in claims
    )
    here = figures.get(name, [])
    known = tuple(
        next((each for each in here if each["start"] < claim.end and claim.start < each["end"]), None)
        for claim in claims
    )
    return Article(name, here[0]["event"] if here else "", placed, known)
