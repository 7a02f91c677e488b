"""Defines the spaCy component that combines the results of the others into claims: `doc._.attribune_claims`.

It reads a title and a date of publication (ISO 8601), which help to find what is measured, from
`doc.user_data["title"]` and `doc.user_data["published"]`.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from operator import itemgetter

from spacy.language import Language
from spacy.tokens import Doc as SpacyDoc

from extract.attribution import Attributions
from extract.attribution.choice import Choice, choose
from extract.attribution.denial import is_denied
from extract.attribution.quotes import quotations_of
from extract.attribution.source_mentions import Sources, drop_sources, shared_sources
from extract.claim import Claim, Mention, Span, Stance, Subject
from extract.figures.figure_component import Figure, Figures
from extract.parsing.conversion import doc_of
from extract.parsing.tables import Cells
from extract.parsing.tokens import Doc
from extract.subject.subject_component import Subjects
from extract.subject.vector_component import Meanings
from extract.text.excerpt import placed_line
from extract.text.language import foreign

# The components that claims are made from, in the order in which they run.
LAYERS = ("attribune_figures", "attribune_attribution", "attribune_subjects", "attribune_meanings")


@Language.factory(
    "attribune_claims", assigns=["doc._.attribune_claims"], requires=["token.dep", "token.head", "doc.ents"]
)
def make_claims(nlp: Language, name: str) -> "Claims":
    """Make the component; it needs Universal Dependencies trees, and adds other components that are missing."""
    return Claims(nlp)


class Claims:
    """Sets `doc._.attribune_claims`, a list of Claim in text order."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._layers: dict[str, Callable[[SpacyDoc], SpacyDoc]] = dict(
            zip(LAYERS, (Figures(), Attributions(), Subjects(), Meanings(nlp)), strict=True)
        )
        if not SpacyDoc.has_extension("attribune_claims"):
            SpacyDoc.set_extension("attribune_claims", default=())

    def __call__(self, doc: SpacyDoc) -> SpacyDoc:
        for name, layer in self._layers.items():
            if name not in self._nlp.pipe_names:
                doc = layer(doc)
        doc._.attribune_claims = [] if foreign(doc_of(doc).text) else claims_of(doc)
        return doc


# `Hundreds if not thousands` denies neither number.
_NOT = re.compile(r"(?:(?<!\bif )\bnot|n['’]t) $")
# `It wasn't 40 boats in one night`: there may have been 40.
_AT_ONCE = re.compile(r"[^.,;:!?\n”\"]{0,30}\b(?:in|at|on|during) (?:one|a single|the same|any one) ")
# `It wasn't nine boats. It wasn't 40 boats in one night`: two denials in a row both reject a number.
_REPEATED = re.compile(r"(?:\bnot|n['’]t) [^.!?\n]{1,60}[.!?] [^.!?\n]{0,20}(?:\bnot|n['’]t) $")


def claims_of(parsed: SpacyDoc) -> list[Claim]:
    """Return the claims of a Doc that went through the pipeline."""
    doc = doc_of(parsed)
    figures: list[Figure] = doc._.attribune_figures
    if not figures:
        return []
    sources = shared_sources(doc)
    cells = Cells(doc.text)
    quotes = sorted((q.start, q.end) for q in quotations_of(doc))
    claims = []
    read = zip(figures, doc._.attribune_subjects, doc._.attribune_phrases, doc._.attribune_meanings, strict=True)
    for figure, (subject, about), phrase, meaning in read:
        cell = cells.at(figure.start)
        if cell is not None:
            # A table has no grammar: headings say what a cell measures, and it has no source.
            subject, phrase, meaning = cell.label or subject, cell.label or phrase, ""
            about = Subject(topic=about.topic, names=about.names)
        choice = choose(doc, figure) if cell is None else None
        source, cue, via, stance, why = _attributed(doc, sources, figure, choice)
        rejected = _NOT.search(doc.text, max(0, figure.start - 5), figure.start)
        repeated = rejected and _REPEATED.search(doc.text, max(0, figure.start - 120), figure.start)
        if rejected and (repeated or not _AT_ONCE.match(doc.text, figure.end)):
            # `It was 1,150 people and not 1,500`: the source denies this figure.
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
                placed_line(doc.text, figure.start, figure.end)[1],
                phrase,
            )
        )
    drop_sources(doc)
    return sorted(claims, key=lambda claim: (claim.start, claim.end))


def _inside(figure: Figure, quotes: list[tuple[int, int]]) -> bool:
    """Return True if a quotation contains a figure; quotes: their (start, end), sorted and not nested."""
    at = bisect_right(quotes, figure.start, key=itemgetter(0))
    return at > 0 and figure.end <= quotes[at - 1][1]


def _attributed(
    doc: Doc, sources: Sources, figure: Figure, choice: Choice | None
) -> tuple[Mention | None, Span | None, tuple[Mention, ...], Stance, tuple[str, ...]]:
    if choice is None:
        return None, None, (), "asserted", ("the article itself says so",)
    answers = choice.answers
    start, end = answers.cue
    cue = Span(start, end, doc.text[start:end])
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
