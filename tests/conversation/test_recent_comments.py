from django.test import Client

from tertulia.conversation.comment import CommentState
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog, create_weblog
from tertulia.weblog.writing import unpublish
from tests.cast import published_post
from tests.conversation.talk import talk
from tests.screens import all_of, check_screen, words


def test_the_newest_comments_come_first_with_their_permalinks(client: Client, weblog: Weblog, post: Post) -> None:
    comments = talk(post, 2)
    tree = check_screen(client.get("/harbour/comments/"))  # type: ignore[arg-type]
    links = all_of(tree, "ol[@id='recent']/li/p/a")
    assert [link.get("href") for link in links] == [f"{post.link}#{comment.anchor}" for comment in comments[::-1]]
    assert words(links[0]) == f"Ruth Tamm on {post.heading}"


def test_only_what_readers_may_see_is_there(client: Client, weblog: Weblog, post: Post) -> None:
    talk(post, 1, state=CommentState.HELD)
    hidden = published_post(weblog, "Taken back")
    talk(hidden, 1)
    unpublish(hidden, actor=None)
    talk(published_post(create_weblog("ferry"), "Elsewhere"), 1)
    assert "Nobody has commented yet." in words(check_screen(client.get("/harbour/comments/")))  # type: ignore[arg-type]
