"""The ids in an archive, and the rows that they get here: for a million comments, not more memory than a picture."""

from array import array
from bisect import bisect_left

from django.db.models import BigIntegerField
from django.db.models.functions import Coalesce


def first_id(to: str = "", row: str = "id") -> Coalesce:
    """The lasting id of a row, or of the one that it refers to (``to``: ``post__``, whose row is ``row``)."""
    return Coalesce(f"{to}first_id", row, output_field=BigIntegerField())


class Ids:
    """Ids in ascending order. ``owners`` says of each to whom it belongs (its post), ``rows`` which row it got."""

    def __init__(self) -> None:
        self._ids, self.owners, self.rows = array("q"), array("q"), array("q")

    def __contains__(self, given: object) -> bool:
        return isinstance(given, int) and self._place(given) is not None

    def __getitem__(self, given: int) -> int:
        """The row of an id. Raises KeyError if it has none."""
        if (row := self.row(given)) is None:
            raise KeyError(given)
        return row

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, given: int, owner: int = 0) -> bool:
        """Take the next id in; answers whether it is higher than all before."""
        if self._ids and given <= self._ids[-1]:
            return False
        self._ids.append(given)
        self.owners.append(owner)
        return True

    def owner(self, given: int) -> int | None:
        """To whom an id belongs, or None if there is no such id."""
        place = self._place(given)
        return None if place is None else self.owners[place]

    def row(self, given: int) -> int | None:
        """The row of an id, or None if it has none yet."""
        place = self._place(given)
        return self.rows[place] if place is not None and place < len(self.rows) else None

    @property
    def last(self) -> int:
        """The highest id; 0 if there is none."""
        return self._ids[-1] if self._ids else 0

    def _place(self, given: int) -> int | None:
        place = bisect_left(self._ids, given)
        return place if place < len(self._ids) and self._ids[place] == given else None
