"""What ``make bench`` measures is what it says: pages and not refusals, all words of a page, all of a server’s work."""

import os
import re
import subprocess
import time
from pathlib import Path

import pytest
from django.test import Client

from bench import pages, servers, table, weight, wrk
from bench.fill import discuss
from bench.processes import Program, family
from bench.table import Row
from bench.words import thread
from tests.cast import Cast, published_post

REPORT = """\
Running 4s test @ http://127.0.0.1:8000/harbour/
  1 threads and 16 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     1.69ms    3.29ms  51.77ms   95.39%
    Req/Sec    12.40k     2.11k   16.01k    68.00%
  Latency Distribution
     50%  250.00us
     75%    1.02ms
     90%    3.90ms
     99%    1.50s 
  49312 requests in 4.00s, 0.89GB read
Requests/sec:  12328.41
Transfer/sec:    227.50MB
"""  # noqa: W291  as wrk prints it
FAILURES = "  Socket errors: connect 0, read 2, write 0, timeout 3\n  Non-2xx or 3xx responses: 7\n"


@pytest.mark.django_db
def test_every_page_that_is_measured_is_answered() -> None:
    measured = {one.page: one for one in pages.measure(pages.build(), rounds=1)}
    assert measured["front page"].size > 0
    assert max(one.queries for one in measured.values()) <= 20


def test_the_report_of_readers_is_read() -> None:
    assert wrk.parse(REPORT) == wrk.Reading(requests=49312, rate=12328.41, slowest=1500.0, wrong=0)


def test_an_answer_that_is_not_the_page_is_counted() -> None:
    assert wrk.parse(REPORT + FAILURES).wrong == 12


def test_a_report_in_other_words_is_not_guessed_at() -> None:
    with pytest.raises(RuntimeError):
        wrk.parse("unable to connect to 127.0.0.1:8000 Connection refused")


def test_the_same_words_come_each_time() -> None:
    assert thread("stored", 40) == thread("stored", 40) != thread("other", 40)


@pytest.mark.django_db
def test_bare_html_has_all_the_words_and_no_markup_that_could_be_left_out(client: Client, cast: Cast) -> None:
    said = thread("stored", 4)
    post = published_post(cast.weblog, title=said.title, body="<p>First &amp; last.</p>")
    discuss(post, said)
    bare = weight.bare_html(client.get(post.link).content.decode())
    assert bare.startswith(f"<h1>{said.title}</h1>\n<p>")
    assert "<p>First & last.</p>" in bare
    assert all(f"<h3>{one.name}</h3>" in bare and f"<p>{one.text}</p>" in bare for one in said.comments)
    assert set(re.findall(r"<[^/][^>]*>", bare)) == {"<h1>", "<h3>", "<p>"}


def test_a_row_says_whether_its_target_is_met() -> None:
    rows = [Row("fast", 0.62, "×", at_least=0.5), Row("late", 12345.6, "ms", at_most=4), Row("told", 1.2)]
    assert [row.verdict for row in [*rows, *table.unmeasured(["gone"], "wrk is missing")]] == ["met", "missed", "", ""]
    assert [row.figure for row in rows] == ["0.62 ×", "12,346 ms", "1.2"]


def test_rows_are_kept_whole(tmp_path: Path) -> None:
    rows = [Row("fast", 0.62, "×", at_least=0.5, beside="of 2", raw={"all": [1]}), *table.unmeasured(["gone"], "why")]
    table.write(tmp_path / "run.json", rows, {"at": "today"})
    assert table.read(tmp_path / "run.json") == (rows, {"at": "today"})


def test_time_and_memory_are_of_a_process_and_its_children() -> None:
    with subprocess.Popen(["sh", "-c", "sh -c 'read line; exit'; exit"], stdin=subprocess.PIPE) as shell:
        while len(family(shell.pid)) < 2:
            time.sleep(0.01)
        alone = Program(family(shell.pid)[-1], "", 0.0)
        assert Program(shell.pid, "", 0.0).memory() > alone.memory() > 0
        shell.communicate(b"\n")
    before = time.process_time()
    assert Program(os.getpid(), "", 0.0).cpu() >= before > 0


def test_the_configuration_of_nginx_is_measured_on_this_machine_without_tls() -> None:
    site = servers.nginx_site(8123, Path("/srv/weblogs"), "http://127.0.0.1:8999")
    assert "listen 127.0.0.1:8123;" in site
    assert "127.0.0.1:8999" in site
    assert [line for line in site.splitlines() if line.lstrip().startswith(("listen 80", "listen 443", "ssl_"))] == []
