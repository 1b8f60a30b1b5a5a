"""Requests that two servers might read in two ways are refused, in the bytes as they come over a socket: whoever stands
in front of us and reads them otherwise could be made to hand one reader's answer to another (request smuggling)."""

import pytest

from tests.server import Server

HOST = b"Host: 127.0.0.1\r\n"
# If it is answered, too, then what came before was read as less than it was.
HIDDEN = b"GET /robots.txt HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
PAGES = [b"/corner_table/", b"/corner_table/search/"]

LENGTHS = {
    "a length and chunks": b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
    "chunks and a length": b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
    "two lengths": b"Content-Length: 5\r\nContent-Length: 6\r\n",
    "the same length twice": b"Content-Length: 5\r\nContent-Length: 5\r\n",
    "a list of lengths": b"Content-Length: 5, 5\r\n",
    "a signed length": b"Content-Length: +5\r\n",
    "less than nothing": b"Content-Length: -5\r\n",
    "a length in hexadecimal": b"Content-Length: 0x5\r\n",
    "a length with a point": b"Content-Length: 5.0\r\n",
    "a length with an underscore": b"Content-Length: 1_0\r\n",
    "a length of two words": b"Content-Length: 5 5\r\n",
    "no number at all": b"Content-Length: five\r\n",
    "an empty length": b"Content-Length:\r\n",
    "more than fits into 64 bits": b"Content-Length: 18446744073709551621\r\n",
    "digits of another script": "Content-Length: ٥\r\n".encode(),
    "another coding": b"Transfer-Encoding: identity\r\n",
    "a coding before chunks": b"Transfer-Encoding: gzip, chunked\r\n",
    "a coding after chunks": b"Transfer-Encoding: chunked, identity\r\n",
    "chunks twice": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
    "nearly chunks": b"Transfer-Encoding: xchunked\r\n",
    "chunks behind a vertical tab": b"Transfer-Encoding: \x0bchunked\r\n",
    "quoted chunks": b'Transfer-Encoding: "chunked"\r\n',
}
LINES = {
    "no host": b"X: y\r\n",
    "two hosts": HOST + b"Host: evil.example\r\n",
    "the same host twice": HOST + HOST,
    "an empty host": b"Host:\r\n",
    "a host with a path": b"Host: 127.0.0.1/evil\r\n",
    "a host with a name before it": b"Host: evil@127.0.0.1\r\n",
    "a host with a space": b"Host: 127.0.0.1 evil\r\n",
    "two ports": b"Host: 127.0.0.1:80:81\r\n",
    "a space before the colon": HOST + b"X-Name : y\r\n",
    "a folded line": HOST + b"X-Name: y\r\n more\r\n",
    "no colon": HOST + b"X-Name\r\n",
    "no name": HOST + b": y\r\n",
    "a name of no letters": HOST + b"X\x00Name: y\r\n",
    "NUL in a value": HOST + b"X-Name: y\x00z\r\n",
    "a bare carriage return in a value": HOST + b"X-Name: y\rX-More: z\r\n",
    "a bare line feed after a header": b"Host: 127.0.0.1\nX-Name: y\r\n",
    "a space before the first header": b" X-Name: y\r\n" + HOST,
}
FIRST_LINES = {
    "a bare line feed": b"GET %s HTTP/1.1\n",
    "a tab": b"GET\t%s HTTP/1.1\r\n",
    "a space at the end": b"GET %s HTTP/1.1 \r\n",
    "two addresses": b"GET %s /more HTTP/1.1\r\n",
    "another version": b"GET %s HTTP/1.2\r\n",
    "a version to come": b"GET %s HTTP/2.0\r\n",
    "a long version": b"GET %s HTTP/1.10\r\n",
    "another protocol": b"GET %s HTTQ/1.1\r\n",
    "a word for a method": b"G\x00T %s HTTP/1.1\r\n",
}
CHUNKS = {
    "a signed size": b"+5\r\nhello\r\n0\r\n\r\n",
    "a size with a prefix": b"0x5\r\nhello\r\n0\r\n\r\n",
    "no size": b"\r\nhello\r\n0\r\n\r\n",
    "a size beyond all bounds": b"FFFFFFFFFFFFFFFFF1\r\nhello\r\n0\r\n\r\n",
    "more than the size": b"4\r\nhello\r\n0\r\n\r\n",
    "a bare line feed after the size": b"5\nhello\r\n0\r\n\r\n",
    "a bare line feed after the bytes": b"5\r\nhello\n0\r\n\r\n",
    "a space before the size": b" 5\r\nhello\r\n0\r\n\r\n",
}


def said_once(answer: bytes) -> bytes:
    """The one refusal that was sent, or nothing at all; anything else fails."""
    assert answer.count(b"HTTP/1.1 ") <= 1, answer
    assert not answer or answer.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 431 ", b"HTTP/1.1 413 ", b"HTTP/1.1 501 "))
    assert b"user-agent" not in answer.lower()
    return answer


@pytest.mark.parametrize("page", PAGES, ids=["stored", "made"])
@pytest.mark.parametrize("lines", LENGTHS.values(), ids=LENGTHS)
@pytest.mark.parametrize("method", [b"GET", b"POST"])
def test_django_cve_2026_5766_a_body_of_two_lengths(server: Server, method: bytes, lines: bytes, page: bytes) -> None:
    body = b"0\r\n\r\n" if b"hunked" in lines else b"hello"
    said_once(server.answer(method + b" " + page + b" HTTP/1.1\r\n" + HOST + lines + b"\r\n" + body + HIDDEN))


@pytest.mark.parametrize("page", PAGES, ids=["stored", "made"])
@pytest.mark.parametrize("lines", LINES.values(), ids=LINES)
def test_a_head_that_may_be_read_in_two_ways(server: Server, lines: bytes, page: bytes) -> None:
    assert said_once(server.answer(b"GET " + page + b" HTTP/1.1\r\n" + lines + b"\r\n" + HIDDEN))


@pytest.mark.parametrize("page", PAGES, ids=["stored", "made"])
@pytest.mark.parametrize("line", FIRST_LINES.values(), ids=FIRST_LINES)
def test_a_first_line_that_is_not_exactly_one(server: Server, line: bytes, page: bytes) -> None:
    assert said_once(server.answer(line % page + HOST + b"\r\n" + HIDDEN))


@pytest.mark.parametrize("body", CHUNKS.values(), ids=CHUNKS)
def test_chunks_that_are_not_exactly_chunks(server: Server, body: bytes) -> None:
    head = b"POST /corner_table/search/ HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n"
    said_once(server.answer(head + body + HIDDEN))


def test_the_oldest_http_has_no_chunks(server: Server) -> None:
    head = b"POST /corner_table/ HTTP/1.0\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n"
    said_once(server.answer(head + b"0\r\n\r\n" + HIDDEN))


def test_a_request_of_the_first_days_is_no_request(server: Server) -> None:
    said_once(server.answer(b"GET /corner_table/\r\n\r\n"))


def test_heads_beyond_need_are_refused(server: Server) -> None:
    many = b"".join(b"X-%d: y\r\n" % number for number in range(200))
    long = b"X-Long: " + b"y" * 100_000 + b"\r\n"
    for lines in (many, long):
        assert b" 4" in said_once(server.answer(b"GET /corner_table/ HTTP/1.1\r\n" + HOST + lines + b"\r\n"))[:12]


def test_what_is_clear_is_answered_and_so_is_the_next_on_the_same_connection(server: Server) -> None:
    head = b"POST /corner_table/search/ HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n"
    answer = server.answer(head + b"5\r\nhello\r\n0\r\n\r\n" + HIDDEN)
    assert answer.count(b"HTTP/1.1 ") == 2
    assert answer.startswith(b"HTTP/1.1 403 ")  # a form that nobody was given
    assert answer.rpartition(b"HTTP/1.1 ")[2].startswith(b"200 ")
