"""Prints the page of the Python API, made from docstrings: `python -m tests.api > docs/api.md`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
# The interface that other programs may rely on: heading, module, its names.
PAGES = (
    ("Claims of a text", "extract", ("claims",)),
    ("Claims of many texts", "extract.extractor", ("ExtractionError", "load_pipeline", "Extractor")),
    ("What a claim is", "extract.claim", ("Span", "Mention", "Subject", "Claim")),
    ("In spaCy", "extract.claims_component", ("Claims",)),
    ("Two values", "extract.values", ("dimension_of", "normal_ends", "compare_values")),
    ("Opening a library", "store.library.connection", ("LibraryError", "open_reader", "open_writer")),
    ("Articles of a library", "store.library.articles", ("Article", "count", "page", "ids", "get", "named", "text")),
    ("Claims of an article", "store.library.claims", ("StoredClaim", "of_article")),
    ("What other articles say", "store.linking.links", ("Link", "related")),
    ("Formats of another package", "store.formats.plugins", ("ImportFormat", "ExportFormat")),
    ("Items of an import", "store.formats.items", ("Item", "Source", "failing")),
    ("Articles of an import", "store.formats.item_articles", ("Metadata", "of_html", "of_text")),
)
HEAD = """# The Python API

Made from docstrings by `python -m tests.api`; a test checks that it is up to date. Offsets are those of Python's `str`,
end exclusive. Whatever is not listed here may change in any version.
"""


def page() -> str:
    """Return the page as Markdown."""
    text = "\n".join([HEAD, *(line for entry in PAGES for line in _module(*entry))])
    return re.sub(r"\n{3,}", "\n\n", text).rstrip() + "\n"


def _module(heading: str, name: str, names: tuple[str, ...]) -> Iterator[str]:
    path = ROOT.joinpath(*name.split("."))
    tree = ast.parse((path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).read_text(encoding="utf-8"))
    nodes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef)}
    yield f"## {heading}: `{name}`\n\n{_doc(tree)}\n"
    for public in names:
        node = nodes[public]
        yield from _class(node) if isinstance(node, ast.ClassDef) else _function(node)


def _function(node: ast.FunctionDef) -> Iterator[str]:
    yield f"### `{_signature(node)}`\n\n{_doc(node)}\n"


def _class(node: ast.ClassDef) -> Iterator[str]:
    yield f"### class `{node.name}`\n\n{_doc(node)}\n"
    for part in node.body:
        if isinstance(part, ast.AnnAssign):
            yield f"- `{ast.unparse(part)}`"
        elif isinstance(part, ast.FunctionDef) and part.name[0] != "_":
            yield f"- `{node.name}.{_signature(part)}`: {' '.join(_doc(part).split())}"
    yield ""


def _signature(node: ast.FunctionDef) -> str:
    if any(isinstance(by, ast.Name) and by.id in {"property", "cached_property"} for by in node.decorator_list):
        return node.name
    if node.args.args and node.args.args[0].arg == "self":
        del node.args.args[0]
    returns = ast.unparse(node.returns).strip("'\"") if node.returns else "None"
    return f"{node.name}({ast.unparse(node.args)}) -> {returns}"


def _doc(node: ast.Module | ast.ClassDef | ast.FunctionDef) -> str:
    """Return the docstring; the example that follows an `import` in it is set as code."""
    text, example, code = (ast.get_docstring(node) or "").partition("\nimport ")
    return f"{text}\n```python{example}{code}\n```\n" if example else text


if __name__ == "__main__":
    print(page(), end="")
