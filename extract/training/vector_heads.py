"""Trains the heads of `extract.parsing.phrase_vectors` to give texts the same similarities as the teacher does."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from extract.parsing.encoder import EncoderParser
from extract.parsing.phrase_vectors import PHRASE, WIDTH
from extract.training.network import WIDTH as STATE
from extract.training.teacher import TEXTS, Example, Teacher, examples_of, padded, shipped_parser, texts_of

LEARNING_RATE, SLOWER, EPOCHS, BATCH = 2e-3, 0.75, 6, 192
# One in this many examples is held out for measuring.
HELD_OUT = 9


class Phrase(nn.Module):
    """The vector of a phrase: a weighted mean of its subwords."""

    def __init__(self) -> None:
        super().__init__()
        self.value, self.weight = nn.Linear(STATE, WIDTH, bias=False), nn.Linear(STATE, 1)

    def forward(self, subwords: Tensor, present: Tensor) -> Tensor:
        weight = functional.softplus(self.weight(subwords)) * present[..., None]
        return functional.normalize((self.value(subwords) * weight).sum(1), dim=-1)


class Clause(nn.Module):
    """The vector of a clause: a weighted mean of its words, in context and alone."""

    def __init__(self) -> None:
        super().__init__()
        self.state, self.alone = (nn.Linear(STATE, WIDTH, bias=False) for _ in range(2))
        self.weight = nn.Linear(2 * STATE, 1)
        self.nearness = nn.Parameter(torch.zeros(()))

    def forward(self, states: Tensor, alone: Tensor, distance: Tensor, present: Tensor) -> Tensor:
        near = torch.exp(-functional.softplus(self.nearness) * distance / 4) * present
        weight = functional.softplus(self.weight(torch.cat([states, alone], -1))) * near[..., None]
        return functional.normalize(((self.state(states) + self.alone(alone)) * weight).sum(1), dim=-1)


def train_meaning(corpora: Path, minilm: Path, out: Path, *, texts: int = TEXTS) -> None:
    """Train the heads on texts of the treebanks, and write them to the file out."""
    torch.manual_seed(0)
    chance = random.Random(0)
    examples = list(examples_of(texts_of(corpora, chance, texts), chance))
    chance.shuffle(examples)
    heads = Heads(shipped_parser(), examples, Teacher(minilm))
    held_out = len(examples) // HELD_OUT
    optimizer = torch.optim.Adam(heads.parameters(), lr=LEARNING_RATE)
    for epoch in range(EPOCHS):
        order = torch.randperm(len(examples) - held_out).tolist()
        for at in range(0, len(order), BATCH):
            loss = sum(((own - taught) ** 2).mean() for own, taught in heads.cosines(order[at : at + BATCH]))
            optimizer.zero_grad()
            torch.as_tensor(20 * loss).backward()
            optimizer.step()
        for group in optimizer.param_groups:
            group["lr"] *= SLOWER
        with torch.no_grad():
            kept = heads.cosines(list(range(len(examples) - held_out, len(examples))))
        likeness = ", ".join(f"{_correlation(own, taught):.3f}" for own, taught in kept)
        print(f"epoch {epoch + 1}: correlation with the teacher, phrases and clauses: {likeness}", flush=True)
    # Any: numpy's stubs confuse the names of arrays with its other arguments.
    weights: dict[str, Any] = {name: value.astype(np.float16) for name, value in heads.weights().items()}
    np.savez(out, **weights)


class Heads:
    """Both heads with the examples that they learn from."""

    def __init__(self, parser: EncoderParser, examples: Sequence[Example], teacher: Teacher) -> None:
        self.phrase, self.clause = Phrase(), Clause()
        self._examples = examples
        self._table = torch.tensor(parser.subword_vectors)
        split = parser.subwords.split
        self._phrases = [
            torch.tensor([number for word in each.phrase.split() for number in split(word)[0]][:PHRASE] or [0])
            for each in examples
        ]
        self._words = [
            torch.stack([self._table[list(split(word)[0])].mean(0) for word in each.words]) for each in examples
        ]
        self._taught = [teacher.vectors([each.phrase for each in examples])]
        self._taught.append(teacher.vectors([each.clause for each in examples]))

    def parameters(self) -> list[nn.Parameter]:
        """Return the trainable parameters."""
        return [*self.phrase.parameters(), *self.clause.parameters()]

    def cosines(self, places: list[int]) -> list[tuple[Tensor, Tensor]]:
        """Return the cosines of all pairs of some examples, from the heads and the teacher: phrases, then clauses."""
        ids, present = padded([self._phrases[place] for place in places])
        some = [self._examples[place] for place in places]
        words, there = padded([self._words[place] for place in places])
        states, _ = padded([torch.tensor(each.states) for each in some])
        distance, _ = padded([torch.tensor(each.distance) for each in some])
        own = self.phrase(self._table[ids], present), self.clause(states, words, distance, there)
        return [(x @ x.T, t[places] @ t[places].T) for x, t in zip(own, self._taught, strict=True)]

    def weights(self) -> dict[str, np.ndarray]:
        """Return the weights under the names that `extract.parsing.phrase_vectors` reads."""
        state, alone = self.clause.weight.weight[0].split(STATE)
        named = {
            "phrase": self.phrase.value.weight,
            "phrase_weight": self.phrase.weight.weight[0],
            "phrase_bias": self.phrase.weight.bias[0],
            "clause_state": self.clause.state.weight,
            "clause_alone": self.clause.alone.weight,
            "weight_state": state,
            "weight_alone": alone,
            "weight_bias": self.clause.weight.bias[0],
            "nearness": self.clause.nearness,
        }
        return {name: value.detach().numpy() for name, value in named.items()}


def _correlation(own: Tensor, taught: Tensor) -> float:
    """Return the correlation (Pearson) of the cosines of different examples."""
    other = ~torch.eye(len(own), dtype=torch.bool)
    return float(np.corrcoef(own[other].numpy(), taught[other].numpy())[0, 1])
