"""Groups a list's articles by day of publication, by feed or by story."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from store.library import articles, feeds
from store.library.articles import Article
from store.linking.stories import stories
from store.search.conditions import Condition
from store.wording import day, name_of, one_line

_UNFED = Condition(
    """NOT EXISTS (SELECT 1 FROM feed_items i CROSS JOIN feeds f ON f.id = i.feed
           WHERE i.article = a.id AND f.removed = '')"""
)
_SOME = "a.id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Group:
    """Articles of a list under one heading. within: what they have in common. count: how many there are.

    day: ISO, if grouped by day, else "".
    """

    name: str
    within: Condition
    count: int
    day: str = ""


def groups(
    conn: sqlite3.Connection, by: str, query: str = "", order: str = "newest", kept: Collection[int] = ()
) -> list[Group]:
    """Return the groups of a list; by: `day`, `feed` or `story`; query, order, kept: as `articles.page` takes them."""
    if by == "day":
        return list(_by_day(conn, query, order, kept))
    grouped = _by_feed(conn, query, kept) if by == "feed" else _by_story(conn, query, kept)
    return [group for group in grouped if group.count]


def page(
    conn: sqlite3.Connection,
    grouped: Sequence[Group],
    offset: int,
    limit: int,
    query: str = "",
    order: str = "newest",
    kept: Collection[int] = (),
) -> list[Article]:
    """Return `limit` articles from `offset` on, group by group; other groups are not read."""
    rows: list[Article] = []
    for group in grouped:
        if offset < group.count:
            wanted = limit - len(rows)
            rows += articles.page(conn, offset, wanted, query, order, kept, group.within)
            if len(rows) >= limit:
                break
        offset = max(0, offset - group.count)
    return rows


def place(
    conn: sqlite3.Connection,
    grouped: Sequence[Group],
    article_id: int,
    query: str = "",
    order: str = "newest",
    kept: Collection[int] = (),
) -> int | None:
    """Return an article's offset in the list that `page` reads, in the first group that has it, or None."""
    (published,) = conn.execute(
        "SELECT substr(moment, 1, 10) FROM articles WHERE id = ?", (article_id,)
    ).fetchone() or ("",)
    before = 0
    for group in grouped:
        if group.day in ("", published):
            inside = articles.place(conn, article_id, query, order, kept, group.within)
            if inside is not None:
                return before + inside
        before += group.count
    return None


def adjacent(
    conn: sqlite3.Connection,
    grouped: Sequence[Group],
    article_id: int,
    step: int,
    query: str = "",
    order: str = "newest",
    kept: Collection[int] = (),
) -> int | None:
    """Return the article after (1) or before (-1) another, group by group; None at the end.

    The query may find fewer articles than were grouped; for an article in no group, use the plain list.
    """
    here = next((number for number, group in enumerate(grouped) if _has(conn, group, article_id)), None)
    if here is None:
        return articles.adjacent(conn, article_id, step, query, order, kept)
    if other := articles.adjacent(conn, article_id, step, query, order, kept, grouped[here].within):
        return other
    for group in grouped[here + 1 :] if step > 0 else reversed(grouped[:here]):
        last = articles.count(conn, query, kept, group.within) - 1 if step < 0 else 0
        if last >= 0 and (rows := articles.page(conn, last, 1, query, order, kept, group.within)):
            return rows[0].id
    return None


def _has(conn: sqlite3.Connection, group: Group, article_id: int) -> bool:
    return articles.has(conn, article_id, within=group.within)


def _by_day(conn: sqlite3.Connection, query: str, order: str, kept: Collection[int]) -> Iterator[Group]:
    condition, values = articles.condition_of(query, kept)
    way = "ASC" if order == "oldest" else "DESC"
    rows = conn.execute(
        f"SELECT substr(a.moment, 1, 10), count(*) FROM articles a WHERE {condition} GROUP BY 1 ORDER BY 1 {way}",
        values,
    )
    for iso, number in rows:
        after = (date.fromisoformat(iso) + timedelta(days=1)).isoformat()
        within = Condition("a.moment >= ? AND a.moment < ?", (iso, after))
        yield Group(f"{date.fromisoformat(iso):%A}, {day(iso)}", within, number, iso)


def _by_feed(conn: sqlite3.Connection, query: str, kept: Collection[int]) -> Iterator[Group]:
    condition, values = articles.condition_of(query, kept)
    numbers = dict(
        conn.execute(
            f"""SELECT i.feed, count(DISTINCT a.id) FROM feed_items i CROSS JOIN articles a ON a.id = i.article
                WHERE {condition} GROUP BY i.feed""",
            values,
        ).fetchall()
    )
    for feed in feeds.subscriptions(conn):
        within = Condition("a.id IN (SELECT article FROM feed_items WHERE feed = ?)", (feed.id,))
        yield Group(name_of(feed), within, numbers.get(feed.id, 0))
    yield Group("From no feed", _UNFED, articles.count(conn, query, kept, _UNFED))


def _by_story(conn: sqlite3.Connection, query: str, kept: Collection[int]) -> Iterator[Group]:
    # Search once, not for each story.
    listed = {*articles.ids(conn, query), *kept} if query else None
    placed: list[int] = []
    for story in stories(conn):
        placed += story.articles
        number = len(story.articles) if listed is None else len(listed.intersection(story.articles))
        yield Group(one_line(story.name), Condition(_SOME, (json.dumps(story.articles),)), number)
    rest = Condition(f"NOT {_SOME}", (json.dumps(placed),))
    yield Group("In no story", rest, articles.count(conn, query, kept, rest))
