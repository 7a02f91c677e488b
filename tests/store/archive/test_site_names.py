"""Headlines and the names of sites, in the titles that pages have."""

import pytest
from lxml.html import document_fromstring

from store.archive.site_names import named
from store.archive.structured import Structured

HEADLINE = "Gale sinks 120 boats in the bay"
URL = "https://www.lennickgazette.example/2026/gale"
PUBLISHER = (
    '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "publisher": {"@id": "#us"}}, '
    '{"@id": "#us", "@type": "Organization", "name": "Lennick Gazette"}]}</script>'
)


def read(title: str, taken: str = "", *, h1: str = "", head: str = "", body: str = "") -> tuple[str, str]:
    """Read a page; title: in its head; taken: what another source gives as its title."""
    h1 = f"<h1>{h1}</h1>" if h1 else ""
    tree = document_fromstring(
        f"<html><head><title>{title}</title>{head}</head><body>{h1}{body}<p>Text.</p></body></html>"
    )
    got = named(tree, Structured(tree), taken, URL)
    return got.title, got.outlet


def site(name: str) -> str:
    return f'<meta property="og:site_name" content="{name}">'


@pytest.mark.parametrize(
    "title",
    [
        f"{HEADLINE} - Lennick Gazette",
        f"{HEADLINE} -- Lennick Gazette",
        f"{HEADLINE} | Lennick Gazette",
        f"{HEADLINE} | UK news | Lennick Gazette",
        f"{HEADLINE} » Lennick Gazette",
        f"Lennick Gazette: {HEADLINE}",
        f"Lennick Gazette - {HEADLINE}",
    ],
)
@pytest.mark.parametrize("more", [{"h1": HEADLINE}, {"head": site("Lennick Gazette")}, {"head": PUBLISHER}])
def test_the_sites_name_is_not_part_of_the_headline(title: str, more: dict[str, str]) -> None:
    assert read(title, **more) == (HEADLINE, "Lennick Gazette")


def test_doubly_escaped_references_are_read() -> None:
    assert read("Q&amp;amp;A: the bay&amp;#8217;s boats", head=site("Gale &amp;amp; Sons"))[0] == "Q&A: the bay’s boats"


def test_the_host_distinguishes_the_sites_name_from_the_headline() -> None:
    assert read(f"{HEADLINE} - Lennick Gazette") == (HEADLINE, "Lennick Gazette")
    assert read(f"{HEADLINE} - Lennick Gazette", "Lennick Gazette", h1="Lennick Gazette")[0] == HEADLINE


def test_a_sites_name_may_include_a_section() -> None:
    assert read(f"{HEADLINE} | The Gazette Politics", head=site("The Gazette")) == (HEADLINE, "The Gazette")


def test_the_largest_line_of_an_old_page_is_its_headline() -> None:
    large = f"<font size=5><b>{HEADLINE}</b></font>"
    assert read(f"The Quay: {HEADLINE}", body=large) == (HEADLINE, "The Quay")


@pytest.mark.parametrize("marked", ["class='x entry-title'", "itemprop=headline"])
def test_a_page_may_mark_its_headline(marked: str) -> None:
    assert read("News from the bay", body=f"<p {marked}>{HEADLINE}</p>")[0] == HEADLINE


@pytest.mark.parametrize(
    "title",
    [
        "Q&A: how the bay lost 120 boats",
        "Brandt: 120 boats were lost",
        "Vale - ‘We lost the fleet’",
        "120-boat loss - a timeline",
        "Gazette wins prize | for news of the bay",
    ],
)
def test_a_headline_of_two_parts_stays_whole(title: str) -> None:
    assert read(f"{title} - Lennick Gazette", title, h1=title, head=site("Lennick Gazette"))[0] == title
    assert read(title, h1=title)[0] == title


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("Lennick Gazette | News from the bay", "Lennick Gazette"),
        ("@lennick", "Gazette of Lennick"),
        ("https://social.example/lennick", "Gazette of Lennick"),
        ("www.lennick.example", "Gazette of Lennick"),
        ("lennick.example", "lennick.example"),
        (HEADLINE, "Gazette of Lennick"),
    ],
)
def test_an_address_or_a_sentence_is_no_name_of_a_site(name: str, outlet: str) -> None:
    assert read(f"{HEADLINE} - Gazette of Lennick", HEADLINE, h1=HEADLINE, head=site(name)) == (HEADLINE, outlet)
