"""Attribution: each construction by which news gives a figure a source, in one or two sentences of our own."""

import pytest

from extract.claim import Claim, Mention
from tests.extract.fixture_types import Find


def source(claim: Claim) -> Mention:
    assert claim.source is not None
    return claim.source


# text, figure, source as the article's fullest name
CONSTRUCTIONS = [
    ("Mayor Ana Brandt said that 40 homes had flooded.", "40", "Ana Brandt"),
    ("Mayor Ana Brandt said 40 homes had flooded.", "40", "Ana Brandt"),
    ("Lopez added that 12 men had left the valley.", "12", "Lopez"),
    ("A survey by Tarn Mutual found that 61 percent oppose the plan.", "61 percent", "survey by Tarn Mutual"),
    ("The agency reported 22 deaths.", "22", "agency"),
    ("The ministry put the toll at 22.", "22", "ministry"),
    ("Nine ships sank, according to the coast guard.", "Nine", "coast guard"),
    ("According to the coast guard, nine ships sank.", "nine", "coast guard"),
    ("Nine ships sank, the coast guard said.", "Nine", "coast guard"),
    ("Nine ships, the coast guard said, had sunk by noon.", "Nine", "coast guard"),
    ("“We counted 90 homes,” said the fire chief, Tom Rask.", "90", "Tom Rask"),
    ("Ana Brandt pledged to hire 500 nurses.", "500", "Ana Brandt"),
    ("Under the plan, 300 jobs would go.", "300", "plan"),
    ("He told Metro that 30 drivers had quit, Ana Brandt said. Tom Rask said 31.", "31", "Tom Rask"),
    ("Poll: 55% back the strike", "55%", "Poll"),
    ("The ministry's estimate of 300 dead was made on Monday.", "300", "ministry"),
    ("The union accused the firm of hiding 40 injuries.", "40", "union"),
    ("Officials are confident that 300 people will come.", "300", "Officials"),
    ("Ana Brandt made it clear that 300 people would come.", "300", "Ana Brandt"),
    ("As the coast guard said on Friday, nine ships sank.", "nine", "coast guard"),
    ("The $7 million that engineers say it needs was never paid.", "$7 million", "engineers"),
    ("The site checked Tom Rask’s claim that the town had “thousands of leaks” in May.", "thousands", "Tom Rask"),
    ("On Monday, Ana Brandt made the following comment:\n\n“In the north, 33 homes are gone.”", "33", "Ana Brandt"),
    ("Most farmers have meanwhile heard that 26 wells are dry.", "26", "Most farmers"),
    ("By Tom Rask’s own admission, the crew saved only 40 homes.", "40", "Tom Rask"),
    ("A Delta poll shows Brandt ahead with 36 percent, followed by Rask at 14 percent.", "14 percent", "Delta poll"),
    ("He paid $9,000 to the club; $5,000 to the inn; and $2,000 to Rask, according to records.", "$9,000", "records"),
    ("In a poll by Delta Research, 46 percent of voters back Ana Brandt.", "46 percent", "Delta Research"),
    ("In a survey by Delta Research 53 percent of tenants back the plan.", "53 percent", "Delta Research"),
    ("Six people died, and Norbury police report more than 27 people were hurt.", "more than 27", "police"),
    ("Three piers sank, and Upper Ketter police report nearly 90 drivers were stuck.", "nearly 90", "police"),
    ("With “no dredging,” the study says, the bay could lose 1,500 boats.", "1,500", "study"),
    ("Forty barns stood in water, with some which sank, said agency official Rask.", "Forty", "Rask"),
    ("A Ketter prison statement Monday said 30 men fled.", "30", "Ketter prison statement"),
]


@pytest.mark.parametrize(("text", "figure", "name"), CONSTRUCTIONS)
def test_a_figure_has_the_source_that_the_sentence_gives_it(claim: Find, text: str, figure: str, name: str) -> None:
    stated = claim(text, figure)
    assert stated.cue is not None
    assert source(stated).name.endswith(name)
    assert text[source(stated).start : source(stated).end] == source(stated).text


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("An official asked for an inquiry into the raids which claimed dozens of lives.", "dozens"),
        ("Engineers left at the wish of a mayor who has sought to win votes as 300 men lost their jobs.", "300"),
        ("About 70,000 people lived in the city before the war.", "About 70,000"),
        ("The rebels hold 93% of the north.", "93%"),
        ("The budget of the town grew by 3 percent. The mayor said nothing.", "3 percent"),
        ("“We will win again,” Ana Brandt said before some 900 dockers at the quay.", "some 900"),
        ("Ana Brandt told 85 villagers that the dam would hold.", "85"),
        ("The harbour charged a $45,000 mooring fee that spring.", "$45,000"),
        ("He earned hundreds of euros per lecture.", "hundreds of euros"),
        ("One more worry for Rask: the valley has roughly 40 such pits.", "roughly 40"),
        ("All this shows that 40 pits are open.", "40"),
        ("He sent 44 letters to the town, which Ana Brandt said was all he did.", "44"),
    ],
)
def test_a_figure_that_the_narrator_states_has_no_source(claim: Find, text: str, figure: str) -> None:
    stated = claim(text, figure)
    assert stated.source is None
    assert stated.cue is None


def test_a_passive_without_an_agent_has_a_cue_and_no_source(claim: Find) -> None:
    stated = claim("The damage is estimated at $2 million.", "$2 million")
    assert stated.source is None
    assert stated.cue is not None
    assert stated.cue.text == "estimated"


def test_a_quotation_over_two_sentences_is_its_speakers(claim: Find) -> None:
    text = "“It was bad,” said Ana Brandt. “We lost 31 boats in one night.”"
    stated = claim(text, "31")
    assert source(stated).name == "Ana Brandt"
    assert stated.quoted


def test_a_quotation_that_opens_the_next_paragraph_again_is_the_same_speakers(claim: Find) -> None:
    text = 'Ana Brandt said: "It was bad.\n\n"We lost 31 boats in one night."'
    stated = claim(text, "31")
    assert source(stated).name == "Ana Brandt"


def test_an_outlet_that_relays_a_statement_is_via(claim: Find) -> None:
    stated = claim("Ana Brandt leads the town. Per Harbour Radio, she said that 1,500 people had left.", "1,500")
    assert source(stated).name == "Ana Brandt"
    assert [relay.name for relay in stated.via] == ["Harbour Radio"]


def test_the_innermost_speaker_is_the_source_and_the_outer_one_relays(claim: Find) -> None:
    stated = claim("The Harbour Post reported that Ana Brandt said 40 homes had flooded.", "40")
    assert source(stated).name == "Ana Brandt"
    assert [relay.name for relay in stated.via] == ["Harbour Post"]


def test_a_denial_is_the_deniers_stance(claim: Find) -> None:
    stated = claim("The general denied that 60 soldiers had been killed.", "60")
    assert stated.stance == "denied"
    assert stated.source is not None


def test_a_figure_after_not_is_denied(claim: Find) -> None:
    assert claim("It was 1,150 people and not 1,500, said Clara Nys.", "1,500").stance == "denied"


@pytest.mark.parametrize(
    "text",
    [
        "“We never took 300 crowns from that man,” Tom Rask told the court.",
        "The mill never hired 300 men, Ana Brandt said.",
        "Rask said that 300 men were never hired.",
        "The minister called the claim that 300 nurses had left “pure fiction.”",
        "Ana Brandt called the rumour that 300 jobs would go a lie.",
        "The club described the report that 300 fans were hurt as false.",
    ],
)
def test_a_source_denies_what_it_says_never_happened(claim: Find, text: str) -> None:
    stated = claim(text, "300")
    assert stated.source is not None
    assert stated.stance == "denied"


@pytest.mark.parametrize(
    "text", ["Rask said he had never seen the 300 letters.", "Rask said that the mill had never sold its 300 looms."]
)
def test_never_does_not_deny_the_number_of_known_things(claim: Find, text: str) -> None:
    assert claim(text, "300").stance == "asserted"


def test_a_pronoun_and_a_short_name_get_the_fullest_name(claim: Find) -> None:
    text = "Governor Ana Brandt toured the town. She said 40 homes had flooded. Brandt put the damage at $2 million."
    assert [source(claim(text, figure)).name for figure in ("40", "$2 million")] == ["Ana Brandt", "Ana Brandt"]


def test_he_and_she_find_their_person(claim: Find) -> None:
    text = "Ana Brandt met Tom Rask on Friday. He said 90 homes were under water, and she said 220 were."
    assert source(claim(text, "90")).name == "Tom Rask"
    assert source(claim(text, "220")).name == "Ana Brandt"


def test_a_description_gets_the_name_it_stands_for(claim: Find) -> None:
    text = "The Works Ministry built the wall. The ministry said it had cost $1.7 billion."
    stated = claim(text, "$1.7 billion")
    assert source(stated).name == "Works Ministry"


def test_unnamed_officials_stay_unnamed_and_are_marked_so(claim: Find) -> None:
    stated = claim("Western officials claim that 20,000 soldiers have been killed.", "20,000")
    assert (source(stated).name, source(stated).kind) == ("Western officials", "unnamed")


def test_one_source_has_one_key_whichever_way_it_is_spelled(claim: Find) -> None:
    keys = {
        source(claim(f"{name} said that 70 lorries had come.", "70")).key
        for name in ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "President Volodymyr Zelensky")
    }
    assert keys == {"volodymyr zelensky"}


def test_why_names_the_construction_the_cue_and_the_chain(claim: Find) -> None:
    stated = claim("Governor Ana Brandt toured the town. She said 40 homes had flooded.", "40")
    assert stated.why == ("verb and what is said: “said”", "She = Ana Brandt")


def test_a_poll_remains_the_source_for_its_groups(claim: Find) -> None:
    text = "Velling leads by 4 points, a poll by Meridian Research found. Among women, she leads by 14 points."
    stated = claim(text, "14 points")
    assert "poll" in source(stated).name


def test_a_share_of_voters_is_not_the_source_of_another_share(claim: Find) -> None:
    text = "Now 52 percent said he would do well in office, against 41 percent for her."
    assert claim(text, "41 percent").source is None


def test_a_pronoun_can_stand_for_somebody_without_a_name(claim: Find) -> None:
    text = "A spokeswoman for the Lisko Fund said 60 men had been held. “Nine of them are minors,” she said."
    stated = claim(text, "Nine")
    assert source(stated).name == "spokeswoman for the Lisko Fund"
