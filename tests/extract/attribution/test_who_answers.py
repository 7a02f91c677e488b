"""The source of a figure, by kinds of sentences in several wordings; the sentences are in the files next to this."""

import tomllib
from pathlib import Path

import pytest

from extract.extractor import Extractor

CASES: dict[str, list[tuple[str, str, str]]] = {
    kind: cases
    for file in (
        "who_answers.toml",
        "narrated.toml",
        "reported.toml",
        "spoken.toml",
        "background.toml",
        "inner_sources.toml",
        "who_counts.toml",
    )
    for kind, cases in tomllib.loads((Path(__file__).parent / file).read_text(encoding="utf8")).items()
}


@pytest.mark.parametrize(
    ("text", "figure", "source"),
    [pytest.param(*case, id=f"{kind}: {case[1]}") for kind, cases in CASES.items() for case in cases],
)
def test_a_figure_is_attributed_to_its_source(extractor: Extractor, text: str, figure: str, source: str) -> None:
    at = text.index(figure)
    claim = next(claim for claim in extractor.claims(text) if claim.start <= at < claim.end)
    name = claim.source.name if claim.source else ""
    assert bool(name) == bool(source), name
    assert source.lower() in name.lower()


@pytest.mark.parametrize(
    ("text", "figure", "name"),
    [
        ("Rivo cut jobs. Rivo fell. Rivo rose. Then the Bad Rivo club met. Rivo said 40 jobs would go.", "40", "Rivo"),
        ("Orran Coal Inc. said 12 pits were shut. Orran expects 90 more.", "90", "Orran Coal Inc."),
        ("Tom Rask leads. The non-Rask candidates hope to win 40 seats.", "40", "non-Rask candidates"),
    ],
)
def test_the_source_has_its_full_name(extractor: Extractor, text: str, figure: str, name: str) -> None:
    (claim,) = [claim for claim in extractor.claims(text) if claim.text == figure]
    assert claim.source is not None
    assert claim.source.name == name


@pytest.mark.parametrize(
    ("text", "figure", "stance"),
    [
        ("The group denied being behind the attack that killed 80 people.", "80", "asserted"),
        ("Many contest claims that he drew a gun when he met two officers.", "two", "asserted"),
        ("The firm denied that it had poisoned the well, which serves 300 homes.", "300", "asserted"),
        ("The minister denied that 450 jobs would be lost.", "450", "denied"),
        ("Police deny that they arrested 40 people.", "40", "denied"),
        ("“It wasn’t 40 boats,” Ana Brandt said.", "40", "denied"),
        ("“There weren't 300 people in the hall,” the mayor said.", "300", "denied"),
        ("“It isn't nine miles to Ketter,” Rask said.", "nine miles", "denied"),
        ("“It wasn’t six boats. It wasn’t 40 boats in one night,” Rask said.", "40", "denied"),
        ("“There weren’t nine fires. There weren’t 30 fires in a single week,” the chief said.", "30", "denied"),
        ("“It isn't two wells. It isn't 50 wells in one valley,” she said.", "50", "denied"),
        ("It is plainly untrue that 40 pumps failed, the mill said.", "40", "denied"),
        ("It is false, the mill said, that 40 pumps failed.", "40", "denied"),
        ("It is plainly untrue, Rask said, that 12 wells are dry.", "12", "denied"),
        ("It is a lie, Ana Brandt said, that 90 guards were asleep.", "90", "denied"),
        ("It is not true that 40 pumps failed, Rask said.", "40", "denied"),
        ("It is not true, the abbot said, that 17 bells had cracked.", "17", "denied"),
        ("It isn't correct, Ana Brandt said, that 60 goats had strayed.", "60", "denied"),
        ("It is not the case, the ferry office said, that 25 cabins were wet.", "25", "denied"),
        ("It is not false, the abbot said, that 17 bells had cracked.", "17", "asserted"),
        ("It is not simple, the abbot said, given that 17 bells had cracked.", "17", "asserted"),
        ("It is true that 40 pumps failed, Rask said.", "40", "asserted"),
        ("The firm does not dispute that 30 pipes were late.", "30", "asserted"),
        ("Claims that 70 men died are “pure fiction”, the mayor said.", "70", "denied"),
        ("Reports that 900 wells are dry are false, Ana Brandt said.", "900", "denied"),
        ("The idea that 900 wells are dry is a lie, Ana Brandt said.", "900", "denied"),
        ("The claim that 40 boats sank is true, Rask says.", "40", "asserted"),
        ("“If it was, then 90 if not 300 clerks would be liable,” said Rask.", "300", "asserted"),
        ("Attendance never reached 900, the club said.", "900", "asserted"),
        ("The bank denied ever having lent $9 million to Rivo.", "$9 million", "denied"),
        ("The army denied killing 40 villagers.", "40", "denied"),
        ("Tom Rask denied taking $900 from the mill.", "$900", "denied"),
        ("The army denied leaving before the raid that killed 40 villagers.", "40", "asserted"),
        ("Rask dismissed as false a claim that he had lost $4 million.", "$4 million", "denied"),
        ("The mill brushed aside the talk; it rejected as absurd a report that 900 jobs would go.", "900", "denied"),
        ("The ministry dismissed as pure fiction a claim that it owned 12 jets.", "12", "denied"),
        ("There was no proof that Rivo had sold 900 guns, the ministry said.", "900", "denied"),
        ("There is no evidence that 16 people died in the clinic, the health authority said.", "16", "denied"),
        ("There is no sign that 30 boats were out, the coast guard said on Monday.", "30", "denied"),
        ("There is evidence that 16 people died in the clinic, the health authority said.", "16", "asserted"),
        ("Ana Brandt said she saw no sign that 40 wells were dry.", "40", "denied"),
        ("The council said there was no indication that 12 clerks had left.", "12", "denied"),
        ("The council said there was evidence that 12 clerks had left.", "12", "asserted"),
    ],
)
def test_only_the_rejected_number_is_denied(extractor: Extractor, text: str, figure: str, stance: str) -> None:
    (claim,) = [claim for claim in extractor.claims(text) if claim.text == figure]
    assert claim.stance == stance


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "Anders Hendricksen reports from Selm. “There are 40 boats here,” Hendriksen said.",
            {"anders hendricksen"},
        ),
        (
            "A former clerk said the mill was noisy. Tom Rask said he had worked there. The former clerk said 40 left.",
            {"tom rask"},
        ),
        (
            "A former clerk said the mill was noisy. It closed. Tom Rask said he knew. The former clerk said 40 left.",
            {"~former clerk"},
        ),
        (
            "Dwight Eisenhower came to Selm. Eisenhower met the council. The president said 40 homes had burnt.",
            {"dwight eisenhower"},
        ),
    ],
)
def test_a_person_is_one_source_however_described(extractor: Extractor, text: str, keys: set[str]) -> None:
    assert {claim.source.key for claim in extractor.claims(text) if claim.source} == keys


def test_a_name_after_a_noun_for_a_person_is_a_person(extractor: Extractor) -> None:
    (claim,) = extractor.claims("A boat sank and 40 people drowned, said disaster agency official Vosk.")
    assert claim.source is not None
    assert (claim.source.kind, claim.source.key) == ("person", "~vosk")
