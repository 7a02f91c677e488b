"""Outlets that relay what a document says, in the sentence that names it and in the next."""

import pytest

from extract.claim import Claim
from tests.extract.fixture_types import Find


def source_and_relays(claim: Claim) -> tuple[str, list[str]]:
    assert claim.source is not None
    return claim.source.name, [relay.name for relay in claim.via]


@pytest.mark.parametrize(
    ("text", "figure", "source", "via"),
    [
        (
            "According to the Gazette, the port's plan sets spending at $40 million. The plan also contains $2 million"
            " to repair the quay.",
            "$2 million",
            "plan",
            ["Gazette"],
        ),
        (
            "The bill sets the fine at $900, the Harbour Post reported. The bill also includes $3 million to train"
            " clerks.",
            "$3 million",
            "bill",
            ["Harbour Post"],
        ),
        (
            "Per Reuters, the city's budget request puts the rent at $700. The housing budget includes $5 million for"
            " repairs.",
            "$5 million",
            "housing budget",
            ["Reuters"],
        ),
        (
            "According to Reuters, the port will grow. The plan contains $2 million to repair the quay.",
            "$2 million",
            "plan",
            [],
        ),
        (
            "According to Reuters, the port's plan is late.\n\nThe plan contains $2 million to repair the quay.",
            "$2 million",
            "plan",
            [],
        ),
        (
            "USA Today reports that Rep. Tom Rask says that he will use a law that gives the town 60 days to act.",
            "60 days",
            "Tom Rask",
            ["USA Today"],
        ),
        (
            "According to its own count, the ferry firm has 40 boats, the Gazette wrote.",
            "40",
            "ferry firm",
            ["Gazette"],
        ),
        ("The Ketter Post reported that 12 mills had closed, according to its own survey.", "12", "Ketter Post", []),
        ("Reuters said that 30 boats had sunk, according to its own records.", "30", "Reuters", []),
        (
            "Norbury television reported that the bridge was shut. It quoted a driver saying 40 cars were stuck.",
            "40",
            "driver",
            ["Norbury television"],
        ),
        ("The Gazette quoted a driver as saying 40 cars were stuck.", "40", "driver", ["Gazette"]),
        ("Reuters cited Ana Brandt as telling clerks that 40 had left.", "40", "Ana Brandt", ["Reuters"]),
        ("Norbury radio reported an official as saying nine wells were dry.", "nine", "official", ["Norbury radio"]),
        ("His aide says Rask can close the gap, which stood at 40, according to Reuters.", "40", "Reuters", []),
        ("Brandt said the mill, which has 300 looms, is safe, according to Reuters.", "300", "Brandt", ["Reuters"]),
        ("According to Reuters, the city's plan sets the rent at $900.", "$900", "city's plan", ["Reuters"]),
    ],
)
def test_an_outlet_relays_a_document(claim: Find, text: str, figure: str, source: str, via: list[str]) -> None:
    assert source_and_relays(claim(text, figure)) == (source, via)


@pytest.mark.parametrize(
    ("text", "figure", "source", "via"),
    [
        (
            "Flooding has driven 9,100 people from their homes, the Lissa Gazette reported,"
            " quoting the harbour minister.",
            "9,100",
            "harbour minister",
            "Lissa Gazette",
        ),
        (
            "Rain has kept 300 children from their schools, the Coast Times reported, citing the deputy mayor.",
            "300",
            "deputy mayor",
            "Coast Times",
        ),
    ],
)
def test_the_source_is_whoever_an_outlet_quotes_after_its_report(
    claim: Find, text: str, figure: str, source: str, via: str
) -> None:
    assert source_and_relays(claim(text, figure)) == (source, [via])


@pytest.mark.parametrize(
    ("text", "source", "via"),
    [
        # Called an outlet, though its name says nothing.
        (
            "State broadcaster KTV, citing the health ministry, reported that 40 people were ill.",
            "health ministry",
            "KTV",
        ),
        ("News agency Tarso, quoting a diplomat, said that 40 people were held.", "diplomat", "Tarso"),
        ("The daily Vesti, citing police, wrote that 40 cars had burnt.", "police", "Vesti"),
        # To whom somebody speaks.
        ("A survivor who spoke to the BBC said 40 were on board.", "survivor", "BBC"),
        ("Speaking to Reuters, the minister said 40 were on board.", "minister", "Reuters"),
        ("In an interview with the Financial Times, Tom Rask said 40 jobs would go.", "Tom Rask", "Financial Times"),
        (
            "“We lost 40 boats,” Josef Lanner was quoted as saying by the Lissa Gazette.",
            "Josef Lanner",
            "Lissa Gazette",
        ),
        ("Of the boats 40 were lost, Josef Lanner was quoted by Reuters as saying.", "Josef Lanner", "Reuters"),
        ("In a memo to staff seen by Reuters, Tom Rask said 40 jobs would go.", "Tom Rask", "Reuters"),
        ("Writing in the Lissa Gazette, Tom Rask said 40 posts were empty.", "Tom Rask", "Lissa Gazette"),
        ("Police, quoting witnesses, said 40 shots were fired.", "witnesses", "Police"),
        # Who found the speaker.
        ("Envoys quoted by the Harbour Mail said 40 guards had fled.", "Envoys", "Harbour Mail"),
        ("Miners interviewed by the Coast Times said 40 shafts were open.", "Miners", "Coast Times"),
        ("An official cited by Reuters put the number of wells at 40.", "official", "Reuters"),
        ("Porters hired by the Coast Times said 40 shafts were open.", "Porters", ""),
        # To whom somebody attributes a number.
        ("Brandt wrote that 40 boats had sunk, attributing the number to the coast guard.", "coast guard", "Brandt"),
        ("The Gazette said 40 had died, attributing the figure to the ministry.", "ministry", "Gazette"),
        ("Officials said 40 had died, attributing the toll to the hospital.", "hospital", "Officials"),
        ("Officials said 40 had died, attributing the deaths to the army.", "Officials", ""),
        ("Speaking to workers, the minister said 40 were on board.", "minister", ""),
    ],
)
def test_whoever_passes_a_number_on_is_a_relay(claim: Find, text: str, source: str, via: str) -> None:
    assert source_and_relays(claim(text, "40")) == (source, [via] if via else [])
