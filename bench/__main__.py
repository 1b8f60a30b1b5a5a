"""``make bench``: time and queries per page, then how an import streams; tables, and JSON in bench/results/."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import django

RESULTS = Path(__file__).parent / "results"


def main() -> None:
    """Measure in a folder that is thrown away; DATABASE_URL, if set, must name an empty database."""
    with tempfile.TemporaryDirectory(prefix="tertulia-bench-") as folder:
        os.environ["TERTULIA_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "tertulia.settings"
        django.setup()
        import_module("tertulia.commands.installation").prepare()
        import_module("tertulia.commands.installation").collect_static()
        pages = import_module("bench.pages")
        measured = [asdict(measure) for measure in pages.measure(pages.build())]
    print(f"{'page':24}{'median ms':>11}{'95 % ms':>10}{'queries':>9}{'kB':>8}")
    for one in measured:
        row = f"{one['page']:24}{one['median']:11.1f}{one['slow']:10.1f}{one['queries']:9}{one['size'] / 1000:8.0f}"
        print(row, flush=True)
    RESULTS.mkdir(exist_ok=True)
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    database = os.environ.get("DATABASE_URL", "sqlite").partition(":")[0]
    told = {"at": moment, "database": database, "python": sys.version.split()[0], "pages": measured}
    (RESULTS / f"pages-{moment}.json").write_text(json.dumps(told, indent=1))
    print("\nimporting:", flush=True)
    subprocess.run([sys.executable, "-m", "bench.importing"], check=True)


if __name__ == "__main__":
    main()
