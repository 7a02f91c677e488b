"""Makes any amount of synthetic news: events, and reports on them by outlets, as text and as claims.

It is distributed as unevenly as real news: a few events and outlets have most of the articles, the rest a handful each
(Zipf's law), and an event with many reports has many scenes with their own figures; figures change from day to day,
sources contradict each other, and every fifth article is a wire story that other outlets print with a line of their
own. Articles come in chronological order, as they come into a library. The same seed makes the same news.
"""

import bisect
import itertools
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from extract.claim import Bound, Claim, Kind, Mention, Span, Subject
from store.archive.incoming import Incoming
from tests.meanings import meaning_of

# The average number of claims per article, as in the demo.
CLAIMS_EACH = 9
# Sentences without a figure per sentence with one: about 78 words per claim; news has 46 (ECB+) to 97 (PolNeAR).
BESIDE_EACH = 4
# The average number of articles per event.
ARTICLES_EACH = 6
# How many further articles are made, to be added to the library later.
SPARE = 500
_FIRST_DAY = datetime(2017, 1, 1, 6, tzinfo=UTC)
_DAYS = 3_300
_OUTLETS = 180
_WIRE = 0.2
_LASTING = 40


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity in reports on a type of event; words: how a sentence names what is counted."""

    kind: Kind
    unit: str
    unit_text: str
    words: str
    counted: str
    people: str
    event: str
    size: float


@dataclass(frozen=True, slots=True)
class Type:
    """A type of event: the nouns of its reports, and what they count."""

    noun: str
    nouns: tuple[str, ...]
    measures: tuple[Measure, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _count(noun: str, plural: str, words: str, size: float, people: str = "", event: str = "") -> Measure:
    return Measure("count", noun, plural, words, noun, people, event, size)


_KILLED = _count("people", "people", "had been killed", 40, "people", "kill")
_INJURED = _count("people", "people", "had been injured", 150, "people", "injure")
_MISSING = _count("people", "people", "were missing", 25, "people", "miss")
_FLED = _count("resident", "residents", "had fled their homes", 5_000, "people", "displace")
_COST = Measure("money", "USD", "dollars", "would be needed for repairs", "", "", "cost", 4e8)
_SHARE = Measure("percent", "percent", "percent", "of the budget had been spent", "budget", "", "cost", 35)

TYPES = (
    Type("flood", ("flood", "river", "rain", "dam", "water", "rescuer"),
         (_KILLED, _MISSING, _FLED, _COST, _count("home", "homes", "had been flooded", 900, event="flood"))),
    Type("earthquake", ("earthquake", "magnitude", "rubble", "tremor", "building", "rescuer"),
         (_KILLED, _INJURED, _count("building", "buildings", "had collapsed", 300, event="destroy"), _COST,
          Measure("measure", "kilometre", "kilometres", "below the surface it began", "", "", "measure", 14))),
    Type("offensive", ("offensive", "army", "front", "artillery", "village", "drone"),
         (_count("soldier", "soldiers", "had been killed", 700, "military", "kill"),
          _count("soldier", "soldiers", "had been wounded", 1_600, "military", "injure"),
          _count("tank", "tanks", "had been destroyed", 45, event="destroy"), _FLED,
          _count("village", "villages", "had changed hands", 12))),
    Type("strike", ("strike", "union", "worker", "wage", "factory", "talks"),
         (_count("worker", "workers", "had walked out", 8_000, "worker", "strike"), _SHARE,
          Measure("percent", "percent", "percent", "more pay was asked for", "pay", "", "", 9),
          _count("factory", "factories", "stood still", 14))),
    Type("election", ("election", "poll", "candidate", "voter", "ballot", "mayor"),
         (Measure("percent", "percent", "percent", "of voters backed the mayor", "voter", "voter", "vote", 46),
          Measure("percent", "percent", "percent", "of voters were undecided", "voter", "voter", "", 11),
          Measure("points", "point", "points", "was the lead", "point", "", "vote", 5),
          _count("voter", "voters", "had been asked", 1_000, "voter"))),
    Type("layoffs", ("company", "job", "plant", "profit", "market", "share"),
         (_count("job", "jobs", "would be cut", 1_200, "worker", "dismiss"),
          Measure("money", "USD", "dollars", "would be saved", "", "", "cost", 9e7),
          Measure("percent", "percent", "percent", "of the staff would go", "staff", "worker", "dismiss", 8),
          Measure("money", "USD", "dollars", "had been earned in the quarter", "", "", "earn", 6e8))),
    Type("outbreak", ("outbreak", "virus", "hospital", "patient", "vaccine", "clinic"),
         (_count("patient", "patients", "had fallen ill", 3_000, "patient", "infect"), _KILLED,
          _count("dose", "doses", "had arrived", 60_000),
          Measure("percent", "percent", "percent", "of beds were taken", "bed", "", "", 80))),
)  # fmt: skip

_BODIES = ("Red Cross", "interior ministry", "fire service", "statistics office", "police", "health ministry")
_CUES = ("said", "said", "said", "told reporters", "announced", "estimated", "confirmed")
_NOUNS = _words(
    "street bridge school market church library garden station harbour engine letter window road farm council "
    "teacher driver neighbour doctor farmer kitchen boat train field cellar roof fence tower square shop "
)
_ADJECTIVES = _words(
    "old narrow quiet wet long empty crowded heavy early late cold broken new small steep busy plain careful tired "
    "proud northern southern distant usual "
)
_VERBS = _words(
    "watched crossed left carried found closed opened repaired painted followed passed reached held moved counted "
    "wanted remembered forgot built sold lost guarded cleaned missed "
)
_FILLERS = (
    "The {a} {n} beside the {n} {v} the {a} {n} long before {day}, and nobody {v} it again.",
    "Whoever {v} the {n} that week also {v} a {a} {n} and the {a} {n} behind it.",
    "In {place} a {n} {v} the {n}, while the {a} {n} of {region} {v} its {n}.",
    "Some {v} the {a} {n}; others {v} their {n} and {v} the {n} until evening.",
    "“We {v} the {n} and {v} the {a} {n},” a {n} in {place} told us.",
)
_BOUNDS: tuple[tuple[str, Bound], ...] = (
    ("", "="),
    ("", "="),
    ("about ", "~"),
    ("more than ", ">"),
    ("at least ", ">="),
)
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(slots=True)
class Event:
    """Something that outlets report repeatedly; scenes: where it happens; wires: the last wire stories."""

    type: Type
    region: str
    scenes: tuple[str, ...]
    people: tuple[str, ...]
    begin: float
    length: float
    truth: tuple[float, ...]
    wires: list["Report"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Report:
    """A synthetic article. number: from 1 on.

    quantities: for each claim the quantity that it states, as (event, measure) by number. wire: the
    number of the report that it reprints, None for an original.
    """

    number: int
    place: str
    title: str
    outlet: str
    published: str
    text: str
    claims: tuple[Claim, ...]
    quantities: tuple[tuple[int, int], ...]
    wire: int | None = None

    def incoming(self) -> Incoming:
        """Return the report as an article to be added to a library."""
        return Incoming(
            place=self.place,
            places=(self.place,),
            text=self.text,
            title=self.title,
            outlet=self.outlet,
            published=self.published,
            body=self.text.encode(),
        )


class World:
    """The events of a library with about this many claims, and the reports on them, plus SPARE more."""

    def __init__(self, claims: int, seed: int = 7) -> None:
        self._random = random.Random(seed)
        articles = int(claims / CLAIMS_EACH * 1.05) + SPARE
        events = max(5, articles // ARTICLES_EACH)
        self._places = list(_names(self._random, max(50, events // 3)))
        self._outlets = [
            f"{name} {kind}"
            for name, kind in zip(
                _names(self._random, _OUTLETS),
                itertools.cycle(("Post", "Herald", "Wire", "News", "Gazette")),
                strict=False,
            )
        ]
        weights = _zipf(events)
        self._events = [self._event(number, articles / (number + 1) / weights[-1]) for number in range(events)]
        self._outlet_weights = _zipf(_OUTLETS)
        drawn = (_drawn(self._random, weights) for _ in range(articles))
        self._days = sorted((self._day(self._events[number]), number) for number in drawn)
        self._made = 0

    def reports(self) -> Iterator[Report]:
        """Yield the articles in chronological order."""
        for day, number in self._days:
            event = self._events[number]
            self._made += 1
            if event.wires and self._random.random() < _WIRE:
                yield self._printed(event, self._random.choice(event.wires[-3:]))
            else:
                report = self._report(event, number, day)
                event.wires.append(report)
                del event.wires[:-3]
                yield report

    def _event(self, number: int, articles: float) -> Event:
        """Return an event with about this many articles."""
        chance = self._random
        type_ = chance.choice(TYPES)
        region, *scenes = chance.sample(self._places, min(2 + int(articles**0.5), len(self._places)))
        people = tuple(_person(chance) for _ in range(3 + len(scenes)))
        truth = tuple(measure.size * chance.lognormvariate(0, 0.8) for measure in type_.measures)
        # The biggest stories, such as a war or an epidemic, last for years.
        length = 400.0 if number < _LASTING else 20.0
        return Event(type_, region, tuple(scenes), people, chance.uniform(0, _DAYS), length, truth)

    def _day(self, event: Event) -> float:
        age = self._random.expovariate(1 / event.length)
        return event.begin + age % min(4 * event.length, _DAYS - event.begin)

    def _printed(self, event: Event, wire: Report) -> Report:
        """Return a wire story as another outlet prints it: with an added line, which shifts every figure."""
        outlet = self._outlets[_drawn(self._random, self._outlet_weights)]
        lead = f"{event.region}, from our correspondents. "
        claims = tuple(_moved(claim, len(lead)) for claim in wire.claims)
        return replace(
            wire,
            number=self._made,
            place=f"/made/{self._made}.txt",
            outlet=outlet,
            text=lead + wire.text,
            claims=claims,
            wire=wire.number,
        )

    def _report(self, event: Event, number: int, day: float) -> Report:
        chance = self._random
        when = _FIRST_DAY + timedelta(days=day)
        outlet = self._outlets[_drawn(chance, self._outlet_weights)]
        # An article reports at most two scenes, besides the main ones of the event.
        here = chance.sample(range(len(event.scenes)), min(2, len(event.scenes)))
        speakers = [event.people[at] for at in (0, 1, *(3 + at for at in here))]
        topic = (*event.type.nouns, *chance.sample(_NOUNS, 3))
        named = (event.region, *(event.scenes[at] for at in here), *speakers, outlet)
        names = tuple(name.lower() for name in named)
        text = ""
        claims: list[Claim] = []
        quantities = []
        size = max(2, round(chance.gauss(CLAIMS_EACH, 3)))
        for _ in range(size):
            which, scene = chance.randrange(len(event.type.measures)), chance.choice(here)
            measure, place = event.type.measures[which], event.scenes[scene]
            grown = 1 + 2 * (day - event.begin) / event.length + scene % 7
            value = _rounded(event.truth[which] * grown * chance.choice((1, 1, 1, 0.97, 1.08, 1.3)))
            source = self._source(speakers)
            about = Subject(
                counted=measure.counted,
                people=measure.people,
                event=measure.event,
                places=(place.lower(), event.region.lower()),
                as_of=when.date().isoformat(),
                terms=_terms(measure, place, event.type.noun, source),
                topic=topic,
                names=names,
            )
            sentence, claim = self._sentence(place, measure, value, when, len(text), source, about)
            claims.append(claim)
            quantities.append((number, scene * 10 + which))
            beside = " ".join(self._filler(place, event.region, when) for _ in range(BESIDE_EACH))
            text += f"{sentence} {beside} "
        title = f"{event.type.noun.capitalize()} in {event.scenes[here[0]]}: {claims[0].text}"
        return Report(
            self._made,
            f"/made/{self._made}.txt",
            title,
            outlet,
            when.isoformat(timespec="minutes"),
            text,
            tuple(claims),
            tuple(quantities),
        )

    def _sentence(
        self, place: str, measure: Measure, value: float, when: datetime, at: int, name: str, about: Subject
    ) -> tuple[str, Claim]:
        chance = self._random
        cue = chance.choice(_CUES)
        word, bound = chance.choice(_BOUNDS)
        figure = word + _figure(measure, value)
        day = _DAY_NAMES[when.weekday()]
        unit = "" if measure.kind in {"money", "percent"} else f" {measure.unit_text}"
        lead = f"{name} {cue} on {day} that " if name else f"By {day} "
        sentence = f"{lead}{figure}{unit} {measure.words} in {place}."
        start = at + len(lead)
        source = Mention(at, at + len(name), name, name, name.lower(), "person") if name else None
        cue_span = Span(at + len(name) + 1, at + len(name) + 1 + len(cue), cue) if name else None
        return sentence, Claim(
            start,
            start + len(figure),
            figure,
            measure.kind,
            value,
            value if bound in {">", ">="} else None,
            None,
            bound,
            unit=measure.unit,
            unit_text=measure.unit_text,
            subject=f"{measure.unit_text} {measure.words}",
            source=source,
            cue=cue_span,
            about=about,
            why=("verb and what is said",) if name else (),
            meaning=meaning_of(f"{measure.unit_text} {measure.words}"),
        )

    def _filler(self, place: str, region: str, when: datetime) -> str:
        """Return a sentence without a figure, unlike any other."""
        chance = self._random
        words = {"a": _ADJECTIVES, "n": _NOUNS, "v": _VERBS}
        fixed = {"place": place, "region": region, "day": _DAY_NAMES[when.weekday()]}
        return re.sub(
            r"\{(\w+)\}",
            lambda slot: fixed.get(slot[1]) or chance.choice(words[slot[1]]),
            chance.choice(_FILLERS),
        )

    def _source(self, speakers: Sequence[str]) -> str:
        """Return a source: usually one of the event's people, often an office, sometimes none."""
        dice = self._random.random()
        if dice < 0.55:
            return self._random.choice(speakers)
        return self._random.choice(_BODIES) if dice < 0.75 else ""


def _terms(measure: Measure, place: str, noun: str, source: str) -> tuple[str, ...]:
    nouns = [word for word in measure.words.split() if len(word) > 4]
    return tuple(dict.fromkeys(filter(None, (measure.counted, *nouns, place.lower(), noun, *source.lower().split()))))


def _moved(claim: Claim, by: int) -> Claim:
    return replace(
        claim,
        start=claim.start + by,
        end=claim.end + by,
        source=claim.source and replace(claim.source, start=claim.source.start + by, end=claim.source.end + by),
        cue=claim.cue and replace(claim.cue, start=claim.cue.start + by, end=claim.cue.end + by),
    )


def _figure(measure: Measure, value: float) -> str:
    if measure.kind == "money":
        return f"${value / 1e6:,.0f} million" if value < 1e9 else f"${value / 1e9:,.1f} billion"
    return f"{value:,.0f} percent" if measure.kind == "percent" else f"{value:,.0f}"


def _rounded(value: float) -> float:
    """Return the value as news rounds it, to two or three digits."""
    return float(f"{max(1.0, value):.2g}" if value < 1e6 else f"{value:.3g}")


def _zipf(number: int) -> list[float]:
    return list(itertools.accumulate(1 / rank for rank in range(1, number + 1)))


def _drawn(chance: random.Random, weights: Sequence[float]) -> int:
    return min(bisect.bisect(weights, chance.random() * weights[-1]), len(weights) - 1)


def _names(chance: random.Random, number: int) -> Iterator[str]:
    """Yield distinct place names."""
    seen: set[str] = set()
    while len(seen) < number:
        name = "".join(chance.choice(_SYLLABLES) for _ in range(chance.choice((2, 2, 3)))).capitalize()
        if name not in seen:
            seen.add(name)
            yield name


def _person(chance: random.Random) -> str:
    first, last = (
        "".join(chance.choice(_SYLLABLES) for _ in range(chance.choice((1, 2)))).capitalize() for _ in range(2)
    )
    return f"{first} {last}son"


_SYLLABLES = tuple(a + b for a in "bdfghklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "en", "or"))
