"""Styles that a widget computes once, not with each frame."""

from typing import Any

from rich.style import Style
from textual.widget import Widget


class Looks(Widget):
    """A widget that caches its styles until a style sheet applies again; Textual forgets them with each refresh."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._looks: dict[str, Style] = {}

    def look(self, component: str = "") -> Style:
        """Return the style of a component, by default that of the widget itself."""
        style = self._looks.get(component)
        if style is None:
            style = self._looks[component] = self.get_component_rich_style(component) if component else self.rich_style
        return style

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._looks.clear()
