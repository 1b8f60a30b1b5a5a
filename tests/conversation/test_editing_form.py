"""The form in which authors correct their comments, behind the private link of each."""

from typing import Any

import pytest
from django.test import Client

from tertulia.conversation.authorship import link_of
from tertulia.conversation.comment import Comment
from tertulia.conversation.editing import edit_comment
from tertulia.conversation.policy import Moderation
from tertulia.conversation.submission import Submission
from tertulia.weblog.post import Post
from tests.conversation.form import SAME_ORIGIN, page_of, words_of
from tests.conversation.people import moderate, say

BEFORE, AFTER = "The bridge is open.", "The bridge is closed."


@pytest.fixture
def comment(post: Post) -> Comment:
    """Ruth's, where nobody waits."""
    moderate(post.weblog, Moderation.NEVER)
    return say(post, BEFORE)


def form(client: Client, comment: Comment) -> dict[str, str]:
    fields = page_of(client.get(f"{link_of(comment)}wording/")).css("form.say [name]")
    return {f.attributes["name"] or "": f.attributes.get("value") or f.text().lstrip("\n") for f in fields}


def send(client: Client, comment: Comment, typed: dict[str, str], door: str = "wording/", **headers: str) -> Any:
    return client.post(f"{link_of(comment)}{door}", typed, headers=headers or SAME_ORIGIN)


def test_the_form_shows_a_preview_and_saves(client: Client, comment: Comment, post: Post) -> None:
    typed = form(client, comment)
    assert typed["text"] == BEFORE
    preview = send(client, comment, {**typed, "text": "*Not* <b>open</b>."}, "wording/preview/")
    [shown] = page_of(preview).css("#preview")
    assert shown.css("b, strong")
    assert Comment.objects.get().text == BEFORE
    response = send(client, comment, {**typed, "text": AFTER})
    assert (response.status_code, response["Location"]) == (303, f"{post.link}#{comment.anchor}")
    assert response["Cache-Control"] == "no-store"
    assert Comment.objects.get().text == AFTER


@pytest.mark.parametrize("door", ["wording/", "wording/preview/"])
def test_a_refused_form_gives_everything_back(client: Client, comment: Comment, door: str) -> None:
    long = "harbour " * 10_000
    for text, headers, status in (
        (long, SAME_ORIGIN, 413),
        (AFTER, {"Sec-Fetch-Site": "cross-site"}, 403),
        ("", {}, 400),
    ):
        response = send(client, comment, {"text": text}, door, **headers)
        assert response.status_code == status
        [area] = page_of(response).css("textarea")
        assert area.text().strip() == text.strip()
    assert "Nothing was saved yet" in words_of(response)
    assert Comment.objects.get().text == BEFORE


def test_who_edits_in_two_windows_is_told_and_loses_nothing(client: Client, comment: Comment) -> None:
    typed = form(client, comment)
    edit_comment(comment, Submission(text="From the other window."))
    response = send(client, comment, {**typed, "text": AFTER})
    assert response.status_code == 409
    assert "From the other window." in words_of(response)
    again = {
        f.attributes["name"] or "": f.attributes.get("value") or f.text().strip()
        for f in page_of(response).css("form.say [name]")
    }
    assert send(client, comment, again).status_code == 303
    assert Comment.objects.get().text == AFTER


def test_words_for_a_comment_that_is_gone_are_given_back(client: Client, comment: Comment) -> None:
    address = f"{link_of(comment)}wording/"
    comment.delete()
    response = client.post(address, {"text": AFTER}, headers=SAME_ORIGIN)
    assert (response.status_code, AFTER in words_of(response)) == (404, True)
