"""The panel beside the text: who says the current claim, and what others say about the same quantity."""

from collections.abc import Iterator, Sequence

from store.articles import Article
from store.claims import StoredClaim
from store.links import Link
from store.quantities import Member
from tui.relations import Entry, grouped, standing_behind
from tui.widgets.claim_card import Shown, card, paragraph, short_card
from tui.widgets.entry_lines import Space, group_lines
from tui.widgets.lines import Line, Lines
from tui.wording import one_line

# A panel with fewer rows shows the claim in two lines instead of a small page.
_ROOMY_ROWS = 14
# A panel with as many draws the figure large.
_TALL_ROWS = 24
_NOTHING = "No other claim in the library speaks of this quantity."


class ClaimPanel(Lines):
    """Shows a claim and its links by relation and value; the chosen link says why it is thought to be the same."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Shown | None = None
        self._blank = ""

    def link_at(self, item: int) -> Link | None:
        """Return the link with this number in the panel."""
        links = self._shown.links if self._shown else ()
        return links[item] if 0 <= item < len(links) else None

    @property
    def entry(self) -> Entry | None:
        """What the cursor is on: what an article says, with its near copies."""
        entries = self._shown.entries if self._shown else ()
        return entries[self.chosen] if 0 <= self.chosen < len(entries) else None

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
        """Show a claim of an article: its number from 1 on, of how many, its links, and the reader's note on it.

        label, members: of its quantity.
        chosen: the number of the link that the cursor is on; followed: the one that it was on, which may have moved. To
        those that were told apart it is not followed, so that the next one comes under the cursor.
        """
        behind = standing_behind(claim, article, members)
        self._shown = Shown(claim, article, number, of, tuple(grouped(links)), behind, one_line(note), label)
        moved = [place for place, link in enumerate(self._shown.links) if followed and _same(link, followed)]
        self.chosen = moved[0] if moved else min(chosen, len(self._shown.links) - 1)
        self.relay()
        self.go_to(0)
        if self.chosen > 0:
            self.reveal_chosen()

    def show_nothing(self, reason: str) -> None:
        """Show why there is no claim to show."""
        self._shown, self._blank, self.chosen = None, reason, -1
        self.relay()

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
        for group in self._shown.groups:
            yield from group_lines(self._shown, group, first, self.chosen, Space(room, roomy))
            first += len(group.entries)


def _same(link: Link, before: Link) -> bool:
    return link.claim.id == before.claim.id and (link.relation != "apart" or before.relation == "apart")
