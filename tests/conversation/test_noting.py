"""The note over a conversation: pinned, worded anew, taken down, undone; what it said before stays readable."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tertulia.conversation.noting import pin_note
from tertulia.desk.undoing import undo
from tertulia.weblog.decision import Decision
from tertulia.weblog.post import Post
from tests.cast import Cast
from tests.conversation.form import page_of, words_of
from tests.conversation.people import set_policy
from tests.conversation.talk import talk


def test_it_stands_above_the_comments_on_all_their_pages(client: Client, cast: Cast, post: Post) -> None:
    talk(post, 3)
    pin_note(post, "Stay with <b>the bridge</b>, please.", actor=cast.host.user)
    for address in (post.link, f"{post.stem}/comments/in-time/"):
        [note] = page_of(client.get(address)).css("#conversation > #note")
        assert "Marta Oyelaran" in note.text()
        assert "note of the host" in note.text()
        assert note.css("b")[0].text() == "the bridge"
    assert not page_of(client.get(post.link)).css(f'a[href="{post.stem}/comments/note/"]')


def test_readers_can_see_what_it_said_before(client: Client, cast: Cast, post: Post) -> None:
    assert client.get(f"{post.stem}/comments/note/").status_code == 404
    pin_note(post, "Be kind.", actor=cast.host.user)
    pin_note(post, "Be brief.", actor=cast.host.user)
    [link] = page_of(client.get(post.link)).css("#note header a[rel=nofollow]")
    page = page_of(client.get(link.attributes["href"] or ""))
    assert len(page.css("main section")) == 2
    assert "kind" in page.css("del")[0].text()


def test_it_is_taken_down_and_comes_back(client: Client, cast: Cast, post: Post) -> None:
    pinned = pin_note(post, "Be kind.", actor=cast.host.user)
    assert pin_note(post, "Be kind. ", actor=cast.host.user) is None
    taken = pin_note(post, "", actor=cast.host.user)
    assert not page_of(client.get(post.link)).css("#note")
    assert pinned
    assert taken
    assert cast.host.user
    undo(taken, cast.host.user)
    assert "Be kind." in words_of(client.get(post.link))
    last = Decision.objects.filter(kind="note").latest("id")
    undo(last, cast.host.user)
    assert not page_of(client.get(post.link)).css("#note")


def test_an_endless_note_is_refused(cast: Cast, post: Post) -> None:
    with pytest.raises(ValidationError):
        pin_note(post, "a" * 64_001, actor=cast.host.user)


def test_the_desk_shows_it_before_it_is_pinned_and_minds_others(marta: Client, cast: Cast, post: Post) -> None:
    address = f"/desk/conversations/{post.id}/note/"
    [seen] = page_of(marta.get(address)).css("[name=seen]")
    typed = {"text": "Be kind.", "seen": seen.attributes["value"] or ""}
    assert page_of(marta.post(address, {**typed, "preview": "1"})).css("#preview")[0].text().strip() == "Be kind."
    assert not Decision.objects.filter(kind="note").exists()
    pin_note(post, "Be quick.", actor=cast.moderator.user)
    answer = marta.post(address, typed)
    assert answer.status_code == 409
    assert "Ilse Vis changed the note meanwhile." in answer.content.decode()


def test_a_note_for_all_stands_where_a_conversation_has_none_of_its_own(client: Client, cast: Cast, post: Post) -> None:
    set_policy(cast.weblog, note="Be <em>kind</em> to <script>alert(1)</script> others.")
    [note] = page_of(client.get(post.link)).css("#note")
    assert (note.css("em")[0].text(), note.css("script")) == ("kind", [])
    assert note.css("h3")[0].text() == "The Harbour Gate"
    assert not note.css("a")
    pin_note(post, "Be brief, too.", actor=cast.host.user)
    [own] = page_of(client.get(post.link)).css("#note")
    assert ("brief" in own.text(), "kind" in own.text()) == (True, False)
    pin_note(post, "", actor=cast.host.user)
    assert "kind" in words_of(client.get(post.link))


def test_readers_can_see_what_the_note_for_all_said_before(client: Client, cast: Cast, post: Post) -> None:
    assert client.get("/harbour/comments/note/").status_code == 404
    for note in ("Be kind.", "Be brief.", "", "Be brief & kind."):
        set_policy(cast.weblog, note=note)
    set_policy(cast.weblog, depth=2)
    [link] = page_of(client.get(post.link)).css("#note header a[rel=nofollow]")
    answer = client.get(link.attributes["href"] or "")
    said = [one.text(separator=" ") for one in page_of(answer).css("main section")]
    assert ["kind" in said[0], "brief" in said[1], "Be" in said[2], len(said)] == [True, True, True, 3]
    assert "kind" in page_of(answer).css("del")[-1].text()
    assert (answer.headers["X-Robots-Tag"], "The Harbour Gate" in said[0]) == ("noindex", True)
    set_policy(cast.weblog, note="")
    assert not page_of(client.get(post.link)).css("#note")
