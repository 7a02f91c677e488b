"""Bound words before a number or after the counted noun, and pairs of numbers that are a result."""

import pytest

from extract.figures.measured_numerals import quantities
from tests.extract.fixture_types import Claims, Find


@pytest.mark.parametrize(
    ("text", "figure", "bound", "value"),
    [
        ("Rask sent up to 20 or 30 letters a day.", "up to 20 or 30", "<=", 30),
        ("As many as 40 or 50 boats sank.", "As many as 40 or 50", "<=", 50),
        ("At least 12 or 13 wells are dry.", "At least 12 or 13", ">=", 12),
        ("About 12 or 13 wells are dry.", "About 12 or 13", "range", None),
        ("The range grew from up to 252 miles to 287 miles.", "up to 252 miles to 287 miles", "range", None),
    ],
)
def test_a_limit_before_a_range_leaves_one_of_its_ends(
    claim: Find, text: str, figure: str, bound: str, value: float | None
) -> None:
    assert (claim(text, figure).bound, claim(text, figure).value) == (bound, value)


@pytest.mark.parametrize(
    ("text", "figure", "bound"),
    [
        ("Turnout failed to reach 40 percent.", "40 percent", "<"),
        ("The mill did not reach 900 tonnes.", "900 tonnes", "<"),
        ("Attendance never reached 900, the club said.", "900", "<"),
        ("Sales failed to top $40 million.", "$40 million", "<="),
        ("The letter never reached 40 voters.", "40", "="),
        ("The club may not admit more than 150 guests.", "more than 150", "<="),
        ("The team never drew more than 80 spectators.", "more than 80", "<="),
        ("A guide must not lead more than 12 walkers.", "more than 12", "<="),
        ("The clerk could not find more than 40 letters.", "more than 40", ">"),
        ("Support has risen over the past two weeks.", "two weeks", "="),
        ("Turnout reached 40 percent.", "40 percent", "="),
    ],
)
def test_a_level_that_is_not_reached_is_an_upper_limit(claim: Find, text: str, figure: str, bound: str) -> None:
    assert claim(text, figure).bound == bound
    assert claim(text, figure).stance == "asserted"


@pytest.mark.parametrize(
    ("text", "figure", "bound"),
    [
        ("The bylaw bans shops from selling more than 12 bottles.", "more than 12", "<="),
        ("Guests are barred from keeping more than 30 rabbits.", "more than 30", "<="),
        ("The treaty prohibits either side from keeping more than 900 tanks.", "more than 900", "<="),
        ("The charter forbids hiring fewer than 40 clerks.", "fewer than 40", ">="),
        ("The permit prevents the mill from burning more than 70 tonnes.", "more than 70 tonnes", "<="),
        ("Guards prevented thieves from taking more than 70 horses.", "more than 70", ">"),
        ("The ban hit more than 40 boats.", "more than 40", ">"),
        ("The law forbids the trade of more than 40 firms.", "more than 40", ">"),
        ("The rule keeps more than 300 boats in port.", "more than 300", ">"),
    ],
)
def test_what_is_forbidden_beyond_a_number_limits_it(claim: Find, text: str, figure: str, bound: str) -> None:
    assert claim(text, figure).bound == bound


@pytest.mark.parametrize(
    ("text", "figure", "bound"),
    [
        ("She owns something like 33 coats.", "something like 33", "~"),
        ("The bridge is in the vicinity of 90 metres long.", "in the vicinity of 90 metres", "~"),
        ("The hall seats 400, give or take.", "400, give or take", "~"),
        ("Winds blew at 70 mph or thereabouts.", "70 mph or thereabouts", "~"),
        ("The herd grew to as large as 900 cows.", "as large as 900", "<="),
        ("Doses as small as 4 mg help.", "as small as 4 mg", ">="),
        ("At a minimum, 12 nurses are needed.", "At a minimum, 12", ">="),
        ("The dead number 40 and counting.", "40 and counting", ">="),
        ("A little under 2,000 remain.", "A little under 2,000", "<"),
        ("Slightly above 60 percent agreed.", "Slightly above 60 percent", ">"),
        ("Far fewer than 20 came.", "Far fewer than 20", "<"),
        ("The road runs beyond 3,000 metres.", "beyond 3,000 metres", ">"),
    ],
)
def test_bound_words_and_their_adverbs_belong_to_the_figure(text: str, figure: str, bound: str) -> None:
    (quantity,) = quantities(text)
    assert (text[quantity.start : quantity.end], quantity.bound) == (figure, bound)


@pytest.mark.parametrize(
    ("text", "figure", "bound", "value"),
    [
        ("A loss of 20 to 30 boats or more would hurt.", "20 to 30", ">=", 20),
        ("A gap of 3 to 4 percent or more would hurt.", "3 to 4 percent or more", ">=", 3),
        ("The firm expects 5,000 to 6,000 guests or fewer.", "5,000 to 6,000", "<=", 6000),
    ],
)
def test_a_bound_after_a_range_leaves_one_of_its_ends(
    claim: Find, text: str, figure: str, bound: str, value: float
) -> None:
    stated = claim(text, figure)
    assert (stated.bound, stated.value) == (bound, value)
    assert (stated.low, stated.high) == ((value, None) if bound == ">=" else (None, value))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("He could still tell an anecdote or two.", "anecdote"),
        ("She asked for a boat or two.", "boat"),
        ("Rask sold a horse or two in May.", "horse"),
    ],
)
def test_one_of_a_thing_or_two_is_a_range(claim: Find, text: str, unit: str) -> None:
    stated = claim(text, "two")
    assert (stated.low, stated.high, stated.bound, stated.unit) == (1, 2, "range", unit)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("The toll climbed past 3,800 on Monday.", ">"),
        ("The flood pushed the number of homeless past 20,000.", ">"),
        ("A cold spring sent the price of hay past $90.", ">"),
        ("They drove past 20 huts.", "="),
        ("The ship went past 12 buoys.", "="),
    ],
)
def test_past_is_a_lower_limit_of_a_rise(text: str, bound: str) -> None:
    (quantity,) = quantities(text)
    assert quantity.bound == bound


@pytest.mark.parametrize(
    ("text", "figure", "bound"),
    [
        ("A crew of 20 sailors or more is needed.", "20", ">="),
        ("Parties of five guests or fewer may sit outside.", "five", "<="),
        ("The club has a dozen members or so.", "a dozen", "~"),
        ("The camp has 300 tents at least.", "300", ">="),
        ("He saw 20 boats or more expensive ships.", "20", "="),
        ("She has three cars, at least in spring.", "three", "="),
    ],
)
def test_a_bound_may_follow_the_counted_noun(claim: Find, text: str, figure: str, bound: str) -> None:
    assert claim(text, figure).bound == bound


@pytest.mark.parametrize(
    ("text", "figure", "trend"),
    [
        ("Shares rose under 4%, and bonds fell.", "under 4%", "up"),
        ("Rents climbed just under 6 percent in May.", "just under 6 percent", "up"),
        ("Exports grew well under 2 percent.", "well under 2 percent", "up"),
        ("The share fell under 8 percent.", "under 8 percent", None),
    ],
)
def test_a_rise_of_under_an_amount_has_a_trend(claim: Find, text: str, figure: str, trend: str | None) -> None:
    assert claim(text, figure).trend == trend


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("She won 6-3, 7-5 in the final.", [(3, 6), (5, 7)]),
        ("He lost 6-4, 3-6 and 7-6 to Marn.", [(4, 6), (3, 6), (6, 7)]),
        ("They were 3-1 up after an hour.", [(1, 3)]),
        ("At 2-0 down the coach took off both strikers.", [(0, 2)]),
        ("Prices were 2-3 down on the week.", []),
    ],
)
def test_the_state_of_a_match_is_one_figure(claims: Claims, text: str, pairs: list[tuple[float, float]]) -> None:
    assert [(c.low, c.high) for c in claims(text)] == pairs


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The ratio of boats to crews is 3:1.", 3),
        ("A 4:1 ratio of rock to sand is used.", 4),
        ("Marn runs at odds of 5:2.", 2.5),
    ],
)
def test_a_colon_between_the_sides_of_a_ratio(text: str, value: float) -> None:
    assert [q.value for q in quantities(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Between 1700 and 1900 the population doubled its wealth.",
        "Between 1600 and 1900 Norland grew.",
        "From 1550 to 1700 they ruled the coast.",
    ],
)
def test_round_years_before_a_new_subject_are_years(text: str) -> None:
    assert [q for q in quantities(text) if q.form == "digits"] == []


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Its value has more than halved.", "<"),
        ("The queue nearly halved in a week.", ">"),
        ("The fleet has at least halved since then.", "<="),
        ("Sales more than doubled.", ">"),
    ],
)
def test_a_quantity_that_more_than_halved_is_below_a_half(text: str, bound: str) -> None:
    (quantity,) = quantities(text)
    assert quantity.bound == bound


@pytest.mark.parametrize(
    ("text", "figure", "trend"),
    [
        ("Rents rose an average of 4.4 percent.", "4.4 percent", "up"),
        ("Fares climbed by a total of 9 percent.", "9 percent", "up"),
        ("Turnover climbed by 18 per cent to £7.4bn in the half-year.", "18 per cent", "up"),
        ("Orders fell two-fifths in spring.", "two-fifths", "down"),
        ("Voters chose an average of 3 percent.", "3 percent", None),
    ],
)
def test_an_average_change_or_a_fraction_has_a_trend(claim: Find, text: str, figure: str, trend: str | None) -> None:
    assert claim(text, figure).trend == trend


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("None of the tunnels is deeper than 90 metres, the surveyor said.", "deeper than 90 metres"),
        ("Neither barn is taller than 12 metres, he said.", "taller than 12 metres"),
        ("At no point should the dose go above 20 mg, the leaflet warns.", "above 20 mg"),
        ("Under no circumstances may a lorry weigh more than 40 tonnes.", "more than 40 tonnes"),
        ("At no time could the tank hold more than 300 litres.", "more than 300 litres"),
    ],
)
def test_a_limit_that_nothing_ever_passes_is_an_upper_one(claim: Find, text: str, figure: str) -> None:
    assert claim(text, figure).bound == "<="


@pytest.mark.parametrize(
    ("text", "figure", "bound"),
    [
        ("The crowd was nowhere near 9,000.", "nowhere near 9,000", "<"),
        ("Not even 12 clerks stayed.", "Not even 12", "<"),
        ("The repair is not even close to $5 million.", "not even close to $5 million", "<"),
        ("She waited the better part of three years.", "the better part of three years", "<"),
        ("It took the best part of a week.", "the best part of a week", "<"),
        ("Bets are capped at $20.", "capped at $20", "<="),
        ("Anything up to 30 wells are dry.", "Anything up to 30", "<="),
        ("Somewhere in the region of 300 cows fled.", "Somewhere in the region of 300", "~"),
        ("They want something close to $40 million.", "something close to $40 million", "~"),
        ("The calf weighs a shade under 40 kilos.", "a shade under 40 kilos", "<"),
        ("It fetched a touch more than $900.", "a touch more than $900", ">"),
        ("The dead could soon top 100.", "top 100", ">"),
        ("Costs are expected to top $40 million.", "top $40 million", ">"),
        ("About 40-odd boats sank.", "About 40-odd", "~"),
        ("Around 12 or so wells are dry.", "Around 12 or so", "~"),
        ("Jobless rates are in the 25 percent range.", "25 percent", "~"),
        ("Winds were in the range of 90 mph.", "in the range of 90 mph", "~"),
        ("The mill will buy back up to $2 billion of its shares.", "up to $2 billion", "<="),
        ("The board must pay back up to 300 loans.", "up to 300", "<="),
        ("Prices came back up to 6 percent.", "6 percent", "="),
        ("The rate went all the way up to 5 percent.", "5 percent", "="),
        ("It cut losses by as much as a third.", "as much as a third", "<="),
        ("As many as a quarter are dry.", "As many as a quarter", "<="),
        ("She said something about 40 lamps.", "about 40", "~"),
        ("These are the top 100 farms.", "100", "="),
        ("~ Two nurses left the mill.", "Two", "="),
        ("> 300 lamps broke, she wrote.", "300", "="),
    ],
)
def test_limits_and_approximations_of_several_words(text: str, figure: str, bound: str) -> None:
    (quantity,) = quantities(text)
    assert (text[quantity.start : quantity.end], quantity.bound) == (figure, bound)


@pytest.mark.parametrize(
    ("text", "figure", "low", "high"),
    [
        ("The climb takes three, maybe four hours.", "three, maybe four hours", 3, 4),
        ("The climb takes three or even four hours.", "three or even four hours", 3, 4),
        ("They hired 40 to perhaps 50 clerks.", "40 to perhaps 50", 40, 50),
        ("A ticket is $40 or even $45.", "$40 or even $45", 40, 45),
        ("It was minus 12 to minus 15 degrees.", "minus 12 to minus 15 degrees", -15, -12),
    ],
)
def test_adverbs_within_a_range_and_its_colder_end(text: str, figure: str, low: float, high: float) -> None:
    (quantity,) = quantities(text)
    assert (text[quantity.start : quantity.end], quantity.low, quantity.high) == (figure, low, high)


def test_an_adverb_before_another_thing_makes_no_range() -> None:
    assert [q.value for q in quantities("The mill has 20 boats, even 30 horses.")] == [20, 30]


def test_a_tied_vote_is_one_figure(claims: Claims) -> None:
    (tied,) = claims("The court deadlocked 4 to 4.")
    assert (tied.text, tied.low, tied.high) == ("4 to 4", 4, 4)
