"""Runs the pipeline over texts and returns their claims."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from itertools import compress, islice
from pathlib import Path
from typing import Any

import spacy
from spacy import attrs
from spacy.language import Language
from spacy.tokens import Doc

from extract.claim import Claim
from extract.claims_component import LAYERS, claims_of
from extract.parsing.conversion import release
from extract.parsing.long_runs import RunTokenizer
from extract.text.language import foreign

SHIPPED = Path(__file__).parent / "pipeline"
# Texts with more characters are not articles; reading one would hold up the rest for minutes.
LONGEST = 2_000_000
# Texts read in one batch.
AT_ONCE = 64
# Different words kept from one batch to the next: about 25 MB with the tokens made of them.
KEPT_WORDS = 20_000
# The properties of a word, apart from its context, that the parser and the rules use.
_ASKED = (
    *(attrs.LOWER, attrs.NORM, attrs.IS_SPACE, attrs.IS_PUNCT, attrs.IS_BRACKET, attrs.LIKE_NUM),
    *(attrs.IS_ALPHA, attrs.IS_LOWER, attrs.IS_TITLE, attrs.IS_UPPER),
)


class ExtractionError(Exception):
    """Raised for a text or a pipeline that can't be used; the message says why in one line."""


def load_pipeline(path: Path | None = None) -> Language:
    """Load a spaCy pipeline with Universal Dependencies trees, by default the shipped one, and add our components.

    Raises ExtractionError if the folder has no such pipeline.
    """
    try:
        nlp = spacy.load(path or SHIPPED)
    except (OSError, ValueError, ImportError, KeyError) as error:
        raise ExtractionError(f"no spaCy pipeline in {path or SHIPPED}: {str(error).splitlines()[0]}") from error
    for name in LAYERS:
        if name not in nlp.pipe_names:
            nlp.add_pipe(name)
    # spaCy computes all of these for each new word; those left out (web addresses, shapes, …) take the most time.
    vocab: Any = nlp.vocab
    vocab.lex_attr_getters = {number: vocab.lex_attr_getters[number] for number in _ASKED}
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
        """Return the claims of a text in text order; title and published (ISO 8601) help to find what they measure.

        A text that is not English has none. Raises ExtractionError if it has more than LONGEST characters.
        """
        check_length(text)
        if foreign(text):
            return []
        with self._zone():
            doc = self.nlp.make_doc(text)
            doc.user_data.update(title=title, published=published)
            return _claims(self.nlp(doc))

    def stream(self, texts: Iterable[str]) -> Iterator[list[Claim]]:
        """Yield the claims of each of many texts, in order; AT_ONCE texts are read in one batch."""
        rest = iter(texts)
        while some := list(islice(rest, AT_ONCE)):
            english = [not foreign(text) for text in some]
            with self._zone():
                docs = self.nlp.pipe(compress(some, english))
                read = [_claims(next(docs)) if readable else [] for readable in english]
            yield from read

    def _zone(self) -> AbstractContextManager[Any]:
        """Return a context that frees the words of a batch at its end: otherwise memory grows with every article.

        The first KEPT_WORDS words, mostly common ones, are kept: recreating them for each batch takes 2 % of the time.
        """
        return self.nlp.memory_zone() if len(self.nlp.vocab) > KEPT_WORDS else nullcontext()


def _claims(doc: Doc) -> list[Claim]:
    claims = claims_of(doc)
    release(doc)
    return claims


def check_length(text: str) -> None:
    """Raise ExtractionError if a text is too long to be one article."""
    if len(text) > LONGEST:
        raise ExtractionError(f"too long to be one article: {len(text):,} characters, at most {LONGEST:,}; split it")
