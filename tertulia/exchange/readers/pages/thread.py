"""The comments of TypePad Connect, which a page loads as scripts (thread.js) that write HTML."""

import re
from urllib.parse import parse_qs

from tertulia.exchange.readers.pages.comments import said_in
from tertulia.exchange.readers.pages.links import Links, split, without_query
from tertulia.exchange.readers.pages.page import Entry, Page
from tertulia.exchange.readers.pages.tree import LONGEST, decoded, fragment

_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*+)"|\'((?:[^\'\\\n]|\\.)*+)\'', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "b": "", "f": "", "v": "", "\n": "", "0": ""}
_XID = re.compile(r"6a[0-9a-f]{20,40}")
SCRIPTS = ("/thread.js", "/embed.js")


def read_thread(data: bytes, url: str) -> Page:
    """What a script saved at ``url`` adds to the page that its query names; of kind “other” if that is nothing."""
    query = {name: values[0] for name, values in parse_qs(split(url).query, max_num_fields=50).items()}
    xid, permalink = query.get("asset_id", ""), without_query(query.get("permalink", ""))
    root = fragment(_written_by(decoded(data[:LONGEST])))
    said = tuple(said_in(root.css(".comment, .tpe-comment, .tpc-comment"), Links(permalink))) if root else ()
    if not said or not (_XID.fullmatch(xid) or permalink):
        return Page("other", url)
    return Page("thread", permalink, (Entry(url=permalink, xid=xid),), said)


def _written_by(script: str) -> str:
    strings = (found[1] if found[1] is not None else found[2] for found in _STRING.finditer(script))
    return "".join(_ESCAPE.sub(_meant, one) for one in strings if "<" in one or "\\u003c" in one.lower())


def _meant(found: re.Match[str]) -> str:
    if code := found[1] or found[2]:
        return chr(int(code, 16))
    return _PLAIN.get(found[3], found[3])
