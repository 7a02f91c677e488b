"""Measures the pipeline and the whole extractor on every development set and prints one table, in Markdown.

The scorers are separate programs that read the output of `attribune`, so the command is run here as readers run it.
"""

import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import spacy

from extract.extractor import SHIPPED, Extractor
from extract.training import unseen
from extract.training.measure import score, test_sets, words_per_second
from extract.training.runs import Row, Runs

# How many texts the throughput is measured on, and how often each; the median counts.
TEXTS, TIMES = 40, 3
# Lower ends of the ranges of link scores in the report.
SCORES = (0.0, 0.6, 0.7, 0.8, 0.9)


def print_table(corpora: Path, scorers: Path, pairs: Path, pipeline: Path | None) -> None:
    """Print the scores of the pipeline, of the extractor on every development set, and words per second."""
    print("| what | measure | value |\n|---|---|---|")
    for rows in (
        _pipeline(corpora, pipeline or SHIPPED),
        _scored(corpora, scorers, pipeline),
        unseen.scored(corpora, scorers, pairs),
        _speed(corpora, pipeline),
    ):
        for what, measure, value in rows:
            print(f"| {what} | {measure} | {value} |", flush=True)


def _pipeline(corpora: Path, pipeline: Path) -> Iterator[Row]:
    nlp = spacy.load(pipeline)
    for name, documents in test_sets(corpora):
        scores = score(nlp, documents)
        measures = {
            "LAS": scores.las,
            "LAS with punctuation": scores.las_all,
            "UAS": scores.uas,
            "sentences F1": scores.sentences,
            "universal tags": scores.upos,
            "Penn tags": scores.xpos,
            "lemmas": scores.lemmas,
            "names F1": scores.entities,
        }
        for measure, value in measures.items():
            if value is not None:
                yield name, measure, f"{100 * value:.1f}"


def _scored(corpora: Path, scorers: Path, pipeline: Path | None) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        run = Runs(Path(folder), pipeline)
        polnear = corpora / "polnear" / "dev"
        claims = run.attribune("claims", "--json", polnear / "text")
        yield from run.score("PolNeAR dev", scorers / "attribution.py", polnear, claims)
        for name, corpus in (("web events", "web"), ("ECB+ dev", "ecbplus")):
            gold = corpora / corpus / "gold.jsonl"
            articles = _articles(gold)
            claims = run.attribune("claims", "--json", *articles)
            yield from run.score(f"{name}, figures and sources", scorers / "mentions.py", gold, claims)
        run.attribune("add", *sorted({path.parent for path in articles}))
        related = run.attribune("related", "--all", "--json")
        yield from run.score("ECB+ dev, links", scorers / "links.py", gold, related)
        yield from _calibration(gold, related)
        newsquant = corpora / "newsquant" / "dev.json"
        sentences = run.program(scorers / "quantities.py", newsquant, "--sentences")
        claims = run.attribune("claims", "--json", "--jsonl", sentences)
        yield from run.score("NewsQuant dev", scorers / "quantities.py", newsquant, claims)


def _articles(gold: Path) -> list[Path]:
    names = {json.loads(line)["doc"] for line in gold.read_text(encoding="utf8").splitlines()}
    paths = sorted(path for path in gold.parent.glob("*/*.txt") if path.stem in names)
    if len(paths) != len(names):
        sys.exit(f"{gold.parent} lacks some of the articles that {gold.name} names")
    return paths


def _calibration(gold: Path, related: Path) -> Iterator[Row]:
    """Yield the share of links that join figures of one quantity, by range of score."""
    clusters: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for line in gold.read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        clusters[row["doc"]].append((row["start"], row["end"], row["cluster"]))
    right: dict[float, list[bool]] = {low: [] for low in SCORES}
    seen = set()
    for line in related.read_text(encoding="utf8").splitlines():
        claim = json.loads(line)
        for other in claim["related"]:
            ends = tuple(sorted((end["id"], end["start"]) for end in (claim, other)))
            known = [_cluster(clusters[Path(end["id"]).stem], end) for end in (claim, other)]
            counts = other["relation"] != "related" and claim["id"] != other["id"] and ends not in seen
            if counts and all(known):
                seen.add(ends)
                right[max(low for low in SCORES if low <= other["score"])].append(known[0] == known[1])
    for (low, outcomes), high in zip(right.items(), (*SCORES[1:], 1.0), strict=True):
        if outcomes:
            share = f"{sum(outcomes) / len(outcomes):.2f} of {len(outcomes)}"
            yield "ECB+ dev, links", f"right of those with a score of {low} to {high}", share


def _cluster(mentions: list[tuple[int, int, str]], claim: dict[str, int]) -> str:
    return next((name for start, end, name in mentions if start < claim["end"] and claim["start"] < end), "")


def _speed(corpora: Path, pipeline: Path | None) -> Iterator[Row]:
    paths = sorted((corpora / "polnear" / "dev" / "text").iterdir())[:TEXTS]
    texts = [path.read_text(encoding="utf8") for path in paths]
    bare = spacy.load(pipeline or SHIPPED)
    extractor = Extractor(pipeline)
    words = sum(len(text.split()) for text in texts)
    list(extractor.stream(texts[:2]))
    alone, whole = [], []
    for _ in range(TIMES):
        alone.append(words_per_second(bare, texts))
        began = time.perf_counter()
        list(extractor.stream(texts))
        whole.append(words / (time.perf_counter() - began))
    # Both in words between spaces, so that the share compares equal units.
    tokens = sum(sum(not token.is_space for token in bare.make_doc(text)) for text in texts)
    alone = [speed * words / tokens for speed in alone]
    yield "speed", "pipeline alone, words a second", f"{sorted(alone)[TIMES // 2]:,.0f}"
    yield "speed", "whole extractor, words a second", f"{sorted(whole)[TIMES // 2]:,.0f}"
    yield "speed", "share of the pipeline's", f"{sorted(whole)[TIMES // 2] / sorted(alone)[TIMES // 2]:.2f}"
