"""The queue: what is seen, judged, undone; what happens when two judge at once."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tertulia.conversation.collision import last_judgements, version_of
from tertulia.conversation.comment import Comment, CommentKind, CommentState
from tertulia.conversation.moderation import judge
from tertulia.weblog.decision import Decision
from tertulia.weblog.member import Role, add_member
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import create_weblog
from tests.cast import Cast, published_post
from tests.desk.people import Say, page

QUEUE = "/desk/comments/"


@pytest.fixture
def held(post: Post, say: Say) -> Comment:
    return say(post)


def seen(comment: Comment) -> str:
    return version_of(comment, last_judgements([comment]).get(comment.id))


def state(comment: Comment) -> str:
    return Comment.objects.get(id=comment.id).state


def test_what_waits_is_seen_with_its_evidence(marta: Client, held: Comment, post: Post, say: Say) -> None:
    say(post, "See https://example.net/letter first.", name="Ruth")
    html = page(marta.get(QUEUE))
    for shown in ("Waiting for you", "The divers were paid", "first comment here", "no links", "1 link to example.net"):
        assert shown in html


def test_a_known_voice_is_told(marta: Client, post: Post, say: Say) -> None:
    say(post, name="Ruth", state="published")
    say(post, "And another.", name="Ruth")
    assert "1 published before" in page(marta.get(QUEUE))


def test_whose_name_it_bears_is_told(marta: Client, held: Comment) -> None:
    for standing, told in (("confirmed", "name confirmed"), ("unconfirmed", "somebody’s name, unconfirmed")):
        Comment.objects.update(standing=standing)
        assert told in page(marta.get(QUEUE))


def test_a_ping_is_told_apart_and_nobody_is_asked_to_reply_inside(marta: Client, held: Comment) -> None:
    assert "Reply inside" in page(marta.get(QUEUE))
    Comment.objects.update(kind=CommentKind.PING)
    for screen in (QUEUE, f"{QUEUE}{held.id}/"):
        html = page(marta.get(screen))
        assert ">Ping</span>" in html
        assert "Reply inside" not in html


def test_the_queue_is_over_all_weblogs_and_filters_by_one(marta: Client, cast: Cast, held: Comment, say: Say) -> None:
    other = create_weblog("bilge", title="Bilge Water")
    add_member(other, name="Marta", role=Role.OWNER, user=cast.host.user)
    say(published_post(other, "Pumps"), "Who pumps at night?", name="Ruth")
    stranger = create_weblog("secret", title="Secret")
    say(published_post(stranger, "Whisper"), "Not for Marta.", name="Sten")
    html = page(marta.get(QUEUE))
    assert "The divers" in html
    assert "Who pumps" in html
    assert "Not for Marta" not in html
    filtered = page(marta.get(f"{QUEUE}?weblog=bilge"))
    assert "Who pumps" in filtered
    assert "The divers" not in filtered


@pytest.mark.parametrize("words", ["divers", "nils", "NILS@example"])
def test_comments_are_found_by_words_name_and_e_mail(words: str, marta: Client, held: Comment, say: Say) -> None:
    say(held.conversation.post, "Something else.", name="Ruth")
    html = page(marta.get(QUEUE, {"q": words}))
    assert "The divers" in html
    assert "Something else" not in html


def test_tabs_count_and_the_order_can_be_turned(marta: Client, post: Post, held: Comment, say: Say) -> None:
    say(post, "The later one.", name="Ruth")
    say(post, "Buy now", state="spam")
    newest, oldest = page(marta.get(QUEUE)), page(marta.get(f"{QUEUE}?order=oldest"))
    assert newest.index("The later one") < newest.index("The divers")
    assert oldest.index("The divers") < oldest.index("The later one")
    assert marta.get(QUEUE).context["tabs"][2][2] == 1
    assert "Buy now" in page(marta.get(f"{QUEUE}?state=spam&post={post.id}"))
    assert marta.get(f"{QUEUE}?state=x&post=9e9&page=-1&weblog=nowhere").status_code == 200


@pytest.mark.parametrize(
    ("name", "wanted"), [("publication", "published"), ("spam", "spam"), ("withdrawal", "withdrawn")]
)
def test_a_verdict_is_carried_out_and_can_be_undone(name: str, wanted: str, ilse: Client, held: Comment) -> None:
    response = ilse.post(f"{QUEUE}{held.id}/{name}/", {"seen": seen(held), "reason": "because"}, follow=True)
    assert state(held) == wanted
    decision = Decision.objects.latest("id")
    assert (decision.actor_name, decision.reason, decision.after) == ("Ilse Vis", "because", wanted)
    assert f'name="decision" value="{decision.id}"' in page(response)
    ilse.post("/desk/undoings/", {"decision": decision.id, "back": QUEUE})
    assert state(held) == "held"


def test_many_are_judged_at_once_and_undone_at_once(marta: Client, post: Post, say: Say) -> None:
    comments = [say(post, f"Number {n}", name=f"Nils{n}") for n in range(3)]
    ticked = {"comment": [c.id for c in comments[:2]]}
    response = marta.post(f"{QUEUE}publications/", ticked, follow=True)
    assert "2 comments are published." in page(response)
    assert [state(c) for c in comments] == ["published", "published", "held"]
    ids = list(Decision.objects.filter(after="published", kind="comment").values_list("id", flat=True))
    marta.post("/desk/undoings/", {"decision": ids})
    assert [state(c) for c in comments] == ["held", "held", "held"]


def test_nothing_ticked_is_told(marta: Client, held: Comment) -> None:
    html = page(marta.post(f"{QUEUE}spams/", {"comment": ["nonsense"]}, follow=True))
    assert "Tick the comments first." in html


def test_comments_of_other_weblogs_cannot_be_judged_by_number(marta: Client, say: Say) -> None:
    foreign = say(published_post(create_weblog("secret", title="Secret")))
    assert marta.post(f"{QUEUE}{foreign.id}/publication/").status_code == 404
    marta.post(f"{QUEUE}publications/", {"comment": [foreign.id]})
    assert state(foreign) == "held"


def test_authors_see_comments_on_their_own_posts_but_do_not_judge(tomas: Client, cast: Cast, say: Say) -> None:
    own = say(published_post(cast.weblog, "His", author=cast.author), "To Tomas.")
    others = say(published_post(cast.weblog, "Hers", author=cast.host), "To Marta.", name="Ruth")
    html = page(tomas.get(QUEUE))
    assert "To Tomas." in html
    assert "To Marta." not in html
    assert tomas.post(f"{QUEUE}{own.id}/publication/").status_code == 404
    assert tomas.get(f"{QUEUE}{others.id}/").status_code == 404
    assert tomas.post(f"{QUEUE}{own.id}/replies/", {"text": "Thank you."}).status_code == 302


def test_the_way_back_never_leads_to_another_site(marta: Client, held: Comment) -> None:
    for back in ("https://evil.example/", "//evil.example/desk/", "/desk/\\evil"):
        response = marta.post(f"{QUEUE}{held.id}/holding/", {"back": back})
        assert response.headers["Location"].startswith("/desk/")


def test_the_undo_of_somebody_elses_weblog_is_refused(marta: Client, held: Comment, cast: Cast) -> None:
    decision = judge(held, CommentState.SPAM, actor=cast.host.user)
    other = Client()
    other.force_login(User.objects.get(email="sten@example.org"))
    other.post("/desk/undoings/", {"decision": decision.id})
    assert state(held) == "spam"


def test_the_queue_costs_the_same_for_one_comment_and_for_many(
    marta: Client, post: Post, say: Say, django_assert_max_num_queries: object
) -> None:
    for number in range(25):
        say(post, f"Number {number}", name=f"N{number}")
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        marta.get(QUEUE)


def test_text_that_no_database_keeps_harms_nothing(marta: Client, held: Comment) -> None:
    assert marta.post(f"{QUEUE}{held.id}/spam/", {"reason": "be\0cause"}).status_code == 302
    assert Decision.objects.latest("id").reason == "because"
    huge = {"comment": ["9" * 40, "१"], "expected": "\0", "decision": ["9" * 40]}
    assert marta.post(f"{QUEUE}publications/", huge).status_code == 302
    assert marta.post("/desk/undoings/", huge).status_code == 302
    assert marta.get(f"{QUEUE}{'9' * 40}/").status_code == 404
