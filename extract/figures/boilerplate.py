"""Recognises the lines of a page that say nothing: `2 Images`, `Page 3 of 4`, `5 min read`."""

import re

from extract.parsing.tokens import Doc, Span

# Lines of more words are headings with content; a label before a colon says what its number is.
LONGEST = 4
# A box of links glued to a name: `Ana BrandtBrandt to sell 40 boats Mill shuts MORE said`.
_LINKS = re.compile(r"[a-z]{2}(?=[A-Z][a-z])[^\n]{0,400}? MORE\b")
_LABEL = " MORE"
_ITEM = ("- ", "* ", "• ", "– ")
_ENDS = (".", "!", "?", "”", '"', ",", ";")


def is_boilerplate(doc: Doc, number: Span) -> bool:
    """Return True if a number is in a short line, after the first, without verb, label or full stop."""
    text = doc.text
    start = text.rfind("\n", 0, number.start_char) + 1
    end = text.find("\n", number.end_char)
    end = len(text) if end < 0 else end
    line = text[start:end].strip()
    if _LABEL in line and any(m.start() < number.start_char < m.end() for m in _LINKS.finditer(text, start, end)):
        return True
    if not text[:start].strip() or len(line.split()) > LONGEST or line.endswith(_ENDS):
        return False
    if ":" in line or line.startswith(_ITEM):
        return False
    first = number.start
    while first > 0 and doc[first - 1].idx >= start:
        first -= 1
    last = number.end
    while last < len(doc) and doc[last].idx < end:
        last += 1
    return not any(token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB") for token in doc[first:last])
