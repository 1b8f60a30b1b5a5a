"""Pack a mirror: public pages as plain files in a ZIP archive, to be unpacked anywhere."""

from pathlib import Path

from tertulia.exchange.archive.pack import Pack
from tertulia.exchange.writers.appearing import appearing
from tertulia.exchange.writers.archive import files_within
from tertulia.exchange.writers.written import Written


def write_plain_pages(folder: Path, target: Path) -> Written:
    """Write ``target``, which appears when it is whole. Raises InTheWay, OSError."""
    written = Written()
    with appearing(target) as new:
        with Pack(new) as pack:
            for name, path in files_within(folder):
                with path.open("rb") as file:
                    pack.add_file(name, file, path.stat().st_size)
        written.size = new.stat().st_size
    return written
