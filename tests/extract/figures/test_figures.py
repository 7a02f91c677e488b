"""Figures in sentences: what grammar adds to numbers and units, such as the counted noun, trends and names."""

import pytest

from tests.extract.fixture_types import Claims, Find


@pytest.mark.parametrize(
    ("text", "figure", "trend"),
    [
        ("Exports dropped 7% last year.", "7%", "down"),
        ("Sales rose by 12 percent in May.", "12 percent", "up"),
        ("The shares recovered after plummeting 65% in March.", "65%", "down"),
        ("The index ended down 0.8% on Friday.", "0.8%", "down"),
        ("The water could rise 3 metres by Sunday.", "3 metres", "up"),
        ("The profit was revised upward by $40 million.", "$40 million", "up"),
        ("Rivo was up 5.1%, Calder by 2.6% and Foss was down 1.9%.", "2.6%", "up"),
        ("Temperatures fell by 1 to 2 degrees Celsius (1.8 to 3.6 Fahrenheit).", "1.8 to 3.6 Fahrenheit", "down"),
    ],
)
def test_an_amount_of_change_has_a_trend(claim: Find, text: str, figure: str, trend: str) -> None:
    assert claim(text, figure).trend == trend


@pytest.mark.parametrize(
    ("text", "figure", "bound"),
    [
        ("The nurses worry about three lamps.", "three", "="),
        ("A remark about 31 percent of the wells annoyed the mayor.", "31 percent", "="),
        ("There were questions about $40 million in loans.", "$40 million", "="),
        ("The climb took about two hours.", "about two hours", "~"),
        ("Brandt predicted about one-third of the votes will be lost.", "about one-third", "~"),
        ("They guessed about half of them left.", "about half", "~"),
        ("A crowd of about 400 came.", "about 400", "~"),
    ],
)
def test_about_bounds_a_number_unless_it_names_a_topic(claim: Find, text: str, figure: str, bound: str) -> None:
    assert claim(text, figure).bound == bound


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Exports dropped 9% to $3.4 billion.", "$3.4 billion"),
        ("Unemployment fell to 5.1 percent in May.", "5.1 percent"),
        ("The lorries dropped 420 tons of flour.", "420 tons"),
        ("Women make up 20 percent of the crew.", "20 percent"),
        ("The share of ferries has fallen below 8 percent.", "below 8 percent"),
        ("The lighthouse rises 40 metres above the rocks.", "40 metres"),
        ("The castle rises 90 metres over the valley.", "90 metres"),
        ("Two towers rise 60 feet above the wall.", "60 feet"),
        ("A climber, Dan Rask, fell 300 metres on Sunday.", "300 metres"),
        ("The boy slipped on the ice and dropped 9 metres.", "9 metres"),
        ("He fell 2,000 feet, police said.", "2,000 feet"),
    ],
)
def test_a_level_or_a_share_has_no_trend(claim: Find, text: str, figure: str) -> None:
    assert claim(text, figure).trend is None


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The airline grounded two new 737 Max jets.", ["two"]),
        ("Neighbours say the 6 Wharf crew and its rivals came to blows.", []),
        ("Users of Navigator Suite 8 and Navigator Suite 9 are safe.", []),
        ("The coast will be under water by 2120, scientists warn.", []),
        ("The median price in the 90049 ZIP Code rose.", []),
        ("The bug affects versions 6, 7 and 9.", []),
        ("It runs on Delta Vista and 7, as well as the older Server.", []),
        ("The band will play at 54 Below in May.", []),
        ("The reporter of 7News met two farmers.", ["two"]),
        ("Rask 1) reads the words, 2) sees what they mean, and 3) laughs.", []),
        ("The runner led a three-on-two attack.", []),
        ("Those who have a 401(k) plan saw it at 5: 59: 13 PM.", []),
        ("The mill burned.\n  border-top:1px solid #cccccc;\nIt was old.", []),
        ("Shortly after 3: 30 Tuesday morning somebody called.", []),
        ("The actress, 33, left for the clinic.", []),
        ("It was a one-two punch, and a three-pointer won the match.", []),
        ("The strings include 17lamps.com/1.js.", []),
        ("The mayor told 12 News that a fire had closed the port.", []),
        ("The holder, who in 2016 won the seat, left.", []),
        ("The bid earned Toller a six-figure fee, and Holm fees in the low seven figures.", []),
    ],
)
def test_a_number_that_is_part_of_a_name_is_no_figure(claims: Claims, text: str, figures: list[str]) -> None:
    assert [claim.text for claim in claims(text)] == figures


@pytest.mark.parametrize(
    ("text", "figure", "value"),
    [
        ("The landslide killed one man in a village.", "one", 1),
        ("A mother of 12 was shot in the street.", "12", 12),
        ("They have been on strike for more than a week.", "more than a week", 1),
        ("The 300,000-year-old skull was found in a cave.", "300,000-year-old", 300_000),
    ],
)
def test_numbers_about_people_and_old_things_are_figures(claim: Find, text: str, figure: str, value: float) -> None:
    assert claim(text, figure).value == value


@pytest.mark.parametrize(
    ("text", "figure", "unit", "value"),
    [
        ("The court ordered a 40-day stay in a clinic.", "40-day", "day", 40),
        ("The council signed a three-year lease for the quay.", "three-year", "year", 3),
        ("A six-week stopgap passed the assembly.", "six-week", "week", 6),
    ],
)
def test_how_long_a_thing_lasts_is_a_figure_before_its_noun(
    claim: Find, text: str, figure: str, unit: str, value: float
) -> None:
    length = claim(text, figure)
    assert (length.kind, length.unit, length.value) == ("duration", unit, value)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("One person was arrested near the harbour.", ["One"]),
        ("One man told us that he saw nothing.", []),
        ("One resident called the plan a mistake.", []),
    ],
)
def test_one_counts_victims_but_not_speakers(claims: Claims, text: str, figures: list[str]) -> None:
    assert [claim.text for claim in claims(text)] == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("One man drowned and his wife was still missing.", ["One"]),
        ("One child perished in the fire.", ["One"]),
        ("One woman disappeared in the hills.", ["One"]),
        ("One man drowned his sorrows.", []),
    ],
)
def test_one_counts_who_died_or_disappeared(claims: Claims, text: str, figures: list[str]) -> None:
    assert [claim.text for claim in claims(text)] == figures


@pytest.mark.parametrize("text", ["Zero deaths were reported.", "Rivo recorded zero sales.", "We saw zero boats."])
def test_zero_counts_things(claims: Claims, text: str) -> None:
    (claim,) = claims(text)
    assert claim.value == 0


def test_a_thing_or_two_are_counted_by_their_noun(claim: Find) -> None:
    assert claim("They may add another boat or two this year.", "two").unit == "boat"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The toll could have reached 2.2m.", 2_200_000),
        ("The number of jobs fell by 1.4m in May.", 1_400_000),
        ("The dam rose by 1.4m in May.", 1.4),
    ],
)
def test_an_m_behind_a_number_of_things_is_a_million(claims: Claims, text: str, value: float) -> None:
    assert [claim.value for claim in claims(text)] == [value]


def test_a_fraction_of_a_unit_is_a_measure(claim: Find) -> None:
    stated = claim("The wreck lies two thirds of a mile from the pier.", "two thirds of a mile")
    assert (stated.kind, stated.unit) == ("measure", "mile")


def test_an_m_before_people_is_a_million(claim: Find) -> None:
    assert claim("Some 1.5m people were moved.", "Some 1.5m").value == 1_500_000


@pytest.mark.parametrize(
    ("text", "figure", "kind", "unit"),
    [
        ("It cost tens of millions of dollars.", "tens of millions of dollars", "money", "USD"),
        ("The cloud reached hundreds of miles into the land.", "hundreds of miles", "measure", "mile"),
        ("Tens of thousands of students study there.", "Tens of thousands", "count", "student"),
        ("They sold a 400-room hotel.", "400", "count", "room"),
    ],
)
def test_a_vague_or_hyphenated_number_has_the_unit_after_it(
    claim: Find, text: str, figure: str, kind: str, unit: str
) -> None:
    stated = claim(text, figure)
    assert (stated.kind, stated.unit) == (kind, unit)


def test_a_change_restated_in_percent_has_the_same_trend(claim: Find) -> None:
    assert claim("The index lost 210 points, or 0.6 percent, to 33,100.", "0.6 percent").trend == "down"


@pytest.mark.parametrize(
    ("text", "figure", "unit"),
    [
        ("The fire left 60 dead.", "60", "dead"),
        ("The storm left at least 12 injured.", "at least 12", "injured"),
        ("The blast left dozens trapped.", "dozens", "trapped"),
        ("The crash wounded more than 400.", "more than 400", "person"),
        ("The flood killed 14 on Sunday.", "14", "person"),
        ("Some 30 were arrested at the gate.", "Some 30", "person"),
        ("Fifteen drowned in the harbour.", "Fifteen", "person"),
    ],
)
def test_a_toll_without_a_noun_counts_people(claim: Find, text: str, figure: str, unit: str) -> None:
    stated = claim(text, figure)
    assert (stated.kind, stated.unit) == ("count", unit)


def test_a_number_without_victims_has_no_unit(claim: Find) -> None:
    assert claim("The index reached 14 on Sunday.", "14").kind == "other"


@pytest.mark.parametrize(
    ("text", "figure", "bound"),
    [
        ("The repair won't cost more than 300 euros.", "more than 300 euros", "<="),
        ("The blackout did not last longer than two hours.", "longer than two hours", "<="),
        ("The fee cannot be higher than 5 percent.", "higher than 5 percent", "<="),
        ("Guests must not stay for more than three nights.", "more than three nights", "<="),
        ("The rate is not below 4 percent.", "below 4 percent", ">="),
    ],
)
def test_a_negated_verb_of_measure_reverses_the_bound(claim: Find, text: str, figure: str, bound: str) -> None:
    assert claim(text, figure).bound == bound


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("More than 50 voters did not cast a ballot.", "More than 50"),
        ("The firm did not pay more than $3 million in tax.", "more than $3 million"),
        ("The bridge has not been open for more than six years.", "more than six years"),
        ("The committee did not say whether more than 40 ferries were checked.", "more than 40"),
    ],
)
def test_a_negation_without_a_limit_leaves_the_bound(claim: Find, text: str, figure: str) -> None:
    assert claim(text, figure).bound == ">"


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The levy will raise 3m pounds, he said.", "3m pounds"),
        ("The start-up raised $14 million last year.", "$14 million"),
    ],
)
def test_raised_money_has_no_trend(claim: Find, text: str, figure: str) -> None:
    assert claim(text, figure).trend is None


def test_a_price_raised_by_an_amount_has_a_trend(claim: Find) -> None:
    assert claim("The shop raised the price by $14 last year.", "$14").trend == "up"


def test_a_fraction_measures_a_difference(claim: Find) -> None:
    assert claim("Rents are a third lower than in May.", "a third").value == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("text", "figure", "bound"),
    [
        ("No guest may bring more than 2 dogs.", "more than 2", "<="),
        ("Nobody in the valley paid more than $30 for the trip.", "more than $30", "<="),
        ("None of the ferries carried fewer than 12 cars.", "fewer than 12", ">="),
        ("No fewer than 30 guests had more than 2 dogs.", "more than 2", ">"),
        ("The lake has never risen above 4 metres.", "above 4 metres", "<="),
        ("Turnout has not dropped below 60 percent since.", "below 60 percent", ">="),
        ("The fee did not go above $15 that year.", "above $15", "<="),
    ],
)
def test_a_negated_subject_or_never_sets_a_limit(claim: Find, text: str, figure: str, bound: str) -> None:
    assert claim(text, figure).bound == bound


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Stir in 1 3/4 cups of milk.", ["1 3/4"]),
        ("The cook took 2 1/4 pounds of butter.", ["2 1/4 pounds"]),
        ("About 7/10 of voters stayed at home.", ["About 7/10"]),
        ("The clinic saw 3/4 of people over 60.", ["3/4", "over 60"]),
        ("Orsk beat Velm 3-2 on Sunday.", ["3-2"]),
        ("Tolmin won 4-1, and the visitors left early after a 2-0 defeat.", ["4-1", "2-0"]),
        ("Rovers trailed the United 1-2 at the break.", ["1-2"]),
        ("She lost 5-10 pounds in May.", ["5-10 pounds"]),
        ("A 999 call came in from 20 homes.", ["20"]),
        ("Two 112 operators were off sick.", ["Two"]),
        ("The 999 boats in the bay were counted.", ["999"]),
        ("At the most 7 boats came.", ["At the most 7"]),
    ],
)
def test_words_that_belong_together_are_one_figure(claims: Claims, text: str, figures: list[str]) -> None:
    assert [claim.text for claim in claims(text)] == figures
