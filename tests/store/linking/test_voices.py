"""Voices: who counts as one source of a quantity, and how many sources there are."""

from dataclasses import replace

import pytest

from extract.claim import Claim, Mention, SourceKind
from extract.text.source_names import within_article
from store.linking.voices import Utterance, count, voices

# Text, key and kind of a source.
Source = tuple[str, str, SourceKind]

ANA: Source = ("Governor Ana Brandt", "ana brandt", "person")
BRANDT: Source = ("Brandt", "~brandt", "person")
TOM: Source = ("Tom Brandt", "tom brandt", "person")
POLICE: Source = ("police", "~police", "unnamed")
NORBURY: Source = ("Norbury police", "norbury police", "organization")
HAVENLIGHT: Source = ("Havenlight", "havenlight", "organization")
BOARD: Source = ("the Oldmouth Drainage Board", "oldmouth drainage board", "organization")
LINE = "Crews had counted 90 homes under water, the man who led them told reporters."


def stated(source: Source | None, article: int, line: str = "", *, copies: int = 0) -> Utterance:
    """Return an article's utterance by a source; copies: the number that near duplicates share, 0 for an original."""
    before = line.find("90")
    if source is None:
        return Utterance(None, article, copies or article, line, before)
    text, key, kind = source
    name = key.removeprefix("~").title() if kind == "person" else text.removeprefix("the ")
    mention = Mention(0, len(text), text, name, within_article(key, article), kind)
    return Utterance(mention, article, copies or article, line, before)


def spoken_for(body: Source, name: str, article: int) -> Utterance:
    """Return an article's utterance by a person who speaks for an organisation."""
    mention = Mention(0, len(name), name, name, name.casefold(), "person", body[1])
    return Utterance(mention, article, article)


def count_of(value: float) -> Claim:
    """Return a claim with a value; what it counts doesn't matter."""
    return Claim(0, 2, f"{value:.0f}", "count", value)


def sources(*named: Source) -> int:
    """Return how many sources are counted if each of these speaks in an article of its own."""
    return len(set(voices([stated(source, article) for article, source in enumerate(named, start=1)])))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (ANA, ("Mrs Ana Brandt", "ana brandt", "person")),
        (ANA, BRANDT),
        (ANA, ("The governor", "~governor", "person")),
        (("Torland's president", "~torland's president", "other"), ("Torland President Ivo Lam", "ivo lam", "person")),
        (BOARD, ("the ODB", "odb", "organization")),
        (BOARD, ("Dredger ODB", "dredger odb", "organization")),
        (POLICE, POLICE),
        (POLICE, ("the police department", "~police department", "organization")),
        (("the official", "~official", "unnamed"), ("agency official Vosk", "~vosk", "person")),
        (POLICE, NORBURY),
        (("the ministry", "~ministry", "organization"), ("the Works Ministry", "works ministry", "organization")),
        (HAVENLIGHT, ("Havenlight executives", "~havenlight executives", "unnamed")),
        (HAVENLIGHT, ("a Havenlight statement", "havenlight statement", "document")),
        (BOARD, ("a letter from the board", "letter from the drainage board", "document")),
        (
            ("a letter from the Commission for Ballots", "~letter from the commission for ballots", "document"),
            ("Torland's Ballot Commission", "torland ballot commission", "organization"),
        ),
        (
            ("a Delta Opinion poll", "delta opinion poll", "document"),
            ("Delta Opinion", "delta opinion", "organization"),
        ),
        (
            ("harbour statistics from May", "~harbour statistics from may", "document"),
            ("harbour statistics from last month", "~harbour statistics from last month", "document"),
        ),
        (("an Orsk jury", "orsk jury", "other"), ("a seven-woman jury", "~seven-woman jury", "other")),
        (("the Wolves", "wolves", "organization"), ("the team", "~team", "other")),
        (("Jurors", "~jurors", "other"), ("the jury", "~jury", "other")),
        (ANA, ("The Brandt administration", "ana brandt administration", "organization")),
        (("an autopsy", "~autopsy", "document"), ("an autopsy report", "~autopsy report", "document")),
        (("the autopsy", "~autopsy", "document"), ("Norbury's coroner", "norbury coroner", "organization")),
        (POLICE, ("the NPD", "npd", "organization")),
        (
            ("the country's Ballot and Census Commission", "~country's ballot and census commission", "other"),
            ("Torland's Ballots Commission", "torland ballots commission", "organization"),
        ),
        (("authorities", "~authorities", "other"), ("Officials", "~officials", "unnamed")),
        (("witnesses", "~witnesses", "unnamed"), ("witnesses at the camp", "~witnesses at the camp", "unnamed")),
    ],
)
def test_one_person_office_or_agency_is_one_source(first: Source, second: Source) -> None:
    assert sources(first, second) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (ANA, TOM),
        (ANA, POLICE),
        (POLICE, ("officials", "~officials", "unnamed")),
        (("I", "~i", "other"), ("I", "~i", "other")),
        (("they", "~they", "other"), ("they", "~they", "other")),
        (HAVENLIGHT, ("Havenlight's rivals", "~havenlight's rivals", "unnamed")),
        (("the House", "house", "organization"), ("the White House", "white house", "organization")),
        (("jurors", "~jurors", "unnamed"), ("other jurors", "~other jurors", "unnamed")),
    ],
)
def test_similar_names_are_two_sources(first: Source, second: Source) -> None:
    assert sources(first, second) == 2


def test_a_surname_of_two_people_is_neither_of_them() -> None:
    assert sources(ANA, TOM, BRANDT) == 3


def test_police_of_no_town_are_neither_of_two_towns_police() -> None:
    assert sources(NORBURY, ("Easton police", "easton police", "organization"), POLICE) == 3


def test_a_person_who_speaks_for_a_body_is_that_body() -> None:
    spokesman, head = spoken_for(BOARD, "Tom Rask", 1), spoken_for(BOARD, "Ada Lisk", 2)
    assert len(set(voices([spokesman, head, stated(BOARD, 3)]))) == 1
    assert len(set(voices([spokesman, head]))) == 1
    assert len(set(voices([spokesman, head, stated(HAVENLIGHT, 3)]))) == 2
    assert len(set(voices([spokesman, head, stated(BOARD, 3)], apart=True))) == 3


def test_officials_are_the_office_holder_whom_their_article_names_for_the_number() -> None:
    officials: Source = ("officials", "~officials", "unnamed")
    lead, ninety, forty = (count_of(value) for value in (90.0, 90.0, 40.0))
    first = replace(stated(officials, 1), claim=lead)
    assert len(set(voices([first, replace(stated(ANA, 1), claim=ninety)]))) == 1
    assert len(set(voices([first, replace(stated(ANA, 1), claim=forty)]))) == 2
    assert len(set(voices([first, replace(stated(ANA, 2), claim=ninety)]))) == 2
    assert len(set(voices([first, replace(stated(HAVENLIGHT, 1), claim=ninety)]))) == 2


def test_an_unnamed_company_is_the_only_named_one() -> None:
    company: Source = ("the coastal company", "~coastal company", "other")
    assert sources(HAVENLIGHT, company) == 1
    assert sources(HAVENLIGHT, BOARD, company) == 3


def test_a_chain_of_descriptions_leads_to_the_name() -> None:
    assert sources(("police officials", "~police officials", "unnamed"), POLICE, NORBURY) == 1


def test_a_pronoun_is_one_source_within_its_article() -> None:
    they: Source = ("they", "~they", "other")
    assert len(set(voices([stated(they, 1), stated(they, 1), stated(they, 2)]))) == 2


def test_a_line_in_two_articles_has_one_source_whatever_each_calls_it() -> None:
    crew: Source = ("the man", "~man", "unnamed")
    assert len(set(voices([stated(crew, 1, LINE), stated(ANA, 2, LINE)]))) == 1


def test_a_short_line_has_one_source_only_in_near_duplicates() -> None:
    short = "There were 90, he said."
    assert len(set(voices([stated(POLICE, 1, short), stated(ANA, 2, short)]))) == 2
    assert len(set(voices([stated(POLICE, 1, short, copies=1), stated(ANA, 2, short, copies=1)]))) == 1


def test_a_pronoun_in_a_near_copy_is_whom_the_other_copies_name() -> None:
    he: Source = ("he", "~he", "other")
    lines = "Another 90 homes were lost, he said.", "Ninety more homes were lost, the governor said."
    named, unnamed = stated(ANA, 2, lines[1], copies=1), stated(he, 1, lines[0], copies=1)
    assert len(set(voices([unnamed, named]))) == 1
    assert len(set(voices([unnamed, named, stated(POLICE, 3, copies=1)]))) == 3
    assert len(set(voices([stated(he, 1, lines[0]), stated(ANA, 2, lines[1])]))) == 2


def test_two_speakers_in_one_line_stay_two() -> None:
    line = "The governor put it at 90 homes, the police of Norbury at 90 and a few more, and the quarrel went on."
    first, second = stated(ANA, 1, line), stated(POLICE, 1, line)
    second = Utterance(second.source, 1, 1, line, line.rindex("90"))
    assert len(set(voices([first, second]))) == 2


def test_a_claim_without_a_source_has_no_voice() -> None:
    assert voices([stated(None, 1, LINE), stated(None, 2, LINE)]) == ["", ""]


@pytest.mark.parametrize(
    ("spoken", "words"),
    [
        ([("a", 1), ("a", 2), ("b", 3)], "2 sources, 3 articles"),
        ([("a", 1), ("", 2), ("", 3)], "1 source, 2 articles name none"),
        ([("a", 1), ("", 1)], "1 source, 1 article"),
        ([("", 1), ("", 2)], "no source, 2 articles"),
    ],
)
def test_an_article_that_names_no_source_does_not_count_as_one(spoken: list[tuple[str, int]], words: str) -> None:
    assert str(count(spoken)) == words
