"""Finds near duplicates of a text, such as printed wire stories: they are one voice, however many print it.

Each text has a signature (MinHash over runs of words); an index over parts of it finds similar ones, so that a new text
is never compared with all others.
"""

import re
import sqlite3
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from store.library.sql_values import chunks, marks

# Texts of different reporters share hardly any run of four words, except in quotations.
_RUN = 4
_HASHES = 128
_SEED = 1
# The indexed parts of a signature, two hashes each: texts that share a fifth of their runs are nearly always found.
_BANDS = 32
# In a copy, this share of the longer and of the shorter text's runs is in the other too.
_ALIKE = 0.15
_CONTAINED = 0.45
# The most texts compared that share parts of their signature by chance or by an outlet's stock phrases.
_COMPARED = 24
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Signature:
    """A text's MinHash signature. scheme: how it was made; shingles: how many distinct runs of words the text has.

    digest: the lower 16 bits of each hash's minimum, which unrelated texts share once in 65,536.
    """

    scheme: int
    shingles: int
    digest: tuple[int, ...]

    @property
    def bands(self) -> list[int]:
        """The index keys under which similar texts are found."""
        # Less than 2**31, so that SQLite stores a key in four bytes.
        return [
            band << 26 | (self.digest[2 * band] & 0x1FFF) << 13 | self.digest[2 * band + 1] & 0x1FFF
            for band in range(_BANDS)
        ]

    def copies(self, other: "Signature") -> bool:
        """Return True if one text is a copy of the other, or of a large part of it."""
        if self.scheme != other.scheme:
            return False
        alike = sum(map(int.__eq__, self.digest, other.digest)) / _HASHES
        # The share of the shorter text's runs that both have, derived from the share of the union.
        shared = alike * (self.shingles + other.shingles) / (1 + alike)
        return alike >= _ALIKE and shared >= _CONTAINED * min(self.shingles, other.shingles)


def signature(text: str) -> Signature | None:
    """Return the signature of a text, None if it has only a few words."""
    from rensa import RMinHash

    words = _WORD.findall(text.casefold())
    runs = sorted({" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)})
    if len(runs) < _RUN:
        return None
    sketch = RMinHash(num_perm=_HASHES, seed=_SEED)
    sketch.update(runs)
    digest = tuple(value & 0xFFFF for value in sketch.digest())
    return Signature(int(RMinHash.ALGORITHM_VERSION), len(runs), digest)


def note(conn: sqlite3.Connection, article: int, text: str) -> None:
    """Store the signature of an article's text, and give it one voice with its near duplicates."""
    mark = signature(text)
    if mark is not None and _is_grouped(conn, article, mark):
        return
    before = forget(conn, article)
    alike: list[int] = []
    if mark is not None:
        bands = mark.bands
        conn.execute(
            "INSERT INTO signatures (article, scheme, shingles, digest) VALUES (?, ?, ?, ?)",
            (article, mark.scheme, mark.shingles, _packed(mark)),
        )
        alike = [other for other, candidate in _sharing(conn, bands).items() if mark.copies(candidate)]
        conn.executemany(
            "INSERT OR IGNORE INTO signature_bands (band, article) VALUES (?, ?)", [(band, article) for band in bands]
        )
    if before:
        _group(conn, before)
    if alike:
        _join(conn, article, alike)


def _is_grouped(conn: sqlite3.Connection, article: int, mark: Signature) -> bool:
    """Return True if an article has its voice already, from the same text; texts rarely change."""
    row = conn.execute(
        """SELECT 1 FROM signatures s JOIN articles a ON a.id = s.article
           WHERE s.article = ? AND a.voice IS NOT NULL AND s.scheme = ? AND s.shingles = ? AND s.digest = ?""",
        (article, mark.scheme, mark.shingles, _packed(mark)),
    ).fetchone()
    return row is not None


def _packed(mark: Signature) -> bytes:
    return struct.pack(f"<{_HASHES}H", *mark.digest)


def _unpacked(scheme: int, shingles: int, digest: bytes) -> Signature:
    return Signature(scheme, shingles, struct.unpack(f"<{_HASHES}H", digest))


def forget(conn: sqlite3.Connection, article: int) -> list[int]:
    """Separate an article from its near duplicates; return them."""
    row = conn.execute("SELECT scheme, shingles, digest FROM signatures WHERE article = ?", (article,)).fetchone()
    if row is not None:
        conn.executemany(
            "DELETE FROM signature_bands WHERE band = ? AND article = ?",
            [(band, article) for band in _unpacked(*row).bands],
        )
        conn.execute("DELETE FROM signatures WHERE article = ?", (article,))
    (voice,) = conn.execute("SELECT voice FROM articles WHERE id = ?", (article,)).fetchone()
    if voice is None:
        return []
    conn.execute("UPDATE articles SET voice = NULL WHERE id = ?", (article,))
    return [other for (other,) in conn.execute("SELECT id FROM articles WHERE voice = ?", (voice,))]


def _join(conn: sqlite3.Connection, article: int, alike: Sequence[int]) -> None:
    """Give one voice to an article, its near duplicates, and theirs."""
    rows = conn.execute(f"SELECT DISTINCT voice FROM articles WHERE id IN ({marks(alike)})", tuple(alike)).fetchall()
    voices = [voice for (voice,) in rows if voice is not None]
    together = min([article, *alike, *voices])
    members = (article, *alike)
    conn.execute(f"UPDATE articles SET voice = ? WHERE id IN ({marks(members)})", (together, *members))
    for voice in voices:
        conn.execute("UPDATE articles SET voice = ? WHERE voice = ?", (together, voice))


def _group(conn: sqlite3.Connection, articles: Sequence[int]) -> None:
    """Reassign voices to the near duplicates of an article that no longer is one."""
    signatures = _signatures(conn, articles)
    groups: list[list[int]] = []
    for article, mark in signatures.items():
        # One copy in a group is enough: comparing with all of a large group would take minutes.
        near = [group for group in groups if any(mark.copies(signatures[other]) for other in group)]
        groups = [group for group in groups if not any(group is merged for merged in near)]
        groups.append([article, *(other for group in near for other in group)])
    voices = {article: min(group) for group in groups if len(group) > 1 for article in group}
    conn.executemany(
        "UPDATE articles SET voice = ? WHERE id = ?", [(voices.get(article), article) for article in articles]
    )


def _sharing(conn: sqlite3.Connection, bands: Sequence[int]) -> dict[int, Signature]:
    """Return the signatures of the articles that share the most bands."""
    shared = conn.execute(
        f"""SELECT article, count(*) FROM signature_bands WHERE band IN ({marks(bands)})
            GROUP BY article ORDER BY count(*) DESC, min(band), article LIMIT ?""",
        (*bands, _COMPARED + 1),
    ).fetchall()
    # If many share one part each, comparing only a few would be a lottery.
    least = 1 if len(shared) <= _COMPARED else 2
    return _signatures(conn, [article for article, parts in shared[:_COMPARED] if parts >= least])


def _signatures(conn: sqlite3.Connection, articles: Iterable[int]) -> dict[int, Signature]:
    """Return the signatures of the articles that are not in the trash."""
    return {
        article: _unpacked(scheme, shingles, digest)
        for chunk in chunks(sorted(articles))
        for article, scheme, shingles, digest in conn.execute(
            f"""SELECT s.article, s.scheme, s.shingles, s.digest FROM signatures s JOIN articles a ON a.id = s.article
                WHERE a.latest IS NOT NULL AND s.article IN ({marks(chunk)})""",
            tuple(chunk),
        )
    }
