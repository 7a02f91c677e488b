"""The command palette: offers every action that works on the current screen, and the themes."""

from collections.abc import Iterator, Mapping

from textual.app import App

from tui.screens.palette_screen import Act, PaletteScreen, acts


def open_palette(app: App[None], keymap: Mapping[str, str]) -> None:
    """Offer all actions that work on the app's current screen, and run the chosen one."""

    def run(act: Act | None) -> None:
        if act:
            app.call_next(app.run_action, act.action, act.node)

    offered = [act for act in acts(app.screen.active_bindings.values(), keymap) if act.name != "palette"]
    app.push_screen(PaletteScreen([*offered, *_theme_acts(app)]), run)


def _theme_acts(app: App[None]) -> Iterator[Act]:
    """Yield an action for each theme, our own first."""
    for name in sorted(app.available_themes, key=lambda name: (not name.startswith("attribune"), name)):
        yield Act(f"Use the theme {name} until you leave", "", "theme", f"use_theme('{name}')", app)
