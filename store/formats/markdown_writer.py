"""Writes an article as Markdown, with front matter and with its claims as footnotes."""

import re
from typing import Any

from store.formats.article_states import spans
from store.formats.html_writer import ArticleView, claim_line, others_line
from store.wording import one_line

# Characters with a meaning in Markdown, within a line and at its beginning.
_WITHIN = re.compile(r"[\\`*_\[\]<>&|~]")
_BEGINNING = re.compile(r"^(?:#{1,6}(?=\s|$)|[-+=](?=\s|$|[-=])|[-=]{2,}|\d{1,9}(?=[.)](?:\s|$))|:)")
_BLANK = re.compile(r"\n[ \t]*\n\s*")


def document(shown: ArticleView) -> str:
    """Return the article as a document, whose text is the article's letter for letter, apart from white space."""
    body = "\n\n".join(_paragraphs(shown))
    notes = "\n".join(line for number in range(len(shown.claims)) for line in _footnote(shown, number))
    # A title made from the file name would become the article's own when the file is read again.
    title = f"# {_escaped(one_line(shown.article.title))}\n\n" if shown.article.title else ""
    return f"{_front(shown)}{title}{body}\n" + (f"\n{notes}\n" if notes else "")


def _front(shown: ArticleView) -> str:
    import yaml

    article, kept = shown.article, shown.state.incoming.kept
    url = article.location if article.location.startswith(("http://", "https://")) else ""
    known: dict[str, Any] = {
        "title": article.title,
        "outlet": article.outlet,
        "byline": article.byline,
        "date": article.published,
        "language": article.language,
        "url": url,
        "tags": list(kept.tags),
        "added": kept.added,
        "read": kept.read,
        "starred": kept.starred,
    }
    packed = yaml.safe_dump(
        {name: value for name, value in known.items() if value}, allow_unicode=True, sort_keys=False
    )
    return f"---\n{packed}---\n\n"


def _paragraphs(shown: ArticleView) -> list[str]:
    """Return the paragraphs with a footnote after every figure; a text without blank lines has one a line."""
    text = shown.state.incoming.text
    figures = {
        end: number
        for _, end, kind, number in spans(text, [stored.claim for stored in shown.claims])
        if kind == "figure"
    }
    pattern = _BLANK if _BLANK.search(text) else re.compile(r"\n+")
    starts = [0, *(match.end() for match in pattern.finditer(text))]
    ends = [*(match.start() for match in pattern.finditer(text)), len(text)]
    paragraphs = []
    for start, end in zip(starts, ends, strict=True):
        lines, at = [], start
        for line in text[start:end].split("\n"):
            written, last = "", at
            for stop in sorted(stop for stop in figures if at < stop <= at + len(line)):
                written += f"{_escaped(text[last:stop])}[^{figures[stop] + 1}]"
                last = stop
            written = (written + _escaped(text[last : at + len(line)])).strip()
            lines.append(_BEGINNING.sub(lambda match: _guarded(match[0]), written))
            at += len(line) + 1
        if any(lines):
            paragraphs.append("\\\n".join(line for line in lines if line))
    return paragraphs


def _footnote(shown: ArticleView, number: int) -> list[str]:
    stored = shown.claims[number]
    words = [f"**{_escaped(one_line(stored.claim.text))}**: {_escaped(claim_line(stored))}"]
    if note := shown.notes.get(stored.id):
        words.append(f"Note: {_escaped(one_line(note))}")
    words += [_escaped(others_line(link)) for link in shown.others.get(stored.id, ())]
    first, *rest = words
    return [f"[^{number + 1}]: {first}", *(f"    - {line}" for line in rest), ""]


def _escaped(text: str) -> str:
    return _WITHIN.sub(lambda match: f"\\{match[0]}", text)


def _guarded(beginning: str) -> str:
    """Return the beginning of a line, escaped so that it starts no list, heading or rule."""
    return beginning + "\\" if beginning.isdecimal() else f"\\{beginning}"
