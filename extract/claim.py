"""Defines Claim: a figure in a text, what it measures, and who the text attributes it to.

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
    """A span of the article's text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of a source in the text, and the source's fullest name in the article.

    key: identifies a source across articles or, with a leading `~`, only within its article, since `police`,
    `officials`, `I` or a surname may be somebody else in another. body: the key of the body that a person speaks for,
    "" if the article names none.
    """

    start: int
    end: int
    text: str
    name: str
    key: str = ""
    kind: SourceKind = "other"
    body: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure measures, as fields for cross-references; an empty field is unknown.

    counted: the lemma of what is counted (`soldier`); people, event: classes of `lexicon/events.toml` and
    `lexicon/people.toml` (`military`, `kill`); side: the owner of the counted or of the share (`denmark`); places:
    lower-case names, narrowest first; scope: words that restrict the count (`per day`, `civilian`); period: the time
    covered, ISO dates as `from/to`, either of which may be empty; as_of: the ISO date to which the figure refers;
    terms: lemmas of the content words around the figure, nearest first; topic, names: the main nouns and names of the
    whole article; years: years other than the article's that the figure refers to; where: the places in its own clause.
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

    value: None for vague words and ranges, which low and high delimit; source, cue: None if the narrator states the
    figure. why: how the source was found, in words: the construction, the cue, the chain from a pronoun to a name.
    meaning: two vectors, of what is counted and of its clause, 64 int8 each, in base 85; "" if the pipeline has none.
    in_line: the figure's offset in its line (`extract.text.excerpt.sentence`), -1 if unknown. phrase: what the figure
    measures in the text's own words, used to compare claims of one article; subject is the longer form for readers.
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
        """Return the claim as in the contract; explain: add the fields for comparison, `why`, keys and kinds."""
        row = _fields(self)
        mentions = [_fields(mention) for mention in ([self.source] if self.source else []) + list(self.via)]
        if not explain:
            del row["about"], row["why"], row["meaning"], row["in_line"], row["phrase"]
            for mention in mentions:
                del mention["key"], mention["kind"], mention["body"]
        else:
            row["about"] = _fields(self.about)
        row["source"] = mentions.pop(0) if self.source else None
        row["cue"] = _fields(self.cue) if self.cue else None
        row["via"] = tuple(mentions)
        return row
