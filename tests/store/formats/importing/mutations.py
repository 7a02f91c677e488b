"""Breaks an export of every format at random, and reads what is left as `import`, `add FILE` and `claims` do."""

import json
import random
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, redirect_stderr
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from extract.text.controls import clean
from store.archive.incoming import Incoming, ReadingError
from store.archive.reading import read_file
from store.archive.web.opml import Outline
from store.formats.exporters import BY_NAME
from store.formats.importers import FORMATS, form_of, items, read
from store.formats.items import Imported, Source
from store.library import articles
from store.library.connection import open_writer
from store.library.fetch_queue import Wanted
from store.search.saved_searches import Saved
from tests.store.archive.web.mutations import mutated, samples
from tests.store.formats.importing.test_newsboat import URLS, cache_of
from tests.store.formats.importing.test_readers import BARE, BOOKMARKS, ENTRY, POCKET_HTML, omnivore
from tests.store.formats.importing.test_saved import book, save
from tests.store.formats.importing.test_tables import INSTAPAPER, POCKET, READWISE
from tests.store.formats.importing.test_warc import write as write_warc
from tests.store.handmade_claims import FIRE_SERVICE, GOVERNOR, put
from tui.cli.commands.cmd_claims import rows_of
from tui.cli.messages import Messages
from tui.cli.output_filter import OutputFilter

# Folders are tested file by file elsewhere; a crawl's tables are read by another library.
_BY_FORM = {form.name: form for form in FORMATS}
_LINES = b'{"id": 1, "text": "The mayor said that 40 homes were flooded."}\n{"id": "b", "text": "Two were hurt."}\n'


def exports(folder: Path) -> dict[str, bytes]:
    """Return an intact export of each format, by a file name that it could have."""
    made: dict[str, bytes] = {
        "wallabag.json": json.dumps([ENTRY, BARE]).encode(),
        "pocket.csv": POCKET.encode(),
        "instapaper.csv": INSTAPAPER.encode(),
        "readwise.csv": READWISE.encode(),
        "bookmarks.html": BOOKMARKS.encode(),
        "pocket.html": POCKET_HTML.encode(),
        "urls": URLS.encode(),
        "lines.jsonl": _LINES,
        "note.md": b"---\ntags: [a, b]\nadded: 2019-01-01\ndate: 2020-02-02\n---\n# A note\n\nThe mayor said 40.\n",
        "note.txt": f"Posted: 12 March 2026\n{GOVERNOR}\n".encode(),
    }
    with closing(open_writer(folder / "library.db")) as conn:
        put(conn, GOVERNOR, "a.txt", title="Flood", outlet="Harbour Post", published="2026-03-14")
        put(conn, FIRE_SERVICE, "b.txt", title="Crews")
        for name, form in BY_NAME.items():
            file = BytesIO()
            for _ in form.write(conn, articles.ids(conn), file):
                pass
            made[f"own-{name}{form.ending}"] = file.getvalue()
    made["cache.db"] = cache_of(folder / "newsboat.db").read_bytes()
    made["a.warc"] = write_warc(folder / "a.warc", gzip=False)
    made["a.warc.gz"] = write_warc(folder / "a.warc.gz")
    made["a.wacz"] = _zip({"archive/data.warc.gz": made["a.warc.gz"]})
    book(folder / "flood.epub")
    made["flood.epub"] = (folder / "flood.epub").read_bytes()
    omnivore(folder / "omnivore")
    made["omnivore.zip"] = _zip(
        {str(file.relative_to(folder / "omnivore")): file.read_bytes() for file in (folder / "omnivore").rglob("*.*")}
    )
    made["bundle.zip"] = _zip({"part_000000.csv": made["pocket.csv"], "all.json": made["wallabag.json"]})
    save(folder / "saved")
    made |= {f"saved-{file.name}": file.read_bytes() for file in (folder / "saved").glob("*.*html")}
    return made


def read_all(count: int, seed: int) -> tuple[Counter[str], float]:
    """Read this many broken exports; return the results of their items and the longest time for one, in seconds.

    Whatever is raised but ReadingError is raised here too, and so is an AssertionError for what must not be stored or
    told.
    """
    went: Counter[str] = Counter()
    longest = 0.0
    chance = random.Random(seed)
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        made = exports(folder)
        others = [*made.values(), *samples()]
        for _ in range(count):
            name = chance.choice(list(made))
            path = folder / f"broken-{name}"
            path.write_bytes(_broken(made[name], others, chance))
            began = time.monotonic()
            try:
                _read(path, went, chance)
            except Exception as error:
                error.add_note(f"{name}, seed {seed}: {path.read_bytes()[:2000]!r}")
                raise
            longest = max(longest, time.monotonic() - began)
            path.unlink()
    return went, longest


def _broken(body: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """Return a broken export; often a ZIP's members are broken while the ZIP is intact."""
    if body.startswith(b"PK") and chance.random() < 0.7:
        with zipfile.ZipFile(BytesIO(body)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        spoilt = chance.choice(list(members))
        return _zip(members | {spoilt: mutated(members[spoilt], others, chance)})
    return mutated(body, others, chance)


def _zip(members: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return file.getvalue()


def _read(path: Path, went: Counter[str], chance: random.Random) -> None:
    with ExitStack() as stack:
        source = stack.enter_context(Source(path))
        try:
            # Sometimes as another program's export, as a user may claim with --format.
            form = form_of(source) if chance.random() < 0.9 else _BY_FORM[chance.choice(list(_BY_FORM))]
        except ReadingError as error:
            went[_reported(error)] += 1
        else:
            for item in items(source, form):
                _check_line(item.name)
                outcome = read(item)
                went[_reported(outcome) if isinstance(outcome, ReadingError) else _checked(outcome)] += 1
    try:
        went[_checked(read_file(path))] += 1
    except ReadingError as error:
        went[_reported(error)] += 1
    for line in _rows(path):
        went[line] += 1


def _rows(path: Path) -> Iterator[str]:
    """Yield what `claims --jsonl` makes of the lines of a file."""
    with path.open("rb") as file, _terminal():
        for _ in rows_of(file, path.name, Messages()):
            yield "row"


def _reported(error: ReadingError) -> str:
    _check_line(str(error))
    return "unforeseen" if "can't be read (" in str(error) or "can't be read further (" in str(error) else "reported"


def _check_line(line: str) -> None:
    """Print the line as the commands do, and check what reaches the terminal."""
    with _terminal():
        Messages().note(line)


@contextmanager
def _terminal() -> Iterator[None]:
    """Pass what goes to standard error through the filter of a terminal. Raises AssertionError for raw bytes."""
    beneath = BytesIO()
    door = OutputFilter(beneath, encoding="utf-8", errors="replace")
    with redirect_stderr(door):
        yield
    door.flush()
    shown = beneath.getvalue().decode()
    assert shown == clean(shown), shown[:200]


def _checked(content: Imported) -> str:
    """Return what was read, after checking the parts that would be stored."""
    match content:
        case Incoming():
            texts = (content.text, content.title, content.outlet, content.byline, content.language, *content.places)
        case Wanted() | Outline():
            texts = (content.url, content.title)
        case Saved():
            texts = (content.name, content.query)
        case _:
            texts = ()
    for text in texts:
        assert text == clean(text), text[:200]
        text.encode()
    return type(content).__name__
