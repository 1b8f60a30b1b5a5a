"""The host looks after the names that commenters have confirmed."""

from django.test import Client

from tertulia.conversation.comment import Comment
from tests.cast import Cast, published_post
from tests.conversation.confirmed import confirmed
from tests.conversation.form import words_of
from tests.conversation.people import published


def test_a_name_is_taken_and_given_back(marta: Client, cast: Cast) -> None:
    comment = published(published_post(cast.weblog))
    address = f"/desk/harbour/people/{comment.id}/"
    assert "have confirmed no name" in words_of(marta.post(f"{address}name/", follow=True))
    confirmed(cast.weblog)
    assert "is theirs, confirmed by mail" in words_of(marta.get(address))
    for standing, told in (("", "was taken from them"), ("confirmed", "is theirs")):
        marta.post(f"{address}name/")
        comment.refresh_from_db()
        assert comment.standing == standing
        assert told in words_of(marta.get(address))
    assert "name of a commenter" in words_of(marta.get("/desk/harbour/log/"))


def test_comments_without_an_address_are_given_to_whom_the_host_knows(marta: Client, cast: Cast) -> None:
    post = published_post(cast.weblog)
    published(post)
    old = [published(post, f"Page {number}.", email="") for number in range(3)]
    ruth = confirmed(cast.weblog)
    address = f"/desk/harbour/people/{old[0].id}/"
    assert "Ruth Tamm" in words_of(marta.get(address))
    marta.post(f"{address}assignment/", {"commenter": ruth.id, "comment": [old[0].id, old[2].id]})
    assert {one.text for one in ruth.comments.all()} == {"The letter says more than that.", "Page 0.", "Page 2."}
    marta.post(f"{address}assignment/", {"commenter": ruth.id})
    marta.post("/desk/undoings/", {"decision": [d.id for d in cast.weblog.decisions.filter(kind="comment-assigned")]})
    assert Comment.objects.filter(commenter=ruth).count() == 1
