"""Whatever is done to a library, in any order, it agrees with itself and with a simple model of it."""

from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from store.ingest.reextracting import replace_claims
from store.library import articles, claims, trash
from store.library.connection import open_reader, open_writer
from store.linking import verdicts
from store.undo import undo_last
from tests.store.handmade_claims import FIRE_SERVICE, GOVERNOR, RED_CROSS, flooded, put
from tests.store.integrity import check_integrity
from tui.app.changes import Change, deleted, make, starred, tagged

_PLACES = st.sampled_from(["a.txt", "b.txt", "c.txt", "d.txt"])
_TEXTS = st.sampled_from([GOVERNOR, FIRE_SERVICE, RED_CROSS])
pytestmark = pytest.mark.slow


class Library(RuleBasedStateMachine):
    """A library, and the expected state of its articles: text, star, tags, claims, whether in the trash.

    undo: what undoes each change in the model, the last at the end. declared: what was said of two figures, each an
    article and its text.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "library.db"
        self.conn = open_writer(self.path)
        self.texts: dict[int, str] = {}
        self.starred: set[int] = set()
        self.tags: dict[int, set[str]] = {}
        self.deleted: set[int] = set()
        self.bare: set[int] = set()
        self.undo: list[Callable[[], object]] = []
        self.declared: dict[frozenset[tuple[int, str]], str] = {}

    def teardown(self) -> None:
        self.conn.close()
        self.folder.cleanup()

    def _some(self, place: str) -> list[int]:
        """Return any article in the list, or None if it is empty."""
        listed = sorted(self.texts.keys() - self.deleted)
        return listed[ord(place[0]) % len(listed) :][:1] if listed else []

    def _article(self, number: int) -> articles.Article:
        return next(article for article in articles.page(self.conn, 0, 50) if article.id == number)

    @rule(place=_PLACES, text=_TEXTS, number=st.integers(0, 5))
    def add(self, place: str, text: str, number: int) -> None:
        # Each place has its own text, so that none counts as a copy of another.
        whole = f"{text} Statement in {place} for the {number}th time."
        article = put(self.conn, whole, place).article
        if article not in self.deleted:
            if self.texts.get(article) != whole:
                self.bare.discard(article)
            self.texts[article] = whole

    def _make(self, change: Change, undo: Callable[[], object]) -> None:
        if make(self.conn, change):
            self.undo.append(undo)

    @rule(place=_PLACES)
    def star(self, place: str) -> None:
        for number in self._some(place):
            before = number in self.starred
            self._make(starred(self._article(number)), partial(self._star, number, before))
            self._star(number, not before)

    def _star(self, number: int, given: bool) -> None:
        self.starred = self.starred | {number} if given else self.starred - {number}

    @rule(place=_PLACES, names=st.sampled_from(["flood", "city", "flood, city", ""]))
    def tag(self, place: str, names: str) -> None:
        for number in self._some(place):
            before = self.tags.get(number, set())
            self._make(tagged(self._article(number), names), partial(self.tags.__setitem__, number, before))
            self.tags[number] = set(names.split(", ")) - {""}

    @rule(place=_PLACES)
    def delete(self, place: str) -> None:
        for number in self._some(place):
            self._make(deleted(self._article(number)), partial(self.deleted.discard, number))
            self.deleted.add(number)

    @rule()
    def undo_the_last(self) -> None:
        assert bool(undo_last(self.conn)) == bool(self.undo)
        if self.undo:
            self.undo.pop()()

    @rule(place=_PLACES, finds=st.booleans())
    def extract(self, place: str, finds: bool) -> None:
        for number in self._some(place):
            (version,) = self.conn.execute("SELECT latest FROM articles WHERE id = ?", (number,)).fetchone()
            replace_claims(self.conn, version, [flooded(self.texts[number])] if finds else [], "2")
            (self.bare.discard if finds else self.bare.add)(number)

    @rule(place=_PLACES, other=_PLACES, verdict=st.sampled_from(["same", "not", ""]))
    def relate(self, place: str, other: str, verdict: Literal["same", "not", ""]) -> None:
        pair = sorted({*self._some(place), *self._some(other)} - self.bare)
        if len(pair) < 2:
            return
        first, second = (claims.of_article(self.conn, number)[0].id for number in pair)
        ends = frozenset((number, self.texts[number].partition(" Said in ")[0]) for number in pair)
        if verdict:
            assert verdicts.say(self.conn, first, second, verdict)
            self.declared[ends] = verdict
        else:
            assert verdicts.take_back(self.conn, first, second) == (self.declared.pop(ends, None) is not None)

    @rule()
    def take_back(self) -> None:
        trash.restore(self.conn, sorted(self.deleted))
        self.deleted.clear()

    @invariant()
    def agrees(self) -> None:
        check_integrity(self.path, set())
        with closing(open_reader(self.path)) as conn:
            there = {article.id: article for article in articles.page(conn, 0, 50)}
            assert there.keys() == self.texts.keys() - self.deleted
            for number, article in there.items():
                assert bool(article.starred) == (number in self.starred)
                assert set(article.tags) == self.tags.get(number, set())
                assert article.claims == (number not in self.bare)
            assert sorted(pair.verdict for pair in verdicts.all_stored(conn)) == sorted(self.declared.values())


Library.TestCase.settings = settings(max_examples=3, stateful_step_count=8, deadline=None)
test_any_order = Library.TestCase
