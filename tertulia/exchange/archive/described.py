"""The format in words, for whoever has nothing but an archive: its README and ``docs/archive-format.md``."""

from tertulia.exchange.archive.kind import Kind
from tertulia.exchange.archive.schema import KINDS, VERSION

_ABOUT = f"""\
# The archive of a weblog

A ZIP file that holds one weblog whole: settings, people, posts, conversations, addresses, log, pictures, and its public
pages as they were. It can be read without any program of ours, and Tertulia makes the same weblog of it again:
`tertulia import FILE.zip`. This describes version {VERSION} of the format.

**Keep it to yourself**: it holds e-mail addresses, drafts, and comments that were never published.

## What is in it

| | |
|---|---|
| `mimetype` | `application/x-tertulia-archive`, the first file and not compressed, so that it can be recognised |
| `README.txt` | this text |
| `data/*.jsonl` | all that is known, a record a line (below) |
| `media/` | pictures and other files, under the names that they have in addresses (`/media/…`) |
| `html/` | the public pages as plain files: unpack the archive and open `html/index.html` in a browser |
| `manifest.json` | the last file: what else there is, how long each file is, and its SHA-256 |

`manifest.json` is one object: `format` (`tertulia-archive`), `version` (a whole number), `software` that wrote it,
`weblog` (its slug), `origin` (scheme and host of its addresses), `records` (how many by kind), `files` (by name:
`bytes`, `sha256`). No moment of making is in it: a weblog that has not changed gives the same bytes again, with the
same version of Tertulia and of the library that compresses.

## Records

[JSON Lines](https://jsonlines.org/): UTF-8, one JSON object a line, its fields always all there and in this order. A
*moment* is ISO 8601 in UTC with microseconds, `2017-08-21T17:53:41.000000Z`. Records name each other by `slug`,
`file` or `id` within the archive. What was typed (`body`, `text`, …) is the source; what is shown (`…_html`,
`html`) is derived from it, kept for readers without our program, and made anew when the archive is imported.

Ids are those of the rows in which things were first kept. They are part of addresses (`#comment-12`) and of the ids in
feeds, so they stay when a weblog moves, whatever its rows are called there.
"""
_LEFT_OUT = """\
## What is not in it

Accounts, passwords and sessions (they are the installation's, and one account may belong to several weblogs);
invitations; uploads that wait to be imported and the reports of earlier imports; pictures that nothing in the weblog
shows; what can be made anew: the search index, stored pages, the queue of things to be done.

## Versions

A program that knows version 1 must refuse an archive of a higher version, and read the lower ones. Any change of a
field gives a new version.
"""


def as_markdown() -> str:
    """The whole description."""
    return "\n".join([_ABOUT, *map(_described, KINDS), _LEFT_OUT])


def _described(kind: Kind) -> str:
    rows = "".join(f"| `{field.name}` | {field.form.said} | {field.about} |\n" for field in kind.fields)
    return f"### `{kind.file}`\n\n{kind.about}\n\n| field | holds | meaning |\n|---|---|---|\n{rows}"
