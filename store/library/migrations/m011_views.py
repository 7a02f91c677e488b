"""Views of claims, sources and quantities that any SQLite program can read, such as Datasette."""

import json
import zlib

from sqlite_utils import Database

from store.library.migrations.sql_script import execute


def m011_views(database: Database) -> None:
    """Add views of claims, sources and quantities, and columns for what they show of packed claims."""
    execute(
        database,
        """
        -- What the view of claims shows besides: the figure and the cue as the text has them, "" for no cue; stance:
        -- "" for asserted.
        ALTER TABLE counted ADD COLUMN figure TEXT NOT NULL DEFAULT '';
        ALTER TABLE counted ADD COLUMN cue TEXT NOT NULL DEFAULT '';
        ALTER TABLE counted ADD COLUMN stance TEXT NOT NULL DEFAULT '';

        -- The views show the newest version of each article, and use no function of ours.
        CREATE VIEW all_claims AS
            SELECT c.id AS claim, w.figure, w.kind, c.value, c.low, c.high,
                coalesce(nullif(q.label, ''), trim(w.words)) AS measures,
                s.name AS source, s.kind AS source_kind, w.cue, coalesce(nullif(w.stance, ''), 'asserted') AS stance,
                m.contested, m.quantity, a.id AS article, v.title, v.outlet, substr(v.published, 1, 10) AS published,
                a.location
            FROM articles a JOIN versions v ON v.id = a.latest JOIN claims c ON c.version = v.id
            LEFT JOIN counted w ON w.claim = c.id LEFT JOIN members m ON m.claim = c.id
            LEFT JOIN quantities q ON q.id = m.quantity LEFT JOIN sources s ON s.id = c.source;

        CREATE VIEW all_sources AS
            SELECT s.id AS source, s.name, s.kind, count(*) AS claims, count(DISTINCT a.id) AS articles,
                sum(coalesce(m.contested, 0)) AS contested, min(nullif(substr(v.published, 1, 10), '')) AS first,
                max(substr(v.published, 1, 10)) AS last
            FROM sources s JOIN claims c ON c.source = s.id JOIN versions v ON v.id = c.version
            JOIN articles a ON a.latest = v.id LEFT JOIN members m ON m.claim = c.id
            GROUP BY s.id;

        CREATE VIEW all_quantities AS
            SELECT q.id AS quantity, q.label, q.event, q.first, q.last, count(*) AS claims,
                count(DISTINCT v.article) AS articles, count(DISTINCT s.name) AS sources,
                min(coalesce(c.value, c.low)) AS lowest, max(coalesce(c.value, c.high)) AS highest,
                max(m.contested) AS contested
            FROM quantities q JOIN members m ON m.quantity = q.id JOIN claims c ON c.id = m.claim
            JOIN versions v ON v.id = c.version LEFT JOIN sources s ON s.id = c.source
            GROUP BY q.id;
        """,
    )
    conn = database.conn
    for (block,) in conn.execute("SELECT claims FROM bodies").fetchall():
        conn.executemany(
            "UPDATE counted SET figure = ?, cue = ?, stance = ? WHERE claim = ?",
            [
                (
                    str(body.get("text") or ""),
                    str((body.get("cue") or {}).get("text") or ""),
                    str(body.get("stance") or "asserted").replace("asserted", ""),
                    number,
                )
                for number, _, body in json.loads(zlib.decompress(block))
            ],
        )
