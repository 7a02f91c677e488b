"""Typesetting: where rows break, and that they keep their positions in the text."""

import re
import sys
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.text.typesetting import _NARROW, Row, typeset


def lines(text: str, width: int, keep: tuple[tuple[int, int], ...] = ()) -> list[str]:
    return [" " * row.indent + text[row.start : row.end] for row in typeset(text, width, keep)]


@given(st.text(alphabet=st.sampled_from("ab -—\nü日本é\u0301😀❤\ufe0f.,1"), max_size=200), st.integers(8, 40))
def test_rows_contain_every_visible_character_once_and_fit(text: str, width: int) -> None:
    rows = typeset(text, width)
    shown = "".join(text[row.start : row.end] for row in rows)
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", text)
    assert all(cell_len(text[row.start : row.end].replace("\n", " ")) + row.indent <= width for row in rows)
    assert all(row.end <= following.start for row, following in pairwise(rows))


def test_narrow_characters_are_drawn_in_one_cell() -> None:
    narrow = [chr(point) for point in range(sys.maxunicode) if _NARROW.fullmatch(chr(point))]
    assert [character for character in narrow if cell_len(character) != 1] == []


def test_paragraphs_are_separated_by_a_blank_row() -> None:
    assert lines("One.\n\nTwo.", 20) == ["One.", "", "Two."]
    assert lines("One.\nTwo.", 20) == ["One.", "", "Two."]


def test_a_row_breaks_between_words_and_drops_the_space() -> None:
    assert lines("The city has spent more", 12) == ["The city has", "spent more"]


def test_a_figure_is_kept_whole_if_the_gap_is_small() -> None:
    text = "The barrier will now cost $1.7 billion in all"
    start = text.index("$1.7")
    assert lines(text, 37)[0] == "The barrier will now cost $1.7"
    assert lines(text, 37, ((start, start + len("$1.7 billion")),))[0] == "The barrier will now cost"


def test_a_figure_longer_than_a_third_of_the_measure_is_broken() -> None:
    text = "They lost between 20,000 and 30,000 soldiers"
    start = text.index("between")
    assert lines(text, 24, ((start, start + len("between 20,000 and 30,000")),))[0] == "They lost between 20,000"


def test_a_word_longer_than_the_row_is_cut() -> None:
    assert lines("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_a_compound_breaks_after_its_hyphen() -> None:
    assert lines("the long-standing feud", 10) == ["the long-", "standing", "feud"]


def test_wide_characters_take_two_cells_and_break_anywhere() -> None:
    assert lines("日本語の新聞", 8) == ["日本語の", "新聞"]


def test_a_combining_mark_stays_with_its_letter() -> None:
    text = "e\u0301" * 12
    assert all(not text[row.start : row.end].startswith("\u0301") for row in typeset(text, 8))


def test_hard_wrapped_lines_are_rewrapped() -> None:
    line = "words that somebody has wrapped by hand at about sixty columns"
    text = "\n".join([line] * 6) + "\n\nAnother paragraph."
    assert lines(text, 90)[0].replace("\n", " ").startswith(f"{line} words that")
    assert lines(text, 90)[-2:] == ["", "Another paragraph."]


def test_list_items_have_a_hanging_indent_and_no_blank_rows() -> None:
    text = "Before.\n\n- the first item is long\n- second\n\nAfter."
    assert lines(text, 18) == ["Before.", "", "- the first item", "  is long", "- second", "", "After."]


def test_a_short_line_above_a_paragraph_is_a_heading() -> None:
    text = "Flood toll still open\n\n" + "Late on Sunday the governor wrote that it had been so. " * 3
    rows = typeset(text, 60)
    assert rows[0] == Row(0, len("Flood toll still open"), 0, True)
    assert not any(row.heading for row in rows[1:])


def test_a_sentence_is_no_heading() -> None:
    text = "He left.\n\n" + "Sunday evening, the president stated that it had been so. " * 3
    assert not any(row.heading for row in typeset(text, 60))


def test_twice_the_text_has_twice_the_rows() -> None:
    text = ("Words and more words about the gates. " * 20 + "\n\n") * 50
    assert len(typeset(text * 2, 72)) == 2 * len(typeset(text, 72)) + 1


PAGE = "Costs\n| Year | Cost |\n|---|---|\n| 2019 | $800 million |\n| 2020 | $1.1 billion |\nSteel became dearer."


def drawn(text: str, width: int) -> list[str]:
    """Return the rows as they are drawn, with tables in columns."""
    shown = []
    for row in typeset(text, width):
        line = "─" * row.table.rule if row.table else ""
        for blanks, start, end in row.pieces:
            line += " " * blanks + text[start:end]
        shown.append(line)
    return shown


def test_a_table_of_a_page_is_set_in_columns_with_numbers_to_the_right() -> None:
    assert drawn(PAGE, 40) == [
        "Costs",
        "",
        "Year          Cost",
        "──────────────────",
        "2019  $800 million",
        "2020  $1.1 billion",
        "",
        "Steel became dearer.",
    ]


def test_a_table_of_a_markdown_file_is_set_in_columns() -> None:
    text = "Place | Killed\n\nOldmouth | 27\n\nKetter | 9"
    assert drawn(text, 40) == ["Place     Killed", "Oldmouth      27", "Ketter         9"]


def test_a_table_wider_than_the_text_is_set_as_prose_and_loses_nothing() -> None:
    text = "| A long name of a column | Another one |\n| forty words | fifty words |"
    assert all(row.table is None for row in typeset(text, 24))
    assert "".join("".join(lines(text, 24)).split()) == "".join(text.split())


def test_a_single_line_with_a_bar_is_no_table() -> None:
    assert [row.table for row in typeset("Weather | Oldmouth Post\nMore rain is expected.", 40)] == [None] * 3


def test_a_table_keeps_the_positions_of_its_figures() -> None:
    rows = typeset(PAGE, 40)
    row = next(row for row in rows if row.start <= PAGE.index("$1.1 billion") < row.end)
    assert row.table
    assert [PAGE[cell.start : cell.end] for cell in row.table.cells] == ["2020", "$1.1 billion"]


def test_a_blank_with_an_accent_over_it_is_not_dropped_at_the_end_of_a_row() -> None:
    assert lines("111日日日 \u0301", 9) == ["111日日日", "\u0301"]
