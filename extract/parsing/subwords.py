"""Turns words into what the encoder reads: subword numbers and a shape."""

from functools import lru_cache
from pathlib import Path

SHAPES = ("other", "lower", "title", "upper", "initial", "mixed", "digits", "alphanumeric")
# Subwords of a word after this many (in addresses, hashes) tell the parser nothing more.
SUBWORDS_PER_WORD = 8


def shape_of(word: str) -> int:
    """Return the number of a word's shape in SHAPES."""
    if word.isalpha():
        if word.islower():
            return 1
        if word.isupper():
            return 4 if len(word) == 1 else 3
        return 2 if word.istitle() else 5
    if any(c.isdigit() for c in word):
        return 7 if any(c.isalpha() for c in word) else 6
    if any(c.isalpha() for c in word):
        if word.islower():
            return 1
        return 3 if word.isupper() else 2 if word[0].isupper() else 5
    return 0


class Subwords:
    """Splits words into the subwords of a WordPiece vocabulary (one a line; the first four are special)."""

    def __init__(self, vocabulary: Path) -> None:
        from tokenizers import Tokenizer
        from tokenizers.models import WordPiece
        from tokenizers.normalizers import BertNormalizer
        from tokenizers.pre_tokenizers import BertPreTokenizer

        names = vocabulary.read_text(encoding="utf8").splitlines()
        self.size = len(names)
        ids = {name: number for number, name in enumerate(names)}
        self.pad, self.unknown, self.begin, self.end = (ids[name] for name in ("[PAD]", "[UNK]", "[CLS]", "[SEP]"))
        tokenizer = Tokenizer(WordPiece(ids, unk_token="[UNK]"))
        tokenizer.normalizer = BertNormalizer(lowercase=True)
        tokenizer.pre_tokenizer = BertPreTokenizer()
        self._tokenizer = tokenizer
        # News repeats its words, so most lookups end here.
        self.split = lru_cache(maxsize=30_000)(self._split)

    def _split(self, word: str) -> tuple[tuple[int, ...], int]:
        """Return a word's subword numbers (at least one) and its shape."""
        ids = self._tokenizer.encode(word[:100], add_special_tokens=False).ids
        return tuple(ids[:SUBWORDS_PER_WORD]) or (self.unknown,), shape_of(word)
