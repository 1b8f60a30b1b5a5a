"""What a page is called in each encoding, and whether a reader has it already."""

import pytest

from tertulia.publishing.negotiation import etag_of, is_known


@pytest.mark.parametrize("encoding", ["", "br", "gzip"])
def test_a_reader_who_has_a_page_in_an_encoding_is_known_by_its_tag(encoding: str) -> None:
    tag = etag_of("abc", encoding)
    assert is_known(tag, 0, tag, "")
    assert is_known(tag, 0, f'"other", {tag.removeprefix("W/")}', "")
    assert not is_known(tag, 0, etag_of("abd", encoding), "")


def test_a_page_has_another_tag_in_each_encoding() -> None:
    assert len({etag_of("abc", encoding) for encoding in ("", "br", "gzip")}) == 3
    assert not is_known(etag_of("abc", "br"), 0, etag_of("abc", "gzip"), "")


def test_only_the_plain_page_promises_the_same_bytes() -> None:
    assert not etag_of("abc", "").startswith("W/")
    assert etag_of("abc", "br").startswith("W/")
