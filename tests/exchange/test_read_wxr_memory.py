"""However long a file is, reading it takes no more memory: measured in a process of its own."""

import subprocess
import sys
from pathlib import Path

from tests.exchange.writing_wxr import attachment, comment, item, wxr

_MEASURE = """
import resource, sys
from pathlib import Path
from django.conf import settings
settings.configure(USE_I18N=False)
from tertulia.exchange.readers.wxr import WordPressReader
for name in sys.argv[1:]:
    count = sum(1 for _record in WordPressReader(Path(name)))
    print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def test_a_long_file_takes_no_more_than_a_short_one(tmp_path: Path) -> None:
    short, long = tmp_path / "short.xml", tmp_path / "long.xml"
    _write(short, 200)
    _write(long, 1200)
    assert long.stat().st_size > 9_000_000
    done = subprocess.run([sys.executable, "-c", _MEASURE, short, long], stdout=subprocess.PIPE, check=True, text=True)
    few, before, many, after = map(int, done.stdout.split())
    # The feeds that the weblog had, the posts, and a picture.
    assert (few, many) == (9 + 200 + 1, 9 + 1200 + 1)
    assert after - before < 10


def _write(path: Path, count: int) -> None:
    head, end, tail = wxr().partition("</channel>")
    with path.open("w") as file:
        file.write(head)
        for number in range(count):
            said = [comment("And high water at seven. " * 20, 10 * number + n) for n in range(4)]
            file.write(item(f"Day {number}", number, *said, body="High water at six. " * 200, link=""))
        file.write(f"{attachment(count, 'pier.jpg')}{end}{tail}")
