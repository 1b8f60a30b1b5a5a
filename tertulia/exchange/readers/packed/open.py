"""Which of them a path is."""

from pathlib import Path

from tertulia.exchange.readers.packed.file import Files
from tertulia.exchange.readers.packed.folder import Folder
from tertulia.exchange.readers.packed.single import Single
from tertulia.exchange.readers.packed.spool import BZIP2, XZ, beginning
from tertulia.exchange.readers.packed.tar import Tar, is_tar
from tertulia.exchange.readers.packed.zip import EMPTY_ZIP, ZIP, Zip


def files_in(path: Path) -> Files:
    """The files of a folder, a ZIP file or a tar file, compressed or not; any other file comes alone, as it is. Raises
    BrokenExport if it cannot be unpacked, and OSError if it cannot be read."""
    if path.is_dir():
        return Folder(path)
    with path.open("rb") as file:
        head = beginning(file)
        file.seek(0)
        is_damaged = not head and file.read(len(XZ)).startswith((BZIP2, XZ))
    if head.startswith((ZIP, EMPTY_ZIP)):
        return Zip(path)
    return Tar(path) if is_tar(head) or is_damaged else Single(path)


def is_packed(path: Path) -> bool:
    """Whether several files may come in it. Raises as ``files_in`` does."""
    return not isinstance(files_in(path), Single)
