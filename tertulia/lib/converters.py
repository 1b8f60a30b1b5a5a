"""Parts of addresses, by shape."""

from django.urls import register_converter


class _Year:
    regex = r"[0-9]{4}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:04}"


class _Month(_Year):
    regex = r"[0-9]{2}"

    def to_url(self, value: int) -> str:
        return f"{value:02}"


class _Number:
    """A count from 1, written in one way only: 2 and not 02, which would be a second address of the same page."""

    regex = r"[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class _Feed:
    """The file names of feeds; ``rss20.xml`` is what customised Typepad weblogs called RSS 2.0."""

    regex = r"atom\.xml|rss\.xml|rss20\.xml|index\.rdf|feed\.json"

    def to_python(self, value: str) -> str:
        return "rss.xml" if value == "rss20.xml" else value

    def to_url(self, value: str) -> str:
        return value


class _Part:
    """One part of a path, in any script."""

    regex = r"[^/]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def register() -> None:
    """Make ``<year:…>``, ``<month:…>``, ``<number:…>``, ``<feed:…>``, ``<part:…>`` known to Django's ``path``."""
    for converter, name in ((_Year, "year"), (_Month, "month"), (_Number, "number"), (_Feed, "feed"), (_Part, "part")):
        register_converter(converter, name)
