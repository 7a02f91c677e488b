"""Finds what a whole article is about: its names, places first, and its nouns."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.attribution.entity_names import bare_name
from extract.lexicon import words
from extract.parsing.labels import PLACES
from extract.parsing.tokens import Doc, Token
from extract.subject.scope import place_of
from extract.text.source_names import is_outlet

# The most names and nouns kept; the first LEAD words count double, as news says there what it is about.
NAMES, NOUNS, LEAD = 12, 12, 60
# A name in the title counts as much as this many in the text.
TITLE = 3


@dataclass(frozen=True, slots=True)
class Topic:
    """The most common names and nouns of an article."""

    names: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()


def _nouns(tokens: Iterable[Token]) -> Iterator[str]:
    """Yield the lemmas of common nouns."""
    for token in tokens:
        if token.pos_ == "NOUN" and len(token.text) > 3 and token.is_alpha and not token.ent_type_:
            yield token.lemma_.lower()


def topic_of(doc: Doc) -> Topic:
    """Return what a Doc is about; places come before other names."""
    names: Counter[str] = Counter()
    places: set[str] = set()
    titles = words("titles", "titles")
    for entity in doc.ents:
        if not any(token.pos_ == "PROPN" for token in entity) or is_outlet(bare := bare_name(entity)):
            continue
        name = place_of(bare)
        if len(name) < 3 or name in titles or name.endswith((" of", " the")) or name.split()[0] in {"of", "in", "the"}:
            continue
        names[name] += 2 if entity.start < LEAD else 1
        if entity.label_ in PLACES:
            places.add(name)
    nouns = Counter(_nouns(doc))
    nouns.update(_nouns(doc[:LEAD]))
    title = str(doc.user_data.get("title", "")).lower()
    for name in names:
        names[name] += TITLE * (name in title)
    common = [name for name, _ in names.most_common(NAMES)]
    common.sort(key=lambda name: name not in places)
    return Topic(tuple(common), tuple(noun for noun, _ in nouns.most_common(NOUNS)))
