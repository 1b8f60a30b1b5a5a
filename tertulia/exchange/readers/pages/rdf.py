"""The block of RDF that a page hides in a comment, for trackbacks: the exact date, and more."""

import re
from html import unescape

_BLOCK = re.compile(r"<rdf:Description\b([^>]{0,4000})", re.IGNORECASE)
_FACT = re.compile(r"""\b(rdf:about|[a-z]{2,10}:[a-z]{2,20})\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)


def facts_in(markup: str) -> dict[str, str]:
    """What the first such block of a page says, by names like ``dc:date``; nothing if there is none."""
    found = _BLOCK.search(markup)
    if found is None:
        return {}
    pairs = (fact.groups(default="") for fact in _FACT.finditer(found[1]))
    return {name.lower(): " ".join(unescape(one or other).split()) for name, one, other in pairs}
