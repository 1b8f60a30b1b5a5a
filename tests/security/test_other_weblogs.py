"""Who owns one weblog can do nothing to another by ids that are put below their own, or into a form.

That no address of another weblog answers them is in test_every_address."""

from pathlib import Path

import pytest
from django.apps import apps
from django.core import serializers
from django.test import Client
from django.urls import URLPattern

from tertulia.urls import DESK
from tertulia.weblog.member import Member
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.cast import Cast, published_post
from tests.conversation.form import fields_of
from tests.desk.people import Say, SignIn
from tests.security.answers.asking import described, filled
from tests.security.answers.setting import FORM, Setting, furnish

APPS = ("weblog", "conversation", "exchange", "media")


@pytest.fixture
def setting(cast: Cast, media_folder: Path) -> Setting:
    """What is Marta's, and Sten beside her, who owns Bilge Water."""
    return furnish(cast, media=media_folder)


@pytest.fixture
def sten(setting: Setting, cast: Cast, sign_in: SignIn) -> Client:
    """Sten's browser."""
    return sign_in(cast.stranger)


def everything_of(weblog: Weblog) -> str:
    """All rows that are not the other weblog's."""
    found = []
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            rows = model._default_manager.order_by("pk")
            if any(field.name == "weblog" for field in model._meta.get_fields()):
                rows = rows.filter(weblog=weblog)
            found.append(serializers.serialize("json", rows) if model is not Weblog else "")
    return "\n".join(found)


def test_wagtail_cve_2026_44198_what_is_another_s_is_not_there_below_one_s_own(
    sten: Client, cast: Cast, setting: Setting
) -> None:
    before = everything_of(cast.weblog)
    for pattern in DESK:
        assert isinstance(pattern, URLPattern)
        if pattern.pattern.converters.keys() > {"slug"} and "place" not in pattern.pattern.converters:
            address = filled(f"/desk/{described(pattern)}", setting).replace("/harbour/", "/bilge/")
            for answer in (sten.get(address), sten.post(address, setting.form_of(address))):
                assert answer.status_code in (404, 405), address
    assert everything_of(cast.weblog) == before


def test_what_belongs_to_another_weblog_cannot_be_put_on_ones_own_post(
    sten: Client, cast: Cast, setting: Setting
) -> None:
    form = {**FORM, "author": str(cast.host.id)}
    assert sten.post("/desk/bilge/posts/new/publication/", form).status_code == 422
    mine = str(cast.stranger.memberships.get().id)
    form = {**FORM, "author": mine, "categories": str(setting.parts["category_id"])}
    assert sten.post("/desk/bilge/posts/new/publication/", form).status_code == 422
    assert not Post.objects.filter(weblog__slug="bilge").exists()


def test_discourse_cve_2026_32615_the_queue_finds_nothing_of_others(sten: Client, setting: Setting, say: Say) -> None:
    say(setting.post)
    for query in ("weblog=harbour", f"post={setting.post.id}", "q=piers", "q=example.org", "state=published"):
        page = sten.get(f"/desk/comments/?{query}").content.decode()
        assert "divers" not in page
        assert "mayor" not in page


def test_an_author_can_neither_take_nor_give_away_a_post(tomas: Client, cast: Cast, setting: Setting) -> None:
    mine = published_post(cast.weblog, "Mine", author=cast.author)
    version = {"version": mine.changed_at.isoformat()}
    form = {**FORM, **version, "author": str(cast.host.id), "new_category": "Sneaked in"}
    assert tomas.post(f"/desk/harbour/posts/{mine.id}/", form).status_code == 302
    assert Post.objects.get(id=mine.id).author == cast.author
    assert not cast.weblog.categories.filter(label="Sneaked in").exists()
    assert tomas.post(f"/desk/harbour/posts/{setting.post.id}/", form).status_code == 404


def test_a_member_whose_role_has_ended_is_a_stranger(ilse: Client, cast: Cast, setting: Setting) -> None:
    asked = (f"/desk/comments/{setting.parts['comment_id']}/", "/desk/harbour/log/", "/desk/harbour/rescue/")
    assert [ilse.get(address).status_code for address in asked] == [200, 200, 200]
    Member.objects.filter(id=cast.moderator.id).update(active=False)
    assert [ilse.get(address).status_code for address in asked] == [404, 404, 404]


def test_a_form_of_one_conversation_posts_into_no_other(client: Client, post: Post) -> None:
    other = published_post(post.weblog, "Another")
    said = {"name": "Ruth", "text": "Replayed.", "token": fields_of(client.get(post.link))["token"]}
    headers = {"Sec-Fetch-Site": "same-origin"}
    assert client.post(f"{other.stem}/comments/", said, headers=headers).status_code == 403
    assert client.post(f"{post.stem}/comments/", said, headers=headers).status_code == 200
