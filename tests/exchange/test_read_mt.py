"""What the reader makes of a well-formed entry, key by key."""

from datetime import datetime
from pathlib import Path

import pytest

from tertulia.exchange.records import LooseComments
from tests.exchange.writing_mt import WEBLOG, comment, entry, ping, post, posts, read


def test_an_entry_of_typepad_is_read_whole(tmp_path: Path) -> None:
    written = entry(
        extended="<p>More.</p>", excerpt="Short.", keywords="water, moon", comments=[comment(), comment("Me too.")]
    )
    found = post(tmp_path, written)
    assert (found.title, found.author, found.author_email) == ("The tide table", "Marta Oyelaran", "marta@example.org")
    assert (found.body, found.extended, found.excerpt) == ("<p>High water at six.</p>", "<p>More.</p>", "Short.")
    assert (found.keywords, found.basename) == ("water, moon", "the-tide-table")
    assert found.date == datetime(2018, 3, 4, 18, 5, 4)
    assert (found.kind, found.status, found.format, found.line) == ("post", "published", "html", 1)
    first, second = found.comments
    assert (first.name, first.email, first.ip, first.text) == (
        "Ruth Ames",
        "ruth@example.org",
        "192.0.2.7",
        "I saw it too.",
    )
    assert (first.date, second.text) == (datetime(2018, 3, 5, 7), "Me too.")
    assert found.warnings == ()


def test_the_address_is_kept_verbatim_but_for_the_blank_behind_it(tmp_path: Path) -> None:
    url = f"{WEBLOG}/2018/03/caf%C3%A9-圣诞-.html"
    assert post(tmp_path, entry(UNIQUE_URL=f"{url} ")).url == url


def test_a_page_is_told_by_an_address_without_a_month(tmp_path: Path) -> None:
    about, dated = posts(
        tmp_path, entry("About", UNIQUE_URL=f"{WEBLOG}/about.html ") + entry("Old", UNIQUE_URL="/tide/2004/02/old.html")
    )
    assert (about.kind, dated.kind) == ("page", "post")


def test_without_an_address_an_entry_is_a_post(tmp_path: Path) -> None:
    found = post(tmp_path, entry(UNIQUE_URL=None))
    assert (found.kind, found.url) == ("post", "")


@pytest.mark.parametrize(
    ("written", "status"),
    [("Publish", "published"), ("DRAFT", "draft"), ("future", "scheduled"), (None, "published"), ("Draft ", "draft")],
)
def test_the_status_is_read_in_any_case(tmp_path: Path, written: str | None, status: str) -> None:
    assert post(tmp_path, entry(STATUS=written)).status == status


def test_an_unknown_status_makes_a_draft_and_is_told(tmp_path: Path) -> None:
    found = post(tmp_path, entry(STATUS="Review"))
    assert found.status == "draft"
    assert found.warnings == ("line 1: its status “review” is not known, so it was taken as a draft.",)


@pytest.mark.parametrize(
    ("written", "allowed"), [("0", "none"), ("1", "open"), ("2", "closed"), (None, "open"), ("9", "closed")]
)
def test_allow_comments_has_three_values(tmp_path: Path, written: str | None, allowed: str) -> None:
    assert post(tmp_path, entry(ALLOW_COMMENTS=written)).comments_allowed == allowed


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("wysiwyg", "html"),
        ("richtext", "html"),
        ("0", "html"),
        ("blockeditor", "html"),
        ("1", "lines"),
        ("__default__", "lines"),
        ("__default__,__sanitize__", "lines"),
        (None, "lines"),
        ("markdown", "markdown"),
        ("markdown_with_smartypants", "markdown"),
        ("markdown_with_smartypants,__sa", "markdown"),
        ("textile_2", "lines"),
    ],
)
def test_convert_breaks_tells_the_format(tmp_path: Path, written: str | None, name: str) -> None:
    assert post(tmp_path, entry(CONVERT_BREAKS=written)).format == name


def test_textile_comes_with_a_warning(tmp_path: Path) -> None:
    (warning,) = post(tmp_path, entry(CONVERT_BREAKS="textile_2")).warnings
    assert "textile_2" in warning


def test_a_primary_category_comes_first_and_once(tmp_path: Path) -> None:
    header = "CATEGORY: News\nCATEGORY: Media\nPRIMARY CATEGORY: Media\nCATEGORY: News\nCATEGORY:\n"
    assert post(tmp_path, entry(header=header)).categories == ("Media", "News")


def test_tags_may_be_quoted(tmp_path: Path) -> None:
    found = post(tmp_path, entry(TAGS="""tide,"low water",'old, new',rock'n'roll, tide , '80s"""))
    assert found.tags == ("tide", "low water", "old, new", "rock'n'roll", "'80s")


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("01/31/2002 03:31:05 PM", datetime(2002, 1, 31, 15, 31, 5)),
        ("01/31/2002 15:31:05", datetime(2002, 1, 31, 15, 31, 5)),
        ("01/31/2002 12:31:05 AM", datetime(2002, 1, 31, 0, 31, 5)),
        ("01/31/2002 12:31:05 PM", datetime(2002, 1, 31, 12, 31, 5)),
        ("1/31/98 3:31:05 pm", datetime(1998, 1, 31, 15, 31, 5)),
        ("01/31/2002 15:31", datetime(2002, 1, 31, 15, 31)),
    ],
)
def test_dates_come_in_12_and_24_hours(tmp_path: Path, written: str, date: datetime) -> None:
    assert post(tmp_path, entry(DATE=written)).date == date


def test_a_bad_date_falls_back_to_the_month_of_the_address(tmp_path: Path) -> None:
    found = post(tmp_path, entry(DATE="02/30/2018 10:00:00 AM"))
    assert (found.date, found.status) == (datetime(2018, 3, 1), "published")
    assert "02/30/2018" in found.warnings[0]


def test_a_post_of_no_date_at_all_becomes_a_draft(tmp_path: Path) -> None:
    found = post(tmp_path, entry(DATE="soon", UNIQUE_URL=None))
    assert (found.date, found.status) == (None, "draft")
    assert found.warnings == ("line 1: its date “soon” is none, so it was taken as a draft.",)


def test_a_title_may_be_missing_empty_or_broken_over_lines(tmp_path: Path) -> None:
    missing, empty, broken = posts(
        tmp_path, entry(None) + entry("") + entry("One: two\nthree", BASENAME="x", UNIQUE_URL=None)
    )
    assert (missing.title, empty.title, broken.title) == ("", "", "One: two three")


def test_keys_come_in_any_order_and_may_be_unknown(tmp_path: Path) -> None:
    written = "DATE: 01/31/2002 03:31:05 PM\n\n\nMOOD: calm\nTITLE: Late\n-----\nBODY:\nText.\n-----\n--------\n"
    found = post(tmp_path, written)
    assert (found.title, found.body, found.author, found.warnings) == ("Late", "Text.", "", ())


def test_entities_are_kept_as_they_are(tmp_path: Path) -> None:
    found = post(tmp_path, entry("Fish &amp;amp; chips", body="six&#0160;o’clock &lt;job&gt;"))
    assert (found.title, found.body) == ("Fish &amp;amp; chips", "six&#0160;o’clock &lt;job&gt;")


def test_a_comment_takes_its_details_in_any_order_and_each_once(tmp_path: Path) -> None:
    written = "COMMENT:\nAUTHOR: Bo\nDATE: 02/01/2002 04:02:07 AM\nIP: 192.0.2.1\nEMAIL: bo@example.org\n"
    text = "DATE: this is what I wrote\nNOTE: and this\n\n  indented"
    (found,) = post(tmp_path, entry(comments=[f"{written}{text}\n-----\n"])).comments
    assert (found.name, found.email, found.ip, found.url) == ("Bo", "bo@example.org", "192.0.2.1", "")
    assert (found.text, found.date) == (text, datetime(2002, 2, 1, 4, 2, 7))


def test_a_dead_profile_link_is_kept_in_the_record(tmp_path: Path) -> None:
    url = "http://profile.typepad.com/6p0120a5"
    (found,) = post(tmp_path, entry(comments=[comment(URL=url, EMAIL="")])).comments
    assert found.url == url


def test_a_ping_is_told_from_a_comment(tmp_path: Path) -> None:
    comments = post(tmp_path, entry(comments=[comment(), ping()])).comments
    assert [(one.kind, one.name, one.title) for one in comments] == [
        ("comment", "Ruth Ames", ""),
        ("ping", "Best casino", "High water"),
    ]


def test_custom_fields_are_kept(tmp_path: Path) -> None:
    written = entry(comments=["\n\n-----\nCF50_mood:\ncalm\n-----\nMY_FIELD:\n7\n-----\n"])
    assert post(tmp_path, written).extra == {"CF50_mood": "calm", "MY_FIELD": "7"}


def test_comments_may_come_without_their_entry(tmp_path: Path) -> None:
    written = f"NO ENTRY: 1\nDATE: 03/04/2018 06:05:04 PM\n-----\n{comment()}--------\n"
    (found,) = read(tmp_path, written)
    assert isinstance(found, LooseComments)
    assert (found.date, [one.text for one in found.comments]) == (datetime(2018, 3, 4, 18, 5, 4), ["I saw it too."])


def test_a_very_old_file_begins_its_body_in_the_header(tmp_path: Path) -> None:
    written = "TITLE: Old\nDATE: 01/31/02 15:31:05\nSTART BODY:\nTITLE: of the text\n\nEnd.\n-----\n--------\n"
    found = post(tmp_path, written)
    assert (found.title, found.body) == ("Old", "TITLE: of the text\n\nEnd.")
    assert found.date == datetime(1902, 1, 31, 15, 31, 5)
