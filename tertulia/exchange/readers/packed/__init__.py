"""Files that came together: in a folder, a ZIP file or a tar file, packed or not. Nothing is unpacked to where its name
leads; links and devices are left out; how many files, how long and how tightly packed they are is bounded."""

from tertulia.exchange.readers.packed.file import Files, PackedFile
from tertulia.exchange.readers.packed.open import files_in, is_packed

__all__ = ["Files", "PackedFile", "files_in", "is_packed"]
