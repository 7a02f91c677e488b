"""Cuts unbroken runs before they are tokenized: spaCy's tokenizer takes the square of a run's length for them."""

import re
from typing import Any

from spacy.tokens import Doc

# No word and hardly any address has so many characters without a space.
LONGEST = 500
_RUN = re.compile(rf"\S{{{LONGEST}}}(?=\S)")


class RunTokenizer:
    """Gives what the tokenizer within gives, but for runs of more than LONGEST characters, which it reads in pieces."""

    def __init__(self, within: Any) -> None:
        self.within = within

    def __getattr__(self, name: str) -> Any:
        if name == "within":  # asked for before it is set, where one is unpickled
            raise AttributeError(name)
        return getattr(self.within, name)

    def __call__(self, text: str) -> Doc:
        ends = [run.end() for run in _RUN.finditer(text)]
        if not ends:
            doc: Doc = self.within(text)
            return doc
        pieces = zip([0, *ends], [*ends, len(text)], strict=True)
        return Doc.from_docs([self.within(text[start:end]) for start, end in pieces], ensure_whitespace=False)
