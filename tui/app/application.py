"""The terminal application: opens the library, shows its screens, and reports errors."""

import os
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import ANSIToTruecolor, LineFilter
from textual.screen import Screen
from textual.theme import Theme

from store.library import articles
from store.library.articles import Article
from store.library.connection import LibraryError
from store.settings import Settings
from tui.app import garbage, job_running, leaving, notices, themes
from tui.app.article_keys import article_of
from tui.app.control_filter import ControlFilter
from tui.app.library_reader import LibraryReader
from tui.app.notices import TITLE, short
from tui.app.opening import OpeningApp
from tui.app.style_rules import OnceParsed
from tui.screens.library_screen import LibraryScreen, list_of
from tui.text.cell_wording import fit, title_of
from tui.widgets.article_list import ArticleList

if TYPE_CHECKING:
    from store.library.positions import Position
    from tui.app.changes import Change, Changes

# Seconds between checks whether another program has written to the library.
LOOK_EVERY = 1.0
_FOLDER = Path(__file__).parents[1]


class AttribuneApp(OpeningApp, inherit_bindings=False):
    """The app that reads a library: list, reader, search and help."""

    TITLE = "Attribune"
    # Textual doesn't load the first screen's style sheet by itself; other screens' are loaded when shown.
    CSS_PATH: ClassVar[list[str | PurePath]] = [
        _FOLDER / name for name in ("app/app.tcss", "screens/library.tcss", "screens/lines.tcss")
    ]
    # Textual's own palette would offer commands that the help does not list.
    ENABLE_COMMAND_PALETTE = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "search", tooltip="Search the library, outside an article", id="search"),
        Binding("question_mark,f1", "help", "help", tooltip="Show the keys that work here", id="help"),
        Binding("colon", "palette", "actions", tooltip="Find an action by words, and run it", id="palette"),
        *job_running.BINDINGS,
        *notices.BINDINGS,
        *leaving.BINDINGS,
        Binding("ctrl+c,super+c", "copy", "copy", tooltip="Copy the selected text", id="copy_selection", show=False),
    ]

    def __init__(self, library: Path, settings: Settings | None = None) -> None:
        self._settings = settings or Settings(library)
        # Set the theme first: changing it after Textual has computed its styles would read all sheets twice.
        theme, self._theme_trouble = themes.chosen(self._settings.theme)
        self.set_reactive(App.theme, theme)
        # With NO_COLOR, use only the terminal's own two colours: otherwise greys would be true colours.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.stylesheet = OnceParsed(variables=self.get_css_variables())
        self._reading = LibraryReader(library, lambda trouble: self.notify(trouble, severity="error", markup=False))
        self._controls = ControlFilter()
        self._changes: Changes | None = None

    def run(self, *args: Any, **kwargs: Any) -> None:
        """Run the app; exit with one clear line if the terminal can't show it."""
        if os.environ.get("TERM") == "dumb":
            raise SystemExit(
                "attribune: the reader can't be shown with TERM=dumb: use `attribune list` and `attribune show`"
            )
        if not self._settings.theme:
            self.theme = themes.by_default(self.console.color_system)
        super().run(*args, **kwargs)

    @property
    def available_themes(self) -> dict[str, Theme]:
        return themes.ALL

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.for_others(self.current_theme)

    @property
    def library_path(self) -> Path:
        return self._reading.path

    def get_line_filters(self) -> Sequence[LineFilter]:
        # All our colours are true colours, or the terminal's own: none has to be converted.
        others = super().get_line_filters()
        return [self._controls, *(other for other in others if not isinstance(other, ANSIToTruecolor))]

    def get_default_screen(self) -> Screen[None]:
        return LibraryScreen(self._reading)

    def on_ready(self) -> None:
        # The command starts the app without a collector, see there: now the first frame is drawn.
        if not self.is_headless:
            garbage.begin()
            self.set_interval(LOOK_EVERY, garbage.collect)

    def on_mount(self) -> None:
        self.set_interval(LOOK_EVERY, self._look)
        self._take_over_settings()
        if not self.is_headless:
            self.end_on_signals()

    async def on_unmount(self) -> None:
        if self._changes:
            await self._changes.close()
        self._reading.close()
        await self.stop_jobs()

    def _take_over_settings(self) -> None:
        """Apply the user's keys, as far as possible; one notice names the settings that can't be used."""
        troubles = [*self._settings.remarks, *filter(None, [self._theme_trouble])]
        if self._settings.keys or self._settings.preset:
            from tui.app.key_presets import keymap
            from tui.app.key_scopes import scopes

            accepted, complaints = keymap(self._settings, scopes(AttribuneApp))
            self.set_keymap(accepted)
            troubles += [complaint.words for complaint in complaints]
        if troubles:
            more = f"And {len(troubles) - 1} more: `attribune config check` names them. " if troubles[1:] else ""
            ending = f"{more}`attribune config edit` opens the settings."
            stop = "" if troubles[0].endswith("?") else "."
            self.notify(f"{troubles[0]}{stop} {ending}", severity="warning", markup=False, timeout=15)

    def _look(self) -> None:
        if self._reading.changed():
            self.tell_screens()

    def on_article_list_opened(self, event: ArticleList.Opened) -> None:
        self.read(event.article.id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        # Don't open a screen on top of itself, or the search on top of the help.
        over = {("search", "help"), ("search", "filter"), ("search", "palette"), ("palette", "help")}
        here = (self.screen.name or "").lower()
        if action == here or (action, here) in over:
            return False
        return super().check_action(action, parameters)

    def opened(self, article: Article) -> None:
        """Record that an article is being read."""
        self.forget_seen()
        if not article.read or article.versions > 1:
            from tui.app.changes import opened

            self._keep(article)
            self.change(opened(article))

    def _keep(self, article: Article) -> None:
        """Keep an article in the current list, so that the row does not vanish."""
        if screen := list_of(self):
            screen.keep(article.id)

    def left(self, article: int, position: "Position") -> None:
        """Record where the reader leaves an article."""
        from tui.app.changes import left

        self.change(left(article, position))

    def change(self, change: "Change") -> None:
        """Make an undoable change in the library and report it; changes run one after the other, in a thread."""
        self.run_worker(self.make(change), group="changes")

    async def make(self, change: "Change") -> None:
        """Make a change in the library, and report it or its error."""
        try:
            if not await self._changing().make(change):
                return
        except LibraryError as trouble:
            # The reader didn't ask for this change: don't complain about a read-only disk.
            if change.words:
                self.notify(str(trouble), severity="error", markup=False)
            return
        if change.words:
            words = f"{change.words[:1].upper()}{change.words[1:]}. {self.key_of('undo', 'z')} undoes it."
            self.notify(short(words), markup=False, timeout=3)
        self._changed()

    def key_of(self, name: str, default: str) -> str:
        from tui.app.key_names import shown

        return shown(self._keymap.get(name, default).split(",")[0])

    def title_in_library(self, article_id: int) -> str:
        article = self._reading.ask(lambda conn: articles.get(conn, article_id), None)
        return fit(title_of(article), TITLE) if article else ""

    async def action_undo(self) -> None:
        """Undo the last change."""
        try:
            undone = await self._changing().undo()
        except LibraryError as trouble:
            self.notify(str(trouble), severity="error", markup=False)
            return
        self.notify(short(undone.sentence) if undone else "There is nothing to undo.", markup=False, timeout=4)
        self._changed()
        if undone and undone.restored and isinstance(self.screen, LibraryScreen):
            self.screen.choose(undone.restored[0])

    def _changing(self) -> "Changes":
        from tui.app.changes import Changes

        if self._changes is None:
            self._changes = Changes(self._reading.path, self._reading.presence)
        return self._changes

    def _changed(self) -> None:
        """Tell the screens that something has changed, and don't report it again at the next check."""
        self._reading.changed()
        self.tell_screens()

    def action_star(self) -> None:
        """Star the article, or remove its star."""
        if article := article_of(self.screen):
            from tui.app.changes import starred

            self._keep(article)
            self.change(starred(article))

    def action_mark(self) -> None:
        """Mark the article as read or unread."""
        if article := article_of(self.screen):
            from tui.app.changes import marked

            self._keep(article)
            self.change(marked(article))

    def action_tag(self) -> None:
        """Ask for the article's tags."""
        if article := article_of(self.screen):
            from tui.app.changes import tagged
            from tui.screens.ask_screen import AskScreen

            def take(tags: str | None) -> None:
                if tags is not None:
                    self._keep(article)
                    self.change(tagged(article, tags))

            question = f"Tags of “{title_of(article)}”, separated by commas"
            self.push_screen(AskScreen(question, ", ".join(article.tags), "flood, old town"), take)

    def action_delete(self) -> None:
        """Move the article to the trash; the reader is left for the list."""
        if article := article_of(self.screen):
            from tui.app.changes import deleted

            if self.screen.name == "Reader":
                self.screen.dismiss()
            else:
                # At once: the key may be pressed again before the article is gone.
                self.screen.query_one(ArticleList).action_move(1)
            self.change(deleted(article))

    def action_browse(self) -> None:
        """Open the article's web page in the browser, if it has one."""
        article = article_of(self.screen)
        if article and urlsplit(article.location).scheme in ("http", "https"):
            self.open_url(article.location)
        elif article:
            self.notify(f"This article came from a file, not from the web: {article.location}", markup=False)

    def action_help(self) -> None:
        """Show the keys, those of the current screen first."""
        from tui.app.key_scopes import scopes
        from tui.screens.help_screen import HelpScreen

        self.push_screen(HelpScreen(self.screen.name or "", scopes(AttribuneApp), self._keymap))

    def action_palette(self) -> None:
        """Offer all actions that work here, and run the chosen one."""
        from tui.app.palette import open_palette

        open_palette(self, self._keymap)

    def action_use_theme(self, name: str) -> None:
        """Use a theme until the app ends."""
        self.theme = name

    def action_copy(self) -> None:
        """Copy the selection; without one, say how to leave, which is what Ctrl+C is often meant for."""
        if selected := self.screen.get_selected_text():
            self.copy_to_clipboard(selected)
        else:
            self.notify("Nothing is selected. Q leaves Attribune.", markup=False)
