"""Measures links and relations over all annotated events, each compared with all by weights fitted without it."""

import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

from extract.lexicon import weights
from extract.matching.features import one_event
from extract.matching.forest import Matrix
from extract.matching.grouping import group
from extract.matching.placed import Placed
from extract.matching.relation import Relation, beside, relate
from extract.matching.sameness import Model, chances
from extract.matching.within_article import relate_within
from extract.training.events import Article, annotations, read_articles
from extract.training.fit import fit
from extract.training.own_pairs import taught
from extract.training.pairs import pairs_of
from extract.training.runs import Row, Runs

# Lower chances count as none, as they do in a library.
FLOOR = 0.2
WHAT = "all events, each left out of its fit"
_RELATION = re.compile(r"^ +(?P<name>[a-z][\w .]*?):? +right +(?P<right>\d+) of +(?P<all>\d+)")
_TOGETHER = re.compile(r"^ +(?P<name>updates and differs together) +(?P<value>[\d.]+)")

Pair = tuple[int, int]


def scored(corpora: Path, scorers: Path, pairs: Path) -> Iterator[Row]:
    """Yield what the scorers print of links and of relations between the articles of all annotated events."""
    articles = read_articles(corpora)
    models = {event: Model(weights) for event, weights in fit(articles, taught(pairs)).without.items()}
    with tempfile.TemporaryDirectory() as folder:
        run = Runs(Path(folder))
        gold, related = Path(folder) / "gold.jsonl", Path(folder) / "related.jsonl"
        _write(gold, (figure for figures in annotations(corpora).values() for figure in figures))
        _write(related, predictions(articles, models))
        yield from run.score(WHAT, scorers / "links.py", gold, related)
        for line in run.program(scorers / "relations.py", gold, related).read_text(encoding="utf8").splitlines():
            if match := _RELATION.match(line):
                right, total = int(match["right"]), int(match["all"])
                yield WHAT, f"right: {match['name']}", f"{right / total:.3f} of {total}" if total else "none"
            elif match := _TOGETHER.match(line):
                yield WHAT, f"right: {match['name']}", match["value"]


def predictions(articles: Sequence[Article], models: Mapping[str, Model]) -> Iterator[dict[str, Any]]:
    """Yield the claims with their relations, as `attribune related --all --json` prints them.

    models: for each event the one fitted without it; two articles of two events are compared by both.
    """
    ends = [0, *accumulate(len(article.placed) for article in articles)]
    first = {article.name: end for article, end in zip(articles, ends, strict=False)}
    placed = [each for article in articles for each in article.placed]
    known: dict[Pair, float] = {}
    for a, b in pairs_of(articles):
        table = _chances(a, b, models)
        known |= {
            (first[a.name] + i, first[b.name] + j): float(table[i, j]) for i, j in np.argwhere(table >= FLOOR).tolist()
        }
    inside = {pair: relation.score for pair, relation in _within(articles, first)}
    groups = group(range(len(placed)), known | inside, unknown=lambda one, other: False)
    quantity = {member: number for number, each in enumerate(groups) for member in each.members}
    certainty = {member: sure for each in groups for member, sure in each.certainty.items()}
    related: dict[int, list[tuple[int, Relation]]] = defaultdict(list)
    for a, b in pairs_of(articles):
        for pair in _worth(a, b, first):
            one, other = pair
            if quantity[one] == quantity[other]:
                chance = known.get(pair, min(certainty[one], certainty[other]))
                relation: Relation | None = relate(placed[one], placed[other], chance)
            else:
                relation = beside(placed[one], placed[other], known.get(pair, 0.0))
            if relation and relation.name not in {"perhaps", "related"}:
                related[one].append((other, relation))
                related[other].append((one, relation))
    for number, each in enumerate(placed):
        best = sorted(related[number], key=lambda link: -link[1].score)
        links = [
            {**_place(placed[other]), "relation": relation.name, "score": round(relation.score, 3)}
            for other, relation in best
        ]
        yield {**_place(each), "quantity": quantity[number], "related": links}


def _chances(a: Article, b: Article, models: Mapping[str, Model]) -> Matrix:
    some = [chances(a.side, b.side, models[event]) for event in sorted({a.event, b.event})]
    mean: Matrix = np.mean(some, axis=0)
    return mean


def _within(articles: Sequence[Article], first: Mapping[str, int]) -> Iterator[tuple[Pair, Relation]]:
    """Yield how claims of one article stand to each other."""
    for article in articles:
        for one, a in enumerate(article.placed):
            for other, b in enumerate(article.placed[:one]):
                if relation := relate_within(b, a):
                    yield (first[article.name] + other, first[article.name] + one), relation


def _worth(a: Article, b: Article, first: Mapping[str, int]) -> Iterator[Pair]:
    """Yield the pairs of claims of two articles that may tell of one event."""
    if one_event(a.placed[0].claim, b.placed[0].claim) >= weights("thresholds")["one_event"]:
        for one in range(len(a.placed)):
            for other in range(len(b.placed)):
                yield first[a.name] + one, first[b.name] + other


def _place(placed: Placed) -> dict[str, Any]:
    return {"id": placed.article, "start": placed.claim.start, "end": placed.claim.end, "text": placed.claim.text}


def _write(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")
