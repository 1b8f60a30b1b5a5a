"""What a request's headers ask of a finished page: which encoding, whether it is known already."""

from email.utils import parsedate_to_datetime


def encoding(accepted: str) -> str:
    """``br``, ``gzip`` or none ("") for an Accept-Encoding header (RFC 9110, section 12.5.3); rather br than gzip."""
    wishes: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, parameter = part.partition(";")
        wishes[name.strip()] = _quality(parameter)
    others = wishes.get("*", 0.0)
    quality = {name: wishes.get(name, others) for name in ("br", "gzip")}
    best = max(quality, key=lambda name: quality[name])
    return best if quality[best] > 0 and quality[best] >= wishes.get("identity", 0.0) else ""


def etag_of(digest: str, encoding: str) -> str:
    """The ETag of a page in an encoding (RFC 9110, section 8.8). A compressed one is weak: the page may be packed
    smaller later, which is the same page in other bytes. Nobody needs it strong, as parts are served of the plain page
    only, and for “have you got it already” a weak one is as good."""
    return f'W/"{digest}-{encoding}"' if encoding else f'"{digest}"'


def is_known(etag: str, modified: int, if_none_match: str, if_modified_since: str) -> bool:
    """Whether the reader has the page already (RFC 9110, section 13.2.2: a date counts only without an ETag)."""
    if if_none_match:
        known = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
        return etag.removeprefix("W/") in known or "*" in known
    if not if_modified_since:
        return False
    try:
        return modified <= parsedate_to_datetime(if_modified_since).timestamp()
    except (ValueError, TypeError, OverflowError):
        return False


def _quality(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
