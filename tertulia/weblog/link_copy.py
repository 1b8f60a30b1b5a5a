"""A copy of a page that a text links to: its title, its words, and a WARC record of the answer."""

import hashlib
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tertulia.lib import clock, readable
from tertulia.lib.fetch import Answer
from tertulia.weblog.kept_link import KeptLink

LONGEST_TEXT = 100_000
# What told how the answer was sent, and is no longer true of what is kept.
_OF_THE_WAY = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection", "set-cookie"})


def copy(link: KeptLink, answer: Answer) -> None:
    """Put a copy of ``answer`` on ``link``, which is not saved yet. What is not whole gets no WARC record."""
    page = readable.page(answer.body, answer.header("content-type"))
    link.title, link.text = page.title[:500], page.text[:LONGEST_TEXT]
    link.copied_at = clock.now()
    link.warc = _keep(_record(link.url, answer)) if answer.is_whole else ""


def _record(url: str, answer: Answer) -> bytes:
    headers = [(_plain(name), _plain(value)) for name, value in answer.headers if name.lower() not in _OF_THE_WAY]
    file = BytesIO()
    head = StatusAndHeaders(
        f"{answer.status} {_plain(answer.reason)}".strip(),
        [*headers, ("Content-Length", str(len(answer.body)))],
        protocol="HTTP/1.1",
    )
    writer = WARCWriter(file, gzip=True)
    named = {"WARC-Date": f"{clock.now():%Y-%m-%dT%H:%M:%SZ}"}
    writer.write_record(writer.create_warcinfo_record("", {"software": "Tertulia", "description": f"linked as {url}"}))
    record = writer.create_warc_record(
        answer.url,
        "response",
        payload=BytesIO(answer.body),
        length=len(answer.body),
        http_headers=head,
        warc_headers_dict=named,
    )
    writer.write_record(record)
    return file.getvalue()


def _plain(words: str) -> str:
    # A head in a record is ASCII in one line, whatever somebody sent.
    return " ".join(words.encode("ascii", "replace").decode("ascii").split())


def _keep(record: bytes) -> str:
    # Among the originals, which leave with the archive and which no server hands out.
    digest = hashlib.sha256(record).hexdigest()
    return default_storage.save(f"originals/links/{digest[:2]}/{digest}.warc.gz", ContentFile(record))
