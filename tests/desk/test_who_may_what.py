"""Every address of the desk, asked by everybody: what one may not see is a 404, and nothing answers strangers."""

from collections.abc import Iterator

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, reverse

from tertulia.conversation.comment import Comment
from tertulia.conversation.comment_revision import CommentRevision
from tertulia.conversation.host_reply import HostReply
from tertulia.conversation.replying import reply_inside
from tertulia.conversation.rules.rule import Rule
from tertulia.exchange.export_run import ExportRun
from tertulia.exchange.person.erasure import Erasure
from tertulia.exchange.question import Question
from tertulia.exchange.run import ImportRun
from tertulia.lib import clock
from tertulia.urls import DESK
from tertulia.weblog.category import add_category
from tertulia.weblog.kept_link import KeptLink
from tertulia.weblog.member import Member
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.cast import Cast, published_post
from tests.desk.people import Say

EVERYBODY = {"host", "editor", "author", "moderator", "stranger"}
MEMBERS = EVERYBODY - {"stranger"}
WRITERS = {"host", "editor", "author"}
MODERATORS = {"host", "editor", "moderator"}
# The post is the host's, so its author's rights do not help the author of the cast.
EDITORS = {"host", "editor"}
HOST = {"host"}

MAY = {
    "desk": EVERYBODY,
    "desk-account": EVERYBODY,
    "desk-account-picture": MEMBERS,
    # Of the host's account.
    "desk-provider-removal": HOST,
    "desk-messages": EVERYBODY,
    "desk-new-weblog": HOST,
    "desk-ownership": set(),
    "desk-undoings": EVERYBODY,
    "desk-comments": EVERYBODY,
    "desk-collisions": EVERYBODY,
    "desk-presences": EVERYBODY,
    "desk-comment": MODERATORS,
    "desk-reports-dismissal": MODERATORS,
    "desk-answers": MODERATORS,
    "desk-marks": MODERATORS,
    "desk-mark-removal": MODERATORS,
    "desk-replies": MODERATORS,
    "desk-reply-preview": MODERATORS,
    "desk-publication": MODERATORS,
    "desk-holding": MODERATORS,
    "desk-spam": MODERATORS,
    "desk-withdrawal": MODERATORS,
    "desk-publications": EVERYBODY,
    "desk-holdings": EVERYBODY,
    "desk-spams": EVERYBODY,
    "desk-withdrawals": EVERYBODY,
    "desk-edit-acceptance": MODERATORS,
    "desk-edit-refusal": MODERATORS,
    "desk-conversation": MODERATORS,
    "desk-note": MODERATORS,
    "desk-pace": MODERATORS,
    "desk-reply": EDITORS,
    "desk-reply-preview-again": EDITORS,
    "desk-reply-withdrawal": MODERATORS,
    "desk-reply-restoration": MODERATORS,
    "desk-posts": WRITERS,
    "desk-write": WRITERS,
    "desk-new-publication": WRITERS,
    "desk-new-schedule": WRITERS,
    "desk-preview": WRITERS,
    "desk-post": EDITORS,
    "desk-post-publication": EDITORS,
    "desk-schedule": EDITORS,
    "desk-unpublication": EDITORS,
    "desk-discarding": EDITORS,
    "desk-restoration": EDITORS,
    "desk-images": WRITERS,
    "desk-categories": EDITORS,
    "desk-category": EDITORS,
    "desk-members": HOST,
    "desk-invitations": HOST,
    "desk-member": HOST,
    "desk-member-ending": HOST,
    "desk-member-claiming": HOST,
    "desk-people": HOST,
    "desk-person": HOST,
    "desk-person-name": HOST,
    "desk-person-assignment": HOST,
    "desk-person-export": HOST,
    "desk-person-erasure": HOST,
    "desk-erasure": HOST,
    "desk-settings": HOST,
    "desk-policy": HOST,
    "desk-sidebar": HOST,
    "desk-modules": HOST,
    "desk-module-up": HOST,
    "desk-module-down": HOST,
    "desk-module-links": HOST,
    "desk-module-removal": HOST,
    "desk-links": EDITORS,
    "desk-link-copy": MEMBERS,
    "desk-link-checking": EDITORS,
    "desk-link-sparing": EDITORS,
    "desk-log": MEMBERS,
    "desk-rules": MODERATORS,
    "desk-rule": MODERATORS,
    # Without a state in the form; who may set one is in test_rules.py.
    "desk-rule-state": set(),
    "desk-exports": HOST,
    # Its file is not there; who may fetch it is in test_export.py.
    "desk-export": set(),
    "desk-imports": HOST,
    "desk-missing": HOST,
    "desk-rescue": MODERATORS,
    "desk-questions": MODERATORS,
    "desk-question": MODERATORS,
    "desk-splitting": MODERATORS,
    "desk-joining": MODERATORS,
    "desk-answered": MODERATORS,
    "desk-import": HOST,
    "desk-import-load": HOST,
    "desk-import-stop": HOST,
    "desk-weblog": MEMBERS,
}
POSTED = {
    "desk-invitations": {"email": "new@example.org", "role": "author"},
    "desk-conversation": {"state": "closed"},
    "desk-marks": {"kind": "picked"},
    "desk-mark-removal": {"kind": "picked"},
    "desk-pace": {"pace": "paused"},
}


@pytest.fixture
def people(cast: Cast, editor: Member) -> dict[str, User]:
    found = {"host": cast.host, "editor": editor, "author": cast.author, "moderator": cast.moderator}
    users = {role: member.user for role, member in found.items() if member.user}
    return {**users, "stranger": cast.stranger}


@pytest.fixture
def things(cast: Cast, say: Say) -> dict[str, object]:
    """What the addresses name."""
    weblog = cast.weblog
    post = published_post(weblog, author=cast.host)
    comment = say(post)
    reply = reply_inside(comment, "So was I.", member=cast.host)
    run = ImportRun.objects.create(weblog=weblog, file="gone.txt", name="gone.txt", timezone="UTC", stage="previewed")
    archive = ExportRun.objects.create(weblog=weblog, file="kept.zip", stage="done")
    return {
        "export_id": archive.id,
        "question_id": Question.objects.create(weblog=weblog, post=post, comment=comment, kind="name").id,
        "erasure_id": Erasure.objects.create(weblog=weblog, what="name", due_at=clock.now()).id,
        "link_id": KeptLink.objects.create(
            weblog=weblog, url="http://quay.example/", first_seen_at=clock.now(), copied_at=clock.now()
        ).id,
        "account_id": SocialAccount.objects.create(user=cast.host.user, provider="example", uid="1").id,
        "slug": weblog.slug,
        "post_id": post.id,
        "comment_id": comment.id,
        "reply_id": reply.id,
        "revision_id": CommentRevision.objects.create(comment=comment, standing="waiting", at=clock.now()).id,
        "category_id": add_category(weblog, "Bridges").id,
        "member_id": cast.author.id,
        "place": 0,
        "rule_id": Rule.objects.create(weblog=weblog, kind="words", value="mud", changed_at=clock.now()).id,
        "run_id": run.id,
    }


def addresses(things: dict[str, object]) -> Iterator[tuple[str, str]]:
    for pattern in DESK:
        assert isinstance(pattern, URLPattern)
        assert pattern.name
        wanted = {name: things[name] for name in pattern.pattern.converters}
        yield pattern.name, reverse(pattern.name, kwargs=wanted)


def test_every_address_of_the_desk_is_in_the_table() -> None:
    names = [pattern.name for pattern in DESK if isinstance(pattern, URLPattern)]
    assert sorted(str(name) for name in names) == sorted(MAY)


@pytest.mark.parametrize("role", sorted(EVERYBODY))
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_each_role_gets_what_it_may_and_nothing_else(
    role: str, method: str, people: dict[str, User], things: dict[str, object]
) -> None:
    client = Client()
    client.force_login(people[role])
    wrong = []
    for name, address in addresses(things):
        status = _ask(client, method, name, address)
        allowed = status in (200, 302, 405, 422) if role in MAY[name] else status in (404, 405)
        if not allowed:
            wrong.append((name, status))
    assert wrong == []


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_who_is_not_signed_in_is_sent_to_the_door(method: str, things: dict[str, object]) -> None:
    client = Client()
    for name, address in addresses(things):
        response = client.generic(method, address)
        assert response.status_code in (302, 405), name
        if response.status_code == 302:
            assert response.headers["Location"].startswith("/accounts/login/"), name


def test_a_post_without_the_token_of_the_form_is_refused(people: dict[str, User], things: dict[str, object]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["host"])
    before = (Post.objects.count(), Comment.objects.get().state, HostReply.objects.get().withdrawn)
    for name, address in addresses(things):
        assert client.post(address).status_code in (403, 405), name
    assert (Post.objects.count(), Comment.objects.get().state, HostReply.objects.get().withdrawn) == before


def test_a_stored_or_shared_screen_is_impossible(people: dict[str, User], things: dict[str, object]) -> None:
    client = Client()
    client.force_login(people["host"])
    for name, address in addresses(things):
        response = client.get(address)
        if response.status_code == 200:
            assert "no-store" in response.headers["Cache-Control"], name
            assert "Cookie" in response.headers["Vary"], name


def test_a_member_whose_role_has_ended_is_a_stranger(people: dict[str, User], things: dict[str, object]) -> None:
    Member.objects.filter(user=people["moderator"]).update(active=False)
    client = Client()
    client.force_login(people["moderator"])
    assert client.get(reverse("desk-comment", args=[things["comment_id"]])).status_code == 404
    assert client.get(reverse("desk-log", args=[things["slug"]])).status_code == 404


def test_a_role_in_one_weblog_gives_none_in_another(people: dict[str, User], things: dict[str, object]) -> None:
    other = Weblog.objects.create(slug="other", title="Another")
    post = published_post(other)
    client = Client()
    client.force_login(people["host"])
    assert client.get(reverse("desk-posts", args=["other"])).status_code == 404
    assert client.get(reverse("desk-post", args=["harbour", post.id])).status_code == 404


def _ask(client: Client, method: str, name: str, address: str) -> int:
    form = POSTED.get(name, {}) if method == "POST" else {}
    answer = client.post(address, form) if method == "POST" else client.get(address)
    return answer.status_code
