"""Keys of sources: one for all mentions of a body, and none that other events share by chance."""

import pytest

from extract.extractor import Extractor


@pytest.mark.parametrize(
    ("text", "key"),
    [
        # A maker answers for what it gathered.
        ("Fewer than 100 came, according to data gathered by the Tide Agency.", "tide agency"),
        ("A report published by the Tide Agency said 40 pumps had failed.", "tide agency"),
        ("The pit was shut for 40 days, according to records seen by the Tide Agency.", "~records"),
        ("A report written by Tom Rask said 40 pumps had failed.", "~report"),
        # Another event has others of these names.
        ("The Courier reported that 40 pumps had failed.", "~courier"),
        ("The Norbury Courier has news. The Courier reported that 40 pumps had failed.", "norbury courier"),
        ("A Norbury jury found him guilty of two counts.", "~norbury jury"),
        ("Denmark court records show two arrests.", "~denmark court records"),
        ("The country's Election Commission said 40 posts were vacant.", "~country's election commission"),
        # There is one of these.
        ("Denmark's interior ministry said 40 boats sank.", "denmark interior ministry"),
        ("Danish police said 40 boats sank.", "denmark police"),
    ],
)
def test_a_key_is_known_in_all_articles_only_if_one_body_has_it(extractor: Extractor, text: str, key: str) -> None:
    assert {claim.source.key for claim in extractor.claims(text) if claim.source} == {key}
