"""Finds the organisations that an article names, with their short names, acronyms and parts."""

import re
from collections.abc import Iterable
from itertools import pairwise

from extract.lexicon import any_words, words
from extract.text.source_names import fold, key_of

# A name that occurs so many times as often as a longer one, and before it, is not short for it.
OFTEN = 3
# The Oldmouth Drainage Board (ODB), and ODB (the Oldmouth Drainage Board).
_BRACKET = re.compile(r" \((?:the |or )?[“\"']?(?P<inside>[^()\n]{2,80}?)[”\"']?\)")
_BREAK = re.compile(r"[()\n.]")
# The name that a bracket abbreviates begins at most so many characters before it.
_REACH = 90
# The Works Ministry's Bureau of Bridges; the Bureau of Bridges, a part of the Works Ministry.
_OWNER = re.compile(r"^['’]s? $")
_PART = re.compile(
    r"^,? (?:which is |that is |is )?(?:an? |the )?(?:part|arm|agency|unit|division|branch) (?:of|in) (?:the )?$"
)


class Bodies:
    """The names of organisations in a text, each with its position."""

    def __init__(self, text: str, names: dict[str, list[int]]) -> None:
        self._names = names
        self._acronyms = _introduced(text, names)
        self._parents = _parents(text, names)
        # A long text asks for the same names again and again.
        self._wholes: dict[str, str] = {}

    def whole(self, name: str) -> str:
        """Return the longest name in the article for a short name or an acronym."""
        if name not in self._wholes:
            self._wholes[name] = self._longest(name)
        return self._wholes[name]

    def _longest(self, name: str) -> str:
        folded = fold(name)
        if folded in self._acronyms:
            return self._acronyms[folded]
        fitting = [
            known
            for known in self._names
            if len(known) > len(name) and _stands_for(name, known) and not self._is_by_itself(name, known)
        ]
        return max(fitting, key=len, default=name)

    def _is_by_itself(self, name: str, longer: str) -> bool:
        """Return True if a name occurred often before a longer one that ends in it: `Rivo`, and once `Anti Rivo`."""
        own, others = self._names.get(name, []), self._names[longer]
        return min(own, default=0) < min(others) and len(own) >= OFTEN * len(others) and " " not in name

    def key(self, name: str) -> str:
        """Return the key of an organisation; for a ministry's part, the ministry's."""
        owner, apostrophe, part = name.replace("’", "'").partition("'s ")
        key = key_of(name)
        if apostrophe and _is_ministry(key_of(owner)):
            key = key_of(owner)
        elif owner in self._names and part[:1].isupper() and set(key_of(part).split()[-1:]) & _sorts():
            key = key_of(part)
        return self._parents.get(key, key)


def _is_acronym(name: str) -> bool:
    return name.isupper() and " " not in name


def initials(name: str) -> str:
    """Return the initials of a name's capitalised words."""
    return "".join(word[0] for word in re.findall(r"[A-Za-z]+", name) if word[0].isupper()).lower()


def _stands_for(short: str, whole: str) -> bool:
    """Return True if a name is short for another: its initials, its end, or, for a firm, its beginning."""
    folded, known = fold(short), fold(whole)
    if _is_acronym(short):
        return 2 < len(folded) <= 6 and folded == initials(whole)
    if folded == known or (_is_acronym(folded.upper()) and folded in words("names", "initials")):
        return False
    ending = set(known.split()[-2:]) & (_sorts() | words("names", "units"))
    return known.endswith(f" {folded}") or (f" {folded} " in f" {known} " and not ending)


def _sorts() -> frozenset[str]:
    return any_words("cues.offices", "names.bodies")


def _introduced(text: str, names: Iterable[str]) -> dict[str, str]:
    """Return the names of acronyms in brackets."""
    known = sorted(names, key=len, reverse=True)
    wholes: dict[str, str] = {}
    for match in _BRACKET.finditer(text):
        before, inside = _BREAK.split(text[max(0, match.start() - _REACH) : match.start()])[-1], match["inside"]
        if len(before) < 2:
            continue
        short = re.split(r"[ ,;]", inside)[0]
        whole = next((name for name in known if before.endswith(name)), "") or _spelled(before, short)
        if _abbreviates(short, whole):
            wholes.setdefault(fold(short), whole)
        short = before.split(" ")[-1]
        whole = next((name for name in known if fold(name) == fold(inside)), "")
        if _abbreviates(short, whole):
            wholes.setdefault(fold(short), whole)
    return wholes


def _spelled(before: str, short: str) -> str:
    """Return the capitalised words at the end of a text with an acronym's initials, "" if they differ."""
    parts = before.split(" ")
    endings = (" ".join(parts[start:]) for start in range(len(parts) - 1, -1, -1) if parts[start][:1].isupper())
    letters = re.sub(r"[^A-Z]", "", short).lower()
    return next((ending for ending in endings if len(letters) > 1 and initials(ending) == letters), "")


def _abbreviates(short: str, whole: str) -> bool:
    """Return True if the letters of an acronym occur in order in a name, starting with its first."""
    letters = re.sub(r"[^a-z]", "", short.lower())
    if sum(c.isupper() for c in short) < 2 or " " in short or not letters or len(whole.split()) < 2:
        return False
    rest = iter(fold(whole))
    return letters[0] == initials(whole)[:1] and all(letter in rest for letter in letters)


def _parents(text: str, names: dict[str, list[int]]) -> dict[str, str]:
    """Return the keys of ministries by the keys of organisations that are their parts."""
    placed = sorted((text.find(name, at), name) for name, mentions in names.items() for at in mentions)
    pairs = []
    for (at, name), (behind, other) in pairwise(placed):
        between = text[at + len(name) : behind][:40]
        if _OWNER.match(between):
            pairs.append((name, other))
        elif _PART.match(between):
            pairs.append((other, name))
    for name in names:
        owner, _, part = name.replace("’", "'").partition("'s ")
        if part[:1].isupper():
            pairs.append((owner, part))
    keys = {key_of(part): key_of(whole) for whole, part in pairs}
    return {part: whole for part, whole in keys.items() if _is_ministry(whole) and part != whole}


def _is_ministry(key: str) -> bool:
    return bool(set(key.split()[-1:]) & words("names", "parents"))
