"""Adds noise to training sentences, to prepare the pipeline for real news.

Changes capitals, drops full stops, replaces quotation marks.
"""

import dataclasses
import random

from extract.training.corpus import Sentence

OPENING_QUOTES, CLOSING_QUOTES, PLAIN_QUOTES = (
    ["“", "``", '"'],
    ["”", "''", '"'],
    {'"', "“", "”", "``", "''"},
)
# Share of sentences with each kind of noise, chosen by hand so that most text stays clean.
LOWERED, SHOUTED, TITLED, UNSTOPPED, REQUOTED = 0.04, 0.03, 0.03, 0.08, 0.3


def _requoted(words: list[str], chance: random.Random) -> list[str]:
    style = chance.randrange(len(OPENING_QUOTES))
    opened, changed = False, []
    for word in words:
        if word in PLAIN_QUOTES:
            word = CLOSING_QUOTES[style] if opened else OPENING_QUOTES[style]
            opened = not opened
        changed.append(word)
    return changed


def roughen(sentence: Sentence, chance: random.Random) -> Sentence:
    """Return the sentence, perhaps with noise; its annotation stays valid."""
    words = sentence.words
    draw = chance.random()
    if draw < LOWERED:
        words = [word.lower() for word in words]
    elif draw < LOWERED + SHOUTED:
        words = [word.upper() for word in words]
    elif draw < LOWERED + SHOUTED + TITLED:
        words = [word[:1].upper() + word[1:] if len(word) > 3 or not word.isalpha() else word for word in words]
    if chance.random() < REQUOTED and not PLAIN_QUOTES.isdisjoint(words):
        words = _requoted(words, chance)
    sentence = dataclasses.replace(sentence, words=words)
    if len(words) > 3 and words[-1] in {".", "!"} and chance.random() < UNSTOPPED:
        return _without_last(sentence)
    return sentence


def _without_last(sentence: Sentence) -> Sentence:
    last = len(sentence.words)
    if sentence.heads and last in sentence.heads:
        return sentence

    def cut(layer: list[str] | None) -> list[str] | None:
        return layer[:-1] if layer else layer

    return dataclasses.replace(
        sentence,
        words=sentence.words[:-1],
        heads=sentence.heads[:-1] if sentence.heads else None,
        labels=cut(sentence.labels),
        upos=cut(sentence.upos),
        xpos=cut(sentence.xpos),
        lemmas=cut(sentence.lemmas),
        entities=cut(sentence.entities),
    )
