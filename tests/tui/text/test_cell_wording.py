"""The wording of table cells on the screen."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from extract.claim import Claim, Mention, Span, Subject
from store.library.articles import Article
from tui.text import cell_wording

ARTICLE = Article(
    1, "https://harbour.example/barrier", "Tide barrier costs double", "Harbour Post", "", "2026-03-14T09:10:00+01:00",
    "", "en", 2, 2, 9, 2, "barrier.html",
)  # fmt: skip
CLAIM = Claim(
    0,
    13,
    "more than 220",
    "count",
    220,
    subject="homes flooded",
    source=Mention(20, 22, "he", "Ana Brandt"),
    cue=Span(23, 27, "said"),
    via=(Mention(30, 40, "BBC", "BBC"),),
    about=Subject(places=("oldmouth",), period="2026-03-12/2026-03-12"),
)


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2026-03-14T09:10:00+01:00", "14 Mar 2026 09:10"),
        ("2026-03-14T09:10:00Z", "14 Mar 2026 09:10"),
        ("2026-03-14", "14 Mar 2026"),
        ("2026-03", "Mar 2026"),
        ("", "no date"),
        ("soon", "no date"),
    ],
)
def test_only_the_known_part_of_a_time_is_shown(published: str, shown: str) -> None:
    assert cell_wording.day_and_time(published) == shown


def test_facts_name_outlet_date_claims_and_version() -> None:
    assert cell_wording.facts_of(ARTICLE) == ["Harbour Post", "14 Mar 2026 09:10", "9 claims, 2 contested", "v2"]


def test_missing_facts_are_left_out() -> None:
    plain = replace(ARTICLE, outlet="", published="", versions=1, version=1, claims=1, contested=0)
    assert cell_wording.facts_of(plain) == ["no date", "1 claim"]


def test_an_article_without_a_title_is_called_by_its_file() -> None:
    assert cell_wording.title_of(replace(ARTICLE, title="\u202e ")) == "barrier"
    assert cell_wording.title_of(replace(ARTICLE, title="", location="/notes/flood.txt")) == "flood.txt"


@pytest.mark.parametrize(
    ("beginning", "title"),
    [
        ("The dam held.\n\nIt was close.", "The dam held."),
        ("\n  Pumps run in Selm", "Pumps run in Selm"),
        (f"Nobody had {'ever ' * 30}seen so much water", f"Nobody had{' ever' * 15} …"),
        ("x" * 300, f"{'x' * 90} …"),
        ("   \n", "1"),
    ],
)
def test_an_article_without_a_title_goes_by_its_first_words(beginning: str, title: str) -> None:
    article = replace(ARTICLE, title="", location="https://town.example/posts/1", beginning=beginning)
    assert cell_wording.title_of(article) == title
    assert cell_wording.title_of(replace(ARTICLE, title="", location="")) == "untitled"


def test_what_a_figure_measures_has_subject_place_and_time() -> None:
    assert cell_wording.measured(CLAIM) == "homes flooded · Oldmouth · 12 Mar 2026"


def test_a_place_in_the_subject_is_not_repeated() -> None:
    assert cell_wording.measured(replace(CLAIM, subject="homes in Oldmouth")) == "homes in Oldmouth · 12 Mar 2026"


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("homes flooded · since 12 March", "homes flooded · since 12 March"),
        ("homes flooded · since March 12", "homes flooded · since March 12"),
        ("homes flooded · on 12 March", "homes flooded · on 12 March · since 12 Mar 2026"),
        ("homes flooded · since 1 March", "homes flooded · since 1 March · since 12 Mar 2026"),
    ],
)
def test_a_time_in_the_subject_is_not_repeated(subject: str, shown: str) -> None:
    claim = replace(CLAIM, subject=subject, about=Subject(period="2026-03-12/"))
    assert cell_wording.measured(claim) == shown


@pytest.mark.parametrize(
    ("about", "shown"),
    [
        (Subject(period="2023-03-06/2023-03-13"), "6 Mar 2023 to 13 Mar 2023"),
        (Subject(period="2023-03-06/"), "since 6 Mar 2023"),
        (Subject(period="/2023-03-06"), "until 6 Mar 2023"),
        (Subject(as_of="2023-03-06"), "as of 6 Mar 2023"),
        (Subject(period="spring"), ""),
    ],
)
def test_the_time_of_a_figure_is_given_in_words(about: Subject, shown: str) -> None:
    assert cell_wording.measured(replace(CLAIM, subject="", about=about)) == shown


def test_the_stance_says_whether_a_source_is_responsible() -> None:
    assert cell_wording.stance(CLAIM) == "stated as fact"
    assert cell_wording.stance(replace(CLAIM, quoted=True)) == "stated as fact · inside a quote"
    assert cell_wording.stance(replace(CLAIM, stance="denied")) == "denied"
    assert cell_wording.stance(replace(CLAIM, source=None)) == "no source: the article itself says so"


def test_a_citation_says_who_denies_a_figure() -> None:
    denied = replace(CLAIM, stance="denied")
    assert " — denied by " in cell_wording.citation(denied, ARTICLE)
    assert cell_wording.figure_given(denied) == f"denies {CLAIM.text}"
    assert "denied" not in cell_wording.citation(CLAIM, ARTICLE)


def test_a_citation_names_claim_source_and_article() -> None:
    assert cell_wording.citation(CLAIM, ARTICLE) == (
        "more than 220 (homes flooded) — Ana Brandt, “said”, via BBC. “Tide barrier costs double”, Harbour Post, "
        "14 Mar 2026. https://harbour.example/barrier"
    )


@given(st.text(max_size=60), st.integers(0, 30))
def test_text_is_cut_to_the_available_width(text: str, width: int) -> None:
    assert cell_len(cell_wording.fit(text, width)) <= width


@given(st.text("ab 日", max_size=80), st.text("ab 日", max_size=80), st.integers(10, 60))
def test_an_excerpt_fits_and_contains_the_figure(before: str, after: str, width: int) -> None:
    pieces = cell_wording.excerpt(f"{before} 1,100 {after}", "1,100", width)
    assert cell_len("".join(pieces)) <= width
    assert pieces[1] == "1,100"


def test_an_excerpt_shows_the_words_around_the_figure() -> None:
    sentence = "The head of the service said on Monday that crews had counted 90 homes under water in the old town."
    assert "".join(cell_wording.excerpt(sentence, "90", 40)) == "…counted 90 homes under water in the …"


def test_one_line_has_no_control_characters() -> None:
    assert cell_wording.one_line("a\x1b[31m\nb\u202ec\t d") == "a[31m bc d"


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (("Crews counted ", "90", " homes."), "“Crews counted 90 homes.”"),
        (("“They had ", "two", ",” he said."), "“They had two,” he said."),
        (('"', "Two", ' came back."'), '"Two came back."'),
        (("…he said: “We counted ", "90", ".”"), "“…he said: “We counted 90.”"),
        (("", "90", ""), "“90”"),
    ],
)
def test_an_excerpt_is_quoted_once(parts: tuple[str, str, str], shown: str) -> None:
    assert "".join(cell_wording.quoted(*parts)) == shown
