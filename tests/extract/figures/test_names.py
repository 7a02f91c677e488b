"""Numbers that name a thing, a place on a list or a year, and so are no figures."""

import pytest

from tests.extract.fixture_types import Claims


@pytest.mark.parametrize(
    "text",
    [
        "The flaw is in Navigator 8 Beta 2 and in Navigator Suite 6 Service Pack 1.",
        "The patch is for users of version 5 and up.",
        "The notice is at ket.ly/19vBk8Q.",
        "Both 32- and 64-bit systems are at risk, the firm said.",
        "The ferries of the Lower 48 are older than those of the islands.",
        "The station 1040 WXQR told its listeners to stay at home.",
        "Rumours spread on 8chan in the night.",
        "Children under 16 must stay at home, the board said.",
        "At 55, she still swims in the harbour.",
        "The clerk stood in position 5 on the list.",
        "She wrote about it twice (blog post 1, blog post 2).",
        "The flaw is in Navigator 8 and Navigator 9 releases.",
        "Marshals put him on the 15 Most Wanted list.",
        "She shot a three and won the game.",
        "He carried a .32, the police said.",
        "The election began on Dec.14 in Ketter.",
        "The Wolves came to Ketter as the six-seed.",
        "The firm sells a 10U server.",
        "The crew left by Gate 22E.",
        "The mayor met them in Hangar 7 and left.",
        "The Magnificent 7 rode through Ketter.",
        "He fired a .38 revolver and loaded 9 mm rounds.",
        "The Wolves drew level with 6: 00 minutes to play.",
        "The two worked in the same mill.",
        "On the pier Brandt knew one thing for sure.",
        "No 12 was silent, but the clerk spoke.",
        "No 40 could save them.",
        "The final is played on Court Nine.",
        "The barge left from Wharf Seven in the night.",
        "The crew of Reactor Four went home.",
        "Four Winds Farm said the road was shut.",
        "Nine Oaks Residents' Association wrote to the mayor.",
        "Three Rivers is a town on the coast.",
        "Zero tolerance is the rule, the mill said.",
        "The board wants zero hours contracts banned.",
        "Call the police on 101, quoting reference 4471.",
        "The abbey was built in 1432 and burnt down in 1460.",
        "In 1432 the abbey burnt down.",
        "The Wolves lined up in a 4-2-3-1 formation.",
        "They sang “99 Lanterns” and went home.",
        "She read to them from “Seven Nights in Ketter” again.",
        "Text the harbour office at 60303.",
        "Anybody who saw the van should ring detectives on 4020.",
        "It happened in the 1400 block of Alder Street.",
    ],
)
def test_a_number_that_names_counts_nothing(claims: Claims, text: str) -> None:
    assert [claim.text for claim in claims(text)] == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The board wants a $9 billion increase over 2017 levels.", ["$9 billion"]),
        ("On 1st-and-10 the crew of Ketter lost five yards.", ["five yards"]),
        ("The council passed the plan 71 to 28 on Friday.", ["71 to 28"]),
        ("The assembly passed the bill 245-182 on Friday.", ["245-182"]),
        ("The bill cleared the assembly in a 245-to-182 vote.", ["245-to-182"]),
        ("The council voted to hire 20 to 30 clerks.", ["20 to 30"]),
        ("The three who voted against it would not speak.", ["three"]),
        ("Four Norbury Town players, all of them young, were hurt.", ["Four"]),
        ("Two South Koreans were held.", ["Two"]),
        ("Six Rivo Bank branches were shut.", ["Six"]),
        ("No 12 buses ran on Sunday.", ["12"]),
        ("It sent 12 NATO divers and 3 Talvian boats.", ["12", "3"]),
        ("The mill needs a 12V battery and sold 400K pumps.", ["12V", "400K"]),
    ],
)
def test_numbers_that_count_are_read_next_to_names(claims: Claims, text: str, figures: list[str]) -> None:
    assert [claim.text for claim in claims(text)] == figures


@pytest.mark.parametrize(
    "text",
    [
        "She teaches grades three through eight.",
        "Rask read chapters 4 through 9.",
        "Voss fumbled at the Norland 16-yard line.",
        "A two-faced clerk and a four-legged hen met.",
        "She has a nine-to-five job at the mill.",
        "The chances are fifty-fifty, the board said.",
        "The shop is in the 1200 block of Mill Lane.",
        "A lorry closed the 405 freeway.",
        "They took the 12 bus to the mill.",
        "Send it to P.O. Box 1234, the mill said.",
        "The P5+1 met in Oldmouth.",
        "The attacks of 7/7 shook the town.",
        "He faces 41/2 years in jail.",
        "His blood pressure was 120/80, the nurse said.",
        "He is 6'7\" and left-handed.",
        "Rask played in The Quiet Eight, a film.",
        "They filmed Brandt’s Eleven at the mill.",
        "A 747 landed on the lake.",
        "One, mend the mill. Two, feed the cows. Three, pay the clerks.",
        "Write to Mill Lane, Orran, NY, 10032.",
        "Navigator 8 Beta 2 is affected.",
        "The patch is for Navigator Vista, 7, 8, and 8.1, the firm said.",
        "The flaw is in Internet Navigator 8 and Internet Navigator 9.",
    ],
)
def test_a_place_a_kind_and_a_title_are_no_figures(claims: Claims, text: str) -> None:
    assert [claim.text for claim in claims(text)] == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The mill stood 12 blocks from the bus.", ["12"]),
        ("The town bought 405 bus tickets.", ["405"]),
        ("Three through roads were closed.", ["Three"]),
        ("He is a ten-speed man.", ["ten"]),
        ("Two-hundred nurses left.", ["Two-hundred"]),
        ("A walk of 16 yards took her there.", ["16 yards"]),
        ("The owner spoke of Brandt’s eleven boats.", ["eleven"]),
        ("The boxes held 12 lamps.", ["12"]),
    ],
)
def test_numbers_that_count_next_to_such_words(claims: Claims, text: str, figures: list[str]) -> None:
    assert [claim.text for claim in claims(text)] == figures


def test_hits_of_so_many_tries_are_a_share(claims: Claims) -> None:
    assert [(c.text, c.value) for c in claims("Voss made 3-of-4 throws.")] == [("3-of-4", 0.75)]
    assert [(c.text, c.value) for c in claims("Voss hit on just 1-of-16.")] == [("1-of-16", 1 / 16)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("She flew a Boeing 757 to Orran. Brandt took the 757 home and sold his 757.", []),
        ("The Velm 320 is old. A 320 costs little.", []),
        ("She flew a Boeing 757. Some 757 people cheered, and the 300 were glad.", ["Some 757", "300"]),
        ("The board has a low-voltage Velm 3200 part.", []),
        ("On Tuesday 12 boats sank.", ["12"]),
    ],
)
def test_a_model_stays_a_name_when_only_its_number_is_written(claims: Claims, text: str, figures: list[str]) -> None:
    assert [claim.text for claim in claims(text)] == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The navy has 9 P-3Cs and flew 25 F-35s.", ["9", "25"]),
        ("The shop sold 40 iPhone 12s.", ["40"]),
        ("Orran Air ordered 12 A321neos.", ["12"]),
        ("The iPhone 12 is old, and so is the P-3C.", []),
        ("Ana Brandt: 7 Saved a penalty and looked sharp.", []),
        ("Tom Rask: 4 Lost the ball too often.", []),
        ("Boats lost: 7 were fishing off Velm.", ["7"]),
        ("Her song tops the Hot 100, and Rule 40, as written, stands.", []),
        ("Lamps cost $40 and up, the two and up to 9 percent more.", ["$40 and up", "up to 9 percent"]),
        ("Voss owes them ten grand.", ["ten grand"]),
        ("The sale raised 5 grand for the hall, with two grand pianos left.", ["5 grand", "two"]),
    ],
)
def test_models_ratings_and_grand(claims: Claims, text: str, figures: list[str]) -> None:
    assert [claim.text for claim in claims(text)] == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("There is no link between drilling in the lower 48 and the seals, Rask said.", []),
        ("The club kept its big three together.", []),
        ("Audits are done by the big four, the ministry said.", []),
        ("The storm broke the big four windows of the hall.", ["four"]),
        ("The firm closed its lower 12 shafts.", ["12"]),
    ],
)
def test_a_group_known_by_its_number_is_not_counted(claims: Claims, text: str, figures: list[str]) -> None:
    assert [claim.text for claim in claims(text)] == figures
