"""The cast: who appears in the tests, always under the same names.

The Harbour Gate is Marta's weblog. Marta hosts it; Ilse moderates; Tomas writes for it. Ruth comments often; Nils comes
for the first time. Sten is a stranger with an account of his own and no role here. (Fixtures of the same names.)"""

from dataclasses import dataclass

from django.contrib.auth.models import User

from tertulia.weblog.member import Member, Role, add_member
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog, create_weblog
from tertulia.weblog.writing import Writing, publish, write_post


@dataclass
class Cast:
    """Everybody, and the weblog where they meet."""

    weblog: Weblog
    host: Member
    moderator: Member
    author: Member
    stranger: User


def gather() -> Cast:
    """Make the weblog and its people."""
    weblog = create_weblog("harbour", title="The Harbour Gate", timezone="Europe/Amsterdam")
    return Cast(
        weblog=weblog,
        host=_member(weblog, "Marta Oyelaran", Role.OWNER),
        moderator=_member(weblog, "Ilse Vis", Role.MODERATOR),
        author=_member(weblog, "Tomas Brandt", Role.AUTHOR),
        stranger=make_user("Sten Falk"),
    )


def published_post(weblog: Weblog, title: str = "The bridge at Low Ferry is closed", **fields: object) -> Post:
    """A post that readers can see; ``fields`` as in Writing."""
    body = str(fields.pop("body", "<p>The harbour office put up the barriers before six.</p>"))
    draft = write_post(weblog, Writing(title=title, body=body, **fields), actor=None)  # type: ignore[arg-type]
    return publish(draft, actor=None)


def _member(weblog: Weblog, name: str, role: Role) -> Member:
    user = make_user(name)
    return add_member(weblog, name=name, role=role, user=user, email=user.email)


def make_user(name: str) -> User:
    email = f"{name.split()[0].lower()}@example.org"
    first, last = name.split()
    return User.objects.create_user(email, email, "correct horse battery", first_name=first, last_name=last)
