"""An import that is stopped leaves nothing running."""

import asyncio
import json
import sqlite3
from pathlib import Path

from extract.claim import Claim
from store.archive.incoming import Incoming
from store.formats.importers import form_of, items
from store.formats.items import Source
from store.ingest.imports import import_items
from tests.store.formats.importing.conftest import read_here


async def test_a_stopped_import_leaves_no_extraction_running(
    conn: sqlite3.Connection, path: Path, tmp_path: Path
) -> None:
    export = tmp_path / "wallabag.json"
    entry: dict[str, object] = {"is_archived": 0, "created_at": "2026-03-14T10:10:00+0100", "tags": []}
    entry |= {"content": "<p>40 homes had been flooded.</p>"}
    rows = [{**entry, "url": f"https://harbour.example/{number}", "title": f"Story {number}"} for number in range(9)]
    export.write_text(json.dumps(rows))
    began: list[str] = []
    ended: list[str] = []

    async def endless(incoming: Incoming) -> list[Claim]:
        began.append(incoming.title)
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0.01)
            ended.append(incoming.title)
        return []

    async def bring() -> None:
        with Source(export) as source:
            async for _ in import_items(conn, path, read_here(items(source, form_of(source))), endless, ahead=4):
                pass

    for turns in (1, 2, 3, 12):
        began.clear()
        ended.clear()
        task = asyncio.create_task(bring())
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        assert sorted(ended) == sorted(began)
    assert len(began) == 5
