"""Says how to install what a crawl needs, if it is missing."""

from importlib.util import find_spec

# The modules of the extra `crawl` of pyproject.toml.
_MODULES = ("distributed", "duckdb", "fsspec", "pyarrow")


class CrawlError(Exception):
    """A crawl, or the import of one, can't go on; the text is one clear line that says what to do."""


def check_extra() -> None:
    """Raise CrawlError if a module of the extra is missing."""
    missing = [name for name in _MODULES if find_spec(name) is None]
    if missing:
        raise CrawlError(f"a crawl needs {', '.join(missing)}: `pip install '.[crawl]'` installs it")
