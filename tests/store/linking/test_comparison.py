"""Cross-references: found when an article is added, seen from both ends, gone when an article no longer says so."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from extract.claim import Claim
from store.ingest.adding import add
from store.library import articles
from store.library.connection import open_writer
from store.linking import blocking, link_writer, links
from tests.store.handmade_claims import (
    FIRE_SERVICE,
    FLOODED,
    GOVERNOR,
    RED_CROSS,
    contested,
    flooded,
    incoming,
    only_claim,
    put,
)

DAY = "2026-03-14T09:00:00+00:00"


def relations(conn: sqlite3.Connection, article: int) -> list[tuple[str, int]]:
    related = links.related(conn, only_claim(conn, article).id)
    return sorted((link.relation, link.article.id) for link in related)


def test_an_old_claim_sees_a_new_one_at_once(conn: sqlite3.Connection) -> None:
    old = put(conn, GOVERNOR, "a.txt", outlet="Harbour Post", published=DAY).article
    assert relations(conn, old) == []
    new = put(conn, RED_CROSS, "b.txt", outlet="The Ferry", published=DAY).article
    assert relations(conn, old) == [("agrees", new)]
    assert relations(conn, new) == [("agrees", old)]
    assert only_claim(conn, old).signs == {"agrees"}


def test_a_link_tells_who_says_what_where_and_why(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt", outlet="Harbour Post", published=DAY)
    red_cross = put(conn, RED_CROSS, "b.txt", outlet="The Ferry", published=DAY).article
    (link,) = links.related(conn, only_claim(conn, red_cross).id)
    assert link.claim.claim.source
    assert link.claim.claim.source.name == "Ana Brandt"
    assert link.article.outlet == "Harbour Post"
    assert link.sentence == "Governor Ana Brandt said that 220 homes had been flooded in Oldmouth on 12 March."
    assert 0 < link.score <= 1
    assert link.reason


def test_articles_with_claims_that_differ_are_counted_as_contested(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt", outlet="Harbour Post", published=DAY)
    put(conn, FIRE_SERVICE, "b.txt", outlet="Coast Wire", published=DAY)
    assert contested(conn) == [1, 1]
    assert only_claim(conn, 1).signs == {"differs"}


def test_what_an_article_no_longer_says_contradicts_nobody(conn: sqlite3.Connection) -> None:
    governor = put(conn, GOVERNOR, "a.txt", outlet="Harbour Post", published=DAY).article
    put(conn, FIRE_SERVICE, "b.txt", outlet="Coast Wire", published=DAY)
    add(conn, incoming("The fire service has withdrawn its count.", "b.txt"), [], "1")
    assert relations(conn, governor) == []
    assert contested(conn) == [0, 0]
    third = put(conn, RED_CROSS, "c.txt", outlet="The Ferry", published=DAY).article
    assert relations(conn, third) == [("agrees", governor)]


def test_a_new_version_is_linked_in_place_of_the_old(conn: sqlite3.Connection) -> None:
    governor = put(conn, GOVERNOR, "a.txt", outlet="Harbour Post", published=DAY).article
    put(conn, FIRE_SERVICE, "b.txt", outlet="Coast Wire", published=DAY)
    fire_service = put(conn, FIRE_SERVICE.replace("90", "220"), "b.txt", published=DAY).article
    assert relations(conn, governor) == [("agrees", fire_service)]
    assert contested(conn) == [0, 0]


def test_the_claims_of_one_article_say_of_its_own_older_version_only_what_changed(conn: sqlite3.Connection) -> None:
    article = put(conn, GOVERNOR, "a.txt", published=DAY).article
    put(conn, GOVERNOR + " It was raining hard.", "a.txt", published=DAY)
    assert relations(conn, article) == []
    put(conn, GOVERNOR.replace("220", "340"), "a.txt", published=DAY)
    assert relations(conn, article) == [("updates", article)]


def test_how_often_a_term_is_used_is_counted_over_newest_versions(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    put(conn, RED_CROSS, "b.txt")
    put(conn, GOVERNOR.replace("220", "340"), "a.txt")
    counted = dict(conn.execute("SELECT term, count(*) FROM article_terms GROUP BY term"))
    assert dict(conn.execute("SELECT id, uses FROM terms WHERE uses > 0")) == counted
    assert set(counted.values()) == {2}


def near(conn: sqlite3.Connection, claim: Claim, published: str = "") -> list[int]:
    return blocking.near(conn, [claim], published, 0)


def test_articles_without_a_shared_topic_are_never_compared(conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    elsewhere = replace(FLOODED, topic=("election", "poll"), names=("lindhaven",))
    assert near(conn, replace(flooded(RED_CROSS), about=elsewhere), DAY) == []


def test_rare_terms_decide_which_articles_are_compared(
    conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocking, "ARTICLES", 1)
    for number in range(30):
        text = GOVERNOR + f" Page {number}."
        about = replace(FLOODED, names=("oldmouth", f"street{number}"))
        add(conn, incoming(text, f"{number}.txt"), [replace(flooded(text), about=about)], "1")
    about = replace(FLOODED, names=("oldmouth", "street7"))
    assert near(conn, replace(flooded(RED_CROSS), about=about)) == [8]


def test_of_a_common_topic_the_articles_nearest_in_time_are_compared(
    conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocking, "NEAREST", 2)
    for number in range(1, 9):
        put(conn, GOVERNOR + f" Page {number}.", f"{number}.txt", published=f"2026-03-{2 * number:02}")
    put(conn, GOVERNOR + " No date.", "undated.txt")
    put(conn, GOVERNOR + " Another year.", "old.txt", published="2024-03-09")
    compared = [articles.get(conn, article) for article in near(conn, flooded(RED_CROSS), "2026-03-09")]
    assert {article.published for article in compared if article} == {
        "2026-03-06", "2026-03-08", "2026-03-10", "2026-03-12", "",
    }  # fmt: skip


def test_of_many_members_other_values_are_linked_first_and_then_the_nearest_in_time(
    conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_writer, "LINKED", 3)
    put(conn, FIRE_SERVICE, "b.txt", outlet="Coast Wire", published="2026-03-10")
    for number in range(8):
        text = GOVERNOR + f" Page {number}."
        put(conn, text, f"{number}.txt", outlet="Harbour Post", published=f"2026-03-{11 + number}")
    new = put(conn, RED_CROSS, "c.txt", outlet="The Ferry", published="2026-03-20").article
    kept = {article for relation, article in relations(conn, new) if relation == "agrees"}
    assert kept == {8, 9}
    assert relations(conn, new)[-1][1] == 1


def test_what_another_program_stored_meanwhile_is_linked_too(path: Path, conn: sqlite3.Connection) -> None:
    overtaken: list[int] = []

    def overtake(statement: str) -> None:
        """Store an article over another connection between the lookup of candidates and the first write."""
        if statement == "BEGIN IMMEDIATE" and not overtaken:
            overtaken.append(0)
            with closing(open_writer(path)) as other:
                overtaken[0] = put(other, RED_CROSS, "b.txt", outlet="The Ferry", published=DAY).article

    conn.set_trace_callback(overtake)
    late = put(conn, GOVERNOR, "a.txt", outlet="Harbour Post", published=DAY).article
    assert relations(conn, late) == [("agrees", overtaken[0])]


def test_what_another_program_replaced_meanwhile_is_not_linked(path: Path, conn: sqlite3.Connection) -> None:
    put(conn, RED_CROSS, "b.txt", outlet="The Ferry", published=DAY)
    overtaken: list[bool] = []

    def overtake(statement: str) -> None:
        if statement == "BEGIN IMMEDIATE" and not overtaken:
            overtaken.append(True)
            with closing(open_writer(path)) as other:
                add(other, incoming("The Red Cross has withdrawn its count.", "b.txt"), [], "1")

    conn.set_trace_callback(overtake)
    late = put(conn, GOVERNOR, "a.txt", outlet="Harbour Post", published=DAY).article
    assert overtaken
    assert relations(conn, late) == []


def test_what_claims_share_weighs_the_same_whatever_order_a_set_has() -> None:
    program = """
import hashlib
from itertools import combinations
import numpy as np
from extract.matching.neighbours import Compared
from extract.matching.side import Side
from store import demo
from store.linking.comparison import place
from store.linking.promising import Promising
def promise(a, b):
    chances = np.zeros((len(a), len(b)), dtype=np.float32)
    return Promising(a).promise(Compared(list(range(len(a))), list(range(len(b))), b, chances))
claims = demo.stored_claims()
sides = [Side(place(claims[each.place], each.place, each.outlet, each.published, each.text)) for each in demo.samples()]
tables = [promise(a, b) for a, b in combinations(sides, 2)]
print(hashlib.sha256(b"".join(table.tobytes() for table in tables)).hexdigest())
"""
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(digests) == 1
