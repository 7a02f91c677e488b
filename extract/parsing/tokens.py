"""Defines Doc, Span and Token as plain Python objects, with the part of spaCy's interface that the rules use.

spaCy creates a token object for each access and decodes each string anew; the rules access a token dozens of times.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any, Literal, overload

from spacy.lang.lex_attrs import is_bracket
from spacy.tokens import Doc as SpacyDoc

# A word in lower case, and whether it is white space, punctuation or a number.
Form = tuple[str, bool, bool, bool]


class Token:
    """A word, number, mark or run of white space; `i` is its index in the Doc, `idx` its offset in the text."""

    __slots__ = (
        "_edges",
        "_subtree",
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_space",
        "lefts",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "rights",
        "sent",
        "tag_",
        "text",
        "whitespace_",
    )
    sent: Span

    def __init__(self, doc: Doc, i: int, idx: int, text: str, form: Form, *names: str) -> None:
        self.doc = doc
        self.i = i
        self.idx = idx
        self.text = text
        self.lower_, self.is_space, self.is_punct, self.like_num = form
        self.tag_, self.pos_, self.dep_, self.lemma_, self.ent_type_, self.ent_iob_, self.whitespace_ = names
        self.head = self
        self.lefts: tuple[Token, ...] = ()
        self.rights: tuple[Token, ...] = ()
        self.children: tuple[Token, ...] = ()
        self._subtree: tuple[Token, ...] | None = None
        self._edges: tuple[Token, Token, bool] | None = None

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __lt__(self, other: Token) -> bool:
        return self.i < other.i

    def __repr__(self) -> str:
        return self.text

    @property
    def is_alpha(self) -> bool:
        """Whether there are only letters."""
        return self.text.isalpha()

    @property
    def is_bracket(self) -> bool:
        """Whether it is a bracket."""
        return is_bracket(self.text)

    @property
    def is_lower(self) -> bool:
        """Whether its letters are lower case."""
        return self.text.islower()

    @property
    def is_title(self) -> bool:
        """Whether it starts with a capital, followed by lower case."""
        return self.text.istitle()

    @property
    def is_upper(self) -> bool:
        """Whether its letters are capitals."""
        return self.text.isupper()

    @property
    def is_sent_start(self) -> bool:
        """Whether it is the first of a sentence."""
        return self.sent.start == self.i

    @property
    def left_edge(self) -> Token:
        """The first token of the subtree."""
        return (self._edges or self._with_edges())[0]

    @property
    def right_edge(self) -> Token:
        """The last token of the subtree."""
        return (self._edges or self._with_edges())[1]

    @property
    def subtree(self) -> tuple[Token, ...]:
        """The token and all below it: its left children's subtrees, itself, its right children's subtrees."""
        tokens = self._subtree
        if tokens is None:
            first, last, whole = self._edges or self._with_edges()
            if whole:
                tokens = tuple(self.doc[first.i : last.i + 1])
            else:
                before = [token for child in self.lefts for token in child.subtree]
                behind = [token for child in self.rights for token in child.subtree]
                tokens = (*before, self, *behind)
            self._subtree = tokens
        return tokens

    @property
    def ancestors(self) -> Iterator[Token]:
        """The token's head, the head's head, up to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def depth(self) -> int:
        """Return the number of ancestors; as in spaCy, a mark or white space without children counts as deepest."""
        if (self.is_space or self.is_punct) and not self.children:
            return len(self.doc) - 1
        return sum(1 for _ in self.ancestors)

    def is_ancestor(self, other: Token) -> bool:
        """Return True if another token is below this one."""
        while other.head is not other:
            other = other.head
            if other is self:
                return True
        return False

    def nbor(self, step: int = 1) -> Token:
        """Return the token some steps further on, or back if negative. Raises IndexError if there is none."""
        place = self.i + step
        if place < 0:
            raise IndexError(f"no token {-place} before the first")
        return self.doc[place]

    def _with_edges(self) -> tuple[Token, Token, bool]:
        """Cache the first and last token of the subtree, and whether it is all tokens between them, in order."""
        first = last = self
        whole = True
        for child in self.lefts[::-1]:
            left, right, inner = child._edges or child._with_edges()
            whole = whole and inner and right.i + 1 == first.i
            first = left if left.i < first.i else first
            last = right if right.i > last.i else last
        for child in self.rights:
            left, right, inner = child._edges or child._with_edges()
            whole = whole and inner and left.i == last.i + 1
            first = left if left.i < first.i else first
            last = right if right.i > last.i else last
        self._edges = first, last, whole
        return self._edges


class Span:
    """Tokens from `start` up to `end` of a Doc, with a label if it is a name."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and self._identity() == other._identity()

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.label_))

    def __repr__(self) -> str:
        return self.text

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> list[Token]: ...
    def __getitem__(self, place: int | slice) -> Token | list[Token]:
        return self.doc[self.start : self.end][place]

    @property
    def start_char(self) -> int:
        """Where the span begins in the text."""
        return self.doc[self.start].idx

    @property
    def end_char(self) -> int:
        """Where the span ends in the text."""
        last = self.doc[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The span's part of the text, without the space after it."""
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def sent(self) -> Span:
        """The sentence of the first token."""
        return self.doc[self.start].sent

    @property
    def root(self) -> Token:
        """The token nearest to the root of the sentence, preferably a word."""
        tokens = self.doc[self.start : self.end]
        for token in tokens:
            if token.head is token:
                return token
        outer = [token for token in tokens if not self.start <= token.head.i < self.end]
        if len(outer) < 2:
            return outer[0] if outer else self.doc[self.start]
        return min(outer, key=Token.depth)

    def _identity(self) -> tuple[int, int, int, str]:
        return id(self.doc), self.start, self.end, self.label_


class Doc(list[Token]):
    """A parsed text, as a list of its tokens; `_` and `user_data` are those of the spaCy Doc that it was made of."""

    def __init__(self, source: SpacyDoc) -> None:
        super().__init__()
        self.source = source
        self.user_data: dict[Any, Any] = source.user_data
        self._ = source._
        self.text = ""
        # Where the tokens begin in the text.
        self.starts: list[int] = []
        self.ents: tuple[Span, ...] = ()
        self.sents: tuple[Span, ...] = ()
        self._by_lemma: dict[str, list[Token]] = {}

    def clear(self) -> None:
        """Break all reference cycles, so that the Doc is freed without the garbage collector."""
        for token in self:
            # References up the tree or to the token itself; the rest is freed with it.
            del token.head, token._edges, token._subtree
        super().clear()
        self._by_lemma.clear()
        self.ents = self.sents = ()
        del self.source, self.user_data, self._

    def char_span(self, start: int, end: int, *, alignment_mode: Literal["contract", "expand"]) -> Span | None:
        """Return the tokens within, or touched by, text[start:end]; None if there are none."""
        first, last = self._token_at(start), self._token_at(end - 1)
        if first is None or last is None:
            return None
        if alignment_mode == "contract":
            begin = first.i + (first.idx < start)
            stop = last.i + (end >= last.idx + len(last.text))
            return Span(self, begin, stop) if begin < stop else None
        # The space behind a token does not touch it.
        return Span(self, first.i + (start == first.idx + len(first.text)), last.i + 1)

    def _token_at(self, offset: int) -> Token | None:
        """Return the token at an offset, or the one before the space at it."""
        inside = 0 <= offset < len(self.text)
        return self[bisect_right(self.starts, offset) - 1] if inside else None

    def with_lower(self, wanted: Iterable[str]) -> Iterator[Token]:
        """Yield the tokens with one of some lower-case forms, in order."""
        forms = frozenset(wanted)
        return (token for token in self if token.lower_ in forms)

    def with_lemma(self, lemma: str) -> list[Token]:
        """Return the tokens with a lemma, in order."""
        if not self._by_lemma:
            for token in self:
                self._by_lemma.setdefault(token.lemma_, []).append(token)
        return self._by_lemma.get(lemma, [])
