"""Reading imports none of the heavy libraries."""

import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.store.handmade_claims import GOVERNOR, RED_CROSS, put

HEAVY = (
    "spacy",
    "trafilatura",
    "numpy",
    "sqlite_utils",
    "lxml",
    "onnxruntime",
    "charset_normalizer",
    "markdown_it",
    "yaml",
    "httpx2",
    "httpcore2",
    "feedparser",
)

READ = """
import sys
from pathlib import Path
from store.library import articles, claims, connection, positions
from store.linking import links, quantities, timeline
from store.search import full_text
from store import settings
conn = connection.open_reader(Path(sys.argv[1]))
articles.count(conn), articles.page(conn, 0, 50, "flood"), articles.get(conn, 1), articles.text(conn, 1)
for claim in claims.of_article(conn, 1):
    links.related(conn, claim.id)
    quantities.of_claim(conn, claim.id), quantities.members(conn, claim.id), timeline.timeline(conn, claim.id)
full_text.search(conn, "flood"), full_text.matched(conn, 1, "flood"), positions.of_article(conn, 1), settings.load()
print(*(name for name in sys.argv[2:] if name in sys.modules))
"""


def test_reading_imports_nothing_heavy(path: Path, conn: sqlite3.Connection) -> None:
    put(conn, GOVERNOR, "a.txt")
    put(conn, RED_CROSS, "b.txt")
    ran = subprocess.run([sys.executable, "-c", READ, str(path), *HEAVY], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""
