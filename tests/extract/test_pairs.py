"""Pairs of claims that a careful reader would link or keep apart: one test per trap, with the real pipeline."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from extract.claim import Claim
from extract.extractor import Extractor
from extract.matching.placed import Placed
from extract.matching.relation import Relation
from extract.matching.within_article import relate_within
from tests.extract.relating import across

PAIRS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "pairs.toml").read_text(encoding="utf8"))["pair"]
# What an entry's `expect` allows, where it is not the relation's name.
APART: dict[str, set[str | None]] = {"none": {None, "perhaps"}, "apart": {None, "perhaps", "related"}}
_SENTENCE_END = re.compile(r"(?<=[.!?])”?\"? (?=[A-Z“\"])")

Read = dict[tuple[str, str], list[Claim]]


def body(article: dict[str, Any]) -> str:
    return " ".join(article["text"].split())


def articles(pair: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the articles of both claims; the same one twice if the pair is within one article."""
    return pair["a"], pair["b"] if "text" in pair["b"] else pair["a"] | pair["b"]


@pytest.fixture(scope="module")
def read(extractor: Extractor) -> Read:
    """Return the claims of all articles, by text and date."""
    keys = {(body(article), article.get("published", "")) for pair in PAIRS for article in articles(pair)}
    return {key: extractor.claims(key[0], published=key[1]) for key in sorted(keys)}


def placed(read: Read, article: dict[str, Any]) -> list[Placed]:
    """Return the claims of an article with their sentences."""
    text, published = body(article), article.get("published", "")
    ends = [0, *(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]
    sentences = [
        text[max(end for end in ends if end <= claim.start) : min(end for end in ends if end > claim.start)].strip()
        for claim in read[text, published]
    ]
    name = article["outlet"] + published
    return [
        Placed(claim, name, article["outlet"], published, sentence)
        for claim, sentence in zip(read[text, published], sentences, strict=True)
    ]


def chosen(placed: list[Placed], article: dict[str, Any]) -> Placed:
    """Return the claim that an entry names by its figure."""
    text = body(article)
    figure, _, number = article["figure"].partition("~")
    start = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(figure)}(?!\w)", text)][int(number or 1) - 1]
    hits = [
        candidate for candidate in placed if candidate.claim.start < start + len(figure) and start < candidate.claim.end
    ]
    assert hits, f"no figure at {figure!r} among {[candidate.claim.text for candidate in placed]}"
    return hits[0]


def relation_of(read: Read, pair: dict[str, Any]) -> Relation | None:
    around = [placed(read, article) for article in articles(pair)]
    first, second = (chosen(claims, article) for claims, article in zip(around, articles(pair), strict=True))
    return across(first, second, (around[0], around[1])) if "text" in pair["b"] else relate_within(first, second)


def test_there_is_a_table_of_pairs_with_a_name_each() -> None:
    assert len({pair["trap"] for pair in PAIRS}) == len(PAIRS) >= 64


# What the fitted chance misses is marked in the table: most of these it takes for perhaps the same.
_MISSED = pytest.mark.xfail(strict=True, reason="the fitted chance is too low, or too high")


@pytest.mark.parametrize(
    "pair", [pytest.param(pair, id=pair["trap"], marks=[_MISSED] if pair.get("missed") else []) for pair in PAIRS]
)
def test_a_careful_reader_would_say_so_too(read: Read, pair: dict[str, Any]) -> None:
    expected: list[str] = [pair["expect"]] if isinstance(pair["expect"], str) else pair["expect"]
    allowed: set[str | None] = set()
    for name in expected:
        allowed |= APART.get(name, {name})
    relation = relation_of(read, pair)
    assert (relation.name if relation else None) in allowed, relation and relation.reason
    assert pair.get("reason", "") in (relation.reason if relation else "")


@pytest.mark.parametrize("pair", [pytest.param(pair, id=pair["trap"]) for pair in PAIRS])
def test_a_relation_is_the_same_from_both_ends(read: Read, pair: dict[str, Any]) -> None:
    backwards = {"a": articles(pair)[1], "b": pair["a"] if "text" in pair["b"] else {"figure": pair["a"]["figure"]}}
    forth, back = relation_of(read, pair), relation_of(read, backwards)
    assert (forth and forth.name) == (back and back.name)
