"""IP addresses are dropped after thirty days."""

from datetime import timedelta

from tertulia.conversation.comment import Comment
from tertulia.conversation.forgetting import forget_addresses
from tertulia.lib import clock
from tertulia.weblog.post import Post
from tests.conversation.people import say


def test_old_addresses_are_dropped_and_younger_ones_kept(post: Post) -> None:
    old, young = say(post, "Old.", ip="198.51.100.7"), say(post, "Young.", ip="2001:db8::7")
    Comment.objects.filter(id=old.id).update(created_at=clock.now() - timedelta(days=31))
    Comment.objects.filter(id=young.id).update(created_at=clock.now() - timedelta(days=29))
    assert forget_addresses() == 1
    assert forget_addresses() == 0
    assert dict(Comment.objects.values_list("id", "ip")) == {old.id: None, young.id: "2001:db8::7"}
