"""Who owns one weblog can do nothing to another: by no address, by no id in a form.

Wagtail CVE-2026-44198 to -44200 and -25517, Discourse CVE-2026-32615 and -32620, Ghost CVE-2024-43409: copies,
previews, bulk actions and histories that forgot to ask whose the thing is."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.core import serializers
from django.test import Client
from django.urls import URLPattern, reverse

from tertulia.conversation.comment import Comment
from tertulia.conversation.comment_revision import CommentRevision
from tertulia.conversation.replying import reply_inside
from tertulia.conversation.rules.rule import Rule
from tertulia.exchange.export_run import ExportRun
from tertulia.exchange.person.erasure import Erasure
from tertulia.exchange.question import Question
from tertulia.exchange.run import ImportRun
from tertulia.lib import clock
from tertulia.urls import DESK
from tertulia.weblog.category import add_category
from tertulia.weblog.decision import Decision
from tertulia.weblog.kept_link import KeptLink
from tertulia.weblog.member import Role, add_member
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog, create_weblog
from tests.cast import Cast, published_post
from tests.conversation.form import fields_of
from tests.desk.people import Say, SignIn

APPS = ("weblog", "conversation", "exchange", "media")


@pytest.fixture
def sten(cast: Cast, sign_in: SignIn) -> Client:
    """Sten, who owns the weblog Bilge Water beside Marta's."""
    bilge = create_weblog("bilge", title="Bilge Water")
    add_member(bilge, name="Sten Falk", role=Role.OWNER, user=cast.stranger)
    return sign_in(cast.stranger)


@pytest.fixture
def hers(cast: Cast, say: Say) -> dict[str, int]:
    """What is Marta's, by the names that addresses and forms use."""
    post = published_post(cast.weblog, author=cast.host)
    comment = say(post)
    reply = reply_inside(comment, "So was I.", member=cast.host)
    run = ImportRun.objects.create(weblog=cast.weblog, file="gone", name="gone", timezone="UTC", stage="previewed")
    archive = ExportRun.objects.create(weblog=cast.weblog, file="gone.zip", stage="done")
    question = Question.objects.create(weblog=cast.weblog, post=post, comment=comment, kind="author")
    link = KeptLink.objects.create(
        weblog=cast.weblog, url="http://quay.example/", first_seen_at=clock.now(), copied_at=clock.now()
    )
    return {
        "account_id": SocialAccount.objects.create(user=cast.host.user, provider="example", uid="1").id,
        "link_id": link.id, "export_id": archive.id, "question_id": question.id,
        "erasure_id": Erasure.objects.create(weblog=cast.weblog, what="name", due_at=clock.now()).id,
        "revision_id": CommentRevision.objects.create(comment=comment, standing="waiting", at=clock.now()).id,
        "post_id": post.id, "comment_id": comment.id, "reply_id": reply.id, "run_id": run.id, "place": 0,
        "rule_id": Rule.objects.create(weblog=cast.weblog, kind="words", value="mud", changed_at=clock.now()).id,
        "category_id": add_category(cast.weblog, "Bridges").id, "member_id": cast.author.id,
    }  # fmt: skip


def everything_of(weblog: Weblog) -> str:
    """All rows that are not the other weblog's."""
    found = []
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            rows = model._default_manager.order_by("pk")
            if any(field.name == "weblog" for field in model._meta.get_fields()):
                rows = rows.filter(weblog=weblog)
            found.append(serializers.serialize("json", rows) if model is not Weblog else "")
    return "\n".join(found)


FORM = {
    "title": "Taken over", "body": "by Sten", "text": "by Sten", "format": "html", "kind": "post", "comments": "none",
    "label": "Mine", "role": "owner", "name": "Sten", "email": "sten@example.org", "state": "closed", "lines": "",
    "version": "", "reason": "", "seen": "", "value": "mud", "verdict": "hold", "pace": "paused",
}  # fmt: skip


@pytest.mark.parametrize("slug", ["harbour", "bilge"])
def test_no_address_of_the_desk_changes_or_shows_another_weblog(
    slug: str, sten: Client, cast: Cast, hers: dict[str, int]
) -> None:
    before = everything_of(cast.weblog)
    for pattern in DESK:
        assert isinstance(pattern, URLPattern)
        names = pattern.pattern.converters
        if not names or (slug == "bilge" and names.keys() <= {"slug", "place"}):
            continue
        address = reverse(str(pattern.name), kwargs={name: slug if name == "slug" else hers[name] for name in names})
        for answer in (sten.get(address), sten.post(address, FORM)):
            assert answer.status_code in (404, 405), address
    assert everything_of(cast.weblog) == before


@pytest.mark.parametrize("many", ["publications", "holdings", "spams", "withdrawals"])
def test_many_at_once_are_only_ones_own(many: str, sten: Client, hers: dict[str, int]) -> None:
    Comment.objects.update(state="published" if many == "holdings" else "held")
    before = Comment.objects.get().state
    sten.post(f"/desk/comments/{many}/", {"comment": [hers["comment_id"]]})
    assert Comment.objects.get().state == before


def test_what_belongs_to_another_weblog_cannot_be_put_on_ones_own_post(
    sten: Client, cast: Cast, hers: dict[str, int]
) -> None:
    form = {**FORM, "author": str(cast.host.id)}
    assert sten.post("/desk/bilge/posts/new/publication/", form).status_code == 422
    form = {**FORM, "author": str(cast.stranger.memberships.get().id), "categories": str(hers["category_id"])}
    assert sten.post("/desk/bilge/posts/new/publication/", form).status_code == 422
    assert not Post.objects.filter(weblog__slug="bilge").exists()


def test_decisions_of_another_weblog_cannot_be_undone(sten: Client, hers: dict[str, int]) -> None:
    before = Decision.objects.count()
    sten.post("/desk/undoings/", {"decision": [str(pk) for pk in Decision.objects.values_list("id", flat=True)]})
    assert Decision.objects.count() == before


def test_the_search_of_the_queue_finds_nothing_of_others(sten: Client, hers: dict[str, int]) -> None:
    for query in ("weblog=harbour", f"post={hers['post_id']}", "q=piers", "q=example.org", "state=published"):
        assert "divers" not in sten.get(f"/desk/comments/?{query}").content.decode()


def test_an_author_can_neither_take_nor_give_away_a_post(tomas: Client, cast: Cast, hers: dict[str, int]) -> None:
    mine = published_post(cast.weblog, "Mine", author=cast.author)
    form = {**FORM, "version": mine.changed_at.isoformat(), "author": str(cast.host.id), "new_category": "Sneaked in"}
    assert tomas.post(f"/desk/harbour/posts/{mine.id}/", form).status_code == 302
    assert Post.objects.get(id=mine.id).author == cast.author
    assert not cast.weblog.categories.filter(label="Sneaked in").exists()
    assert tomas.post(f"/desk/harbour/posts/{hers['post_id']}/", form).status_code == 404


def test_a_form_of_one_conversation_posts_into_no_other(client: Client, post: Post) -> None:
    other = published_post(post.weblog, "Another")
    said = {"name": "Ruth", "text": "Replayed.", "token": fields_of(client.get(post.link))["token"]}
    headers = {"Sec-Fetch-Site": "same-origin"}
    assert client.post(f"{other.stem}/comments/", said, headers=headers).status_code == 403
    assert client.post(f"{post.stem}/comments/", said, headers=headers).status_code == 200
