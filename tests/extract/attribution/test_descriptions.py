"""Descriptions of bodies and people named before: the name that each stands for, and those left unresolved."""

import pytest

from extract.claim import Claim
from tests.extract.fixture_types import Find


def name_of(claim: Claim) -> str:
    assert claim.source is not None
    return claim.source.name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # By what it makes or does.
        ("Tessaro Motors met on Thursday. The carmaker said 40 plants would stay.", "Tessaro Motors"),
        ("Bramble Foods is closing a plant. The food company said 40 people would go.", "Bramble Foods"),
        ("Norvik Games released a sequel. The studio said it had 40 titles.", "Norvik Games"),
        # With its seat or its country.
        ("Olvia Bank will shut branches. The Lisbon-based lender said 40 would go.", "Olvia Bank"),
        ("Voltara, which makes batteries, grew. The San Diego startup said 40 people had joined.", "Voltara"),
        # A society.
        ("Amnesty Watch condemned it. The London-based human rights group said 40 were held.", "Amnesty Watch"),
        ("The Brookfield Institute looked at it. The think tank said 40 schools were closed.", "Brookfield Institute"),
        (
            "Few play, the Lissa Chess Union said. In May 40 clubs closed, the group says.",
            "Lissa Chess Union",
        ),
        # The one of two whose name says that it is such a body.
        ("Boeing sent its first jet to Selm Airways. The airline said 40 more would come.", "Selm Airways"),
        ("Kestrel Bank sued Tessaro Motors. The lender said 40 loans were late.", "Kestrel Bank"),
        ("Fairmont University banned the Delta Club. The club said 40 members had left.", "Delta Club"),
        ("The Lissa Gazette wrote of Rivo Steel. The newspaper said 40 had been fired.", "Lissa Gazette"),
    ],
)
def test_a_description_stands_for_the_body_just_named(claim: Find, text: str, name: str) -> None:
    assert name_of(claim(text, "40")) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # Somebody else's: the union of its workers, the office that oversees it, the bank that lent to it.
        ("Rivo Steel will shut its mill. The union said 40 people would go.", "union"),
        ("Tessaro Motors recalled a van. The regulator said 40 drivers were hurt.", "regulator"),
        ("Rivo Steel fired Tom Rask. The bank said it had told 40 others.", "bank"),
        # The jet's maker is not the one that flies it.
        ("A Boeing jet slid off the runway. The airline said 40 people were unhurt.", "airline"),
        # Introduced without a name, or told from the one that was named.
        ("Rivo Steel heard of it from a security firm. The security firm said 40 files were gone.", "security firm"),
        ("Rivo Steel agreed to pay. The other company said 40 claims were open.", "other company"),
        ("The Interior Ministry banned the march. The group said 40 members were held.", "group"),
    ],
)
def test_an_ambiguous_description_is_not_resolved_to_a_body(claim: Find, text: str, name: str) -> None:
    assert name_of(claim(text, "40")) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # Abbreviated titles, and words for several offices.
        ("Sen. Clara Nys took the floor. The senator said 40 bridges were failing.", "Clara Nys"),
        ("Gov. Ana Brandt toured the valley. The governor said 40 homes were lost.", "Ana Brandt"),
        ("Sen. Clara Nys met Gov. Ana Brandt. The lawmaker said 40 bills were ready.", "Clara Nys"),
        # The head of a government, and another minister.
        ("Prime Minister Ana Brandt met Works Minister Josef Lanner. The premier said 40 men left.", "Ana Brandt"),
        ("Prime Minister Ana Brandt met Works Minister Josef Lanner. The prime minister said 40 left.", "Ana Brandt"),
        # What news calls only somebody whom it just named.
        ("Clara Nys won the race. The 34-year-old said she had lost 40 others.", "Clara Nys"),
        ("Tom Rask has retired. The former striker said he had scored 40 goals.", "Tom Rask"),
        ("Tom Rask spoke in Iowa. The billionaire said 40 people had joined him.", "Tom Rask"),
        # The holder of an office in a place.
        ("Senator Clara Nys of Texas met Senator Tom Rask. The Texas senator said 40 bills were ready.", "Clara Nys"),
    ],
)
def test_a_description_stands_for_the_person_just_named(claim: Find, text: str, name: str) -> None:
    assert name_of(claim(text, "40")) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tom Rask met Ana Brandt. The billionaire said 40 jobs would come.", "billionaire"),
        ("Ana Brandt has quit. The former chairman said he had seen 40 games.", "former chairman"),
        ("A singer was hurt. Tom Rask saw it. The singer said 40 fans had come.", "singer"),
        ("Tom Rask was taken to hospital. The doctor said he had seen 40 others.", "doctor"),
        ("Senator Tom Rask met Ana Brandt. The Texas senator said 40 bills were ready.", "Texas senator"),
    ],
)
def test_an_ambiguous_description_is_not_resolved_to_a_person(claim: Find, text: str, name: str) -> None:
    assert name_of(claim(text, "40")) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tom Rask Sr. built the mill. Tom Rask Jr. said 40 looms were idle.", "Tom Rask Jr."),
        ("Karl Brandt III sold it. Karl Brandt IV said 40 barns were left.", "Karl Brandt IV"),
        ("Josef Lanner Jr. wrote it. Lanner said 40 shops had it.", "Josef Lanner Jr."),
        ("“We sold 40 cakes,” recalls baker Ilse Moren.", "Ilse Moren"),
    ],
)
def test_namesakes_are_separate_and_a_profession_is_no_part_of_a_name(claim: Find, text: str, name: str) -> None:
    assert name_of(claim(text, "40")) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # By a product, a trade in an adjective, or what it is the largest of.
        ("Apple opened a plant. The iPhone maker said 40 people had applied.", "Apple"),
        ("Facebook banned a page. The social network said 40 users had complained.", "Facebook"),
        ("Walmart will close shops. The world's largest retailer said 40 would go.", "Walmart"),
        ("NASA delayed the launch. The space agency said 40 bolts were loose.", "NASA"),
        # Firms that work for others, and another ministry than the one that was named.
        ("Rivo Steel fell by a third. The ratings agency said 40 loans were bad.", "ratings agency"),
        ("Rivo Steel closed a mill. The law firm said 40 people would sue.", "law firm"),
        ("The Red Cross said 12 homes were wet. The fire service said 40 were.", "fire service"),
        ("The Environment Agency said 12 were wet. The health agency said 40 were.", "health agency"),
        (
            "Bramble Foods is late. The food company lost vans. It rained. Snow fell. The food company said 40 left.",
            "Bramble Foods",
        ),
        ("The Works Ministry was silent. The interior ministry said 40 roads were shut.", "interior ministry"),
    ],
)
def test_a_trade_describes_the_body_just_named_unless_it_serves_others(claim: Find, text: str, name: str) -> None:
    assert name_of(claim(text, "40")) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # Both halves of a double name, and one that the hyphen follows.
        ("Jean-Luc Aasen said 40 posts were empty.", "Jean-Luc Aasen"),
        ("Anna Smith-Jones left. Smith-Jones said 40 posts were empty.", "Anna Smith-Jones"),
        ("Ban Ki-moon said 40 posts were empty.", "Ban Ki-moon"),
        # What is called by a title and a first name, and letters that are no name.
        ("Pope Francis said 40 posts were empty.", "Pope Francis"),
        ("Queen Margrethe came by boat. The queen said 40 posts were empty.", "Queen Margrethe"),
        ("Dr. Tom Rask, M.D., said 40 posts were empty.", "Tom Rask"),
        # A hyphen that ties no name.
        ("The Rask-Brandt plan is late. Tom Rask said 40 posts were empty.", "Tom Rask"),
        ("Ana Brandt and King left. King said 40 posts were empty.", "King"),
    ],
)
def test_a_name_is_complete(claim: Find, text: str, name: str) -> None:
    assert name_of(claim(text, "40")) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The rector of Lissa Technical College, Irma Voss, put the gap at 40 beds.", "Irma Voss"),
        ("The curator of Norbury Art Museum, Tom Rask, said 40 masks were gone.", "Tom Rask"),
        ("The conductor of the Ketter Choir, Clara Nys, said 40 people had left.", "Clara Nys"),
        # A union has a trade in its name; a shop that is called Which has no antecedent.
        ("The Tidewater Nurses Alliance left the ward of St. Bride's Hospital. The union said 40 had gone.", "Nurses"),
        ("The Lissa Teachers Association met in a hall. The union said 40 had joined.", "Lissa Teachers"),
        ("The Ketter Painters Society met in a hall. The union said 40 had joined.", "Ketter Painters"),
        ("Shops sold heaters on Tuesday. Which? said 40 of those it bought could burn.", "Which"),
    ],
)
def test_a_person_or_body_has_the_name_beside_or_in_it(claim: Find, text: str, name: str) -> None:
    assert name in name_of(claim(text, "40"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tom Rask joined Orran Coal as chief executive in May. The new chief executive said 40 would go.", "Tom Rask"),
        ("Rivo appointed Piet Hale as finance director on Monday. The finance director said 40 had left.", "Piet Hale"),
        ("Clara Nys was named head of the port. The port's new head said 40 boats were late.", "Clara Nys"),
        ("Ana Brandt became governor in June. The governor said 40 homes had burnt.", "Ana Brandt"),
        # Not who left the office, nor who hired.
        ("Tom Rask, chief executive of Rivo, left. The new chief executive said 40 had gone.", "new chief executive"),
        ("Tom Rask resigned as mayor. The new mayor said 40 streets would be swept.", "new mayor"),
        ("Clara Nys hired Tom Rask as coach. The coach said 40 players had left.", "Tom Rask"),
        # A given name that may be a place's, and the one of two with one name.
        ("Ines Dacosta, a marine biologist at Orran University, led it. The biologist said 40 came.", "Ines Dacosta"),
        ("Tom Hale Sr. and Tom Hale Jr. ran the yard. Hale Sr. said 40 boats were built.", "Tom Hale Sr"),
        ("Tom Hale Sr. and Tom Hale Jr. ran the yard. Hale Jr. said 40 boats were built.", "Tom Hale Jr"),
        ("Tom Rask Sr. founded the mill. Tom Rask Jr. left. Rask Jr. said 40 had gone.", "Tom Rask Jr"),
        # Relatives: the one named most, or the one with an office; else nothing tells which.
        ("Ana Brandt won. Brandt was glad. Her brother, Tom Brandt, was not. Brandt said 40 came.", "Ana Brandt"),
        ("Mayor Tom Rask and his wife, Clara Rask, were hurt. Rask said 40 had left.", "Tom Rask"),
        ("Tom Rask and Odo Rask, brothers of his, spoke. Rask said 40 had left.", "Rask"),
    ],
)
def test_who_takes_up_an_office_or_has_a_generation_is_told_apart(claim: Find, text: str, name: str) -> None:
    assert name_of(claim(text, "40")).rstrip(".") == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # Who was only told of does not speak: the chief did.
        ("Chief Dan Moor said it was over. Omar Vell had held hostages. “We knew of 40 people,” he said.", "Dan Moor"),
        ("Fire chief Tom Rask said the mill was lost. Odo Lanner had shut it. He said 40 people had left.", "Tom Rask"),
        ("Coach Ana Brandt said it rained. Clara Nys fell twice. She said 40 fans had waited.", "Ana Brandt"),
        ("Coach Ana Brandt left in the rain. Clara Nys fell twice. She said 40 fans had waited.", "Clara Nys"),
        # Whom the words name does not say them, wherever they do.
        ("Tom Rask fell. Odo Lanner is a guard. “It was late,” he said. “Tom Rask's 40 fans left.”", "Odo Lanner"),
        # Who tells whom, where names do not tell a woman from a man.
        ("Marta Lund phoned Tom Rask on Monday. She told him that 40 boats had sunk.", "Marta Lund"),
        ("Minister Ferran Oliu was met by the warden, Zorel Roth. She told him that 40 cells were wet.", "She"),
        ("Minister Ferran Oliu was met by the warden, Tom Roth. He told her that 40 cells were wet.", "Tom Roth"),
    ],
)
def test_a_pronoun_means_who_spoke_before_and_nobody_where_two_may_be_meant(claim: Find, text: str, name: str) -> None:
    assert name_of(claim(text, "40")) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana Brandt swam home on Friday. The Norwegian diver said 40 lamps had been lost.", "Ana Brandt"),
        ("Tom Rask slept in the hut for a week. The Danish geologist said 40 vents had opened.", "Tom Rask"),
        ("Irma Voss never left the shelter. The Colombian nurse said 40 women had come.", "Irma Voss"),
        ("Ivo Lam landed in the rain. The South Korean striker said 40 clubs had called.", "Ivo Lam"),
        # Two people whom it fits, somebody to whom it was done, an official, a body.
        ("Ana Brandt met Tom Rask. The Norwegian diver said 40 lamps had been lost.", "Norwegian diver"),
        ("Ana Brandt left. Tom Rask swam home. The Norwegian diver said 40 lamps were lost.", "Norwegian diver"),
        ("Ana Brandt was held on Friday. The Norwegian lawyer said 40 others were.", "Norwegian lawyer"),
        ("Ana Brandt left. The Norwegian minister said 40 rigs were idle.", "Norwegian minister"),
        ("Ana Brandt left. The Norwegian broadcaster said 40 rigs were idle.", "Norwegian broadcaster"),
        ("A Danish diver dived. Tom Rask watched. The Danish diver said 40 lamps were lost.", "Danish diver"),
    ],
)
def test_a_nationality_and_a_trade_describe_the_only_person_named(claim: Find, text: str, name: str) -> None:
    assert name_of(claim(text, "40")) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lifts made by Selm Motors of Lissa got stuck. The South Korean firm says 40 were old.", "Selm Motors"),
        ("Boilers built by Selm Energy of Lissa burst. The Danish company said 40 were old.", "Selm Energy"),
        ("A dam was built by Vostok Hydro in May. The New Zealand firm said 40 gates had jammed.", "Vostok Hydro"),
        # Another was named too, the firm was introduced without a name, or it has a trade of its own.
        ("Orran Rubber and Vostok Hydro own it. It was shut. The Danish firm said 40 had left.", "Danish firm"),
        ("Tyres from Orran Rubber burst. A Danish firm kept them. The Danish firm said 40 were old.", "Danish firm"),
        ("Tyres from Orran Rubber burst. The Danish law firm said 40 drivers would sue.", "Danish law firm"),
        ("The Works Ministry was silent. The Danish firm said 40 roads were shut.", "Danish firm"),
    ],
)
def test_a_firm_of_a_nationality_is_the_only_firm_named(claim: Find, text: str, name: str) -> None:
    assert name_of(claim(text, "40")) == name
