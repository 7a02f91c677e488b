"""Keys to take text out of an article: copy a citation or a paragraph, pipe or export the article."""

from collections.abc import Callable
from pathlib import Path

from textual.binding import Binding
from textual.screen import Screen

from store.library.articles import Article
from store.library.claims import StoredClaim
from store.library.connection import LibraryError
from tui.app.library_reader import LibraryReader
from tui.app.open_article import OpenArticle
from tui.text.cell_wording import citation, fit, one_line, paragraph_cited, title_of
from tui.widgets.article_text import ArticleText

# How many cells of the copied text the notice shows.
_NOTICE_CELLS = 60

BINDINGS = (
    Binding("y", "yank", "copy", tooltip="Copy the claim with sentence, source, link", id="yank"),
    Binding(
        "Y", "yank_paragraph", "copy ¶", tooltip="Copy the paragraph with its link", id="yank_paragraph", show=False
    ),
    Binding("vertical_line", "pipe", "pipe", tooltip="Pipe the text or the claims to a command", id="pipe", show=False),
    Binding("e", "export", "export", tooltip="Export the article to a file", id="export", show=False),
)


class CopyKeys(Screen[None], inherit_bindings=False):
    """A screen with an article; a subclass provides the current claim."""

    reading: LibraryReader
    _loaded: OpenArticle | None
    _text: ArticleText

    @property
    def article(self) -> Article | None:
        """The article that is read."""
        raise NotImplementedError

    @property
    def claim(self) -> StoredClaim | None:
        """The current claim, None in an article without figures."""
        raise NotImplementedError

    @property
    def sentence(self) -> str:
        """The sentence of the current claim, "" in an article without figures."""
        raise NotImplementedError

    def notice(self, words: str) -> None:
        """Show a notice that contains foreign text."""
        self.notify(words, markup=False)

    def action_yank(self) -> None:
        """Copy the selected text, else the current claim with its source and article."""
        if selected := self.get_selected_text():
            self.app.copy_to_clipboard(selected)
            self.notice("Copied the selected text.")
        elif self.claim and self.article:
            self._copy(citation(self.claim.claim, self.article, self.sentence))
        else:
            self.notice("This article gives no figures.")

    def action_yank_paragraph(self) -> None:
        """Copy the paragraph of the current claim or, if it is out of view, the first one in view."""
        if not self._loaded:
            return
        claim = self.claim.claim if self.claim else None
        shown = claim is not None and self._text.in_view((claim.start, claim.end))
        words = self._loaded.paragraph_at(claim.start if claim and shown else self._text.top_offset)
        if words:
            self._copy(paragraph_cited(words, self._loaded.article))
        else:
            self.notice("No paragraph is in view.")

    def _copy(self, words: str) -> None:
        self.app.copy_to_clipboard(words)
        self.notice(f"Copied: {fit(one_line(words), _NOTICE_CELLS)}")

    def action_pipe(self) -> None:
        """Ask for a command, and pipe the article to it."""
        loaded = self._loaded
        if not loaded:
            return
        from tui.app import piping
        from tui.screens.ask_screen import AskScreen

        def take(line: str | None) -> None:
            if line:
                wanted, command = piping.parsed(line)
                self.notice_of(piping.run(self.app, command, piping.command_input(loaded, wanted)))

        question = "Pipe the text to a command; claims | less pipes the claims. Enter runs it, Esc goes back."
        self.app.push_screen(AskScreen(question, placeholder="less"), take)

    def action_export(self) -> None:
        """Ask for a file, and write the article to it, in the format of the file's ending."""
        loaded = self._loaded
        if not loaded:
            return
        from store.formats.exporters import ARTICLE_FORMATS, name_for
        from tui.screens.ask_screen import AskScreen

        def check(path: str, report: Callable[[str], bool]) -> str:
            self.run_worker(lambda: self._export(loaded.article, path, report), group="export", thread=True)
            return f"Writing {path} …"

        *endings, last = (form.ending for form in ARTICLE_FORMATS)
        question = f"Export to {', '.join(endings)} or {last}. Esc goes back."
        name = name_for(loaded.article.id, title_of(loaded.article), ".md")
        self.app.push_screen(AskScreen(question, name, check=check))

    def _export(self, article: Article, path: str, report: Callable[[str], bool]) -> None:
        """Write an article to a file, in a thread, and report the result."""
        from store.formats.exporters import export_article

        trouble = ""
        file = Path(path.removesuffix("!"))
        try:
            file = file.expanduser()
            self.reading.ask_in_thread(lambda conn: export_article(conn, article.id, file, force=path.endswith("!")))
        except FileExistsError:
            trouble = f"{path} already exists: add ! to the name to overwrite it."
        except OSError as error:
            trouble = f"{path} can’t be written: {error.strerror or error}."
        except KeyError:
            trouble = "This article is no longer in the library."
        except (LibraryError, ValueError, RuntimeError) as error:
            # For example for an unknown home folder.
            trouble = str(error)
        if not self.app.call_from_thread(report, one_line(trouble)) or not trouble:
            self.app.call_from_thread(self.notice_of, trouble or f"Exported to {file.absolute()}")

    def notice_of(self, words: str) -> None:
        """Show the result of something in a line; "" shows nothing."""
        if words:
            self.app.notify(one_line(words), markup=False)
