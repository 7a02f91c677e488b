"""Removes from foreign text the characters that command a terminal or reorder what is read."""

import re

# C0 without tab and newline, DEL, C1, halves of surrogate pairs, which can't be stored, zero-width characters,
# bidirectional marks and embeddings, line separators of other kinds, isolates, deprecated format characters, byte order
# mark, interlinear annotation, tag characters.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\u0085\x0b\x0c]")


def clean(text: str) -> str:
    """Return text with line ends as newlines and without control characters; printable text is untouched."""
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
