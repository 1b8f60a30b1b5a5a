"""Names come to belong to somebody: what is theirs, what is not, and the host who can refuse."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from tertulia.conversation.comment import Comment
from tertulia.conversation.identity import confirmation
from tertulia.conversation.identity.commenter import Commenter
from tertulia.conversation.identity.confirmation import Confirmation, WrongCode, token_by_code
from tertulia.conversation.identity.confirming import confirm, give_back, refuse
from tertulia.conversation.imported import ImportedComment, ImportedConversation, add_conversations
from tertulia.conversation.rearranging import assign_comments
from tertulia.conversation.taking_back import take_back
from tertulia.desk.undoing import undo
from tertulia.lib import clock
from tertulia.outbox.worker import run_due
from tertulia.weblog.decision import Decision
from tertulia.weblog.mailed_link import LinkGone, TooOften
from tertulia.weblog.post import Post
from tests.cast import Cast, published_post
from tests.conversation.confirmed import asked_for, confirmed, mailed
from tests.conversation.people import NILS, published, say


def standings() -> dict[str, str]:
    """What readers are told, by the words of comments."""
    return dict(Comment.objects.order_by("id").values_list("text", "standing"))


def test_all_that_was_said_with_the_address_becomes_theirs_and_nothing_else(post: Post) -> None:
    published(post, "Mine.")
    say(post, "Mine too, held.", name="R. T.")
    published(post, "Somebody else's.", email="other@example.net")
    published(post, "Nobody's.", email="")
    published(post, "Nils speaks.", **NILS)
    ruth = confirmed(post.weblog)
    assert standings() == {
        "Mine.": "confirmed",
        "Mine too, held.": "confirmed",
        "Somebody else's.": "unconfirmed",
        "Nobody's.": "unconfirmed",
        "Nils speaks.": "",
    }
    assert {comment.text for comment in ruth.comments.all()} == {"Mine.", "Mine too, held."}


def test_imported_comments_are_claimed_by_their_old_address(post: Post) -> None:
    old = clock.now() - timedelta(days=5000)
    said = [
        ImportedComment("1", old, name="Ruth Tamm", email="Ruth@Example.net", text="Long ago."),
        ImportedComment("2", old, name="Ruth Tamm", text="Without an address."),
    ]
    add_conversations([ImportedConversation(post, "open", said)], source="mt")
    confirmed(post.weblog)
    assert standings() == {"Long ago.": "confirmed", "Without an address.": "unconfirmed"}


def test_an_import_that_comes_later_is_told_apart_too(post: Post) -> None:
    published(post)
    confirmed(post.weblog)
    said = [ImportedComment("1", clock.now(), name="Ruth Tamm", text="From a page.")]
    add_conversations([ImportedConversation(post, "open", said)], source="mt")
    assert standings()["From a page."] == "unconfirmed"


def test_names_that_shall_stay_apart_do(post: Post) -> None:
    published(post, "As myself.")
    published(post, "As another.", name="Mad Hatter")
    ruth = confirm(asked_for(post.weblog), "Ruth Tamm", ["Ruth Tamm"])
    assert [comment.text for comment in ruth.comments.all()] == ["As myself."]
    assert standings()["As another."] == ""


def test_a_name_belongs_to_the_first_who_has_confirmed_it(post: Post) -> None:
    published(post)
    published(post, "Another Ruth.", email="other@example.net")
    confirmed(post.weblog)
    asked = asked_for(post.weblog, "other@example.net")
    for name in ("Ruth Tamm", "ruth tamm", "Rutһ Tamm", "Marta Oyelaran", " "):
        with pytest.raises(ValidationError):
            confirm(asked, name, ["Ruth Tamm"])
    other = confirm(asked, "Ruth Tamm of Leeds", ["Ruth Tamm"])
    assert (other.slug, other.comments.count()) == ("ruth-tamm-of-leeds", 1)
    # They wrote it, and still its name is somebody else's.
    assert standings()["Another Ruth."] == "unconfirmed"


def test_a_mail_serves_once_and_for_two_hours(post: Post) -> None:
    published(post)
    asked = asked_for(post.weblog)
    confirm(asked, "Ruth Tamm", [])
    with pytest.raises(LinkGone):
        confirm(asked, "Ruth Tamm", [])
    asked_for(post.weblog)
    link, code = mailed()
    with clock.standing_at(clock.now() + timedelta(hours=2, minutes=1)):
        with pytest.raises(LinkGone):
            Confirmation.find(post.weblog, link.split("/")[-2])
        with pytest.raises(WrongCode):
            token_by_code(post.weblog, Confirmation.objects.get().handle, code)
        assert Confirmation.forget_old() == 1


def test_a_code_serves_once_and_is_not_guessed(post: Post) -> None:
    published(post)
    asked = asked_for(post.weblog)
    _link, code = mailed()
    token = token_by_code(post.weblog, asked.handle, f" {code[:3]} {code[3:]}")
    assert Confirmation.find(post.weblog, token).pk == asked.pk
    with pytest.raises(WrongCode):
        token_by_code(post.weblog, asked.handle, code)
    again = asked_for(post.weblog)
    _link, code = mailed()
    for _time in range(5):
        with pytest.raises(WrongCode):
            token_by_code(post.weblog, again.handle, f"{(int(code) + 1) % 10**6:06}")
    with pytest.raises(WrongCode):
        token_by_code(post.weblog, again.handle, code)


def test_nobody_is_mailed_who_has_said_nothing_and_nobody_often(post: Post, mailoutbox: list[object]) -> None:
    published(post)
    confirmation.ask(post.weblog, "nobody@example.net", "198.51.100.7")
    run_due()
    assert not [mail for mail in mailoutbox if "nobody@example.net" in mail.to]  # type: ignore[attr-defined]
    for _time in range(5):
        confirmation.ask(post.weblog, "ruth@example.net", None)
    run_due()
    assert len([mail for mail in mailoutbox if "ruth@example.net" in mail.to]) == 3  # type: ignore[attr-defined]
    for _time in range(9):
        confirmation.ask(post.weblog, "nobody@example.net", "198.51.100.7")
    with pytest.raises(TooOften):
        confirmation.ask(post.weblog, "nobody@example.net", "198.51.100.7")


def test_the_host_can_refuse_and_take_that_back(post: Post, cast: Cast) -> None:
    published(post, "Mine.")
    published(post, "Another.", email="")
    ruth = confirmed(post.weblog)
    assert cast.host.user
    decision = refuse(ruth, actor=cast.host.user, reason="She is somebody else")
    assert standings() == {"Mine.": "", "Another.": ""}
    assert decision
    undo(decision, cast.host.user)
    assert standings() == {"Mine.": "confirmed", "Another.": "unconfirmed"}
    told = [(one.before, one.after) for one in Decision.objects.filter(kind="commenter").order_by("id")]
    assert told == [("", "confirmed"), ("confirmed", "refused"), ("refused", "confirmed")]
    refuse(ruth, actor=cast.host.user)
    with pytest.raises(ValidationError, match="refused"):
        confirmed(post.weblog)


def test_a_refusal_cannot_be_taken_back_once_the_name_is_somebody_elses(post: Post) -> None:
    published(post)
    published(post, "Another Ruth.", email="other@example.net")
    ruth = confirmed(post.weblog)
    refuse(ruth, actor=None)
    confirmed(post.weblog, email="other@example.net")
    with pytest.raises(ValidationError):
        give_back(ruth, actor=None)


def test_the_host_gives_somebody_what_has_no_address(post: Post, cast: Cast) -> None:
    published(post, "Mine.")
    [old, nils] = [published(post, "From a page.", email=""), published(post, "Nils speaks.", **NILS)]
    ruth = confirmed(post.weblog)
    elsewhere = published(published_post(cast.weblog, "Another"), "By a member.", user=cast.host.user)
    [decision] = assign_comments(ruth, [old, elsewhere, nils], actor=cast.host.user)
    assert standings() == {"Mine.": "confirmed", "From a page.": "confirmed", "Nils speaks.": "", "By a member.": ""}
    take_back(decision, actor=cast.host.user)
    assert standings()["From a page."] == "unconfirmed"


def test_whoever_confirms_once_more_may_take_another_name(post: Post) -> None:
    published(post, "Mine.")
    confirmed(post.weblog)
    ruth = confirmed(post.weblog, "Ruth T. Tamm")
    assert (Commenter.objects.count(), ruth.slug, standings()) == (1, "ruth-tamm", {"Mine.": "confirmed"})
    published(post, "Nobody's name now.", email="")
    assert standings()["Nobody's name now."] == ""
