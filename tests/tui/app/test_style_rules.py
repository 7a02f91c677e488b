"""Style sheets are parsed only once, with the same result as Textual's own parsing."""

import pytest
from textual.css import stylesheet
from textual.css.stylesheet import Stylesheet

from tui.app.style_rules import OnceParsed

CSS = {"one": "Label { color: $ink; }", "two": "Label { color: $ink; width: 3; } #x:hover { height: $tall; }"}


def filled(sheet: Stylesheet) -> Stylesheet:
    for name, css in CSS.items():
        sheet.add_source(css, read_from=(name, ""))
    return sheet


def test_it_has_the_rules_that_textual_has_also_with_other_colours() -> None:
    own, plain = (
        filled(OnceParsed(variables={"ink": "red", "tall": "1"})),
        filled(Stylesheet(variables={"ink": "red", "tall": "1"})),
    )
    for variables in ({"ink": "blue", "tall": "2"}, {"ink": "green", "tall": "2"}, {"ink": "red", "tall": "1"}):
        assert own.css == plain.css
        for sheet in (own, plain):
            sheet.set_variables(variables)
            sheet.reparse()
    assert own.css == plain.css


def test_what_was_parsed_with_the_same_colours_is_not_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    variables = {"ink": "teal", "tall": "7"}
    rules = filled(OnceParsed(variables=variables)).css
    monkeypatch.setattr(stylesheet, "parse", None)
    again = filled(OnceParsed(variables=variables))
    again.reparse()
    assert again.css == rules


def test_a_source_that_came_later_is_parsed_too() -> None:
    sheet = filled(OnceParsed(variables={"ink": "red", "tall": "1"}))
    sheet.reparse()
    sheet.add_source("#late { width: 5; }", read_from=("late", ""))
    sheet.reparse()
    assert "#late" in sheet.css
