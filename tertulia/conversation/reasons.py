"""The reasons that moderators choose from: a list of the host's, or one to begin with in the weblog's language."""

from django.utils import translation
from django.utils.translation import gettext as _

from tertulia.conversation.policy import policy_of
from tertulia.weblog.weblog import Weblog


def reasons_of(weblog: Weblog) -> list[str]:
    """What a decision in this weblog may be given as its reason; costs no query after select_related."""
    return listed(policy_of(weblog).reasons) or first_reasons(weblog)


def listed(lines: str) -> list[str]:
    """The reasons that a text names, one a line, each once."""
    return list(dict.fromkeys(reason for line in lines.splitlines() if (reason := " ".join(line.split())[:200])))


def first_reasons(weblog: Weblog) -> list[str]:
    """What a host finds who has written no list yet."""
    with translation.override(weblog.language):
        return [
            _("Not about the subject of the post"),
            _("Attacks a person instead of what they said"),
            _("Advertisement"),
            _("Tells what is private to somebody"),
            _("Was said here already"),
            _("A claim that needs its source"),
        ]
