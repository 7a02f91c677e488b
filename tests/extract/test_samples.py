"""The sample articles as read by hand: figures, sources, links."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.claim import Claim
from extract.extractor import Extractor
from extract.matching.placed import Placed
from extract.text.excerpt import sentence
from tests.extract.relating import across

HERE = Path(__file__).parent
ARTICLES = HERE.parents[1] / "store" / "demo" / "articles"
SAMPLES: dict[str, Any] = tomllib.loads((HERE / "samples.toml").read_text(encoding="utf8"))
READ = {article["file"]: article for article in SAMPLES["article"]}


@cache
def article(name: str) -> tuple[dict[str, Any], str]:
    match = re.match(r"---\n(.*?)\n---\n+(.*)", (ARTICLES / name).read_text(encoding="utf8"), re.DOTALL)
    assert match
    return yaml.safe_load(match[1]), match[2]


Claims = dict[str, list[Claim]]


@pytest.fixture(scope="module")
def extracted(extractor: Extractor) -> Claims:
    """Return the claims of each sample article, by its file."""
    return {
        name: extractor.claims(article(name)[1], title=article(name)[0]["title"], published=published(name))
        for name in READ
    }


def published(name: str) -> str:
    return str(article(name)[0]["date"]).replace(" ", "T")


def place(name: str, text: str) -> tuple[int, int]:
    """Return where an expected figure is; `text~2` means its second occurrence."""
    text, _, number = text.partition("~")
    places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", article(name)[1])]
    return places[int(number or 1) - 1]


def claim_at(extracted: Claims, name: str, text: str) -> Claim:
    start, end = place(name, text)
    hits = [claim for claim in extracted[name] if claim.start < end and start < claim.end]
    assert hits, f"{name}: no figure at {text!r}"
    return hits[0]


def missed(row: dict[str, Any]) -> list[pytest.MarkDecorator]:
    """Return the mark of a row that the extractor is known to read wrong."""
    return [pytest.mark.xfail(strict=True, reason="read wrong, as the table says")] if row.get("missed") else []


EXPECTED = [(name, claim["text"], claim) for name, row in READ.items() for claim in row["claim"]]


@pytest.mark.parametrize("name", READ)
def test_every_figure_is_found_and_nothing_else(extracted: Claims, name: str) -> None:
    expected = [place(name, claim["text"]) for claim in READ[name]["claim"]]
    spans = [(claim.start, claim.end) for claim in extracted[name]]
    assert [span for span in expected if not any(a < span[1] and span[0] < b for a, b in spans)] == []
    text = article(name)[1]
    extra = [text[a:b] for a, b in spans if not any(a < end and start < b for start, end in expected)]
    assert extra == []


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [pytest.param(*row, id=f"{row[0]}-{row[1]}", marks=missed(row[2])) for row in EXPECTED],
)
def test_a_figure_has_the_source_that_was_read(
    extracted: Claims, name: str, text: str, expected: dict[str, Any]
) -> None:
    stated = claim_at(extracted, name, text)
    wanted = expected.get("source")
    named = stated.source.name if stated.source else None
    assert (named is None) == (wanted is None)
    if wanted and named:
        assert wanted.lower() in named.lower() or named.lower() in wanted.lower()
    assert [relay.name for relay in stated.via] == expected.get("via", [relay.name for relay in stated.via])
    assert stated.stance == expected.get("stance", "asserted")


def placed(extracted: Claims, name: str) -> list[Placed]:
    """Return the claims of a sample article with their sentences."""
    head, text = article(name)
    return [
        Placed(claim, name, head["outlet"], published(name), sentence(text, claim.start, claim.end))
        for claim in extracted[name]
    ]


def related(extracted: Claims, link: dict[str, str]) -> str | None:
    ends = [link[end].split("#", 1) for end in ("from", "to")]
    around = placed(extracted, ends[0][0]), placed(extracted, ends[1][0])
    first, second = (
        next(placed for placed in claims if placed.claim is claim_at(extracted, name, text))
        for claims, (name, text) in zip(around, ends, strict=True)
    )
    relation = across(first, second, around)
    return relation.name if relation else None


@pytest.mark.parametrize(
    "link",
    [pytest.param(link, id=f"{link['from']}~{link['to']}", marks=missed(link)) for link in SAMPLES["nolink"]],
)
def test_what_looks_alike_is_not_linked(extracted: Claims, link: dict[str, str]) -> None:
    assert related(extracted, link) in {None, "perhaps", "related"}
