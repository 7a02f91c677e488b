"""The app's connection to the library notices what others write."""

from contextlib import closing
from pathlib import Path

from store.library.connection import open_writer
from store.library.reading_state import set_read
from tui.app.library_reader import LibraryReader


def test_what_is_written_after_the_first_query_is_a_change_once(library: Path) -> None:
    reading = LibraryReader(library, print)
    reading.ask(lambda conn: conn.execute("SELECT count(*) FROM articles").fetchone(), None)
    with closing(open_writer(library)) as conn:
        set_read(conn, [1])
    assert [reading.changed(), reading.changed()] == [True, False]
    reading.close()


def test_what_was_there_before_the_first_query_is_no_change(library: Path) -> None:
    with closing(open_writer(library)) as conn:
        set_read(conn, [1])
    reading = LibraryReader(library, print)
    assert not reading.changed()
    reading.close()
