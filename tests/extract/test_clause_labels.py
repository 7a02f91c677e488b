"""Labels of figures without a noun phrase: the clause, with what its words need, and nothing unrelated."""

import pytest

from tests.extract.fixture_types import Find


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        # an adjective and its degree
        (
            "The mayor made an unusually frank speech to 300 dockers of the old harbour.",
            "300",
            "The mayor made an unusually frank speech to … dockers of the old harbour",
        ),
        (
            "In spring the survey noticed an unfavorable view of the dam among 40 of the farmers.",
            "40",
            "In spring the survey noticed an unfavorable view of the dam among … of the farmers",
        ),
        (
            "The envoy called for a very early vote after 30 quiet years of the treaty.",
            "30",
            "The envoy called for a very early vote after … quiet years of the treaty",
        ),
        # who says it is no part of it
        (
            "Last month 46 percent of the barges ran late, the port authority says, against 39 percent in May.",
            "39 percent",
            "Last month 46 percent of the barges ran late, against … in May",
        ),
        (
            "The baths counted 9,000 visits last year, the town says, fewer than half of them by children.",
            "fewer than half",
            "The baths counted 9,000 visits last year, … of them by children",
        ),
        (
            "Results from a test of wells were out Friday, giving a level of 7 percent, clerk Ivo Lam told the paper.",
            "7 percent",
            "Results from a test of wells were out Friday, giving a level of …",
        ),
        # what is inserted between two commas
        (
            "The vote, the first since Selm became a county, had 4,000 eligible farmers choosing between two plans.",
            "4,000",
            "The vote, the first since Selm became a county, had … eligible farmers choosing between two plans",
        ),
        # no further predicate without its object
        (
            "He had 793 yards and six tries on 131 runs and caught 28 passes.",
            "793 yards",
            "He had … and six tries on 131 runs",
        ),
        # no words that introduce what is left out
        (
            "He was at Selm, where he finished with 5,310 yards rushing with 96 tries "
            "in addition to 860 yards and four tries receiving.",
            "5,310 yards",
            "He was at Selm, where he finished with … rushing with 96 tries",
        ),
        # what one ends or begins something with
        ("Selm ended the match with 12 net points.", "12", "Selm ended the match with … net points"),
        # what is said right behind a time
        (
            "Twenty minutes after the tide turned, the boat sank.",
            "Twenty minutes",
            "… after the tide turned, the boat sank",
        ),
        (
            "Three days before the vote opened, the envoy left.",
            "Three days",
            "… before the vote opened, the envoy left",
        ),
        (
            "Two hours after it had stopped raining, the wall fell.",
            "Two hours",
            "… after it had stopped raining, the wall fell",
        ),
        # a time that belongs to the clause above
        (
            "The clerk will know in six months whether he can retire.",
            "six months",
            "The clerk will know in … whether he can retire",
        ),
        (
            "Rask will hear in ten days whether the club keeps him.",
            "ten days",
            "Rask will hear in … whether the club keeps him",
        ),
        (
            "She will learn in four weeks if the court hears her.",
            "four weeks",
            "She will learn in … if the court hears her",
        ),
    ],
)
def test_a_clause_keeps_what_its_words_need(claim: Find, text: str, figure: str, label: str) -> None:
    assert claim(text, figure).subject == label


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        ("The poet died after 21 years in exile.", "21 years", "The poet died after … in exile"),
        ("Boats left the port every 15 minutes.", "15 minutes", "Boats left the port every …"),
        (
            "Over the past eight days 70 people fled the valley.",
            "eight days",
            "Over the past … 70 people fled the valley",
        ),
    ],
)
def test_a_time_that_is_no_duration_is_named_by_its_clause(claim: Find, text: str, figure: str, label: str) -> None:
    assert claim(text, figure).subject == label


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        ("Holm charges $500 per lecture.", "$500", "amount charged per lecture by Holm"),
        ("The group netted $40,000 per match in Ketter.", "$40,000 per match", "amount netted in Ketter by the group"),
        ("The state had four deaths per million people.", "four", "people killed per million people · the state"),
    ],
)
def test_a_label_says_per_what(claim: Find, text: str, figure: str, label: str) -> None:
    assert claim(text, figure).subject == label


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        ("Rask beat Holm by 12 points in Ketter.", "12 points", "Rask beat Holm by … in Ketter"),
        ("The Greens lead the Liberals by nine points.", "nine points", "The Greens lead the Liberals by …"),
        ("Their losses outweigh their gains by 24 points.", "24 points", "Their losses outweigh their gains by …"),
    ],
)
def test_a_lead_is_no_amount_of_its_owner(claim: Find, text: str, figure: str, label: str) -> None:
    assert claim(text, figure).subject == label


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        (
            "The storm killed 12 people in Ketter and dozens more in Orran.",
            "dozens",
            "people killed · in Orran",
        ),
        ("Flames destroyed 40 homes in Ketter and dozens more in Orran.", "dozens", "homes destroyed · in Orran"),
        ("The quake injured 40 people in Orran and 7 in Selm.", "7", "people injured · the quake · in Selm"),
    ],
)
def test_a_number_that_takes_up_a_noun_leaves_its_place(claim: Find, text: str, figure: str, label: str) -> None:
    assert claim(text, figure).subject == label


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        (
            "The national seismic centre put the depth at 10 km.",
            "10 km",
            "The national seismic centre put the depth at …",
        ),
        ("The institute measured a depth of 12 km.", "12 km", "The institute measured a depth of …"),
        ("The Ketter Post reports the value of the mill at $380,600.", "$380,600", "value of the mill"),
        ("The lake has a depth of 90 metres.", "90 metres", "depth of the lake"),
    ],
)
def test_whoever_measures_or_reports_an_amount_does_not_have_it(
    claim: Find, text: str, figure: str, label: str
) -> None:
    assert claim(text, figure).subject == label


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        ("The lab has now seen six strains of the virus.", "six", "The lab has now seen … strains of the virus"),
        ("Both counts showed Voss at 52 percent.", "52 percent", "Both counts showed Voss at …"),
        ("The archers hit 40 percent before the break.", "40 percent", "The archers hit … before the break"),
    ],
)
def test_a_name_that_begins_or_ends_with_a_bare_verb_gives_way(claim: Find, text: str, figure: str, label: str) -> None:
    assert claim(text, figure).subject == label


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        (
            "More than half of the dockers who joined the strike are in debt, the union said on Friday.",
            "More than half",
            "… of the dockers who joined the strike are in debt",
        ),
        (
            "The envoy met some of the hundreds of farmers who had blocked the bridge.",
            "hundreds",
            "The envoy met some of the … of farmers who had blocked the bridge",
        ),
        (
            "The letter reached 300 of the nurses that run the clinics of the old town.",
            "300",
            "The letter reached … of the nurses that run the clinics of the old town",
        ),
    ],
)
def test_a_part_is_named_with_its_whole(claim: Find, text: str, figure: str, label: str) -> None:
    assert claim(text, figure).subject == label


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        ("Voss leads Rask by 20 seats.", "20", "Voss leads Rask by … seats"),
        ("The Greens passed the Liberals by nine votes.", "nine", "The Greens passed the Liberals by … votes"),
        ("Ketter beat Orran by 14 goals.", "14", "Ketter beat Orran by … goals"),
    ],
)
def test_a_margin_is_named_by_its_clause(claim: Find, text: str, figure: str, label: str) -> None:
    assert claim(text, figure).subject == label


@pytest.mark.parametrize(
    ("text", "figure", "accuser"),
    [
        ("Voss accused the army of shelling the town, killing seven people.", "seven", "Voss"),
        ("The union suspected the mill of burning its waste, injuring 12 people.", "12", "union"),
        ("Holm blamed rebels for the raid that killed nine people.", "nine", "Holm"),
    ],
)
def test_an_accuser_is_no_agent(claim: Find, text: str, figure: str, accuser: str) -> None:
    assert f"· {accuser}" not in claim(text, figure).subject


def test_a_pronoun_is_named_by_the_editors_gloss_after_it(claim: Find) -> None:
    text = "“It (the Velm River) is about 7 feet above the mark and will stay high for a week,” Rask said."
    assert claim(text, "about 7 feet").subject.startswith("the Velm River is … above the mark")


def test_a_toll_is_labelled_with_the_district_that_opens_its_sentence(claim: Find) -> None:
    subject = claim("In neighbouring Central Velm district, 10 people were killed.", "10").subject
    assert subject == "people killed · in neighbouring Central Velm district"


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        ("Voters by 52%-34% called the dam reckless.", "52%", "Voters by …-34% called the dam reckless"),
        ("Voters by 52%-34% called the dam reckless.", "34%", "Voters by 52%-… called the dam reckless"),
        ("Those polled said the ferry would sink in winter (69%).", "69%", "the ferry would sink in winter …"),
    ],
)
def test_the_gap_is_the_figure_and_no_more(claim: Find, text: str, figure: str, label: str) -> None:
    assert claim(text, figure).subject == label


def test_a_dateline_is_no_part_of_a_clause(claim: Find) -> None:
    text = "ORVIK (Coast Wire) — The ministry is planning to send 800 sailors to the northern border."
    label = claim(text, "800").subject.partition(" · ")[0]
    assert label == "The ministry is planning to send … sailors to the northern border"


def test_a_noun_shares_the_is_of_the_one_before_it(claim: Find) -> None:
    text = "The raid on the port was the worst strike of the war and the third attack to hit a school within 24 hours."
    assert claim(text, "24 hours").subject.startswith("The raid on the port was the third attack to hit a school")


def test_a_relative_clause_has_the_noun_that_it_describes(claim: Find) -> None:
    text = "The wall, which the mayor said was two feet thick, fell."
    assert claim(text, "two feet").subject == "wall, which the mayor said was … thick"


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        (
            "Turnout was down an average of 30 percent on Tuesday.",
            "30 percent",
            "Turnout was down an average of … on Tuesday",
        ),
        (
            "Selm finished with 404 yards as well as 52 catches.",
            "52",
            "Selm finished with 404 yards as well as … catches",
        ),
        (
            "After a year of talks about the 2,383 seats of the northern assembly, the mayor left.",
            "2,383",
            "seats of the northern assembly",
        ),
    ],
)
def test_a_clause_is_whole_in_few_words(claim: Find, text: str, figure: str, label: str) -> None:
    assert claim(text, figure).subject == label


def test_a_number_of_them_after_the_speaker_counts_the_same_things(claim: Find) -> None:
    text = "Nine barns burned down in Selm, the fire chief said, two of them on Monday."
    assert claim(text, "two").subject.startswith("barns burned")
    text = "Eleven people were injured in Orsk, the council said, four of them in the town of Selm."
    assert claim(text, "four").subject.startswith("people injured · in the town of Selm")
    assert "Selm" not in claim(text, "Eleven").subject
