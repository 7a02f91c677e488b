"""The reader's text: its heading, stepping through claims, margin and marks, scrolling, copying, leaving."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.events import MouseScrollDown, Resize

from store.library.connection import open_writer
from tests.store.stored_links import link
from tests.tui.drawn_screen import click_words, notices, open_story, panel_of, rows, seen, settled, text_of, until
from tests.tui.stories import STORIES
from tui.app.application import AttribuneApp
from tui.screens.library_screen import LibraryScreen
from tui.screens.reader_screen import ReaderScreen
from tui.widgets.article_text import ArticleText

BARRIER = STORIES[0]


async def test_the_heading_names_title_outlet_date_and_claims(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        assert rows(app)[0].split("  ")[0] == " Tide barrier costs double"
        assert rows(app)[0].strip().endswith("Harbour Post · 14 Mar 2026 09:10 · 6 claims, 1 contested (N)   50 %")


async def test_facts_take_a_second_line_where_one_is_too_narrow(app: AttribuneApp) -> None:
    async with app.run_test(size=(70, 24)) as pilot:
        await open_story(pilot, 0)
        assert rows(app)[0].split("  ")[0].strip() == "Tide barrier costs double"
        assert rows(app)[1].strip() == "Harbour Post · 14 Mar 2026 09:10 · 6 claims, 1 contested (N)"


async def test_an_article_without_a_date_says_so(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 3)
        assert "no date" in rows(app)[0]


async def test_n_and_p_step_through_the_claims_and_stop_at_the_ends(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        claims = []
        for key in ("p", "n", "n", "n", "n", "n", "n", "p"):
            await pilot.press(key)
            claims.append(text_of(app).current)
        assert claims == [0, 1, 2, 3, 4, 5, 5, 4]


async def test_the_current_claim_is_scrolled_into_view_with_its_sentence(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("n", "n", "n", "n")
        await pilot.pause()
        assert "Police say two people died in the flood" in seen(app)


async def test_capital_n_goes_to_contested_claims_only(library: Path) -> None:
    conn = open_writer(library)
    link(conn, 6, 9, "differs")
    conn.close()
    app = AttribuneApp(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("N")
        assert text_of(app).current == 5
        await pilot.press("N", "P")
        assert text_of(app).current == 0


async def test_keys_that_find_nothing_say_so(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await open_story(pilot, 0)
        await pilot.press("N", "P")
        await open_story(pilot, 3)
        await pilot.press("y")
        await pilot.pause()
        assert notices(app) == [
            "No claim after this one is contested.",
            "No claim before this one is contested.",
            "This article gives no figures.",
        ]


async def test_after_scrolling_n_continues_from_what_is_in_view(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("G")
        await pilot.press("n")
        assert text_of(app).current == 4
        await pilot.press("g")
        await pilot.press("p")
        assert text_of(app).current == 3


async def test_a_step_draws_only_the_rows_that_look_different(
    app: AttribuneApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(120, 60)) as pilot:
        await open_story(pilot, 0)
        text = text_of(app)
        drawn: list[int] = []
        draw = text.draw

        def noted(number: int) -> Iterable[Segment] | None:
            drawn.append(number)
            return draw(number)

        monkeypatch.setattr(text, "draw", noted)
        await pilot.press("n")
        await pilot.pause()
        starts = {
            BARRIER.text.index(words) for words in ("Governor", "more than 220", "said on", "Radio", "around 1,500")
        }
        assert set(drawn) == {text.row_at(start) for start in starts}


async def test_the_margin_has_the_signs_of_what_others_say(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        row = next(row for row in rows(app) if "Governor Ana Brandt" in row)
        assert row.startswith(" ≠ ≈ Governor")
        assert next(row for row in rows(app) if "$1.7 billion" in row).startswith("     The barrier")


async def test_marks_differ_by_more_than_colour(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        drawn = [segment for y in range(12) for segment in text_of(app).render_line(y)]
        styles = {segment.text: segment.style for segment in drawn if segment.style}
        looks = {
            words: (bool(style.bold), bool(style.italic), bool(style.underline), bool(style.reverse))
            for words in (
                "more than 220",
                "$1.7 billion",
                "$800 million",
                "Governor Ana Brandt",
                "said",
                "left the old town.",
            )
            if (style := styles[words])
        }
        assert len(set(looks.values())) == len(looks) - 1
        assert looks["more than 220"] == (True, False, False, True)


async def test_a_long_text_opens_at_the_claim_of_the_link(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 1)
        await pilot.press("enter")
        await pilot.pause()
        assert text_of(app).current == 0
        assert "more than 220" in seen(app)


async def test_a_click_on_a_figure_makes_it_the_current_claim(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        await click_words(pilot, "$800 million")
        assert text_of(app).current == 3
        assert "CLAIM 4 of 6" in seen(app)


async def test_the_wheel_scrolls_the_text(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        await pilot._post_mouse_events([MouseScrollDown], widget=text_of(app), offset=(5, 5))
        await until(pilot, lambda: text_of(app).top > 0)


async def test_selected_text_is_copied_as_it_stands_in_the_article(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        y = next(number for number, row in enumerate(rows(app)) if "homes had" in row)
        start = rows(app)[y].index("homes had")
        end = rows(app)[y + 1].index("flooded on") + len("flooded")
        await pilot.mouse_down(offset=(start, y))
        await pilot.hover(offset=(end - 1, y + 1))
        await pilot.mouse_up(offset=(end - 1, y + 1))
        await pilot.pause()
        assert app.screen.get_selected_text() == "homes had been flooded"
        await pilot.press("ctrl+c")
        assert app.clipboard == "homes had been flooded"


async def test_y_copies_the_claim_with_source_sentence_outlet_date_and_link(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("y")
        assert app.clipboard == (
            "more than 220 (homes flooded) — Governor Ana Brandt, “said”, via Harbour Radio. "
            "“Governor Ana Brandt said on Harbour Radio that more than 220 homes had been flooded on the night of "
            "12 March, and that around 1,500 people had left the old town.” "
            "“Tide barrier costs double”, Harbour Post, 14 Mar 2026. https://harbour.example/barrier"
        )


async def test_o_opens_nothing_that_is_not_on_the_web(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_story(pilot, 2)
        await pilot.press("o")
        await pilot.pause()
        assert "came from a file" in next(iter(app._notifications)).message


async def test_a_new_width_keeps_the_place_in_the_text(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("G", "k", "k")
        await pilot.pause()
        before = text_of(app).top_offset
        await pilot.resize_terminal(70, 40)
        await pilot.pause()
        rows_here = text_of(app).rows
        row = rows_here[text_of(app).top]
        assert row.start <= before <= max(row.end, rows_here[text_of(app).top + 1].start)


async def test_the_text_is_no_wider_than_a_comfortable_measure(app: AttribuneApp) -> None:
    async with app.run_test(size=(240, 50)) as pilot:
        await open_story(pilot, 0)
        assert max(row.end - row.start for row in text_of(app).rows) <= 72


async def test_escape_leaves_for_the_list(app: AttribuneApp) -> None:
    async with app.run_test() as pilot:
        await open_story(pilot, 0)
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)


async def test_an_article_that_is_gone_is_a_notice(library: Path) -> None:
    app = AttribuneApp(library)
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        app.read(99)
        await pilot.pause()
        assert not isinstance(app.screen, ReaderScreen)
        assert next(iter(app._notifications)).message == "This article is no longer in the library."


async def test_keys_typed_in_a_row_go_to_the_pane_that_tab_has_chosen(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        for key in ("tab", "j"):
            app.simulate_key(key)
        await pilot.pause()
        assert panel_of(app).chosen == 1
        assert text_of(app).top == 0


async def test_capital_j_and_k_read_the_next_and_previous_article_of_the_list(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        titles = [rows(app)[0].strip()]
        for key in ("J", "J", "K"):
            await pilot.press(key)
            await pilot.pause()
            titles.append(rows(app)[0].strip())
        assert len(set(titles)) == 3
        assert titles[3] == titles[1]


async def test_before_the_first_article_of_the_list_there_is_none(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "K")
        await pilot.pause()
        assert "The list has no article before this one." in next(iter(app._notifications)).message


async def test_capital_u_passes_over_what_is_read(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        titles = []
        for key in ("enter", "J", "K", "U"):
            await pilot.press(key)
            await settled(pilot)
            titles.append(rows(app)[0].strip())
        first, second, again, unread = titles
        assert again == first
        assert unread not in {first, second}


async def test_half_pages_and_paragraphs_of_the_text_from_either_pane(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        text = text_of(app)
        half = text.page // 2
        await pilot.press("ctrl+d", "tab", "ctrl+d")
        assert text.top == 2 * half
        await pilot.press("ctrl+u", "ctrl+u")
        assert text.top == 0
        tops = []
        for key in ("}", "}", "}", "{"):
            await pilot.press(key)
            tops.append(text.text[text.top_offset :].lstrip()[:12])
        assert tops == ["Governor Ana", "The barrier ", "Paragraph 1 ", "The barrier "]


async def test_the_panel_is_under_the_text_from_the_first_layout_on(
    app: AttribuneApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    widths = []
    resized = ArticleText.on_resize

    def noted(text: ArticleText, event: Resize) -> None:
        widths.append(event.size.width)
        resized(text, event)

    monkeypatch.setattr(ArticleText, "on_resize", noted)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        await pilot.pause()
        assert set(widths) == {80}
