"""Names a story by the words that its articles' titles share, in the order of one of the titles."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import log2

from extract.matching.content_words import content

# The oldest articles of a story name it, so that those that come in later don't change its name.
_NAMING = 8
# The most letters and words of a name, and the fewest words.
_LETTERS, _WORDS, _FEWEST = 44, 7, 3
# What a name's worth loses by a word that no other title has, and by a comma.
_COST, _COMMA = 0.5, 2.0
_OWNED = re.compile(r"['’]s\b")
# Where a clause of a title ends; what is in brackets, in or between clauses, names nothing.
_ENDS = re.compile(r"[;:!?|][\"'”’]*$|^[-–—|]+$")
_ASIDE = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")
# What opens a quotation or an aside, with what closes it; a straight mark opens it before a word that it begins.
_CLOSING = {'"': '"', "'": "'", "‘": "’", "“": "”", "«": "»", "(": ")", "[": "]", "{": "}"}
_OPENS = re.compile(r"(?<!\w)[\"'](?=\S)(?![\s.,:;!?]*$)|[‘“«(\[{]")
_CLOSES = re.compile(r"[\"'’](?!\w)|[”»)\]}]")
_MARKS = " .,:;|–—-"


class StoryNames:
    """Names stories; titles: of all articles among which stories were searched for."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._number = 0
        self._titles_with: Counter[str] = Counter()
        for title in titles:
            self._number += 1
            self._titles_with.update(_content(title))

    def name(self, titles: Sequence[str]) -> str:
        """Return the part of a title that has most of the words that a story's titles share; "" without any title.

        titles: of the story's articles, oldest first. If they share no word, the oldest title is the name.
        """
        given = [title for title in titles if title.strip()][:_NAMING]
        if not given:
            return ""
        worths = self._worths(given)
        worth, name, whole = 0.0, given[0], given[0]
        for title in given if worths else ():
            for value, part in _parts(title, worths):
                if value > worth:
                    worth, name, whole = value, part, title
        name = _closed(name.strip(_MARKS), whole).strip(_MARKS) or given[0]
        return name[0].upper() + name[1:]

    def _worths(self, titles: Sequence[str]) -> dict[str, float]:
        """Return the worth of each shared word: higher in more of the titles, and in fewer others."""
        shared = Counter(word for title in titles for word in _content(title))
        return {
            # Rounded, so that a title added elsewhere doesn't change the order of two nearly equal words.
            word: number * (number - 1) / 2 * max(1, round(log2(self._number / (self._titles_with[word] - number + 1))))
            for word, number in shared.items()
            if number > 1
        }


def _parts(title: str, worths: dict[str, float]) -> Iterator[tuple[float, str]]:
    """Yield each part of a title's clauses that begins and ends with a content word, with its worth."""
    for clause in _clauses(title):
        contents = [_content(word) for word in clause]
        for first in (place for place, content_words in enumerate(contents) if content_words):
            counted: set[str] = set()
            value = 0.0
            for last in range(first, min(len(clause), first + _WORDS)):
                if len(" ".join(clause[first : last + 1])) > _LETTERS:
                    break
                new = [word for word in contents[last] if word in worths and word not in counted]
                counted.update(new)
                value += sum(worths[word] for word in new) or -_COST
                # A single word after a comma begins what is cut off.
                behind = last > first and clause[last - 1].endswith(",")
                value -= _COMMA * behind
                long = last - first + 1 >= min(_FEWEST, len(clause))
                if counted and contents[last] and long and (not behind or last + 1 == len(clause)):
                    yield value, _whole(clause, contents, first, last)


def _whole(clause: Sequence[str], contents: Sequence[frozenset[str]], first: int, last: int) -> str:
    """Return a part of a clause with the words that belong to it, as far as there is room.

    After it these are the rest of the clause, or else the words up to the next function word; before it, those since
    the last function word.
    """

    def fits(start: int, end: int) -> bool:
        return len(" ".join(clause[start : end + 1])) <= _LETTERS

    close = last
    while close + 1 < len(clause) and contents[close + 1]:
        close += 1
    last = next((end for end in (len(clause) - 1, close) if fits(first, end)), last)
    start = first
    while start > 0 and contents[start - 1]:
        start -= 1
    return " ".join(clause[start if fits(start, last) else first : last + 1])


def _clauses(title: str) -> Iterator[list[str]]:
    """Yield the words of each clause of a title."""
    for part in _ASIDE.split(title):
        clause: list[str] = []
        for word in part.split():
            clause.append(word)
            if _ENDS.search(word):
                yield clause
                clause = []
        if clause:
            yield clause


def _closed(name: str, title: str) -> str:
    """Return a title's part without the quotation marks and brackets that lack their partner, or that enclose it all.

    An apostrophe behind a word stays unless the title opens a quotation with one: it may be an owner's.
    """
    quoting = any(mark[0] in "'‘" for mark in _OPENS.finditer(title))
    opened: list[int] = []
    pairs: set[tuple[int, int]] = set()
    marks: set[int] = set()
    for at, sign in enumerate(name):
        partner = next((other for other in reversed(opened) if _CLOSING[name[other]] == sign), None)
        if _CLOSES.match(name, at) and partner is not None:
            pairs.add((partner, at))
            opened = [other for other in opened if other < partner]
        elif _OPENS.match(name, at):
            opened.append(at)
        elif not _CLOSES.match(name, at) or (sign in "'’" and not quoting):
            continue
        marks.add(at)
    kept = {at for pair in pairs - {(0, len(name) - 1)} for at in pair}
    return "".join(sign for at, sign in enumerate(name) if at not in marks - kept)


def _content(title: str) -> frozenset[str]:
    return content(_OWNED.sub("", title))
