"""Keys for the current claim: write a note, give a verdict, show its quantity over time, show its source."""

from textual.binding import Binding

from store.library import notes, sources
from store.library.articles import Article
from store.library.claims import StoredClaim
from tui.app.article_keys import changing_app
from tui.screens import beside_keys, copy_keys, link_keys
from tui.screens.copy_keys import CopyKeys
from tui.screens.link_keys import LinkKeys
from tui.text.cell_wording import one_line
from tui.text.link_groups import Entry

# In the order of the key bar, which at 80 columns shows only the first ones.
BINDINGS = (
    Binding("t", "timeline", "time", tooltip="Show the quantity’s values over time", id="timeline"),
    Binding("w", "source", "source", tooltip="Show all that the claim’s source says", id="by_source"),
    *copy_keys.BINDINGS,
    *beside_keys.BINDINGS,
    Binding("W", "watch", "watch", tooltip="Watch the quantity, or stop watching it", id="watch_quantity"),
    Binding("x", "say('not')", "not the same", tooltip="Say that the chosen claim is not the same", id="not_the_same"),
    Binding("equals_sign", "say('same')", "same", tooltip="Say that the chosen claim is the same", id="the_same"),
    *link_keys.BINDINGS,
    Binding("c", "note", "note", tooltip="Write a note on the claim, or change it", id="note"),
)


class ClaimKeys(CopyKeys, LinkKeys, inherit_bindings=False):
    """A screen with a current claim and linked ones, which a subclass provides."""

    @property
    def entry(self) -> Entry | None:
        """The chosen entry of the panel."""
        raise NotImplementedError

    def read(self, article_id: int, claim_id: int | None = None, version: int | None = None) -> bool:
        """Show an article, at a claim or at its beginning; return False if it can't be read."""
        raise NotImplementedError

    def note(self, article: Article, stored: StoredClaim) -> str:
        """Return the note on a claim of an article, "" if there is none or in an older version."""
        if article.version != article.versions:
            return ""
        written: dict[int, str] = self.reading.ask(lambda conn: notes.of_claims(conn, article.id, [stored]), {})
        return written.get(stored.id, "")

    def action_note(self) -> None:
        """Ask for a note on the current claim."""
        stored, article = self.claim, self.article
        if not stored or not article:
            self.notice("A note belongs to a claim, and this article has none.")
            return
        if article.version != article.versions:
            # Its position in an older text would give a claim the note of another one.
            self.notice("Notes belong to the newest version: ] leads there.")
            return
        from tui.app.changes import noted
        from tui.screens.ask_screen import AskScreen

        def take(words: str | None) -> None:
            if words is not None:
                changing_app(self.app).change(noted(stored, words))

        question = f"A note on {one_line(stored.claim.text)}; empty removes it"
        self.app.push_screen(AskScreen(question, self.note(article, stored)), take)

    def action_say(self, verdict: str) -> None:
        """Record that the chosen claim is about the same quantity, or is not; repeating takes it back."""
        stored, article, entry = self.claim, self.article, self.entry
        if not stored or not article or not entry:
            self.notice("No other claim is chosen.")
            return
        if entry.link.article.id == article.id and entry.link.article.version != article.version:
            self.notice("This is the same figure in another version of the article.")
            return
        from tui.app.changes import judged

        changing_app(self.app).change(judged(stored, entry.links, "same" if verdict == "same" else "not"))

    def action_timeline(self) -> None:
        """Show the values of the current claim's quantity over time."""
        if not self.claim:
            self.notice("This article gives no figures.")
            return
        from tui.screens.timeline_screen import TimelineScreen

        self.app.push_screen(TimelineScreen(self.reading, self.claim), self._read)

    def action_watch(self) -> None:
        """Watch the current claim's quantity, or stop watching it."""
        stored = self.claim
        if not stored:
            self.notice("This article gives no figures.")
            return
        from store.linking import watches
        from tui.app.changes import unwatched, watched

        watch = self.reading.ask(lambda conn: watches.of_quantity(conn, stored.id), None)
        changing_app(self.app).change(unwatched(watch) if watch else watched(stored))

    def action_source(self) -> None:
        """Show all that the current claim's source says."""
        stored = self.claim
        nobody: list[sources.Source] = []
        speaking = self.reading.ask(lambda conn: sources.speaking_as(conn, stored.id), nobody) if stored else nobody
        if not speaking:
            known = stored and stored.claim.source
            self.notice(
                "No article’s newest version has claims of this source."
                if known
                else "The article itself says so: there is no source."
            )
            return
        from tui.screens.source_screen import SourceScreen

        self.app.push_screen(SourceScreen(self.reading, speaking), self._read)

    def _read(self, chosen: tuple[int, int] | None) -> None:
        if chosen:
            self.read(*chosen)
