"""Keys: each is named, explained and documented; and the effect of keys that a user sets."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.widgets import Input

import tui
from store.search.conditions import STATES
from store.search.filters import FIELDS
from store.settings import Settings
from tests.tui.drawn_screen import open_story, rows, seen, text_of
from tui.app.application import AttribuneApp
from tui.app.key_names import shown
from tui.app.key_scopes import scopes
from tui.app.keys import Scope, checked, shown_keys, table
from tui.text.signs import LOOKS

README = Path(__file__).parents[3] / "README.md"


def own_bindings() -> Iterator[tuple[type[DOMNode], Binding]]:
    """Yield every binding that a class of the app defines."""
    for package in ("tui.app", "tui.screens", "tui.widgets"):
        path = importlib.import_module(package).__path__
        for module in pkgutil.iter_modules(path, f"{package}."):
            if module.ispkg:
                continue
            members = vars(importlib.import_module(module.name)).values()
            for kind in {kind for kind in members if isinstance(kind, type) and kind.__module__ == module.name}:
                if issubclass(kind, DOMNode):
                    for binding in vars(kind).get("BINDINGS", ()):
                        assert isinstance(binding, Binding), f"{kind.__name__} has a binding without a name"
                        yield kind, binding


def test_every_binding_has_a_name_a_label_and_an_explanation() -> None:
    bindings = list(own_bindings())
    assert len(bindings) > 20
    assert [binding for _, binding in bindings if not (binding.id and binding.description and binding.tooltip)] == []


def test_every_binding_is_in_the_table_of_keys() -> None:
    listed = {binding.id for place in scopes(AttribuneApp) for binding in place.bindings}
    assert {binding.id for _, binding in own_bindings()} == listed


def test_nothing_binds_keys_beside_the_apps_own() -> None:
    """A binding that Textual adds to its screens would work without being in the help."""
    for kind, _ in own_bindings():
        # Keys that edit a line of text are the usual ones and need no name.
        if not issubclass(kind, App | Input):
            named = {binding.id for _, binding in kind._merge_bindings()}
            assert None not in named, f"{kind.__name__} inherits a binding without a name"


async def test_every_key_is_in_the_help(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 200)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        for place in scopes(AttribuneApp):
            assert place.name.upper() in seen(app)
            for binding in place.bindings:
                row = next(row for row in seen(app).splitlines() if binding.tooltip in row)
                assert row.strip().startswith(shown_keys(binding, {}))


async def test_all_that_a_search_knows_is_in_the_help_and_in_the_readme(app: AttribuneApp) -> None:
    readme = README.read_text(encoding="utf-8")
    async with app.run_test(size=(120, 300)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        for name in [
            *(f"{field}:" for field in FIELDS),
            *(f"is:{state}" for state in STATES),
            "OR",
            "figure>",
            "killed>",
        ]:
            assert name in seen(app)
            assert f"`{name}" in readme


def test_every_key_is_in_the_readme() -> None:
    """`python -m tests.keys` prints the table."""
    readme = README.read_text(encoding="utf-8")
    assert [row for row in table(scopes(AttribuneApp)).splitlines() if row not in readme] == []


async def test_every_sign_is_explained_in_the_help(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 240)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        first = [row.split()[0] for row in seen(app).splitlines() if row.split()]
        assert {look.sign for look in LOOKS.values()} <= set(first)


async def test_every_action_in_the_help_stands_beside_its_name_in_the_settings(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 300)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        for place in scopes(AttribuneApp):
            for binding in place.bindings:
                assert any(binding.tooltip in row and row.split()[-1] == binding.id for row in rows(app))


async def test_words_typed_in_the_help_leave_the_keys_and_signs_that_have_them(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("question_mark", "slash", *"contested")
        await pilot.pause()
        assert "next_contested" in seen(app)
        assert "is:contested" in seen(app)
        assert "Star the article" not in seen(app)
        await pilot.press(*"xyz")
        await pilot.pause()
        assert "no match" in rows(app)[-1]
        await pilot.press("escape")
        await pilot.pause()
        assert "Star the article" in seen(app)


async def test_what_is_typed_in_the_help_is_seen_also_before_an_article_was_read(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark", "slash", *"trash")
        await pilot.pause()
        assert rows(app)[-1].startswith(" / trash")


async def test_the_help_is_found_by_a_name_of_the_settings_and_stays_found(app: AttribuneApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("question_mark", "slash", *"yank_par", "enter")
        await pilot.pause()
        assert "Copy the paragraph with its link" in seen(app)
        assert "/ find" in rows(app)[-1]
        await pilot.press("escape")
        await pilot.pause()
        assert "Read the article" in seen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert len(app.screen_stack) == 1


async def test_the_help_begins_with_the_place_one_comes_from(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 60)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert seen(app).index("LIBRARY") < seen(app).index("MOVING ABOUT")
        await pilot.press("escape")
        await open_story(pilot, 0)
        await pilot.press("question_mark")
        await pilot.pause()
        assert seen(app).index("READER") < seen(app).index("MOVING ABOUT")
        await pilot.press("question_mark", "slash")
        assert len(app.screen_stack) == 3
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert len(app.screen_stack) == 2


async def test_the_bar_shows_the_keys_of_the_focused_place_and_always_how_to_leave(app: AttribuneApp) -> None:
    async with app.run_test(size=(60, 24)) as pilot:
        await open_story(pilot, 0)
        bar = seen(app).splitlines()[-1]
        assert bar.startswith(" n next  p prev.")
        assert bar.rstrip().endswith("? help  q back")


async def test_a_click_on_the_bar_presses_the_key(app: AttribuneApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_story(pilot, 0)
        await pilot.click(offset=(2, 23))
        await pilot.pause()
        assert text_of(app).current == 1


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("question_mark", "?"),
        ("ctrl+c", "Ctrl+C"),
        ("G", "G"),
        ("pagedown", "PgDn"),
        ("f1", "F1"),
        ("shift+tab", "Shift+Tab"),
    ],
)
def test_keys_are_shown_as_they_are_printed_on_the_keyboard(key: str, name: str) -> None:
    assert shown(key) == name


PLACES = (
    Scope(
        "Reader",
        (Binding("n", "x", id="next", tooltip="On"), Binding("p", "x", id="previous", tooltip="Back")),
        ("Everywhere",),
    ),
    Scope("List", (Binding("o", "x", id="open", tooltip="Read"),), ("Everywhere",)),
    Scope("Everywhere", (Binding("q,ctrl+q", "x", id="quit", tooltip="Leave"),)),
)


def test_keys_that_are_free_are_taken_over() -> None:
    assert checked({"next": "J, ctrl+n", "open": "n"}, PLACES) == ({"next": "J,ctrl+n", "open": "n"}, [])


def test_two_actions_may_change_keys() -> None:
    assert checked({"next": "p", "previous": "n"}, PLACES) == ({"next": "p", "previous": "n"}, [])


def test_a_key_that_an_inner_place_takes_from_those_around_it_stays_so() -> None:
    places = (Scope("Reader", (Binding("slash", "x", id="find"),), ("Everywhere",)),)
    around = (Scope("Everywhere", (Binding("slash", "x", id="search"),)),)
    assert checked({"find": "/"}, places + around) == ({"find": "slash"}, [])


def test_keys_may_be_written_as_the_help_shows_them() -> None:
    assert checked({"next": "Ctrl+X, PgDn"}, PLACES) == ({"next": "ctrl+x,pagedown"}, [])
    assert checked({"next": "F1, ↓"}, PLACES) == ({"next": "f1,down"}, [])
    assert checked({"next": "), ctrl+@, comma"}, PLACES) == ({"next": "right_parenthesis,ctrl+at,comma"}, [])
    assert checked({"next": "J"}, PLACES) == ({"next": "J"}, [])


@pytest.mark.parametrize(
    ("keys", "complaint"),
    [
        ({"fly": "x"}, "there is no action fly: `attribune config print` names them"),
        ({"nxet": "x"}, "there is no action nxet: did you mean next?"),
        ({"next": ""}, "'' for next is not a key"),
        ({"next": "hyper+x"}, "'hyper+x' for next is not a key"),
        ({"next": "enterr"}, "'enterr' for next is not a key"),
        ({"next": "p"}, "p for next (On) is already the key of previous (Back): give previous another key as well"),
        ({"next": "q"}, "q for next (On) is already the key of quit (Leave)"),
        ({"quit": "o"}, "o for quit (Leave) is already the key of open (Read)"),
    ],
)
def test_keys_that_cannot_be_set_are_reported_and_left(keys: dict[str, str], complaint: str) -> None:
    accepted, complaints = checked(keys, PLACES)
    assert accepted == {}
    assert [complaint_of.action for complaint_of in complaints] == list(keys)
    assert complaint in complaints[0].words


def test_the_users_keys_go_before_those_of_a_preset() -> None:
    preset = {"next": "J", "previous": "K"}
    assert checked({}, PLACES, preset) == (preset, [])
    assert checked({"next": "L"}, PLACES, preset) == ({"next": "L", "previous": "K"}, [])
    assert checked({"next": "p"}, PLACES, preset) == ({"next": "p", "previous": "K"}, [])
    keys, (complaint,) = checked({"next": "K"}, PLACES, preset)
    assert keys == preset
    assert "K for next (On) is already the key of previous (Back)" in complaint.words


async def test_keys_from_the_settings_work_and_the_help_and_the_bar_show_them(library: Path) -> None:
    app = AttribuneApp(library, Settings(library, keys={"next_claim": "R,)", "previous_claim": "E", "fly": "f"}))
    async with app.run_test(size=(100, 60), notifications=True) as pilot:
        await open_story(pilot, 0)
        await pilot.press("R", "right_parenthesis", "E", "n")
        assert text_of(app).current == 1
        assert "R next  E prev." in seen(app)
        assert [("no action fly" in notice.message) for notice in app._notifications] == [True]
        await pilot.press("question_mark")
        await pilot.pause()
        assert any(row.split() == ["R", ")", "Next", "claim", "next_claim"] for row in seen(app).splitlines())


async def test_of_several_settings_that_cannot_be_used_one_is_reported_and_how_to_see_the_others(library: Path) -> None:
    app = AttribuneApp(library, Settings(library, theme="nor", keys={"fly": "f"}, remarks=("config.toml:1: oops",)))
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        (notice,) = app._notifications
        assert notice.message == (
            "config.toml:1: oops. And 2 more: `attribune config check` names them. "
            "`attribune config edit` opens the settings."
        )


async def test_a_setting_that_ends_in_a_question_gets_no_full_stop(library: Path) -> None:
    app = AttribuneApp(library, Settings(library, keys={"next_clam": "n"}))
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        (notice,) = app._notifications
        assert notice.message.endswith("did you mean next_claim? `attribune config edit` opens the settings.")


def test_the_app_has_no_command_palette() -> None:
    assert not AttribuneApp.ENABLE_COMMAND_PALETTE
    assert tui.__doc__
