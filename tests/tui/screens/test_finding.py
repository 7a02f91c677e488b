"""Finding words in an article: what matches, what is highlighted and counted, moving between matches and back."""

import pytest
from textual.pilot import Pilot

from tests.tui.drawn_screen import open_story, rows, seen, segments, settled, text_of
from tui.app.application import AttribuneApp
from tui.screens.library_screen import LibraryScreen
from tui.screens.reader_screen import ReaderScreen
from tui.text.matches import Matches, find
from tui.widgets.heading import Heading


@pytest.mark.parametrize(
    ("words", "matches"),
    [
        ("flood", ["Flood", "FLOOD", "flood"]),
        ("flood of", ["FLOOD\nof"]),
        ("  flood   of ", ["FLOOD\nof"]),
        ("12.5%", ["12.5%"]),
        ("[b]", ["[b]"]),
        ("é", ["É"]),
        ("1.5", []),
        ("", []),
    ],
)
def test_words_match_in_any_case_over_line_ends_and_never_as_a_pattern(words: str, matches: list[str]) -> None:
    text = "Flood after FLOOD\nof 12.5% [b] É, 125 flood."
    assert [text[start:end] for start, end in find(words, "", text).text] == matches


def test_letters_that_are_longer_in_lower_case_move_no_match() -> None:
    assert find("flood", "", "İİİ flood").text == ((4, 9),)


def test_the_title_is_looked_through_too() -> None:
    assert find("tide", "Tide barrier", "the tide") == Matches("tide", ((0, 4),), ((4, 8),))


async def find_in_story(pilot: Pilot[None], words: str, number: int = 0) -> None:
    """Open a story and type words to be found in it."""
    await open_story(pilot, number)
    await pilot.press("slash", *words)
    await pilot.pause()


def lit(app: AttribuneApp, kind: str) -> list[str]:
    """Return the drawn text with the background of matches, or of the current match."""
    widgets = (text_of(app), "article-text"), (app.screen.query_one(Heading), "heading")
    colours = {widget.get_component_rich_style(f"{name}--{kind}").bgcolor for widget, name in widgets}
    return [segment.text for segment in segments(app) if segment.style and segment.style.bgcolor in colours]


async def test_matches_are_lit_and_counted_while_one_types(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await find_in_story(pilot, "FLOODE")
        assert "1 of 1 · Enter keeps · Esc clears" in rows(app)[-1]
        assert lit(app, "current-match") == ["floode"]
        await pilot.press("backspace")
        await pilot.pause()
        assert "1 of 2" in rows(app)[-1]


async def test_a_match_in_the_title_is_lit_and_counted_first(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await find_in_story(pilot, "barrier")
        assert "1 of 3" in rows(app)[-1]
        assert lit(app, "current-match") == ["barrier"]
        assert lit(app, "match") == ["barrier", "barrier"]
        assert [segment.text for segment in segments(app)].index("barrier") < 4


async def test_enter_keeps_the_matches_and_semicolon_and_comma_go_through_them(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await find_in_story(pilot, "pumps")
        places = []
        for key in ("enter", "semicolon", "comma", "comma", "semicolon"):
            await pilot.press(key)
            await pilot.pause()
            places.append(next(part for part in rows(app)[-1].split("  ") if " of " in part).split(" · ")[0].strip())
        assert places == ["1 of 12", "2 of 12", "1 of 12", "12 of 12", "1 of 12"]
        assert lit(app, "current-match") == ["pumps"]


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_the_last_line_names_the_key_of_the_next_match_at_once(app: AttribuneApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await find_in_story(pilot, "home")
        await pilot.press("enter")
        await pilot.pause()
        assert "· ; next · Esc clears" in rows(app)[-1]


async def test_the_claim_keys_stay_what_they_are_while_matches_are_lit(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await find_in_story(pilot, "pumps")
        await pilot.press("enter", "g", "n", "n", "p")
        assert text_of(app).current == 1
        assert lit(app, "match")


async def test_a_match_out_of_view_is_scrolled_to_and_leaving_goes_back(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("j")
        before = rows(app)
        await pilot.press("slash", *"police")
        await pilot.pause()
        assert "Police say two people died" in seen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert rows(app) == before


async def test_after_scrolling_semicolon_continues_from_what_is_in_view(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await find_in_story(pilot, "pumps")
        await pilot.press("enter", "G", "comma")
        await pilot.pause()
        assert "1 of 12" not in rows(app)[-1]
        assert lit(app, "current-match") == ["pumps"]


async def test_escape_puts_the_matches_out_before_it_leaves_the_article(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await find_in_story(pilot, "barrier")
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        assert lit(app, "match") == []
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)


async def test_words_that_are_not_there_are_said_to_be_missing(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await find_in_story(pilot, "zebra[/b]")
        assert "no match" in rows(app)[-1]
        await pilot.press("enter", "semicolon")
        await pilot.pause()
        assert [notice.message for notice in app._notifications] == ["No words are highlighted: / finds some."]


async def test_an_article_from_a_search_opens_at_the_first_match_with_the_matches_lit(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 1)
        await pilot.press("F", *"police barrier")
        await settled(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "Tide barrier costs double" in rows(app)[0]
        assert "2 of 4" in rows(app)[-1]
        assert text_of(app).current == 0
        await pilot.press("semicolon", "semicolon")
        await pilot.pause()
        assert "Police say two people died" in seen(app)
        assert lit(app, "current-match") == ["Police"]


async def test_a_search_by_filters_alone_opens_the_article_at_its_beginning(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("slash", *"outlet:harbour")
        await settled(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert text_of(app).top == 0
        assert " of 0" not in rows(app)[-1]


async def test_another_article_has_no_matches_of_the_one_before(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await find_in_story(pilot, "barrier")
        await pilot.press("enter")
        await open_story(pilot, 1)
        assert lit(app, "match") == []
        assert "of 3" not in rows(app)[-1]
