"""Whether quoted words are said to be somebody's here: only then may a page say that they are not found.

Names are compared word by word with those of the conversation, and no pattern is ever made of one."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from tertulia.lib.quotations import Quotation
from tertulia.lib.words import words

# Around the quotation.
_NEAR = 120
_MOST_WORDS_BETWEEN = 2
_VERBS = ("said", "says", "wrote", "writes")
_DASHES = "-–—―"


def is_attributed(quotation: Quotation, *, answers: bool, names: Iterable[str]) -> bool:
    """Whether the words are said to be somebody's of these names, or by quoting in an ``answer`` the other's. A link in
    or beside them, or a lead to somebody else (“The Gazette:”), tells that they come from outside."""
    if quotation.has_link or quotation.depth > 1:
        return False
    known = [name for one in names if (name := words(one))]
    lead, trail = quotation.before[-_NEAR:].strip(), _trail(quotation)
    if _leads(lead, known) or _trails(trail, known):
        return True
    return answers and quotation.depth == 1 and not lead.endswith((":", *_DASHES)) and not trail.startswith((*_DASHES,))


def _trail(quotation: Quotation) -> str:
    last = quotation.words.strip().rpartition("\n")[2].strip()
    return last if quotation.depth and last.startswith((*_DASHES,)) else quotation.after[:_NEAR].strip()


def _leads(lead: str, names: Sequence[list[str]]) -> bool:
    # “Ruth Tamm wrote:”, “Ruth said above that”, “said Ruth”, “@Ruth”, with hardly anything behind it.
    spoken = words(lead)
    mentioned = words(lead.rpartition("@")[2]) if "@" in lead else []
    for name in names:
        for form in _forms(name):
            ends = [spoken[: len(spoken) - skipped] for skipped in range(_MOST_WORDS_BETWEEN + 1)]
            if any(end[-1:] and end[-1] in _verbs() and end[:-1][-len(form) :] == form for end in ends):
                return True
            if spoken[-len(form) :] == form and spoken[: -len(form)][-1:] and spoken[: -len(form)][-1] in _verbs():
                return True
            if mentioned[: len(form)] == form and len(mentioned) <= len(form) + _MOST_WORDS_BETWEEN + 1:
                return True
    return False


def _trails(trail: str, names: Sequence[list[str]]) -> bool:
    # “…, Ruth said”, “…, wrote Ruth”.
    spoken = words(trail)
    for form in (form for name in names for form in _forms(name)):
        behind = spoken[len(form) : len(form) + 1]
        if spoken[: len(form)] == form and behind and behind[0] in _verbs():
            return True
        if spoken[:1] and spoken[0] in _verbs() and spoken[1 : len(form) + 1] == form:
            return True
    return False


def _forms(name: list[str]) -> list[list[str]]:
    return [name] if len(name) == 1 else [name, name[:1]]


def _verbs() -> frozenset[str]:
    # Translators: verbs by which words are said to be somebody's (“Ruth wrote:”), with spaces between.
    return frozenset({*_VERBS, *words(_("said says wrote writes"))})
