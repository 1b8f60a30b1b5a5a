"""Write public pages as one WARC file."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from tertulia.exchange.writers.appearing import appearing
from tertulia.exchange.writers.link_records import link_records
from tertulia.exchange.writers.web_archive import Visited, WebArchive
from tertulia.exchange.writers.written import Written
from tertulia.version import __version__
from tertulia.weblog.weblog import Weblog


def about(weblog: Weblog) -> list[tuple[str, str]]:
    """What such a file says about itself."""
    return [
        ("software", f"Tertulia {__version__}"),
        ("format", "WARC File Format 1.1"),
        ("conformsTo", "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
        ("isPartOf", weblog.url),
        ("description", " ".join(weblog.title.split())),
    ]


def write_warc(
    weblog: Weblog, visits: Iterable[Visited], target: Path, *, at: datetime, with_links: bool = False
) -> Written:
    """Write ``target``, which appears when it is whole, from what was answered ``at`` that moment, and the copies of
    what is linked to if that is wished. Raises InTheWay, OSError, and whatever ``visits`` raises."""
    written = Written()
    with appearing(target) as new:
        with new.open("wb") as file:
            archive = WebArchive(file, at, f"{weblog.slug}.warc.gz", about(weblog))
            for visited in visits:
                archive.put(visited)
                count(written, visited)
            for record in link_records(weblog, written.missing) if with_links else ():
                archive.copy(record)
                count_link(written)
        written.size = new.stat().st_size
    return written


def count(written: Written, visited: Visited) -> None:
    """Count one answer: a page or feed, a redirect, or another file."""
    if visited.status.startswith("3"):
        written.records["redirects"] = written.records.get("redirects", 0) + 1
    elif is_page(visited) or visited.kind.endswith(("xml", "json")):
        written.pages += 1
    else:
        written.media += 1


def count_link(written: Written) -> None:
    """Count one copy of what is linked to."""
    written.records["copies of links"] = written.records.get("copies of links", 0) + 1


def is_page(visited: Visited) -> bool:
    """Whether it is something that a person reads."""
    return visited.status.startswith("200") and visited.kind == "text/html"
