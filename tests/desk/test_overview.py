"""The first screen, starting weblogs, the mail that waits, the log."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.test import Client
from django.utils import translation

from tertulia.outbox.message import Message
from tertulia.weblog.member import Role, add_member
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog, create_weblog
from tertulia.weblog.writing import Writing, write_post
from tests.cast import Cast
from tests.desk.people import Say, SignIn, page


def test_what_waits_is_on_the_first_screen(marta: Client, post: Post, say: Say) -> None:
    say(post)
    write_post(post.weblog, Writing(title="Low tide"), actor=None)
    html = page(marta.get("/desk/"))
    for shown in ("The Harbour Gate", "1 comment waits for you", "1 draft", "Write"):
        assert shown in html


def test_who_has_no_role_is_told_how_to_get_one(cast: Cast, sign_in: SignIn) -> None:
    assert "Whoever hosts one can invite you" in page(sign_in(cast.stranger).get("/desk/"))


def test_where_there_is_no_weblog_yet_the_first_is_started(db: None, sign_in: SignIn) -> None:
    html = page(sign_in(User.objects.create_user("marta@example.org")).get("/desk/"))
    assert "There is no weblog here yet." in html
    assert "Start a weblog" in html


def test_the_host_starts_another_weblog(marta: Client) -> None:
    form = {"title": "Bilge Water", "slug": "bilge", "timezone": "Europe/Amsterdam", "language": "en"}
    assert marta.post("/desk/weblogs/new/", form).headers["Location"] == "/desk/bilge/posts/"
    assert Weblog.objects.get(slug="bilge").members.get().may_administer
    for taken in ("bilge", "desk", "a/b"):
        assert marta.post("/desk/weblogs/new/", {**form, "slug": taken}).status_code == 422


def test_the_host_takes_a_weblog_that_nobody_owns(marta: Client, ilse: Client) -> None:
    create_weblog("imported", title="Imported")
    assert ilse.post("/desk/weblogs/imported/ownership/").status_code == 404
    assert "Imported" in page(marta.get("/desk/"))
    marta.post("/desk/weblogs/imported/ownership/")
    assert Weblog.objects.get(slug="imported").members.get().role == Role.OWNER
    assert marta.post("/desk/weblogs/imported/ownership/").status_code == 404


def test_a_weblog_called_comments_is_not_in_the_way(marta: Client, cast: Cast) -> None:
    odd = create_weblog("comments", title="Comments on everything")
    add_member(odd, name="Marta", role=Role.OWNER, user=cast.host.user)
    assert "Comments on everything" in page(marta.get("/desk/comments/posts/"))
    assert marta.get("/desk/comments/settings/").status_code == 200


def test_waiting_mail_is_read_by_the_host_and_by_whom_it_is_for(
    cast: Cast, marta: Client, ilse: Client, tomas: Client
) -> None:
    EmailAddress.objects.create(user=cast.moderator.user, email="ilse@example.org", verified=True)
    Message.objects.create(to="Ilse@example.org", subject="Your code", text="ABC-123")
    assert "ABC-123" in page(marta.get("/desk/messages/"))
    assert "ABC-123" in page(ilse.get("/desk/messages/"))
    assert "ABC-123" not in page(tomas.get("/desk/messages/"))


def test_mail_to_an_address_that_is_only_claimed_is_not_read(tomas: Client, cast: Cast) -> None:
    User.objects.filter(memberships=cast.author).update(email="vera@example.org")
    EmailAddress.objects.create(user=cast.author.user, email="vera@example.org", primary=True, verified=False)
    Message.objects.create(to="vera@example.org", subject="You are invited", text="as an owner: SECRET-LINK")
    assert "SECRET-LINK" not in page(tomas.get("/desk/messages/"))


def test_an_owner_of_one_of_several_weblogs_does_not_read_everybodys_mail(marta: Client, cast: Cast) -> None:
    add_member(create_weblog("bilge", title="Bilge"), name="Sten", role=Role.OWNER, user=cast.stranger)
    Message.objects.create(to="sten@example.org", subject="Your code", text="ABC-123")
    assert "ABC-123" not in page(marta.get("/desk/messages/"))


def test_the_log_is_searched_and_its_last_decisions_can_be_undone(marta: Client, post: Post) -> None:
    html = page(marta.get("/desk/harbour/log/"))
    assert "Draft → Published" in html
    assert "Undo" in html
    assert "Draft → Published" not in page(marta.get("/desk/harbour/log/?q=nonsense"))
    decision = post.weblog.decisions.latest("id")
    marta.post("/desk/undoings/", {"decision": decision.id, "back": "/desk/harbour/log/"})
    assert Post.objects.get().status == "draft"
    html = page(marta.post("/desk/undoings/", {"decision": decision.id}, follow=True))
    assert "another state by now" in html


def test_nonsense_to_undo_is_told(marta: Client) -> None:
    assert "nothing left to undo" in page(marta.post("/desk/undoings/", {"decision": "x"}, follow=True))


def test_a_language_that_tertulia_does_not_speak_gives_english(marta: Client) -> None:
    response = marta.get("/desk/", headers={"Accept-Language": "xx, nl;q=0.9"})
    assert response.headers["Content-Language"] == "en"
    assert 'lang="en"' in page(response)
    assert translation.get_language() == "en"
