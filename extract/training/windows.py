"""Cuts windows of several sentences, differently in each epoch, and makes the tensors to train on from them."""

import json
import random
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from extract.parsing.encoder import WINDOW
from extract.parsing.subwords import Subwords
from extract.training.corpus import ENTITY_TYPES, Document, Sentence
from extract.training.noise import roughen

ENTITY_TAGS = ["O", *(f"{prefix}-{kind}" for kind in ENTITY_TYPES for prefix in "BI")]
WORDS_PER_BATCH = 1200


@dataclass(slots=True)
class Window:
    """Sentences that the network reads at once."""

    sentences: list[Sentence]
    length: int


def windows_of(documents: list[Document], chance: random.Random) -> list[Window]:
    """Cut documents randomly into windows of one to many sentences, with noise."""
    windows = []
    for document in documents:
        current: list[Sentence] = []
        room = 0
        for sentence in document.sentences:
            sentence = roughen(sentence, chance)
            size = len(sentence.words)
            if current and size > room:
                windows.append(Window(current, sum(len(s.words) for s in current)))
                current = []
            if not current:
                room = 0 if chance.random() < 0.2 else chance.randint(10, WINDOW)
            if size <= WINDOW:
                current.append(sentence)
                room -= size
        if current:
            windows.append(Window(current, sum(len(s.words) for s in current)))
    return windows


def batches_of(windows: list[Window], chance: random.Random) -> list[list[Window]]:
    """Group windows of similar length into batches of about WORDS_PER_BATCH words."""
    windows = sorted(windows, key=lambda w: w.length + chance.random() * 8)
    batches: list[list[Window]] = [[]]
    for window in windows:
        if batches[-1] and (len(batches[-1]) + 1) * window.length > WORDS_PER_BATCH:
            batches.append([])
        batches[-1].append(window)
    chance.shuffle(batches)
    return batches


class Labels:
    """The tag sets, as lists whose order is that of the network's outputs."""

    def __init__(self, documents: list[Document]) -> None:
        sentences = [s for d in documents for s in d.sentences if s.heads]
        self.labels = sorted({label for s in sentences for label in s.labels or []})
        self.upos = sorted({tag for s in sentences for tag in s.upos or []})
        self.xpos = sorted({tag for s in sentences for tag in s.xpos or []})
        self.entities = ENTITY_TAGS

    def save(self, path: Path) -> None:
        """Write the lists as one JSON object."""
        path.write_text(json.dumps(vars(self), indent=1))


def tensors_of(batch: list[Window], subwords: Subwords, labels: Labels) -> dict[str, Tensor]:
    """Turn a batch into padded tensors; a missing layer is -100, which losses ignore."""
    index = {name: {tag: i for i, tag in enumerate(tags)} for name, tags in vars(labels).items()}
    width = max(w.length for w in batch)
    pieces = []
    for window in batch:
        words = [word for s in window.sentences for word in s.words]
        pieces.append([subwords.split(word) for word in words])
    depth = max(2 + sum(len(ids) for ids, _ in row) for row in pieces)
    size = len(batch)
    ids = torch.full((size, depth), subwords.pad)
    shapes = torch.zeros((size, depth), dtype=torch.long)
    present = torch.zeros((size, depth))
    first, last = torch.zeros((size, width), dtype=torch.long), torch.zeros((size, width), dtype=torch.long)
    gold = {name: torch.full((size, width), -100) for name in ("heads", *index)}
    starts = torch.full((size, width), -100.0)
    weight = torch.ones((size, width))
    inside = torch.zeros((size, width, width + 1), dtype=torch.bool)
    inside[:, :, 0] = True
    for b, (window, row) in enumerate(zip(batch, pieces, strict=True)):
        position = 1
        ids[b, 0] = subwords.begin
        for w, (word_ids, shape) in enumerate(row):
            ids[b, position : position + len(word_ids)] = torch.tensor(word_ids)
            shapes[b, position : position + len(word_ids)] = shape
            first[b, w], last[b, w] = position, position + len(word_ids) - 1
            position += len(word_ids)
        ids[b, position] = subwords.end
        present[b, : position + 1] = 1
        offset = 0
        for number, sentence in enumerate(window.sentences):
            end = offset + len(sentence.words)
            here = slice(offset, end)
            starts[b, here] = 0
            starts[b, offset] = 1 if number else -100
            inside[b, here, offset + 1 : end + 1] = True
            if sentence.heads and sentence.labels and sentence.upos and sentence.xpos:
                gold["heads"][b, here] = torch.tensor([h + offset if h else 0 for h in sentence.heads])
                gold["labels"][b, here] = torch.tensor([index["labels"][x] for x in sentence.labels])
                gold["upos"][b, here] = torch.tensor([index["upos"][x] for x in sentence.upos])
                gold["xpos"][b, here] = torch.tensor([index["xpos"][x] for x in sentence.xpos])
            if sentence.entities:
                gold["entities"][b, here] = torch.tensor([index["entities"][x] for x in sentence.entities])
                weight[b, here] = sentence.entity_weight
            offset = end
    return {
        "ids": ids,
        "shapes": shapes,
        "present": present,
        "first": first,
        "last": last,
        "starts": starts,
        "weight": weight,
        "inside": inside,
        **gold,
    }
