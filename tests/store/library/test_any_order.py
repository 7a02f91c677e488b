"""Whatever is done to a library, in any order, it agrees with itself and with a simple model of it."""

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from store.library import articles, reading_state, trash
from store.library.connection import open_reader, open_writer
from tests.store.made import FIRE_SERVICE, GOVERNOR, RED_CROSS, put
from tests.store.sound import check_sound

_PLACES = st.sampled_from(["a.txt", "b.txt", "c.txt", "d.txt"])
_TEXTS = st.sampled_from([GOVERNOR, FIRE_SERVICE, RED_CROSS])
pytestmark = pytest.mark.slow


class Library(RuleBasedStateMachine):
    """A library, and what its articles should be: text, star, tags, whether it lies in the trash."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "library.db"
        self.conn = open_writer(self.path)
        self.texts: dict[int, str] = {}
        self.starred: set[int] = set()
        self.tags: dict[int, set[str]] = {}
        self.deleted: set[int] = set()

    def teardown(self) -> None:
        self.conn.close()
        self.folder.cleanup()

    def _some(self, place: str) -> list[int]:
        """Return an article that lies in the list, or none."""
        listed = sorted(self.texts.keys() - self.deleted)
        return listed[ord(place[0]) % len(listed) :][:1] if listed else []

    @rule(place=_PLACES, text=_TEXTS, number=st.integers(0, 5))
    def add(self, place: str, text: str, number: int) -> None:
        # Each place has its own text, so that none is taken for a copy of another's.
        whole = f"{text} Statement in {place} for the {number}th time."
        article = put(self.conn, whole, place).article
        if article not in self.deleted:
            self.texts[article] = whole

    @rule(place=_PLACES, starred=st.booleans())
    def star(self, place: str, starred: bool) -> None:
        reading_state.set_starred(self.conn, some := self._some(place), starred=starred)
        self.starred = self.starred | set(some) if starred else self.starred - set(some)

    @rule(place=_PLACES, name=st.sampled_from(["flood", "city"]), given=st.booleans())
    def tag(self, place: str, name: str, given: bool) -> None:
        for article in self._some(place):
            change = reading_state.add_tags if given else reading_state.remove_tags
            change(self.conn, [article], [name])
            names = self.tags.setdefault(article, set())
            names.add(name) if given else names.discard(name)

    @rule(place=_PLACES)
    def delete(self, place: str) -> None:
        trash.delete(self.conn, some := self._some(place))
        self.deleted |= set(some)

    @rule()
    def take_back(self) -> None:
        trash.restore(self.conn, sorted(self.deleted))
        self.deleted.clear()

    @invariant()
    def agrees(self) -> None:
        check_sound(self.path, set())
        with closing(open_reader(self.path)) as conn:
            there = {article.id: article for article in articles.page(conn, 0, 50)}
            assert there.keys() == self.texts.keys() - self.deleted
            for number, article in there.items():
                assert bool(article.starred) == (number in self.starred)
                assert set(article.tags) == self.tags.get(number, set())
                assert article.claims == 1


Library.TestCase.settings = settings(max_examples=3, stateful_step_count=8, deadline=None)
test_any_order = Library.TestCase
