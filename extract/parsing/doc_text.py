"""Caches the text of a Doc, which spaCy joins again from all tokens on each access."""

from spacy.tokens import Doc as SpacyDoc

from extract.parsing.conversion import doc_of
from extract.parsing.tokens import Doc


def text_of(doc: Doc | SpacyDoc) -> str:
    """Return the text of a Doc."""
    return doc_of(doc).text
