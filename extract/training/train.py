"""Trains the network on windows of several sentences: first all layers, then names in two ways, which are averaged."""

import json
import random
import time
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from extract.parsing.subwords import SHAPES, Subwords
from extract.training.corpus import Document, training_documents
from extract.training.network import Network, load_minilm
from extract.training.windows import Labels, batches_of, tensors_of, windows_of

LEARNING_RATE, HEAD_RATE, WARM_UP, AVERAGING = 1e-4, 1e-3, 0.06, 0.998
# Two ways to improve names after training the trees: on everything, with the named documents repeated NAMED_TIMES, and
# on these alone; with epochs and share of the learning rates of each.
NAMED_TIMES, MIXED, NAMED = 3, (2, 0.35), (3, 0.3)


def vocabulary_rows(source: Path) -> tuple[list[str], list[int]]:
    """Return the kept subwords of MiniLM's vocabulary and their rows: no placeholders, only Latin script."""
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


def train(corpora: Path, minilm: Path, out: Path, *, epochs: int, seed: int = 0) -> None:
    """Train on all of `corpora` and write network.pt, vocabulary.txt and labels.json to `out`.

    minilm is the folder of the sentence encoder's model.safetensors and vocab.txt. After `epochs` over everything, the
    names are learnt in two ways from the same network, and the two sets of weights averaged (model soups: Wortsman and
    others 2022): one keeps the trees, the other finds more names. The intermediate networks stay in folders of `out`.
    """
    torch.manual_seed(seed)
    out.mkdir(parents=True, exist_ok=True)
    names, rows = vocabulary_rows(minilm / "vocab.txt")
    (out / "vocabulary.txt").write_text("\n".join(names) + "\n", encoding="utf8")
    subwords = Subwords(out / "vocabulary.txt")
    documents = training_documents(corpora)
    labels = Labels(documents)
    labels.save(out / "labels.json")
    network = Network(
        len(rows), len(SHAPES), len(labels.labels), len(labels.upos), len(labels.xpos), len(labels.entities)
    )
    load_minilm(network, minilm / "model.safetensors", rows)
    chance = random.Random(seed)
    _run(network, documents, subwords, labels, out / "all", epochs=epochs, rate=1.0, chance=chance)
    trees = {name: value.clone() for name, value in network.state_dict().items()}
    named = [document for document in documents if _is_named(document)]
    mixed = [*documents, *named * (NAMED_TIMES - 1)]
    soup = []
    for part, (count, rate), place in ((mixed, MIXED, "mixed"), (named, NAMED, "named")):
        network.load_state_dict(trees)
        _run(network, part, subwords, labels, out / place, epochs=count, rate=rate, chance=random.Random(seed))
        soup.append({name: value.clone() for name, value in network.state_dict().items()})
    torch.save({name: (value + soup[1][name]) / 2 for name, value in soup[0].items()}, out / "network.pt")


def _is_named(document: Document) -> bool:
    """Return True if a document has both trees and annotated names."""
    return any(s.heads and s.entities and s.entity_weight == 1.0 for s in document.sentences)


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
    """Train for some epochs; after each, write the running average of the weights and leave it in the network."""
    out.mkdir(parents=True, exist_ok=True)
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
