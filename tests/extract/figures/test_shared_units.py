"""Units that are written once for several numbers, and units made by a slash, a bracket or a capital."""

import pytest

from extract.figures.measured_numerals import quantities


def units(text: str) -> list[tuple[float | None, str | None]]:
    return [(q.value, q.measure.name if q.measure else None) for q in quantities(text) if (q.value or 0) < 1900]


@pytest.mark.parametrize(
    ("text", "unit", "per"),
    [
        ("The roof takes a load of 4 kN/m2.", "kilonewton", "square metre"),
        ("The new lorry gives off 640 g/km.", "gram", "kilometre"),
        ("At the weir it carries 75 m3/s.", "cubic metre", "second"),
        ("The cable is rated for 6 A/mm2.", "ampere", "square millimetre"),
        ("Flats in Oldmouth sell for €3,900/m2.", "EUR", "square metre"),
        ("The rope stretches by 9 newtons per metre.", "newton", "metre"),
    ],
)
def test_a_unit_is_divided_by_the_unit_after_a_slash_or_per(text: str, unit: str, per: str) -> None:
    quantity = quantities(text)[0]
    assert quantity.measure is not None
    assert (quantity.measure.name, quantity.per) == (unit, per)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The wax has a melting point of 62 C.", "celsius"),
        ("The capacitor in the lamp holds 3.3 F.", "farad"),
        ("The circuit draws 13 A.", "ampere"),
        ("The engine has a thrust of 90 N.", "newton"),
        ("The sample was cooled to 77 K, far above absolute zero.", "kelvin"),
    ],
)
def test_a_capital_is_a_unit_near_a_word_for_what_it_measures(text: str, unit: str) -> None:
    quantity = quantities(text)[0]
    assert quantity.measure is not None
    assert quantity.measure.name == unit


@pytest.mark.parametrize("text", ["They sat in row 13 F.", "Hall 62 C is closed.", "Plan 90 N was dropped."])
def test_a_capital_is_no_unit_elsewhere(text: str) -> None:
    assert [unit for _, unit in units(text)] in ([None], [])


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The yield rose by 7bp.", "basis point"),
        ("It pays 30 bps more than the bond.", "basis point"),
        ("The dose was 40 mSv.", "millisievert"),
        ("The dam makes 900 GWh.", "gigawatt hour"),
        ("Sound crosses it in 12 milliseconds.", "millisecond"),
        ("The lake holds 300 acre-feet.", "acre-foot"),
    ],
)
def test_units_of_markets_and_science_are_read(text: str, unit: str) -> None:
    assert [name for _, name in units(text)] == [unit]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("They scored between 30 and 45 on the decibel scale.", 30, 45, "decibel"),
        ("It was 5 to 9 on the Celsius scale.", 5, 9, "celsius"),
        ("The new glass reads 20 to 25 on the GPa scale.", 20, 25, "gigapascal"),
    ],
)
def test_a_scale_gives_its_unit(text: str, low: float, high: float, unit: str) -> None:
    (quantity,) = quantities(text)
    assert quantity.measure is not None
    assert (quantity.low, quantity.high, quantity.measure.name) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Loans of six-, eight- and ten-year terms.", [(6, "year"), (8, "year"), (10, "year")]),
        ("It sells 12- and 15-inch screens.", [(12, "inch"), (15, "inch")]),
        ("Runs of five-, ten- and twenty-mile routes.", [(5, "mile"), (10, "mile"), (20, "mile")]),
    ],
)
def test_a_suspended_hyphen_stands_for_the_last_unit(text: str, expected: list[tuple[float, str]]) -> None:
    assert units(text) == expected


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("A 20- to 30-minute walk.", 20, 30),
        ("A two- or three-mile ride.", 2, 3),
        ("A 40- to 50-metre hole opened.", 40, 50),
    ],
)
def test_a_suspended_hyphen_before_to_or_or_makes_a_range(text: str, low: float, high: float) -> None:
    (quantity,) = quantities(text)
    assert (quantity.low, quantity.high, quantity.bound) == (low, high, "range")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The port grew 3 percent in 2018 and 4 last year.", [(3, "percent"), (4, "percent")]),
        ("The mine sold 40 tonnes in May and 52 in June.", [(40, "tonne"), (52, "tonne")]),
        ("Rain was 61 mm last month, against 18 a year earlier.", [(61, "millimetre"), (18, "millimetre")]),
        ("The tax was 3 percent in 2018 and 4 last year were fined.", [(3, "percent"), (4, None)]),
    ],
)
def test_a_unit_is_shared_by_two_times(text: str, expected: list[tuple[float, str | None]]) -> None:
    assert units(text) == expected


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("Fishing brings 9 million Danish kroner ($1.3 million) a year.", "year"),
        ("The glacier loses 5 miles (8 km) a decade.", "decade"),
        ("Water costs €2 ($2.20) per litre.", "litre"),
    ],
)
def test_a_rate_after_brackets_applies_to_both_amounts(text: str, per: str) -> None:
    assert [q.per for q in quantities(text)] == [per, per]


@pytest.mark.parametrize(
    ("text", "currency"),
    [("A $15 fee was dropped.", "USD"), ("Council: A $9 levy.", "USD"), ("The inn took A $400 from him.", "AUD")],
)
def test_an_article_before_a_price_is_no_currency(text: str, currency: str) -> None:
    (quantity,) = quantities(text)
    assert quantity.measure is not None
    assert quantity.measure.name == currency


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("Fuel rose by half a cent.", 0.5, "cent"),
        ("A stamp costs a quarter of a euro.", 0.25, "EUR"),
        ("They bet half a dollar.", 0.5, "USD"),
    ],
)
def test_a_part_of_a_coin_is_money(text: str, value: float, currency: str) -> None:
    assert units(text) == [(value, currency)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plot measures 20 x 30 feet.", [(20, "foot"), (30, "foot")]),
        ("The cell is 3 by 4 metres.", [(3, "metre"), (4, "metre")]),
        ("A raft of 6 × 9 yards sank.", [(6, "yard"), (9, "yard")]),
        ("They cut the crew of 40 by 5 percent.", [(40, None), (5, "percent")]),
    ],
)
def test_the_sides_of_an_area_share_their_unit(text: str, expected: list[tuple[float, str | None]]) -> None:
    assert units(text) == expected


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It was 12 degrees below zero at dawn.", -12, "degree"),
        ("The cold store is kept at 20 degrees Celsius below zero.", -20, "celsius"),
        ("At 3 degrees C below zero the pond froze.", -3, "celsius"),
        ("Water boils at 212 degrees F.", 212, "fahrenheit"),
    ],
)
def test_degrees_below_zero_are_negative(text: str, value: float, unit: str) -> None:
    assert units(text) == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They want to raise the wage from the current $7.25 to $12.", [7.25, 12]),
        ("The board cut the fee from its present $5 to $4.", [5, 4]),
        ("The mill raised output from the existing 5 tons to 8 tons.", [5, 8]),
    ],
)
def test_a_change_from_the_present_value_is_no_range(text: str, values: list[float]) -> None:
    assert [quantity.value for quantity in quantities(text)] == values


@pytest.mark.parametrize(
    ("text", "currencies"),
    [
        ("The tax rose from 10 Canadian dollars to 30 dollars.", ["CAD", "CAD"]),
        ("It pays 50 million Australian dollars, and 2 million dollars more in May.", ["AUD", "AUD"]),
        ("It pays 50 million Canadian dollars. It earned 2 million dollars in Velm.", ["CAD", "USD"]),
        ("It pays 50 million Canadian dollars, or $37 million.", ["CAD", "USD"]),
    ],
)
def test_dollars_are_those_of_the_country_named_before(text: str, currencies: list[str]) -> None:
    assert [quantity.measure.name for quantity in quantities(text) if quantity.measure] == currencies
