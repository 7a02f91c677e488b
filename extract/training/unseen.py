"""Measures links and relations over all annotated events, each with weights fitted without it."""

import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from extract.lexicon import weights as limits
from extract.matching.features import one_event
from extract.matching.grouping import joint
from extract.matching.link_chance import link_chance
from extract.matching.placed import Placed
from extract.matching.relation import Relation, relate, relate_across, values_of
from extract.training.events import Article, annotations, read_articles
from extract.training.fit import Fitted, fit
from extract.training.own_pairs import taught
from extract.training.pairs import pairs_of
from extract.training.runs import Row, Runs
from extract.training.unseen_groups import Grouped

WHAT = "all events, each left out of its fit"
_RELATION = re.compile(r"^ +(?P<name>[a-z][\w .]*?):? +right +(?P<right>\d+) of +(?P<all>\d+)")
_TOGETHER = re.compile(r"^ +(?P<name>updates and differs together) +(?P<value>[\d.]+)")


def scored(corpora: Path, scorers: Path, pairs: Path) -> Iterator[Row]:
    """Yield the scores of links and of relations between the articles of all annotated events."""
    articles = read_articles(corpora)
    fitted = fit(articles, taught(pairs))
    with tempfile.TemporaryDirectory() as folder:
        run = Runs(Path(folder))
        gold, related = Path(folder) / "gold.jsonl", Path(folder) / "related.jsonl"
        _write(gold, (figure for figures in annotations(corpora).values() for figure in figures))
        _write(related, predictions(articles, fitted))
        yield from run.score(WHAT, scorers / "links.py", gold, related)
        for line in run.program(scorers / "relations.py", gold, related).read_text(encoding="utf8").splitlines():
            if match := _RELATION.match(line):
                right, total = int(match["right"]), int(match["all"])
                yield WHAT, f"right: {match['name']}", f"{right / total:.3f} of {total}" if total else "none"
            elif match := _TOGETHER.match(line):
                yield WHAT, f"right: {match['name']}", match["value"]


def predictions(articles: Sequence[Article], fitted: Fitted) -> Iterator[dict[str, Any]]:
    """Yield the claims with their relations, as `attribune related --all --json` prints them.

    Articles of two events are compared with both fits without one of them.
    """
    grouped = fitted.grouped
    related: dict[int, list[tuple[int, Relation]]] = defaultdict(list)
    for a, b in pairs_of(articles):
        weights = [fitted.without[event]["link"] for event in sorted({a.event, b.event})]
        near = _may_be_one_event(a, b)
        for place, other in grouped.pairs_of(a, b):
            relation: Relation | None = None
            if grouped.quantity[place] == grouped.quantity[other]:
                few = joint(grouped.membership[place], grouped.membership[other]).few
                chance = _chance(grouped, place, other, weights)
                relation = relate(grouped.placed[place], grouped.placed[other], chance, few=few)
            elif near:
                chance = grouped.chances.get((place, other), 0.0)
                contrary = grouped.contrary.get(grouped.quantities_of(place, other), 0.0)
                relation = relate_across(grouped.placed[place], grouped.placed[other], chance, contrary)
            if relation and relation.name not in {"perhaps", "related"}:
                related[place].append((other, relation))
                related[other].append((place, relation))
    for number, each in enumerate(grouped.placed):
        best = sorted(related[number], key=lambda link: -link[1].score)
        links = [
            {**_place(grouped.placed[other]), "relation": relation.name, "score": round(relation.score, 3)}
            for other, relation in best
        ]
        yield {**_place(each), "quantity": grouped.quantity[number], "related": links}


def _chance(grouped: Grouped, place: int, other: int, weights: Sequence[Mapping[str, float]]) -> float:
    """Return the chance that two claims grouped into one quantity both state it."""
    a, b = grouped.placed[place], grouped.placed[other]
    standing, chance = values_of(a, b), grouped.chances.get((place, other))
    both = joint(grouped.membership[place], grouped.membership[other])
    aligned = (place, other) in grouped.aligned
    return float(np.mean([link_chance(a, b, standing, chance, both, some, aligned=aligned) for some in weights]))


def _may_be_one_event(a: Article, b: Article) -> bool:
    return one_event(a.placed[0].claim, b.placed[0].claim) >= limits("thresholds")["one_event"]


def _place(placed: Placed) -> dict[str, Any]:
    return {"id": placed.article, "start": placed.claim.start, "end": placed.claim.end, "text": placed.claim.text}


def _write(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")
