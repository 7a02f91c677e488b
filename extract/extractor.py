"""Runs the pipeline over texts and puts its layers together as claims."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from operator import itemgetter
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import extract.attribution
import extract.figures.figure_component
import extract.parsing.encoder
import extract.subject.subject_component
import extract.subject.vector_component  # noqa: F401  the components register themselves when imported
from extract.attribution.choice import Choice, choose, is_denied
from extract.attribution.quotes import quotations
from extract.attribution.source_mentions import Sources
from extract.claim import Claim, Mention, Span, Stance, Subject
from extract.figures.figure_component import Figure
from extract.parsing.doc_text import text_of
from extract.parsing.long_runs import RunTokenizer
from extract.parsing.tables import Cells
from extract.text.excerpt import placed_line
from extract.text.language import foreign

SHIPPED = Path(__file__).parent / "pipeline"
COMPONENTS = ("attribune_figures", "attribune_attribution", "attribune_subjects", "attribune_meanings")
# Longer texts are no articles; reading one would hold up the rest for minutes.
LONGEST = 2_000_000
# Texts that are read ahead of the claims that are asked for.
AT_ONCE = 64


class ExtractionError(Exception):
    """A text or a pipeline that claims cannot be had from; its message says why in one line."""


def load_pipeline(path: Path | None = None) -> Language:
    """Load a spaCy pipeline with Universal Dependencies trees, the shipped one by default, and add what finds claims.

    Raises ExtractionError where the folder holds no such pipeline.
    """
    try:
        nlp = spacy.load(path or SHIPPED)
    except (OSError, ValueError, ImportError, KeyError) as error:
        raise ExtractionError(f"no spaCy pipeline in {path or SHIPPED}: {str(error).splitlines()[0]}") from error
    for name in COMPONENTS:
        if name not in nlp.pipe_names:
            nlp.add_pipe(name)
    nlp.max_length = LONGEST + 1
    nlp.tokenizer = RunTokenizer(nlp.tokenizer)
    return nlp


class Extractor:
    """Finds the claims of texts with one loaded pipeline."""

    def __init__(self, pipeline: Path | None = None) -> None:
        self._path = pipeline

    @cached_property
    def nlp(self) -> Language:
        """The pipeline, loaded when first needed."""
        return load_pipeline(self._path)

    def claims(self, text: str, *, title: str = "", published: str = "") -> list[Claim]:
        """Return the claims of a text by their start; title and published (ISO 8601) help to tell what they measure.

        A text that is not English has none. Raises ExtractionError for a text longer than LONGEST characters.
        """
        check_length(text)
        if foreign(text):
            return []
        with self.nlp.memory_zone():
            doc = self.nlp.make_doc(text)
            doc.user_data.update(title=title, published=published)
            return claims_of(self.nlp(doc))

    def stream(self, texts: Iterable[str]) -> Iterator[list[Claim]]:
        """Yield the claims of many texts in order, some texts ahead in one batch."""
        rest = iter(texts)
        while some := list(islice(rest, AT_ONCE)):
            # New words live as long as the zone: without one, memory grows with every article that is read.
            with self.nlp.memory_zone():
                docs = self.nlp.pipe(text for text in some if not foreign(text))
                read = [[] if foreign(text) else claims_of(next(docs)) for text in some]
            yield from read


def check_length(text: str) -> None:
    """Raise ExtractionError where a text is too long to be one article."""
    if len(text) > LONGEST:
        raise ExtractionError(f"too long to be one article: {len(text):,} characters, at most {LONGEST:,}; split it")


_NOT = re.compile(r"(?:\bnot|n['’]t) $")


def claims_of(doc: Doc) -> list[Claim]:
    """Return the claims of a Doc that went through the pipeline."""
    figures: list[Figure] = doc._.figures
    if not figures:
        return []
    sources = Sources(doc)
    cells = Cells(text_of(doc))
    quotes = sorted((q.start, q.end) for q in quotations(text_of(doc)))
    claims = []
    read = zip(figures, doc._.subjects, doc._.phrases, doc._.meanings, strict=True)
    for figure, (subject, about), phrase, meaning in read:
        cell = cells.at(figure.start)
        if cell is not None:
            # Grammar reads nothing in a table: its headings say what the cell tells, and nobody says it.
            subject, phrase, meaning = cell.label or subject, cell.label or phrase, ""
            about = Subject(topic=about.topic, names=about.names)
        choice = choose(doc, figure) if cell is None else None
        source, cue, via, stance, why = _attributed(doc, sources, figure, choice)
        if _NOT.search(text_of(doc), max(0, figure.start - 5), figure.start):
            # `It was 1,150 people and not 1,500`: whoever answers turns this figure down.
            stance = "denied"
        claims.append(
            Claim(
                figure.start,
                figure.end,
                figure.text,
                figure.kind,
                figure.value,
                figure.low,
                figure.high,
                figure.bound,
                figure.trend,
                figure.unit,
                figure.unit_text,
                subject,
                source,
                cue,
                via,
                stance,
                _inside(figure, quotes),
                about,
                why,
                meaning,
                placed_line(text_of(doc), figure.start, figure.end)[1],
                phrase,
            )
        )
    return sorted(claims, key=lambda claim: (claim.start, claim.end))


def _inside(figure: Figure, quotes: list[tuple[int, int]]) -> bool:
    """Return True if one of the quotations, sorted by their start, holds a figure; at most two are nested."""
    at = bisect_right(quotes, figure.start, key=itemgetter(0))
    return any(figure.end <= end for _, end in quotes[max(0, at - 2) : at])


def _attributed(
    doc: Doc, sources: Sources, figure: Figure, choice: Choice | None
) -> tuple[Mention | None, Span | None, tuple[Mention, ...], Stance, tuple[str, ...]]:
    if choice is None:
        return None, None, (), "asserted", ("the article itself says so",)
    answers = choice.answers
    start, end = answers.cue
    cue = Span(start, end, text_of(doc)[start:end])
    source, chain = sources.mention(answers.head) if answers.head is not None else (None, ())
    via: dict[str, Mention] = {}
    for head in (*answers.relay, *(outer.head for outer in choice.around if outer.head is not None)):
        relay = sources.mention(head)[0]
        if relay.key and (source is None or relay.key != source.key):
            via.setdefault(relay.key, relay)
    stance: Stance = "denied" if is_denied(doc, figure, choice) else "asserted"
    why = (
        f"{answers.construction}: “{cue.text}”",
        *chain,
        *(f"passed on by {mention.name}" for mention in via.values()),
    )
    return source, cue, tuple(via.values()), stance, why
