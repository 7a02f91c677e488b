"""The command palette: offers every action that works on the current screen, and the themes."""

from collections.abc import Iterator, Mapping

from textual.app import App

from tui.screens.palette_screen import PaletteItem, PaletteScreen, palette_items


def open_palette(app: App[None], keymap: Mapping[str, str]) -> None:
    """Offer all actions that work on the app's current screen, and run the chosen one."""

    def run(item: PaletteItem | None) -> None:
        if item:
            app.call_next(app.run_action, item.action, item.node)

    offered = [item for item in palette_items(app.screen.active_bindings.values(), keymap) if item.name != "palette"]
    app.push_screen(PaletteScreen([*offered, *_theme_items(app)]), run)


def _theme_items(app: App[None]) -> Iterator[PaletteItem]:
    """Yield an action for each theme, our own first."""
    for name in sorted(app.available_themes, key=lambda name: (not name.startswith("attribune"), name)):
        yield PaletteItem(f"Use the theme {name} until you leave", "", "theme", f"use_theme('{name}')", app)
