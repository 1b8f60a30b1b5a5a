"""A kind of record in an archive: its file, its fields, what may stand in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tertulia.exchange.archive.values import Form

Record = dict[str, Any]


@dataclass(frozen=True)
class Field:
    """One field: what it is called, what may stand in it, what it means."""

    name: str
    form: Form
    about: str


@dataclass(frozen=True)
class Kind:
    """One file of records, a record a line. ``most`` is how many there may be (0: any number)."""

    name: str
    about: str
    fields: Sequence[Field]
    most: int = 0

    @property
    def file(self) -> str:
        """Where they stand in the archive."""
        return f"data/{self.name}.jsonl"

    def record(self, values: Mapping[str, Any]) -> Record:
        """These values in the order of the fields."""
        return {field.name: values[field.name] for field in self.fields}

    def problem(self, record: Any) -> str:
        """What is wrong with a record; nothing if all is as it must be."""
        if not isinstance(record, dict):
            return _("is no object")
        for field in self.fields:
            if field.name not in record:
                return _("has no “{field}”").format(field=field.name)
            if not field.form.fits(record[field.name]):
                return _("“{field}” is not {form}").format(field=field.name, form=field.form.said)
        if len(record) > len(self.fields):
            unknown = min(record.keys() - {field.name for field in self.fields})
            return _("has a field “{field}” that is not known here").format(field=unknown)
        return ""


def fields(*described: tuple[str, Form, str]) -> tuple[Field, ...]:
    """The fields of these names, forms and meanings."""
    return tuple(Field(*one) for one in described)
