"""Extracts claims in this process; the extractor is loaded with the first text."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from extract.claim import Claim
from store.archive.incoming import ReadingError, unreadable
from store.ingest.intake import NoExtractorError

if TYPE_CHECKING:
    from extract.extractor import Extractor


def claims_of(pipeline: Path | None, text: str, title: str, published: str) -> list[Claim]:
    """Return the claims of a text; pipeline: a spaCy pipeline instead of the shipped one.

    Raises ReadingError if extraction fails, NoExtractorError if there is no pipeline.
    """
    extractor = extractor_of(pipeline)
    from extract.extractor import ExtractionError

    try:
        return extractor.claims(text, title=title, published=published)
    except ExtractionError as error:
        raise ReadingError(str(error)) from error
    except Exception as error:
        # Any error on a foreign text fails only this article.
        raise unreadable(error, "has a text that claims can't be found in") from error


def claims_of_all(pipeline: Path | None, texts: Sequence[str]) -> list[list[Claim]]:
    """Return the claims of each text, in one batch. Raises as `claims_of` does if one of them fails."""
    extractor = extractor_of(pipeline)
    try:
        return list(extractor.stream(texts))
    except Exception as error:
        raise unreadable(error, "has a text that claims can't be found in") from error


@cache
def extractor_of(pipeline: Path | None) -> "Extractor":
    """Return the shared extractor with its pipeline loaded. Raises NoExtractorError."""
    from extract.extractor import ExtractionError, Extractor

    extractor = Extractor(pipeline)
    try:
        _ = extractor.nlp  # loaded here, where an error is the pipeline's fault and not a text's
    except ExtractionError as error:
        raise NoExtractorError(str(error)) from error
    return extractor
