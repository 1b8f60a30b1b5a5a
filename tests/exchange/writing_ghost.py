"""Writes what Ghost exports, for the tests of what reads it."""

import json
from pathlib import Path
from typing import Any

from tertulia.exchange.readers.ghost import GhostReader
from tertulia.exchange.records import CommentRecord, LooseComments, Note, PostRecord, Record

Row = dict[str, object]


def post(number: int = 1, **fields: Any) -> Row:
    """A post; its slug is ``post-1``."""
    return {
        "id": f"{number:024x}",
        "uuid": f"00000000-0000-4000-8000-{number:012x}",
        "title": f"Post {number}",
        "slug": f"post-{number}",
        "mobiledoc": None,
        "lexical": None,
        "html": "<p>High water at six.</p>",
        "feature_image": None,
        "featured": 0,
        "type": "post",
        "status": "published",
        "visibility": "public",
        "created_at": "2018-03-01T08:00:00.000Z",
        "published_at": "2018-03-04T18:05:04.000Z",
        "custom_excerpt": None,
        **fields,
    }


def comment(number: int = 1, of: int = 1, **fields: Any) -> Row:
    """A comment by the member 1."""
    return {
        "id": f"{number:024x}",
        "post_id": f"{of:024x}",
        "member_id": "1",
        "parent_id": None,
        "in_reply_to_id": None,
        "status": "published",
        "html": "<p>I saw it too.</p>",
        "created_at": "2018-03-05 07:00:00",
        **fields,
    }


def ghost(*posts: Row, **tables: Any) -> str:
    """A whole export, its tables by the alphabet as Ghost writes them."""
    around: dict[str, object] = {
        "members": [{"id": "1", "name": "Ruth Ames", "email": "ruth@example.org"}],
        "users": [
            {"id": "1", "name": "Marta Oyelaran", "slug": "marta", "email": "marta@example.org"},
            {"id": "2", "name": "Tomas Brandt", "slug": "tomas", "email": "tomas@example.org"},
        ],
        "tags": [
            {"id": "1", "name": "Tides & ebbs", "slug": "tides", "visibility": "public"},
            {"id": "2", "name": "#mailed", "slug": "hash-mailed", "visibility": "internal"},
        ],
        "settings": [{"key": "title", "value": "The Tide Table"}, {"key": "locale", "value": "en"}],
    }
    data = {"posts": [*posts], **around, **tables}
    return json.dumps({"db": [{"meta": {"exported_on": 1, "version": "5.0.0"}, "data": dict(sorted(data.items()))}]})


def read(folder: Path, content: str) -> list[Record]:
    """What the reader makes of a file of this content."""
    path = folder / "export.json"
    path.write_text(content, errors="surrogatepass")
    return list(GhostReader(path))


def posts_of(records: list[Record]) -> list[PostRecord]:
    """The posts and pages among them."""
    return [record for record in records if isinstance(record, PostRecord)]


def comments_of(records: list[Record]) -> list[CommentRecord]:
    """The comments among them."""
    return [one for record in records if isinstance(record, LooseComments) for one in record.comments]


def notes_of(records: list[Record]) -> list[str]:
    """What is told about the file as a whole."""
    return [record.sentence for record in records if isinstance(record, Note)]
