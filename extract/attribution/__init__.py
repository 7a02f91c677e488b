"""The spaCy component that finds who says what, and sets `doc._.attribune_attributions`."""

from spacy.language import Language
from spacy.tokens import Doc as SpacyDoc

from extract.attribution.announced import introduced
from extract.attribution.attribution import Attribution
from extract.attribution.author import without_author
from extract.attribution.continuation import continuations
from extract.attribution.cue_words import is_time
from extract.attribution.gapped import gapped
from extract.attribution.headlines import headline_attributions
from extract.attribution.nouns import noun_attributions
from extract.attribution.phrases import phrase_attributions
from extract.attribution.quotes import quotations_of
from extract.attribution.relaying import keep_passing_on, name_the_cited
from extract.attribution.replies import reply_attributions
from extract.attribution.speakers import end_with_quotation, quoted
from extract.attribution.torn_names import mend_torn
from extract.attribution.verbs import verb_attributions
from extract.parsing.conversion import doc_of

__all__ = ["Attribution", "Attributions"]


@Language.factory(
    "attribune_attribution", assigns=["doc._.attribune_attributions"], requires=["token.dep", "token.head", "doc.ents"]
)
def make_attributions(nlp: Language, name: str) -> "Attributions":
    """Make the component; it needs Universal Dependencies trees."""
    return Attributions()


class Attributions:
    """Finds the attributions of a Doc."""

    def __init__(self) -> None:
        if not SpacyDoc.has_extension("attribune_attributions"):
            SpacyDoc.set_extension("attribune_attributions", default=())

    def __call__(self, source: SpacyDoc) -> SpacyDoc:
        doc = doc_of(source)
        quotes = quotations_of(doc)
        direct = (
            *verb_attributions(doc),
            *phrase_attributions(doc),
            *headline_attributions(doc),
            *noun_attributions(doc),
            *reply_attributions(doc),
        )
        # A day is not a speaker, even next to the cue: `authorities Monday said`.
        attributions = [each for each in direct if each.head is None or not is_time(each.head)]
        mend_torn(attributions)
        name_the_cited(attributions, doc)
        keep_passing_on(attributions, doc)
        end_with_quotation(attributions, quotes)
        attributions += [*quoted(doc, quotes, attributions), *introduced(doc, attributions)]
        attributions += gapped(doc, attributions)
        attributions += list(continuations(doc, attributions))
        doc._.attribune_attributions = without_author(attributions, quotes)
        return source
