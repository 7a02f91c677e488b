"""Names the offices that titles stand for: `Sen.` for a senator, `deputy mayor` for another office than `mayor`."""

from extract.lexicon import load, words
from extract.parsing.tokens import Token


def office_of(head: Token) -> str:
    """Return an office with the words that change its rank: `senior vice president`."""
    return offices(head.lemma_.lower(), head)[0]


def offices(office: str, token: Token) -> list[str]:
    """Return an office's names, fullest first: a `senior vice president` is a `vice president`, not a `president`."""
    office = load("titles")["short"].get(office.rstrip("."), office)
    names = [office]
    for before in reversed(token.doc[token.sent.start : token.i]):
        if before.lower_ not in words("titles", "ranks"):
            if before.text == "-":
                continue
            break
        if before.lower_ in words("titles", "lower"):
            names.clear()
        office = f"{before.lower_} {office}"
        names.insert(0, office)
    return names


def also_called(office: str) -> frozenset[str]:
    """Return an office and those that it may stand for: a lawmaker is a senator or a representative."""
    return frozenset({office, *load("titles")["general"].get(office, ())})
