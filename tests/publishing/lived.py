"""The Harbour Gate after some years: lists of several pages, conversations of several pages, pictures, old addresses,
and letters that no URL can hold as they are."""

import io
from datetime import UTC, datetime
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image as Picture

from tertulia.conversation.policy import Policy, change_policy
from tertulia.media.image import Image, store_image
from tertulia.weblog.address import Address
from tertulia.weblog.category import add_category
from tertulia.weblog.post import Kind, Post
from tertulia.weblog.weblog import change_settings
from tertulia.weblog.writing import Writing, publish, write_post
from tests.cast import Cast
from tests.conversation.talk import inside, talk


def live(cast: Cast) -> dict[str, Post]:
    """Years pass; answers the posts by title."""
    weblog, photo = cast.weblog, picture("photo.png")
    weblog.posts_per_page, weblog.photo = 2, photo
    change_settings(weblog, ["posts_per_page", "photo"])
    change_policy(weblog, Policy(per_page=2, depth=1, public_log=True), actor=None)
    posts = _posts(cast)
    first, _second = talk(posts["Storm"], 2)
    talk(posts["Storm"], 2, parent=first)
    talk(posts["Storm"], 1, old_id="6a00d83451b")
    inside(first, cast.host)
    talk(posts["Übermut"], 1)
    Address.objects.create(path="/harbour/storm.htm", weblog=weblog, post=posts["Storm"])
    Address.objects.create(path="/harbour/storm.php", weblog=weblog, post=posts["Storm"])
    Address.objects.create(path="/p/123", weblog=weblog, to="/harbour/bridges/")
    return posts


def _posts(cast: Cast) -> dict[str, Post]:
    bridges, letters = add_category(cast.weblog, "Bridges"), add_category(cast.weblog, "Письма & co")
    fields = {"author": cast.host, "categories": [bridges, letters], "tags": ["low ferry", "50%"]}
    posts = [
        _post(cast, "About", 1, 1, kind=Kind.PAGE),
        _post(cast, "Mud", 8, 3),
        _post(cast, "Tolls", 8, 4, **fields),
        _post(cast, "Übermut", 9, 4, **fields),
        _post(cast, "Gale", 9, 4, **fields),
        _post(cast, "Storm", 9, 5, body=_storm(), extended="<p>More of it.</p>"),
    ]
    # As an import brings them: with a path of another program.
    posts[-2].path = "/somewhere/else: 100%"
    posts[-2].save()
    return {post.title: post for post in posts}


def _post(cast: Cast, title: str, month: int, day: int, **fields: Any) -> Post:
    writing = Writing(title=title, **{"body": "<p>Mud.</p>", **fields})
    return publish(
        write_post(cast.weblog, writing, actor=None), actor=None, at=datetime(2017, month, day, 9, tzinfo=UTC)
    )


def _storm() -> str:
    shown, mud = picture("storm.png").url, "/harbour/2017/08/mud.html"
    return (
        f'<p>See <a href="http://127.0.0.1:8000{mud}?utm_source=feed#comments">mud</a>, <a href="{mud}?cid=no">mud</a>,'
        ' <a href="/harbour/2017/08/tolls.html">tolls</a>, <a href="/desk/">the desk</a>,'
        ' <a href="https://elsewhere.example/a?b=c">there</a>.</p>'
        f'<p><a href="{shown}"><img src="{shown}" alt="A storm"></a> <a href="/media/gone.png">gone</a></p>'
    )


def picture(name: str) -> Image:
    """A stored picture."""
    file, size = io.BytesIO(), (len(name) * 10, 60)
    Picture.linear_gradient("L").resize(size).convert("RGB").save(file, "PNG")
    return store_image(ContentFile(file.getvalue(), name=name), alt="A storm")
