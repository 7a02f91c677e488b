"""The real pipeline, loaded once for the suite."""

import pytest

from extract.claim import Claim
from extract.extractor import Extractor
from tests.extract.fixture_types import Claims, Find


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="session")
def claims(extractor: Extractor) -> Claims:
    return extractor.claims


@pytest.fixture(scope="session")
def claim(extractor: Extractor) -> Find:
    """Return the claim of a text whose figure has the given text."""

    def find(text: str, figure: str) -> Claim:
        claims = extractor.claims(text)
        match = [claim for claim in claims if claim.text == figure]
        assert match, f"no figure {figure!r} among {[claim.text for claim in claims]}"
        return match[0]

    return find
