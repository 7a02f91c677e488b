"""The body that a named person speaks for, according to the words around the name."""

import pytest

from extract.extractor import Extractor


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("ODB spokesman Tom Rask said 40 were hurt.", "odb"),
        ("Havenlight Drainage Alliance director Tom Rask said 40 were hurt.", "havenlight drainage alliance"),
        ("Tom Rask, a spokesman for the Oldmouth Drainage Board, said 40 were hurt.", "oldmouth drainage board"),
        ("Tom Rask, the Tide Agency's head of operations, said 40 were hurt.", "tide agency"),
        ("Tom Rask, chief financial officer at Havenlight, said 40 were hurt.", "havenlight"),
        (
            "Some 30 people were killed, according to Tom Rask, director of operations in Talland for the Tide Agency.",
            "tide agency",
        ),
        ("Tom Rask of the Tide Agency said 40 were hurt.", "tide agency"),
        ("The Tide Agency's Mr Rask said 40 were hurt.", "tide agency"),
        ("The head of the Tide Agency, Tom Rask, said 40 were hurt.", "tide agency"),
        ("ODB spokesman Tom Rask came on Monday. Forty were hurt, Rask said.", "odb"),
        ("Former Norbury police chief Tom Rask said 40 were hurt.", ""),
        ("Tom Rask, a former director of the Tide Agency, said 40 were hurt.", ""),
        ("Denmark President Ivo Lam said 40 were hurt.", ""),
        ("House Speaker Ana Brandt said 40 were hurt.", ""),
        ("Tom Rask, who fled from the Tide Agency, said 40 were hurt.", ""),
    ],
)
def test_a_person_speaks_for_the_body_of_their_office(extractor: Extractor, text: str, body: str) -> None:
    (claim,) = extractor.claims(text)
    assert claim.source is not None
    assert (claim.source.kind, claim.source.body) == ("person", body)


def test_the_contract_for_machines_has_no_field_for_it(extractor: Extractor) -> None:
    (claim,) = extractor.claims("ODB spokesman Tom Rask said 40 were hurt.")
    assert set(claim.to_json()["source"]) == {"start", "end", "text", "name"}
