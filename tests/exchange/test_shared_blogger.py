"""An export of Blogger that nobody here wrote, where it is at hand."""

from pathlib import Path

import pytest
from django.test import Client

from tertulia.weblog.address import Address
from tertulia.weblog.post import Post
from tertulia.weblog.weblog import Weblog
from tests.exchange.loading import Export, new

FILE = Path(__file__).parents[3] / "shared" / "data" / "blogger" / "pelican-bloggerexport.xml"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FILE.is_file(), reason=f"there is no {FILE}"),
]


def test_an_export_with_a_prefix_that_nobody_declared(tide: Weblog, client: Client) -> None:
    export = Export(FILE)
    report = export.load_file(tide)
    again = export.load_file(tide)
    assert (new(again), again.known) == ({}, report.new)
    counts = new(report)
    assert counts.pop("addresses") > 10
    # One post and one page of the two drafts; the draft's labels come with it.
    assert counts == {"posts": 1, "pages": 1, "drafts": 2, "comments": 1, "tags": 2, "authors": 1}
    assert report.lost == []
    published = Post.objects.published().select_related("weblog")
    assert {client.get(post.link).status_code for post in published} == {200}
    assert {client.get(address.path).status_code for address in Address.objects.all()} == {301}
