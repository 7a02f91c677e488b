"""Defines the sort orders of a list of articles, as SQL on `articles a`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Order:
    """How articles are sorted: all columns descending or ascending, after `lead`, which is always ascending."""

    columns: tuple[str, ...]
    down: bool = True
    lead: str = ""

    @property
    def by(self) -> str:
        """The terms of ORDER BY."""
        return self._by(1)

    def beyond(self, step: int) -> tuple[str, str]:
        """Return the condition for articles after (1) or before (-1) `here`, and the order that puts the nearest first.

        `here`: a row of the same columns.
        """
        sign = "<" if self.down == (step > 0) else ">"
        mine, its = (", ".join(f"{table}.{column}" for column in self.columns) for table in ("a", "here"))
        condition = f"({mine}) {sign} ({its})"
        if self.lead:
            # Only the first half can use an index.
            way = ">" if step > 0 else "<"
            lead = f"a.{self.lead} {way}= here.{self.lead}"
            condition = f"{lead} AND (a.{self.lead} {way} here.{self.lead} OR {condition})"
        return condition, self._by(step)

    def _by(self, step: int) -> str:
        way = "DESC" if self.down == (step > 0) else "ASC"
        lead = [f"a.{self.lead} {'ASC' if step > 0 else 'DESC'}"] if self.lead else []
        return ", ".join([*lead, *(f"a.{column} {way}" for column in self.columns)])


ORDERS = {
    "newest": Order(("moment", "id")),
    "oldest": Order(("moment", "id"), down=False),
    "added": Order(("id",)),
    "contested": Order(("contested", "moment", "id")),
    "outlet": Order(("moment", "id"), lead="outlet"),
    "claims": Order(("claims", "moment", "id")),
}
