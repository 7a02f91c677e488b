"""What a figure measures: what is counted, what happened to it, whose, where, in which year, which part, when."""

import pytest

from extract.extractor import Extractor
from tests.extract.fixture_types import Find


@pytest.mark.parametrize(
    ("text", "figure", "counted", "event"),
    [
        ("The flood drove 1,500 people from their homes.", "1,500", "people", ""),
        ("Some 3,000 people have fled the valley.", "Some 3,000", "people", "displace"),
        ("The quake injured 249 villagers.", "249", "villager", "injure"),
        ("Forty homes were flooded in the night.", "Forty", "home", "flood"),
        ("The number of homes flooded is now 340.", "340", "home", "flood"),
        ("Officials put the death toll at 22.", "22", "", "kill"),
        ("The toll of the shelling rose to 40.", "40", "", "kill"),
        ("More than 60 soldiers were killed and 35 captured.", "35", "soldier", "arrest"),
        ("Some 36 miners were killed and more than 150 injured.", "more than 150", "", "injure"),
        ("In all, 66 people were killed or injured.", "66", "people", "harm"),
        ("The barrier will cost $2.1 billion.", "$2.1 billion", "barrier", "cost"),
        ("The firm will cut 300 jobs.", "300", "job", "dismiss"),
        ("At least 450 jobs would go.", "At least 450", "job", "dismiss"),
        ("The camp lies 10 miles (15 km) south of the border.", "10 miles", "border", "distance"),
        ("The camp lies 10 miles (15 km) south of the border.", "15 km", "border", "distance"),
        ("The tremor came from a depth of 18 kilometres, 70 kilometres from Ketter.", "18 kilometres", "", "depth"),
        ("Police arrested 57 men.", "57", "man", "arrest"),
        ("Some 600 farms were without power.", "Some 600", "farm", "lack"),
        ("The firm cut 300 jobs without a word.", "300", "job", "dismiss"),
        ("Twelve of the dead came from Anders.", "Twelve", "dead", "kill"),
        ("Seven of the missing are miners.", "Seven", "missing", "miss"),
        ("The striking dockers number about 300.", "about 300", "docker", ""),
        ("The walkers, estimated by the town to number about 7,000, left at dawn.", "about 7,000", "walker", ""),
        ("A group of singers numbering about 40 reached the hall.", "about 40", "singer", ""),
        ("Guesses range from 700 to as many as 1,400 marchers.", "700", "marcher", ""),
        ("The firm may close from 30 to more than 50 mills.", "30", "mill", ""),
        ("The town would lose from 90 to about 200 homes.", "90", "home", ""),
    ],
)
def test_the_counted_and_what_happened_to_it(claim: Find, text: str, figure: str, counted: str, event: str) -> None:
    about = claim(text, figure).about
    assert about.event == event
    assert about.counted == counted or not counted


@pytest.mark.parametrize(
    ("text", "figure", "event"),
    [
        ("The flood killed five people and drove 1,150 from the old town.", "1,150", ""),
        ("The storm killed nine people, soaked 40 and turned over a bus.", "40", ""),
        ("The fever killed 12 people in May, and the state recorded 40 in June.", "40", "kill"),
        ("The storm killed nine people in Ketter and claimed four in Orran.", "four", "kill"),
    ],
)
def test_a_joined_verb_has_its_own_event_unless_it_counts(claim: Find, text: str, figure: str, event: str) -> None:
    about = claim(text, figure).about
    assert (about.people, about.event) == ("people", event)


@pytest.mark.parametrize(
    ("text", "figure", "side"),
    [
        ("Danish forces lost 40 tanks.", "40", "denmark"),
        ("We killed 90 enemy soldiers, the president said.", "90", "enemy"),
        ("Fourteen Kenyan soldiers were killed, the ministry said.", "Fourteen", "kenya"),
        ("Labour is on 40 percent and the Greens on 12 percent.", "40 percent", "labour"),
        ("Labour is on 40 percent and the Greens on 12 percent.", "12 percent", "greens"),
        ("Turnout in Lindhaven was at 44 percent.", "44 percent", ""),
    ],
)
def test_the_side_of_the_counted(claim: Find, text: str, figure: str, side: str) -> None:
    assert claim(text, figure).about.side == side


def test_a_figure_is_put_where_its_clause_puts_it(claim: Find) -> None:
    assert claim("In Ketter 10 people died and 14 were hurt, and 3 died in Orran.", "14").about.where == ("ketter",)


@pytest.mark.parametrize(
    ("text", "figure", "where"),
    [
        ("The attack on the market in Oldmouth, which left 15 dead, was condemned.", "15", ("oldmouth",)),
        ("A landslide near Orran, which buried nine houses, closed the road.", "nine", ("orran",)),
        ("The planes bombed two villages in Ketter, killing at least seven people.", "at least seven", ("ketter",)),
        ("The planes bombed villages in Ketter, where 12 people died.", "12", ("ketter",)),
        ("They fled from Ketter, leaving 12 dead behind in Orran.", "12", ("orran",)),
        ("The driver, who had killed two people, was arrested in Ketter.", "two", ()),
    ],
)
def test_what_somebody_suffered_is_put_where_the_cause_is(
    claim: Find, text: str, figure: str, where: tuple[str, ...]
) -> None:
    assert claim(text, figure).about.where == where


@pytest.mark.parametrize(
    "text",
    [
        "A quake shook Karland, and 12 people were killed and 70 hurt by a landslide in Ketter.",
        "A quake shook Karland. The landslide in Ketter, which killed 12 people, closed the road.",
        "A quake shook Karland. It set off landslides in Ketter, killing 12 people.",
    ],
)
def test_the_place_of_a_count_comes_before_that_of_the_event(claim: Find, text: str) -> None:
    label = claim(text, "12").subject
    assert label.startswith("people killed")
    assert "Ketter" in label


def test_a_past_disaster_is_named_by_its_year(extractor: Extractor) -> None:
    text = "The dam held. In 1987, a flood there killed 31 men."
    (stated,) = extractor.claims(text, published="2026-03-04")
    assert (stated.about.years, stated.about.period) == (("1987",), "1987-01-01/1987-12-31")


def test_the_articles_own_year_is_no_past_one(extractor: Extractor) -> None:
    (stated,) = extractor.claims("In 2026, the flood killed 31 men.", published="2026-11-04")
    assert stated.about.years == ()


@pytest.mark.xfail(strict=True, reason="the tree of this sentence changed with version 2 of the graph")
def test_only_modifiers_before_the_counted_noun_belong_to_its_name(claim: Find) -> None:
    # In this tree the full stop hangs on `dead`, and is the last word of the text.
    assert claim("Among the dead were 12 children.", "12").subject == "children among the dead"


def test_a_unit_is_not_what_is_counted(claim: Find) -> None:
    assert claim("Clara Voss leads the race. She has 46 percent.", "46 percent").about.counted == ""


def test_a_part_of_the_counted_is_marked_as_one(claim: Find) -> None:
    assert "of them" in claim("Thirteen of the dead soldiers came from Nalk.", "Thirteen").about.scope


def test_a_statement_about_all_of_them_makes_no_part(claim: Find) -> None:
    about = claim("The pit held 118 miners. Thirty of them are injured.", "Thirty").about
    assert (about.counted, about.event, about.scope) == ("miner", "injure", ())


def test_of_which_counts_what_comes_before_it(claim: Find) -> None:
    text = "Sheds were crushed by the landslide, as well as nine barns, three of which collapsed, she said."
    stated = claim(text, "three")
    assert (stated.unit_text, stated.about.counted, stated.about.event) == ("barns", "barn", "destroy")


def test_a_part_of_the_victims_is_marked_as_one(claim: Find) -> None:
    text = "Nine piers were wrecked by the storm, four of which collapsed."
    assert "of them" in claim(text, "four").about.scope


def test_what_happened_to_a_part_is_not_said_of_all(claim: Find) -> None:
    text = "The quarry has 80 workers, 12 of whom were injured."
    assert claim(text, "80").about.event != "injure"
    assert (claim(text, "12").about.event, claim(text, "12").subject) == ("injure", "workers injured · the quarry")


def test_a_statement_about_the_counted_before_is_named_after_them(claim: Find) -> None:
    assert claim("The pit held 118 men. Thirty of them are injured, six of them badly.", "six").subject == "men injured"


def test_the_day_of_the_statement_is_that_of_its_verb(extractor: Extractor) -> None:
    text = "The ministry said on Friday that 22 people had died."
    (stated,) = extractor.claims(text, published="2026-03-22T08:00:00+01:00")
    assert stated.about.as_of == "2026-03-20"


def test_a_number_for_comparison_has_its_own_day(extractor: Extractor) -> None:
    text = "The number of cases reached 71, up from 52 a week ago, the clinic said."
    now, before = extractor.claims(text, published="2026-03-22")
    assert (now.about.period, before.about.period) == ("", "2026-03-09/2026-03-15")
    assert (now.about.as_of, before.about.as_of) == ("2026-03-22", "2026-03-15")


def test_each_of_two_numbers_has_the_month_next_to_it(extractor: Extractor) -> None:
    text = "The share fell from 12 percent in January to 9 percent in February."
    claims = extractor.claims(text, published="2026-03-22")
    assert [claim.about.period[:7] for claim in claims] == ["2026-01", "2026-02"]


def test_without_the_articles_day_nothing_is_dated(extractor: Extractor) -> None:
    (stated,) = extractor.claims("The ministry said on Friday that 22 people had died.")
    assert (stated.about.as_of, stated.about.period) == ("", "")
