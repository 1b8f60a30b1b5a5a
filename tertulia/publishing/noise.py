"""Noise: what others add to an address to follow a reader around, and what no page of ours depends on.

A stored page has no query, so an address with noise would be made anew for each reader. It is sent to the clean one
(301: that is the page's own address for ever; a browser takes the fragment along).

Typepad's ``?cid=6a00…`` is none: it names a comment, and only the application knows on which page that stands now. It
redirects there (302, as another number of comments on each page moves it). ``ref`` and the like stay, as they may mean
something to somebody; such a page is made without being stored."""

from urllib.parse import unquote_plus

from tertulia.lib.text import path_encoded

_NAMES = frozenset(
    {"no_prefetch", "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "ttclid", "yclid", "igshid"}
    | {"mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi"}
)


def without_noise(query: str) -> str | None:
    """The query without the noise in it, all else as it was written; None if there was none."""
    parts = query.split("&")
    kept = [part for part in parts if not _is_noise(part)]
    return "&".join(kept) if len(kept) < len(parts) else None


def clean_address(path: str, query: str) -> str | None:
    """Where a request for a decoded path with this query should be sent; None if it should be answered."""
    clean = without_noise(query)
    # A browser would take a path that begins with two slashes for another host.
    if clean is None or path.startswith("//"):
        return None
    return f"{path_encoded(path)}{f'?{clean}' if clean else ''}"


def _is_noise(part: str) -> bool:
    name = unquote_plus(part.partition("=")[0]).lower()
    return name in _NAMES or name.startswith("utm_")
