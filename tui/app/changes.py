"""The changes that a reader makes in the app: made in a thread, one after the other, and undoable."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import cast

from store.ingest.writer import Writer
from store.library import feed_tags, feeds, journal, notes, positions, reading_state, trash
from store.library.articles import Article
from store.library.claims import StoredClaim
from store.library.feeds import Subscription
from store.library.file_identity import Presence
from store.library.journal import Step
from store.library.positions import Position
from store.library.sources import Source
from store.linking import verdicts, watches
from store.linking.claim_places import place_of
from store.linking.constraints import Verdict
from store.linking.links import Link
from store.linking.watches import Watch
from store.search import saved_searches
from store.undo import Undone, undo_last
from store.wording import counted, name_of, one_line, title_of

# A change that the reader didn't ask for can't be undone.
_NOTHING = Step("", {})


@dataclass(frozen=True, slots=True)
class Change:
    """A change to the library; words: what it did, "" if it is silent and not undoable.

    do: returns the step of `store.undo` that undoes it, None if nothing changed.
    """

    do: Callable[[sqlite3.Connection], Step | None]
    words: str


def make(conn: sqlite3.Connection, change: Change) -> bool:
    """Make a change and store how to undo it; return False if nothing changed."""
    step = change.do(conn)
    if step and change.words:
        journal.write(conn, change.words, step)
    return step is not None


class Changes:
    """Makes changes on a separate connection, opened with the first one.

    presence: of the file that is read; another file in its place has other articles under the same numbers.
    """

    def __init__(self, path: Path, presence: Presence | None = None) -> None:
        self._path = path
        self._presence = presence or Presence(path)
        self._writer_thread: Writer | None = None

    async def make(self, change: Change) -> bool:
        """Make a change; return False if nothing changed. Raises LibraryError."""
        return await (await self._writer()).do(make, change)

    async def undo(self) -> Undone | None:
        """Undo the last change not undone yet, also of an earlier run; None if there is none. Raises LibraryError."""
        return await (await self._writer()).do(undo_last)

    async def close(self) -> None:
        """Close the library once the running change is done."""
        if self._writer_thread:
            await self._writer_thread.__aexit__()
        self._writer_thread = None

    async def _writer(self) -> Writer:
        self._presence.check()
        if self._writer_thread is None:
            writer = Writer(self._path)
            await writer.__aenter__()
            await writer.do(_spare)
            self._writer_thread = writer
        return self._writer_thread


def _spare(conn: sqlite3.Connection) -> None:
    """Give a writer as little memory as a reader has: with each article that is read, it touches a few more pages."""
    conn.execute("PRAGMA cache_size = -2000")


def opened(article: Article) -> Change:
    """Mark an opened article as read, and as read again if a new version has come in."""
    return Change(lambda conn: _NOTHING if reading_state.note_opened(conn, article.id) else None, "")


def left(article: int, position: Position) -> Change:
    """Store where the reader leaves an article."""

    def do(conn: sqlite3.Connection) -> Step | None:
        return _NOTHING if positions.keep(conn, article, position) else None

    return Change(do, "")


def marked(article: Article) -> Change:
    """Mark an unread article as read, or the other way round."""
    word = "unread" if article.read else "read"
    return Change(_marking([article.id], read=not article.read), f"“{title_of(article)}” is {word}")


def all_marked(articles: Sequence[int]) -> Change:
    """Mark all these articles as read."""
    return Change(_marking(articles, read=True), f"{counted(len(articles), 'article')} marked as read")


def starred(article: Article) -> Change:
    """Star an article, or remove its star."""
    wanted = not article.starred

    def do(conn: sqlite3.Connection) -> Step | None:
        times = {} if wanted else {"times": reading_state.times_of(conn, "starred", [article.id])}
        changed = reading_state.set_starred(conn, [article.id], starred=wanted)
        return Step("star", {"articles": changed, "starred": not wanted, **times}) if changed else None

    return Change(do, f"“{title_of(article)}” {'is starred' if wanted else 'is no longer starred'}")


def tagged(article: Article, tags: str) -> Change:
    """Replace an article's tags by these, separated by commas."""

    def do(conn: sqlite3.Connection) -> Step | None:
        before = reading_state.set_tags(conn, article.id, [tags])
        return Step("tags", {"places": [(article.id, before)]})

    return Change(do, f"the tags of “{title_of(article)}” have changed")


def deleted(article: Article) -> Change:
    """Move an article to the trash."""

    def do(conn: sqlite3.Connection) -> Step | None:
        trashed = trash.delete(conn, [article.id])
        return Step("restore", {"articles": trashed}) if trashed else None

    return Change(do, f"“{title_of(article)}” is in the trash")


def restored(articles: Sequence[int], names: str) -> Change:
    """Restore articles from the trash; names: theirs, for the message."""

    def do(conn: sqlite3.Connection) -> Step | None:
        back = trash.restore(conn, articles)
        return Step("delete", {"articles": back}) if back else None

    return Change(do, f"{names} {'is' if len(articles) == 1 else 'are'} back in the library")


def noted(claim: StoredClaim, words: str) -> Change:
    """Replace the note on a claim."""

    def do(conn: sqlite3.Connection) -> Step | None:
        place = place_of(conn, claim.id)
        before = notes.write(conn, claim, words)
        if before == words or place is None:
            return None
        return Step("note", {"places": [astuple(place)], "words": before})

    return Change(do, "the note is written" if words else "the note is removed")


def judged(claim: StoredClaim, links: Sequence[Link], verdict: Verdict) -> Change:
    """Record that other claims are about the same quantity, or not; repeating a verdict takes it back."""
    others = {link.claim.id: cast(Verdict | None, link.verdict or None) for link in links}
    wanted = None if set(others.values()) == {verdict} else verdict

    def say(conn: sqlite3.Connection, other: int) -> bool:
        if wanted is None:
            return verdicts.take_back(conn, claim.id, other)
        return verdicts.say(conn, claim.id, other, wanted)

    def do(conn: sqlite3.Connection) -> Step | None:
        changed = [other for other in others if say(conn, other)]
        places = [place_of(conn, claim_id) for claim_id in (claim.id, *changed)]
        if not changed or None in places:
            return None
        before = [others[other] for other in changed]
        return Step("verdicts", {"places": [astuple(place) for place in places if place], "before": before})

    figure = f"“{one_line(links[0].claim.claim.text)}”"
    words = {
        "same": f"{figure} is the same",
        "not": f"{figure} is not the same",
        None: f"the verdict on {figure} is taken back",
    }
    return Change(do, words[wanted])


def saved(name: str, query: str) -> Change:
    """Save a search under a name."""

    def do(conn: sqlite3.Connection) -> Step | None:
        before = saved_searches.save(conn, name, query)
        return Step("search", {"name": name, "query": before})

    return Change(do, f"the search “{name}” is saved")


def forgotten(name: str) -> Change:
    """Delete a saved search."""

    def do(conn: sqlite3.Connection) -> Step | None:
        before = saved_searches.named(conn, name)
        saved_searches.remove(conn, name)
        return Step("search", {"name": before.name, "query": before.query}) if before else None

    return Change(do, f"the search “{name}” is forgotten")


def watched(claim: StoredClaim) -> Change:
    """Watch the quantity of a claim."""

    def do(conn: sqlite3.Connection) -> Step | None:
        begun = watches.watch_quantity(conn, claim.id)
        return Step("unwatch", {"watch": begun[0].id}) if begun and begun[1] else None

    return Change(do, f"numbers other than “{one_line(claim.claim.text)}” are watched for")


def source_watched(source: Source) -> Change:
    """Watch a source."""

    def do(conn: sqlite3.Connection) -> Step | None:
        watch, is_new = watches.watch_source(conn, source)
        return Step("unwatch", {"watch": watch.id}) if is_new else None

    return Change(do, f"“{one_line(source.name)}” is watched")


def unwatched(watch: Watch) -> Change:
    """Stop watching something."""

    def do(conn: sqlite3.Connection) -> Step | None:
        places = [astuple(place) for place in watch.places]
        step = Step("watch", {"name": watch.name, "source": watch.source, "places": places})
        return step if watches.remove(conn, watch.id) else None

    return Change(do, f"“{one_line(watch.name)}” is no longer watched")


def renamed(feed: Subscription, title: str) -> Change:
    """Give a feed a title of the reader's own."""

    def do(conn: sqlite3.Connection) -> Step | None:
        done = feeds.rename(conn, feed.id, title)
        return Step("rename feed", {"feed": feed.id, "title": feed.title}) if done else None

    return Change(do, f"the feed is now called “{title}”")


def put_into_folder(feed: Subscription, folder: str) -> Change:
    """Put a feed into another folder, "" for none."""

    def do(conn: sqlite3.Connection) -> Step | None:
        done = feeds.change(conn, feed.url, folder=folder)
        return Step("feed folder", {"url": feed.url, "folder": feed.folder}) if done else None

    words = f"is in the folder “{folder}”" if folder else "is in no folder"
    return Change(do, f"“{name_of(feed)}” {words}")


def feed_tagged(feed: Subscription, tags: str) -> Change:
    """Replace a feed's tags by these, separated by commas."""

    def do(conn: sqlite3.Connection) -> Step | None:
        before = feed_tags.set_tags(conn, feed.id, [tags])
        changed = feed_tags.all_tags(conn).get(feed.id, ()) != before
        return Step("feed tags", {"feed": feed.id, "names": before}) if changed else None

    return Change(do, f"the tags of “{name_of(feed)}” have changed")


def unsubscribed(feed: Subscription) -> Change:
    """Unsubscribe from a feed; its articles stay."""

    def do(conn: sqlite3.Connection) -> Step:
        feeds.unsubscribe(conn, feed.id)
        outline = (feed.url, feed.title, feed.site, feed.folder)
        how = {"every": feed.every, "local": feed.local, "private": feed.private}
        return Step("subscribe", {"outline": outline, **how})

    return Change(do, f"“{name_of(feed)}” is unsubscribed; its articles stay")


def _marking(articles: Iterable[int], *, read: bool) -> Callable[[sqlite3.Connection], Step | None]:
    def do(conn: sqlite3.Connection) -> Step | None:
        times = {} if read else {"times": reading_state.times_of(conn, "read", articles)}
        changed = reading_state.set_read(conn, articles, read=read)
        return Step("mark", {"articles": changed, "read": not read, **times}) if changed else None

    return do
