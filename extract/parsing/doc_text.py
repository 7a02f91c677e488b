"""Caches the text of a Doc, which spaCy joins again from all tokens on each access."""

from spacy.tokens import Doc

_KEY = "attribune_text"


def text_of(doc: Doc) -> str:
    """Return the text of a Doc."""
    text: str | None = doc.user_data.get(_KEY)
    if text is None:
        text = doc.user_data[_KEY] = doc.text
    return text
