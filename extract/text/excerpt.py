"""Cuts the line around a figure out of a text, for comparing and showing it."""

import re

# The length of a panel line in characters: longer sentences are cut around the figure.
LINE = 280
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9$£€])|\n+")


def sentence(text: str, start: int, end: int) -> str:
    """Return the sentence around text[start:end] on one line, cut to LINE characters around the figure."""
    return placed_line(text, start, end)[0]


def placed_line(text: str, start: int, end: int) -> tuple[str, int]:
    """Return the sentence around text[start:end] as `sentence` does, and the offset of the figure in it."""
    window = max(0, start - 2 * LINE)
    # Include the figure's first character, as it may begin the sentence.
    left_side = text[window : start + 1]
    after = text[end : end + 2 * LINE]
    first = window + max([match.end() for match in _SENTENCE_END.finditer(left_side)], default=0)
    stop = _SENTENCE_END.search(after)
    last = end + (stop.end() if stop else len(after))
    spare = max(0, LINE - (end - start))
    left = max(first, start - max(spare // 2, spare - (last - end)))
    right = min(last, end + max(spare // 2, spare - (start - left)))
    cut = "…" if left > first or (first == window > 0) else ""
    # The figure begins with a word, so at most one space separates it from the words before.
    before = " ".join(text[left:start].split())
    gap = " " if before and text[start - 1].isspace() else ""
    line = cut + " ".join(text[left:right].split()) + ("…" if right < last else "")
    return line, len(cut) + len(before) + len(gap)
