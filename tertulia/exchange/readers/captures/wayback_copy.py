"""A crawl of the Wayback Machine: what it showed is a capture of something else."""

from dataclasses import replace

from tertulia.exchange.readers.captures.capture import Capture
from tertulia.exchange.readers.captures.media_type import is_page
from tertulia.exchange.readers.captures.wayback import without_traces
from tertulia.exchange.readers.captures.wayback_names import original_of


def copied(shown: Capture) -> Capture | None:
    """The capture that was shown; None if ``shown`` is of no address there."""
    if not (original := original_of(shown.url)):
        return None
    url, at = original
    location = original_of(shown.location)

    read = (lambda: without_traces(shown.read())) if is_page(shown.media_type) else shown.read
    return replace(shown, url=url, at=at or shown.at, location=location[0] if location else shown.location, read=read)
