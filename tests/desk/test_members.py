"""Members and categories: invite, change, end; add, rename."""

from django.core import mail
from django.test import Client

from tertulia.weblog.category import add_category
from tertulia.weblog.decision import Decision
from tertulia.weblog.member import Member, Role, add_member
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.cast import Cast, published_post
from tests.desk.people import page

MEMBERS, CATEGORIES = "/desk/harbour/members/", "/desk/harbour/categories/"


def test_an_invitation_is_shown_and_mailed(marta: Client) -> None:
    html = page(marta.post(f"{MEMBERS}invitations/", {"email": "greta@example.org", "role": "editor"}))
    link = html.partition('value="http://127.0.0.1:8000')[2].partition('"')[0]
    assert link.startswith("/accounts/invitation/")
    assert mail.outbox[0].to == ["greta@example.org"]
    assert f"http://127.0.0.1:8000{link}" in mail.outbox[0].body
    assert "You are invited" in page(Client().get(link))
    assert "greta@example.org" in page(marta.get(MEMBERS))


def test_a_wrong_address_or_role_is_refused(marta: Client) -> None:
    for wrong in ({"email": "greta", "role": "editor"}, {"email": "greta@example.org", "role": "king"}):
        assert marta.post(f"{MEMBERS}invitations/", wrong).status_code == 422
    assert mail.outbox == []


def test_a_role_is_changed_and_that_undone(marta: Client, cast: Cast) -> None:
    marta.post(f"{MEMBERS}{cast.author.id}/", {"name": "Tomas Brandt", "role": "editor"})
    assert Member.objects.get(id=cast.author.id).role == Role.EDITOR
    marta.post("/desk/undoings/", {"decision": Decision.objects.latest("id").id})
    assert Member.objects.get(id=cast.author.id).role == Role.AUTHOR


def test_a_membership_ends_and_is_taken_up_again(marta: Client, cast: Cast) -> None:
    marta.post(f"{MEMBERS}{cast.author.id}/ending/")
    assert not Member.objects.get(id=cast.author.id).active
    assert "ended" in page(marta.get(MEMBERS))
    marta.post(f"{MEMBERS}{cast.author.id}/", {"name": "Tomas Brandt", "role": "author"})
    assert Member.objects.get(id=cast.author.id).active


def test_the_last_owner_stays(marta: Client, cast: Cast) -> None:
    for address, form in (("ending/", {}), ("", {"name": "Marta Oyelaran", "role": "author"})):
        html = page(marta.post(f"{MEMBERS}{cast.host.id}/{address}", form, follow=True))
        assert "is the only owner" in html
        assert Member.objects.get(id=cast.host.id).may_administer


def test_a_member_gets_another_name(marta: Client, cast: Cast) -> None:
    marta.post(f"{MEMBERS}{cast.author.id}/", {"name": "T. Brandt", "role": "author"})
    again = Member.objects.get(id=cast.author.id)
    assert (again.name, again.slug) == ("T. Brandt", cast.author.slug)
    html = page(marta.post(f"{MEMBERS}{cast.author.id}/", {"name": " ", "role": "author"}, follow=True))
    assert "Not changed" in html


def test_a_name_from_an_import_is_joined_to_an_account(marta: Client, cast: Cast) -> None:
    imported = add_member(cast.weblog, name="M. Oyelaran", role=Role.AUTHOR)
    old, new = published_post(cast.weblog, "Old", author=imported), published_post(cast.weblog, author=cast.host)
    user = cast.host.user
    assert "The same person as" in page(marta.get(MEMBERS))
    marta.post(f"{MEMBERS}{imported.id}/claiming/", {"by": cast.host.id})
    imported.refresh_from_db()
    assert (imported.user, imported.role, imported.slug) == (user, Role.OWNER, "m-oyelaran")
    assert {Post.objects.get(id=old.id).author, Post.objects.get(id=new.id).author} == {imported}
    assert marta.get(MEMBERS).status_code == 200
    for wrong in (imported.id, "", "x"):
        assert marta.post(f"{MEMBERS}{cast.author.id}/claiming/", {"by": wrong}).status_code == 302
    assert Member.objects.get(id=cast.author.id).user == cast.author.user


def test_a_member_of_another_weblog_is_out_of_reach(marta: Client) -> None:
    other = Weblog.objects.create(slug="other", title="Other")
    foreign = add_member(other, name="Nobody", role=Role.OWNER)
    assert marta.post(f"{MEMBERS}{foreign.id}/ending/").status_code == 404


def test_categories_are_added_and_renamed_and_keep_their_address(marta: Client, weblog: Weblog) -> None:
    marta.post(CATEGORIES, {"label": "Bridges"})
    bridges = weblog.categories.get()
    marta.post(f"{CATEGORIES}{bridges.id}/", {"label": "Crossings"})
    bridges.refresh_from_db()
    assert (bridges.label, bridges.slug) == ("Crossings", "bridges")
    assert "Crossings" in page(marta.get(CATEGORIES))


def test_a_label_that_is_taken_or_empty_is_refused(marta: Client, weblog: Weblog) -> None:
    bridges = add_category(weblog, "Bridges")
    add_category(weblog, "Fog")
    assert "already" in page(marta.post(f"{CATEGORIES}{bridges.id}/", {"label": "Fog"}, follow=True))
    assert "needs a label" in page(marta.post(f"{CATEGORIES}{bridges.id}/", {"label": ""}, follow=True))
    assert marta.post(CATEGORIES, {"label": " "}).status_code == 422
    assert [category.label for category in weblog.categories.all()] == ["Bridges", "Fog"]
