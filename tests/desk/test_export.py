"""Export at the desk: one click, and the archive can be fetched by its owner for some days."""

from datetime import timedelta
from html import escape
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tertulia.exchange import exports
from tertulia.exchange.export_run import KEPT, ExportRun, Making
from tertulia.lib import clock
from tertulia.weblog.kept_link import KeptLink
from tertulia.weblog.weblog import Weblog, create_weblog
from tests.desk.people import page

EXPORT = "/desk/harbour/export/"


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, settings: Settings) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def made(weblog: Weblog) -> ExportRun:
    """An archive that is there."""
    run = ExportRun.objects.create(weblog=weblog, file="kept.zip", stage=Making.DONE, size=2)
    run.path.parent.mkdir()
    run.path.write_bytes(b"PK")
    return run


def test_a_second_click_makes_no_second_archive(marta: Client) -> None:
    for _click in range(2):
        assert marta.post(EXPORT).headers["Location"] == EXPORT
    assert ExportRun.objects.count() == 1
    shown = page(marta.get(EXPORT))
    assert "It is being made." in shown
    assert 'http-equiv="refresh"' in shown


def test_copies_of_links_go_into_a_web_archive_if_there_are_any_and_it_is_wished(marta: Client, weblog: Weblog) -> None:
    assert 'name="links"' not in page(marta.get(EXPORT))
    KeptLink.objects.create(weblog=weblog, url="http://quay.example/", first_seen_at=clock.now(), warc="a.warc.gz")
    assert 'name="links"' in page(marta.get(EXPORT))
    for form, expected in (("wacz", True), ("wxr", False)):
        marta.post(EXPORT, {"format": form, "links": "1"})
        assert ExportRun.objects.get().with_links is expected
        assert ("with what is linked to" in page(marta.get(EXPORT))) is expected
        ExportRun.objects.all().delete()


def test_its_owner_fetches_it(marta: Client, made: ExportRun) -> None:
    assert f'<a href="{EXPORT}{made.id}/" download>harbour-' in page(marta.get(EXPORT))
    answer = marta.get(f"{EXPORT}{made.id}/")
    assert b"".join(answer) == b"PK"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{made.name}"'
    assert "no-store" in answer.headers["Cache-Control"]


def test_nobody_else_fetches_it(ilse: Client, tomas: Client, marta: Client, made: ExportRun) -> None:
    assert [client.get(f"{EXPORT}{made.id}/").status_code for client in (ilse, tomas)] == [404, 404]
    ExportRun.objects.update(weblog=create_weblog("tide"))
    assert marta.get(f"{EXPORT}{made.id}/").status_code == 404


def test_what_is_not_there_yet_or_no_longer_cannot_be_fetched(marta: Client, made: ExportRun) -> None:
    made.path.unlink()
    assert marta.get(f"{EXPORT}{made.id}/").status_code == 404
    ExportRun.objects.update(stage=Making.MAKING)
    assert marta.get(f"{EXPORT}{made.id}/").status_code == 404


def test_it_is_forgotten_after_some_days(made: ExportRun) -> None:
    assert exports.forget_old() == 0
    ExportRun.objects.update(created_at=clock.now() - KEPT - timedelta(minutes=1))
    assert exports.forget_old() == 1
    assert (ExportRun.objects.count(), made.path.exists()) == (0, False)


def test_why_it_could_not_be_made_is_told(marta: Client, weblog: Weblog) -> None:
    run = exports.begin(weblog, actor=None)
    # A program of its own finds no weblog here, with pages or without.
    while not exports.work():
        run.refresh_from_db()
        if process := exports._under_way.get(run.id):
            process.wait(60)
    run.refresh_from_db()
    assert run.stage == Making.FAILED
    assert run.error
    assert escape(run.error) in page(marta.get(EXPORT))
    assert exports.begin(weblog, actor=None).id != run.id


def test_one_worker_makes_it_and_another_goes_on_if_that_one_dies(weblog: Weblog) -> None:
    run = exports.begin(weblog, actor=None)
    assert run.hold("first")
    assert not run.hold("second")
    ExportRun.objects.update(held_until=clock.now() - timedelta(seconds=1))
    assert run.hold("second")
    run.end(Making.DONE)
    assert not run.hold("second")
