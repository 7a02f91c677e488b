"""`attribune list`, `show`, `search` and `related`: for people, and as JSON for programs."""

import re
from pathlib import Path

import pytest

from tests.tui.cli.conftest import FIRE, FLOOD, Ran, Run, on_a_terminal, rows

ARTICLE = {
    "id", "number", "location", "title", "outlet", "byline", "published", "added", "language", "version", "claims",
    "contested", "read", "starred", "tags",
}  # fmt: skip


def test_the_list_names_articles_with_number_date_and_outlet(stocked: Run) -> None:
    lines = stocked("list").out.splitlines()
    assert len(lines) == 2
    assert any(re.match(r" +1  Flood in Oldmouth  no date · 2 claims", line) for line in lines)
    assert any(re.match(r" +2  Fire service counts  Coast Wire · 13 Mar 2026 · 1 claim", line) for line in lines)


def test_the_list_as_json_has_what_a_program_needs(stocked: Run) -> None:
    articles = rows(stocked("list", "--json"))
    assert [article["id"] for article in articles] == ["flood.txt", "fire.md"]
    assert all(article.keys() == ARTICLE for article in articles)


def test_the_list_is_filtered_ordered_and_limited(stocked: Run) -> None:
    assert [row["number"] for row in rows(stocked("list", "--json", "service"))] == [2]
    assert [row["number"] for row in rows(stocked("list", "--json", "--order", "oldest"))] == [2, 1]
    assert [row["number"] for row in rows(stocked("list", "--json", "--limit", "1"))] == [1]
    assert stocked("list", "--limit", "0").out == ""
    assert stocked("list", "--order", "nonsense").code == 2


def test_an_article_is_shown_with_its_figures_marked(stocked: Run) -> None:
    output = stocked("show", "1").out
    assert output.startswith("Flood in Oldmouth\n")
    assert output.count("Flood in Oldmouth") == 1, "a title that the text begins with isn't shown twice"
    assert "╎more than 220╎ homes" in output
    assert "no date · 2 claims" in output


@pytest.mark.parametrize("name", ["1", "flood.txt", "./flood.txt", "../desk/flood.txt"])
def test_an_article_is_named_by_number_or_place(stocked: Run, name: str) -> None:
    assert rows(stocked("show", name, "--json"))[0]["id"] == "flood.txt"


def test_an_article_without_a_title_begins_once(run: Run) -> None:
    words = "The pumps of the old town have run all night, and nobody can say how long they will go on doing it"
    run("add", "-", stdin=f"{words}, the mayor said, {'as the river rises, ' * 10}and so do the 9 lakes.")
    ran = run("show", "1")
    assert ran.out.count("The pumps of the old town") == 1
    assert run("list").out.split(maxsplit=1)[1].startswith("The pumps of the old town")


def test_a_shown_article_as_json_has_text_and_claims_that_fit(stocked: Run) -> None:
    (article,) = rows(stocked("show", "1", "--json"))
    assert article["text"] == FLOOD
    for claim in article["claims"]:
        assert article["text"][claim["start"] : claim["end"]] == claim["text"]
        assert isinstance(claim["signs"], list)


def test_the_words_that_date_a_text_are_shown(run: Run) -> None:
    Path("fire.txt").write_text("Fire at the quay\n\nPosted: 14 March 2026\n\nThe mayor said 40 homes burned.\n")
    assert rows(run("add", "--json", "fire.txt"))[0]["dated"] == "Posted: 14 March 2026"
    assert "14 Mar 2026 · 1 claim · date from “Posted: 14 March 2026”" in run("show", "1").out
    assert rows(run("show", "1", "--json"))[0]["dated"] == "Posted: 14 March 2026"


@pytest.mark.parametrize("command", ["show", "related"])
def test_a_missing_article_is_wrong_usage(stocked: Run, command: str) -> None:
    ran = stocked(command, "99")
    assert ran.code == 2
    assert "no article '99' in the library" in ran.err


def test_a_search_shows_where_the_words_are(stocked: Run) -> None:
    output = stocked("search", "old", "town").out
    assert "Flood in Oldmouth" in output
    assert "have left the old town." in output


def test_a_search_as_json_marks_the_matches(stocked: Run) -> None:
    (hit,) = rows(stocked("search", "--json", "service"))
    assert hit["number"] == 2
    assert {"text": "service", "match": True} in hit["snippet"]


def test_a_search_takes_words_to_leave_out_and_phrases(stocked: Run) -> None:
    assert len(rows(stocked("search", "--json", "oldmouth"))) == 2
    assert [row["number"] for row in rows(stocked("search", "--json", "oldmouth", "-service"))] == [1]
    assert [row["number"] for row in rows(stocked("search", "--json", '"old town"'))] == [1]


@pytest.mark.parametrize("query", ["12.5%", "AT&T", "C++", "(", '"', "--", "NEAR(", "*"])
def test_no_query_ends_with_an_error(stocked: Run, query: str) -> None:
    ran = stocked("search", "--", query)
    assert ran.code == 0
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("command", ["list", "search"])
def test_articles_are_filtered_by_source_and_by_figure(stocked: Run, command: str) -> None:
    for query, number in (("source:brandt", 1), ("flooded>200", 1), ("figure:90", 2), ("governor OR zeppelin", 1)):
        assert [row["number"] for row in rows(stocked(command, "--json", query))] == [number]


@pytest.mark.parametrize("command", [("list",), ("search",), ("mark", "read", "--search"), ("saved", "add", "X")])
def test_an_unknown_filter_is_wrong_usage(stocked: Run, command: tuple[str, ...]) -> None:
    ran = stocked(*command, "author:brandt")
    assert ran.code == 2
    assert "author: is unknown in a search: there are is:, tag:" in ran.err
    assert ran.out == ""


def test_an_empty_list_is_reported_on_standard_error(stocked: Run) -> None:
    assert stocked("list", "volcano") == Ran(0, "", "nothing found\n")
    stocked("delete", "--yes", "1", "2")
    assert "there are no articles yet" in stocked("list").err
    assert stocked("list", "--limit", "0") == Ran(0, "", "")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("feed list", "no feeds yet: `attribune feed add URL` subscribes to one"),
        ("note list", "no notes yet: `attribune note write` writes one"),
        ("saved list", "no saved searches yet: `attribune saved add` saves one"),
        ("tag list", "no tags yet: `attribune tag add` tags articles"),
        ("trash list", "the trash is empty"),
        ("verdict list", "no verdicts yet: `attribune verdict same` records one"),
        ("wanted list", "no pages are waiting to be fetched"),
        ("watch list", "nothing is watched: `attribune watch source NAME` starts"),
        ("undo --list", "there is nothing to undo"),
    ],
)
def test_a_list_with_nothing_in_it_is_reported_on_standard_error(stocked: Run, command: str, words: str) -> None:
    assert stocked(*command.split()) == Ran(0, "", f"{words}\n")


def test_a_search_without_results_is_reported_on_standard_error(stocked: Run) -> None:
    ran = stocked("search", "zeppelin")
    assert (ran.code, ran.out, ran.err) == (0, "", "nothing found\n")


def test_related_prints_who_contradicts_a_claim_and_why(stocked: Run) -> None:
    output = stocked("related", "1", "--claim", "1").out
    assert "╎more than 220╎" in output
    assert re.search(
        r"≠ differs, 1 source, 1 article\n +90 · .*[Ff]ire service.* · Coast Wire · 13 Mar 2026 · \(2\)\n +\S", output
    )


def test_related_all_follows_the_contract(stocked: Run) -> None:
    lines = rows(stocked("related", "--all", "--json"))
    assert len(lines) == 3
    for line in lines:
        assert line.keys() == {"id", "start", "end", "text", "quantity", "related"}
        for other in line["related"]:
            assert other.keys() == {"id", "start", "end", "text", "relation", "score"}
            assert other["id"] != line["id"]
        scores = [other["score"] for other in line["related"]]
        assert scores == sorted(scores, reverse=True)
    by_text = {(line["id"], line["text"]): line for line in lines}
    assert by_text["flood.txt", "more than 220"]["related"][0]["text"] == "90"
    assert by_text["fire.md", "90"]["related"][0]["text"] == "more than 220"


def test_related_with_explain_prints_the_reasons(stocked: Run) -> None:
    lines = rows(stocked("related", "2", "--json", "--explain"))
    link = lines[0]["related"][0]
    assert link["reason"]
    assert "more than 220 homes" in link["sentence"]


def test_related_with_explain_prints_the_support_of_a_value(stocked: Run) -> None:
    (line,) = rows(stocked("related", "2", "--json", "--explain"))
    assert (line["sources"], line["articles"], line["apart"]) == (1, 1, [])
    value = next(value for value in line["values"] if value["relation"] != "related")
    assert (value["text"], value["sources"], value["articles"]) == ("more than 220", 1, 1)


@pytest.mark.parametrize(
    "arguments", [(), ("--all", "1"), ("--all", "--claim", "1"), ("1", "--claim", "9"), ("1", "--claim", "0")]
)
def test_related_without_an_article_or_with_too_many_is_wrong_usage(stocked: Run, arguments: tuple[str, ...]) -> None:
    assert stocked("related", *arguments).code == 2


def test_every_command_with_json_prints_only_json(stocked: Run) -> None:
    for command in (("list",), ("show", "1"), ("search", "oldmouth"), ("related", "1"), ("related", "--all")):
        ran = stocked(*command, "--json")
        assert ran.err == ""
        assert rows(ran)


SGR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize(
    "command",
    [("list",), ("show", "1"), ("search", "oldmouth"), ("related", "1", "--claim", "1")],
    ids=lambda command: command[0],
)
def test_no_control_character_reaches_the_terminal(run: Run, command: tuple[str, ...]) -> None:
    hostile = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e\u2066\u200b[red]markup[/red] "
    for name, text in (("flood", FLOOD), ("fire", FIRE)):
        run(
            "add",
            "-",
            "--title",
            f"{hostile}{name}",
            "--outlet",
            hostile,
            stdin=text.replace("Oldmouth", f"{hostile}Oldmouth"),
        )
    code, shown = on_a_terminal(*command)
    assert code == 0
    left = SGR.sub("", shown)
    assert [character for character in left if not character.isprintable() and character not in "\r\n"] == []
    assert "[red]markup[/red]" in left


def test_figures_with_and_without_a_source_differ_without_colour_too(stocked: Run) -> None:
    _, shown = on_a_terminal("show", "1", NO_COLOR="1")
    sourced = re.search(r"(\x1b\[[0-9;]*m)more than 220", shown)
    unsourced = re.search(r"(\x1b\[[0-9;]*m)Around 1,500", shown)
    assert sourced
    assert unsourced
    assert sourced[1] != unsourced[1]
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", shown), "no colour"


def test_a_search_for_claims_prints_sources_nearest_first(stocked: Run) -> None:
    hits = rows(stocked("search", "--claims", "--json", "homes", "flooded"))
    assert hits
    assert all(row.keys() == {"id", "start", "end", "text", "subject", "stance", "source", "sentence"} for row in hits)
    assert hits[0]["sentence"] in stocked("search", "--claims", "--limit", "1", "homes", "flooded").out
    assert "nothing found" in stocked("search", "--claims", "xylophone").err
    assert stocked("search", "--claims", "--saved", "a").code == 2


def test_a_search_for_claims_finds_the_same_in_other_words(stocked: Run) -> None:
    hits = rows(stocked("search", "--claims", "--json", "How many houses were submerged?"))
    assert {hit["text"] for hit in hits[:2]} == {"more than 220", "90"}


def test_a_search_for_claims_without_a_pipeline_uses_words_with_a_remark(stocked: Run, tmp_path: Path) -> None:
    (tmp_path / "config" / "attribune").mkdir(parents=True)
    (tmp_path / "config" / "attribune" / "config.toml").write_text(f'pipeline = "{tmp_path / "none"}"\n')
    ran = stocked("search", "--claims", "homes", "flooded")
    assert "90" in ran.out
    assert "sought by their words alone" in ran.err
    assert ran.code == 0
