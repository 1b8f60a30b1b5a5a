"""Months of which posts are missing are told, with where to look for them."""

from datetime import datetime
from pathlib import Path

import pytest

from tertulia.exchange.crosschecks import crosschecks
from tertulia.exchange.records import ClaimRecord, PostRecord
from tertulia.weblog.weblog import Weblog
from tests.exchange.loading import Export
from tests.exchange.pages import writing_pages as html
from tests.exchange.pieces import Piece, bring, exported

pytestmark = pytest.mark.django_db

HOME = "https://tide.example.org/tide/"


def post(year: int, month: int, name: str = "x") -> PostRecord:
    return exported(url=f"{HOME}{year}/{month:02}/{name}.html", date=datetime(year, month, 4, 18, 5))


def month(year: int, number: int, count: int = 1) -> ClaimRecord:
    return ClaimRecord(f"{HOME}{year}/{number:02}/", posts=count)


def test_a_month_that_had_more_posts_than_are_here_is_told(tide: Weblog) -> None:
    bring(tide, Piece("capture", post(2018, 3), post(2018, 4), month(2018, 3, 3), month(2018, 4)))
    assert crosschecks(tide) == [
        f"2018-03: pages say that it had 3 posts, 1 are here. Look for {HOME}2018/03/ at a web archive."
    ]


def test_months_without_a_post_are_told_together(tide: Weblog) -> None:
    months = [(2018, 1), (2018, 2), (2018, 3), (2018, 5), (2018, 6), (2018, 9), (2018, 10)]
    bring(tide, Piece("mt", *[post(*one) for one in months]))
    (told,) = crosschecks(tide)
    assert told.startswith("No post is here of: 2018-04, 2018-07 – 2018-08.")
    assert told.endswith("/tide/2018/04/.")


def test_a_list_that_names_all_months_leaves_no_gap(tide: Weblog) -> None:
    bring(tide, Piece("capture", post(2018, 1), post(2018, 3), month(2018, 1), month(2018, 3)))
    assert crosschecks(tide) == []


def test_a_post_is_of_the_month_of_its_address(tide: Weblog) -> None:
    moved = exported(url=f"{HOME}2018/03/x.html", date=datetime(2018, 4, 1, 0, 5))
    bring(tide, Piece("capture", moved, month(2018, 3)))
    assert crosschecks(tide) == []


def test_who_writes_seldom_has_no_gaps(tide: Weblog) -> None:
    bring(tide, Piece("mt", post(2010, 1), post(2014, 6), post(2018, 3)))
    assert crosschecks(tide) == []


def test_a_sidebar_names_months_and_counts_their_posts(tide: Weblog, tmp_path: Path) -> None:
    archives = f"""<div class="module-archives module"><div class="module-content"><ul>
<li><a href="{html.HOME}2017/08/">August 2017</a> (2)</li>
<li><a href="{html.HOME}2017/07/">July 2017</a></li></ul></div>
</div>"""
    page = tmp_path / "storm.html"
    page.write_bytes(html.page(html.entry(), sidebar=archives))
    Export(page).load_file(tide)
    told = crosschecks(tide)
    assert [one.split(":")[0] for one in told] == ["2017-07", "2017-08"]
    assert "had 2 posts, 1 are here" in told[1]
    assert f"{html.HOME}2017/07/" in told[0]
