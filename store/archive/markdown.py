"""Reads Markdown: the front matter, and the text as a reader sees it."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.{0,20000}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


@dataclass(frozen=True, slots=True)
class Page:
    """The article in a Markdown file.

    text: paragraphs with empty lines between. title: from the front matter or first heading. fields: as written.
    """

    text: str
    title: str
    fields: dict[str, str] = field(default_factory=dict)


def read_markdown(source: str) -> Page:
    """Return the text of a Markdown file without its marks and without a first heading that is the title.

    Pictures, HTML and footnotes are left out; links keep their words.
    """
    fields, body = _front_matter(source)
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    reader = MarkdownIt("commonmark").enable("table").use(footnote_plugin, inline=False)
    tokens = reader.parse(body)
    ends = [number for number, token in enumerate(tokens) if token.type == "footnote_block_open"]
    tokens = tokens[: ends[0]] if ends else tokens
    blocks = _blocks(tokens)
    title = fields.get("title", "")
    # A paragraph that holds only a picture has no words, so it is skipped.
    heading = _inline(tokens[1]) if tokens and tokens[0].type == "heading_open" else ""
    if heading and (not title or title.strip() == heading):
        title, blocks = heading, blocks[1:]
    return Page(text="\n\n".join(blocks), title=title, fields=fields)


def _front_matter(source: str) -> tuple[dict[str, str], str]:
    match = _FRONT.match(source)
    if not match:
        return {}, source
    import yaml

    try:
        # The base loader leaves every scalar as written, dates included.
        table = yaml.load(match[1], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return {}, source
    if not isinstance(table, dict):
        return {}, source
    fields = {
        # A list, such as tags, becomes one field with commas.
        str(key).lower(): ", ".join(filter(_is_text, value)) if isinstance(value, list) else value
        for key, value in table.items()
        if isinstance(value, str | list)
    }
    return fields, source[match.end() :]


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _blocks(tokens: "list[Token]") -> list[str]:
    blocks: list[str] = []
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            blocks.append(" | ".join(row))
            row = None
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content.rstrip("\n"))
        elif token.type == "inline":
            words = _inline(token)
            if row is not None:
                row.append(words)
            elif words:
                blocks.append(words)
    return blocks


def _inline(token: "Token") -> str:
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        else:
            parts.append(_BREAKS.get(child.type, ""))
    return "".join(parts).strip()
