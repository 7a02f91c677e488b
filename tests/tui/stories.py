"""Provides articles with handmade claims and links for the libraries of the screen's tests."""

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from extract.claim import Claim, Mention, Span, Subject
from extract.text.excerpt import sentence
from store.library import compressed_texts
from store.library.claim_writer import write_claims
from store.library.connection import open_writer
from store.library.transaction import transaction
from store.linking.clustering import regroup
from store.linking.contested import count_contested
from tests.meanings import meaning_of
from tests.store.stored_links import link, weigh


@dataclass(frozen=True)
class Stated:
    """A claim of a story, by the words in its text; nth: which occurrence of the figure, counted from 0."""

    figure: str
    subject: str = ""
    source: str = ""
    cue: str = ""
    name: str = ""
    via: str = ""
    quoted: bool = False
    nth: int = 0
    about: Subject = field(default_factory=Subject)


@dataclass(frozen=True)
class Story:
    """An article with its claims."""

    title: str
    outlet: str
    published: str
    text: str
    claims: tuple[Stated, ...] = ()
    location: str = ""


@dataclass(frozen=True)
class Tie:
    """A link between two claims, each given as (story, claim) by number."""

    first: tuple[int, int]
    second: tuple[int, int]
    relation: str
    reason: str
    score: float = 0.8


_FLOOD = Subject(counted="home", event="flood", places=("oldmouth",), period="2026-03-12/2026-03-12")

STORIES = (
    Story(
        "Tide barrier costs double",
        "Harbour Post",
        "2026-03-14T09:10:00+00:00",
        "The city has spent more on its tide barrier than it ever planned to.\n\n"
        "Governor Ana Brandt said on Harbour Radio that more than 220 homes had been flooded on the night of 12 March, "
        "and that around 1,500 people had left the old town.\n\n"
        "The barrier will now cost $1.7 billion, according to the works ministry. When building began in 2019 the "
        "price was $800 million.\n\n"
        + "\n\n".join(
            f"Paragraph {number} tells at some length how the gates were built, who built them, and why the pumps that "
            "drive them belong to a later phase of the works, so that nobody could close them that night."
            for number in range(1, 13)
        )
        + "\n\nPolice say two people died in the flood and three are missing.",
        (
            Stated("more than 220", "homes flooded", "Governor Ana Brandt", "said", via="Harbour Radio", about=_FLOOD),
            Stated("around 1,500", "people who left", "Governor Ana Brandt", "said"),
            Stated("$1.7 billion", "cost of the barrier", "the works ministry", "according to"),
            Stated("$800 million", "first price of the barrier"),
            Stated("two people", "people killed", "Police", "say"),
            Stated("three", "people missing", "Police", "say"),
        ),
        "https://harbour.example/barrier",
    ),
    Story(
        "Fire crews count flooded homes",
        "Coast Wire",
        "2026-03-13",
        "Crews had counted 90 homes under water by noon on Thursday, the fire service said.\n\nMore rain is expected.",
        (Stated("90", "homes flooded", "the fire service", "said", name="Fire service", about=_FLOOD),),
        "https://coast.example/crews",
    ),
    Story(
        "Red Cross opens shelters",
        "The Ferry",
        "2026-03-15",
        "At least 250 homes were flooded, the Red Cross said, and “we have beds for 400 people”.",
        (
            Stated("At least 250", "homes flooded", "the Red Cross", "said", name="Red Cross", about=_FLOOD),
            Stated("400", "people", "the Red Cross", "said", name="Red Cross", quoted=True),
        ),
        "/home/reader/ferry.txt",
    ),
    Story("A note without figures", "", "", "Nothing is counted here.", (), "/home/reader/note.txt"),
)

TIES = (
    Tie((0, 0), (1, 0), "differs", "same event: flood, Oldmouth, 12 March; same count: homes flooded; 90 < 220"),
    Tie((0, 0), (2, 0), "agrees", "same event: flood, Oldmouth, 12 March; same count: homes flooded; other source"),
    Tie((1, 0), (2, 0), "updates", "same event: flood, Oldmouth, 12 March; 2 days later; 90 → 250"),
    Tie((0, 1), (2, 1), "related", "same event: flood, Oldmouth", 0.4),
)


def write_library(path: Path, stories: tuple[Story, ...] = STORIES, ties: tuple[Tie, ...] | None = None) -> Path:
    """Write a library of these stories to path and return it; story n is article n + 1.

    ties: by default TIES for STORIES, none for others.
    """
    if ties is None:
        ties = TIES if stories is STORIES else ()
    conn = open_writer(path)
    ids = [write_story(conn, story) for story in stories]
    with transaction(conn):
        for tie in ties:
            claim, other = ids[tie.first[0]][tie.first[1]], ids[tie.second[0]][tie.second[1]]
            link(conn, claim, other, tie.relation, tie.score, tie.reason)
            if tie.relation in {"repeats", "agrees", "updates", "differs"}:
                weigh(conn, claim, other, tie.score)
        regroup(conn, [claim for story in ids for claim in story])
        count_contested(conn, range(1, len(stories) + 1))
    conn.close()
    return path


def write_story(conn: sqlite3.Connection, story: Story) -> list[int]:
    """Store a story and return the ids of its claims, in the order of the story."""
    with transaction(conn):
        location = story.location or f"/home/reader/{story.title}.txt"
        article = conn.execute(
            "INSERT INTO articles (location, added_as, added, moment, claims) VALUES (?, ?, ?, ?, ?)",
            (location, location, "2026-03-20T00:00:00+00:00", story.published or "2026-01-01", len(story.claims)),
        ).lastrowid
        version = conn.execute(
            """INSERT INTO versions (article, number, title, outlet, byline, published, language, fetched, extractor,
               text_hash, text) VALUES (?, 1, ?, ?, '', ?, 'en', '', '1', ?, ?)""",
            (article, story.title, story.outlet, story.published, location.encode(), compressed_texts.pack(story.text)),
        ).lastrowid
        conn.execute("UPDATE articles SET latest = ? WHERE id = ?", (version, article))
        assert version
        claims = [claim_of(story.text, story_claim) for story_claim in story.claims]
        return write_claims(conn, version, claims, [sentence(story.text, claim.start, claim.end) for claim in claims])


def claim_of(text: str, story_claim: Stated) -> Claim:
    """Return the claim at these words of a text."""
    start = -1
    for _ in range(story_claim.nth + 1):
        start = text.index(story_claim.figure, start + 1)
    return Claim(
        start,
        start + len(story_claim.figure),
        story_claim.figure,
        "count",
        subject=story_claim.subject,
        source=_mention(text, story_claim.source, start, story_claim.name),
        cue=_span(text, story_claim.cue, start),
        via=tuple(filter(None, [_mention(text, story_claim.via, start, "")])),
        quoted=story_claim.quoted,
        about=story_claim.about,
        meaning=meaning_of(story_claim.subject),
    )


def _span(text: str, words: str, near: int) -> Span | None:
    """Return the span of the occurrence of words that is nearest to an offset."""
    if not words:
        return None
    places = [at for at in range(len(text)) if text.startswith(words, at)]
    start = min(places, key=lambda at: abs(at - near))
    return Span(start, start + len(words), words)


def _mention(text: str, words: str, near: int, name: str) -> Mention | None:
    span = _span(text, words, near)
    return (
        Mention(span.start, span.end, span.text, name or span.text, key=(name or span.text).lower()) if span else None
    )
