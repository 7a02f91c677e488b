"""Parses style sheets once: Textual would parse all of them again for each screen that is first shown."""

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation

_Source = tuple[str, CSSLocation, bool, int, str]

# For how many sets of colours rules are cached: the theme's, and some that are tried.
_KEPT = 4
_parsed: dict[frozenset[tuple[str, str]], dict[_Source, list[RuleSet]]] = {}


class OnceParsed(Stylesheet):
    """The style sheets of an app; nothing is parsed again with the same colours.

    Textual 8.2 caches the rules of 64 sources, fewer than the app has, and drops all of them with each screen's style
    sheet, which costs a twentieth of a second per screen.
    """

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._own = _rules_with(self._variables)

    def set_variables(self, variables: dict[str, str]) -> None:
        super().set_variables(variables)
        self._own = _rules_with(variables)

    def reparse(self) -> None:
        self.parse()

    def _parse_rules(
        self,
        css: str,
        read_from: CSSLocation,
        is_default_rules: bool = False,
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        source = (css, read_from, is_default_rules, tie_breaker, scope)
        if source not in self._own:
            self._own[source] = super()._parse_rules(*source)
        return self._own[source]


def _rules_with(variables: dict[str, str]) -> dict[_Source, list[RuleSet]]:
    """Return the cache of rules parsed with these variables; the most recently used caches are kept."""
    key = frozenset(variables.items())
    _parsed[key] = _parsed.pop(key, {})
    if len(_parsed) > _KEPT:
        del _parsed[next(iter(_parsed))]
    return _parsed[key]
