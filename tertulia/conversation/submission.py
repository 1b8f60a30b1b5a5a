"""What somebody hands in as a comment, and what has to be right about it before it is looked at."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tertulia.lib import text

LONGEST_TEXT = 64_000  # as Typepad took them
LONGEST_NAME = 255
LONGEST_EMAIL = 254
LONGEST_URL = 2000

_is_web_address = URLValidator(schemes=["http", "https"])
# Without what means something else in the head of a mail (RFC 5322, 3.2.3), which would lead it to somebody else.
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\\\"]{1,64}@[^\s@<>()\[\],;:\\\"]+")
_KEY = re.compile(r"[\w-]{16,64}", re.ASCII)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
# Marks that turn the direction of writing: in a name they would make one look like another.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Submission:
    """One comment as typed. ``parent`` is the number of the comment it answers.

    ``token`` is the form's signed token; None says that the door has no form (mail, an API) and vouches by other means.
    ``key`` makes a double submit one comment. ``tell`` asks for mail about what becomes of it. ``trap`` is what stood
    in the field that people do not see. ``user`` is who is signed in, and only if the request surely came from one of
    our own pages. ``proofs`` are those of the commenters whose confirmed browser it came from
    (``identity/browser.py``). ``circumstances`` are those that the door noticed (``spam/circumstances.py``)."""

    name: str = ""
    email: str = ""
    url: str = ""
    text: str = ""
    parent: int | None = None
    token: str | None = None
    key: str = ""
    trap: str = ""
    tell: bool = False
    ip: str | None = None
    user: User | None = None
    proofs: frozenset[str] = frozenset()
    circumstances: str = ""


def cleaned(given: Submission) -> Submission:
    """The same without characters that no text may hold: one line for each field but the text, ``https://`` put before
    a web address without a scheme, the e-mail's letters small so that one address is one."""
    return Submission(
        name=_one_line(given.name),
        email=_one_line(given.email).lower(),
        url=_with_scheme(_one_line(given.url)),
        text=cleaned_text(given.text),
        parent=given.parent,
        token=None if given.token is None else text.clean(given.token),
        key=given.key if _KEY.fullmatch(given.key) else "",
        trap=given.trap,
        tell=given.tell,
        ip=given.ip,
        user=given.user,
        proofs=given.proofs,
        circumstances=given.circumstances,
    )


def cleaned_text(typed: str) -> str:
    """A comment's text as it is kept."""
    return text.clean(typed).strip("\n")


def problems(said: Submission, html: str, *, has_parent: bool) -> dict[str, Promise]:
    """What must be put right in a cleaned submission whose text became ``html``: a sentence per field. ``has_parent``
    says that the comment it answers is there."""
    found: dict[str, Promise] = {}
    if said.parent is not None and not has_parent:
        found["parent"] = _("The comment you answer is no longer shown. Post again to let yours stand on its own.")
    if not _is_visible(said.name):
        found["name"] = _("Give a name, so that others can answer you.")
    elif len(said.name) > LONGEST_NAME:
        found["name"] = _("A name has at most 255 characters.")
    if said.email and not is_email(said.email):
        found["email"] = _("This is not an e-mail address; one looks like ruth@example.org. You may leave it empty.")
    if said.url and not _is_good_url(said.url):
        found["url"] = _("This is not a web address; one looks like https://example.org. You may leave it empty.")
    if not _is_visible(said.text):
        found["text"] = _("Write something before you post.")
    elif not _is_visible(text.plain(html)):
        found["text"] = _("Nothing of this could be shown; please write it in words.")
    return found


def is_email(value: str) -> bool:
    """Whether this looks like an e-mail address."""
    return len(value) <= LONGEST_EMAIL and bool(_EMAIL.fullmatch(value))


def digest(said: Submission) -> str:
    """A key for the same words by the same person in answer to the same comment, for a form that has none."""
    parts = [str(said.parent or ""), said.name, said.email, said.text]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _one_line(value: str) -> str:
    shown = " ".join(text.clean(value).split())
    return shown if shown.isascii() else _TURNING.sub("", shown)


def _with_scheme(url: str) -> str:
    return url if not url or "://" in url or _SCHEME.match(url) else f"https://{url}"


def _is_good_url(url: str) -> bool:
    if len(url) > LONGEST_URL:
        return False
    try:
        _is_web_address(url)
    except ValidationError:
        return False
    return True


def _is_visible(value: str) -> bool:
    return any(unicodedata.category(character)[0] not in "ZC" for character in value)
