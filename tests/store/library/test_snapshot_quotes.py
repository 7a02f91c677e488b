"""The block quotations of an article, read from its snapshot and placed in the stored text."""

from store.archive.html import read_html
from store.archive.markdown import read_markdown
from store.library.snapshot_quotes import quotations

_WORDS = "We counted 90 homes under water, and “that was before the pumps stopped” & the second wave came."
PAGE = f"""<html lang="en"><head><title>Crews count homes</title></head><body><article><h1>Crews count homes</h1>
<p>The fire service wrote to the city council on Thursday, and the council has published the letter:</p>
<blockquote class="letter"><p>{_WORDS.replace("&", "&amp;").replace("pumps", "<b>pumps</b>")}</p>
<p>Nobody had told the crews in the old town.</p><p>Ana.</p></blockquote>
<p>{_WORDS[:40]} is what the letter says, and the council has not answered it to this day.</p>
</article></body></html>"""


def quoted(body: str, media_type: str, text: str) -> list[str]:
    return [text[start:end] for start, end in quotations(body.encode(), media_type, text)]


def test_the_paragraphs_of_a_quotation_in_a_page_are_found_by_their_words() -> None:
    text = read_html(PAGE).text
    assert quoted(PAGE, "text/html", text) == [_WORDS, "Nobody had told the crews in the old town."]


def test_a_quotation_of_markdown_is_found_through_its_marks() -> None:
    source = "# Crews\n\nThe letter:\n\n> We counted *90 homes* under\n> water by noon.\n\nNobody answered it.\n"
    assert quoted(source, "text/markdown", read_markdown(source).text) == ["We counted 90 homes under water by noon."]


def test_nested_quotations_in_markdown_lists_are_found_with_their_links_only() -> None:
    source = (
        "- The mayor of the *old* town wrote:\n\n  > The [pumps][p] stopped\n  > at noon.\n  >\n"
        "  > > Nobody had told the crews of it.\n\nNobody *answered* the mayor.\n\n[p]: https://pumps.example/\n"
    )
    assert quoted(source, "text/markdown", read_markdown(source).text) == [
        "The pumps stopped at noon.",
        "Nobody had told the crews of it.",
    ]


def test_a_pull_quote_that_repeats_the_text_is_no_quotation() -> None:
    page = PAGE.replace("</article>", f"<blockquote>{_WORDS[:40]} is what the letter says</blockquote></article>")
    text = read_html(PAGE).text
    assert len(quoted(page, "text/html", text)) == 2


def test_a_page_without_quotations_and_a_plain_text_have_none() -> None:
    assert quotations(b"<p>He said more than that.</p>", "text/html", "He said more than that.") == ()
    assert (
        quotations(b"> quoted in a mail long ago, it says", "text/plain", "> quoted in a mail long ago, it says") == ()
    )
