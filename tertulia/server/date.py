"""The Date of an answer (RFC 9110, section 6.6.1). uvicorn's own may be a second old, and then a page that was stored
meanwhile would bear a later date than the answer that brings it."""

import time
from email.utils import formatdate

_known = (0, b"")


def now() -> bytes:
    """This second, as a header has it; written once a second."""
    global _known
    second, written = int(time.time()), _known
    if written[0] != second:
        written = _known = second, formatdate(second, usegmt=True).encode()
    return written[1]
