"""Dates of publication in plain texts, and other dates in their first lines."""

import time

import pytest

from store.archive.text_dates import dated, words_of

BODY = "The mayor said on Monday that 40 homes had been flooded after the river rose overnight.\n\nMore rain is due.\n"
TITLE = "Flood in Oldmouth\n\n"


def day(text: str) -> str:
    head = dated(text)
    return head.day if head else ""


@pytest.mark.parametrize(
    "line",
    [
        "Posted: March 4, 2013", "Posted on Mar. 4th, 2013 by Jo Doe", "First published on Mon 4 Mar 2013 09.10 GMT",
        "Published 12: 17 am, Monday, March 4, 2013", "PUBLISHED: 22: 07 GMT, 4 MARCH 2013", "Date: 2013-03-04",
        "Story created: Mar 4, 2013 at 9: 56 AM AKDT", "Article posted on 04.03.2013", "4 March 2013",
        "(March 4, 2013)",
        "Monday 4 March 2013 03.31 BST", "March 4th, 2013, 05: 31 GMT", "on Mar 4 2013, 5: 03p",
        "4 March 2013, 10: 00 (GMT+05: 00)", "2013-03-04T09:10:00Z", "3/4/2013 11:05 AM", "2 A. M. MARCH 4, 2013",
        "By Jo Doe and Ana Roe, Harbour Post, March 4, 2013 at 9 p.m. ET", "By JO DOE | March 4, 2013 | 5 min read",
        "Jo Doe • 4 March 2013", "Coast Wire Mar 4, 2013, 02.16PM IST", "LENNICK, March 4, 2013",
        "March 4, 2013 / 12:21 AM / Updated 14 hours ago", "4 March 2013 Last updated at 12: 42 GMT",
    ],
)  # fmt: skip
def test_a_date_line_above_the_text_is_read(line: str) -> None:
    assert day(f"{TITLE}{line}\n\n{BODY}") == "2013-03-04"


@pytest.mark.parametrize(
    "line",
    [
        "OLDMOUTH, March 4, 2013 (Coast Wire) - ", "OLDMOUTH, Lennick, March 4, 2013 /BoatWire/ -- ",
        "Oldmouth, Monday, 4 March 2013 (Coast Wire) – ", "OLDMOUTH (Coast Wire), 4 March 2013 — ",
        "March 4, 2013 - OLDMOUTH - ", "2013-03-04: ", "Monday, March 4, 2013 10:00 AM - ",
        "date 2013-03-04 ", "Date: 2013-03-04 ", "DATE 2013/03/04 ",
        "Flood in Oldmouth Posted: March 4, 2013 9:10 AM ", "Flood in Oldmouth | Harbour Post | March 4, 2013\n\n",
    ],
)  # fmt: skip
def test_a_date_before_the_first_words_or_after_the_headline_is_read(line: str) -> None:
    assert day(line + BODY) == "2013-03-04"


def test_the_date_of_publication_precedes_the_date_of_a_change() -> None:
    assert day(f"{TITLE}Updated: March 6, 2013\n\nPosted: March 4, 2013\n\n{BODY}") == "2013-03-04"
    assert day(f"{TITLE}4 March 2013 | Updated 6 March 2013\n\n{BODY}") == "2013-03-04"
    assert day(f"{TITLE}Originally published 4 March 2013, last updated 5 May 2020\n\n{BODY}") == "2013-03-04"


def test_a_date_of_change_alone_is_reported_as_one() -> None:
    head = dated(f"{TITLE}Last modified: 4 March 2013 at 10:00\n\n{BODY}")
    assert head
    assert (head.day, head.changed) == ("2013-03-04", True)


@pytest.mark.parametrize(
    "line",
    [
        "The fire of March 4, 2013 killed nine people in Oldmouth.", "The match is to be held on 4 March 2013.",
        "Elections on 4 March 2013: what to know", "March 4, 2013: the day the dam broke", "Remembering 4 March 2013",
        "Ferry disaster (4 March 2013)", "The Oldmouth flood - 4 March 2013", "On March 4, 2013, the river rose.",
        "Published on March 4, 2013, the report says that 40 homes were lost.", "Results for the year to March 4, 2013",
        "Deadline: 4 March 2013", "Event date: 4 March 2013", "Release date: 4 March 2013", "Valid until 4 March 2013",
        "From March 4, 2013 to March 9, 2013", "4 March 2013 to 9 March 2013", "March 4, 2013 - March 9, 2013",
        "Lennick, March 4, 2013 - a day to remember", "MISSING since March 4, 2013 - the boy",
        "By Monday, March 4, 2013",
        "Monday, March 4, 2013, 7:00 PM - 9:00 PM", "Concert, 4 March 2013", "BOAT SHOW, 4 March 2013",
        "Monday, March 4, 2013 was the day it began.", "He posted the video on March 4, 2013.",
        "03/12/2012", "4 March 1962", "4 March 2206", "31 February 2013", "Mar. 4 5: 46 PM EST", "March 2013",
    ],
)  # fmt: skip
@pytest.mark.parametrize("over", ["", TITLE])
def test_the_date_of_something_else_is_not_the_date_of_the_text(line: str, over: str) -> None:
    assert day(f"{over}{line}\n\n{BODY}") == ""


def test_a_chronicle_of_dates_has_no_date_itself() -> None:
    assert day("How the dam broke\n\nMarch 4, 2013\n\nThe river rises.\n\nMarch 5, 2013\n\nThe dam breaks.\n") == ""


def test_a_date_far_down_in_the_text_is_not_read() -> None:
    assert day(f"{TITLE}{BODY * 5}Posted: March 4, 2013\n") == ""


def test_the_words_that_state_the_date_are_kept() -> None:
    text = f"{TITLE}Posted: March 4, 2013\n\n{BODY}"
    assert words_of("2013-03-04", "Flood", text) == "Posted: March 4, 2013"
    assert words_of("2013-03-05", "Flood", text) == ""


@pytest.mark.parametrize(
    "text",
    ["March 4, 2013\n" * 400_000, "by " * 1_000 + "4", ("1 " * 79 + "\n") * 60_000, "Posted in " * 200 + "4 March 2013",
     "A, " * 500 + "4 March 2013 - x", "1/" * 1_000, "\n" * 1_000_000],
    ids=["days", "bylines", "figures", "labels", "places", "slashes", "lines"],
)  # fmt: skip
def test_reading_the_date_of_any_text_is_fast(text: str) -> None:
    begun = time.thread_time()
    dated(text)
    assert time.thread_time() - begun < 0.5
