"""Near duplicates have one voice, however many outlets print them."""

import random
import sqlite3

import pytest

from store.ingest.adding import add
from store.library.trash import delete, restore
from store.linking import near_duplicates
from tests.store.handmade_claims import incoming

_WORDS = [
    first + last for first in ("ba", "de", "fi", "go", "lu", "ma") for last in ("nar", "dis", "rop", "tek", "zul")
]


def story(seed: int, sentences: int = 20) -> list[str]:
    """Return sentences that differ for every seed."""
    chance = random.Random(seed)
    return [" ".join(chance.choices(_WORDS, k=12)) + "." for _ in range(sentences)]


def put(conn: sqlite3.Connection, place: str, sentences: list[str]) -> int:
    return add(conn, incoming(" ".join(sentences), place), [], "1").article


def voices(conn: sqlite3.Connection) -> list[set[int]]:
    """Return the groups of articles that share one voice, each as a set."""
    groups: dict[int, set[int]] = {}
    for article, voice in conn.execute("SELECT id, voice FROM articles WHERE voice IS NOT NULL"):
        groups.setdefault(voice, set()).add(article)
    return sorted(groups.values(), key=min)


WIRE = story(1)


@pytest.mark.parametrize(
    "printed",
    [
        ["Our correspondents report from the scene today.", *WIRE],
        WIRE[:12],
        [*WIRE[:9], *story(2, 8)],
        [sentence.upper() for sentence in WIRE],
        [WIRE[0], *story(3, 2), *WIRE[1:]],
    ],
    ids=["with a line of its own", "cut", "half of it", "in capitals", "with a paragraph between"],
)
def test_a_wire_story_is_one_voice_however_it_is_printed(conn: sqlite3.Connection, printed: list[str]) -> None:
    articles = {put(conn, "wire.txt", WIRE), put(conn, "other.txt", printed)}
    put(conn, "third.txt", story(4))
    assert voices(conn) == [articles]


def test_a_quotation_of_some_sentences_is_no_copy(conn: sqlite3.Connection) -> None:
    put(conn, "wire.txt", WIRE)
    put(conn, "other.txt", [*story(2, 17), *WIRE[:3]])
    assert voices(conn) == []


def test_copies_of_copies_have_one_voice_in_any_order(conn: sqlite3.Connection) -> None:
    first = put(conn, "a.txt", WIRE[:11])
    last = put(conn, "b.txt", WIRE[9:])
    assert voices(conn) == []
    whole = put(conn, "c.txt", WIRE)
    assert voices(conn) == [{first, last, whole}]


def test_a_rewritten_article_leaves_its_copies_and_separates_those_that_it_joined(
    conn: sqlite3.Connection,
) -> None:
    put(conn, "a.txt", WIRE[:11])
    put(conn, "b.txt", WIRE[9:])
    whole = put(conn, "c.txt", WIRE)
    copy = put(conn, "d.txt", [*WIRE, "Printed again."])
    put(conn, "c.txt", story(7))
    assert voices(conn) == [{1, 2, copy}]
    put(conn, "d.txt", story(8))
    assert voices(conn) == []
    assert put(conn, "c.txt", WIRE) == whole
    assert voices(conn) == [{1, 2, whole}]


def test_a_trashed_article_is_no_copy_until_it_is_restored(conn: sqlite3.Connection) -> None:
    first = put(conn, "a.txt", WIRE)
    delete(conn, [first])
    second = put(conn, "b.txt", [*WIRE, "Printed again."])
    assert voices(conn) == []
    restore(conn, [first])
    assert voices(conn) == [{first, second}]


def test_adding_the_same_text_again_changes_nothing(conn: sqlite3.Connection) -> None:
    for number in range(3):
        put(conn, f"{number}.txt", [*WIRE, f"Printed {number} times."])
    before = conn.total_changes
    near_duplicates.note(conn, 2, " ".join([*WIRE, "Printed 1 times."]))
    assert conn.total_changes == before
    assert voices(conn) == [{1, 2, 3}]


def test_a_text_of_a_few_words_is_never_a_copy(conn: sqlite3.Connection) -> None:
    put(conn, "a.txt", ["Four dead."])
    put(conn, "b.txt", ["Four dead!"])
    assert voices(conn) == []


def test_two_texts_that_share_a_third_are_no_copies(conn: sqlite3.Connection) -> None:
    wire, story_signature = (near_duplicates.signature(" ".join(text)) for text in (WIRE, [*WIRE[:7], *story(2, 13)]))
    assert wire
    assert story_signature
    assert not wire.copies(story_signature)
    assert not story_signature.copies(wire)


def test_a_short_text_within_a_much_longer_one_is_no_copy(conn: sqlite3.Connection) -> None:
    wire, long_text = (near_duplicates.signature(" ".join(text)) for text in (WIRE, [*WIRE, *story(2, 250)]))
    assert wire
    assert long_text
    assert not wire.copies(long_text)


def test_a_signature_is_the_same_in_every_process_and_release() -> None:
    """If this fails, the package that makes signatures has changed, and so must the number of our scheme."""
    mark = near_duplicates.signature("the quick brown fox jumps over the lazy dog and runs away")
    assert mark
    assert (mark.scheme, mark.shingles, mark.digest[:3]) == (2, 9, (65467, 1495, 4018))
