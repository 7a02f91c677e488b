"""Reads our own pairs of claims, each with a careful reader's judgement, as further rows to fit on."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from extract.extractor import Extractor
from extract.matching.forest import Matrix
from extract.matching.placed import Placed
from extract.matching.rows import Flags
from extract.matching.sameness import event_features, features
from extract.matching.side import Side
from extract.text.excerpt import sentence

# The weight of one of our pairs, relative to an event's pair.
WEIGHT = 3.0
_ONE = frozenset({"repeats", "agrees", "updates", "differs"})
_OTHER_EVENT = re.compile(r"other event|another month|two quakes|two companies|another year|two countries")


@dataclass(frozen=True, slots=True)
class Taught:
    """Pairs of articles; at: the indices of the claims; same: they are one quantity.

    event: the articles report one event.
    """

    sides: tuple[tuple[Side, Side], ...]
    at: tuple[tuple[int, int], ...]
    same: Flags
    event: Flags

    def meetings(self) -> Matrix:
        """Return the features of the two articles, a row per pair."""
        return np.array([[*event_features(*sides).values()] for sides in self.sides])

    def claims(self, odds: Matrix) -> Matrix:
        """Return the features of the two claims, a row per pair; odds: that the event is one."""
        rows = [
            [column[place] for column in features(first, [second], [float(odd)]).values()]
            for (first, second), place, odd in zip(self.sides, self.at, odds, strict=True)
        ]
        return np.array(rows)


def taught(path: Path) -> Taught:
    """Return the pairs of two articles in a table such as tests/extract/pairs.toml."""
    extractor = Extractor()
    pairs = [pair for pair in tomllib.loads(path.read_text(encoding="utf8"))["pair"] if "text" in pair["b"]]
    read = [[_article(extractor, pair[end]) for end in ("a", "b")] for pair in pairs]
    expected = [{pair["expect"]} if isinstance(pair["expect"], str) else set(pair["expect"]) for pair in pairs]
    return Taught(
        tuple((a[0], b[0]) for a, b in read),
        tuple((a[1], b[1]) for a, b in read),
        np.array([bool(names & _ONE) for names in expected]),
        np.array([not _OTHER_EVENT.search(pair["trap"]) for pair in pairs]),
    )


def _article(extractor: Extractor, entry: dict[str, Any]) -> tuple[Side, int]:
    """Return the claims of an entry's text, and which of them its figure names."""
    text, published = " ".join(entry["text"].split()), entry.get("published", "")
    claims = extractor.claims(text, published=published)
    figure, _, number = entry["figure"].partition("~")
    places = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(figure)}(?!\w)", text)]
    start = places[int(number or 1) - 1]
    at = next(n for n, claim in enumerate(claims) if claim.start < start + len(figure) and start < claim.end)
    placed = [Placed(claim, "", "", published, sentence(text, claim.start, claim.end)) for claim in claims]
    return Side(placed), at
