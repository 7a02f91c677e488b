"""Writes a trained network as the spaCy pipeline that is shipped: an int8 graph, tables, tokenizer and settings."""

import json
import shutil
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import torch
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from extract.parsing.encoder import POSITIONS, EncoderParser
from extract.parsing.lemmas import by_rule
from extract.parsing.subwords import SHAPES
from extract.training.corpus import training_documents
from extract.training.graph import scale_by_row
from extract.training.network import Network

# Steps on each side of zero in the table of subwords. Two decimal digits cost nothing on dev, and compress to well
# under a byte per number.
STEPS = 31
OUTPUTS = ["arcs", "dependents", "heads", "upos", "xpos", "entities", "starts", "words"]


def load_network(trained: Path) -> Network:
    """Rebuild the network that train() wrote."""
    tags = json.loads((trained / "labels.json").read_text())
    subwords = len((trained / "vocabulary.txt").read_text(encoding="utf8").splitlines())
    network = Network(
        subwords, len(SHAPES), len(tags["labels"]), len(tags["upos"]), len(tags["xpos"]), len(tags["entities"])
    )
    network.load_state_dict(torch.load(trained / "network.pt", weights_only=True))
    network.encoder.positions = torch.nn.Parameter(network.encoder.positions[:POSITIONS].clone())
    return network.eval()


class _Graph(torch.nn.Module):
    """The network without its tables, as one function of tensors."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, vectors: torch.Tensor, present: torch.Tensor, first: torch.Tensor, last: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        return tuple(self.network(vectors, present, first, last))


def write_graph(network: Network, path: Path) -> None:
    """Export the network to ONNX, quantise its weights to int8 and scale their inputs row by row."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    examples = (
        torch.randn(2, 12, 384),
        torch.ones(2, 12),
        torch.ones(2, 5, dtype=torch.long),
        torch.ones(2, 5, dtype=torch.long),
    )
    axes: dict[str, dict[int, str]] = {
        "vectors": {0: "b", 1: "s"},
        "present": {0: "b", 1: "s"},
        "first": {0: "b", 1: "w"},
        "last": {0: "b", 1: "w"},
    }
    axes |= {name: {0: "b", 1: "w"} for name in OUTPUTS}
    axes["arcs"] = {0: "b", 1: "w", 2: "r"}
    axes["heads"] = {0: "b", 1: "r"}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            _Graph(network),
            examples,
            str(whole),
            input_names=list(axes)[:4],
            output_names=OUTPUTS,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        whole_batch = Path(folder) / "int8.onnx"
        quantize_dynamic(
            whole, whole_batch, weight_type=QuantType.QInt8, per_channel=True, extra_options={"MatMulConstBOnly": True}
        )
        onnx.save(scale_by_row(onnx.load(whole_batch)), path)


def write_tables(network: Network, path: Path) -> None:
    """Write the subwords' vectors in few steps, and the small tables in half precision."""
    vectors = network.subwords.weight.detach().numpy()
    scale = np.abs(vectors).max(1) / STEPS
    np.savez_compressed(
        path,
        subwords=np.round(vectors / scale[:, None]).astype(np.int8),
        scale=scale.astype(np.float32),
        shapes=network.shapes.weight.detach().numpy().astype(np.float16),
        label_weight=network.label_out.weight.detach().numpy().T.astype(np.float16),
        label_bias=network.label_out.bias.detach().numpy().astype(np.float16),
    )


def write_lemmas(corpora: Path, path: Path) -> None:
    """Write the words in the trees whose usual lemma the suffix rules miss."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for document in training_documents(corpora):
        for sentence in document.sentences:
            for word, tag, lemma in zip(sentence.words, sentence.upos or [], sentence.lemmas or [], strict=False):
                if tag not in {"PROPN", "PUNCT", "SYM", "X", "NUM"} and lemma != "_":
                    seen[tag, word.lower()][lemma] += 1
    table: dict[str, dict[str, str]] = {}
    for (tag, word), lemmas in sorted(seen.items()):
        lemma = lemmas.most_common(1)[0][0]
        if lemma != by_rule(word, tag) and word.isascii() and not any(c.isdigit() for c in word):
            table.setdefault(tag, {})[word] = lemma
    path.write_text(json.dumps(table, indent=0, ensure_ascii=False), encoding="utf8")


def set_tokenizer(nlp: Language) -> None:
    """Adapt spaCy's English tokenizer to real news: missing spaces after full stops, figures attached to words."""
    defaults = nlp.Defaults
    infixes = [
        *(defaults.infixes or []),
        r"(?<=[a-z]{2})[.!?](?=[\"“”‘’(]?[A-Z0-9$£€])",
        r"(?<=[a-z]{2}[.!?])(?=[\"“”(]?[A-Z0-9$£€])",
        r"(?<=[a-z0-9])[,;](?=[A-Za-z]{2})",
        r"(?<=[0-9])[–—](?=[0-9])",
        r"[\[\]()]",
        r"(?<=[A-Za-z])[–—/](?=[A-Za-z0-9$£€])",
    ]
    prefixes = [*(defaults.prefixes or []), r"(?:US|A|C|NZ|HK|S)(?=[$])", r"Rs\.?(?=[0-9])", r"[~±≈]"]
    suffixes = [*(defaults.suffixes or []), r"(?<=[0-9])(?:bn|mn|tn|pc|pct|m|k|km|kg|mph|ft)"]
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search


def export(trained: Path, corpora: Path, out: Path, *, version: str) -> None:
    """Write the pipeline folder `out` from what train() wrote."""
    nlp = spacy.blank("en")
    set_tokenizer(nlp)
    with tempfile.TemporaryDirectory() as folder:
        parts = Path(folder)
        network = load_network(trained)
        write_graph(network, parts / "encoder.onnx")
        write_tables(network, parts / "tables.npz")
        write_lemmas(corpora, parts / "lemmas.json")
        for name in ("vocabulary.txt", "labels.json"):
            shutil.copy(trained / name, parts / name)
        component = nlp.add_pipe("attribune_encoder")
        assert isinstance(component, EncoderParser)
        component.from_disk(parts)
        nlp.meta.update(
            name="attribune",
            version=version,
            description="English trees, tags, names and sentences for attributed figures in news",
            license="CC BY-SA 4.0",
            author="Attribune's authors",
        )
        shutil.rmtree(out / "attribune_encoder", ignore_errors=True)
        nlp.to_disk(out)
