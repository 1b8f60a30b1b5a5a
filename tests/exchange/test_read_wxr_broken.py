"""XML as it really comes, and XML that is meant to do harm: either it is read, or one line says why not."""

import gzip
from pathlib import Path

import pytest

from tertulia.exchange.readers.wxr import WordPressReader
from tertulia.exchange.records import BrokenExport
from tests.exchange.writing_wxr import comment, item, notes, posts, read, wxr

CONFORMANCE = Path(__file__).parents[3] / "shared" / "data" / "conformance" / "xml"
WHOLE = wxr(item())


def _reason(folder: Path, content: str | bytes) -> str:
    with pytest.raises(BrokenExport) as broken:
        read(folder, content)
    assert "\n" not in str(broken.value)
    return str(broken.value)


def test_prefixes_that_nobody_declared_are_no_error(tmp_path: Path) -> None:
    bare = WHOLE.replace("xmlns:", "was-xmlns-")
    assert [found.title for found in posts(tmp_path, bare)] == ["The tide table"]


def test_prefixes_are_known_by_their_address(tmp_path: Path) -> None:
    other = WHOLE.replace("xmlns:wp=", "xmlns:ns0=").replace("<wp:", "<ns0:").replace("</wp:", "</ns0:")
    (found,) = posts(tmp_path, other.replace("excerpt:", "ns3:").replace("ns3:encoded></", "ns3:encoded>Short</"))
    assert (found.basename, found.body) == ("the-tide-table", "High water at six.")


def test_entities_of_html_are_what_they_are_there(tmp_path: Path) -> None:
    (found,) = posts(tmp_path, WHOLE.replace("<![CDATA[The tide table]]>", "Caf&eacute;&nbsp;&amp; &nonsense;"))
    assert found.title == "Café\N{NO-BREAK SPACE}& &nonsense;"


def test_bytes_that_no_text_may_hold_are_left_out_and_told(tmp_path: Path) -> None:
    records = read(tmp_path, WHOLE.replace("High water", "High\x08\x00 wa\uffffter"))
    assert posts(tmp_path, WHOLE.replace("High water", "High\x0b water"))[0].body == "High water at six."
    assert "5 times" in notes(records)[0]


def test_bytes_of_windows_are_read_as_what_they_were(tmp_path: Path) -> None:
    written = WHOLE.encode().replace(b"High", b"H\xefgh \x96 \xc3\xa9")
    (found,) = posts(tmp_path, written)
    assert found.body.startswith("Hïgh – é")
    assert "2 times" in notes(read(tmp_path, written))[0]


@pytest.mark.parametrize("name", ["iso-8859-1", "windows-1252", "utf-16", "koi8-r"])
def test_the_encoding_that_it_names_is_believed(tmp_path: Path, name: str) -> None:
    word = "Вода" if name == "koi8-r" else "Café"
    written = WHOLE.replace("UTF-8", name).replace("High", word).encode(name)
    assert posts(tmp_path, written)[0].body == f"{word} water at six."


def test_what_a_server_wrote_before_and_behind_is_passed_over(tmp_path: Path) -> None:
    written = f"\n<br />\n<b>Warning</b>: date()\n{WHOLE}<b>Fatal error</b>: Maximum execution time\n"
    assert posts(tmp_path, written)[0].line == 16
    assert posts(tmp_path, f"\ufeff\n{WHOLE}")[0].line == 14


def test_a_packed_file_is_unpacked(tmp_path: Path) -> None:
    assert len(posts(tmp_path, gzip.compress(WHOLE.encode()))) == 1
    assert "the file ends in the middle" in _reason(tmp_path, gzip.compress(WHOLE.encode() * 50)[:-200])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (WHOLE[:-40], "the file ends in the middle"),
        (WHOLE[: WHOLE.index("High")], "the file ends in the middle"),
        (WHOLE.replace("</title>", "</titel>", 1), "an element ends"),
        (WHOLE.replace("]]></content", "]]> :)]]></content"), "line 18: this is no well-formed XML"),
        (WHOLE.replace("wp:", "wq:").replace("wordpress.org", "example.org"), "no export of WordPress"),
        ("<html><body></body></html>", "begins with <html>"),
        (WHOLE.replace("UTF-8", "idna"), "no encoding that is known here"),
        (f"<!DOCTYPE rss [<!ENTITY a 'b'>]>{WHOLE[39:]}", "document type"),
        (f'<!DOCTYPE rss SYSTEM "file:///etc/passwd">{WHOLE[39:]}', "document type"),
    ],
)
def test_what_is_broken_is_one_line_with_the_place(tmp_path: Path, content: str, reason: str) -> None:
    assert reason in _reason(tmp_path, content)


def test_elements_too_deep_are_refused(tmp_path: Path) -> None:
    assert "deep" in _reason(tmp_path, WHOLE.replace("<item>", "<item>" + "<a>" * 100_000))


@pytest.mark.parametrize("long", ['<a b="{}"/>', "<!-- {} -->", "<{}/>"])
def test_a_tag_or_comment_that_never_ends_is_refused(tmp_path: Path, long: str) -> None:
    assert "a million characters" in _reason(tmp_path, WHOLE.replace("<item>", "<item>" + long.format("x" * 3_000_000)))


def test_an_attribute_of_a_million_characters_is_none_of_our_business(tmp_path: Path) -> None:
    assert len(posts(tmp_path, WHOLE.replace("<item>", f'<item x="{"y" * 1_000_000}">'))) == 1


def test_an_item_that_would_fill_the_memory_is_refused_by_its_line(tmp_path: Path) -> None:
    huge = "".join(comment("x" * 3_000_000, number) for number in range(12))
    assert _reason(tmp_path, wxr(item("A", 1, huge))).startswith("line 13: <item> begins here and holds more")


def test_what_is_packed_too_tightly_is_refused(tmp_path: Path) -> None:
    assert "packed so tightly" in _reason(tmp_path, gzip.compress(b"\0" * 30_000_000))


@pytest.mark.skipif(not CONFORMANCE.is_dir(), reason=f"there are no attacks in {CONFORMANCE}")
def test_known_attacks_are_refused() -> None:
    for path in CONFORMANCE.glob("*.xml"):
        with pytest.raises(BrokenExport):
            list(WordPressReader(path))
