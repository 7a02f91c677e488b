"""Names of sources: one key for each person, office or agency, never shared by others."""

import pytest

from extract.claim import Claim
from extract.matching.features import one_source
from extract.text.source_names import is_local, key_of, key_of_person, within_article
from tests.extract.fixture_types import Find


def key(claim: Claim) -> str:
    assert claim.source
    return claim.source.key


def keys(claim: Find, text: str, *figures: str) -> set[str]:
    return {key(claim(text, figure)) for figure in figures}


@pytest.mark.parametrize(
    "spellings",
    [
        ("Works Department", "the Department of Works", "U.S. Department of Works", "US Works Department"),
        ("Danish Interior Ministry", "Denmark’s Ministry of the Interior", "Interior Ministry of Denmark"),
        ("Talland's Defence Ministry", "Ministry of Defense of Talland"),
        ("Norbury police", "police in Norbury", "Norbury Police Department"),
        ("Orran Coal", "Orran Coal Inc.", "Orran Coal Ltd"),
        ("U.N.", "UN", "United Nations", "U. N."),
        ("the city of Norbury", "Norbury"),
        ("LA Superior Court", "L.A. Superior Court", "Los Angeles Superior Court"),
        ("FBI", "F.B.I.", "the Federal Bureau of Investigation"),
    ],
)
def test_a_body_has_one_key_in_all_its_spellings(spellings: tuple[str, ...]) -> None:
    assert len({key_of(name) for name in spellings}) == 1


@pytest.mark.parametrize("who", ["the US Geological Survey", "data from the US Geological Survey"])
def test_the_findings_of_a_public_body_have_its_key_with_its_country(claim: Find, who: str) -> None:
    assert key(claim(f"The town was 55 kilometers off, according to {who}.", "55 kilometers")) == "us geological survey"


def test_bodies_of_one_sort_have_keys_of_their_own() -> None:
    names = (
        "Norbury police",
        "Ketter police",
        "Danish Interior Ministry",
        "Talland Interior Ministry",
        "Works Ministry",
    )
    assert len({key_of(name) for name in names}) == len(names)


def test_a_person_is_one_with_and_without_initials_and_what_follows_the_name() -> None:
    assert {key_of_person(name) for name in ("Ana Brandt", "Ana B. Brandt", "Ana B Brandt, Jr.")} == {"ana brandt"}


def test_a_surname_alone_is_known_in_its_article_only() -> None:
    assert is_local(key_of_person("Brandt"))
    assert is_local(key_of_person("A. Brandt"))


def test_a_surname_behind_a_high_office_is_its_holders_name() -> None:
    assert key_of_person("Eisenhower", {"president"}) == "dwight eisenhower"
    assert is_local(key_of_person("Eisenhower", {"professor"}))


def test_titles_short_names_and_later_full_names_are_one_person(claim: Find) -> None:
    text = "Ms. Brandt said 20 came. Homeland Minister Ana T. Brandt said 30 left. The minister said 40 stayed."
    assert keys(claim, text, "20", "30", "40") == {"ana brandt"}


def test_a_surname_of_two_words_is_the_full_names(claim: Find) -> None:
    text = "Dr. Maria del Rio said 40 were ill. Del Rio said 12 died."
    assert keys(claim, text, "40", "12") == {"maria del rio"}


def test_a_woman_is_not_a_man_of_her_surname(claim: Find) -> None:
    text = "Mr. Tom Rask left. Ms. Rask said 20 came. Mr. Rask said 30 left."
    assert not keys(claim, text, "20") & keys(claim, text, "30")


def test_an_acronym_in_brackets_stands_for_the_name_before_it(claim: Find) -> None:
    text = "The Oldmouth Drainage Board (ODB) met on Monday. The ODB said 40 pumps had failed."
    assert keys(claim, text, "40") == {"oldmouth drainage board"}


def test_an_acronym_is_not_a_body_whose_name_begins_with_it(claim: Find) -> None:
    text = "The UN Refugee Agency came. The UN said 40 tents were lost."
    assert keys(claim, text, "40") == {"united nations"}


def test_a_part_of_a_ministry_is_one_source_with_it_where_the_text_says_so(claim: Find) -> None:
    text = "The Bureau of Bridges, a part of the Works Ministry, said 12 shut. The Works Ministry said 30 were old."
    assert len(keys(claim, text, "12", "30")) == 1
    assert len(keys(claim, text.replace(", a part of", ", unlike"), "12", "30")) == 2


def test_a_spokeswoman_speaks_for_her_body(claim: Find) -> None:
    text = "A spokeswoman for the Lisko Fund said 60 men were held. The Lisko Fund said 30 were free."
    assert keys(claim, text, "60", "30") == {"lisko fund"}


def test_what_is_a_persons_goes_by_the_full_name(claim: Find) -> None:
    text = "Lars Holt left. Holt's campaign said 30 came."
    assert keys(claim, text, "30") == {"lars holt campaign"}


def test_a_poll_is_its_makers(claim: Find) -> None:
    text = "A new Delta Research poll put her at 36 percent. Delta Research said 40 percent had not decided."
    assert len(keys(claim, text, "36 percent", "40 percent")) == 1


def test_when_and_where_it_was_said_is_no_part_of_the_name(claim: Find) -> None:
    text = "The nonpartisan Delta Foundation on Thursday said 40 towns were at risk. The Delta Foundation said 12 were."
    assert keys(claim, text, "40", "12") == {"delta foundation"}


def test_police_are_those_of_the_place_that_the_text_gives(claim: Find) -> None:
    text = "Police in Norbury came late. Police said 30 men fled. A police spokesman said 20 were held."
    assert keys(claim, text, "30", "20") == {"norbury police"}


@pytest.mark.parametrize(
    "text",
    [
        "Police said 30 men fled.",
        "Officials said 30 men fled.",
        "Norbury officials said 30 men fled.",
        "A report said 30 men fled.",
        "I think 30 men fled.",
        "“We believe that 30 men fled.”",
        "Democrats say 30 men fled.",
        "The ministry said 30 men fled.",
        "Brandt said 30 men fled.",
    ],
)
def test_whoever_has_no_name_is_known_in_the_article_only(claim: Find, text: str) -> None:
    stated = claim(text, "30")
    assert is_local(key(stated))
    assert not one_source(stated, stated) or (stated.source and stated.source.kind == "person")


def test_a_key_of_one_article_is_made_one_of_the_library_with_its_number() -> None:
    here, there = within_article("~police", 3), within_article("~police", 4)
    assert here != there
    assert within_article(here, 3) == here
    assert within_article("ana brandt", 3) == "ana brandt"


def test_across_articles_a_ministry_is_one_and_officials_are_not(claim: Find) -> None:
    ministry, officials = (claim(f"{who} said 30 men fled.", "30") for who in ("The mines ministry", "Officials"))
    assert one_source(ministry, ministry)
    assert not one_source(officials, officials)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The agency official Fauri said that 40 homes were lost. Fauri said that 12 people were hurt.", ("40", "12")),
        ("Chipmaker RVO Systems said it will cut 300 jobs. RVO Systems said that 12 would go in May.", ("300", "12")),
        (
            "Brandt's budget proposal calls for $571 million. President Brandt's new budget seeks $13 billion.",
            ("$571 million", "$13 billion"),
        ),
        ("Rivo said 300 jobs would go. A Rivo statement said 12 would go in May.", ("300", "12")),
        (
            "The Brandt administration said 300 men were moved. President Ana Brandt left. The administration said "
            "that 12 were hurt.",
            ("300", "12"),
        ),
    ],
)
def test_one_source_has_one_key_however_it_is_described(claim: Find, text: str, figures: tuple[str, str]) -> None:
    assert len(keys(claim, text, *figures)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The police department of the town met. The police said that four men were arrested.",
        "The US software giant said that four users were hit.",
        "Jurors recommended that four men be freed.",
        "Another Harbour official said that four would come.",
    ],
)
def test_a_description_without_a_name_is_known_in_its_article_only(claim: Find, text: str) -> None:
    assert is_local(key(claim(text, "four")))


def test_a_part_of_a_firm_is_not_the_firm(claim: Find) -> None:
    text = (
        "Havenlight estimated that 300 boats were lost. Abe Rask leads the Havenlight Security Response Alliance. "
        "Havenlight said that 12 were found."
    )
    assert keys(claim, text, "300", "12") == {"havenlight"}


def test_the_ministries_of_two_countries_are_two(claim: Find) -> None:
    text = "Talland's defence ministry said that 19 men fell. Ketter's defence ministry said that 12 men fell."
    assert len(keys(claim, text, "19", "12")) == 2


def test_an_initial_before_a_given_name_hides_nobody() -> None:
    assert key_of_person("H. Dale Rask") == key_of_person("Dale Rask")


def test_a_presidents_child_of_the_same_name_is_another_person() -> None:
    assert key_of_person("Donald Trump Jr.") == "donald trump jr"
    assert key_of_person("Donald Trump") == "donald trump"
