"""Folds the names of sources for comparison, gives all spellings of a name one key, and recognises outlets."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from extract.lexicon import any_words, load, words

# Prefix of the key of a source that is known only within its article: `police`, `officials`, a bare surname.
_LOCAL = "~"
_AT = re.compile(r" #\d+$")
_INITIALS = re.compile(r"\b[^\W\d]\.(?: ?[^\W\d]\.)*(?:[^\W\d]\b)?")
_FORCE = re.compile(r"\bpolice (?:department|force|service)$")
# The Courier: the last word of a newspaper's name stands for it.
_SHORT = re.compile(r"[Tt]he [A-Z]")
_TITLED = re.compile(r"(?:[Tt]he )?(?:[A-Z][\w.'’-]*(?: |$)){2,3}$")
_OWNER = re.compile(r"(?:'s|(?<=s)') ")


@lru_cache(maxsize=10_000)
def fold(name: str) -> str:
    """Return a name folded for keys: lower case, without accents, articles, possessive or dots of initials."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = re.sub(r"\s+", " ", plain.lower().replace("’", "'").strip(" \t\n,;:“”\"'‘>"))
    plain = re.sub(r"(?:'s|')$", "", plain)
    plain = re.sub(r"^(?:the|a|an|its|his|her|their|our) ", "", plain)
    return _INITIALS.sub(lambda match: re.sub(r"[. ]", "", match[0]), plain)


@lru_cache(maxsize=10_000)
def parts_of(name: str) -> tuple[str, ...]:
    """Return the words of a person's name without suffixes or particles of the surname: `rio` of `Del Rio`."""
    parts = fold(name).replace(",", "").split()
    parts = [part for part in parts if part.rstrip(".") not in words("names", "suffixes")] or parts
    while len(parts) > 1 and parts[0] in words("names", "leading"):
        parts.pop(0)
    return tuple(parts)


def generation_of(name: str) -> str:
    """Return the suffix that tells a child from a parent of the same name, "" if there is none: `jr`, `iii`."""
    last = fold(name).split()[-1:]
    return next((part.rstrip(".") for part in last if part.rstrip(".") in words("names", "generations")), "")


@cache
def _order() -> re.Pattern[str]:
    """Return the pattern of a body whose name begins with its kind: `the Ministry of Works`, `police in Oldmouth`."""
    sorts = "|".join(sorted(words("names", "turned")))
    return re.compile(rf"^(?:(?P<whose>.+?) )?(?P<body>{sorts}) (?:of|in|(?<=department )for) (?:the )?(?P<matter>.+)$")


@cache
def countries() -> frozenset[str]:
    """Return the countries whose people the lexicon of places names."""
    return frozenset(load("places")["demonyms"].values())


@cache
def _aliases() -> dict[str, str]:
    keys = {
        fold(alias): _body(fold(name))
        for group in load("aliases").values()
        for name, aliases in group.items()
        for alias in [name, *aliases]
    }
    return keys | {_body(alias): key for alias, key in keys.items()}


@cache
def _outlets() -> tuple[frozenset[str], tuple[str, ...]]:
    table = load("outlets")
    return frozenset(fold(name) for name in table["names"]), tuple(f" {ending}" for ending in table["endings"])


@lru_cache(maxsize=10_000)
def is_outlet(name: str) -> bool:
    """Return True if a name is that of a news organisation."""
    names, endings = _outlets()
    folded = fold(name)
    if f" {folded}" in endings and _SHORT.match(name):
        return True
    if " " in folded and folded.split()[0] in words("outlets", "beginnings") and _TITLED.match(name):
        return True
    return folded in names or (folded.endswith(endings) and len(folded.split()) <= 4)


def is_generic(name: str) -> bool:
    """Return True if the name may mean another body in another event: `the Courier`, `the country's Works Ministry`."""
    names, endings = _outlets()
    folded = fold(name)
    owner, owning, _ = folded.partition("'s ")
    of_some_place = bool(owning) and owner in words("names", "settlements")
    return of_some_place or (f" {folded}" in endings and folded not in names)


def key_of(name: str) -> str:
    """Return the key of a body, the same for all spellings: `U.S. Department of Labor` is the `Labor Department`."""
    letters, _, rest = name.partition(" ")
    if rest and letters in load("names")["letters"]:
        name = f"{load('names')['letters'][letters]} {rest}"
    folded = fold(name)
    body = _body(folded)
    return _aliases().get(folded) or _aliases().get(body, body)


_AMOUNT = re.compile(r"[$£€]?\d[\d,.]*(?:(?: |-)(?:thousand|million|billion|trillion))?")


def key_of_document(name: str) -> str:
    """Return the key of a document, the same at every stage: `Talland's proposed budget`, its budget proposal."""
    parts = _AMOUNT.sub("", key_of(name)).split()
    parts = [part for part in parts if part not in any_words("names.stages", "titles.titles")]
    if len(parts) > 2 and parts[-1] in words("names", "drafts") and parts[-2] in words("cues", "documents"):
        parts.pop()
    return " ".join(parts) or key_of(name)


def key_of_person(name: str, styles: Iterable[str] = ()) -> str:
    """Return the key of a person: first and last name; a surname alone gets a key local to the article.

    styles: the titles before the name; with an office, a surname is known across articles: `President Eisenhower`.
    """
    folded = fold(name)
    if known := _aliases().get(folded):
        return known
    parts = parts_of(name)
    if len(parts) > 2 and len(parts[0]) == 1 and len(parts[1]) > 1:
        # J. Edgar Hoover is called Edgar.
        parts = parts[1:]
    if len(parts) < 2 or len(parts[0]) == 1:
        holders = (load("names")["holders"].get(style, {}).get(parts[-1]) for style in sorted(styles) if parts)
        if reigns := sorted(set(styles) & words("names", "reigning")):
            return f"{reigns[0]} {folded}"
        return next((holder for holder in holders if holder), local(name))
    particles = words("names", "particles")
    key = " ".join([parts[0], *(part for part in parts[1:-1] if part in particles), parts[-1]])
    # A president's child of the same name is another person; of others, only some texts add the junior.
    return f"{key} {generation_of(name)}".rstrip() if key in _heads() else key


@cache
def _heads() -> frozenset[str]:
    return frozenset(holder for holders in load("names")["holders"].values() for holder in holders.values())


def local(name: str) -> str:
    """Return the key of a source that is known only within its article."""
    return _LOCAL + fold(name)


def is_local(key: str) -> bool:
    """Return True if a key identifies its source only within its article."""
    return key.startswith(_LOCAL)


def within_article(key: str, article: int) -> str:
    """Return a source's key in a library, where another article's `police` are different."""
    return f"{_AT.sub('', key)} #{article}" if is_local(key) else key


def bare_key(key: str) -> str:
    """Return a key without its prefix and article: `police`."""
    return _AT.sub("", key).lstrip(_LOCAL)


def surname_of(key: str) -> str:
    """Return the surname in a person's key."""
    return " ".join(bare_key(key).split()[-1:])


def is_distinct_body(key: str) -> bool:
    """Return True for a body that is unique in an event: `coast guard`, `mines ministry`; not `officials`."""
    *others, sort = bare_key(key).split() or [""]
    return bool(others) and sort in any_words("names.bodies", "names.collective", "cues.offices")


@lru_cache(maxsize=10_000)
def _body(folded: str) -> str:
    """Return a body's name in canonical word order and spelling, without its country's prefix."""
    bodies, spelling = words("names", "bodies"), load("names")["spelling"]
    owner, apostrophe, own = folded.partition("'s ")
    if apostrophe and owner in words("names", "settlements") and not bodies.isdisjoint(own.split()[-1:]):
        # The country's Works Ministry: each country has one.
        folded = own
    name = _FORCE.sub("police", _OWNER.sub(" ", folded.replace("&", "and").replace(",", "")))
    if parted := _order().match(name):
        # The Ministry of the Interior of Ketter is Ketter's Interior Ministry.
        matter = " ".join(reversed(re.split(r" (?:of|for) (?:the )?", parted["matter"])))
        whose = sorted(filter(None, (parted["whose"], matter)), key=lambda part: part not in countries())
        name = " ".join([*whose, parted["body"]])
    sort, _, place = name.partition(" of ")
    if place and sort in words("names", "settlements"):
        name = place
    name = re.sub(r"^united states(?: of america)?\b", "us", name)
    parts = name.split()
    while len(parts) > 1 and parts[-1].rstrip(".") in words("names", "forms"):
        parts.pop()
    if parts and parts[-1] in bodies:
        parts = [spelling.get(part, part) for part in parts]
        country = load("places")["demonyms"].get(parts[0], parts[0])
        parts[0] = "us" if country == "united states" else country
    if parts[:1] == ["us"] and parts[-1] in words("names", "own") and len(parts) > 2:
        parts = parts[1:]
    return " ".join(parts)
