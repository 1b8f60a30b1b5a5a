"""What was read of pages, kept on the disk until all of them were: a source may be larger than the memory."""

import pickle
import tempfile
import weakref
import zlib
from hashlib import blake2b
from typing import Any

from tertulia.exchange.readers.packed.spool import roomy
from tertulia.lib.scratch import scratch


class Spool:
    """Things by the places at which they were kept; the same thing is kept once."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(dir=roomy())  # noqa: SIM115
        weakref.finalize(self, self._file.close)
        self._end = 0
        self._places = scratch("CREATE TABLE places (number INTEGER PRIMARY KEY, place INTEGER);", roomy())

    def put(self, thing: object) -> int:
        """Keep something; answers its place."""
        data = zlib.compress(pickle.dumps(thing), 1)
        number, place = int.from_bytes(blake2b(data, digest_size=8).digest(), signed=True), self._end
        if not self._places.execute("INSERT OR IGNORE INTO places VALUES (?, ?)", (number, place)).rowcount:
            known = self._places.execute("SELECT place FROM places WHERE number = ?", (number,))
            return int(known.fetchone()[0])
        self._file.seek(place)
        self._file.write(len(data).to_bytes(4) + data)
        self._end += len(data) + 4
        return place

    def get(self, place: int) -> Any:
        """What is there."""
        self._file.seek(place)
        size = int.from_bytes(self._file.read(4))
        return pickle.loads(zlib.decompress(self._file.read(size)))  # noqa: S301 (written by this process alone)
