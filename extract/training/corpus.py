"""Reads the training corpora: Universal Dependencies trees, and named entities in three formats.

Expected layout of the corpora folder (licences in its README): `ud/*.conllu`, `ud/uner-*.iob2`,
`ner/wikigold.conll`, `ner/re3d/*/*.conll`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ENTITY_TYPES = ("PER", "ORG", "LOC")
GUM_ENTITY = {"person": "PER", "organization": "ORG", "place": "LOC"}
RE3D_ENTITY = {"Person": "PER", "Organisation": "ORG", "Location": "LOC"}


@dataclass(slots=True)
class Sentence:
    """One annotated sentence; a layer that the corpus lacks is None.

    heads: 1-based with 0 for the root; entities are BIO tags over PER, ORG and LOC.
    """

    words: list[str]
    heads: list[int] | None = None
    labels: list[str] | None = None
    upos: list[str] | None = None
    xpos: list[str] | None = None
    lemmas: list[str] | None = None
    entities: list[str] | None = None
    entity_weight: float = 1.0
    text: str = ""
    starts_paragraph: bool = False


@dataclass(slots=True)
class Document:
    """Consecutive sentences of one text."""

    name: str
    sentences: list[Sentence] = field(default_factory=list)


def _gum_mentions(misc: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (first word, last word, entity type) of the mentions in a sentence's Entity column, 0-based."""
    opened: dict[str, list[tuple[int, str]]] = {}
    for i, cell in enumerate(misc):
        bracketing = next((part[7:] for part in cell.split("|") if part.startswith("Entity=")), "")
        position = 0
        while position < len(bracketing):
            if bracketing[position] == "(":
                end = position + 1
                while end < len(bracketing) and bracketing[end] not in "()":
                    end += 1
                fields = bracketing[position + 1 : end].split("-")
                kind = fields[1] if len(fields) > 1 else ""
                if end < len(bracketing) and bracketing[end] == ")":
                    yield i, i, kind
                    end += 1
                else:
                    opened.setdefault(fields[0], []).append((i, kind))
                position = end
            else:
                end = bracketing.find(")", position)
                name = bracketing[position : end if end >= 0 else len(bracketing)]
                if opened.get(name):
                    first, kind = opened[name].pop()
                    yield first, i, kind
                position = (end if end >= 0 else len(bracketing)) + 1


def _gum_entities(sentence: Sentence, misc: list[str]) -> list[str]:
    """Reduce GUM's mentions to names: the run of proper nouns around a mention's head."""
    tags = ["O"] * len(sentence.words)
    assert sentence.heads
    assert sentence.upos
    mentions = sorted(_gum_mentions(misc), key=lambda m: m[0] - m[1])
    for first, last, kind in mentions:
        label = GUM_ENTITY.get(kind)
        head = next((i for i in range(first, last + 1) if not first <= sentence.heads[i] - 1 <= last), None)
        if label is None or head is None or sentence.upos[head] != "PROPN" or tags[head] != "O":
            continue
        begin = end = head
        while begin > first and sentence.upos[begin - 1] == "PROPN" and tags[begin - 1] == "O":
            begin -= 1
        while end < last and tags[end + 1] == "O":
            if sentence.upos[end + 1] == "PROPN":
                end += 1
            elif (
                label == "ORG"
                and end + 2 <= last
                and sentence.words[end + 1] in {"of", "for", "and"}
                and sentence.upos[end + 2] == "PROPN"
                and tags[end + 2] == "O"
            ):
                end += 2
            else:
                break
        tags[begin] = f"B-{label}"
        for i in range(begin + 1, end + 1):
            tags[i] = f"I-{label}"
    return tags


def read_conllu(path: Path, *, gum_entities: bool = False) -> list[Document]:
    """Read a CoNLL-U file into documents; multiword and empty tokens are left out."""
    documents: list[Document] = []
    rows: list[list[str]] = []
    text, paragraph = "", False

    def close() -> None:
        nonlocal rows, paragraph
        if not rows:
            return
        sentence = Sentence(
            words=[row[1] for row in rows],
            heads=[int(row[6]) for row in rows],
            labels=[row[7].split(":")[0] if row[7] not in KEPT_SUBTYPES else row[7] for row in rows],
            upos=[row[3] for row in rows],
            xpos=[row[4] for row in rows],
            lemmas=[row[2] for row in rows],
            text=text,
            starts_paragraph=paragraph,
        )
        if gum_entities:
            sentence.entities = _gum_entities(sentence, [row[9] for row in rows])
            sentence.entity_weight = 0.5
        if not documents:
            documents.append(Document(path.stem))
        documents[-1].sentences.append(sentence)
        rows, paragraph = [], False

    for line in path.read_text(encoding="utf8").splitlines():
        if line.startswith("# newdoc"):
            documents.append(Document(line.split("=")[-1].strip()))
        elif line.startswith("# newpar"):
            paragraph = True
        elif line.startswith("# text ="):
            text = line[8:].strip()
        elif not line.strip():
            close()
        elif not line.startswith("#"):
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)
    close()
    return [document for document in documents if document.sentences]


# Relations whose subtype a rule reads; every other subtype is folded into its universal relation.
KEPT_SUBTYPES = frozenset(
    [
        "nsubj:pass",
        "csubj:pass",
        "aux:pass",
        "obl:agent",
        "obl:unmarked",
        "nmod:poss",
        "nmod:unmarked",
        "acl:relcl",
        "advcl:relcl",
        "compound:prt",
        "nsubj:outer",
        "csubj:outer",
        "cc:preconj",
        "det:predet",
    ]
)


def read_iob2(path: Path) -> list[list[str]]:
    """Read UNER's file: a list of BIO tags for each sentence."""
    sentences: list[list[str]] = [[]]
    for line in path.read_text(encoding="utf8").splitlines():
        if not line.strip():
            sentences.append([])
        elif not line.startswith("#"):
            sentences[-1].append(line.split("\t")[2])
    return [[tag if tag[2:] in ENTITY_TYPES else "O" for tag in tags] for tags in sentences if tags]


def add_entities(documents: list[Document], tags: list[list[str]]) -> None:
    """Give the sentences of documents their entity tags, in order; a sentence with another length gets none."""
    sentences = [sentence for document in documents for sentence in document.sentences]
    for sentence, row in zip(sentences, tags, strict=True):
        if len(row) == len(sentence.words):
            sentence.entities = row


def read_two_columns(path: Path, names: dict[str, str], weight: float) -> Document:
    """Read 'word tag' lines with IO or BIO tags; names maps the file's types to ours, others become O."""
    document = Document(path.stem)
    words: list[str] = []
    raw: list[str] = []
    for line in [*path.read_text(encoding="utf8").splitlines(), ""]:
        if line.strip():
            word, tag = line.split()[0], line.split()[-1]
            words.append(word)
            raw.append(tag)
            continue
        if words:
            tags, before = [], ""
            for tag in raw:
                label = names.get(tag[2:], "") if tag != "O" else ""
                inside = label and label == before and tag[0] == "I"
                tags.append(f"{'I' if inside else 'B'}-{label}" if label else "O")
                before = label
            for i, word in enumerate(words):
                if word.lower() == "the" and tags[i].startswith("B-"):
                    kind, tags[i] = tags[i][2:], "O"
                    if i + 1 < len(words) and tags[i + 1] == f"I-{kind}":
                        tags[i + 1] = f"B-{kind}"
            document.sentences.append(Sentence(words=words, entities=tags, entity_weight=weight))
        words, raw = [], []
    return document


def training_documents(corpora: Path) -> list[Document]:
    """Return everything that trains the shipped pipeline: EWT train and dev, GUM train, PUD, wikigold, re3d."""
    ud = corpora / "ud"
    gum = read_conllu(ud / "gum-train.conllu", gum_entities=True)
    ewt_dev = read_conllu(ud / "ewt-dev.conllu")
    pud = read_conllu(ud / "pud.conllu")
    add_entities(ewt_dev, read_iob2(ud / "uner-ewt-dev.iob2"))
    add_entities(pud, read_iob2(ud / "uner-pud.iob2"))
    same = {label: label for label in ENTITY_TYPES}
    names = [read_two_columns(corpora / "ner" / "wikigold.conll", same, 0.7)]
    names += [read_two_columns(path, RE3D_ENTITY, 0.3) for path in sorted((corpora / "ner" / "re3d").glob("*/*.conll"))]
    return [*gum, *read_conllu(ud / "ewt-train.conllu"), *ewt_dev, *pud, *names]
