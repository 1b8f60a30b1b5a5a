"""The queue in the order of likeness to spam, by what was decided up to now."""

import re

from django.test import Client

from tertulia.conversation.comment import Comment, CommentKind
from tertulia.conversation.moderation import judge
from tertulia.conversation.policy import Moderation
from tertulia.weblog.post import Post
from tests.cast import Cast
from tests.conversation.people import moderate, say

ADVERT = "Check out my channel and subscribe, please: https://cheap.example/watch"


def order_of(client: Client, order: str) -> list[int]:
    page = client.get("/desk/comments/", {"order": order}).content.decode()
    return [int(number) for number in re.findall(r'<li id="comment-(\d+)"', page)]


def test_what_is_most_like_spam_comes_first_and_says_why(marta: Client, cast: Cast, post: Post) -> None:
    moderate(cast.weblog, Moderation.ALWAYS)
    advert = say(post, ADVERT, name="Nils")
    good = say(post, "The ferry left at nine, as I remember.")
    assert order_of(marta, "newest") == [good.id, advert.id]
    assert order_of(marta, "likeness") == [advert.id, good.id]
    page = marta.get("/desk/comments/", {"order": "likeness"}).content.decode()
    assert "“channel”" in page


def test_what_was_learned_since_it_came_counts_for_pings_too(marta: Client, cast: Cast, post: Post) -> None:
    moderate(cast.weblog, Moderation.ALWAYS)
    first, second = (say(post, f"Wandle {name}.", name=name, email="") for name in ("Grommel", "Tiffin"))
    Comment.objects.filter(id__in=[first.id, second.id]).update(kind=CommentKind.PING)
    spam = say(post, "Grommel, grommel.", name="Nils", email="")
    judge(spam, "spam", actor=cast.host.user)
    assert order_of(marta, "likeness") == [first.id, second.id]
    judge(spam, "published", actor=cast.host.user)
    judge(say(post, "Tiffin and tiffin.", name="Nils", email=""), "spam", actor=cast.host.user)
    assert order_of(marta, "likeness") == [second.id, first.id]
