"""``tertulia member add | list | remove``: who may do what in a weblog."""

import argparse
import getpass
import json
import sys

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.validators import validate_email
from django.db import transaction

from tertulia.commands import CommandError, installation
from tertulia.desk import invitations
from tertulia.weblog.invitation import invite
from tertulia.weblog.member import Member, add_member, change_role
from tertulia.weblog.weblog import Weblog


def run(arguments: argparse.Namespace) -> int:
    """Carry out ``arguments.action``; prints what became of it, with ``--json`` as one object. Raises CommandError, if
    there is no installation as well."""
    installation.check_current()
    answer = {"add": _add, "remove": _remove, "list": _list}[arguments.action](arguments)
    print(json.dumps(answer, ensure_ascii=False) if arguments.json else _in_words(answer))
    return 0


def _add(arguments: argparse.Namespace) -> dict[str, object]:
    weblog, email = _weblog(arguments.weblog), arguments.email.strip().lower()
    validate_email(email)
    user = User.objects.filter(email__iexact=email).first()
    with transaction.atomic():
        if arguments.password_stdin:
            user = _account(user, email, arguments.name, _password())
        if user:
            member = add_member(weblog, name=arguments.name, role=arguments.role, user=user, email=email)
            return _described(member)
        link = invitations.link(invite(weblog, arguments.role, email=email))
    return {"weblog": weblog.slug, "name": arguments.name, "email": email, "role": arguments.role, "link": link}


def _password() -> str:
    password = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    validate_password(password)
    return password


def _account(user: User | None, email: str, name: str, password: str) -> User:
    if user is None:
        first, _, last = name.partition(" ")
        user = User(username=email[:150], email=email, first_name=first[:150], last_name=last[:150])
    user.set_password(password)
    user.save()
    EmailAddress.objects.get_or_create(user=user, email=email, defaults={"primary": True, "verified": True})
    return user


def _remove(arguments: argparse.Namespace) -> dict[str, object]:
    weblog = _weblog(arguments.weblog)
    active = weblog.members.filter(active=True)
    member = active.filter(user__email__iexact=arguments.email.strip()).first()
    if member is None:
        raise CommandError(f"{arguments.email} is no member of {weblog.slug}")
    return _described(change_role(member, member.role, actor=None, active=False))


def _list(arguments: argparse.Namespace) -> dict[str, object]:
    members = Member.objects.select_related("weblog", "user").order_by("weblog__slug", "name")
    if arguments.weblog:
        members = members.filter(weblog=_weblog(arguments.weblog))
    return {"members": [_described(member) for member in members]}


def _described(member: Member) -> dict[str, object]:
    return {
        "weblog": member.weblog.slug,
        "name": member.name,
        "email": member.user.email if member.user else member.email,
        "role": member.role if member.active else "none",
        "account": member.user is not None,
    }


def _weblog(slug: str) -> Weblog:
    weblog = Weblog.objects.filter(slug=slug).first()
    if weblog is None:
        known = ", ".join(Weblog.objects.order_by("slug").values_list("slug", flat=True)[:20]) or "none yet"
        raise CommandError(f"there is no weblog called {slug} here (there is: {known})")
    return weblog


def _in_words(answer: dict[str, object]) -> str:
    members = answer.get("members")
    if isinstance(members, list):
        lines = [f"{m['weblog']}  {m['role']:9}  {m['name']}  {m['email']}{_account_note(m)}" for m in members]
        return "\n".join(lines) or "Nobody is a member yet."
    if link := answer.get("link"):
        return f"This link makes {answer['name']} ({answer['email']}) {answer['role']} of {answer['weblog']}:\n{link}"
    return f"{answer['name']} ({answer['email']}) in {answer['weblog']}: {answer['role']}"


def _account_note(member: dict[str, object]) -> str:
    return "" if member["account"] else "  (no account)"
