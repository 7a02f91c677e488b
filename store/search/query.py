"""Parses what a person types into a query for the full-text index and the tables."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from store.search.conditions import Condition
from store.search.filters import UnknownError, field, figure
from store.search.inflections import forms

_TERM = re.compile(
    r"(?P<not>-?)(?:"
    # A field, but not the https: of an address or a word that ends in a colon.
    r'(?P<field>[A-Za-z]+):(?!//)(?:"(?P<long>[^"]+)"?|(?P<short>[^\s"]+))'
    r"|(?P<counted>[^\W\d_]+)(?P<sign>[<>]=?|=(?=[$€£.]?\d))(?P<number>[^\s\"<>]*)(?=\s|$)"
    r'|"(?P<phrase>[^"]*)"?'
    r'|(?P<word>[^\s"]+))',
)
# Longer input was pasted by mistake, and would block the screen.
_LONGEST = 1_000
_PLAIN = re.compile(r"[a-z]{3,}")
MATCHED = "a.latest IN (SELECT rowid FROM versions_fts WHERE versions_fts MATCH ?)"


@dataclass(frozen=True, slots=True)
class Query:
    """match and without: FTS5 expressions; conditions: SQL on `articles a`, each with its values.

    All are empty if nothing can be searched. trouble: one line on an unknown word; the rest is empty then.
    """

    match: str = ""
    without: str = ""
    conditions: tuple[Condition, ...] = ()
    trouble: str = ""

    @property
    def empty(self) -> bool:
        """Return True if no term has a letter or a digit."""
        return not (self.match or self.without or self.conditions)


@dataclass(frozen=True, slots=True)
class _Term:
    """An FTS5 expression or a condition; unwanted: it must not match."""

    text: str = ""
    condition: Condition | None = None
    unwanted: bool = False

    @property
    def sql(self) -> Condition:
        condition = self.condition or Condition(MATCHED, (self.text,))
        return Condition(f"NOT ({condition.sql})", condition.values) if self.unwanted else condition


def parse(text: str, today: date | None = None) -> Query:
    """Return the query for what was typed: all words, "a phrase", -word to exclude, an incomplete last word.

    Every word is quoted, so `12.5%`, `AT&T`, `C++` or `(` are ordinary words. `OR` between two terms finds either.
    `is:unread`, `tag:NAME` and the other FIELDS of `store.search.filters`, `figure>1000` and `killed>1000` filter
    articles; a `-` negates each. today: the reference for `since:yesterday`, by default the machine's date.
    """
    clauses: list[list[_Term]] = []
    joined = False
    terms = list(_TERM.finditer(text[:_LONGEST]))
    try:
        for read in terms:
            if read[0] == "OR":
                joined = bool(clauses)
            elif term := _term(read, today, last=read is terms[-1]):
                if joined:
                    clauses[-1].append(term)
                else:
                    clauses.append([term])
                joined = False
    except UnknownError as error:
        return Query(trouble=str(error))
    return _query(clauses)


def _query(clauses: Sequence[Sequence[_Term]]) -> Query:
    wanted, unwanted, conditions = [], [], []
    for clause in clauses:
        if all(term.text and not term.unwanted for term in clause):
            words = " OR ".join(term.text for term in clause)
            wanted.append(f"({words})" if len(clause) > 1 else words)
        elif len(clause) == 1 and clause[0].text:
            unwanted.append(clause[0].text)
        else:
            parts = [term.sql for term in clause]
            sql = " OR ".join(part.sql for part in parts)
            conditions.append(Condition(f"({sql})", tuple(value for part in parts for value in part.values)))
    return Query(" AND ".join(wanted), " OR ".join(unwanted), tuple(conditions))


def _term(read: re.Match[str], today: date | None, *, last: bool) -> _Term | None:
    """Return the query of one term, None if it has no letter or digit. Raises UnknownError."""
    unwanted = bool(read["not"])
    if read["field"]:
        condition = field(read["field"], read["long"] or read["short"], today)
        return _Term(condition=condition, unwanted=unwanted)
    if read["counted"]:
        return _Term(condition=figure(read["counted"], read["sign"], read["number"]), unwanted=unwanted)
    words = read["word"] or read["phrase"] or ""
    if not any(character.isalnum() for character in words):
        return None
    if unwanted:
        return _Term(_quoted(words), unwanted=True)
    if read["phrase"] is not None:
        # A phrase that isn't closed is still being typed: its last word may be incomplete.
        return _Term(_quoted(words) + ("" if read[0].endswith('"') else "*"))
    return _Term(_word(words, prefix=last and words[-1].isalnum()))


def _quoted(words: str) -> str:
    # _TERM excludes quotation marks from terms.
    return '"' + words.replace("\x00", " ") + '"'


def _word(word: str, *, prefix: bool) -> str:
    exact = _quoted(word) + ("*" if prefix and len(word) > 1 else "")
    if not _PLAIN.fullmatch(word.lower()):
        return exact
    return "(" + " OR ".join([exact, *(_quoted(form) for form in forms(word.lower())[1:])]) + ")"
