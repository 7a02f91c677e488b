"""What the reader's keys open across the library: a quantity over time, a source's claims; and verdicts on links."""

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.library.claim_bodies import encode
from store.library.connection import open_reader, open_writer
from store.library.sources import Statement
from store.linking import linker, links, verdicts
from store.linking.clustering import regroup
from tests.store.stored_links import change_claim, change_links, rewrite, stored_claim, unlink_all, weigh
from tests.tui.drawn_screen import open_story, panel_of, rows, seen, settled, text_of
from tests.tui.stories import Stated, Story, Tie, write_library
from tui.app.application import AttribuneApp
from tui.screens.reader_screen import ReaderScreen
from tui.screens.source_screen import SourceScreen, StatementLines
from tui.screens.timeline_screen import TimelineScreen
from tui.text.plot_points import Mark
from tui.widgets.plot import Plot

SIZES = [(80, 24), (160, 48)]


def story(outlet: str, published: str, figure: str, source: str) -> Story:
    text = f"{figure} homes were flooded, {source} said." if source else f"{figure} homes were flooded."
    return Story(
        f"By {outlet}", outlet, published, text, (Stated(figure, "homes flooded", source, "said" if source else ""),)
    )


@pytest.fixture
def across(tmp_path: Path) -> Path:
    """Five articles of one flood; the mayor speaks in three, gives one value twice, and is contradicted once."""
    stories = (
        story("Post", "2026-03-14", "220", "the mayor"),
        story("Wire", "2026-03-14", "220", "the mayor"),
        story("Ferry", "2026-03-13", "90", "the fire service"),
        story("Daybreak", "2026-03-18", "300", "the mayor"),
        story("Herald", "", "240", ""),
    )
    ties = (
        Tie((0, 0), (1, 0), "repeats", "same source", 0.9),
        Tie((0, 0), (2, 0), "differs", "90 < 220"),
        Tie((0, 0), (3, 0), "updates", "4 days later"),
        Tie((0, 0), (4, 0), "agrees", "about the same", 0.85),
    )
    path = write_library(tmp_path / "told.db", stories, ties)
    with closing(open_writer(path)) as conn:
        for number, value in enumerate((220.0, 220.0, 90.0, 300.0, 240.0), start=1):
            change_claim(conn, number, value=value)
            linker.enter(conn, number)
        change_claim(conn, 5, bound="~")
    return path


async def open_across(pilot: Pilot[None], number: int, key: str) -> None:
    """Press a key in the story with that number, and wait for the result."""
    await open_story(pilot, number)
    await pilot.press(key)
    await settled(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_t_shows_the_values_over_time_as_plot_and_list(across: Path, size: tuple[int, int]) -> None:
    app = AttribuneApp(across)
    async with app.run_test(size=size) as pilot:
        await open_across(pilot, 0, "t")
        assert isinstance(app.screen, TimelineScreen)
        assert "4 values · 2 sources, 1 article names none" in seen(app)
        listed = [row.split() for row in rows(app) if row.lstrip("▌ ").startswith(("●", "■")) and "2026" in row]
        assert listed == [
            ["●", "≠", "13", "Mar", "2026", "90", "the", "fire", "service", "·", "Ferry"],
            ["▌■", "14", "Mar", "2026", "220", "the", "mayor", "·", "Post,", "Wire", "·", "this", "claim"],
            ["■", "↑", "18", "Mar", "2026", "300", "the", "mayor", "·", "Daybreak"],
        ]
        assert any(row.split() == ["=", "no", "date", "240", "no", "source", "·", "Herald"] for row in rows(app))
        assert sum(row.count("■") for row in rows(app)) == 4
        assert any("14 Mar" in row and "18 Mar" in row for row in rows(app))


@pytest.mark.parametrize("key", ["t", "w"])
async def test_a_denial_is_never_shown_as_a_value_of_the_one_who_denies_it(across: Path, key: str) -> None:
    with closing(open_writer(across)) as conn:
        change_claim(conn, 3, text="220", value=220.0, stance="denied")
    app = AttribuneApp(across)
    async with app.run_test(size=(100, 30)) as pilot:
        await open_across(pilot, 0, key)
        denial = next(row for row in rows(app) if "fire service" in row)
        assert " ".join(denial.split()).find("denies 220 the fire service") > 0
        if key == "t":
            assert "3 values · 1 denial · 2 sources, 1 article names none" in seen(app)
            assert not denial.startswith((" ●", " ■")), "a denial has no mark, as the plot has no value of it"


async def test_a_later_state_has_another_sign_than_an_earlier_one(across: Path) -> None:
    app = AttribuneApp(across)
    async with app.run_test(size=(120, 40)) as pilot:
        for number, sign, word in ((0, "↑", "UPDATES"), (3, "↓", "EARLIER")):
            await open_story(pilot, number)
            line = next(row for row in rows(app) if "homes were flooded, the mayor said" in row)
            assert sign in line.split("homes")[0]
            assert f"{sign} {word}" in seen(app)
            await pilot.press("t")
            await settled(pilot)
            other = "300" if number == 0 else "220"
            assert any(f" {sign} " in row and other in row for row in rows(app) if "Mar 2026" in row)
            await pilot.press("escape")


async def test_enter_reads_the_article_of_a_value_and_backspace_comes_back(across: Path) -> None:
    app = AttribuneApp(across)
    async with app.run_test(size=(100, 30)) as pilot:
        await open_story(pilot, 0)
        await pilot.press("t", "j", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        assert "By Daybreak" in rows(app)[0]
        await pilot.press("backspace")
        await pilot.pause()
        assert "By Post" in rows(app)[0]
        await pilot.press("t", "escape")
        await pilot.pause()
        assert "By Post" in rows(app)[0]


async def test_values_that_nothing_places_in_time_are_listed_only(across: Path) -> None:
    with closing(open_writer(across)) as conn:
        for other in (1, 2, 3, 4):
            weigh(conn, 5, other, 0.0)
        regroup(conn, [5])
    app = AttribuneApp(across)
    async with app.run_test(size=(100, 30)) as pilot:
        await open_across(pilot, 4, "t")
        assert "None of these values can be placed in time" in seen(app)
        assert not app.screen.query_one(Plot).display


async def test_the_plot_survives_another_size_and_another_theme(across: Path) -> None:
    app = AttribuneApp(across)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_across(pilot, 0, "t")
        await pilot.resize_terminal(150, 50)
        app.theme = "textual-light"
        await settled(pilot)
        assert sum(row.count("●") for row in rows(app)) == 2


async def test_a_low_terminal_keeps_the_list_and_drops_the_plot(across: Path) -> None:
    app = AttribuneApp(across)
    async with app.run_test(size=(60, 12)) as pilot:
        await open_across(pilot, 0, "t")
        assert not app.screen.query_one(Plot).display
        assert any(row.startswith("▌■") for row in rows(app))
        await pilot.resize_terminal(60, 24)
        await settled(pilot)
        assert app.screen.query_one(Plot).display


async def test_equal_values_and_ranges_are_drawn(across: Path) -> None:
    app = AttribuneApp(across)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_across(pilot, 0, "t")
        plot = app.screen.query_one(Plot)
        day = datetime(2026, 3, 1, tzinfo=UTC)
        for marks in ([Mark(day, 0, 0, 0, 0)], [Mark(day, -4e9, -4e9, -4e9, 9)], [Mark(day, 5, 2, 8, 1)]):
            plot.show(marks, 0)
            await settled(pilot)
        assert "■" in seen(app)


async def drawn(app: AttribuneApp, pilot: Pilot[None], *marks: Mark) -> list[str]:
    """Return the rows of a plot with these marks."""
    await open_across(pilot, 0, "t")
    plot = app.screen.query_one(Plot)
    plot.show(marks)
    await settled(pilot)
    return [row[plot.region.x : plot.region.right] for row in rows(app)[plot.region.y : plot.region.bottom]]


async def test_from_value_to_value_the_plot_leads_in_steps(across: Path) -> None:
    app = AttribuneApp(across)
    async with app.run_test(size=(100, 40)) as pilot:
        first, last = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 5, tzinfo=UTC)
        plotted = await drawn(app, pilot, Mark(first, 20, 20, 20, 0), Mark(last, 90, 90, 90, 0))
        (upper,) = [row for row in plotted if "● 90" in row]
        (lower,) = [row for row in plotted if "● 20" in row]
        rise = upper.index("●")
        between = plotted[plotted.index(upper) + 1 : plotted.index(lower)]
        assert between
        assert {row[rise] for row in between} == {"·"}
        assert {row.count("·") for row in between} == {1}
        assert "·" not in upper
        assert lower.rstrip(" ┃┣").endswith("·")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (100, 31)])
async def test_the_ticks_of_the_values_stand_in_rows_of_equal_worth(across: Path, size: tuple[int, int]) -> None:
    app = AttribuneApp(across)
    async with app.run_test(size=size) as pilot:
        day = datetime(2026, 3, 1, tzinfo=UTC)
        marks = (Mark(day, 40, 40, 40, 0), Mark(day + timedelta(days=2), 955, 955, 955, 1))
        plotted = await drawn(app, pilot, *marks)
        ticks = [(number, row.split()[0]) for number, row in enumerate(plotted) if "┫" in row and row.split()[0] != "┫"]
        steps = {
            (above - below, float(more.replace(",", "")) - float(less.replace(",", "")))
            for (above, less), (below, more) in zip(ticks[1:], ticks, strict=False)
        }
        assert len(ticks) > 2
        assert len(steps) == 1


async def test_a_value_that_may_be_more_has_a_tail_to_above(across: Path) -> None:
    app = AttribuneApp(across)
    async with app.run_test(size=(100, 40)) as pilot:
        day = datetime(2026, 3, 1, tzinfo=UTC)
        plotted = await drawn(app, pilot, Mark(day, 50, 50, 50, 0, 1), Mark(day + timedelta(days=3), 90, 90, 90, 1, -1))
        at = {sign: next(number for number, row in enumerate(plotted) if sign in row) for sign in "●■"}
        more, less = plotted[at["●"]].index("●"), plotted[at["■"]].index("■")
        assert plotted[at["●"] - 1][more] == plotted[at["●"] - 2][more] == "╎"
        assert plotted[at["■"] + 1][less] == plotted[at["■"] + 2][less] == "╎"


@pytest.mark.parametrize("size", SIZES)
async def test_w_shows_all_that_the_source_says_what_is_contradicted_first(across: Path, size: tuple[int, int]) -> None:
    app = AttribuneApp(across)
    async with app.run_test(size=size) as pilot:
        await open_across(pilot, 3, "w")
        assert isinstance(app.screen, SourceScreen)
        shown = seen(app)
        assert "2 claims · 1 contradicted · 3 articles" in shown
        assert shown.index("≠ 220") < shown.index("≠ 90  the fire service · Ferry · 13 Mar 2026") < shown.index("300")
        assert "Post, Wire · 14 Mar 2026" in shown
        await pilot.press("j", "enter")
        await pilot.pause()
        assert "By Daybreak" in rows(app)[0]


async def test_all_that_the_source_says_follows_a_screenful_and_the_cursor_stays_at_its_claim(
    across: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[list[int]] = []
    show = StatementLines.show
    monkeypatch.setattr("tui.screens.source_screen._FIRST", 1)

    def note_and_show(self: StatementLines, statements: Sequence[Statement]) -> None:
        shown.append([statement.claim.id for statement in statements])
        show(self, statements)

    monkeypatch.setattr(StatementLines, "show", note_and_show)
    app = AttribuneApp(across)
    async with app.run_test(size=(100, 30)) as pilot:
        await open_across(pilot, 3, "w")
        assert "2 claims · 1 contradicted · 3 articles" in seen(app)
        assert [len(statements) for statements in shown] == [1, 2]
        statements = app.screen.query_one(StatementLines)
        first = shown[0][0]
        assert statements.statements[statements.chosen].claim.id == first


async def test_a_claim_of_nobody_has_no_source_to_show(across: Path) -> None:
    app = AttribuneApp(across)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await open_story(pilot, 4)
        await pilot.press("w")
        await pilot.pause()
        assert isinstance(app.screen, ReaderScreen)
        assert [notice.message for notice in app._notifications] == ["The article itself says so: there is no source."]


def relations(path: Path, claim: int = 1) -> dict[int, tuple[str, str]]:
    with closing(open_reader(path)) as conn:
        return {link.claim.id: (link.relation, link.verdict) for link in links.related(conn, claim)}


async def test_x_tells_the_chosen_claim_apart_and_z_takes_it_back(across: Path) -> None:
    app = AttribuneApp(across)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        assert "≠ DIFFERS" in seen(app)
        await pilot.press("x")
        await settled(pilot)
        assert relations(across)[3] == ("apart", "not")
        assert "≠ DIFFERS" not in seen(app)
        assert "✕ NOT THE SAME  by you" in seen(app)
        assert text_of(app).current == 0
        entry = panel_of(app).entry
        assert entry
        assert entry.link.relation == "repeats", "the first that is left"
        await pilot.press("z")
        await settled(pilot)
        assert relations(across)[3] == ("differs", "")
        assert "≠ DIFFERS" in seen(app)


async def test_the_same_key_once_more_takes_it_back(across: Path) -> None:
    app = AttribuneApp(across)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_across(pilot, 0, "equals_sign")
        assert relations(across)[3][1] == "same"
        assert "by you · Ferry" in seen(app)
        assert "why: you said that it is the same" in seen(app)
        await pilot.press("equals_sign")
        await settled(pilot)
        assert relations(across)[3] == ("differs", "")


async def test_a_verdict_on_a_text_goes_for_its_near_copies(across: Path) -> None:
    with closing(open_writer(across)) as conn:
        conn.execute("UPDATE articles SET voice = 3 WHERE id IN (3, 4)")
        change_links(conn, lambda *_: "differs")
        rewrite(conn, 4, encode(stored_claim(conn, 3)))
    app = AttribuneApp(across)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 0)
        while (link := panel_of(app).link_at(panel_of(app).chosen)) and link.claim.id != 3:
            await pilot.press("tab", "j", "tab")
        assert "also Daybreak" in seen(app)
        await pilot.press("x")
        await settled(pilot)
        assert [relations(across)[claim][1] for claim in (3, 4)] == ["not", "not"]


async def test_a_verdict_needs_another_claim(across: Path) -> None:
    with closing(open_writer(across)) as conn:
        unlink_all(conn)
    app = AttribuneApp(across)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await open_story(pilot, 0)
        await pilot.press("x")
        await pilot.pause()
        assert [notice.message for notice in app._notifications] == ["No other claim is chosen."]


async def test_a_claim_that_was_declared_different_is_not_in_the_margin(across: Path) -> None:
    with closing(open_writer(across)) as conn:
        verdicts.say(conn, 3, 1, "not")
    app = AttribuneApp(across)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_story(pilot, 2)
        assert not any(row.lstrip().startswith("≠") for row in rows(app))
