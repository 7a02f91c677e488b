"""The label of a claim: a noun phrase that says what is counted, of whom and where, or the clause itself."""

from collections.abc import Callable

import pytest

from extract.claim import Claim
from extract.extractor import Extractor

Find = Callable[[str, str], Claim]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The blast killed five people.", "five"),
        ("Five people were killed.", "Five"),
        ("The death toll rose to five.", "five"),
        ("The storm left five dead.", "five"),
        ("With five dead, the town closed its schools.", "five"),
    ],
)
def test_a_toll_has_one_label_in_whatever_words_it_is_told(claim: Find, text: str, figure: str) -> None:
    assert claim(text, figure).subject == "people killed"


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        ("Orvik paid $334 million for Selmet.", "$334 million", "paid for Selmet by Orvik"),
        ("Orvik bought Selmet for $334 million.", "$334 million", "paid for Selmet by Orvik"),
        ("Shares fell 5 % on Monday.", "5 %", "fall in shares"),
        ("Unemployment stood at 5 % in May.", "5 %", "unemployment"),
        ("The bridge cost $90 million.", "$90 million", "cost of bridge"),
        ("The deal is worth $3 billion.", "$3 billion", "value of deal"),
        ("Married couples will receive $2,400.", "$2,400", "received by married couples"),
        ("The group raised $5 million from investors.", "$5 million", "raised from investors by the group"),
        ("The senator won 51 percent of the vote.", "51 percent", "share of vote won by the senator"),
        ("Only 44 percent blamed it on the flood.", "44 percent", "share who blamed it on the flood"),
        ("The bill includes $7 billion for village roads.", "$7 billion", "amount for village roads in the bill"),
    ],
)
def test_an_amount_is_named_by_its_role_and_its_thing(claim: Find, text: str, figure: str, label: str) -> None:
    assert claim(text, figure).subject == label


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        ("The quake struck at a depth of 10 km.", "10 km", "depth of the quake"),
        ("The camp lies 55 km (34 miles) south of Ketter.", "55 km", "distance south of Ketter"),
        ("A column more than a mile long left the town.", "more than a mile", "length of column"),
        ("The wall, 10 metres high, surrounds the camp.", "10 metres", "height of wall"),
        ("Winds reached 120 mph.", "120 mph", "speed of winds"),
        ("The riots lasted eight days.", "eight days", "duration of riots"),
        ("Rioters fought police for eight days.", "eight days", "time rioters fought police"),
        ("Three weeks of protests ended on Friday.", "Three weeks", "duration of protests"),
        ("The school moved to Ketter five years ago.", "five years", "time since the school moved to Ketter"),
        ("The envoy left four days after rebels took the port.", "four days", "time after rebels took the port"),
        ("The magnitude 6.1 quake struck off Ketter.", "6.1", "magnitude of quake"),
        ("Smaller quakes with a magnitude of 5.2 were felt.", "5.2", "magnitude of smaller quakes"),
        ("The man fell about 600 metres (2,000 feet).", "about 600 metres", "distance the man fell"),
        ("The man fell about 600 metres (2,000 feet).", "2,000 feet", "distance the man fell"),
    ],
)
def test_a_measure_is_named_by_its_dimension(claim: Find, text: str, figure: str, label: str) -> None:
    assert claim(text, figure).subject == label


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        ("The firm, which employs 4,000 people, is based in Orran.", "4,000", "people employed by the firm"),
        ("There were 12 women inside the church.", "12", "women inside the church"),
        ("Ostrel will lay off 3,000 workers.", "3,000", "workers laid off"),
        ("The rebels lost 300 men.", "300", "men lost by the rebels"),
        ("The plane was carrying 132 passengers and 8 crew.", "8", "crew carried by the plane"),
        ("They arrived at the three-storey building.", "three", "storeys of the building"),
        ("The plant makes 500 cars a day.", "500", "cars made by the plant per day"),
        ("A caravan of 3,000 migrants set off.", "3,000", "caravan of migrants"),
        ("The jury found the clerk guilty of two counts of fraud.", "two", "counts of fraud"),
        ("Hundreds of state and private schools burned down.", "Hundreds", "state and private schools burned"),
    ],
)
def test_a_count_is_told_with_what_its_clause_says_of_it(claim: Find, text: str, figure: str, label: str) -> None:
    assert claim(text, figure).subject == label


def test_a_pronoun_gives_way_to_the_noun_that_it_stands_for(claim: Find) -> None:
    text = "The pit held 118 miners. Thirty of them are injured."
    assert claim(text, "Thirty").subject == "miners injured"


def test_a_share_is_of_the_thing_before_rather_than_of_its_place(claim: Find) -> None:
    text = "Guards recovered 50 rifles from three houses, nearly half of them from one cellar."
    assert claim(text, "nearly half").subject == "share of rifles"


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        ("We give them $40 million.", "$40 million", "We give them …"),
        ("The three people said it would rain.", "three", "… people said it would rain"),
    ],
)
def test_what_has_no_name_is_told_by_its_clause(claim: Find, text: str, figure: str, label: str) -> None:
    assert claim(text, figure).subject == label


@pytest.mark.parametrize(
    "text", ["12.", "It is 40.", "$5", "(7 km)", "At 30, who knows?", "5 % 6 % 7 %", "It lies 12 km (7 miles"]
)
def test_no_label_is_empty(extractor: Extractor, text: str) -> None:
    assert all(claim.subject for claim in extractor.claims(text))
