"""Finds what the author of an article says as `we`: the narrator's own words, which need no source."""

from extract.attribution.attribution import Attribution
from extract.attribution.quotes import Quotation
from extract.figures.stretches import Stretches

_AUTHOR = frozenset({"we"})


def author_words(attributions: list[Attribution], quotes: list[Quotation]) -> set[int]:
    """Return the ids of attributions to a `we` outside quotations and everybody else's words."""
    own = [a for a in attributions if a.head is not None and a.head.lower_ in _AUTHOR and not a.quoted]
    if not own:
        return set()
    others = (a for a in attributions if a.head is None or a.head.lower_ not in _AUTHOR)
    spoken = Stretches([*(part for a in others for part in a.content), *((q.start, q.end) for q in quotes)])
    return {id(a) for a in own if not spoken.meet(*a.cue)}
