"""What a person types to search, as a query that the full-text index understands."""

import re
from dataclasses import dataclass

_FILTER = r"(?P<field>is|tag|outlet|since|before):"
_TERM = re.compile(
    rf'(?P<not>-?){_FILTER}(?:"(?P<long>[^"]+)"?|(?P<short>[^\s"]+))'
    r'|(?P<no>-?)"(?P<phrase>[^"]*)"?|(?P<minus>-?)(?P<word>[^\s"]+)',
    re.IGNORECASE,
)
# What is longer was pasted by mistake, and would hold up the screen.
_LONGEST = 1_000
_PLAIN = re.compile(r"[a-z]{3,}")
_DOUBLED = re.compile(r"[^aeiou][aeiou][^aeiouwxy]$")
# What an inflection ends in, and what its base form may have there.
_SUFFIXES = {"ies": ("y",), "ied": ("y",), "es": ("", "e"), "s": ("",), "ing": ("", "e"), "ed": ("", "e")}

# What `is:` can be asked for, as a condition on `articles a`.
STATES = {
    # Asked for each row: a page of the list is read without reading all marks.
    "unread": "NOT EXISTS (SELECT 1 FROM marks WHERE article = a.id AND read != '')",
    "read": "EXISTS (SELECT 1 FROM marks WHERE article = a.id AND read != '')",
    "starred": "a.id IN (SELECT article FROM marks WHERE starred != '')",
    "tagged": "a.id IN (SELECT article FROM tags)",
    "noted": "a.id IN (SELECT v.article FROM notes n JOIN versions v ON v.id = n.version)",
    "contested": "a.contested > 0",
}
_FIELDS = {
    "tag": "a.id IN (SELECT article FROM tags WHERE name = ?)",
    "outlet": "instr(lower(a.outlet), lower(?))",
    "since": "a.moment >= ?",
    "before": "a.moment < ?",
}


@dataclass(frozen=True, slots=True)
class Query:
    """match and without are FTS5 expressions; conditions: SQL on `articles a`, each with its value, if it takes one.

    All of them may be empty: nothing that can be searched.
    """

    match: str
    without: str
    conditions: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def empty(self) -> bool:
        """True when no term has a letter or a digit."""
        return not (self.match or self.without or self.conditions)


def parse(text: str) -> Query:
    """Return the query for what was typed: all words, "a phrase", -word to leave out, the last word's beginning.

    Every term is quoted, so that `12.5%`, `AT&T`, `C++` or `(` are words like others. Of articles themselves speak
    `is:unread` and the other STATES, `tag:NAME`, `outlet:NAME`, `since:DATE` and `before:DATE`, each also with a `-`.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    conditions = []
    found = list(_TERM.finditer(text[:_LONGEST]))
    for term in found:
        if term["field"] and (condition := _condition(term["field"].lower(), term["long"] or term["short"])):
            sql, values = condition
            conditions.append((f"NOT ({sql})" if term["not"] else sql, values))
            continue
        if term["field"]:
            # `is:something` that is no state is a word with a colon in it.
            wanted.append(_quoted(term[0]))
            continue
        words = term["word"] or term["phrase"] or ""
        if not any(character.isalnum() for character in words):
            continue
        if term["no"] or term["minus"]:
            unwanted.append(_quoted(words))
        elif term["phrase"] is not None:
            # A phrase that isn't closed is still being typed: its last word may be the beginning of one.
            wanted.append(_quoted(words) + ("" if term[0].endswith('"') else "*"))
        else:
            wanted.append(_word(words, prefix=term is found[-1] and words[-1].isalnum()))
    return Query(match=" AND ".join(wanted), without=" OR ".join(unwanted), conditions=tuple(conditions))


def _condition(field: str, value: str) -> tuple[str, tuple[str, ...]] | None:
    if field == "is":
        state = STATES.get(value.lower())
        return (state, ()) if state else None
    return _FIELDS[field], (value,)


def forms(word: str) -> tuple[str, ...]:
    """Return the regular English inflections of a word's possible base forms, the word itself first.

    Forms that are no words do no harm: they are in no text.
    """
    bases = {word: None}
    for suffix, endings in _SUFFIXES.items():
        stem = word.removesuffix(suffix)
        if stem == word or len(stem) < 3 or (suffix == "s" and stem[-1] in "siu"):
            continue
        bases.update(dict.fromkeys(stem + ending for ending in endings))
        if suffix in ("ing", "ed") and stem[-1] == stem[-2]:
            bases[stem[:-1]] = None
    result: dict[str, None] = {}
    for base in bases:
        result.update(dict.fromkeys((base, base + "s", base + "es")))
        stem = base[:-1] if base.endswith("e") else base
        result.update(dict.fromkeys((stem + "ed", stem + "ing")))
        if base.endswith("y"):
            result.update(dict.fromkeys((base[:-1] + "ies", base[:-1] + "ied")))
        if _DOUBLED.search(base):
            result.update(dict.fromkeys((base + base[-1] + "ed", base + base[-1] + "ing")))
    return tuple(result)


def _quoted(words: str) -> str:
    return '"' + words.replace('"', " ").replace("\x00", " ") + '"'


def _word(word: str, *, prefix: bool) -> str:
    exact = _quoted(word) + ("*" if prefix and len(word) > 1 else "")
    if not _PLAIN.fullmatch(word.lower()):
        return exact
    return "(" + " OR ".join([exact, *(_quoted(form) for form in forms(word.lower())[1:])]) + ")"
