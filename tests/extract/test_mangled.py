"""Mangled texts: whatever a page or a feed does to an article, the claims fit the text."""

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extract.claim import Claim, Mention, Span
from extract.extractor import Extractor
from store.library.claim_bodies import decode, encode

ARTICLES = Path(__file__).parents[2] / "store" / "demo" / "articles"
TEXTS, LONGEST_PIECE, SEED = 2_000, 170, 20_260_314

Mangle = Callable[[random.Random, str], str]

OTHER_SCRIPTS = [
    "Мэр сообщил, что 1 200 домов затоплены.", "قال المحافظ إن ٢٢٠ منزلا غمرت", "知事は約1,500人が避難したと述べた。",
    "राज्यपाल ने कहा कि ५० घर डूबे।", "ראש העיר אמר כי 40% נפגעו",
    "👩‍👩‍👧‍👦 12 👍🏽", "Ὁ δήμαρχος εἶπε 30", "ผู้ว่าการกล่าวว่า ๓๐๐ คน", "①②Ⅻ²³½",
]  # fmt: skip
QUOTES = "\"'“”‘’«»„‹›`´"
LEFT_OVER = [
    "<b>",
    "</p>",
    "**",
    "](",
    "&nbsp;",
    "&#8217;",
    "\t",
    "\u00a0",
    "\u200b",
    "\ufeff",
    "\u202e",
    "\x00",
    "\r",
    "�",
    "|",
    "> ",
]
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def cut(chance: random.Random, text: str) -> str:
    first, last = sorted(chance.sample(range(len(text) + 1), 2)) if len(text) > 1 else (0, len(text))
    return text[first:last]


def join_lines(chance: random.Random, text: str) -> str:
    return text.replace("\n", chance.choice(["", " ", "\r\n", "\n\n\n"]))


def lose_spaces(chance: random.Random, text: str) -> str:
    share = chance.random()
    return "".join(sign for sign in text if sign != " " or chance.random() > share)


def lose_stops(chance: random.Random, text: str) -> str:
    return text.replace(". ", chance.choice([".", " ", ""])).replace(", ", chance.choice([",", " "]))


def swap_quotes(chance: random.Random, text: str) -> str:
    return "".join(chance.choice(QUOTES) if sign in QUOTES else sign for sign in text)


def add_quotes(chance: random.Random, text: str) -> str:
    words = text.split(" ")
    words[chance.randrange(len(words))] += chance.choice(["''", "``", *QUOTES])
    return " ".join(words)


def add_script(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(OTHER_SCRIPTS) + text[at:]


def add_left_over(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(LEFT_OVER) * chance.randrange(1, 4) + text[at:]


def write_in_capitals(_: random.Random, text: str) -> str:
    return text.upper()


def misread(_: random.Random, text: str) -> str:
    return text.encode("utf8").decode("cp1252", errors="replace")


def write_eastern_digits(_: random.Random, text: str) -> str:
    return text.translate(EASTERN)


def shuffle_words(chance: random.Random, text: str) -> str:
    words = text.split(" ")
    chance.shuffle(words)
    return " ".join(words)


def turn_round(_: random.Random, text: str) -> str:
    return text[::-1]


def repeat_signs(chance: random.Random, text: str) -> str:
    return "".join(sign * chance.randrange(1, 3) if not sign.isalpha() else sign for sign in text)


MANGLES: list[Mangle] = [
    cut, join_lines, lose_spaces, lose_stops, swap_quotes, add_quotes, add_script, add_left_over, write_in_capitals,
    misread, write_eastern_digits, shuffle_words, turn_round, repeat_signs,
]  # fmt: skip


def articles() -> list[str]:
    return [path.read_text(encoding="utf8").split("---\n", 2)[2] for path in sorted(ARTICLES.glob("*.md"))]


def mangled_texts() -> Iterator[str]:
    """Yield TEXTS pieces of the sample articles, each cut at random and mangled in one to three ways."""
    chance, whole = random.Random(SEED), articles()
    for number in range(TEXTS):
        article = chance.choice(whole)
        start = chance.randrange(len(article))
        text = article[start : start + chance.randrange(1, LONGEST_PIECE)]
        for mangle in [MANGLES[number % len(MANGLES)], *chance.sample(MANGLES, chance.randrange(3))]:
            text = mangle(chance, text)
        yield text


def check(text: str, claims: list[Claim]) -> None:
    """Fail where a claim's spans or limits do not fit."""
    for claim in claims:
        spans: list[Claim | Mention | Span | None] = [claim, claim.source, claim.cue, *claim.via]
        for span in spans:
            if span is not None:
                assert 0 <= span.start < span.end <= len(text)
                assert text[span.start : span.end] == span.text
        if claim.low is not None and claim.high is not None:
            assert claim.low <= claim.high
        assert decode(encode(claim)) == claim


def test_two_thousand_mangled_texts_give_claims_that_fit_or_none(extractor: Extractor) -> None:
    texts = list(mangled_texts())
    count = 0
    for text, claims in zip(texts, extractor.stream(texts), strict=True):
        check(text, claims)
        count += len(claims)
    # Mangled texts are not empty: most pieces still have a figure.
    assert count > TEXTS / 4


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n\n", "\x00", "5", "%", "\ud800".encode("utf8", "replace").decode(), "…" * 50]
)
def test_almost_empty_texts_raise_no_exception(extractor: Extractor, text: str) -> None:
    check(text, extractor.claims(text))


def test_a_million_characters_without_a_full_stop_are_read(extractor: Extractor) -> None:
    """Words that lost their spaces, as a page without line ends or a file that is no text gives them."""
    run = re.sub(r"[\s.,;*-]", "", "".join(articles()))
    text = (run * (1_000_000 // len(run) + 1))[:1_000_000]
    check(text, extractor.claims(text))
