"""The text of a Doc, joined once: spaCy joins it anew from all tokens whenever it is asked for."""

from spacy.tokens import Doc

_KEY = "attribune_text"


def text_of(doc: Doc) -> str:
    """Return the text of a Doc."""
    found: str | None = doc.user_data.get(_KEY)
    if found is None:
        found = doc.user_data[_KEY] = doc.text
    return found
