"""Defines the spaCy component that turns the encoder's scores into sentences, trees, tags, lemmas and names of a Doc.

Paragraphs are read in windows of several sentences, so that sentences are found together with their trees.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc

from extract.parsing.lemmas import Lemmas
from extract.parsing.matrix_product import on_grid, on_grid_product
from extract.parsing.paragraphs import blocks_of
from extract.parsing.phrase_vectors import Meaning
from extract.parsing.repairs import repair
from extract.parsing.subwords import Subwords
from extract.parsing.trees import best_tree
from extract.parsing.verb_names import repair_names

# Words in a window, in training too; the graph's number of positions for subwords; and subwords in a batch, few enough
# for a layer's numbers to fit into the processor's caches.
WINDOW, POSITIONS, BATCH = 150, 256, 1500
# Windows are padded to a multiple of this many subwords and batched only with others of that length: float sums depend
# on row length, and a window's result must not depend on its neighbours in the batch.
RUNG = 8
DOCS_AT_ONCE = 16


@dataclass(slots=True)
class _Block:
    """A paragraph being read: words[done:] are not yet split into sentences."""

    doc: int
    words: list[int]
    done: int = 0
    pieces: list[tuple[tuple[int, ...], int]] = field(default_factory=list)

    def window(self) -> tuple[int, int]:
        """Return the padded length of the next window in subwords, and how many words it has."""
        size = min(len(self.words) - self.done, WINDOW)
        subwords = 2
        for number, (ids, _) in enumerate(self.pieces[self.done : self.done + size]):
            if subwords + len(ids) > POSITIONS:
                size = number
                break
            subwords += len(ids)
        return -(-subwords // RUNG) * RUNG, size


@dataclass(slots=True)
class _Layers:
    """The annotation of one Doc, an entry per token; heads are token indices."""

    heads: list[int]
    labels: NDArray[np.int64]
    upos: NDArray[np.int64]
    xpos: NDArray[np.int64]
    entities: NDArray[np.int64]
    meanings: NDArray[np.floating[Any]]


@Language.factory("attribune_encoder", assigns=["token.tag", "token.dep", "token.head", "token.lemma", "doc.ents"])
def make_encoder(nlp: Language, name: str) -> "EncoderParser":
    """Make the component without weights; `from_disk` loads them."""
    return EncoderParser(nlp, name)


class EncoderParser:
    """Sets tag_, pos_, dep_, head, lemma_, ents, sentence starts and doc.tensor from an int8 ONNX graph.

    doc.tensor, (tokens, WIDTH + 1): for each token its share of the clause's vector and the score of that share's
    weight, for `extract.parsing.phrase_vectors`.
    """

    def __init__(self, nlp: Language, name: str = "attribune_encoder") -> None:
        self.nlp, self.name = nlp, name

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> "EncoderParser":
        """Read vocabulary, labels, vectors and graph from a folder."""
        import onnxruntime

        path = Path(path)
        self.path = path
        self.subwords = Subwords(path / "vocabulary.txt")
        tags = json.loads((path / "labels.json").read_text(encoding="utf8"))
        strings = self.nlp.vocab.strings
        self._root = tags["labels"].index("root")
        self._upos_names: list[str] = tags["upos"]
        self._upos = np.array([strings.add(tag) for tag in tags["upos"]], dtype=np.uint64)
        self._xpos = np.array([strings.add(tag) for tag in tags["xpos"]], dtype=np.uint64)
        labels = ["ROOT" if tag == "root" else tag for tag in tags["labels"]]
        self._labels = np.array([strings.add(tag) for tag in labels], dtype=np.uint64)
        self._space = strings.add("SPACE"), strings.add("_SP"), strings.add("dep")
        self._entities: list[str] = tags["entities"]
        self._entity_ids = [strings.add(tag[2:]) if tag != "O" else 0 for tag in self._entities]
        self.lemmas = Lemmas(path / "lemmas.json")
        with np.load(path / "tables.npz") as tables:
            scale = tables["scale"].astype(np.float32)
            self.subword_vectors: NDArray[np.floating[Any]] = tables["subwords"].astype(np.float32) * scale[:, None]
            self._shape_vectors = tables["shapes"].astype(np.float32)
            self._label_weight = on_grid(tables["label_weight"].astype(np.float32))
            self._label_bias = tables["label_bias"].astype(np.float32)
        self.meaning = Meaning.from_disk(path / "meaning.npz", self.subwords.split, self.subword_vectors)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(path / "encoder.onnx"), sess_options=options, providers=["CPUExecutionProvider"]
        )
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Copy the component's files to a folder."""
        import shutil

        shutil.copytree(self.path, path, dirs_exist_ok=True)

    def __call__(self, doc: Doc) -> Doc:
        self._annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = DOCS_AT_ONCE) -> Iterator[Doc]:
        """Yield many docs, annotated; a batch contains windows of several."""
        docs = iter(stream)
        while group := list(islice(docs, min(batch_size, DOCS_AT_ONCE))):
            self._annotate(group)
            yield from group

    def _annotate(self, docs: list[Doc]) -> None:
        layers = []
        blocks: list[_Block] = []
        split = self.subwords.split
        for number, doc in enumerate(docs):
            size = len(doc)
            labels, upos, xpos, entities = (np.zeros(size, dtype=np.int64) for _ in range(4))
            meanings = np.zeros((size, self.meaning.columns), dtype=np.float32)
            layers.append(_Layers(list(range(size)), labels, upos, xpos, entities, meanings))
            texts = [token.text for token in doc]
            blocks += [_Block(number, words, pieces=[split(texts[word]) for word in words]) for words in blocks_of(doc)]
        while blocks:
            windows: dict[int, list[tuple[_Block, int]]] = defaultdict(list)
            for block in blocks:
                depth, size = block.window()
                windows[depth].append((block, size))
            for depth, rows in windows.items():
                for start in range(0, len(rows), BATCH // depth):
                    self._read(rows[start : start + BATCH // depth], depth, layers)
            blocks = [block for block in blocks if block.done < len(block.words)]
        for doc, layer in zip(docs, layers, strict=True):
            self._write(doc, layer)

    def _read(self, batch: list[tuple[_Block, int]], depth: int, layers: list[_Layers]) -> None:
        """Read one window of each block and advance its `done`.

        batch: blocks, each with its window's number of words; depth: the window's padded length in subwords.
        """
        pieces = [block.pieces[block.done : block.done + size] for block, size in batch]
        ids = np.full((len(batch), depth), self.subwords.pad, dtype=np.int64)
        shapes = np.zeros((len(batch), depth), dtype=np.int64)
        present = np.zeros((len(batch), depth), dtype=np.float32)
        first = np.zeros((len(batch), min(depth - 2, WINDOW)), dtype=np.int64)
        last = np.zeros_like(first)
        for number, row in enumerate(pieces):
            flat = [self.subwords.begin]
            flat_shapes = [0]
            for position, (word, shape) in enumerate(row):
                first[number, position] = len(flat)
                flat.extend(word)
                flat_shapes.extend([shape] * len(word))
                last[number, position] = len(flat) - 1
            flat.append(self.subwords.end)
            ids[number, : len(flat)] = flat
            shapes[number, : len(flat_shapes)] = flat_shapes
            present[number, : len(flat)] = 1
        vectors = self.subword_vectors[ids] + self._shape_vectors[shapes]
        names = ["arcs", "dependents", "heads", "upos", "xpos", "entities", "starts", "words"]
        arcs, dependents, rooted, upos, xpos, entities, starts, states = self._session.run(
            names, {"vectors": vectors, "present": present, "first": first, "last": last}
        )
        upos, xpos, entities = upos.argmax(-1), xpos.argmax(-1), entities.argmax(-1)
        for number, (block, size) in enumerate(batch):
            layer = layers[block.doc]
            begins = [0, *(np.flatnonzero(starts[number, 1:size] > 0) + 1).tolist(), size]
            whole = block.done + size == len(block.words)
            if not whole and len(begins) > 2:
                # The last sentence may continue after the window: the next window begins with it.
                begins.pop()
            heads_here: list[int] = []
            for begin, end in pairwise(begins):
                scores = arcs[number, begin:end]
                tree = best_tree(np.concatenate([scores[:, :1], scores[:, begin + 1 : end + 1]], 1))
                heads_here.extend(head + begin if head else 0 for head in tree)
            stop = begins[-1]
            columns = np.array(heads_here)
            hidden = dependents[number, :stop] + rooted[number, columns]
            gelu = 0.5 * hidden * (1 + np.tanh(0.7978845608 * (hidden + 0.044715 * hidden**3)))
            label_scores = on_grid_product(on_grid(gelu), self._label_weight) + self._label_bias
            label_scores[:, self._root] = -np.inf
            labels = label_scores.argmax(1)
            labels[columns == 0] = self._root
            tokens = block.words[block.done : block.done + stop]
            layer.labels[tokens] = labels
            layer.upos[tokens] = upos[number, :stop]
            layer.xpos[tokens] = xpos[number, :stop]
            layer.entities[tokens] = entities[number, :stop]
            layer.meanings[tokens] = self.meaning.shares(states[number, :stop])
            for token, head in zip(tokens, heads_here, strict=True):
                layer.heads[token] = tokens[head - 1] if head else token
            block.done += stop

    def _write(self, doc: Doc, layer: _Layers) -> None:
        size = len(doc)
        if not size:
            return
        lemma = self.lemmas.of
        strings = self.nlp.vocab.strings
        array: Any = np.zeros((size, 7), dtype=np.uint64)
        array[:, 0] = self._xpos[layer.xpos]
        array[:, 1] = self._upos[layer.upos]
        array[:, 2] = self._labels[layer.labels]
        anchor = next((token.i for token in doc if not token.is_space), 0)
        before = ""
        for token in doc:
            i = token.i
            if token.is_space:
                space = self._space
                array[i, :3] = space[1], space[0], space[2]
                layer.heads[i] = anchor
                array[i, 4] = token.orth
                tag = "O"
            else:
                anchor = i
                array[i, 4] = strings.add(lemma(token.text, self._upos_names[layer.upos[i]]))
                tag = self._entities[layer.entities[i]]
            inside = tag != "O" and tag[0] == "I" and tag[2:] == before
            before = tag[2:]
            array[i, 5] = 2 if tag == "O" else 1 if inside else 3
            array[i, 6] = self._entity_ids[layer.entities[i]] if tag != "O" else 0
        array[:, 3] = (np.array(layer.heads, dtype=np.int64) - np.arange(size)).astype(np.uint64)
        doc.tensor = np.asarray(layer.meanings, dtype=np.float32)
        doc.from_array([TAG, POS, DEP, HEAD, LEMMA, ENT_IOB, ENT_TYPE], array)
        repair_names(doc)
        repair(doc)
