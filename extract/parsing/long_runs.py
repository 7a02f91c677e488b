"""Cuts unbroken runs before they are tokenized: spaCy's tokenizer takes quadratic time for them."""

import re
from typing import Any

from spacy.tokens import Doc

# No word and hardly any address has this many characters without a space.
LONGEST = 500
_RUN = re.compile(rf"\S{{{LONGEST}}}(?=\S)")


class RunTokenizer:
    """Wraps a tokenizer, and passes it runs of more than LONGEST characters in pieces."""

    def __init__(self, within: Any) -> None:
        self.within = within

    def __getattr__(self, name: str) -> Any:
        if name == "within":  # accessed before it is set during unpickling
            raise AttributeError(name)
        return getattr(self.within, name)

    def __call__(self, text: str) -> Doc:
        ends = [run.end() for run in _RUN.finditer(text)]
        if not ends:
            doc: Doc = self.within(text)
            return doc
        pieces = zip([0, *ends], [*ends, len(text)], strict=True)
        return Doc.from_docs([self.within(text[start:end]) for start, end in pieces], ensure_whitespace=False)
