"""Measures a pipeline with its own tokens and sentences on the test parts of the treebanks."""

import time
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from extract.training.corpus import Document, Sentence, add_entities, read_conllu, read_iob2

KINDS = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "PERSON": "PER", "GPE": "LOC", "FAC": "LOC"}


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares of 1 on one corpus; entities is None where it has none."""

    words: int
    las: float
    uas: float
    sentences: float
    upos: float
    xpos: float
    lemmas: float
    entities: float | None


def text_and_doc(nlp: Language, sentences: list[Sentence]) -> tuple[str, Doc]:
    """Join sentences of a document: a blank line where a paragraph begins, a space elsewhere; with the gold Doc."""
    words: list[str] = []
    spaces: list[bool] = []
    heads: list[int] = []
    labels, tags, upos, lemmas, entities, starts = [], [], [], [], [], []
    for number, sentence in enumerate(sentences):
        assert sentence.heads and sentence.labels and sentence.upos and sentence.xpos and sentence.lemmas
        if number and sentence.starts_paragraph:
            words.append("\n\n")
            spaces.append(False)
            heads.append(len(words) - 2)
            labels.append("dep")
            for layer in (tags, upos, lemmas):
                layer.append("")
            entities.append("O")
            starts.append(False)
        position, offset = 0, len(words)
        for i, word in enumerate(sentence.words):
            at = sentence.text.find(word, position)
            position = at + len(word)
            follows = sentence.text[position : position + 1] == " " or i == len(sentence.words) - 1
            last = number + 1 < len(sentences) and sentences[number + 1].starts_paragraph
            words.append(word)
            spaces.append(follows and not (i == len(sentence.words) - 1 and last))
            heads.append(sentence.heads[i] - 1 + offset if sentence.heads[i] else i + offset)
            starts.append(i == 0)
        labels += ["ROOT" if label == "root" else label for label in sentence.labels]
        tags += sentence.xpos
        upos += sentence.upos
        lemmas += sentence.lemmas
        entities += sentence.entities or ["O"] * len(sentence.words)
    gold = Doc(nlp.vocab, words=words, spaces=spaces, heads=heads, deps=labels, tags=tags, pos=upos, lemmas=lemmas, ents=entities)
    return gold.text, gold


def score(nlp: Language, documents: list[Document], *, gold_sentences: bool = False) -> Scores:
    """Run the pipeline over the raw text of documents and compare; each sentence alone if gold_sentences."""
    groups = [[s] for d in documents for s in d.sentences] if gold_sentences else [d.sentences for d in documents]
    pairs = [text_and_doc(nlp, group) for group in groups]
    examples = []
    for (_, gold), doc in zip(pairs, nlp.pipe(text for text, _ in pairs), strict=True):
        for entity in doc.ents:
            assert entity.label_ in KINDS or True
        examples.append(Example(doc, gold))
    scorer = Scorer()
    parsed = scorer.score_deps(
        examples, "dep", getter=lambda token, attr: getattr(token, f"{attr}_"), head_attr="head", labels=[], ignore_labels=["punct", "dep", "p"]
    )
    attr = lambda token, name: getattr(token, f"{name}_")  # noqa: E731
    tags = Scorer.score_token_attr(examples, "tag", getter=lambda t, a: t.tag_, missing_values={"", "_SP"})
    upos = Scorer.score_token_attr(examples, "pos", getter=lambda t, a: t.pos_, missing_values={"", "SPACE"})
    lemmas = Scorer.score_token_attr(examples, "lemma", getter=lambda t, a: t.lemma_, missing_values={""})
    sents = Scorer.score_spans(examples, "sents", getter=lambda d, a: d.sents, has_annotation=lambda d: True)
    named = any(s.entities for d in documents for s in d.sentences)
    ents = Scorer.score_spans(examples, "ents", getter=lambda d, a: d.ents)["ents_f"] if named else None
    del attr
    return Scores(
        words=sum(len(s.words) for d in documents for s in d.sentences),
        las=parsed["dep_las"], uas=parsed["dep_uas"], sentences=sents["sents_f"], upos=upos["pos_acc"],
        xpos=tags["tag_acc"], lemmas=lemmas["lemma_acc"], entities=ents,
    )  # fmt: skip


def test_sets(corpora: Path) -> dict[str, list[Document]]:
    """Return the treebanks' parts that no training saw."""
    ud = corpora / "ud"
    ewt = read_conllu(ud / "ewt-test.conllu")
    add_entities(ewt, read_iob2(ud / "uner-ewt-test.iob2"))
    return {"GUM dev": read_conllu(ud / "gum-dev.conllu"), "GUM test": read_conllu(ud / "gum-test.conllu"), "EWT test": ewt}


def words_per_second(nlp: Language, texts: list[str]) -> float:
    """Time the pipeline over texts, after one warm-up run over the first."""
    list(nlp.pipe(texts[:1]))
    began = time.perf_counter()
    words = sum(sum(not token.is_space for token in doc) for doc in nlp.pipe(texts))
    return words / (time.perf_counter() - began)
