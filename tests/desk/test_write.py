"""Write, publish, schedule, take back: the form and each of its buttons."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tertulia.conversation.conversation import State, conversation_of
from tertulia.lib import clock
from tertulia.weblog.category import add_category
from tertulia.weblog.member import Member
from tertulia.weblog.post import Post, Status
from tertulia.weblog.weblog import Weblog
from tertulia.weblog.writing import Writing, write_post
from tests.cast import Cast, published_post
from tests.desk.people import SignIn, page

NEW = "/desk/harbour/posts/new/"


def form(**fields: object) -> dict[str, object]:
    """What a browser sends of a new post."""
    return {
        "title": "Fog at the gate",
        "body": "Nobody *saw* it come.",
        "format": "markdown",
        "kind": "post",
        "comments": "default",
        **fields,
    }


def filled(client: Client, post: Post, **fields: object) -> dict[str, object]:
    """What a browser sends of a post's form as the desk filled it, with ``fields`` typed over."""
    bound = client.get(address(post)).context["form"]
    values = {name: bound[name].value() for name in bound.fields}
    plain = {name: getattr(value, "id", value) for name, value in values.items() if value is not None}
    plain["categories"] = [category.id for category in values["categories"]]
    return {**plain, **fields}


def address(post: Post, rest: str = "") -> str:
    return f"/desk/harbour/posts/{post.id}/{rest}"


@pytest.fixture
def draft(cast: Cast) -> Post:
    return write_post(cast.weblog, Writing(title="Low tide", body="<p>Mud.</p>", author=cast.host), actor=None)


def test_a_draft_is_kept(marta: Client, host: Member) -> None:
    response = marta.post(NEW, form(author=host.id))
    post = Post.objects.get()
    assert response.headers["Location"] == address(post)
    assert (post.status, post.author, post.path) == (Status.DRAFT, host, None)
    assert "<em>saw</em>" in post.body_html


def test_a_post_is_published_at_once(marta: Client, host: Member) -> None:
    marta.post(f"{NEW}publication/", form(author=host.id))
    post = Post.objects.get()
    assert post.status == Status.PUBLISHED
    assert abs(post.published_at - clock.now()) < timedelta(minutes=1)
    assert "Published." in page(marta.get(address(post)))


def test_categories_tags_a_new_category_and_the_comment_setting_are_kept(marta: Client, weblog: Weblog) -> None:
    bridges = add_category(weblog, "Bridges")
    more = {"categories": [bridges.id], "new_category": "Fog", "tags": "harbour, Night ", "comments": "closed"}
    marta.post(NEW, form(author=weblog.members.get(name="Marta Oyelaran").id, **more))
    post = Post.objects.get()
    assert [category.label for category in post.categories.all()] == ["Bridges", "Fog"]
    assert {tag.name for tag in post.tags.all()} == {"harbour", "Night"}
    assert conversation_of(Post.objects.get()).state == State.CLOSED


def test_a_date_is_read_in_the_weblogs_zone_and_may_be_past(marta: Client, host: Member) -> None:
    marta.post(f"{NEW}publication/", form(author=host.id, published_at="2017-08-21T09:30"))
    post = Post.objects.get()
    assert post.published_at == datetime(2017, 8, 21, 7, 30, tzinfo=UTC)
    assert post.path == "/harbour/2017/08/fog-at-the-gate.html"


def test_a_post_is_scheduled_published_sooner_or_put_back(marta: Client, draft: Post) -> None:
    later = timezone.localtime(clock.now() + timedelta(days=3), draft.weblog.zone)
    marta.post(address(draft, "schedule/"), filled(marta, draft, published_at=f"{later:%Y-%m-%dT%H:%M}"))
    draft.refresh_from_db()
    assert draft.status == Status.SCHEDULED
    marta.post(address(draft, "unpublication/"), filled(marta, draft))
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT
    marta.post(address(draft, "schedule/"), filled(marta, draft))
    marta.post(address(draft, "publication/"), filled(marta, draft))
    draft.refresh_from_db()
    assert draft.status == Status.PUBLISHED
    assert draft.published_at <= clock.now()


def test_scheduling_needs_a_date_that_is_still_to_come(marta: Client, draft: Post) -> None:
    response = marta.post(address(draft, "schedule/"), filled(marta, draft, published_at="2017-08-21T09:30"))
    assert response.status_code == 422
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT


def test_a_published_post_keeps_its_moment_when_it_is_saved(marta: Client, weblog: Weblog, host: Member) -> None:
    post = published_post(weblog, author=host)
    marta.post(address(post), filled(marta, post, title="The bridge is open"))
    again = Post.objects.get(id=post.id)
    assert (again.title, again.published_at, again.path) == ("The bridge is open", post.published_at, post.path)


def test_unpublish_can_be_undone_from_the_notice(marta: Client, weblog: Weblog, host: Member) -> None:
    post = published_post(weblog, author=host)
    response = marta.post(address(post, "unpublication/"), filled(marta, post), follow=True)
    assert Post.objects.get(id=post.id).status == Status.DRAFT
    assert "Undo" in page(response)
    decision = weblog.decisions.latest("id")
    marta.post("/desk/undoings/", {"decision": decision.id, "back": address(post)})
    again = Post.objects.get(id=post.id)
    assert (again.status, again.published_at, again.path) == (Status.PUBLISHED, post.published_at, post.path)


def test_a_refused_form_gives_everything_back(marta: Client, host: Member) -> None:
    wrong = form(author=host.id, published_at="2017-13-45", excerpt="Nobody saw.", tags="fog, sea")
    response = marta.post(NEW, wrong)
    assert response.status_code == 422
    html = page(response)
    for typed in ("Fog at the gate", "Nobody *saw* it come.", "2017-13-45", "Nobody saw.", "fog, sea"):
        assert typed in html
    assert not Post.objects.exists()


def test_a_post_needs_a_title_or_some_text(marta: Client, host: Member) -> None:
    response = marta.post(NEW, form(author=host.id, title=" ", body=""))
    assert response.status_code == 422
    assert "Give the post a title or some text." in page(response)


def test_what_sanitising_took_out_is_told(marta: Client, host: Member) -> None:
    unsafe = form(author=host.id, format="html", body="<p>Rope</p><script>steal()</script>")
    html = page(marta.post(NEW, unsafe, follow=True))
    assert "For safety this was taken out" in html
    assert "steal()" not in Post.objects.get().body_html
    assert "steal()" in Post.objects.get().body


def test_the_preview_saves_nothing(marta: Client) -> None:
    response = marta.post("/desk/harbour/posts/preview/", form())
    assert "Nobody <em>saw</em> it come." in page(response)
    assert "no-store" in response.headers["Cache-Control"]
    assert not Post.objects.exists()


def test_somebody_elses_save_meanwhile_is_told_and_nothing_is_lost(
    marta: Client, draft: Post, editor: Member, sign_in: SignIn
) -> None:
    mine = filled(marta, draft, title="Mine")
    theirs = sign_in(editor)
    theirs.post(address(draft), filled(theirs, draft, title="Theirs"))
    response = marta.post(address(draft), mine)
    assert response.status_code == 422
    assert "Somebody else saved this post" in page(response)
    assert 'value="Mine"' in page(response)
    assert Post.objects.get().title == "Theirs"
    marta.post(address(draft), {**mine, "version": response.context["form"]["version"].value()})
    assert Post.objects.get().title == "Mine"


def test_authors_write_under_their_own_name_and_see_only_their_own(tomas: Client, cast: Cast, draft: Post) -> None:
    tomas.post(f"{NEW}publication/", form(author=cast.host.id, new_category="Mine"))
    written = Post.objects.exclude(id=draft.id).get()
    assert (written.author, written.status) == (cast.author, Status.PUBLISHED)
    assert not cast.weblog.categories.exists()
    html = page(tomas.get("/desk/harbour/posts/"))
    assert "Fog at the gate" in html
    assert "Low tide" not in html
    assert tomas.post(address(draft, "publication/"), form()).status_code == 404


def test_an_editor_gives_a_post_to_another_author(sign_in: SignIn, editor: Member, cast: Cast, draft: Post) -> None:
    client = sign_in(editor)
    client.post(address(draft), filled(client, draft, author=cast.author.id))
    assert Post.objects.get().author == cast.author
