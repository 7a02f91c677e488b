"""One attribution in a text: who, by which words, says which stretches of it."""

from dataclasses import dataclass, field

from spacy.tokens import Token

Range = tuple[int, int]


@dataclass(slots=True)
class Attribution:
    """A source, its cue and the content it answers for; offsets are characters of the Doc's text.

    construction names the rule that found it, in words a reader understands; head is the source's head token, None
    where nobody is named. Content may be several ranges. relay: heads of the outlets it was said to or on.
    """

    construction: str
    cue: Range
    head: Token | None
    source: Range | None
    content: list[Range]
    denies: bool = False
    quoted: bool = False
    relay: list[Token] = field(default_factory=list)
    # The word whose clause this is; quotes and continuations look for their speaker by it.
    anchor: int = -1
    # Whether the tail of a poll ends here: it goes on over nouns, headlines and documents.
    ends_tail: bool = True
    # The verb tells of finding or counting, not of saying: crews counted 90, the fire service said.
    evidence: bool = False
    # The content is but a noun phrase: reported a gap of $38 million.
    nominal: bool = False

    def holds(self, start: int, end: int) -> bool:
        """Return True if the content covers the stretch."""
        return any(a <= start and end <= b for a, b in self.content)

    @property
    def size(self) -> int:
        """Length of the content in characters."""
        return sum(b - a for a, b in self.content)
