"""Voices: who counts as one source where outlets print one text."""

from contextlib import closing
from pathlib import Path

from store.library.connection import open_reader, open_writer
from store.linking.links import related
from tests.tui.stories import Stated, Story, Tie, write_library
from tui.text.link_groups import behind


def test_copies_that_name_the_speaker_of_a_line_differently_have_one_source(tmp_path: Path) -> None:
    line = "Crews counted 90 homes, Brandt of the fire service said."
    stories = tuple(
        Story(f"By {outlet}", outlet, "2026-03-13", line, (Stated("90", "homes", source, "said"),))
        for outlet, source in (("A", "Brandt"), ("B", "Brandt"), ("C", "the fire service"))
    )
    ties = tuple(Tie((0, 0), (number, 0), "agrees", "") for number in (1, 2))
    path = write_library(tmp_path / "library.db", stories, ties)
    with closing(open_reader(path)) as conn:
        assert str(behind(related(conn, 1))) == "2 sources, 2 articles"
    with closing(open_writer(path)) as conn:
        conn.execute("UPDATE articles SET voice = 1")
    with closing(open_reader(path)) as conn:
        assert str(behind(related(conn, 1))) == "1 source, 2 articles"
