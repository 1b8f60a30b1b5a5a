"""Where an archive comes in: beside other weblogs, whose words, pictures and addresses stay as they are."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tertulia.exchange.archive.container import Archive
from tertulia.exchange.archive.examine import examine
from tertulia.media.image import Image
from tertulia.outbox.event import Event
from tertulia.weblog.address import Address
from tertulia.weblog.category import add_category
from tertulia.weblog.member import Role, add_member
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog, create_weblog
from tests.cast import make_user, published_post
from tests.exchange.archives import restored
from tests.publishing.lived import picture

Refused = Callable[[], str]


def test_a_weblog_that_is_there_is_never_overwritten(kept: Path, refused: Refused) -> None:
    add_category(create_weblog("harbour"), "Water")
    assert refused() == "there is a weblog “harbour” already, and an archive never overwrites anything."


def test_an_empty_weblog_is_filled_and_its_host_stays(kept: Path) -> None:
    empty = create_weblog("harbour", title="Soon")
    marta = add_member(
        empty, name="Marta O.", role=Role.OWNER, user=make_user("Marta Oyelaran"), email="MARTA@example.org"
    )
    tomas = add_member(empty, name="Tomas Brandt", role=Role.MODERATOR, user=make_user("Tomas Brandt"))
    here = restored(kept).weblog
    marta.refresh_from_db()
    tomas.refresh_from_db()
    assert (here.id, here.posts.count(), here.members.count()) == (empty.id, 6, 3)
    assert (marta.name, marta.slug, marta.role, marta.user is not None) == (
        "Marta Oyelaran",
        "marta-oyelaran",
        "owner",
        True,
    )
    assert (tomas.role, tomas.posts.count()) == (Role.MODERATOR, 2)


def test_nobody_gets_an_account_by_it(kept: Path) -> None:
    make_user("Marta Oyelaran")
    assert not restored(kept).weblog.members.filter(user__isnull=False).exists()


@pytest.mark.parametrize("path", ["/harbour/2017/08/other.html", "/p/123?x=1"])
@pytest.mark.parametrize("kind", ["post", "address"])
def test_an_address_that_is_taken_is_named(kept: Path, refused: Refused, path: str, kind: str) -> None:
    tide = create_weblog("tide")
    if kind == "post":
        Post.objects.filter(id=published_post(tide).id).update(path=path)
    else:
        Address.objects.create(weblog=tide, path=path, to="/tide/")
    assert refused() == f"the address {path} belongs to another weblog here, so nothing was imported."


def test_no_address_below_another_weblog_comes_in(kept: Path, refused: Refused) -> None:
    create_weblog("p")
    assert refused() == "the address /p/123?x=1 belongs to another weblog here, so nothing was imported."


def test_a_picture_that_is_here_already_stays(kept: Path, refused: Refused) -> None:
    with Archive(kept) as archive:
        name = archive.media[0]
        with archive.medium(name) as file:
            content = file.read()
    default_storage.save(name, ContentFile(content))
    add_category(create_weblog("harbour"), "Water")
    refused()
    assert default_storage.exists(name)
    Weblog.objects.get(slug="harbour").delete()
    restored(kept)
    assert len([path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]) == 9


def test_another_file_of_that_name_is_not_overwritten(kept: Path, refused: Refused) -> None:
    with Archive(kept) as archive:
        name = archive.media[0]
    default_storage.save(name, ContentFile(b"something else"))
    assert refused() == f"media/{name}: there is another file of that name here already."


def test_a_picture_that_was_uploaded_here_too_is_kept_once(kept: Path) -> None:
    image = picture("photo.png")
    Image.objects.filter(id=image.id).update(file=default_storage.save("images/2001/01/mine.png", ContentFile(b"x")))
    here = restored(kept).weblog
    assert here.photo_id == image.id
    assert Image.objects.count() == 4


def test_looking_changes_nothing(kept: Path, db: None) -> None:
    with Archive(kept) as archive:
        assert len(examine(archive).posts) == 6
    assert (Weblog.objects.count(), Image.objects.count(), Event.objects.count()) == (0, 0, 0)
