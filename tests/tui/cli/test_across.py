"""`attribune timeline`, `source` and `verdict`: what a library has on one quantity, one source, one pair of claims."""

import re
from contextlib import closing
from pathlib import Path

import pytest

from store.library.connection import open_writer
from store.settings import load
from tests.tui.cli.conftest import Run, rows


def relations(run: Run) -> list[str]:
    (first, *_) = rows(run("related", "1", "--claim", "1", "--json"))
    return [link["relation"] for link in first["related"]]


def test_a_timeline_has_each_value_with_its_day_and_source(stocked: Run) -> None:
    ran = stocked("timeline", "2", "1")
    assert (ran.code, ran.err) == (0, "")
    assert re.search(r"^13 Mar 2026 +90 · .*fire service · Coast Wire · \(2\)  ← this claim$", ran.out, re.M | re.I)
    assert re.search(r"^ +no date  ≠ more than 220 · .*Ana Brandt · “Flood in Oldmouth” · \(1\)$", ran.out, re.M)


def test_a_timeline_as_json_has_what_a_program_needs(stocked: Run) -> None:
    first, last = rows(stocked("timeline", "2", "1", "--json"))
    assert (first["date"], first["value"], first["relation"]) == ("2026-03-13T18:00:00+00:00", 90.0, None)
    assert (last["date"], last["low"], last["bound"], last["relation"]) == ("", 220.0, ">", "differs")
    assert (first["id"], first["articles"], first["outlets"]) == ("fire.md", ["fire.md"], ["Coast Wire"])
    assert first.keys() == {
        "date", "value", "low", "high", "bound", "unit", "source", "relation", "id", "start", "end", "text", "subject",
        "stance", "articles", "outlets",
    }  # fmt: skip


@pytest.mark.parametrize("arguments", [("1",), ("1", "9"), ("1", "0"), ("9", "1")])
def test_a_timeline_of_a_missing_claim_is_wrong_usage(stocked: Run, arguments: tuple[str, ...]) -> None:
    assert stocked("timeline", *arguments).code == 2


def test_a_source_is_printed_with_those_who_contradict_it(stocked: Run) -> None:
    ran = stocked("source", "Ana", "Brandt")
    assert re.match(r"≠ more than 220 · .*\(1\)\n +Governor Ana Brandt said .*\n +≠ 90 · .*fire service", ran.out, re.I)


def test_a_source_as_json_has_what_a_program_needs(stocked: Run) -> None:
    statements = rows(stocked("source", "ana brandt", "--json"))
    assert statements[0]["text"] == "more than 220"
    assert [other["text"] for other in statements[0]["differs"]] == ["90"]
    assert statements[0]["articles"] == ["flood.txt"]
    assert {"id", "start", "end", "text", "source", "score", "reason"} == statements[0]["differs"][0].keys()


def test_an_unknown_or_ambiguous_source_is_wrong_usage(stocked: Run) -> None:
    ran = stocked("source", "nobody")
    assert ran.code == 2
    assert "no source 'nobody' in the library" in ran.err
    ran = stocked("source", "r")
    assert ran.code == 2
    assert "several sources have this name: " in ran.err


def test_unnamed_sources_are_printed_for_all_articles_together(stocked: Run, tmp_path: Path) -> None:
    for place, count in (("a.txt", 30), ("b.txt", 70)):
        (tmp_path / place).write_text(f"Quiet night in {place}\n\nPolice said that {count} lorries were stolen.\n")
        assert stocked("add", str(tmp_path / place)).code == 0
    ran = stocked("source", "police")
    assert set(re.findall(r"\b(30|70) ·", ran.out)) == {"30", "70"}
    assert "each article has its own Police: 2 sources" in ran.err


def test_a_verdict_overrides_attribunes_own(stocked: Run) -> None:
    assert relations(stocked) == ["differs"]
    assert stocked("verdict", "not", "1", "1", "2", "1").code == 0
    assert relations(stocked) == []
    assert "✕ you said: not the same" in stocked("related", "1").out
    (verdict,) = rows(stocked("verdict", "list", "--json"))
    assert verdict["verdict"] == "not"
    assert [claim["text"] for claim in verdict["claims"]] == ["more than 220", "90"]
    assert stocked("verdict", "list").out.startswith("not the same:  more than 220 in Flood in Oldmouth (1)")
    assert stocked("verdict", "same", "2", "1", "1", "1").code == 0
    assert relations(stocked) == ["differs"]
    assert stocked("verdict", "remove", "1", "1", "2", "1").err == ""
    assert stocked("verdict", "list").out == ""
    assert stocked("verdict", "remove", "1", "1", "2", "1").err == "there is no verdict on these two\n"


def test_a_verdict_survives_another_extraction(stocked: Run) -> None:
    stocked("verdict", "not", "1", "1", "2", "1")
    with closing(open_writer(load().library)) as conn:
        conn.execute("UPDATE versions SET extractor = '0'")
    assert stocked("extract", "--outdated").err.splitlines()[-1].startswith("2 ")
    assert relations(stocked) == []


@pytest.mark.parametrize("claims", [("1", "1", "1", "1"), ("1", "1", "2", "7"), ("1", "1", "2"), ("1", "1", "8", "1")])
def test_a_verdict_on_a_missing_claim_or_a_single_one_is_wrong_usage(stocked: Run, claims: tuple[str, ...]) -> None:
    assert stocked("verdict", "same", *claims).code == 2
