"""The panel next to the text: who states the claim, what others say about it, and moving between links."""

from contextlib import closing
from pathlib import Path

import pytest

from store.library.connection import open_writer
from tests.store.stored_links import change_claim, change_links, link
from tests.tui.drawn_screen import click_words, open_story, panel_of, rows, seen, text_of
from tests.tui.stories import Stated, Story, Tie, write_library
from tui.app.application import AttribuneApp
from tui.screens.library_screen import LibraryScreen


async def test_the_panel_says_who_states_the_first_claim_and_how(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await open_story(pilot, 0)
        for words in (
            "CLAIM 1 of 6",
            "more than 220",
            "homes flooded · Oldmouth · 12 Mar 2026",
            "Governor Ana Brandt “said”",
            "via Harbour Radio",
            "stated as fact",
        ):
            assert words in seen(app)


async def test_a_tall_panel_draws_the_figure_large(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        assert "more than ┗━╸┗━╸┗━┛" in seen(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 48)])
async def test_the_panel_says_who_says_otherwise_and_why(app: AttribuneApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await open_story(pilot, 0)
        assert "≠ DIFFERS  1 source, 1 article" in seen(app)
        for words in (
            "90",
            "Fire service",
            "Coast Wire · 13 Mar 2026",
            "had counted 90 homes",
            "why: event flood, Oldmouth, 12 March",
        ):
            assert words in seen(app)


async def test_where_the_date_has_no_room_a_later_entry_says_only_how_much_later(library: Path) -> None:
    with closing(open_writer(library)) as conn:
        conn.execute("UPDATE versions SET outlet = 'Evening Post of Oldmouth' WHERE article = 3")
    app = AttribuneApp(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 1)
        later = next(row for row in seen(app).splitlines() if "2 days later" in row)
        assert later.split("│")[-1].strip("▌ ") == "2 days later · Evening Post of Oldmouth"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 48)])
@pytest.mark.parametrize("sources", [1, 2])
async def test_a_number_is_never_cut_for_the_name_beside_it(
    tmp_path: Path, size: tuple[int, int], sources: int
) -> None:
    def story(title: str, figure: str, source: str) -> Story:
        text = f"Up to {figure} people fled the valley, {source} said."
        return Story(title, "Post", "2026-03-01", text, (Stated(figure, "people who fled", source, "said"),))

    figure = "between 120,000 and 130,000"
    others = [story(f"B{number}", figure, f"the commission for refugees {number}") for number in range(sources)]
    ties = tuple(Tie((0, 0), (number + 1, 0), "differs", "same event") for number in range(sources))
    app = AttribuneApp(write_library(tmp_path / "fled.db", (story("A", "90", "the crew"), *others), ties))
    async with app.run_test(size=size) as pilot:
        await open_story(pilot, 0)
        panel = seen(app).partition("DIFFERS")[2]
        assert f"{figure}  " in panel


@pytest.fixture
def unsure(library: Path) -> Path:
    """A library in which one claim differs from the first, and one may be the same."""
    with closing(open_writer(library)) as conn:
        change_links(conn, lambda claim, other, name: "perhaps" if name == "agrees" else name)
    return library


async def test_what_may_be_the_same_is_folded_to_a_line_that_a_key_opens_and_folds(unsure: Path) -> None:
    app = AttribuneApp(unsure)
    async with app.run_test(size=(120, 30)) as pilot:
        await open_story(pilot, 0)
        for shown in (False, True, False):
            assert "? PERHAPS THE SAME  1" in seen(app)
            assert ("At least 250" in seen(app)) == shown
            await pilot.press("plus")
            await pilot.pause()


async def test_the_cursor_comes_to_the_folded_line_and_enter_opens_it(unsure: Path) -> None:
    app = AttribuneApp(unsure)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("tab", "j")
        await pilot.pause()
        assert any(row.startswith(" ▌ ? PERHAPS THE SAME  1   + shows them") for row in rows(app))
        await pilot.press("enter")
        await pilot.pause()
        assert "At least 250" in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Red Cross opens shelters" in rows(app)[0]


async def test_what_is_related_is_folded_too_and_folds_again_at_the_next_claim(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("n")
        await pilot.pause()
        assert "· RELATED  1" in seen(app)
        assert "we have beds for" not in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "we have beds for" in seen(app)
        await pilot.press("p", "n")
        await pilot.pause()
        assert "we have beds for" not in seen(app)


async def test_where_nothing_is_folded_the_key_says_so(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await open_story(pilot, 0)
        await pilot.press("plus")
        await pilot.pause()
        assert next(iter(app._notifications)).message == "Nothing is related, or perhaps the same."


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 48)])
async def test_who_says_so_comes_first_then_who_says_otherwise_then_why(
    app: AttribuneApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await open_story(pilot, 0)
        panel = [row for row in rows(app) if row not in rows(app)[:2]]
        places = [
            next(number for number, row in enumerate(panel) if words in row)
            for words in ("Governor Ana Brandt “said”", "≠ DIFFERS", "Fire service", "why: event flood")
        ]
        assert places == sorted(places)


async def test_an_equal_value_and_one_that_fits_have_signs_of_their_own(library: Path) -> None:
    app = AttribuneApp(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        assert "≈ FITS  1 source, 1 article" in seen(app)
        assert "= AGREES" not in seen(app)
        assert next(row for row in rows(app) if "Governor Ana" in row).startswith(" ≠ ≈")
    with closing(open_writer(library)) as conn:
        change_claim(conn, 8, text="more than 220")
    app = AttribuneApp(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        assert "= AGREES  1 source, 1 article" in seen(app)
        assert "≈ FITS" not in seen(app)
        assert next(row for row in rows(app) if "Governor Ana" in row).startswith(" ≠ =")


async def test_a_claim_is_shown_in_its_own_words_and_the_quantity_in_those_of_most_articles(library: Path) -> None:
    with closing(open_writer(library)) as conn:
        conn.execute("UPDATE quantities SET label = 'houses under water' WHERE label = 'homes flooded'")
    app = AttribuneApp(library)
    async with app.run_test(size=(120, 30)) as pilot:
        await open_story(pilot, 0)
        assert "homes flooded · Oldmouth · 12 Mar 2026" in seen(app)
        assert "quantity: houses under water" in seen(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "homes flooded · Oldmouth · 12 Mar 2026" in seen(app)
        assert "houses under water" not in seen(app)


async def test_a_narrow_panel_says_that_a_claim_is_denied_and_leaves_stumps_out(library: Path) -> None:
    with closing(open_writer(library)) as conn:
        change_claim(conn, 2, stance="denied")
    app = AttribuneApp(library)
    async with app.run_test(size=(44, 24)) as pilot:
        await open_story(pilot, 0)
        assert any(row.rstrip().endswith("Governor Ana Brandt “said”") for row in rows(app))
        await pilot.press("n")
        await pilot.pause()
        assert "Governor Ana Brandt “said” · denied" in seen(app)


async def test_a_claim_without_a_source_is_said_to_be_the_articles_own(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("n", "n", "n")
        await pilot.pause()
        assert "no source: the article itself says so" in seen(app)
        assert "No other claim in the library" in seen(app)


async def test_a_value_that_articles_only_print_is_no_sources(tmp_path: Path) -> None:
    stories = tuple(
        Story(title, title, "2026-03-14", "90 homes were flooded.", (Stated("90", "homes flooded"),))
        for title in ("Post", "Wire", "Ferry")
    )
    ties = (Tie((0, 0), (1, 0), "agrees", ""), Tie((0, 0), (2, 0), "agrees", ""))
    app = AttribuneApp(write_library(tmp_path / "printed.db", stories, ties))
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        assert "no source: this article and 2 others say so themselves" in seen(app)


async def test_an_article_without_figures_says_so(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 3)
        await pilot.press("n", "p", "N", "enter", "tab", "j", "y")
        assert "This article gives no figures." in seen(app)


async def test_enter_opens_the_first_link_at_its_claim_and_backspace_returns(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("j", "j", "j")
        before = rows(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Fire crews count flooded homes" in rows(app)[0]
        assert "CLAIM 1 of 1" in seen(app)
        await pilot.press("backspace")
        await pilot.pause()
        assert rows(app) == before


async def test_backspace_returns_to_scroll_claim_link_and_pane(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("tab", "j")
        await pilot.pause()
        before = rows(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Red Cross opens shelters" in rows(app)[0]
        assert text_of(app).has_focus
        await pilot.press("backspace")
        await pilot.pause()
        assert panel_of(app).has_focus
        assert panel_of(app).chosen == 1
        assert rows(app) == before


async def test_backspace_walks_back_through_several_articles_to_the_list(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("enter", "enter")
        await pilot.pause()
        for title in ("Tide barrier costs double", "Fire crews count flooded homes", "Tide barrier costs double"):
            assert rows(app)[0].split("  ")[0].strip() == title
            await pilot.press("backspace")
            await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)


async def test_a_click_on_a_link_chooses_it_and_a_second_one_opens_it(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        await click_words(pilot, "At least 250")
        assert panel_of(app).chosen == 1
        await click_words(pilot, "At least 250")
        assert "Red Cross opens shelters" in rows(app)[0]


async def test_the_panel_moves_under_the_text_in_a_narrow_terminal(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        assert panel_of(app).region.x > text_of(app).region.x
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert panel_of(app).region.y > text_of(app).region.y
        assert panel_of(app).region.width == 80


async def test_links_that_come_in_while_one_reads_appear_where_one_is(tmp_path: Path) -> None:
    path = write_library(tmp_path / "library.db", ties=())
    app = AttribuneApp(path)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        app._look()
        assert "DIFFERS" not in seen(app)
        conn = open_writer(path)
        link(conn, 1, 7, "differs")
        conn.close()
        app._look()
        await pilot.pause()
        await pilot.pause()
        assert "≠ DIFFERS" in seen(app)
        assert next(row for row in rows(app) if "Governor Ana" in row).lstrip().startswith("≠")


async def test_a_denial_comes_first_and_says_what_it_denies(library: Path) -> None:
    with closing(open_writer(library)) as conn:
        change_claim(conn, 7, stance="denied")
        link(conn, 1, 7, "differs")
    app = AttribuneApp(library)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        assert "≠ DENIED" in seen(app)
        assert "denies " in seen(app)
