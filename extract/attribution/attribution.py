"""One attribution in a text: a source, its cue, and the spans that it says."""

from dataclasses import dataclass, field
from enum import StrEnum

from extract.parsing.tokens import Token

Range = tuple[int, int]


class Construction(StrEnum):
    """The grammatical pattern that makes an attribution; the value is its name for a reader."""

    # Mayor Ana Brandt said that 40 homes had flooded.
    VERB = "verb and what is said"
    # 40 homes had flooded, she said.
    BESIDE = "statement beside its speaker"
    # Officials are confident that 300 people will come.
    ATTITUDE = "attitude"
    # 40 people were reported missing.
    PASSIVE = "passive"
    # “We counted 90 homes.” Tom Rask shook his head.
    QUOTATION = "quotation"
    # Poll: 55% back the strike
    COLON = "colon"
    # Nine ships sank, according to the coast guard.
    ACCORDING_TO = "according to"
    # Per BBC, nine ships sank.
    PER = "per"
    # By his own account, he saved 40 homes.
    OWN_ACCOUNT = "by one's own account"
    # In a new poll, 46 percent back the mayor. Under the plan, 300 jobs would go.
    IN_DOCUMENT = "in a document"
    UNDER_DOCUMENT = "under a document"
    BY_DOCUMENT = "by a document"
    FROM_DOCUMENT = "from a document"
    # A poll found that 36 percent back Brandt. Rask has 14 percent.
    POLL_TAIL = "tail of a poll"
    # The ministry's estimate of 300 dead
    ESTIMATE = "estimate"
    # The union's claim that 300 jobs would go
    NOUN = "noun of saying"


@dataclass(slots=True)
class Attribution:
    """A source, its cue and its content; offsets are characters of the Doc's text.

    head: the source's head token, None if nobody is named. Content may be several ranges. relay: heads of the outlets
    it was said to or on.
    """

    construction: Construction
    cue: Range
    head: Token | None
    source: Range | None
    content: list[Range]
    denies: bool = False
    quoted: bool = False
    relay: list[Token] = field(default_factory=list)
    # The word whose clause this is; quotes and continuations look for their speaker by it.
    anchor: int = -1
    # Whether the tail of a poll ends here: it continues past nouns, headlines and documents.
    ends_tail: bool = True
    # The verb means finding or counting, not saying: crews counted 90, the fire service said.
    evidence: bool = False
    # The content is only a noun phrase: reported a gap of $38 million.
    nominal: bool = False

    def holds(self, start: int, end: int) -> bool:
        """Return True if the content covers the span."""
        around = [first for first, last in self.content if first <= start and end <= last]
        return bool(around)

    @property
    def size(self) -> int:
        """Length of the content in characters."""
        return sum(b - a for a, b in self.content)
