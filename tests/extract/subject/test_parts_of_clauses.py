"""What a label takes from its clause: the purpose of money, the owner of a second share, `elsewhere`."""

import pytest

from tests.extract.fixture_types import Find


@pytest.mark.parametrize(
    ("text", "figure", "label"),
    [
        (
            "The council's plan includes $3 million to help farmers in replacing their pumps.",
            "$3 million",
            "amount in the council's plan to help farmers in replacing pumps",
        ),
        (
            "Also included in the city plan are $4 million for the harbour.",
            "$4 million",
            "amount in the city plan for the harbour",
        ),
        ("Included in the deal is €20 million for new boats.", "€20 million", "amount in the deal for new boats"),
        (
            "Also contained in the harbour bill are $9 million for schools.",
            "$9 million",
            "amount in the harbour bill for schools",
        ),
        ("The fund holds $9 million to train nurses.", "$9 million", "amount held by the fund to train nurses"),
        (
            "The law contains €12 million to repair the old harbour walls.",
            "€12 million",
            "amount in the law to repair the old harbour walls",
        ),
        ("The rebels control 60% of Ketter and 35% of Selm.", "35%", "share of Selm controlled by the rebels"),
        ("Rask's family owns 51% of the mill and 20% of the port.", "20%", "share of port owned by Rask's family"),
        ("Two banks hold 30% of the debt and 12% of the shares.", "12%", "share of shares held by Two banks"),
        ("Forty homes burnt elsewhere in the valley on Friday.", "Forty", "homes burnt · elsewhere in the valley"),
        ("Nine people died elsewhere.", "Nine", "people died · elsewhere"),
        ("Elsewhere in the county, 14 roads were shut.", "14", "roads shut · elsewhere in the county"),
        (
            "Besides the fire in Ketter, six men were hurt elsewhere in the Selm area on Monday.",
            "six",
            "men hurt · elsewhere in the Selm area · on Monday",
        ),
    ],
)
def test_a_label_keeps_what_its_clause_says(claim: Find, text: str, figure: str, label: str) -> None:
    assert claim(text, figure).subject == label
