"""`attribune claims`: the contract that other programs rely on."""

import json
import re
from io import BytesIO
from pathlib import Path

import pytest

from tests.tui.cli.conftest import FIRE, FLOOD, Run, rows
from tui.cli.commands import cmd_claims
from tui.cli.messages import Messages

CLAIM = {
    "start", "end", "text", "kind", "value", "low", "high", "bound", "trend", "unit", "unit_text", "subject", "source",
    "cue", "via", "stance", "quoted",
}  # fmt: skip


def test_claims_prints_an_object_per_file_with_the_fields_of_the_contract(run: Run) -> None:
    Path("flood.txt").write_text(FLOOD)
    ran = run("claims", "--json", "flood.txt")
    assert (ran.code, ran.err) == (0, "")
    (row,) = rows(ran)
    assert row.keys() == {"id", "claims"}
    assert row["id"] == "flood.txt"
    claims = row["claims"]
    assert isinstance(claims, list)
    assert [claim["text"] for claim in claims] == ["more than 220", "Around 1,500"]
    assert all(claim.keys() == CLAIM for claim in claims)
    assert claims[0]["source"].keys() == {"start", "end", "text", "name"}
    assert claims[0]["cue"].keys() == {"start", "end", "text"}
    assert claims[1]["source"] is None


def test_offsets_are_those_of_the_file_byte_for_byte(run: Run) -> None:
    text = (
        "\ufeffA — 😀 head\r\n\r\n\x1b[1mThe mayor\u200b said\x0b that 40 homes burned.\r\nHe said 12 “people” died.\r"
    )
    Path("odd.txt").write_bytes(text.encode())
    (row,) = rows(run("claims", "--json", "odd.txt"))
    with Path("odd.txt").open(newline="", encoding="utf-8") as file:
        read = file.read()
    claims = row["claims"]
    assert isinstance(claims, list)
    assert claims
    for claim in claims:
        assert read[claim["start"] : claim["end"]] == claim["text"]


def test_explain_adds_the_subject_and_the_reasons(run: Run) -> None:
    Path("flood.txt").write_text(FLOOD)
    (row,) = rows(run("claims", "--json", "--explain", "flood.txt"))
    claims = row["claims"]
    assert isinstance(claims, list)
    assert claims[0].keys() == CLAIM | {"about", "meaning", "why", "in_line", "phrase"}


def test_a_folder_is_read_in_order_with_markdown_and_pages(run: Run) -> None:
    Path("news/more").mkdir(parents=True)
    Path("news/b.txt").write_text(FLOOD)
    Path("news/a.md").write_text(f"---\ntitle: x\n---\n{FIRE}")
    Path("news/more/c.html").write_text(f"<!doctype html><html><body><article><p>{FLOOD}</p></article></body></html>")
    ran = run("claims", "--json", "news")
    assert [row["id"] for row in rows(ran)] == ["news/a.md", "news/b.txt", "news/more/c.html"]
    assert all(row["claims"] for row in rows(ran))


def test_standard_input_is_read_as_a_text(run: Run) -> None:
    (row,) = rows(run("claims", "--json", "-", stdin=FLOOD))
    assert row["id"] == "-"
    assert row["claims"]


def test_json_lines_are_answered_by_json_lines_in_order(run: Run) -> None:
    lines = [{"id": number, "text": f"The mayor said {number + 40} homes burned."} for number in range(70)]
    ran = run("claims", "--json", "--jsonl", "-", stdin="\n".join(json.dumps(line) for line in lines))
    assert ran.code == 0
    assert [row["id"] for row in rows(ran)] == list(range(70))
    for number, row in enumerate(rows(ran)):
        claims = row["claims"]
        assert isinstance(claims, list)
        assert [claim["text"] for claim in claims] == [str(number + 40)]


def test_lines_may_come_from_a_file_and_ids_may_repeat(run: Run) -> None:
    Path("in.jsonl").write_text('{"id": "a", "text": "He said 5 died."}\n\n{"id": "a", "text": "None."}\n')
    ran = run("claims", "--json", "--jsonl", "in.jsonl")
    assert (ran.code, [row["id"] for row in rows(ran)]) == (0, ["a", "a"])


def test_broken_lines_are_named_and_the_rest_continues(run: Run) -> None:
    broken = [
        b'{"id": 1, "text": "He said 5 died."}',
        b"not JSON",
        b'{"id": 1}',
        b'{"text": "x"}',
        b'{"id": null, "text": "x"}',
        b'{"id": 1, "text": 5}',
        b"[]",
        b"\xff\xfe",
        b'{"id": 2, "text": "\\ud800 He said 5 died."}',
        b"[" * 100_000,
        b'{"id": 3, "text": "' + b"x" * 2_000_001 + b'"}',
        b'{"id": 4, "text": ""}',
    ]
    ran = run("claims", "--json", "--jsonl", "-", stdin=b"\n".join(broken))
    assert ran.code == 1
    ids = [row["id"] for row in rows(ran)]
    assert {1, 4} <= set(ids)
    for number in (2, 3, 4, 5, 6, 7, 8, 10, 11):
        assert f"-, line {number} " in ran.err
    assert len(ran.err.splitlines()) + len(ids) == len(broken)
    assert "Traceback" not in ran.err


def test_a_line_of_gigabytes_is_not_read_into_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cmd_claims, "BYTES_LIMIT", 100)
    messages = Messages()
    stream = BytesIO(b'{"id": 1, "text": "' + b"x" * 1_000 + b'"}\n{"id": 2, "text": "He said 5 died."}\n')
    assert [row.id for row in cmd_claims.rows_of(stream, "-", messages)] == [2]
    assert messages.failures == 1


def test_json_is_ascii_so_that_no_text_reaches_the_terminal_as_a_command(run: Run) -> None:
    text = json.dumps({"id": "\x1b[2J\u202e\x9b", "text": "The \u202emayor\x9b31m said 40 homes burned."})
    output = run("claims", "--json", "--jsonl", "-", stdin=text).out
    assert output.isascii()
    assert all(character.isprintable() or character == "\n" for character in output)


def test_without_json_the_text_is_printed_with_marks_and_its_claims(run: Run) -> None:
    Path("flood.txt").write_text(FLOOD)
    output = run("claims", "flood.txt").out
    assert "said on Friday that ╎more than 220╎ homes" in output
    assert "┈Around 1,500┈ people" in output
    assert re.search(r"1  ╎more than 220╎ .*Ana Brandt “said”", output)
    assert re.search(r"2  ┈Around 1,500┈ .*no source", output)


def test_what_is_printed_for_people_has_no_control_characters_and_no_markup(run: Run) -> None:
    Path("a.txt").write_text(f"\x1b[2J[bold]{FLOOD}[/bold] \x9b31m\u202e\u200b [link=http://x]40 homes[/link] burned.")
    output = run("claims", "a.txt").out
    assert all(character.isprintable() or character in "\n\t" for character in output)
    assert "[bold]Flood in Oldmouth" in output
    assert "[link=http://x]" in output


@pytest.mark.parametrize(
    ("name", "body", "complaint"),
    [
        ("empty.txt", b"", "empty.txt is empty"),
        ("binary.txt", b"\x00\x01", "binary.txt is a binary file, not text"),
        ("menu.html", b"<html><a href=/>Home</a></html>", "menu.html has no article"),
        ("long.txt", b"x " * 2_500_000, "long.txt has 5,000,000 characters of text, more than the 2,000,000"),
        ("gone.txt", None, "gone.txt does not exist"),
    ],
    ids=["empty", "binary", "no article", "too long", "missing"],
)
def test_an_unreadable_file_is_named_and_the_rest_continues(
    run: Run, name: str, body: bytes | None, complaint: str
) -> None:
    if body is not None:
        Path(name).write_bytes(body)
    Path("zzz.txt").write_text(FLOOD)
    ran = run("claims", "--json", name, "zzz.txt")
    assert ran.code == 1
    assert ran.err.startswith(complaint)
    assert len(ran.err.splitlines()) == 1
    assert [row["id"] for row in rows(ran)] == ["zzz.txt"]


def test_a_latin_1_file_is_read_with_a_remark(run: Run) -> None:
    Path("latin.txt").write_bytes("Le préfet said that 40 maisons were flooded.".encode("latin-1"))
    ran = run("claims", "latin.txt")
    assert (ran.code, ran.err) == (0, "latin.txt is not UTF-8, read as Windows-1252 (Latin-1)\n")
    assert "préfet" in ran.out


def test_a_wrong_pipeline_is_reported_once(run: Run, tmp_path: Path) -> None:
    config = tmp_path / "config" / "attribune" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('pipeline = "nowhere"')
    for number in range(3):
        Path(f"{number}.txt").write_text(FLOOD)
    ran = run("claims", "--json", ".")
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1
    assert "no spaCy pipeline" in ran.err
