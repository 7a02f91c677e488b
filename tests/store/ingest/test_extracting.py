"""Extraction in the calling process."""

from pathlib import Path

import pytest

from store.archive.incoming import ReadingError
from store.ingest import extracting
from store.ingest.intake import NoExtractorError


class Broken:
    def claims(self, text: str, **about: str) -> None:
        raise ValueError(text)


def test_a_text_on_which_the_pipeline_fails_fails_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracting, "extractor_of", lambda pipeline: Broken())
    with pytest.raises(ReadingError, match=r"can't be found in \(ValueError: odd\)"):
        extracting.claims_of(None, "odd", "", "")


def test_without_a_pipeline_there_is_no_extractor(tmp_path: Path) -> None:
    with pytest.raises(NoExtractorError, match="no spaCy pipeline in"):
        extracting.claims_of(tmp_path, "Seven died.", "", "")
