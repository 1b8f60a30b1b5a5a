"""Settings of a weblog, the policy of its conversation."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Picture

from tertulia.conversation.policy import policy_of
from tertulia.media.image import Image
from tertulia.weblog.decision import Decision
from tertulia.weblog.weblog import Weblog
from tests.desk.people import page

SETTINGS, POLICY = "/desk/harbour/settings/", "/desk/harbour/conversation/"
FORM = {
    "title": "The Harbour Mouth",
    "tagline": "Tides and gates",
    "about": "Marta writes here.\n\n<script>no</script>",
    "language": "nl",
    "timezone": "Europe/Tallinn",
    "posts_per_page": "5",
}
RULES = {
    "moderation": "always",
    "depth": "0",
    "order": "newest",
    "per_page": "50",
    "close_after_days": "30",
    "edit_minutes": "15",
    "per_minute": "60",
    "spam_days": "30",
}


def picture(size: tuple[int, int] = (8, 6), *, name: str = "gate.png") -> SimpleUploadedFile:
    """A small picture as a browser sends it."""
    out = io.BytesIO()
    Picture.new("RGB", size, "teal").save(out, format="PNG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/png")


def test_settings_are_kept_and_the_words_about_the_host_are_safe(marta: Client, weblog: Weblog) -> None:
    response = marta.post(SETTINGS, FORM)
    assert response.headers["Location"] == SETTINGS
    kept = Weblog.objects.get(id=weblog.id)
    assert (kept.title, kept.language, kept.timezone, kept.posts_per_page) == (
        "The Harbour Mouth",
        "nl",
        "Europe/Tallinn",
        5,
    )
    assert "Marta writes here." in kept.about_html
    assert "<script" not in kept.about_html
    assert kept.slug == "harbour"


def test_a_photo_is_shown_and_taken_away(marta: Client, weblog: Weblog) -> None:
    marta.post(SETTINGS, {**FORM, "upload": picture(), "alt": "Marta at the gate"})
    photo = Weblog.objects.select_related("photo").get(id=weblog.id).photo
    assert photo
    assert photo.alt == "Marta at the gate"
    marta.post(SETTINGS, {**FORM, "without_photo": "on"})
    assert Weblog.objects.get(id=weblog.id).photo is None


def test_what_the_photo_shows_can_be_said_later(marta: Client, weblog: Weblog) -> None:
    marta.post(SETTINGS, {**FORM, "upload": picture(), "alt": "Marta"})
    assert 'value="Marta"' in page(marta.get(SETTINGS))
    marta.post(SETTINGS, {**FORM, "alt": "Marta at the gate"})
    assert Image.objects.get().alt == "Marta at the gate"
    marta.post(SETTINGS, FORM)
    assert Image.objects.get().alt == "Marta at the gate"


@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"timezone": "Mars/Base"}, {"posts_per_page": "0"}, {"language": "klingon"}]
)
def test_wrong_settings_change_nothing_and_are_given_back(marta: Client, weblog: Weblog, wrong: dict[str, str]) -> None:
    response = marta.post(SETTINGS, {**FORM, **wrong})
    assert response.status_code == 422
    assert "Tides and gates" in page(response)
    assert Weblog.objects.get(id=weblog.id).title == "The Harbour Gate"


def test_a_photo_that_is_none_is_refused(marta: Client, weblog: Weblog) -> None:
    fake = SimpleUploadedFile("gate.png", b"<svg onload=alert(1)>", content_type="image/png")
    assert marta.post(SETTINGS, {**FORM, "upload": fake}).status_code == 422
    assert not Image.objects.exists()


def test_the_policy_is_kept_and_stands_in_the_log(marta: Client, weblog: Weblog) -> None:
    marta.post(POLICY, RULES)
    policy = policy_of(Weblog.objects.get(id=weblog.id))
    assert (policy.open_by_default, policy.close_after_days, policy.depth, policy.order) == (False, 30, 0, "newest")
    assert Decision.objects.latest("id").actor_name == "Marta Oyelaran"
    assert "policy" in page(marta.get("/desk/harbour/log/"))


@pytest.mark.parametrize("wrong", [{"depth": "99"}, {"per_page": "1"}, {"moderation": "maybe"}, {"depth": "-1"}])
def test_a_policy_that_cannot_be_is_refused(marta: Client, weblog: Weblog, wrong: dict[str, str]) -> None:
    assert marta.post(POLICY, {**RULES, **wrong}).status_code == 422
    assert policy_of(Weblog.objects.get(id=weblog.id)).depth == 3


def test_the_note_over_all_conversations_is_part_of_the_policy_and_in_the_log(marta: Client, weblog: Weblog) -> None:
    assert marta.post(POLICY, RULES | {"note": " Be <em>kind</em>.\r\n"}).status_code == 302
    assert policy_of(Weblog.objects.get()).note_html == "<p>Be <em>kind</em>.</p>"
    assert "note over conversations" in Decision.objects.get(kind="policy").reason
    refused = marta.post(POLICY, RULES | {"note": "a" * 64_001})
    assert (refused.status_code, "64,000" in page(refused)) == (422, True)
