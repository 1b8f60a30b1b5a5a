"""What a host types as a rule, brought into the one form in which it is kept and compared."""

import re
from collections.abc import Callable, Mapping
from ipaddress import ip_network

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tertulia.conversation.rules.rule import RuleKind
from tertulia.lib import text
from tertulia.lib.hosts import host_of, labels
from tertulia.lib.words import words

LONGEST = 300
# Wider ones are whole countries.
_WIDEST = {4: 8, 6: 19}
_EMAIL = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+")
_PERSON = re.compile(r"([^<>]+?)\s*<([^<>]+)>")
_SLUG = re.compile(r"[\w-]{1,120}")


def value_of(kind: str, typed: str) -> str:
    """The value of a rule of that kind. Raises ValidationError if it is none."""
    line = " ".join(text.clean(typed).split())
    if not line:
        raise ValidationError(_("Write what the rule goes by."))
    if len(line) > LONGEST:
        raise ValidationError(_("At most 300 characters."))
    return _VALUES[RuleKind(kind)](line)


def person(name: str, email: str) -> str:
    """A person as the value of a rule."""
    return f"{name} <{email.lower()}>"


def person_in(value: str) -> tuple[str, str]:
    """The name and the e-mail address in such a value."""
    name, _bracket, email = value.rpartition(" <")
    return name, email.rstrip(">")


def _words(line: str) -> str:
    if not words(line.rstrip("*")):
        raise ValidationError(_("There is no word in this."))
    if "*" in line.rstrip("*") or line.endswith("**") or line[:-1].endswith(" "):
        raise ValidationError(_("A * may only stand at the end, right behind the beginning of a word."))
    return line


def _email(line: str) -> str:
    if not _EMAIL.fullmatch(line):
        raise ValidationError(_("This is not an e-mail address; one looks like ruth@example.org."))
    return line.lower()


def _domain(line: str) -> str:
    host = host_of(line.removeprefix("*.").removeprefix("@"))
    if len(labels(host)) < 2:
        raise ValidationError(_("This is not a domain; one looks like example.org."))
    return host


def _network(line: str) -> str:
    try:
        network = ip_network(line, strict=False)
    except ValueError as error:
        raise ValidationError(_("This is not a network; one looks like 192.0.2.7 or 192.0.2.0/24.")) from error
    if network.prefixlen < _WIDEST[network.version]:
        raise ValidationError(_("This network is too wide."))
    return str(network)


def _person(line: str) -> str:
    found = _PERSON.fullmatch(line)
    if not found or not _EMAIL.fullmatch(found[2].strip()):
        raise ValidationError(_("Write name and e-mail address, as in: Ruth Tamm <ruth@example.org>"))
    return person(found[1].strip(), found[2].strip())


def _commenter(line: str) -> str:
    slug = line.rstrip("/").rpartition("/")[2]
    if not _SLUG.fullmatch(slug):
        raise ValidationError(_("This is not the address of a person’s page."))
    return slug


_VALUES: Mapping[str, Callable[[str], str]] = {
    RuleKind.WORDS: _words,
    RuleKind.EMAIL: _email,
    RuleKind.DOMAIN: _domain,
    RuleKind.NETWORK: _network,
    RuleKind.PERSON: _person,
    RuleKind.COMMENTER: _commenter,
}
