"""Finds what the author of an article says as `we`: the narrator's own words, which need no source."""

from extract.attribution.attribution import Attribution
from extract.attribution.quotes import Quotation
from extract.figures.stretches import Stretches

_AUTHOR = frozenset({"we"})


def without_author(attributions: list[Attribution], quotes: list[Quotation]) -> list[Attribution]:
    """Return attributions except those to a `we` outside of quotations and of everybody else's words."""
    if not any(map(_is_authors, attributions)):
        return attributions
    others = (a for a in attributions if a.head is None or a.head.lower_ not in _AUTHOR)
    spoken = Stretches([*(part for a in others for part in a.content), *((q.start, q.end) for q in quotes)])
    return [a for a in attributions if not _is_authors(a) or spoken.meet(*a.cue)]


def _is_authors(attribution: Attribution) -> bool:
    return attribution.head is not None and attribution.head.lower_ in _AUTHOR and not attribution.quoted
