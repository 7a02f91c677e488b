"""The panel beside the text: who says the current claim, and what others say about the same quantity."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.message import Message

from store.library.articles import Article
from store.library.claims import StoredClaim
from store.linking.links import Link
from store.linking.quantities import Member
from tui.text.cell_wording import one_line
from tui.text.link_groups import FOLDED, Entry, grouped, support_of
from tui.widgets.claim_card import PanelContent, card, paragraph, short_card
from tui.widgets.entry_lines import Space, folded_line, group_lines
from tui.widgets.lines import Line, Lines
from tui.widgets.pane_title import PaneTitle

# A panel with fewer rows shows the claim in two lines instead of a small page.
_ROOMY_ROWS = 14
# A panel with at least this many rows draws the figure large.
_TALL_ROWS = 24
_NOTHING = "No other claim in the library is about this quantity."


class ClaimPanel(Lines):
    """Shows a claim and its links by relation and value; the chosen link says why it is linked."""

    @dataclass
    class Chosen(Message):
        """The cursor moved to another entry."""

    def __init__(self) -> None:
        super().__init__()
        self.title = PaneTitle(self)
        self._shown: PanelContent | None = None
        self._blank = ""
        # Whether what is related or perhaps the same is shown, not folded into a line.
        self._unfolded = False

    def link_at(self, item: int) -> Link | None:
        """Return the link with this number in the panel."""
        entry = self._entry_at(item)
        return entry.link if entry else None

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor."""
        return self._entry_at(self.chosen)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that are not folded, in the panel's order."""
        return self._shown.entries[: self._first_folded] if self._shown else ()

    def choose(self, item: int) -> None:
        """Put the cursor on an entry, scroll it into view, and tell the screen."""
        before = self.chosen
        super().choose(item)
        if self.chosen != before:
            self.post_message(self.Chosen())

    def _entry_at(self, item: int) -> Entry | None:
        entries = self.entries
        return entries[item] if 0 <= item < len(entries) else None

    @property
    def _first_folded(self) -> int | None:
        """The item number of the folded line, None if nothing is folded."""
        if self._unfolded or not self._shown or not any(group.relation in FOLDED for group in self._shown.groups):
            return None
        return sum(len(group.entries) for group in self._shown.groups if group.relation not in FOLDED)

    def fold(self) -> bool:
        """Unfold what is folded, or fold it; return False if there is nothing to fold."""
        if not self._shown or not any(group.relation in FOLDED for group in self._shown.groups):
            return False
        self._unfolded = not self._unfolded
        if (first := self._first_folded) is not None:
            self.chosen = min(self.chosen, first)
        self.rebuild()
        self.reveal_chosen()
        return True

    def action_open(self) -> None:
        """Tell the screen to open the chosen entry; on the folded line, unfold it."""
        if self.chosen >= 0 and self.chosen == self._first_folded:
            self.fold()
        else:
            super().action_open()

    def show(
        self,
        claim: StoredClaim,
        article: Article,
        number: int,
        of: int,
        links: Sequence[Link],
        *,
        label: str = "",
        members: Sequence[Member] = (),
        note: str = "",
        chosen: int = 0,
        followed: Link | None = None,
    ) -> None:
        """Show a claim of an article: its number from 1 on, the total, its links, and the reader's note.

        label, members: of its quantity. chosen: the number of the link under the cursor; followed: the previous one,
        which may have moved. If the reader has just declared that one different, the cursor goes to the next one
        instead.
        """
        behind = support_of(claim, article, members)
        before, groups = self._shown, tuple(grouped(links, claim.claim, article))
        self._shown = PanelContent(claim, article, number, of, groups, behind, one_line(note), label)
        self.title.show(f"CLAIM {number:,} of {of:,}")
        self._unfolded = self._unfolded and before is not None and before.claim.id == claim.id
        moved = [place for place, link in enumerate(self._shown.links) if followed and _same(link, followed)]
        self.chosen = moved[0] if moved else min(chosen, len(self._shown.links) - 1)
        if (first := self._first_folded) is not None and self.chosen > first - bool(moved):
            self._unfolded = True
        self.rebuild()
        self.go_to(0)
        if self.chosen > 0:
            self.reveal_chosen()

    def show_nothing(self, reason: str) -> None:
        """Show why there is no claim to show."""
        self._shown, self._blank, self.chosen = None, reason, -1
        self.title.show("CLAIMS")
        self.rebuild()

    def lines_for(self, width: int) -> Iterator[Line]:
        if self._shown is None:
            yield from paragraph(self._blank, width, "muted")
            return
        room = width - 1
        roomy = self.page >= _ROOMY_ROWS
        yield from card(self._shown, room, tall=self.page >= _TALL_ROWS) if roomy else short_card(self._shown, room)
        if not self._shown.groups:
            yield Line()
            yield from paragraph(_NOTHING, room, "muted")
        first = 0
        folded = self._first_folded
        for group in self._shown.groups:
            if folded is None or group.relation not in FOLDED:
                yield from group_lines(self._shown, group, first, self.chosen, Space(room, roomy))
                first += len(group.entries)
        if folded is not None:
            if roomy:
                yield Line()
            hidden = [group for group in self._shown.groups if group.relation in FOLDED]
            yield folded_line(hidden, folded, self.chosen, room)


def _same(link: Link, before: Link) -> bool:
    return link.claim.id == before.claim.id and (link.relation != "apart" or before.relation == "apart")
