"""Removes characters from foreign text that control a terminal or reorder text."""

import re

_CONTROLS = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without tab and newline, DEL, C1
    "\ud800-\udfff"  # halves of surrogate pairs, which can't be stored
    "\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff"  # soft hyphen, zero-width characters, byte order mark
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional marks, embeddings and isolates
    "\u2065\u206a-\u206f\ufff9-\ufffb"  # unassigned and deprecated format characters, interlinear annotation
    "\U000e0000-\U000e007f"  # tag characters
    "]"
)
# A joiner is kept where the script needs it: between letters of Arabic and Indian scripts, and between the parts of an
# emoji.
_JOINER, _NON_JOINER = "\u200d", "\u200c"
_SCRIPTS = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u0900-\u0dff"
_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
_JOINED_LETTERS = re.compile(f"(?<=[{_SCRIPTS}])[{_JOINER}{_NON_JOINER}](?=[{_SCRIPTS}])")
_JOINED_EMOJI = re.compile(f"(?<=[{_EMOJI}\ufe0f]){_JOINER}(?=[{_EMOJI}])")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\u0085\x0b\x0c]")


def clean(text: str) -> str:
    """Return a text with line ends as newlines and without control characters; visible characters are unchanged."""
    return _CONTROLS.sub(_kept, _LINE_ENDS.sub("\n", text))


def _kept(control: re.Match[str]) -> str:
    """Return "" for a control character, and a joiner unchanged where the script needs it."""
    text, at = control.string, control.start()
    joins = control[0] in (_JOINER, _NON_JOINER) and (_JOINED_LETTERS.match(text, at) or _JOINED_EMOJI.match(text, at))
    return control[0] if joins else ""
