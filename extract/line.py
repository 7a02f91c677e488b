"""Cuts the line of a text that holds a figure, by which others compare and show it."""

import re

# A line of the panel: longer sentences are cut around the figure.
LINE = 280
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9$£€])|\n+")


def sentence(text: str, start: int, end: int) -> str:
    """Return the sentence around text[start:end] on one line, cut to LINE characters around the figure."""
    window = max(0, start - 2 * LINE)
    # With the figure's first character, for it may begin the sentence.
    before = text[window : start + 1]
    after = text[end : end + 2 * LINE]
    first = window + max((match.end() for match in _SENTENCE_END.finditer(before)), default=0)
    stop = _SENTENCE_END.search(after)
    last = end + (stop.end() if stop else len(after))
    spare = max(0, LINE - (end - start))
    left = max(first, start - max(spare // 2, spare - (last - end)))
    right = min(last, end + max(spare // 2, spare - (start - left)))
    line = " ".join(text[left:right].split())
    return ("…" if left > first or (first == window > 0) else "") + line + ("…" if right < last else "")
