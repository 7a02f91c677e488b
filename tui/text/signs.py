"""The signs and words for relations in the margin and in the panel."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """How a relation is shown: the sign in the margin, the heading of its group, the name of its style."""

    sign: str
    word: str
    style: str


# In the order of the panel.
LOOKS: dict[str, Look] = {
    "denied": Look("≠", "DENIED", "differs"),
    "differs": Look("≠", "DIFFERS", "differs"),
    "agrees": Look("=", "AGREES", "agrees"),
    "fits": Look("≈", "FITS", "agrees"),
    "repeats": Look("=", "REPEATS", "agrees"),
    "updates": Look("↑", "UPDATES", "updates"),
    "earlier": Look("↓", "EARLIER", "updates"),
    "part": Look("⊂", "PART", "part"),
    "apart": Look("✕", "NOT THE SAME", "muted"),
    "related": Look("·", "RELATED", "muted"),
    "perhaps": Look("?", "PERHAPS THE SAME", "muted"),
}
_MARGIN = ("differs", "updates", "earlier", "agrees", "repeats", "fits", "part")


def margin_signs(relations: Iterable[str]) -> tuple[Look, ...]:
    """Return the looks of the margin signs for these relations, most important first, without duplicates."""
    names = set(relations)
    looks = [LOOKS[relation] for relation in _MARGIN if relation in names]
    return tuple({look.sign: look for look in looks}.values())
