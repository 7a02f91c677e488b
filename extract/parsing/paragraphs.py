"""Finds the paragraphs of a tokenised text, even if its lines were wrapped by hand."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The reader uses wrapped_by_hand, and starts without spaCy.
    from spacy.tokens import Doc

# A text counts as wrapped by hand if it has at least WRAPPED_LINES lines that end in a single line end, and more than
# the share WRAPPED_SHARE of them are between WRAPPED_FROM and WRAPPED_TO characters long and end inside a sentence.
WRAPPED_FROM, WRAPPED_TO, WRAPPED_SHARE, WRAPPED_LINES = 45, 100, 0.6, 4


def wrapped_by_hand(text: str) -> bool:
    """Return True if single line ends in a text break long lines, instead of ending paragraphs."""
    inner = []
    for block in text.split("\n\n"):
        lines = block.strip("\n").split("\n")
        inner += [line.rstrip() for line in lines[:-1] if line.strip()]
    if len(inner) < WRAPPED_LINES:
        return False
    broken = sum(WRAPPED_FROM <= len(line) <= WRAPPED_TO and line[-1] not in ".!?:;”\"'" for line in inner)
    return broken / len(inner) > WRAPPED_SHARE


def blocks_of(doc: "Doc") -> list[list[int]]:
    """Return the indices of each paragraph's tokens, without white space."""
    blocks: list[list[int]] = [[]]
    wrapped: bool | None = None
    for token in doc:
        if not token.is_space:
            blocks[-1].append(token.i)
            continue
        ends = token.text.count("\n")
        if ends == 1:
            if wrapped is None:
                wrapped = wrapped_by_hand(doc.text)
            ends = 0 if wrapped else 2
        if ends > 1 and blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]
