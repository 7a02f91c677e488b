"""The label of a claim: a noun phrase that says what is counted, or the clause itself; then whose, where and when."""

import pytest

from extract.extractor import Extractor
from tests.extract.fixture_types import Find


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
def test_a_toll_has_one_label_however_it_is_reported(claim: Find, text: str, figure: str) -> None:
    assert claim(text, figure).subject.partition(" · ")[0] == "people killed"


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        ("Orvik paid $334 million for Selmet.", "$334 million", "price paid for Selmet by Orvik"),
        ("Orvik bought Selmet for $334 million.", "$334 million", "price paid for Selmet by Orvik"),
        ("Shares fell 5 % on Monday.", "5 %", "fall in shares · on Monday"),
        ("Unemployment stood at 5 % in May.", "5 %", "unemployment · in May"),
        ("The bridge cost $90 million.", "$90 million", "cost of bridge"),
        ("The deal is worth $3 billion.", "$3 billion", "value of deal"),
        ("Married couples will receive $2,400.", "$2,400", "amount received by married couples"),
        ("The group raised $5 million from investors.", "$5 million", "amount raised from investors by the group"),
        ("The senator won 51 percent of the vote.", "51 percent", "share of vote won by the senator"),
        ("Only 44 percent blamed it on the flood.", "44 percent", "Only … blamed it on the flood"),
        ("The bill includes $7 billion for village roads.", "$7 billion", "amount for village roads in the bill"),
    ],
)
def test_an_amount_is_named_by_its_role_and_its_thing(claim: Find, text: str, figure: str, label: str) -> None:
    assert claim(text, figure).subject == label


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        ("The quake struck at a depth of 10 km.", "10 km", "depth of the quake"),
        ("The camp lies 55 km (34 miles) south of Ketter.", "55 km", "The camp lies … south of Ketter"),
        ("A column more than a mile long left the town.", "more than a mile", "length of column"),
        ("The wall, 10 metres high, surrounds the camp.", "10 metres", "height of wall"),
        ("Winds reached 120 mph.", "120 mph", "speed of winds"),
        ("The riots lasted eight days.", "eight days", "duration of riots"),
        ("Rioters fought police for eight days.", "eight days", "time rioters fought police"),
        ("Three weeks of protests ended on Friday.", "Three weeks", "duration of protests · on Friday"),
        ("The school moved to Ketter five years ago.", "five years", "time since the school moved to Ketter"),
        (
            "The envoy left four days after rebels took the port.",
            "four days",
            "The envoy left … after rebels took the port",
        ),
        ("The magnitude 6.1 quake struck off Ketter.", "6.1", "magnitude of quake · off Ketter"),
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
        ("The firm, which employs 4,000 people, is based in Orran.", "4,000", "people employed by the firm · Orran"),
        ("There were 12 women inside the church.", "12", "women inside the church"),
        ("Ostrel will lay off 3,000 workers.", "3,000", "Ostrel will lay off … workers"),
        ("The rebels lost 300 men.", "300", "men lost by the rebels"),
        ("The plane was carrying 132 passengers and 8 crew.", "8", "crew carried by the plane"),
        ("They arrived at the three-storey building.", "three", "storeys of the building"),
        ("The plant makes 500 cars a day.", "500", "cars made by the plant per day"),
        ("A caravan of 3,000 migrants set off.", "3,000", "caravan of migrants"),
        (
            "The jury found the clerk guilty of two counts of fraud.",
            "two",
            "The jury found the clerk guilty of … counts of fraud",
        ),
        ("Hundreds of state and private schools burned down.", "Hundreds", "state and private schools burned"),
    ],
)
def test_a_count_is_named_with_what_its_clause_adds(claim: Find, text: str, figure: str, label: str) -> None:
    assert claim(text, figure).subject == label


def test_a_pronoun_gives_way_to_the_noun_that_it_stands_for(claim: Find) -> None:
    text = "The pit held 118 miners. Thirty of them are injured."
    assert claim(text, "Thirty").subject == "miners injured"


def test_a_share_refers_to_a_thing_rather_than_to_its_place(claim: Find) -> None:
    text = "Guards recovered 50 rifles from three houses, nearly half of them from one cellar."
    assert (
        claim(text, "nearly half").subject == "Guards recovered 50 rifles from three houses, … of them from one cellar"
    )


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        ("We give them $40 million.", "$40 million", "We give them …"),
        ("The three people said it would rain.", "three", "The … people said it would rain"),
    ],
)
def test_what_has_no_name_is_named_by_its_clause(claim: Find, text: str, figure: str, label: str) -> None:
    assert claim(text, figure).subject == label


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        # a landslide, a match, a court, a rate of interest, lay-offs, a clinic, an election, a poll, a raid, a comet
        (
            "A landslide killed 14 miners in Ketter on Tuesday.",
            "14",
            "miners killed in Ketter · a landslide · on Tuesday",
        ),
        (
            "Holm returned a punt 40 yards for a touchdown in the second half.",
            "40 yards",
            "Holm returned a punt … for a touchdown in the second half",
        ),
        (
            "Judge Ana Toller sentenced Rask to four life terms.",
            "four",
            "Judge Ana Toller sentenced Rask to … life terms",
        ),
        (
            "The central bank raised its main rate by 0.5 percentage points in March.",
            "0.5 percentage points",
            "increase in main rate · the central bank · in March",
        ),
        (
            "Orvik cut 300 jobs at its plant in Selm last year.",
            "300",
            "jobs cut · Orvik · at its plant in Selm · last year",
        ),
        (
            "Nurses at the Ketter clinic gave 4,000 vaccine doses in two days.",
            "4,000",
            "Nurses at the Ketter clinic gave … vaccine doses in two days",
        ),
        (
            "The Greens won 12 seats in the election on Sunday.",
            "12",
            "seats won by the Greens in the election · on Sunday",
        ),
        (
            "A poll found that 61 percent of farmers oppose the dam.",
            "61 percent",
            "share of farmers that oppose the dam",
        ),
        ("Police said they arrested 86 people over the weekend.", "86", "people arrested · Police · over the weekend"),
        ("The comet will pass 3 million miles from Earth.", "3 million miles", "The comet will pass … from Earth"),
        # a fire, a robbery, a film, a flaw in software, a park, arson, a strike, wolves
        (
            "Firefighters battled the blaze at the old mill for eight hours.",
            "eight hours",
            "Firefighters battled the blaze at the old mill for …",
        ),
        (
            "Two men accused of robbing a bank in Orran fled the court.",
            "Two",
            "… men accused of robbing a bank in Orran fled the court",
        ),
        ("The film earned $90 million in its first week.", "$90 million", "The film earned … in its first week"),
        (
            "The software, released by Delta, contains 47 flaws.",
            "47",
            "The software, released by Delta, contains … flaws",
        ),
        (
            "The city will plant 10,000 trees along the Oldmouth canal by spring.",
            "10,000",
            "trees planted by the city along the Oldmouth canal · by spring",
        ),
        ("All three fires appear to be the result of arson.", "three", "All … fires appear to be the result of arson"),
        (
            "The strike has kept 60 trains in their depots since Monday.",
            "60",
            "The strike has kept … trains in their depots since Monday",
        ),
        ("Wolves killed 55 sheep near Tolmin.", "55", "sheep killed · wolves · near Tolmin"),
    ],
)
def test_a_label_says_whose_where_and_when(claim: Find, text: str, figure: str, label: str) -> None:
    assert claim(text, figure).subject == label


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        ("Ivar Holm left the club in May. He had played 113 matches for it.", "113", "matches played · Ivar Holm"),
        (
            "Ivar Holm left the club in May. He spent nine months in jail before the trial.",
            "nine months",
            "Ivar Holm spent … in jail before the trial",
        ),
        (
            "Delta said it had found 47 flaws in the code of its rival.",
            "47",
            "Delta had found … flaws in the code of its rival",
        ),
        (
            "“I have met 40 ministers of the valley towns in my life,” said Lena Voss.",
            "40",
            "ministers of the valley towns met · Lena Voss",
        ),
    ],
)
def test_a_pronoun_is_named_by_its_name(claim: Find, text: str, figure: str, label: str) -> None:
    assert claim(text, figure).subject == label


def test_a_label_without_names_gets_the_articles_first_names(extractor: Extractor) -> None:
    text = "Ketter beat Orran on Sunday. Ketter had lost in Orran before. The crowd of 9,000 broke a fence."
    (crowd,) = (claim for claim in extractor.claims(text) if claim.text == "9,000")
    assert crowd.subject.endswith(" · Ketter, Orran")


def test_a_clause_is_cut_between_its_parts_and_not_within_one(claim: Find) -> None:
    text = (
        "Brushing aside the doubts of those who had seen the older yards, the engineer Ana Brandt gave the council of "
        "the town that had asked for her advice three reasons to move the harbour to the north bank of the river."
    )
    subject = (
        "the engineer Ana Brandt gave the council of the town … reasons to move the harbour to the north bank "
        "of the river"
    )
    assert claim(text, "three").subject == subject


@pytest.mark.parametrize(
    "text", ["12.", "It is 40.", "$5", "(7 km)", "At 30, who knows?", "5 % 6 % 7 %", "It lies 12 km (7 miles"]
)
def test_no_label_is_empty(extractor: Extractor, text: str) -> None:
    assert all(claim.subject for claim in extractor.claims(text))


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The operator said nine passengers had died and that 140 people were on board.", "140"),
        ("Three people were killed and 200 people were at a concert, police said.", "200"),
        ("The storm killed four people while 900 visitors were on the island.", "900"),
    ],
)
def test_what_happened_to_some_is_not_said_of_another_clauses_count(claim: Find, text: str, figure: str) -> None:
    other = claim(text, figure)
    assert other.about.event != "kill"
    assert not other.phrase.endswith("killed")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("In all, 66 people were killed or injured by the tremor, the mayor said.", "66"),
        ("At least 12 villagers were killed, wounded or missing, the council said.", "At least 12"),
        ("Rebels killed or injured 30 soldiers at the pass, the army said.", "30"),
        ("A blast left 40 dead or wounded in the market.", "40"),
    ],
)
def test_a_count_of_killed_and_injured_is_not_labelled_killed(claim: Find, text: str, figure: str) -> None:
    assert "killed or injured" in claim(text, figure).subject


def test_a_figure_without_a_name_is_labelled_by_its_clause_not_the_title(extractor: Extractor) -> None:
    text = "We spent the reserve in 2024. It was $90 million and it is now $11 million."
    claims = extractor.claims(text, title="City hall and auditor at odds over the gap")
    assert [claim.subject for claim in claims] == [
        "It was … and it is now $11 million",
        "$90 million and it is now …",
    ]


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        # another number of what has a number of its own
        (
            "The island has 20,000 more voters.",
            "20,000",
            "The island has … more voters",
        ),
        (
            "The fever has infected 700 people, including 140 people in the port.",
            "140",
            "The fever has infected 700 people, including … people in the port",
        ),
        (
            "Seven nurses were injured, along with three patients, when a wall fell.",
            "three",
            "Seven nurses were injured, along with … patients, when a wall fell",
        ),
        (
            "The ferry makes three trips a day, two days a week.",
            "two days",
            "The ferry makes three trips a day, … a week",
        ),
        # what the name would leave out
        (
            "There are two reasons the council refuses to build the dam.",
            "two",
            "There are … reasons the council refuses to build the dam",
        ),
        ("Only three senators publicly endorsed him.", "three", "Only … senators publicly endorsed him"),
        ("The union must win 48 seats.", "48", "The union must win … seats"),
        (
            "The two officers involved in the fire have been arrested.",
            "two",
            "The … officers involved in the fire have been arrested",
        ),
        # no length of the thing itself
        ("Tension reached a 12-year high in the valley.", "12-year", "Tension reached a … high in the valley"),
        ("The delay would cost the port $9 million in fees.", "$9 million", "The delay would cost the port … in fees"),
        ("Rask stretched the lead to 62-46.", "62-46", "Rask stretched the lead to …"),
        ("Supporters included 78% of farmers.", "78%", "Supporters included … of farmers"),
        (
            "Rask's support falls four points short of the mark.",
            "four points",
            "Rask's support falls … short of the mark",
        ),
        (
            "There were only eight reported cases of a gun being fired in Selm.",
            "eight",
            "There were only … reported cases of a gun being fired in Selm",
        ),
    ],
)
def test_the_clause_replaces_a_name_that_would_say_something_else(
    claim: Find, text: str, figure: str, label: str
) -> None:
    assert claim(text, figure).subject == label


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        ("Police set up two cameras in the hall.", "two", "cameras set up by police in the hall"),
        ("Orvik called off a $54 billion deal on Monday.", "$54 billion", "deal called off by Orvik · on Monday"),
        ("Mara Voss scored 14 points off the bench.", "14 points", "points scored by Mara Voss"),
        ("Twenty were hurt, six in critical condition.", "six", "people in critical condition"),
        ("A shell killed seven members of one family.", "seven", "members of one family killed · a shell"),
        (
            "The death toll after a 2012 ferry fire in Selm was 26.",
            "26",
            "people killed · after a 2012 ferry fire in Selm",
        ),
        (
            "The fever in the valley kills from 20 people to 40 people a year.",
            "20",
            "people killed · the fever in the valley",
        ),
    ],
)
def test_a_name_is_not_cut_within_a_word_group(claim: Find, text: str, figure: str, label: str) -> None:
    assert claim(text, figure).subject == label


def test_a_clause_cut_before_the_start_of_a_time_gives_way_to_its_name(claim: Find) -> None:
    text = (
        "The ministry shut its old mill down to clean its offices in late 2011, nearly three years after the governor"
        " left office."
    )
    assert claim(text, "nearly three years").subject.startswith("time after the governor left office")


def test_whoever_meets_relatives_of_the_dead_did_not_kill_them(claim: Find) -> None:
    text = "The governor met relatives of the 12 people killed in Selm."
    assert claim(text, "12").subject == "people killed · Selm"


def test_an_earthquake_measures_its_magnitude(claim: Find) -> None:
    text = "An earthquake measuring 6.2 magnitude shook Selm on Sunday."
    assert claim(text, "6.2").subject.startswith("magnitude of earthquake")


def test_a_number_shared_by_two_nouns_counts_both(claim: Find) -> None:
    text = "The ferry sank, killing all 84 passengers and crew members."
    assert claim(text, "84").subject.startswith("passengers and crew members killed")
