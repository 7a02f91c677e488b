"""The trained network: a MiniLM sentence encoder with heads for trees, tags, names and sentence starts.

The encoder is BERT (Devlin et al. 2019) in the size of MiniLM-L6-H384 (Wang et al. 2020), with one addition:
a learned vector for each word's shape, since the encoder's vocabulary is lower case. Arcs are scored by a
biaffine product (Dozat and Manning 2017), labels by a perceptron over the two words.
"""

from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

LAYERS, HEADS, WIDTH, INNER, POSITIONS = 6, 12, 384, 1536, 512
ARC_WIDTH, LABEL_WIDTH = 256, 256


class Scores(NamedTuple):
    """The network's output for a batch of B windows of W words.

    arcs (B, W, W + 1): score of each head for each word, column 0 the root; dependents (B, W, LABEL_WIDTH) and
    heads (B, W + 1, LABEL_WIDTH): halves of the label perceptron; upos, xpos, entities (B, W, tags); starts (B, W):
    logit that a word starts a sentence; words (B, W, WIDTH): the words' vectors, from which all others are computed.
    """

    arcs: Tensor
    dependents: Tensor
    heads: Tensor
    upos: Tensor
    xpos: Tensor
    entities: Tensor
    starts: Tensor
    words: Tensor


class EncoderLayer(nn.Module):
    """One post-norm transformer layer of BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.joined = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        weights = torch.matmul(query, key.transpose(-1, -2)) * (WIDTH // HEADS) ** -0.5 + mask
        mixed = torch.matmul(self.dropout(weights.softmax(-1)), value).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.attention_norm(x + self.dropout(self.joined(mixed)))
        return self.norm(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """Turns subword vectors into contextual subword vectors."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.positions = nn.Parameter(torch.zeros(POSITIONS, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(EncoderLayer(dropout) for _ in range(LAYERS))

    def forward(self, vectors: Tensor, present: Tensor) -> Tensor:
        mask = (1.0 - present[:, None, None, :].to(vectors.dtype)) * -10000.0
        x = self.dropout(self.norm(vectors + self.positions[: vectors.shape[1]]))
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Network(nn.Module):
    """Encoder and heads. forward() takes vectors, so that the exported graph has no table of subwords."""

    def __init__(
        self, subwords: int, shapes: int, labels: int, upos: int, xpos: int, entities: int, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.subwords = nn.Embedding(subwords, WIDTH)
        self.shapes = nn.Embedding(shapes, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.encoder = Encoder(dropout)
        self.head_dropout = nn.Dropout(0.2)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.arc_dependent, self.arc_head = nn.Linear(WIDTH, ARC_WIDTH), nn.Linear(WIDTH, ARC_WIDTH)
        self.arc_product = nn.Linear(ARC_WIDTH, ARC_WIDTH, bias=False)
        self.arc_bias = nn.Linear(ARC_WIDTH, 1)
        self.label_dependent, self.label_head = nn.Linear(WIDTH, LABEL_WIDTH), nn.Linear(WIDTH, LABEL_WIDTH)
        self.label_out = nn.Linear(LABEL_WIDTH, labels)
        self.upos_out, self.xpos_out = nn.Linear(WIDTH, upos), nn.Linear(WIDTH, xpos)
        self.entity_out = nn.Linear(WIDTH, entities)
        self.start_out = nn.Linear(WIDTH, 1)

    def embed(self, subword_ids: Tensor, shape_ids: Tensor) -> Tensor:
        """Return the vectors (B, S, WIDTH) of subwords and the shapes of their words."""
        return self.subwords(subword_ids) + self.shapes(shape_ids)

    def forward(self, vectors: Tensor, present: Tensor, first: Tensor, last: Tensor) -> Scores:
        """Score a batch: vectors (B, S, WIDTH), present (B, S), first and last subword of each word (B, W)."""
        hidden = self.encoder(vectors, present)
        width = hidden.shape[-1]
        begins = torch.gather(hidden, 1, first[..., None].expand(-1, -1, width))
        ends = torch.gather(hidden, 1, last[..., None].expand(-1, -1, width))
        x = self.head_dropout((begins + ends) * 0.5)
        rooted = torch.cat([self.root.to(x.dtype).expand(x.shape[0], 1, -1), x], 1)
        dependent = self.head_dropout(functional.gelu(self.arc_dependent(x)))
        head = self.head_dropout(functional.gelu(self.arc_head(rooted)))
        arcs = torch.matmul(self.arc_product(dependent), head.transpose(1, 2)) * ARC_WIDTH**-0.5
        arcs = arcs + self.arc_bias(head).transpose(1, 2)
        return Scores(
            arcs=arcs,
            dependents=self.label_dependent(x),
            heads=self.label_head(rooted),
            upos=self.upos_out(x),
            xpos=self.xpos_out(x),
            entities=self.entity_out(x),
            starts=self.start_out(x)[..., 0],
            words=x,
        )

    def label_scores(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Score the labels of arcs between words: both (N, LABEL_WIDTH), in the order of `Scores`."""
        return self.label_out(self.head_dropout(functional.gelu(dependents + heads)))


def load_minilm(network: Network, weights: Path, kept: list[int]) -> None:
    """Load the encoder from the safetensors file of MiniLM-L6-H384; kept: the rows of its vocabulary to keep."""
    from safetensors.torch import load_file

    stored = load_file(weights)
    with torch.no_grad():
        network.subwords.weight.copy_(stored["embeddings.word_embeddings.weight"][kept])
        kind = stored["embeddings.token_type_embeddings.weight"][0]
        network.encoder.positions.copy_(stored["embeddings.position_embeddings.weight"] + kind)

        def fill(module: nn.Linear | nn.LayerNorm, name: str) -> None:
            module.weight.copy_(stored[f"{name}.weight"])
            module.bias.copy_(stored[f"{name}.bias"])

        fill(network.encoder.norm, "embeddings.LayerNorm")
        for number, layer in enumerate(network.encoder.layers):
            assert isinstance(layer, EncoderLayer)
            prefix = f"encoder.layer.{number}"
            fill(layer.query, f"{prefix}.attention.self.query")
            fill(layer.key, f"{prefix}.attention.self.key")
            fill(layer.value, f"{prefix}.attention.self.value")
            fill(layer.joined, f"{prefix}.attention.output.dense")
            fill(layer.attention_norm, f"{prefix}.attention.output.LayerNorm")
            fill(layer.inner, f"{prefix}.intermediate.dense")
            fill(layer.outer, f"{prefix}.output.dense")
            fill(layer.norm, f"{prefix}.output.LayerNorm")
