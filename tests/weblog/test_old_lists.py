"""A weblog that lived under another name: its lists and feeds lead to where they are now."""

import pytest
from django.test import Client

from tertulia.weblog.address import Address
from tertulia.weblog.old_addresses import unleading, unusable
from tertulia.weblog.weblog import Weblog

pytestmark = pytest.mark.django_db


_FORMS = ("", "page/2/", "2017/08/", "2017/08/page/2/", "sea/page/2/", "sea/atom.xml", "rss.xml", "archives.html")


@pytest.mark.parametrize("form", _FORMS)
def test_each_form_of_list_leads_on_for_ever(client: Client, weblog: Weblog, form: str) -> None:
    path = f"/old/{form}"
    assert client.get(path).status_code == 404
    assert unleading([path], weblog.slug) == {}
    Address.objects.create(weblog=weblog, path=path, to=weblog.path)
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (301, weblog.path)
    assert client.post(path).status_code != 301


def test_no_post_can_have_such_an_address_for_its_own(weblog: Weblog) -> None:
    assert unusable(["/old/page/2/", "/old/atom.xml"], weblog.slug).keys() == {"/old/page/2/", "/old/atom.xml"}
