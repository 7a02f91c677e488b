"""Who a pronoun in a clause stands for, and which names an article is about, as a label has them."""

from collections import Counter
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from extract.attribution.cast import bare_name
from extract.attribution.sources import Sources
from extract.lexicon import load, words
from extract.names import is_outlet
from extract.parsing.labels import PEOPLE

# Pronouns of the third person, whose place in a clause a name can take.
_THIRD = frozenset({"he", "him", "his", "she", "her", "hers", "it", "its", "they", "them", "their"})
_FIRST = frozenset({"i", "we", "us", "me", "my", "our"})
# Words in which an article says what it is about, and how much more a name counts there and in the title.
LEAD, EARLY, TITLED = 90, 3, 4
# So many names tell one article's event from another's.
NAMES = 2


class Referents:
    """The people and things that a Doc names."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc

    @cached_property
    def _sources(self) -> Sources:
        return Sources(self._doc)

    def name_of(self, pronoun: Token) -> str:
        """Return whom a pronoun of the third person stands for, as it stands in a clause; "" for any other word."""
        if pronoun.lower_ not in _THIRD or pronoun.pos_ != "PRON":
            return ""
        name = self._name(pronoun)
        return f"{name}’s" if name and pronoun.tag_ == "PRP$" else name

    def speaker_of(self, pronoun: Token) -> str:
        """Return who says `I` or `we`; "" where nobody knows."""
        return self._name(pronoun) if pronoun.lower_ in _FIRST else ""

    def _name(self, pronoun: Token) -> str:
        name = self._sources.mention(pronoun)[0].name
        same = name.lower() == pronoun.lower_ or name.lower() in _THIRD | _FIRST
        return "" if same or len(name.split()) > 5 else name

    @cached_property
    def event_names(self) -> tuple[str, ...]:
        """The names that the article's title and first lines are about, the most frequent first."""
        title = str(self._doc.user_data.get("title", ""))
        counts: Counter[str] = Counter()
        early: set[str] = set()
        wholes: dict[str, str] = {}
        for entity in self._doc.ents:
            name = _plain(entity)
            if not name:
                continue
            key = name.split()[-1].lower() if entity.label_ in PEOPLE else name.lower()
            if len(name) > len(wholes.get(key, "")):
                wholes[key] = name
            counts[key] += EARLY if entity.start < LEAD else 1
            if entity.start < LEAD or name in title:
                early.add(key)
        for key in counts:
            counts[key] += TITLED * (wholes[key] in title or key in title.lower().split())
        ranked = [key for key, count in counts.most_common() if key in early]
        return tuple(wholes[key] for key in ranked[:NAMES])


def _plain(entity: Span) -> str:
    """Return a name that can tell an event: no outlet, title, people or day; "" for those."""
    name = " ".join(bare_name(entity).split())
    days = words("exclusions", "weekdays") | words("exclusions", "months")
    lone = name.lower() in words("titles", "titles") or name.lower() in days or name.lower() in load("places")["demonyms"]
    proper = any(token.pos_ == "PROPN" for token in entity)
    return "" if len(name) < 2 or not proper or lone or is_outlet(name) or not name[-1].isalnum() else name
