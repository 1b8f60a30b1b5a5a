"""The one door out: what is checked is what is asked, and nobody can keep us waiting or fill the memory."""

import gzip
import socket
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tertulia.lib.fetch import Asked, Limits, fetch
from tertulia.lib.outgoing.errors import Broken, FetchError, NoSuchName, Refused, TooLarge, TooSlow, Unreachable
from tests.strangers import Stranger, answer, resolve_by, stranger

QUICK = Limits(connect=2, silence=0.3, whole=1, size=10_000)


def test_an_answer_comes_with_its_head(near: Settings) -> None:
    with stranger(answer(b"<p>hello", Content_Type="text/html")) as there:
        found = fetch(f"{there.origin}/a%20b?c=d#e")
    assert (found.status, found.body, found.header("content-type")) == (200, b"<p>hello", "text/html")
    assert found.url == f"{there.origin}/a%20b?c=d"
    [request] = there.asked
    assert request.startswith(b"GET /a%20b?c=d HTTP/1.1\r\nHost: 127.0.0.1:")
    assert f"User-Agent: Tertulia/0.1.0 (+{near.ORIGIN}/)\r\n".encode() in request
    assert b"Cookie" not in request
    assert b"Authorization" not in request


def test_nothing_is_fetched_where_the_operator_forbids_it(near: Settings) -> None:
    near.FETCH = 0
    with stranger(answer()) as there, pytest.raises(Refused, match="TERTULIA_FETCH"):
        fetch(there.origin)
    assert there.asked == []


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "localhost"])
def test_this_machine_is_not_asked(host: str, settings: Settings) -> None:
    settings.FETCH_PORTS = range(65536)
    with stranger(answer(), host="0.0.0.0") as there, pytest.raises(Refused, match="not an address on the internet"):
        fetch(f"http://{host}:{there.port}/")
    assert there.asked == []


def test_wordpress_cve_2022_3590_and_ghost_cve_2026_53945_a_name_is_resolved_once(
    near: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: the first answer may be asked, and whatever is said later is what an attacker wants us to ask."""
    answers = iter([["127.0.0.1"], ["127.0.0.2"], ["127.0.0.2"]])
    asked = resolve_by(lambda _host: next(answers), monkeypatch)
    with stranger(answer(b"public")) as there, stranger(answer(b"secret"), "127.0.0.2", there.port) as inside:
        assert fetch(f"http://rebinding.example:{there.port}/").body == b"public"
        with pytest.raises(Refused, match=r"leads to 127\.0\.0\.2"):
            fetch(f"http://rebinding.example:{there.port}/")
    assert asked == ["rebinding.example"] * 2
    assert inside.asked == []
    assert b"Host: rebinding.example:" in there.asked[0]


def test_a_name_that_leads_both_ways_is_not_asked(near: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve_by(lambda _host: ["127.0.0.1", "10.0.0.1"], monkeypatch)
    with stranger(answer()) as there, pytest.raises(Refused, match=r"10\.0\.0\.1"):
        fetch(f"http://both.example:{there.port}/")
    assert there.asked == []


def test_a_name_that_nobody_has_is_told_apart(near: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(_host: str) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    resolve_by(nobody, monkeypatch)
    with pytest.raises(NoSuchName, match=r"gone\.example cannot be found"):
        fetch("http://gone.example/")


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.2:{port}/",
        "//127.0.0.2:{port}/",
        "http://[::ffff:127.0.0.2]:{port}/",
        "http://2130706434:{port}/",
        "http://user@127.0.0.1:{port}/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "http://169.254.169.254/latest/meta-data/",
    ],
)
def test_wp_webmention_cve_2026_0688_a_redirect_is_checked_like_an_address(location: str, near: Settings) -> None:
    with stranger(lambda _, here: [answer(b"", "302 Found", Location=location.format(port=here.port))]) as there:
        with stranger(answer(b"secret"), "127.0.0.2", there.port) as inside, pytest.raises(Refused):
            fetch(there.origin)
        assert inside.asked == []
        assert len(there.asked) == 1


def test_redirects_are_followed_and_remembered(near: Settings) -> None:
    moved = {"/a": ("301 Moved Permanently", "/b"), "/b": ("302 Found", "c d/ä#x")}

    def leading(_request: bytes, here: Stranger) -> Iterator[bytes]:
        status, location = moved.get(here.paths[-1], ("200 OK", ""))
        yield answer(b"", status, Location=location) if location else answer(b"end")

    with stranger(leading) as there:
        found = fetch(f"{there.origin}/a")
    assert (found.body, found.url) == (b"end", f"{there.origin}/c%20d/%C3%A4")
    assert found.passed == ((f"{there.origin}/a", 301), (f"{there.origin}/b", 302))


def test_redirects_end(near: Settings) -> None:
    with stranger(answer(b"", "302 Found", Location="/again")) as there, pytest.raises(Broken, match="more than 5"):
        fetch(there.origin)
    assert len(there.asked) == 6


def test_a_post_is_sent_once_and_not_on(near: Settings) -> None:
    with stranger(answer(b"", "307 Temporary Redirect", Location="/elsewhere")) as there:
        found = fetch(there.origin, asked=Asked("POST", b"a=b", {"Content-Type": "application/x-www-form-urlencoded"}))
    assert (found.status, len(there.asked)) == (307, 1)
    assert there.asked[0].endswith(b"\r\n\r\na=b")


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n", b""])
def test_who_drips_is_left(head: bytes, near: Settings) -> None:
    def dripping(_request: bytes, there: Stranger) -> Iterator[bytes]:
        yield head
        while not there.gone.wait(0.05):
            yield b"x"

    with stranger(dripping) as there, pytest.raises(TooSlow):
        fetch(there.origin, QUICK)


def test_who_falls_silent_is_left(near: Settings) -> None:
    def silent(_request: bytes, there: Stranger) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"
        there.gone.wait(30)

    with stranger(silent) as there, pytest.raises(TooSlow, match="fell silent"):
        fetch(there.origin, QUICK)


@pytest.mark.parametrize(
    "response",
    [
        answer(b"x" * 10_001),
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 20_000,
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n" + b"x" * 20_000,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"7d0\r\n" + b"x" * 2000 + b"\r\n" + b"FFFFFF\r\n" + b"x" * 9000,
        answer(gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip"),
    ],
    ids=["large", "says so", "no length", "negative length", "chunks", "bomb"],
)
def test_what_is_too_large_is_refused_or_cut(response: bytes, near: Settings) -> None:
    with stranger(response) as there:
        with pytest.raises((TooLarge, Broken)):
            fetch(there.origin, QUICK)
        if b"99999999" not in response:
            found = fetch(there.origin, Limits(size=10_000, cut=True))
            assert (len(found.body), found.is_whole) == (10_000, False)


@pytest.mark.parametrize(
    "response",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        answer(gzip.compress(b"hello" * 100)[:-20], Content_Encoding="gzip"),
        answer(b"no gzip", Content_Encoding="gzip"),
        answer(b"?", Content_Encoding="br"),
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"",
        answer(b"", "302 Found", Location="http://[broken/"),
    ],
    ids=range(10),
)
def test_what_is_no_whole_answer_is_told_in_one_line(response: bytes, near: Settings) -> None:
    with stranger(response) as there, pytest.raises(FetchError) as failure:
        fetch(there.origin, QUICK)
    assert isinstance(failure.value, Broken | Unreachable | Refused)
    assert "\n" not in str(failure.value)


def test_nothing_more_is_read_than_was_announced(near: Settings) -> None:
    with stranger(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhello HTTP/1.1 200 OK\r\n\r\n") as there:
        assert fetch(there.origin).body == b"he"


def test_a_gzip_answer_is_unpacked(near: Settings) -> None:
    with stranger(answer(gzip.compress(b"hello" * 1000), Content_Encoding="gzip")) as there:
        assert fetch(there.origin).body == b"hello" * 1000


def test_the_environment_names_no_proxy(near: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with stranger(answer(b"direct")) as there, stranger(answer(b"proxy")) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.origin)
        assert fetch(there.origin).body == b"direct"
    assert proxy.asked == []


def test_a_closed_door_is_said_so(near: Settings) -> None:
    with stranger(answer()) as there:
        port = there.port
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1 cannot be reached"):
        fetch(f"http://127.0.0.1:{port}/")
