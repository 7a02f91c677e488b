"""The line of the text that contains a claim."""

import pytest

from extract.text.excerpt import LINE, sentence


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        ("One. She said 40 homes burned. Two.", "40", "She said 40 homes burned."),
        ("A headline\nShe said 40 homes\n\nburned.", "40", "She said 40 homes"),
        ("“We lost 40 homes.” He left.", "40", "“We lost 40 homes.”"),
        ("The U.S. counted 40 homes. Then it left.", "40", "The U.S. counted 40 homes."),
        ("It cost $1.7 billion. “It is dear,” he said.", "1.7", "It cost $1.7 billion."),
        ("40", "40", "40"),
    ],
)
def test_the_line_of_a_figure_is_its_sentence(text: str, figure: str, expected: str) -> None:
    start = text.index(figure)
    assert sentence(text, start, start + len(figure)) == expected


def test_a_long_sentence_is_cut_around_the_figure() -> None:
    text = "word " * 300 + "40 homes " + "more " * 300
    start = text.index("40")
    line = sentence(text, start, start + 2)
    assert "40 homes" in line
    assert line.startswith("…")
    assert line.endswith("…")
    assert len(line) <= LINE + 2


def test_any_span_of_any_text_has_a_line() -> None:
    text = "A. B! C?\n\n“D” 1,100 …\n" * 40
    for start in range(0, len(text), 7):
        for end in (start + 1, start + 400, len(text)):
            figure = " ".join(text[start:end].split())
            assert figure[:LINE] in sentence(text, start, end)
