"""Two claims of one article: repeated, contradictory, or about different things."""

from dataclasses import replace
from typing import Any

import pytest

from extract.claim import Claim, Mention, Subject
from extract.extractor import Extractor
from extract.matching.part import inside
from extract.matching.placed import Placed
from extract.matching.relation import relate
from extract.matching.within_article import relate_within

ABOUT = Subject(
    topic=("flood", "home", "night", "water", "river", "city"), names=("oldmouth", "ana brandt", "red cross")
)


def stated(line: str, text: str, value: float, subject: str, source: str = "", **about: Any) -> Placed:
    """A claim in its line; about: what differs from an article about a flood."""
    kind = about.pop("kind", "count")
    bound = about.pop("bound", "=")
    stance = about.pop("stance", "asserted")
    start = line.index(text)
    claim = Claim(
        start,
        start + len(text),
        text,
        kind,
        value,
        value if bound in {">", ">="} else None,
        None,
        bound,
        unit="USD" if kind == "money" else about.get("counted"),
        subject=subject,
        source=Mention(0, 1, source, source, source.casefold(), "person") if source else None,
        stance=stance,
        about=replace(ABOUT, terms=tuple(subject.casefold().split()), **about),
    )
    return Placed(claim, "flood.txt", "Harbour Post", "2026-03-14", line)


HOMES: dict[str, Any] = {"counted": "home", "event": "flood", "places": ("oldmouth",)}
FORCES = stated(
    "General Nys wrote that in four days almost 1,300 enemy soldiers were lost.", "almost 1,300", 1300,
    "enemy soldiers lost", "Clara Nys", bound="<", counted="soldier", people="military", event="kill",
    scope=("enemy",),
)  # fmt: skip
GOVERNOR = stated(
    "Governor Ana Brandt said that more than 220 homes were flooded in Oldmouth that night.", "more than 220", 220,
    "homes flooded", "Ana Brandt", bound=">", **HOMES,
)  # fmt: skip


def test_one_figure_by_one_source_in_other_words_repeats() -> None:
    again = stated(
        "Near Ketter almost 1,300 of the enemy’s men fell, Nys wrote.", "almost 1,300",
        1300, "enemy forces killed", "Clara Nys", bound="<", counted="force", people="military", event="kill",
        scope=("alone", "enemy"),
    )  # fmt: skip
    relation = relate_within(FORCES, again)
    assert relation
    assert relation.name == "repeats"
    assert relation.reason.startswith("same article; ")
    assert "same source" in relation.reason


def test_a_figure_that_the_article_states_twice_repeats() -> None:
    title = stated("Flood takes 220 homes", "220", 220, "homes flooded", **HOMES)
    body = stated("In the night 220 homes were flooded.", "220", 220, "homes flooded", **HOMES)
    relation = relate_within(title, body)
    assert relation
    assert relation.name == "repeats"


def test_values_that_fit_by_other_sources_agree() -> None:
    crews = stated("The Red Cross found at least 250 homes flooded.", "at least 250", 250, "homes flooded", "Red Cross",
                 bound=">=", **HOMES)  # fmt: skip
    relation = relate_within(GOVERNOR, crews)
    assert relation
    assert relation.name == "agrees"


def test_values_that_cannot_both_hold_by_other_sources_differ() -> None:
    crews = stated(
        "The fire service said that 190 homes were flooded in Oldmouth that night.",
        "190",
        190,
        "homes flooded",
        "fire service",
        **HOMES,
    )
    relation = relate_within(GOVERNOR, crews)
    assert relation
    assert relation.name == "differs"


def test_a_toll_that_another_source_gives_for_a_later_day_updates() -> None:
    dead = {"counted": "soldier", "people": "military", "event": "kill", "side": "korrin"}
    sunday = stated("On Sunday the staff had said 27 Korrin soldiers were killed.", "27", 27, "Korrin soldiers killed",
                  "Amos Reth", as_of="2026-03-22", **dead)  # fmt: skip
    tuesday = stated("The mission counted 44 Korrin soldiers killed.", "44", 44, "Korrin soldiers killed",
                   "Rada Coss", as_of="2026-03-24", **dead)  # fmt: skip
    fewer = replace(tuesday, claim=replace(tuesday.claim, value=19.0))
    same_day = replace(tuesday, claim=replace(tuesday.claim, about=replace(tuesday.claim.about, as_of="2026-03-22")))
    relations = [relate_within(sunday, other) for other in (tuesday, fewer, same_day)]
    assert [relation and relation.name for relation in relations] == ["updates", "differs", "differs"]


def test_an_article_that_contradicts_itself_differs() -> None:
    title = stated("Flood takes Oldmouth: 300 homes under water in one night", "300", 300, "homes flooded", **HOMES)
    body = stated("In one night 220 homes in Oldmouth stood under water.", "220", 220, "homes flooded", **HOMES)
    relation = relate_within(title, body)
    assert relation
    assert relation.name == "differs"


def test_a_denial_differs() -> None:
    audit = stated("The barrier will cost $2.1 billion, the audit office said.", "$2.1 billion", 2.1e9, "barrier cost",
                 "audit office", kind="money", event="cost")  # fmt: skip
    minister = stated("“It is not $2.1 billion,” Paul Adair said.", "$2.1 billion", 2.1e9, "barrier cost", "Paul Adair",
                    kind="money", event="cost", stance="denied")  # fmt: skip
    relation = relate_within(audit, minister)
    assert relation
    assert relation.name == "differs"


OTHERS = {
    "a part by the same source": stated(
        "Brandt said that 40 homes were flooded badly.", "40", 40, "homes flooded", "Ana Brandt", **HOMES),
    "elsewhere": stated(
        "The fire service counted 90 homes elsewhere.", "90", 90, "homes flooded", "fire service",
        **HOMES | {"scope": ("elsewhere",)}),
    "more than those before": stated(
        "The fire service said that another 90 homes were flooded.", "90", 90, "homes flooded", "fire service",
        **HOMES),
    "another place": stated(
        "The fire service counted 90 homes in Sorley.", "90", 90, "homes flooded", "fire service",
        **HOMES | {"places": ("sorley",)}),
    "another year": stated(
        "In the flood of 2019, the fire service counted 90 homes.", "90", 90, "homes flooded", "fire service", **HOMES),
    "another outcome": stated(
        "The fire service said 90 homes were destroyed.", "90", 90, "homes destroyed", "fire service",
        **HOMES | {"event": "destroy"}),
    "whose": stated(
        "The fire service said that 90 Korrin homes were flooded.", "90", 90, "Korrin homes flooded", "fire service",
        **HOMES | {"side": "korrin"}),
    "people": stated(
        "The fire service said that 220 people were killed.", "220", 220, "people killed", "fire service",
        counted="people", people="people", event="kill"),
}  # fmt: skip


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_figures_of_different_things_have_no_relation(other: Placed) -> None:
    governor = replace(GOVERNOR, claim=replace(GOVERNOR.claim, about=replace(GOVERNOR.claim.about, side="talvia")))
    assert relate_within(governor, other) is None


def test_a_figure_and_its_conversion_in_one_sentence_have_no_relation() -> None:
    line = "The barrier is 90 kilometres (56 miles) from the capital."
    metric = stated(line, "90 kilometres", 90, "from the capital", kind="measure", counted="kilometre")
    miles = stated(line, "56 miles", 56, "from the capital", kind="measure", counted="mile")
    assert relate_within(metric, miles) is None


def test_one_number_twice_in_one_sentence_by_one_source_is_of_two_things() -> None:
    line = "Governor Ana Brandt said that 220 homes were flooded, and 220 flooded homes were insured."
    first = stated(line, "220", 220, "homes flooded", "Ana Brandt", **HOMES)
    second = stated(line, "220", 220, "flooded homes", "Ana Brandt", **HOMES)
    assert relate_within(first, second) is None
    elsewhere = stated("The 220 flooded homes were insured.", "220", 220, "flooded homes", "Ana Brandt", **HOMES)
    assert relate_within(first, elsewhere) is not None


def test_shares_in_one_article_are_of_different_things() -> None:
    mayor = stated(
        "One poll gave the mayor 46 percent.", "46 percent", 46, "voters", "poll", kind="percent", counted="voter"
    )
    rival = stated("Another poll gave 42 percent.", "42 percent", 42, "voters", "second poll", kind="percent",
               counted="voter")  # fmt: skip
    assert relate_within(mayor, rival) is None


def test_a_count_of_others_does_not_contradict_the_one_before(extractor: Extractor) -> None:
    # The phrase of both is `people injured`: only the words around the second say that it adds to the first.
    text = (
        "In the port of Velm five people were injured, the harbour clinic said. Village mayors said eight others had "
        "been injured in hamlets to the south."
    )
    placed = [Placed(claim, "velm.txt", "", "", text) for claim in extractor.claims(text)]
    first, second = (next(each for each in placed if each.claim.text == figure) for figure in ("five", "eight"))
    assert first.claim.phrase == second.claim.phrase == "people injured"
    assert relate_within(first, second) is None
    assert relate(first, replace(second, article="other.txt"), 0.95).name == "perhaps"


def test_soldiers_of_an_unstated_side_are_no_part_of_one_side(extractor: Extractor) -> None:
    def placed(text: str, figure: str) -> Placed:
        claim = next(claim for claim in extractor.claims(text) if claim.text == figure)
        return Placed(claim, text, "", "", text)

    part = placed("Nine of the dead soldiers came from the town of Orsk, its mayor said.", "Nine")
    whole = placed("Forty Veldanian soldiers were killed, the ministry said.", "Forty")
    assert whole.claim.about.side
    assert not part.claim.about.side
    assert not inside(part, whole, 0.9)
    assert inside(part, replace(whole, claim=replace(whole.claim, about=replace(whole.claim.about, side=""))), 0.9)


def test_a_province_is_no_part_of_the_place_of_its_name() -> None:
    line = "Dozens of people were injured in the province of Harrow."
    few = stated(line, "Dozens", 40, "people injured", counted="person", event="injure", places=("province", "harrow"))
    line = "The quake injured 200 people in Harrow."
    many = stated(line, "200", 200, "people injured", counted="person", event="injure", places=("harrow",))
    assert not inside(few, many, 0.9)
    line = "Dozens of people were injured in the Fishgate quarter of Harrow."
    few = stated(line, "Dozens", 40, "people injured", counted="person", event="injure", places=("fishgate", "harrow"))
    assert inside(few, many, 0.9)
