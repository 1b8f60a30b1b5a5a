"""POST …/comments/: the door through which most comments come."""

from errno import ENOSPC
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django import Settings

from tertulia.conversation import token
from tertulia.conversation.closing import set_state
from tertulia.conversation.comment import Comment
from tertulia.conversation.conversation import conversation_of
from tertulia.conversation.forms import blank_form
from tertulia.conversation.policy import Moderation
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.cast import Cast
from tests.conversation.form import fields_of, form_of, page_of, send, typed_by_ruth, words_of
from tests.conversation.people import moderate, published


@pytest.fixture
def open_post(weblog: Weblog, post: Post) -> Post:
    """A post where nobody waits."""
    moderate(weblog, Moderation.NEVER)
    return post


def typed(post: Post, **fields: str) -> dict[str, str]:
    form = blank_form(conversation_of(post))
    return {**typed_by_ruth(), "token": form.token, "fax": "", **fields}


def address(post: Post) -> str:
    return blank_form(conversation_of(post)).action


def test_a_comment_from_the_page_is_published_and_its_writer_sent_to_it(client: Client, open_post: Post) -> None:
    response = send(client, address(open_post), fields_of(client.get(open_post.link), **typed_by_ruth()))
    comment = Comment.objects.get()
    assert response.status_code == 303
    assert response["Location"] == f"{open_post.link}#{comment.anchor}"
    assert (comment.name, comment.url, comment.ip) == ("Ruth Tamm", "https://ruth.example", "127.0.0.1")
    assert "Who signed the inspection?" in words_of(client.get(open_post.link))


def test_nothing_is_stored_on_the_way(client: Client, open_post: Post) -> None:
    response = send(client, address(open_post), typed(open_post))
    assert response["Cache-Control"] == "no-store"


def test_a_comment_that_waits_is_shown_to_its_writer_only(client: Client, post: Post) -> None:
    response = send(client, address(post), typed(post))
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert "waits for the host" in words_of(response)
    assert "Who signed the inspection?" in words_of(response)
    assert "Who signed" not in words_of(client.get(post.link))


def test_spam_is_answered_like_a_comment_that_waits(client: Client, post: Post) -> None:
    held = send(client, address(post), typed(post))
    spam = send(client, address(post), typed(post, text="Buy letters", fax="1"))
    assert Comment.objects.filter(state="spam").count() == 1
    assert words_of(spam) == words_of(held).replace("Who signed the inspection?", "Buy letters")


def test_posting_twice_leads_to_the_same_comment(client: Client, open_post: Post) -> None:
    answers = [send(client, address(open_post), typed(open_post))["Location"] for _time in range(2)]
    assert answers[0] == answers[1]
    assert Comment.objects.count() == 1


def refused(client: Client, post: Post, status: int, **fields: str) -> Any:
    sent = typed(post, **fields)
    response = send(client, address(post), sent)
    assert response.status_code == status
    assert response["Cache-Control"] == "no-store"
    assert not Comment.objects.exists()
    back = fields_of(response)
    for name in ("name", "email", "url", "text"):
        assert back[name] == sent[name].replace("\n", "\r\n"), name
    return response


def test_an_expired_form_comes_back_whole_and_good(client: Client, open_post: Post) -> None:
    response = refused(client, open_post, 403, token="1:old:x", text="  Two\nlines")
    assert "open for too long" in words_of(response)
    assert send(client, address(open_post), fields_of(response)).status_code == 303


def test_an_invalid_form_comes_back_with_each_reason_beside_its_field(client: Client, open_post: Post) -> None:
    response = refused(client, open_post, 400, name="", email="ruth at home")
    page = page_of(response)
    for name in ("name", "email"):
        [field] = page.css(f"#say-{name}")
        assert field.attributes["aria-invalid"] == "true"
        assert page.css(f"#{field.attributes['aria-describedby']}")[0].text()
    assert [link.attributes["href"] for link in page.css("[role=alert] a")] == ["#say-name", "#say-email"]


def test_ten_megabytes_are_refused_with_the_text_given_back(client: Client, open_post: Post) -> None:
    response = refused(client, open_post, 413, text="harbour " * (10 * 1024 * 1024 // 8))
    assert "64,000 characters" in response.content.decode()[:20_000]


def test_what_is_too_large_to_be_read_is_refused_in_a_sentence(client: Client, open_post: Post) -> None:
    response = send(client, address(open_post), typed(open_post, text="a" * 13 * 1024 * 1024))
    assert response.status_code == 413
    assert "too large" in words_of(response)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("&".join(f"f{count}=1" for count in range(1500)), "application/x-www-form-urlencoded"),
        ("no parts here", "multipart/form-data"),
        ("--x\r\nbroken", "multipart/form-data; boundary=\xff"),
        ("text=a", "application/x-www-form-urlencoded; charset=utf-16"),
    ],
)
def test_a_form_that_cannot_be_read_is_refused_in_a_sentence(
    client: Client, open_post: Post, body: str, kind: str
) -> None:
    response = client.post(address(open_post), body, content_type=kind)
    assert response.status_code == 400
    assert "could not be read" in words_of(response)


def test_binary_fields_are_text_or_a_reason_but_never_a_crash(client: Client, open_post: Post) -> None:
    sent = typed(open_post)
    body = f"token={sent['token']}&name=%00%FF%FE&email=&url=&text=%ED%A0%80+one%00two+%C3%28&parent=%FF"
    kind = "application/x-www-form-urlencoded"
    response = client.post(address(open_post), body, content_type=kind, headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 400
    assert "onetwo" in fields_of(response)["text"]
    assert "\0" not in response.content.decode()


def test_too_fast_is_refused_with_the_text_given_back(client: Client, open_post: Post) -> None:
    for count in range(5):
        send(client, address(open_post), typed(open_post, text=f"Words {count}."))
    response = send(client, address(open_post), typed(open_post))
    assert response.status_code == 429
    assert fields_of(response)["text"] == "Who signed the inspection?"


@pytest.mark.parametrize("state", ["closed", "none"])
def test_words_for_a_conversation_that_closed_meanwhile_are_given_back_to_keep(
    client: Client, open_post: Post, state: str
) -> None:
    sent = typed(open_post)
    set_state(open_post, state, actor=None)
    response = send(client, address(open_post), sent)
    assert response.status_code == 409
    assert sent["text"] in words_of(response)
    assert not page_of(response).css("form.say")


def test_an_answer_to_a_comment_that_is_gone_comes_back_to_stand_on_its_own(client: Client, open_post: Post) -> None:
    response = refused(client, open_post, 400, parent="7")
    assert "parent" not in fields_of(response)
    assert send(client, address(open_post), fields_of(response)).status_code == 303


def test_words_for_a_post_that_is_gone_are_given_back(client: Client, open_post: Post) -> None:
    response = send(client, "/harbour/2017/08/never.html/comments/", typed(open_post))
    assert response.status_code == 404
    assert "Who signed the inspection?" in words_of(response)


def test_when_the_disk_is_full_the_text_is_given_back_and_nothing_is_kept(
    client: Client, open_post: Post, settings: Settings
) -> None:
    settings.FLUSHER = f"{__name__}.full_disk"
    response = send(client, address(open_post), typed(open_post, text="Keep <this>."))
    assert response.status_code == 503
    assert "Keep <this>." in words_of(response)
    assert not Comment.objects.exists()


def full_disk(tags: list[str]) -> None:
    """What announcing a flush does when there is no room for it."""
    raise OSError(ENOSPC, "No space left on device")


def test_when_the_database_fails_the_text_is_given_back_to_be_sent_again(
    client: Client, open_post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    readonly, writable = _switches()
    with connection.cursor() as cursor:
        cursor.execute(readonly)
    try:
        response = send(client, address(open_post), typed(open_post, text="Keep <this>."))
    finally:
        with connection.cursor() as cursor:
            cursor.execute(writable)
    assert response.status_code == 503
    assert response["Cache-Control"] == "no-store"
    assert form_of(response).attributes["action"] == address(open_post)
    again = send(client, address(open_post), fields_of(response))
    assert again.status_code == 303
    assert Comment.objects.get().text == "Keep <this>."


def _switches() -> tuple[str, str]:
    if connection.vendor == "sqlite":
        return "PRAGMA query_only = ON", "PRAGMA query_only = OFF"
    return "SAVEPOINT calm; SET TRANSACTION READ ONLY", "ROLLBACK TO SAVEPOINT calm"


def test_reloading_the_address_leads_to_the_conversation(client: Client, open_post: Post) -> None:
    response = client.get(address(open_post))
    assert (response.status_code, response["Location"]) == (302, f"{open_post.link}#conversation")
    assert client.put(address(open_post)).status_code == 405
    assert client.get("/harbour/2017/08/never/comments/").status_code == 404


def test_a_member_who_is_signed_in_is_marked(client: Client, cast: Cast, post: Post) -> None:
    assert cast.host.user
    client.force_login(cast.host.user)
    assert send(client, address(post), typed(post, name="Marta Oyelaran")).status_code == 303
    assert Comment.objects.get().member == cast.host


def test_an_answer_is_posted_from_the_page_of_its_comment(client: Client, open_post: Post) -> None:
    first = published(open_post)
    cache.clear()
    form = client.get(f"{address(open_post)}1/reply/")
    send(client, address(open_post), fields_of(form, **typed_by_ruth("In answer.")))
    assert Comment.objects.get(text="In answer.").parent == first
    assert token.is_good(fields_of(form)["token"], conversation_of(open_post))
