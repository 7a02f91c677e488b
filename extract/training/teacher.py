"""Makes the training data of the meaning heads: phrases and clauses of treebank texts, with the teacher's vectors.

The teacher is the plain sentence encoder (all-MiniLM-L6-v2): the mean over its subwords is a text's vector.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from extract.extractor import load_pipeline
from extract.parsing.conversion import doc_of
from extract.parsing.encoder import EncoderParser
from extract.parsing.phrase_vectors import Meaning, Vector
from extract.parsing.tokens import Doc, Token
from extract.subject.vector_component import Clauses
from extract.training.corpus import read_conllu
from extract.training.network import WIDTH, Network, load_minilm

TREEBANKS = ("gum-train.conllu", "pud.conllu", "ewt-train.conllu", "ewt-dev.conllu")
# Sentences per text, the fewest characters of a text, and the number of texts read.
SENTENCES, SHORTEST, TEXTS = 40, 200, 900
# The fewest nouns of a text that are anchors in addition to its numbers, and the most words of a phrase.
NOUNS, WORDS = 6, 7
# The share of phrases that include their verb, as subjects of claims do.
WITH_VERB = 0.6


@dataclass(frozen=True, slots=True)
class Example:
    """A phrase and its clause: text, words, their encoder states, and their distances."""

    phrase: str
    clause: str
    words: tuple[str, ...]
    states: Vector
    distance: Vector


class _States(Meaning):
    """Keeps the encoder's states in doc.tensor, instead of the heads' results."""

    def __init__(self) -> None:
        super().__init__({}, lambda word: ((), 0), np.zeros((0, WIDTH), dtype=np.float32))

    @property
    def columns(self) -> int:
        return WIDTH

    def shares(self, states: Vector) -> Vector:
        return states


def texts_of(corpora: Path, chance: random.Random, count: int = TEXTS) -> list[str]:
    """Return texts of the parser's training treebanks, in random order."""
    texts = []
    for name in TREEBANKS:
        for document in read_conllu(corpora / "ud" / name):
            sentences = [sentence.text for sentence in document.sentences if sentence.text]
            texts += [" ".join(sentences[at : at + SENTENCES]) for at in range(0, len(sentences), SENTENCES)]
    texts = [text for text in texts if len(text) > SHORTEST]
    chance.shuffle(texts)
    return texts[:count]


def examples_of(texts: Sequence[str], chance: random.Random) -> Iterator[Example]:
    """Yield an example for each number in the texts, and for as many nouns."""
    nlp = load_pipeline()
    parser = nlp.get_pipe("attribune_encoder")
    assert isinstance(parser, EncoderParser)
    parser.meaning = _States()
    for text in texts:
        source = parser(nlp.make_doc(text))
        doc = doc_of(source)
        clauses = Clauses(doc)
        numbers = [token for token in doc if token.pos_ == "NUM"]
        nouns = [token for token in doc if token.pos_ == "NOUN"]
        chance.shuffle(nouns)
        for token in numbers + nouns[: max(NOUNS, len(numbers))]:
            near, distance, left, right = clauses.around(token.idx, token.idx + len(token))
            if near:
                words = tuple(each.text for each in near)
                states = np.asarray(source.tensor[[each.i for each in near]], dtype=np.float32)
                yield Example(_phrase(doc, token, chance), f"{left}#{right}", words, states, distance)


def _phrase(doc: Doc, anchor: Token, chance: random.Random) -> str:
    """Return the noun phrase around an anchor, sometimes with its verb."""
    noun = anchor.head if anchor.pos_ == "NUM" and anchor.head.pos_ in {"NOUN", "PROPN"} else anchor
    words = []
    if noun.pos_ in {"NOUN", "PROPN"}:
        near = [token for token in noun.subtree if token != anchor and abs(token.i - noun.i) < WORDS - 1]
        words = [token.text for token in near if token.pos_ not in {"PUNCT", "DET", "NUM"}][:WORDS]
    if noun.head.pos_ == "VERB" and chance.random() < WITH_VERB:
        words.append(noun.head.text)
    return " ".join(words) or "thing"


class Teacher:
    """The plain sentence encoder."""

    def __init__(self, minilm: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(minilm / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(192)
        size = self._tokenizer.get_vocab_size()
        self._network = Network(size, *(2,) * 5)
        load_minilm(self._network, minilm / "model.safetensors", list(range(size)))
        self._network.eval()

    @torch.no_grad()
    def vectors(self, texts: Sequence[str], batch: int = 64) -> Tensor:
        """Return the vectors of texts, (texts, WIDTH), of length 1."""
        means = torch.zeros(len(texts), WIDTH)
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        for at in range(0, len(order), batch):
            places = order[at : at + batch]
            rows = [self._tokenizer.encode(texts[place]).ids for place in places]
            ids, present = padded([torch.tensor(row) for row in rows])
            hidden = self._network.encoder(self._network.subwords(ids), present)
            means[places] = (hidden * present[..., None]).sum(1) / present.sum(1, keepdim=True)
        return functional.normalize(means, dim=1)


def padded(rows: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Return the rows of one batch padded with zeros, and a mask of what is not padding."""
    sizes = torch.tensor([len(row) for row in rows])
    present = (torch.arange(int(sizes.max()))[None] < sizes[:, None]).float()
    return torch.nn.utils.rnn.pad_sequence(list(rows), batch_first=True), present


def shipped_parser() -> EncoderParser:
    """Return the parser whose subwords the heads use."""
    parser = load_pipeline().get_pipe("attribune_encoder")
    assert isinstance(parser, EncoderParser)
    return parser
