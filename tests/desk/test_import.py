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
from tests.exchange.writing_blogger import packed, taken, takeout

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


def upload(client: Client, content: str | bytes = EXPORT) -> str:
    """The address of the import of a file of this content."""
    raw = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile("export.txt", raw, content_type="text/plain")
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
    html = page(marta.get(address))
    for shown in ("What was imported", "/desk/harbour/rescue/", "/desk/harbour/import/missing/"):
        assert shown in html


def test_a_file_that_ends_in_the_middle_is_told_before_it_is_loaded(marta: Client, weblog: Weblog) -> None:
    address = upload(marta, EXPORT[:-18])
    work_until(Stage.PREVIEWED)
    html = page(marta.get(address))
    assert "<details open><summary>Notes (1)</summary>" in html
    assert "the file ends in the middle of this entry" in html


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


def test_one_of_several_weblogs_in_a_file_is_chosen_by_a_button(marta: Client, weblog: Weblog) -> None:
    entry = takeout(taken(filename="/2018/03/tide.html")).encode()
    takeouts = packed({f"Takeout/Blogger/Blogs/{name}/feed.atom": entry for name in ('Tide & "Ebb"', "Gate")})
    address = upload(marta, takeouts)
    assert work_until(Stage.CHOOSING).stage == Stage.CHOOSING
    html = page(marta.get(address))
    for shown in ("Several weblogs are in this file", 'value="Tide &amp; &quot;Ebb&quot;"', 'value="Gate"'):
        assert shown in html
    assert 'http-equiv="refresh"' not in html
    assert "no weblog of this name" in page(marta.post(f"{address}choice/", {"weblog": "Sea"}, follow=True))
    html = page(marta.post(f"{address}choice/", {"weblog": "Gate"}, follow=True))
    assert 'http-equiv="refresh"' in html
    assert "not waiting for a choice" in page(marta.post(f"{address}choice/", {"weblog": "Gate"}, follow=True))
    assert work_until(Stage.PREVIEWED).only == "Gate"
    html = page(marta.get(address))
    for shown in ("Gate · Blogger", "Another weblog of this file", 'value="Tide &amp;'):
        assert shown in html
    marta.post(f"{address}load/")
    assert work_until(Stage.DONE).error == ""
    assert Post.objects.count() == 1


def test_a_file_that_is_no_export_says_why(marta: Client, weblog: Weblog) -> None:
    address = upload(marta, "Dear diary, this is no export at all.\n")
    run = work_until(Stage.PREVIEWED)
    assert run.stage == Stage.FAILED
    assert run.error in page(marta.get(address)).replace("&#x27;", "'").replace("&quot;", '"')


def test_without_a_file_the_form_comes_back(marta: Client) -> None:
    assert marta.post(IMPORT, {"timezone": "Europe/Amsterdam"}).status_code == 422
