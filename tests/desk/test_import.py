"""Import at the desk: upload, preview, yes, progress, report."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tertulia.exchange import runs
from tertulia.exchange.run import ImportRun, Stage
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.desk.people import page

IMPORT = "/desk/harbour/import/"
EXPORT = """TITLE: Storm at the gate
AUTHOR: Marta Oyelaran
STATUS: Publish
BASENAME: storm
DATE: 08/21/2017 09:30:00 AM
CATEGORY: Weather
-----
BODY:
The gate held.
-----
COMMENT:
AUTHOR: Ruth
DATE: 08/21/2017 10:00:00 AM
It did not.
-----
--------
"""


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, settings: object) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]


def work_until(stage: Stage) -> ImportRun:
    """Let the worker work, a bounded number of turns, until the import stands there."""
    for _ in range(50):
        run = ImportRun.objects.get()
        if run.stage in (stage, Stage.FAILED):
            break
        runs.work()
    return ImportRun.objects.get()


def upload(client: Client, text: str = EXPORT) -> str:
    file = SimpleUploadedFile("export.txt", text.encode(), content_type="text/plain")
    response = client.post(IMPORT, {"upload": file, "timezone": "Europe/Amsterdam"})
    return response.headers["Location"]


def test_a_file_is_looked_at_first_and_loaded_when_the_host_says_so(marta: Client, weblog: Weblog) -> None:
    address = upload(marta)
    html = page(marta.get(address))
    assert "<progress" in html
    assert 'http-equiv="refresh"' in html
    run = work_until(Stage.PREVIEWED)
    assert (run.stage, run.error) == (Stage.PREVIEWED, "")
    html = page(marta.get(address))
    for shown in ("Nothing is written yet", "Typepad or Movable Type", "Marta Oyelaran", "Weather", "would be new"):
        assert shown in html
    assert 'http-equiv="refresh"' not in html
    assert not Post.objects.exists()
    marta.post(f"{address}load/")
    run = work_until(Stage.DONE)
    assert (run.stage, run.error) == (Stage.DONE, "")
    assert Post.objects.get().title == "Storm at the gate"
    assert "What was imported" in page(marta.get(address))


def test_saying_yes_twice_or_too_early_is_told(marta: Client, weblog: Weblog) -> None:
    address = upload(marta)
    html = page(marta.post(f"{address}load/", follow=True))
    assert "not waiting" in html
    assert ImportRun.objects.get().stage == Stage.PREVIEWING


def test_an_import_is_stopped(marta: Client, weblog: Weblog) -> None:
    address = upload(marta)
    marta.post(f"{address}cancellation/")
    assert ImportRun.objects.get().stage == Stage.FAILED
    assert "stopped" in page(marta.get(address))


def test_a_file_that_is_no_export_says_why(marta: Client, weblog: Weblog) -> None:
    address = upload(marta, "Dear diary, this is no export at all.\n")
    run = work_until(Stage.PREVIEWED)
    assert run.stage == Stage.FAILED
    assert run.error in page(marta.get(address)).replace("&#x27;", "'").replace("&quot;", '"')


def test_without_a_file_the_form_comes_back(marta: Client) -> None:
    assert marta.post(IMPORT, {"timezone": "Europe/Amsterdam"}).status_code == 422
