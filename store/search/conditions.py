"""Conditions on articles, as SQL on `articles a`: the states that one can be in, and what joins them to others."""

from dataclasses import dataclass

# What `is:` can be asked for.
STATES = {
    # Asked for each row: a page of the list is read without reading all marks.
    "unread": "NOT EXISTS (SELECT 1 FROM marks WHERE article = a.id AND read != '')",
    "read": "EXISTS (SELECT 1 FROM marks WHERE article = a.id AND read != '')",
    "starred": "a.id IN (SELECT article FROM marks WHERE starred != '')",
    "tagged": "a.id IN (SELECT article FROM tags)",
    "noted": "a.id IN (SELECT v.article FROM notes n JOIN versions v ON v.id = n.version)",
    "contested": "a.contested > 0",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """SQL on `articles a`, and the values of its question marks."""

    sql: str
    values: tuple[str | float, ...] = ()


# What every article fulfils.
EVERY = Condition("TRUE")
UNREAD = Condition(STATES["unread"])
