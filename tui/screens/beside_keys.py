"""Two articles side by side: the one being read, and the one with a chosen claim.

One of the two is active: all keys and the screen's attributes belong to it, while a `Side` keeps the state of the
other.
"""

from dataclasses import dataclass, field

from textual.binding import Binding

from store.library.articles import Article
from store.linking.links import Link
from tui.app.closed_screens import forget_closed_screens
from tui.app.open_article import OpenArticle, Place
from tui.screens.history_keys import HistoryKeys
from tui.screens.pane_keys import TWO_FROM, PaneKeys
from tui.text.link_groups import Entry
from tui.text.matches import Matches
from tui.widgets.article_text import ArticleText
from tui.widgets.heading import Heading
from tui.widgets.hinted_text import HintedText

_IDLE = "-idle"

BINDINGS = (Binding("B", "beside", "beside", tooltip="Open the claim’s article side by side", id="beside"),)


@dataclass
class Side:
    """The state of the inactive article; link: the number of the chosen link."""

    heading: Heading
    text: ArticleText
    loaded: OpenArticle | None = None
    version: int | None = None
    compared: bool = False
    way: list[Place] = field(default_factory=list)
    ahead: list[Place] = field(default_factory=list)
    matches: Matches = field(default_factory=Matches)
    match: int = -1
    link: int = 0


class BesideKeys(PaneKeys, HistoryKeys, inherit_bindings=False):
    """A screen that shows an article, and perhaps another beside it; a subclass loads and shows them."""

    _heading: Heading
    _matches: Matches
    _match: int
    # The inactive side; None if only one article is shown.
    _other: Side | None = None

    @property
    def entry(self) -> Entry | None:
        """The chosen entry of the panel."""
        raise NotImplementedError

    @property
    def article(self) -> Article | None:
        """The article that is read."""
        raise NotImplementedError

    def open_at(self, article_id: int, claim_id: int | None = None, version: int | None = None) -> bool:
        """Show an article, at a claim or where it was left; return False, with a notice, if it can't be read."""
        raise NotImplementedError

    def show_current(self, link: int = 0) -> None:
        """Show the current claim in the panel, with the cursor on the link with this number."""
        raise NotImplementedError

    def version_of(self, link: Link) -> int | None:
        """Return the version that a link leads to, None for the newest; only links within the article name one."""
        here = self.article
        older = here and link.article.id == here.id and link.article.version != here.version
        return link.article.version if older else None

    def action_beside(self) -> None:
        """Show the article of the chosen claim beside this one; if it is there already, close it."""
        width = self.app.size.width
        if width < TWO_FROM:
            self.notice(f"Two articles side by side need {TWO_FROM} columns, and here are {width}: Enter opens one.")
        elif self.entry is None:
            self.notice("No other claim is chosen.")
        elif self._other and self._shows(self._other, self.entry.link):
            self.close_other()
        elif self._is_shown_here(self.entry.link) and not self._choose_elsewhere():
            self.notice("The chosen claim is in this article: Enter goes to it.")
        else:
            self._open_beside(self.entry.link)

    def _choose_elsewhere(self) -> bool:
        """Choose the next entry that is in another article; return False if there is none."""
        for item in range(self._panel.chosen + 1, len(self._panel.entries)):
            if not self._is_shown_here(self._panel.entries[item].link):
                self._panel.choose(item)
                return True
        return False

    def _open_beside(self, link: Link) -> None:
        self.remove_class("-zen")
        version, known = self.version_of(link), self._other is not None
        if not known:
            self._stay_at_claims()
            self._other = self._mount_other()
        self._change_side()
        opened = self.open_at(link.article.id, link.claim.id, version)
        self.change_side()
        if opened:
            self.lay_out()
            self.follow()
        elif not known:
            self.close_other()

    def _mount_other(self) -> Side:
        text = HintedText()
        side = Side(Heading(pane=text), text)
        self.mount(side.heading, after=self._heading)
        self.query_one("#reader-panes").mount(side.text, after=self._text)
        for widget in (side.heading, side.text):
            widget.add_class("-second")
        self.add_class("-two")
        return side

    def _stay_at_claims(self) -> None:
        for text in self.query(HintedText):
            text.stay_at_claim()

    @staticmethod
    def _shows(side: Side, link: Link) -> bool:
        """Return True if a side is at the claim of a link."""
        loaded, current = side.loaded, side.text.current
        return loaded is not None and current >= 0 and loaded.claims[current].id == link.claim.id

    def _is_shown_here(self, link: Link) -> bool:
        """Return True if a link leads into the text that is being read."""
        loaded = self._loaded
        return loaded is not None and any(own.id == link.claim.id for own in loaded.claims)

    def close_other(self) -> None:
        """Show only the active article; if that is the second one, going back leads to the first."""
        if (other := self._other) is None:
            return
        second = self._text.has_class("-second")
        way, link = self._way, other.link
        self._change_side()
        self.leave()
        if second:
            self.note_place()
            way = [*self._way[:-1], self._way[-1]._replace(link=link), *way]
        self._change_side()
        self._way, self._other = way, None
        self.remove_class("-two")
        other.heading.remove()
        other.text.remove()
        forget_closed_screens()
        for widget in (self._heading, self._text):
            widget.remove_class("-second")
        self._stay_at_claims()
        self.lay_out()

    def close_second(self) -> bool:
        """Show only the first article; return False if there is no second one."""
        if self._other is None:
            return False
        if self._text.has_class("-second"):
            self.change_side()
        self.close_other()
        self.set_focus(self._text)
        return True

    def change_side(self) -> None:
        """Switch to the other article."""
        if self._other:
            link = self._other.link
            self._change_side()
            self.show_current(link)

    def _change_side(self) -> None:
        """Swap the screen's attributes with those of the other article."""
        other = self._other
        if other is None:
            return
        self._other = Side(
            self._heading,
            self._text,
            self._loaded,
            self._version,
            self._compared,
            self._way,
            self._ahead,
            self._matches,
            self._match,
            self._panel.chosen,
        )
        self._heading, self._text, self._loaded = other.heading, other.text, other.loaded
        self._version, self._compared = other.version, other.compared
        self._way, self._ahead = other.way, other.ahead
        self._matches, self._match = other.matches, other.match
        for widget in (self._other.heading, self._other.text):
            widget.add_class(_IDLE)
        for widget in (self._heading, self._text):
            widget.remove_class(_IDLE)

    def follow(self) -> None:
        """Scroll the other article to a claim linked with the current one, preferably by the chosen link."""
        if self._other is None or self._other.loaded is None:
            return
        numbers = {stored.id: number for number, stored in enumerate(self._other.loaded.claims)}
        entries = self._panel.entries
        chosen = self._panel.chosen
        for item in (*range(chosen, chosen + 1), *range(len(entries))):
            for link in entries[item].links if 0 <= item < len(entries) else ():
                if link.claim.id in numbers:
                    self._panel.choose(item)
                    self._other.text.go_to_claim(numbers[link.claim.id])
                    return

    def follow_chosen(self) -> None:
        """Scroll the other article to the chosen claim, if it is in it."""
        entry = self.entry
        if self._other and self._other.loaded and entry:
            ids = {link.claim.id for link in entry.links}
            numbers = [number for number, stored in enumerate(self._other.loaded.claims) if stored.id in ids]
            if numbers:
                self._other.text.go_to_claim(numbers[0])

    def renew_other(self) -> None:
        """Reload the other article's claims after another program wrote, if its text is unchanged."""
        if (other := self._other) is None or other.loaded is None or other.compared:
            return
        loaded = self.load(other.loaded.article.id, other.version)
        if loaded and loaded.same_places(other.loaded):
            other.loaded = loaded
            other.text.renew(loaded.claims)

    def on_descendant_focus(self) -> None:
        # Look at what has the focus now, not at what had it when the event was sent.
        if self._other and self.focused is self._other.text:
            self.change_side()
