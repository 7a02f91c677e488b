"""Reads what a price is for one of: `£24 a bottle`, `20 cents a pack`."""

from dataclasses import replace

from extract.figures.quantity import Quantity
from extract.parsing.tokens import Doc

# `$40 a lot of people lack`, `$5 a bit`: these nouns with an article are a vague number.
_VAGUE = frozenset({"lot", "bit", "deal", "half", "third", "quarter", "fifth", "tenth"})
_BESIDE = frozenset({"nmod:unmarked", "obl:unmarked", "appos", "obj", "conj", "nmod", "obl"})
_ENDS = frozenset({"PUNCT", "ADP", "CCONJ", "SCONJ", "AUX", "SPACE"})


def priced(doc: Doc, quantity: Quantity) -> Quantity:
    """Return an amount of money with the thing that it is paid for each of, if an article and a noun follow it."""
    if quantity.measure is None or quantity.measure.sort != "money" or quantity.per:
        return quantity
    if not doc.text.startswith((" a ", " an "), quantity.end):
        return quantity
    article = doc.char_span(quantity.end + 1, quantity.end + 2, alignment_mode="expand")
    if article is None or article.end == len(doc):
        return quantity
    noun, behind = doc[article.end], doc[article.end + 1 : article.end + 2]
    single = noun.tag_ == "NN" and noun.dep_ in _BESIDE and noun.lower_ not in _VAGUE and noun.head.i < noun.i
    if not single or (behind and (behind[0].pos_ not in _ENDS or behind[0].lower_ == "of")):
        return quantity
    return replace(quantity, end=noun.idx + len(noun), per=noun.lower_, per_text=f"a {noun.lower_}")
