"""The doors by which commenters confirm a name: as a browser without JavaScript comes through them."""

import pytest
from django.test import Client

from tertulia.conversation.authorship import link_of
from tertulia.conversation.identity.browser import COOKIE
from tertulia.conversation.identity.commenter import Commenter
from tertulia.conversation.policy import Moderation
from tertulia.lib.tags import HEADER
from tertulia.outbox.worker import run_due
from tertulia.weblog.post import Post
from tests.conversation.confirmed import confirmed, mailed
from tests.conversation.form import SAME_ORIGIN, fields_of, page_of, send, typed_by_ruth, words_of
from tests.conversation.people import moderate, published

HOME = "/harbour/"


def ask(client: Client, email: str = "ruth@example.net") -> str:
    """Ask for the mail; answers the handle that the page has for the code."""
    answer = send(client, f"{HOME}confirmation/", {"email": email})
    assert answer.status_code == 200
    return page_of(answer).css("input[name=handle]")[0].attributes["value"] or ""


def sure(client: Client, post: Post) -> None:
    """Ruth goes all the way by the link."""
    published(post)
    ask(client)
    link, _code = mailed()
    page = client.get(link)
    typed = {"name": "Ruth Tamm", "bore": [box.attributes["value"] for box in page_of(page).css("input[name=bore]")]}
    assert client.post(link, typed, headers=SAME_ORIGIN).headers["Location"] == f"{HOME}confirmation/you/"


def test_a_link_confirms_by_its_button_only(client: Client, post: Post) -> None:
    published(post)
    ask(client)
    link, _code = mailed()
    for _time in range(2):  # programs that read mails open it too
        page = client.get(link)
        assert "Ruth Tamm: 1 comment" in words_of(page)
    assert not Commenter.objects.exists()
    answer = client.post(link, {"name": "Ruth Tamm", "bore": ["Ruth Tamm"]}, headers=SAME_ORIGIN)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{HOME}confirmation/you/")
    assert "“Ruth Tamm” is yours" in words_of(client.get(f"{HOME}confirmation/you/"))
    assert client.get(link).status_code == 404


def test_the_code_leads_where_the_link_does(client: Client, post: Post) -> None:
    published(post)
    handle = ask(client)
    _link, code = mailed()
    wrong = send(client, f"{HOME}confirmation/code/", {"handle": handle, "code": "x"})
    assert (wrong.status_code, page_of(wrong).css("input[name=handle]")[0].attributes["value"]) == (422, handle)
    answer = send(client, f"{HOME}confirmation/code/", {"handle": handle, "code": code})
    assert "Ruth Tamm: 1 comment" in words_of(client.get(answer.headers["Location"]))
    assert send(client, f"{HOME}confirmation/code/", {"handle": "forged", "code": code}).status_code == 422


def test_the_answer_is_the_same_whether_anybody_commented_so(client: Client, post: Post) -> None:
    published(post)
    pages = [words_of(send(client, f"{HOME}confirmation/", {"email": f"{who}@example.net"})) for who in ("ruth", "x")]
    assert pages[0] == pages[1]
    for wrong in ("", "ruth", f"{'x' * 250}@example.net"):
        assert send(client, f"{HOME}confirmation/", {"email": wrong}).status_code == 400
    answers = [send(client, f"{HOME}confirmation/", {"email": "x@example.net"}).status_code for _time in range(12)]
    assert (answers[0], answers[-1]) == (200, 429)


def test_a_name_that_is_taken_is_given_back_with_a_sentence(client: Client, post: Post) -> None:
    published(post)
    confirmed(post.weblog)
    published(post, "Another Ruth.", email="other@example.net")
    ask(client, "other@example.net")
    link, _code = mailed()
    answer = client.post(link, {"name": "ruth tamm"}, headers=SAME_ORIGIN)
    assert answer.status_code == 422
    assert "belongs to somebody else here" in words_of(answer)
    assert page_of(answer).css("input[name=name]")[0].attributes["value"] == "ruth tamm"
    assert "checked" not in page_of(answer).css("input[name=bore]")[0].attributes
    assert client.post(link, {"name": "Ruth of Leeds"}, headers=SAME_ORIGIN).status_code == 303


def test_from_then_on_what_the_browser_posts_is_confirmed(client: Client, post: Post) -> None:
    sure(client, post)
    moderate(post.weblog, Moderation.NEVER)
    form = fields_of(client.get(post.link))
    answer = send(client, f"{post.stem}/comments/", {**form, **typed_by_ruth("Mine."), "email": ""})
    assert answer.status_code == 303
    assert send(Client(), f"{post.stem}/comments/", {**form, **typed_by_ruth("Not mine.")}).status_code == 303
    marks = [mark.text() for mark in page_of(client.get(post.link)).css(".comment > header > .badge")]
    assert marks == ["confirmed", "confirmed", "unconfirmed"]


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_another_site_uses_no_ones_proof(client: Client, post: Post, headers: dict[str, str]) -> None:
    sure(client, post)
    for address in ("confirmation/", "confirmation/code/", "confirmation/you/forgetting/"):
        assert client.post(f"{HOME}{address}", {"email": "x@example.net"}, headers=headers).status_code == 403
    # A browser that does not tell who sent a form proves nothing either.
    assert client.post(f"{HOME}confirmation/you/forgetting/").status_code == 404


def test_the_browser_forgets_if_it_is_told_to(client: Client, post: Post) -> None:
    sure(client, post)
    assert client.cookies[COOKIE]["httponly"]
    answer = client.post(f"{HOME}confirmation/you/forgetting/", headers=SAME_ORIGIN)
    assert answer.status_code == 303
    assert not client.cookies[COOKIE].value
    assert client.get(f"{HOME}confirmation/you/").status_code == 404


def test_a_forged_cookie_proves_nothing(client: Client, post: Post) -> None:
    sure(client, post)
    for forged in ("", "x", client.cookies[COOKIE].value[:-8] + "AAAAAAAA", "1.1"):
        client.cookies[COOKIE] = forged
        assert client.get(f"{HOME}confirmation/you/").status_code == 404


def test_none_of_these_pages_is_stored_or_found(client: Client, post: Post) -> None:
    published(post)
    handle = ask(client)
    link, _code = mailed()
    pages = [client.get(f"{HOME}confirmation/"), client.get(link)]
    pages.append(send(client, f"{HOME}confirmation/code/", {"handle": handle, "code": "0"}))
    for page in pages:
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["X-Robots-Tag"] == "noindex"
        assert HEADER not in page.headers
        assert not page.cookies
    run_due()


def test_the_authors_own_page_asks_for_the_mail(client: Client, post: Post) -> None:
    comment = published(post)
    own = link_of(comment)
    assert "Confirm that this is you" in words_of(client.get(own))
    assert "six digits" in words_of(client.post(f"{own}name/", headers=SAME_ORIGIN))
    link, _code = mailed()
    client.post(link, {"name": comment.name, "bore": [comment.name]}, headers=SAME_ORIGIN)
    assert "Confirm that this is you" not in words_of(client.get(own))
    assert "The name is confirmed" in words_of(client.get(f"{post.stem}/comments/1/more/"))
