"""Defines conditions on the states and relations of articles, as SQL on `articles a`."""

from dataclasses import dataclass

# The values of `is:`.
STATES = {
    # Checked per row, so that a page of the list doesn't read all marks.
    "unread": "NOT EXISTS (SELECT 1 FROM marks WHERE article = a.id AND read != '')",
    "read": "EXISTS (SELECT 1 FROM marks WHERE article = a.id AND read != '')",
    "starred": "a.id IN (SELECT article FROM marks WHERE starred != '')",
    "tagged": "a.id IN (SELECT article FROM tags)",
    "noted": "a.id IN (SELECT v.article FROM notes n JOIN versions v ON v.id = n.version)",
    "contested": "a.contested > 0",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """SQL on `articles a`, and the values for its question marks."""

    sql: str
    values: tuple[str | float, ...] = ()


# True for every article.
EVERY = Condition("TRUE")
UNREAD = Condition(STATES["unread"])
