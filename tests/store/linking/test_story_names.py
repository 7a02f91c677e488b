"""A story is named by the words that the titles of its articles share."""

import pytest

from store.linking.story_names import StoryNames

_OTHERS = (
    "Council votes on a new tram line",
    "Mayor opens the harbour festival",
    "Why bread costs more this winter",
    "Ferry company names a new director",
    "A storm is coming, and nobody has sandbags",
    "Museum of Oldmouth shows its ships",
)


def named(*titles: str, others: tuple[str, ...] = _OTHERS) -> str:
    """Return the name of a story with these titles, oldest first, in a library with other stories."""
    return StoryNames((*titles, *others)).name(titles)


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        (
            ("Ketter landslide buries a mine", "Nine miners dead", "What we know about the landslide in Ketter"),
            "Ketter landslide buries a mine",
        ),
        (
            (
                "Hundreds flee as flames reach Ostrel",
                "Forest fire near Ostrel: crews lose ground",
                "Ostrel has burned for a week",
            ),
            "Flames reach Ostrel",
        ),
        (
            ("Who won? Sable beats Norbury in the cup final", "Norbury’s keeper on losing the cup final to Sable"),
            "Sable beats Norbury in the cup final",
        ),
        (
            ("Works ministry: tide barrier will cost double", "The tide barrier of Oldmouth, explained"),
            "Tide barrier will cost double",
        ),
    ],
)
def test_the_name_says_what_happened_and_where_in_words_of_a_title(titles: tuple[str, ...], name: str) -> None:
    assert named(*titles) == name


def test_words_of_many_titles_name_no_story() -> None:
    others = tuple(f"President Rask on {topic}" for topic in ("fish", "trams", "taxes", "winter", "schools", "ships"))
    titles = ("President Rask flies to the burst dam", "Rask: the dam of Selm had to burst")
    assert "dam" in named(*titles, others=others)


def test_titles_that_share_no_word_give_the_oldest_title() -> None:
    assert named("Nine dead in Ketter", "“We heard a rumble”") == "Nine dead in Ketter"


def test_later_articles_do_not_change_the_name() -> None:
    titles = [f"Ketter landslide: day {day} of the search for miners" for day in range(1, 9)]
    before = named(*titles)
    later = [f"Minister resigns over warnings, paper {number} reports" for number in range(20)]
    assert before == "Day 1 of the search for miners"
    assert named(*titles, *later) == before


def test_a_name_is_short_and_closes_the_quotation_that_it_opens() -> None:
    title = "Harbour master warns of 'the worst two weeks of our lives' as gates fail in Oldmouth and in Selm"
    name = named(title, "Harbour master fears the worst two weeks")
    assert len(name) <= 44
    assert name.count("'") in (0, 2)
    assert "worst two weeks" in name


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        (
            (
                "The club drops its keeper [who sat out the winter] and turns to Arne Holm",
                "Holm, Arne: a winter’s tale",
            ),
            "Turns to Arne Holm",
        ),
        (("Gates fail (again) in Oldmouth", "Oldmouth gates fail"), "Oldmouth gates fail"),
        (("“We heard a rumble”, says miner", "A rumble, then nothing"), "Heard a rumble, says miner"),
        (("Nine dead in Ketter (photos", "A choir in Selm"), "Nine dead in Ketter photos"),
    ],
)
def test_a_name_has_no_mark_whose_partner_is_cut_off(titles: tuple[str, ...], name: str) -> None:
    assert named(*titles) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("'Worst' flood of the century", "'Worst' flood of the century"),
        ("“Worst” flood of the “century”", "“Worst” flood of the “century”"),
        ("The miners’ union calls it off", "The miners’ union calls it off"),
        ("It is 'over' for the miners' union", "It is 'over' for the miners union"),
        ("‘Nobody was warned’", "Nobody was warned"),
        ("[Video] Nine dead in Ketter", "[Video] Nine dead in Ketter"),
        ("Nine dead in Ketter (and one in Selm)", "Nine dead in Ketter (and one in Selm)"),
    ],
)
def test_a_name_keeps_marks_in_pairs_and_an_owners_apostrophe(title: str, name: str) -> None:
    assert named(title) == name


@pytest.mark.parametrize(("titles", "name"), [((), ""), (("", " "), ""), (("…", ""), "…"), (("a", "a"), "A")])
def test_titles_without_words_do_no_harm(titles: tuple[str, ...], name: str) -> None:
    assert named(*titles) == name
