"""Trains the network on windows of several sentences, all layers at once."""

import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from extract.parsing.subwords import SHAPES, Subwords
from extract.training.corpus import ENTITY_TYPES, Document, Sentence, training_documents
from extract.training.network import Network, load_minilm
from extract.training.noise import roughen

ENTITY_TAGS = ["O", *(f"{prefix}-{kind}" for kind in ENTITY_TYPES for prefix in "BI")]
LEARNING_RATE, HEAD_RATE, WARM_UP, WORDS_PER_BATCH, AVERAGING = 1e-4, 1e-3, 0.06, 1200, 0.998
LONGEST_WINDOW = 150  # words
# Names that the network gave itself count less than annotated ones; what follows them is fine-tuning.
SELF_WEIGHT, LATER_RATE = 0.4, 0.35


@dataclass(slots=True)
class Window:
    """Sentences that the network reads at once."""

    sentences: list[Sentence]
    length: int


def vocabulary_rows(source: Path) -> tuple[list[str], list[int]]:
    """Return the subwords kept of MiniLM's vocabulary and their rows: no placeholders, no script but Latin."""
    names = source.read_text(encoding="utf8").splitlines()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    kept = [
        name
        for name in names
        if not (name.startswith("[") and name.endswith("]"))
        and all(ord(c) < 0x250 or 0x2010 <= ord(c) <= 0x20BF for c in name)
    ]
    rows = {name: number for number, name in enumerate(names)}
    return special + kept, [rows[name] for name in special + kept]


def windows_of(documents: list[Document], chance: random.Random) -> list[Window]:
    """Cut documents anew into windows of one to many sentences, with noise."""
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
                room = 0 if chance.random() < 0.2 else chance.randint(10, LONGEST_WINDOW)
            if size <= LONGEST_WINDOW:
                current.append(sentence)
                room -= size
        if current:
            windows.append(Window(current, sum(len(s.words) for s in current)))
    return windows


def batches_of(windows: list[Window], chance: random.Random) -> list[list[Window]]:
    """Group windows of like length into batches of about WORDS_PER_BATCH words."""
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
        path.write_text(
            json.dumps({name: getattr(self, name) for name in ("labels", "upos", "xpos", "entities")}, indent=1)
        )


def tensors_of(batch: list[Window], subwords: Subwords, labels: Labels) -> dict[str, Tensor]:
    """Turn a batch into padded tensors; a missing layer has -100, which no loss counts."""
    index = {
        name: {tag: i for i, tag in enumerate(getattr(labels, name))} for name in ("labels", "upos", "xpos", "entities")
    }
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
    gold = {name: torch.full((size, width), -100) for name in ("heads", "labels", "upos", "xpos", "entities")}
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


def loss_of(network: Network, batch: dict[str, Tensor]) -> Tensor:
    """Return the summed loss of all layers of a batch."""
    vectors = network.embed(batch["ids"], batch["shapes"])
    scores = network(vectors, batch["present"], batch["first"], batch["last"])
    heads = batch["heads"]
    rows, columns = (heads >= 0).nonzero(as_tuple=True)
    total = torch.zeros(())
    if len(rows):
        arcs = scores.arcs.float().masked_fill(~batch["inside"], -1e4)
        total = total + functional.cross_entropy(arcs.flatten(0, 1), heads.flatten(), ignore_index=-100)
        labelled = network.label_scores(scores.dependents[rows, columns], scores.heads[rows, heads[rows, columns]])
        total = total + functional.cross_entropy(labelled.float(), batch["labels"][rows, columns])
        for name in ("upos", "xpos"):
            total = total + 0.5 * functional.cross_entropy(
                getattr(scores, name).float().flatten(0, 1), batch[name].flatten(), ignore_index=-100
            )
    named = batch["entities"] >= 0
    if named.any():
        each = functional.cross_entropy(scores.entities.float()[named], batch["entities"][named], reduction="none")
        total = total + (each * batch["weight"][named]).sum() / named.sum() * 1.5
    known = batch["starts"] >= 0
    return (
        total + functional.binary_cross_entropy_with_logits(scores.starts.float()[known], batch["starts"][known]) * 1.5
    )


def label_names(network: Network, documents: list[Document], subwords: Subwords, labels: Labels) -> int:
    """Give sentences with trees but no names the names that the network finds; returns how many it found.

    Self-training: EWT's training part has no entity layer, and its web text is what the names' test is drawn from.
    """
    network.eval()
    bare = [
        s for d in documents for s in d.sentences if s.heads and s.entities is None and len(s.words) <= LONGEST_WINDOW
    ]
    windows = [Window([sentence], len(sentence.words)) for sentence in bare]
    found = 0
    for batch in batches_of(windows, random.Random(0)):
        rows = tensors_of(batch, subwords, labels)
        with torch.no_grad():
            scores = network(network.embed(rows["ids"], rows["shapes"]), rows["present"], rows["first"], rows["last"])
        for window, tags in zip(batch, scores.entities.argmax(-1).tolist(), strict=True):
            (sentence,) = window.sentences
            sentence.entities = [labels.entities[tag] for tag in tags[: window.length]]
            sentence.entity_weight = SELF_WEIGHT
            found += sum(tag[0] == "B" for tag in sentence.entities)
    return found


def train(
    corpora: Path, minilm: Path, out: Path, *, epochs: int, more: int = 3, seed: int = 0, resume: bool = False
) -> None:
    """Train on all of `corpora` and write network.pt, vocabulary.txt, labels.json and training.json to `out`.

    minilm is the folder of the sentence encoder's model.safetensors and vocab.txt. After `epochs` the names of EWT's
    training part are labelled by the network itself, and `more` epochs follow at LATER_RATE of the learning rates.
    resume: the first part is in `out` already.
    """
    torch.manual_seed(seed)
    chance = random.Random(seed + resume)
    out.mkdir(parents=True, exist_ok=True)
    names, rows = vocabulary_rows(minilm / "vocab.txt")
    (out / "vocabulary.txt").write_text("\n".join(names) + "\n", encoding="utf8")
    subwords = Subwords(out / "vocabulary.txt")
    documents = training_documents(corpora)
    labels = Labels(documents)
    labels.save(out / "labels.json")
    sizes = (len(labels.labels), len(labels.upos), len(labels.xpos), len(labels.entities))
    network = Network(len(rows), len(SHAPES), *sizes)
    if resume:
        network.load_state_dict(torch.load(out / "network.pt", weights_only=True))
    else:
        load_minilm(network, minilm / "model.safetensors", rows)
        _run(network, documents, subwords, labels, out, epochs=epochs, rate=1.0, chance=chance)
    if more:
        print(f"names found in sentences without a layer of names: {label_names(network, documents, subwords, labels)}")
        _run(network, documents, subwords, labels, out, epochs=more, rate=LATER_RATE, chance=chance)


def _run(
    network: Network,
    documents: list[Document],
    subwords: Subwords,
    labels: Labels,
    out: Path,
    *,
    epochs: int,
    rate: float,
    chance: random.Random,
) -> None:
    """Train for some epochs; the running average of the weights is written after each and left in the network."""
    inner = ("encoder.", "subwords.")
    encoder = [p for n, p in network.named_parameters() if n.startswith(inner)]
    heads = [p for n, p in network.named_parameters() if not n.startswith(inner)]
    groups = [{"params": encoder, "lr": LEARNING_RATE * rate}, {"params": heads, "lr": HEAD_RATE * rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = len(batches_of(windows_of(documents, random.Random(0)), random.Random(0))) * epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / (WARM_UP * steps)) * max(0.0, 1 - step / (steps * 1.02))
    )
    average = {name: value.detach().clone() for name, value in network.state_dict().items()}
    began, step = time.monotonic(), 0
    for epoch in range(1, epochs + 1):
        network.train()
        losses = []
        for batch in batches_of(windows_of(documents, chance), chance):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(network, tensors_of(batch, subwords, labels))
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            losses.append(float(loss.detach()))
            keep = min(AVERAGING, (1 + step) / (20 + step))
            for name, value in network.state_dict().items():
                average[name].lerp_(value.detach(), 1 - keep)
            if step % 50 == 0:
                seconds = time.monotonic() - began
                print(f"epoch {epoch} step {step}/{steps} loss {losses[-1]:.3f} {seconds:.0f} s", flush=True)
        torch.save(average, out / "network.pt")
        record = {"epochs": epoch, "of": epochs, "rate": rate, "loss": sum(losses) / len(losses)}
        (out / "training.json").write_text(json.dumps(record, indent=1))
        print(json.dumps(record), flush=True)
    network.load_state_dict(average)
