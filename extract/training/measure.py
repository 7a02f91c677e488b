"""Measures a pipeline with its own tokens and sentences on the test parts of the treebanks."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from extract.training.corpus import Document, Sentence, add_entities, read_conllu, read_iob2


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores from 0 to 1 on one corpus; punctuation counts only in las_all; entities: None if the corpus has none."""

    las: float
    uas: float
    las_all: float
    sentences: float
    upos: float
    xpos: float
    lemmas: float
    entities: float | None


@dataclass(slots=True)
class _Columns:
    """The layers of a gold Doc, an entry a token."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    ents: list[str] = field(default_factory=list)

    def add_break(self) -> None:
        """Add a blank line, as spaCy's tokenizer represents it."""
        self.heads.append(len(self.words) - 1)
        self.words.append("\n\n")
        self.spaces.append(False)
        self.deps.append("dep")
        self.ents.append("O")
        for layer in (self.tags, self.pos, self.lemmas):
            layer.append("")

    def add(self, sentence: Sentence, *, last_of_paragraph: bool) -> None:
        """Add a sentence, with spaces where its text has them."""
        offset, position = len(self.words), 0
        for i, (word, head) in enumerate(zip(sentence.words, sentence.heads or [], strict=True)):
            position = sentence.text.find(word, position) + len(word)
            ends = i == len(sentence.words) - 1
            self.words.append(word)
            self.spaces.append(not last_of_paragraph if ends else sentence.text[position : position + 1] == " ")
            self.heads.append(offset + (head - 1 if head else i))
        self.deps += ["ROOT" if label == "root" else label for label in sentence.labels or []]
        self.tags += sentence.xpos or []
        self.pos += sentence.upos or []
        self.lemmas += sentence.lemmas or []
        self.ents += sentence.entities or ["O"] * len(sentence.words)


def gold_doc(nlp: Language, sentences: list[Sentence]) -> Doc:
    """Join consecutive sentences: a blank line where a paragraph begins, a space elsewhere."""
    columns = _Columns()
    for number, sentence in enumerate(sentences):
        if number and sentence.starts_paragraph:
            columns.add_break()
        following = sentences[number + 1] if number + 1 < len(sentences) else None
        columns.add(sentence, last_of_paragraph=following is not None and following.starts_paragraph)
    return Doc(nlp.vocab, **{name: getattr(columns, name) for name in columns.__slots__})


def score(nlp: Language, documents: list[Document]) -> Scores:
    """Run the pipeline over the raw text of documents and compare with their annotation."""
    golds = [gold_doc(nlp, document.sentences) for document in documents]
    docs = nlp.pipe(gold.text for gold in golds)
    examples = [Example(doc, gold) for doc, gold in zip(docs, golds, strict=True)]

    def attachment(*ignored: str) -> dict[str, float]:
        return Scorer.score_deps(
            examples,
            "dep",
            getter=lambda token, name: getattr(token, f"{name}_"),
            head_attr="head",
            labels=[],
            ignore_labels=ignored,
        )

    def share(attribute: str, name: str) -> float:
        missing = {"", "_SP", "SPACE"}
        return float(
            Scorer.score_token_attr(
                examples, name, getter=lambda token, _: getattr(token, attribute), missing_values=missing
            )[f"{name}_acc"]
        )

    def spans(name: str) -> float:
        return float(
            Scorer.score_spans(
                examples, name, getter=lambda doc, _: getattr(doc, name), has_annotation=lambda doc: True
            )[f"{name}_f"]
        )

    words = attachment("punct", "dep")
    named = any(sentence.entities for document in documents for sentence in document.sentences)
    return Scores(
        las=words["dep_las"],
        uas=words["dep_uas"],
        las_all=attachment("dep")["dep_las"],
        sentences=spans("sents"),
        upos=share("pos_", "pos"),
        xpos=share("tag_", "tag"),
        lemmas=share("lemma_", "lemma"),
        entities=spans("ents") if named else None,
    )


def test_sets(corpora: Path) -> Iterator[tuple[str, list[Document]]]:
    """Yield the parts of the treebanks that are not in the training data."""
    ud = corpora / "ud"
    yield "GUM dev", read_conllu(ud / "gum-dev.conllu")
    yield "GUM test", read_conllu(ud / "gum-test.conllu")
    ewt = read_conllu(ud / "ewt-test.conllu")
    add_entities(ewt, read_iob2(ud / "uner-ewt-test.iob2"))
    yield "EWT test", ewt


def words_per_second(nlp: Language, texts: list[str]) -> float:
    """Time the pipeline over texts, after one warm-up run over the first."""
    list(nlp.pipe(texts[:1]))
    began = time.perf_counter()
    words = sum(sum(not token.is_space for token in doc) for doc in nlp.pipe(texts))
    return words / (time.perf_counter() - began)
