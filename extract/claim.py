"""The claim: a figure in a text, what it measures, and who the text holds responsible for it.

All offsets are Python str offsets into the article's text, end exclusive.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["count", "money", "percent", "points", "rate", "ratio", "measure", "duration", "other"]
Bound = Literal["=", "~", "<", "<=", ">", ">=", "range", "vague"]
Trend = Literal["up", "down"]
Stance = Literal["asserted", "denied", "disputed"]
SourceKind = Literal["person", "organization", "document", "outlet", "unnamed", "other"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that names a source, and the fullest name that the article gives it.

    key is the same for one source in every article; with `~` first it says who it is within its article alone, where
    other articles' may be others: `police`, `officials`, `I`, a surname by itself. kind says what sort of source it is.
    """

    start: int
    end: int
    text: str
    name: str
    key: str = ""
    kind: SourceKind = "other"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure measures, as fields that cross-references compare; an empty field is unknown.

    counted: the lemma of what is counted (`soldier`); people, event: classes of `lexicon/events.toml` and
    `lexicon/people.toml` (`military`, `kill`); side: whose the counted are, or the share (`denmark`); places:
    lower-case names, narrowest first; scope: words that restrict the count (`per day`, `civilian`); period: the
    stretch of time counted, ISO dates as `from/to`, either may be empty; as_of: ISO date at which the figure held;
    terms: lemmas of the content words around the figure, nearest first; topic, names: the nouns and the names that the
    whole article is most about; years: years, other than the article's own, that the figure is said to be of; where:
    the places that its own clause puts it in.
    """

    counted: str = ""
    people: str = ""
    event: str = ""
    side: str = ""
    places: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    period: str = ""
    as_of: str = ""
    terms: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    where: tuple[str, ...] = ()


def _fields(value: "Claim | Mention | Span | Subject") -> dict[str, Any]:
    # dataclasses.asdict copies every word of every tuple: 52 µs a claim against 3.3 µs.
    return {name: getattr(value, name) for name in value.__slots__}


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure with its subject and attribution; see the contract of `attribune claims --json`.

    value is None for vague words and ranges, which low and high then delimit; source and cue are None for a
    figure that the narrator states. why says in words how the source was found: the construction, the cue, the
    chain from a pronoun to a name. meaning: two vectors, of what is counted and of what its clause says, 64 int8 each,
    in base 85; "" where the pipeline has none. in_line: the figure's offset in its line
    (`extract.text.excerpt.sentence`), -1 where nobody noted it. phrase: the words nearest the figure that say what it
    measures, which claims of one article are compared by; the subject, made of them for a reader, says more.
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: float | None = None
    low: float | None = None
    high: float | None = None
    bound: Bound = "="
    trend: Trend | None = None
    unit: str | None = None
    unit_text: str | None = None
    subject: str = ""
    source: Mention | None = None
    cue: Span | None = None
    via: tuple[Mention, ...] = ()
    stance: Stance = "asserted"
    quoted: bool = False
    about: Subject = field(default_factory=Subject)
    why: tuple[str, ...] = ()
    meaning: str = ""
    in_line: int = -1
    phrase: str = ""

    def to_json(self, *, explain: bool = False) -> dict[str, Any]:
        """Return the claim as the contract has it; explain adds what is compared, `why`, keys and kinds."""
        row = _fields(self)
        mentions = [_fields(mention) for mention in ([self.source] if self.source else []) + list(self.via)]
        if not explain:
            del row["about"], row["why"], row["meaning"], row["in_line"], row["phrase"]
            for mention in mentions:
                del mention["key"], mention["kind"]
        else:
            row["about"] = _fields(self.about)
        row["source"] = mentions.pop(0) if self.source else None
        row["cue"] = _fields(self.cue) if self.cue else None
        row["via"] = tuple(mentions)
        return row
