"""However long a file is, reading it takes no more memory: measured in a process of its own."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exchange import writing_blogger as blogger
from tests.exchange.writing_wxr import attachment, comment, item, wxr

_MEASURE = """
import resource, sys
from pathlib import Path
from django.conf import settings
settings.configure(USE_I18N=False)
from tertulia.exchange.readers.known import open_export
for name in sys.argv[1:]:
    count = sum(1 for _record in open_export(Path(name)))
    print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
_SAID, _BODY = "And high water at seven. " * 20, "High water at six. " * 200


def _wordpress(path: Path, count: int) -> None:
    head, end, tail = wxr().partition("</channel>")
    with path.open("w") as file:
        file.write(head)
        for number in range(count):
            said = [comment(_SAID, 10 * number + n) for n in range(4)]
            file.write(item(f"Day {number}", number, *said, body=_BODY, link=""))
        file.write(f"{attachment(count, 'pier.jpg')}{end}{tail}")


def _blogger(path: Path, count: int) -> None:
    head, end, tail = blogger.feed().partition("</feed>")
    with path.open("w") as file:
        file.write(head)
        for number in range(count):
            file.write(blogger.entry("post", number, title=f"Day {number}", body=_BODY, url=""))
        for number in range(4 * count):
            file.write(blogger.comment(_SAID, 10 * count + number, post=number % count))
        file.write(f"{end}{tail}")


# Beside the posts: the feeds that the weblog had and a picture; the weblog, its feeds and its author.
@pytest.mark.parametrize(("write", "beside"), [(_wordpress, 9 + 1), (_blogger, 1 + 9 + 1)])
def test_a_long_file_takes_no_more_than_a_short_one(
    tmp_path: Path, write: Callable[[Path, int], None], beside: int
) -> None:
    short, long = tmp_path / "short.xml", tmp_path / "long.xml"
    write(short, 200)
    write(long, 1200)
    assert long.stat().st_size > 9_000_000
    done = subprocess.run([sys.executable, "-c", _MEASURE, short, long], stdout=subprocess.PIPE, check=True, text=True)
    few, before, many, after = map(int, done.stdout.split())
    assert (few, many) == (200 + beside, 1200 + beside)
    assert after - before < 10
