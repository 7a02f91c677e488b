"""Links as groups: their order, and their number of sources."""

from contextlib import closing
from pathlib import Path

import pytest

from store.library.claims import of_article
from store.library.connection import open_reader, open_writer
from store.linking.links import related
from store.linking.timeline import moment_of
from store.wording import figure_given
from tests.store.stored_links import change_claim
from tests.tui.stories import Stated, Story, Tie, write_library
from tui.text.link_groups import grouped
from tui.text.provenance import how_much_later, why
from tui.text.signs import margin_signs


def wire(outlet: str, source: str = "the fire service") -> Story:
    """Return one outlet's print of the same story."""
    text = f"Crews counted 90 homes, {source} said." if source else "Crews counted 90 homes."
    return Story(
        f"Told by {outlet}", outlet, "2026-03-13", text, (Stated("90", "homes", source, "said" if source else ""),)
    )


def groups(path: Path, stories: tuple[Story, ...], relations: tuple[str, ...]) -> list[tuple[str, str]]:
    ties = tuple(Tie((0, 0), (number, 0), relation, "") for number, relation in enumerate(relations, start=1))
    conn = open_reader(write_library(path / "library.db", stories, ties))
    found_groups = grouped(related(conn, 1), of_article(conn, 1)[0].claim)
    conn.close()
    return [(group.relation, str(group.behind)) for group in found_groups]


def test_groups_are_in_the_order_of_the_panel(tmp_path: Path) -> None:
    relations = ("perhaps", "related", "part", "updates", "repeats", "agrees", "differs")
    stories = tuple(wire(f"Outlet {number}") for number in range(8))
    relations_shown = [group[0] for group in groups(tmp_path, stories, relations)]
    assert relations_shown == ["differs", "agrees", "repeats", "updates", "part", "related", "perhaps"]


def test_two_outlets_that_quote_one_speaker_are_one_source(tmp_path: Path) -> None:
    stories = (wire("A"), wire("B"), wire("C"), wire("D", "the police"))
    assert groups(tmp_path, stories, ("agrees",) * 3) == [("agrees", "2 sources, 3 articles")]


def test_who_denies_a_number_is_no_source_for_it(tmp_path: Path) -> None:
    stories = (wire("A"), wire("B", "the police"), wire("C", "the mayor"))
    ties = (Tie((0, 0), (1, 0), "related", ""), Tie((0, 0), (2, 0), "related", ""))
    path = write_library(tmp_path / "library.db", stories, ties)
    with closing(open_writer(path)) as conn:
        change_claim(conn, 3, stance="denied")
        (group,) = grouped(related(conn, 1), of_article(conn, 1)[0].claim)
    assert {(figure_given(value.claim), str(value.behind)) for value in group.values} == {
        ("denies 90", "1 source, 1 article"),
        ("90", "1 source, 1 article"),
    }


def test_an_article_that_names_no_source_does_not_count_as_one(tmp_path: Path) -> None:
    stories = (wire("A"), wire("B"), wire("C", ""), wire("D", ""))
    assert groups(tmp_path, stories, ("agrees",) * 3) == [("agrees", "1 source, 2 articles name none")]


def test_a_claim_that_one_article_makes_twice_is_listed_twice(tmp_path: Path) -> None:
    line = "Crews counted 90 homes, the fire service said."
    stated = tuple(Stated("90", "homes", "the fire service", "said", nth=nth) for nth in range(2))
    twice = Story("Told by B", "B", "2026-03-13", f"{line} {line}", stated)
    ties = (Tie((0, 0), (1, 0), "agrees", ""), Tie((0, 0), (1, 1), "agrees", ""))
    path = write_library(tmp_path / "library.db", (wire("A"), twice), ties)
    with closing(open_reader(path)) as conn:
        (group,) = grouped(related(conn, 1), of_article(conn, 1)[0].claim)
    assert [(len(entry.links), str(entry.link.claim.claim.start)) for entry in group.entries] == [(1, "14"), (1, "61")]


def test_articles_without_named_sources_count_no_source(tmp_path: Path) -> None:
    stories = (wire("A"), wire("B", ""))
    assert groups(tmp_path, stories, ("agrees",)) == [("agrees", "no source, 1 article")]


def test_the_margin_shows_the_most_pressing_sign_first_and_none_twice() -> None:
    signs = margin_signs({"related", "perhaps", "repeats", "agrees", "differs", "updates"})
    assert [look.sign for look in signs] == ["≠", "↑", "="]


def test_a_relation_of_a_newer_library_has_no_sign() -> None:
    assert margin_signs({"sideways"}) == ()


def test_only_an_equal_value_is_called_the_same(tmp_path: Path) -> None:
    rounded = Story("Told by D", "D", "", "Crews counted about 90 homes.", (Stated("about 90", "homes"),))
    stories = (wire("A"), wire("B", "the police"), rounded)
    assert [name for name, _ in groups(tmp_path, stories, ("agrees", "agrees"))] == ["agrees", "fits"]


@pytest.mark.parametrize(
    ("reason", "facts"),
    [
        (
            "same event: merrow, korrin; same count: soldiers killed; other source; 19 / at least 50",
            "event merrow, korrin · soldiers killed · 19 against at least 50",
        ),
        ("same article; same number; 2 days later; 90 → 250", "same article · same number · 2 days later · 90 → 250"),
        ("same event: flood; another quantity", "event flood"),
        ("found by another version of Attribune", "found by another version of Attribune"),
    ],
)
def test_why_two_claims_are_linked_is_reported_in_short_facts(reason: str, facts: str) -> None:
    assert why(reason) == facts


@pytest.mark.parametrize(
    ("own", "other", "distance"),
    [
        ("2026-03-24T20:00:00", "2026-03-22", "2 days earlier"),
        ("2026-03-22T18:00:00", "2026-03-24T20:00:00", "2 days later"),
        ("2026-03-22T18:00:00", "2026-03-22T21:10:00", "3 hours later"),
        ("2026-03-22", "2026-03-22", ""),
        ("", "2026-03-22", ""),
    ],
)
def test_another_state_is_so_many_days_of_the_calendar_away(own: str, other: str, distance: str) -> None:
    assert how_much_later(moment_of(own), moment_of(other)) == distance
